//! That time and memory access do not depend on secrets, as far as valgrind's memcheck can see it: the secret is
//! marked as undefined, and memcheck reports each jump and each address that depends on it.
//!
//! A. Langley's ctgrind (2010) is the idea. The requests to memcheck are instructions without an effect outside of
//! it (valgrind.h and memcheck.h), so this has to be x86-64, and has to run under valgrind:
//!
//! ```console
//! $ cargo xtask ci timing
//! ```
//!
//! Run as an ordinary test it says that it checked nothing.

#[cfg(all(target_arch = "x86_64", target_os = "linux"))]
mod under_valgrind;

fn main() {
    #[cfg(all(target_arch = "x86_64", target_os = "linux"))]
    under_valgrind::main();
}
