//! The backends that this crate brings, each to be named by whoever wants that one and no other.
//!
//! All of them exist on every target, so that callers never write `cfg`: one that cannot work on the
//! target at hand answers [`Error::UNSUPPORTED`](crate::Error::UNSUPPORTED).
//!
//! [`System`](crate::System) puts them in order.

mod platform;
mod portable;
mod syscall;
mod vdso;

pub use self::{platform::Platform, portable::Portable, syscall::Syscall, vdso::Vdso};
