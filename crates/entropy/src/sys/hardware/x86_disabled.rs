//! The twin of `x86.rs` for other processors, and for the interpreter Miri.

use core::convert::Infallible;

/// Proof that cannot be had: this processor has no RDRAND.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RdRandInstruction(Infallible);

/// Proof that cannot be had: this processor has no RDSEED.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RdSeedInstruction(Infallible);

impl RdRandInstruction {
    pub(crate) const fn detect() -> Option<Self> {
        None
    }

    pub(crate) const fn attempt(self) -> Option<u64> {
        match self.0 {}
    }
}

impl RdSeedInstruction {
    pub(crate) const fn detect() -> Option<Self> {
        None
    }

    pub(crate) const fn attempt(self) -> Option<u64> {
        match self.0 {}
    }
}
