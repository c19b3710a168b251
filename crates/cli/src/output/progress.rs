//! How far long work has come, for a person who waits.

use core::{fmt, time::Duration};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};

/// Work that takes less than this shows nothing: a bar that flashes by tells nobody anything.
const PATIENCE: Duration = Duration::from_millis(700);

/// A bar on standard error, from the moment at which the work turns out to be long until it ends, however
/// it ends.
pub(crate) struct Progress {
    total: u64,
    done: u64,
    started: Instant,
    wanted: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Progress towards `total` bytes, shown only if it is `wanted`.
    pub(crate) fn new(total: u64, wanted: bool) -> Self {
        Self { total, done: 0, started: Instant::now(), wanted, bar: None }
    }

    /// `bytes` more are done.
    pub(crate) fn advance(&mut self, bytes: u64) {
        if !self.wanted {
            return;
        }
        self.done = self.done.saturating_add(bytes);
        if self.bar.is_none() && self.started.elapsed() >= PATIENCE && self.done < self.total {
            self.bar = Some(bar(self.total, self.started));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Progress")
            .field("total", &self.total)
            .field("done", &self.done)
            .finish_non_exhaustive()
    }
}

fn bar(total: u64, started: Instant) -> ProgressBar {
    let style = ProgressStyle::with_template(
        "{bar:40} {binary_bytes} of {binary_total_bytes}, {binary_bytes_per_sec}, {eta} left",
    );
    // Ten times a second is smooth, and costs nothing next to the work.
    ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr_with_hz(10))
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_elapsed(started.elapsed())
        .with_finish(ProgressFinish::AndClear)
}
