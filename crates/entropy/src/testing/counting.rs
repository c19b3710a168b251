use core::sync::atomic::{AtomicUsize, Ordering};

use crate::{Backend, Error};

/// Counts the draws and the bytes asked of the source inside, failed ones included.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, System, testing::Counting};
///
/// let source = Counting::new(System);
/// source.try_fill(&mut [0; 10])?;
/// source.try_fill(&mut [0; 6])?;
/// assert_eq!((source.draws(), source.bytes()), (2, 16));
/// # Ok::<(), wellspring_entropy::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Counting<B> {
    source: B,
    draws: AtomicUsize,
    bytes: AtomicUsize,
}

impl<B: Backend> Counting<B> {
    /// Counts what is asked of `source`.
    #[must_use]
    pub const fn new(source: B) -> Self {
        Self { source, draws: AtomicUsize::new(0), bytes: AtomicUsize::new(0) }
    }

    /// How often bytes were asked for.
    #[must_use]
    pub fn draws(&self) -> usize {
        self.draws.load(Ordering::Relaxed)
    }

    /// How many bytes were asked for in all.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes.load(Ordering::Relaxed)
    }
}

impl<B: Backend> Backend for Counting<B> {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        self.draws.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(dest.len(), Ordering::Relaxed);
        self.source.try_fill(dest)
    }

    fn name(&self) -> &'static str {
        self.source.name()
    }
}
