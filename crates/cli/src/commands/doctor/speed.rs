//! How fast everything is here: the self-check that takes ten seconds.

use core::{hint::black_box, time::Duration};
use std::time::Instant;

use wellspring::{PasswordPolicy, PasswordSet, Secrets, SourceError, TokenError};
use zeroize::Zeroizing;

use crate::{
    Source,
    output::{Progress, Unit},
    source::SourceName,
};

/// How often something can be done in a second.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Speed {
    pub(super) what: &'static str,
    /// How many random bytes that takes each time, if it is bytes that are wanted.
    pub(super) each: Option<usize>,
    pub(super) per_second: f64,
}

/// What is done again and again.
type Work<'a> = dyn FnMut(&mut Source<'_>) -> Result<(), SourceError> + 'a;

const SHORT: usize = 32;
const LONG: usize = 64 * 1024;

/// Measures each kind of work for its share of `time`.
pub(super) fn measure(
    time: Duration,
    source: &mut Source<'_>,
    shown: bool,
) -> Result<Vec<Speed>, SourceError> {
    let mut buffer = Zeroizing::new(vec![0; LONG]);
    let (short, long) = (&mut [0; SHORT], buffer.as_mut_slice());
    let passwords = PasswordPolicy::length(20).to_set().ok();
    let mut progress = Progress::new(6, Unit::Steps, shown);
    let share = time / 6;
    let mut speeds = Vec::new();
    for name in [SourceName::System, SourceName::Generator] {
        let (what_short, what_long) = match name {
            SourceName::System => ("system, 32 bytes", "system, 64 KiB"),
            SourceName::Generator => ("generator, 32 bytes", "generator, 64 KiB"),
        };
        name.with(source, |source| {
            let rate = rate(share, source, &mut |source| source.try_fill_bytes(short))?;
            speeds.push(Speed { what: what_short, each: Some(SHORT), per_second: rate });
            progress.reach(speeds.len() as u64);
            let rate = self::rate(share, source, &mut |source| source.try_fill_bytes(long))?;
            speeds.push(Speed { what: what_long, each: Some(LONG), per_second: rate });
            progress.reach(speeds.len() as u64);
            Ok::<(), SourceError>(())
        })?;
    }
    let per_second = rate(share, source, &mut |source| password(passwords.as_ref(), source))?;
    speeds.push(Speed { what: "passwords of 20", each: None, per_second });
    progress.reach(speeds.len() as u64);
    let per_second = rate(share, source, &mut |source| {
        source.try_token_urlsafe(32).map(black_box).map(drop).map_err(only_source)
    })?;
    speeds.push(Speed { what: "tokens of 256 bits", each: None, per_second });
    Ok(speeds)
}

fn password(set: Option<&PasswordSet>, source: &mut Source<'_>) -> Result<(), SourceError> {
    set.map_or(Ok(()), |set| source.try_mint(set).map(black_box).map(drop).map_err(only_source))
}

/// Nothing else can go wrong with what is measured.
fn only_source(error: TokenError) -> SourceError {
    match error {
        TokenError::Source(source) => source,
        _ => SourceError::UNEXPECTED,
    }
}

/// How often `work` can be done in a second. The clock is read after twice as many calls each time, until that is a
/// thousandth of the time, so that reading it does not count.
#[allow(clippy::cast_precision_loss, reason = "a rate is a float")]
fn rate(time: Duration, source: &mut Source<'_>, work: &mut Work<'_>) -> Result<f64, SourceError> {
    let (started, mut done, mut batch) = (Instant::now(), 0u64, 1u64);
    loop {
        let before = started.elapsed();
        for _ in 0..batch {
            work(source)?;
        }
        done += batch;
        let elapsed = started.elapsed();
        if elapsed >= time {
            return Ok(done as f64 / elapsed.as_secs_f64().max(1e-9));
        }
        if elapsed.saturating_sub(before) * 1000 < time {
            batch = batch.saturating_mul(2);
        }
    }
}

/// The length of the longest bar.
const BAR: usize = 24;

impl Speed {
    /// Megabytes a second, of what is wanted as bytes.
    #[allow(clippy::cast_precision_loss, reason = "the size of a buffer")]
    fn megabytes(&self) -> Option<f64> {
        self.each.map(|bytes| self.per_second * bytes as f64 / 1e6)
    }

    /// What the bar stands for: bytes are compared with bytes, results with results.
    fn amount(&self) -> f64 {
        self.megabytes().unwrap_or(self.per_second)
    }

    /// A line with a bar that is as long as this is fast, compared with the fastest of its kind.
    pub(super) fn line(&self, all: &[Self]) -> String {
        let kind = all.iter().filter(|other| other.each.is_some() == self.each.is_some());
        let fastest = kind.map(Self::amount).fold(f64::MIN_POSITIVE, f64::max);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "0 to 24"
        )]
        let length = ((self.amount() / fastest * BAR as f64).round() as usize).clamp(1, BAR);
        let bar = "█".repeat(length);
        let figure = match self.megabytes() {
            Some(megabytes) => format!("{megabytes:8.0} MB/s"),
            None => format!("{:8.2} M/s", self.per_second / 1e6),
        };
        let nanoseconds = 1e9 / self.per_second.max(f64::MIN_POSITIVE);
        format!("{:20} {bar:BAR$} {figure:13} {nanoseconds:8.0} ns each", self.what)
    }

    /// As an object.
    pub(super) fn json(&self) -> String {
        let Self { what, each, per_second } = self;
        let each = each.map_or_else(|| "null".into(), |bytes| bytes.to_string());
        format!("{{\"what\":\"{what}\",\"bytes_each\":{each},\"per_second\":{per_second:.1}}}")
    }
}

#[cfg(test)]
mod tests {
    use wellspring::SystemRandom;
    use wellspring_entropy::testing::Failing;

    use super::*;

    #[test]
    fn six_kinds_of_work_are_measured_and_all_are_done() {
        let speeds = measure(Duration::from_millis(30), &mut SystemRandom, false).unwrap();
        assert_eq!(speeds.len(), 6);
        assert!(speeds.iter().all(|speed| speed.per_second > 0.0), "{speeds:?}");
        let failing =
            measure(Duration::from_millis(30), &mut Failing::at_draw(3, SystemRandom), false);
        assert_eq!(failing, Err(SourceError::INJECTED));
    }

    #[test]
    fn bars_are_in_proportion_within_their_kind() {
        let speed = |each, per_second| Speed { what: "x", each, per_second };
        let all = [speed(Some(1), 4e6), speed(Some(1), 1e6), speed(None, 10.0)];
        let bars = all.each_ref().map(|speed| speed.line(&all).matches('█').count());
        assert_eq!(bars, [24, 6, 24]);
        assert!(all[0].line(&all).contains("4 MB/s") && all[0].line(&all).contains("250 ns each"));
    }
}
