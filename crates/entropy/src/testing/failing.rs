use core::sync::atomic::{AtomicUsize, Ordering};

use crate::{Backend, Error, backend::wipe};

/// Fails once it is told to, and at every draw after that; until then it is the source inside.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, Error, System, testing::Failing};
///
/// let source = Failing::at_byte(5, System);
/// let mut dest = [0; 4];
/// assert_eq!(source.try_fill(&mut dest), Ok(()));
/// assert_eq!(source.try_fill(&mut dest), Err(Error::INJECTED));
/// assert_eq!(dest, [0; 4]);
/// ```
#[derive(Debug)]
pub struct Failing<B> {
    source: B,
    unit: Unit,
    /// How many more units are handed out before the first failure.
    left: AtomicUsize,
    error: Error,
}

#[derive(Debug)]
enum Unit {
    Draws,
    Bytes,
}

impl<B: Backend> Failing<B> {
    /// Fails from the `n`th draw on, counted from 1; 0 and 1 both mean the first.
    #[must_use]
    pub const fn at_draw(n: usize, source: B) -> Self {
        Self::after(n.saturating_sub(1), Unit::Draws, source)
    }

    /// Fails at the draw that would hand out the `n`th byte, counted from 1, and at all later ones.
    #[must_use]
    pub const fn at_byte(n: usize, source: B) -> Self {
        Self::after(n.saturating_sub(1), Unit::Bytes, source)
    }

    /// Fails with `error` instead of [`Error::INJECTED`].
    #[must_use]
    pub fn with_error(self, error: Error) -> Self {
        Self { error, ..self }
    }

    const fn after(left: usize, unit: Unit, source: B) -> Self {
        Self { source, unit, left: AtomicUsize::new(left), error: Error::INJECTED }
    }
}

impl<B: Backend> Backend for Failing<B> {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        let cost = match self.unit {
            Unit::Draws => 1,
            Unit::Bytes => dest.len(),
        };
        let take = |left: usize| Some(left.saturating_sub(cost));
        let left = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take);
        if left.unwrap_or(0) < cost {
            wipe(dest);
            return Err(self.error);
        }
        self.source.try_fill(dest)
    }

    fn name(&self) -> &'static str {
        "a source that fails on purpose"
    }
}
