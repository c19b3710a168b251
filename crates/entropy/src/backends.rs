//! The backends that this crate brings, each to be named by whoever wants that one and no other.
//!
//! All of them exist on every target, so that callers never write `cfg`: one that cannot work on the
//! target at hand answers [`Error::UNSUPPORTED`](crate::Error::UNSUPPORTED).
//!
//! [`System`](crate::System) puts them in order.

mod device;
mod hardware;
mod parts;
mod platform;
mod portable;
mod rdrand;
mod rdseed;
mod rndr;
mod syscall;
mod vdso;

pub(crate) use self::portable::LINKED as PORTABLE_IS_LINKED;
pub use self::{
    device::Device, platform::Platform, portable::Portable, rdrand::RdRand, rdseed::RdSeed,
    rndr::Rndr, syscall::Syscall, vdso::Vdso,
};
