//! The backends that this crate brings, each to be named by whoever wants that one and no other.
//!
//! All of them exist on every target, so that callers never write `cfg`: one that cannot work on the
//! target at hand answers [`Error::UNSUPPORTED`](crate::Error::UNSUPPORTED).
//!
//! [`System`](crate::System) puts them in order.

mod device;
mod hardware;
mod parts;
mod rdrand;
mod rdseed;
mod rndr;
mod syscall;
mod vdso;

// The same list of targets stands in Cargo.toml, where it decides whether `getrandom` is built.
#[cfg_attr(
    not(all(feature = "portable", any(unix, windows, target_os = "wasi", target_os = "hermit"))),
    path = "backends/portable_disabled.rs"
)]
mod portable;

pub(crate) use self::portable::EXISTS as PORTABLE_EXISTS;
pub use self::{
    device::Device, portable::Portable, rdrand::RdRand, rdseed::RdSeed, rndr::Rndr,
    syscall::Syscall, vdso::Vdso,
};
