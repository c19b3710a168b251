//! The twin of `aarch64.rs` for other processors, and for the interpreter Miri.

use core::convert::Infallible;

/// Proof that cannot be had: this processor has no RNDR.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RndrInstruction(Infallible);

impl RndrInstruction {
    pub(crate) const fn detect() -> Option<Self> {
        None
    }

    pub(crate) const fn attempt(self) -> Option<u64> {
        match self.0 {}
    }
}
