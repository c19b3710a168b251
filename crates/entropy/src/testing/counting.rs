use super::counter::Counter;
use crate::{Backend, Error};

/// Counts the draws and the bytes asked of the source inside, failed ones included.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, System, testing::Counting};
///
/// static SOURCE: Counting<System> = Counting::new(System);
/// let shared: &'static dyn Backend = &SOURCE;
/// shared.try_fill(&mut [0; 10])?;
/// shared.try_fill(&mut [0; 6])?;
/// assert_eq!((SOURCE.draws(), SOURCE.bytes()), (2, 16));
/// # Ok::<(), wellspring_entropy::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Counting<B> {
    source: B,
    draws: Counter,
    bytes: Counter,
}

impl<B: Backend> Counting<B> {
    /// Counts what is asked of `source`.
    #[must_use]
    pub const fn new(source: B) -> Self {
        Self { source, draws: Counter::new(0), bytes: Counter::new(0) }
    }

    /// How often bytes were asked for.
    #[must_use]
    pub fn draws(&self) -> usize {
        self.draws.get()
    }

    /// How many bytes were asked for in all.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes.get()
    }
}

impl<B: Backend> Backend for Counting<B> {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        // A count at the end of its range starts again; it is never an error.
        let _ = self.draws.update(|draws| Some(draws.wrapping_add(1)));
        let _ = self.bytes.update(|bytes| Some(bytes.wrapping_add(dest.len())));
        self.source.try_fill(dest)
    }

    fn name(&self) -> &'static str {
        self.source.name()
    }
}
