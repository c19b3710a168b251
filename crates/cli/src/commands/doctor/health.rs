//! The health tests of NIST SP 800-90B, 4.4, and the shape of the bytes, on what the source gives now.
//!
//! The claim is the highest there is, eight bits a byte, with a false-alarm exponent of 64: of 2^22 samples the repetition count
//! suspects a good source with a probability of 2^-42, and the adaptive proportion, over 2^13 windows of 512, with less than 2^-47.
//! Before the source is judged, both tests have to find a stuck and a biased one.

use wellspring::{
    SourceError,
    entropy::health::{AdaptiveProportion, Alarm, Claim, RepetitionCount},
};
use zeroize::Zeroizing;

use super::{
    Finding,
    uniformity::{Counts, repeated},
};
use crate::Source;

/// How many bytes are tested: where nothing is measured, and else.
pub(super) const SHORT: usize = 64 * 1024;
pub(super) const LONG: usize = 1 << 22;

const PIECE: usize = 64 * 1024;

/// How many tokens of 16 bytes are looked through for two that are equal; by chance there are with a probability of 2^-97.
const TOKENS: usize = 1 << 16;

pub(super) fn findings(length: usize, source: &mut Source<'_>) -> Vec<Finding> {
    match Claim::bytes(8.0, 64) {
        Ok(claim) => match tested(claim, length, source) {
            Ok(findings) => findings,
            Err(error) => vec![Finding::degraded("health", format!("the source failed: {error}"))],
        },
        Err(error) => vec![Finding::degraded("health", error.to_string())],
    }
}

fn tested(
    claim: Claim,
    length: usize,
    source: &mut Source<'_>,
) -> Result<Vec<Finding>, SourceError> {
    let (stuck, biased) = controls(claim);
    let mut tests = Tests::new(claim);
    let mut counts = Counts::new();
    let mut piece = Zeroizing::new(vec![0; PIECE]);
    let mut left = length;
    while left > 0 {
        source.try_fill_bytes(&mut piece)?;
        tests.check(&piece);
        counts.add(&piece);
        left = left.saturating_sub(PIECE);
    }
    let tokens = if length == SHORT { TOKENS >> 4 } else { TOKENS };
    let mut drawn = Zeroizing::new(vec![0; tokens * 16]);
    source.try_fill_bytes(&mut drawn)?;

    let (repetition, proportion) = (claim.repetition_cutoff(), claim.proportion_cutoff());
    let health = match tests.alarm {
        Some(alarm) => Finding::degraded("health", format!("{alarm} (NIST SP 800-90B, 4.4)")),
        None => Finding::new(
            "health",
            format!(
                "{length} bytes passed NIST SP 800-90B, 4.4, at 8 bits a byte: no value {repetition} times in a row, \
                 none {proportion} times in {}",
                claim.window()
            ),
        ),
    };
    let control = match (stuck, biased) {
        (Some(_), Some(_)) => {
            Finding::new("control", "the same tests found a stuck and a biased source")
        }
        _ => Finding::degraded(
            "control",
            "the health tests missed a source that is broken on purpose",
        ),
    };
    let equal = match repeated(&drawn) {
        false => Finding::new("repeats", format!("none among {tokens} tokens of 128 bits")),
        true => {
            Finding::degraded("repeats", format!("two of {tokens} tokens of 128 bits are equal"))
        }
    };
    Ok(vec![health, control, counts.finding(), equal])
}

/// Both tests together.
struct Tests {
    repetition: RepetitionCount,
    proportion: AdaptiveProportion,
    /// The first.
    alarm: Option<Alarm>,
}

impl Tests {
    const fn new(claim: Claim) -> Self {
        let (repetition, proportion) =
            (RepetitionCount::new(claim), AdaptiveProportion::new(claim));
        Self { repetition, proportion, alarm: None }
    }

    fn check(&mut self, bytes: &[u8]) {
        let found = self.repetition.check(bytes).and(self.proportion.check(bytes));
        self.alarm = self.alarm.or(found.err());
    }
}

/// What the tests say of a source that is stuck, and of one that gives the same value every fourth time.
fn controls(claim: Claim) -> (Option<Alarm>, Option<Alarm>) {
    let mut tests = [Tests::new(claim), Tests::new(claim)];
    let [stuck, biased] = &mut tests;
    stuck.check(&[7; 1024]);
    let counting: Vec<u8> = (0..=255u8).cycle().take(1024).collect();
    let favoured: Vec<u8> = counting.iter().map(|n| if n & 3 == 0 { 0 } else { *n }).collect();
    biased.check(&favoured);
    (stuck.alarm, biased.alarm)
}

#[cfg(test)]
mod tests {
    use wellspring::SystemRandom;
    use wellspring_entropy::testing::{Failing, Replay};

    use super::*;

    fn degraded(source: &mut Source<'_>) -> Vec<&'static str> {
        let findings = findings(SHORT, source);
        findings.into_iter().filter(|finding| finding.degraded).map(|f| f.what).collect()
    }

    #[test]
    fn the_system_passes() {
        assert_eq!(degraded(&mut SystemRandom), [""; 0]);
    }

    #[test]
    fn broken_sources_do_not() {
        assert_eq!(degraded(&mut Replay::repeating(&[7])), ["health", "uniformity", "repeats"]);
        let counting: Vec<u8> = (0..=255).collect();
        // A counter passes the health tests, as they say of themselves, and is far too even.
        assert_eq!(degraded(&mut Replay::repeating(&counting)), ["uniformity", "repeats"]);
        assert_eq!(degraded(&mut Failing::at_draw(1, SystemRandom)), ["health"]);
    }

    #[test]
    fn the_controls_fire_for_their_own_reasons() {
        let claim = Claim::bytes(8.0, 64).unwrap();
        assert_eq!(controls(claim), (Some(Alarm::Repetition), Some(Alarm::Proportion)));
    }
}
