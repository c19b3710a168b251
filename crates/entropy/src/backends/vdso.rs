//! Linux: getrandom from the vDSO, which makes no system call for most draws.
//!
//! Since Linux 6.11 (2024) on x86-64, 6.12 on AArch64, LoongArch and s390x, 6.16 on RISC-V. The kernel's own code, in
//! every process's memory: ChaCha20 on a state that the system call keys, keyed anew as soon as the kernel's
//! generator was. No byte is kept for later outside of that state, which the kernel wipes at a fork and which no
//! copy of the memory outlives for longer than a cloned machine's kernel takes to be told, upon which it re-seeds.
//!
//! A draw is made on a state that nobody else uses at that moment; if none can be had the system call answers. The
//! cost is about 3 ns for each byte, so that from some length on the system call is faster; [`System`](crate::System)
//! goes there by itself.

use super::parts::fill_in_parts;
use crate::{Backend, Error, sys};

/// Linux's getrandom in the vDSO, for requests of any length.
///
/// Answers [`Error::NO_VDSO`] where the kernel offers none, an error of the operating system where it refuses the
/// memory, and [`Error::UNSUPPORTED`] on architectures and systems without it.
///
/// The first draw of a process finds the vDSO and maps memory for it, and takes about 6 KiB of stack for that (18 KiB
/// without optimisation): of note on the stack of a signal handler.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, backends::Vdso};
///
/// let mut key = [0; 32];
/// match Vdso.try_fill(&mut key) {
///     Ok(()) => assert_ne!(key, [0; 32]),
///     Err(error) => println!("not here: {error}"),
/// }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Vdso;

impl Backend for Vdso {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        fill_in_parts(dest, sys::vdso_getrandom)
    }

    fn name(&self) -> &'static str {
        "vDSO getrandom"
    }
}
