//! The twin of `counter.rs` for processors that cannot compare and swap, as the Cortex-M0.
//!
//! A number is read and then written, so of two draws at once, as in an interrupt handler, one may not be counted.
//! That costs a test source its count and nothing else.

use core::sync::atomic::{AtomicUsize, Ordering};

#[derive(Debug, Default)]
pub(super) struct Counter(AtomicUsize);

impl Counter {
    pub(super) const fn new(value: usize) -> Self {
        Self(AtomicUsize::new(value))
    }

    pub(super) fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) fn update(
        &self,
        mut step: impl FnMut(usize) -> Option<usize>,
    ) -> Result<usize, usize> {
        let before = self.get();
        let after = step(before).ok_or(before)?;
        self.0.store(after, Ordering::Relaxed);
        Ok(before)
    }
}
