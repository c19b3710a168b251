//! The generator of fastrand, for a comparison of the methods alone.

use core::convert::Infallible;

use wellspring::rand_core::TryRng;

/// fastrand's own generator: not secure, and as fast as generators get.
pub(crate) struct Wyrand(fastrand::Rng);

impl Wyrand {
    pub(crate) fn new() -> Self {
        Self(fastrand::Rng::with_seed(7))
    }
}

impl TryRng for Wyrand {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.0.u32(..))
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.0.u64(..))
    }

    #[inline]
    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(dest);
        Ok(())
    }
}
