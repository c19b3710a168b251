use core::sync::atomic::{AtomicUsize, Ordering};

/// A number that `&self` can change: what the sources of this module remember between draws.
#[derive(Debug, Default)]
pub(super) struct Counter(AtomicUsize);

impl Counter {
    pub(super) const fn new(value: usize) -> Self {
        Self(AtomicUsize::new(value))
    }

    pub(super) fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    /// Puts `step`'s answer in the place of the number, unless that is `None`; says what the number was.
    pub(super) fn update(&self, step: impl FnMut(usize) -> Option<usize>) -> Result<usize, usize> {
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, step)
    }
}
