//! How far long work has come, for a person who waits.
//!
//! One line on standard error that is drawn over again: a bar, what is done of what, how fast, and how long it will take. Libraries
//! for this bring threads, templates and the C library's mathematics, of which the last alone adds to the start of a
//! short command.

use core::{fmt, time::Duration};
use std::{
    io::{self, Write},
    time::Instant,
};

use crate::streams::draws;

/// Work that takes less than this shows nothing: a bar that flashes by tells nobody anything.
const PATIENCE: Duration = Duration::from_millis(700);

/// Ten times a second is smooth, and costs nothing next to the work.
const PAUSE: Duration = Duration::from_millis(100);

/// What is counted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unit {
    Bytes,
    Results,
    /// Of something that takes several.
    Steps,
}

/// A bar on standard error, from the moment at which the work turns out to be long until it ends, however
/// it ends.
#[derive(Debug)]
pub(crate) struct Progress {
    total: u64,
    unit: Unit,
    started: Instant,
    wanted: bool,
    /// When it was drawn for the last time.
    drawn: Option<Instant>,
}

impl Progress {
    /// Progress towards `total`, shown only if it is `wanted`, and where a line can be drawn over again.
    pub(crate) fn new(total: u64, unit: Unit, wanted: bool) -> Self {
        let wanted = wanted && draws();
        Self { total, unit, started: Instant::now(), wanted, drawn: None }
    }

    /// So many are `done` by now.
    pub(crate) fn reach(&mut self, done: u64) {
        if !self.wanted || done >= self.total {
            return;
        }
        let now = Instant::now();
        let elapsed = now.saturating_duration_since(self.started);
        let soon = self.drawn.is_some_and(|drawn| now.saturating_duration_since(drawn) < PAUSE);
        if elapsed < PATIENCE || soon {
            return;
        }
        let line = Line { done, total: self.total, unit: self.unit, elapsed };
        // A bar that cannot be drawn is missed by nobody.
        let _ = write!(io::stderr(), "\r{line}\x1b[K");
        self.drawn = Some(now);
    }
}

/// The line is gone when the work is done, or has failed.
impl Drop for Progress {
    fn drop(&mut self) {
        if self.drawn.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

/// What is shown.
struct Line {
    done: u64,
    total: u64,
    unit: Unit,
    elapsed: Duration,
}

const WIDTH: usize = 40;

impl fmt::Display for Line {
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "for the eye"
    )]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { done, total, unit, elapsed } = self;
        let part = *done as f64 / (*total as f64).max(1.0);
        let full = ((part * WIDTH as f64) as usize).min(WIDTH);
        let (bar, rest) = ("█".repeat(full), "░".repeat(WIDTH - full));
        let rate = *done as f64 / elapsed.as_secs_f64().max(1e-9);
        let left = ((total - done) as f64 / rate.max(1e-9)).min(8_640_000.0) as u64;
        write!(f, "{bar}{rest} ")?;
        match unit {
            Unit::Steps => write!(f, "step {done} of {total}"),
            Unit::Results => write!(f, "{done} of {total}, {rate:.0}/s, {} left", Time(left)),
            Unit::Bytes => {
                let [done, total, rate] = [*done as f64, *total as f64, rate].map(Size);
                write!(f, "{done} of {total}, {rate}/s, {} left", Time(left))
            }
        }
    }
}

/// A number of bytes, to two digits behind the point: `1.50 GiB`.
struct Size(f64);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut size = self.0;
        for unit in ["B", "KiB", "MiB"] {
            if size < 1024.0 {
                return write!(f, "{size:.2} {unit}");
            }
            size /= 1024.0;
        }
        write!(f, "{size:.2} GiB")
    }
}

/// Seconds as a person counts them: `90` is `1m30s`.
struct Time(u64);

impl fmt::Display for Time {
    #[allow(clippy::integer_division_remainder_used, reason = "of a time, which is public")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0..60 => write!(f, "{}s", self.0),
            60..3600 => write!(f, "{}m{:02}s", self.0 / 60, self.0 % 60),
            _ => write!(f, "{}h{:02}m", self.0 / 3600, self.0 / 60 % 60),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_how_much_how_fast_and_how_long() {
        let line = |unit, done, total| {
            Line { done, total, unit, elapsed: Duration::from_secs(2) }.to_string()
        };
        let bytes = line(Unit::Bytes, 1 << 30, 1000 << 30);
        assert!(bytes.ends_with(" 1.00 GiB of 1000.00 GiB, 512.00 MiB/s, 33m18s left"), "{bytes}");
        let results = line(Unit::Results, 500, 1000);
        assert_eq!(results.matches('█').count(), 20);
        assert!(results.ends_with(" 500 of 1000, 250/s, 2s left"), "{results}");
        assert!(line(Unit::Steps, 3, 6).ends_with(" step 3 of 6"));
        assert!(line(Unit::Results, 0, u64::MAX).ends_with("2400h00m left"));
    }
}
