//! What a battery found of a source: a row for people and, in fields between tabs, for `cargo xtask stats bytes`.

use core::f64::consts::LN_2;
use std::collections::BTreeSet;

use crate::{
    judge::{Judgement, LEVEL, worst},
    source::Kind,
};

/// One battery on one source.
#[derive(Debug)]
pub(crate) struct Report {
    /// How the battery and its program call themselves.
    pub(crate) label: String,
    pub(crate) bytes: u64,
    /// What was looked at, in words.
    pub(crate) extent: String,
    pub(crate) judgements: Vec<Judgement>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Passed,
    Failed,
    /// A control that was not rejected: the battery is as blind as the source is bad.
    Silent,
    NotChecked,
}

impl Verdict {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "FAILED",
            Self::Silent => "CONTROL SILENT",
            Self::NotChecked => "not checked",
        }
    }
}

impl Report {
    pub(crate) fn verdict(&self, kind: &Kind) -> Verdict {
        match (kind.is_control(), self.bound() <= LEVEL) {
            (false, false) | (true, true) => Verdict::Passed,
            (false, true) => Verdict::Failed,
            (true, false) => Verdict::Silent,
        }
    }

    /// For all judgements of the row together; without any, nothing was seen.
    fn bound(&self) -> f64 {
        worst(&self.judgements).map_or(0.0, |worst| worst.among(self.judgements.len()))
    }

    /// The tests that reject the source on their own.
    fn rejecting(&self) -> BTreeSet<&str> {
        let among = self.judgements.len();
        let rejects = |judgement: &&Judgement| judgement.among(among) <= LEVEL;
        self.judgements.iter().filter(rejects).map(|judgement| judgement.test.as_str()).collect()
    }

    fn tests(&self) -> BTreeSet<&str> {
        self.judgements.iter().map(|judgement| judgement.test.as_str()).collect()
    }

    /// What was found, in words.
    fn found(&self) -> String {
        let Self { extent, judgements, .. } = self;
        let (tests, rejecting) = (self.tests().len(), self.rejecting());
        let seen = match rejecting.len() {
            0 => "rejected by none".to_owned(),
            1..=FEW => format!("rejected by {}", Vec::from_iter(rejecting).join(", ")),
            some if some == tests => "rejected by all".to_owned(),
            some => format!("rejected by {some}"),
        };
        let least = judgements.iter().filter(|j| !j.p.is_nan()).min_by(|a, b| a.p.total_cmp(&b.p));
        let least = least.map_or(String::new(), |least| {
            format!("; smallest p of {}: {}, {least}", judgements.len(), short(least.p))
        });
        format!("{extent}, {tests} tests: {seen}{least}")
    }

    /// The same line where there is no report, with the reason.
    pub(crate) fn none(battery: &str, kind: &Kind, verdict: Verdict, reason: &str) -> String {
        let (name, verdict) = (kind.name, verdict.words());
        format!(
            "stats bytes\t{battery} {name}\t{battery}\t{verdict}\t0\t{reason}\t\t{}",
            expected(kind)
        )
    }

    /// The line for the command, which reads it by its tabs.
    pub(crate) fn line(&self, battery: &str, kind: &Kind) -> String {
        let expected = expected(kind);
        let verdict = self.verdict(kind).words();
        let (found, bound) = (self.found(), power(self.bound()));
        let Self { label, bytes, .. } = self;
        let name = kind.name;
        format!(
            "stats bytes\t{battery} {name}\t{label}\t{verdict}\t{bytes}\t{found}\t{bound}\t{expected}"
        )
    }
}

impl core::fmt::Display for Judgement {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.test)?;
        if self.aspect.is_empty() { Ok(()) } else { write!(f, " ({})", self.aspect) }
    }
}

fn expected(kind: &Kind) -> &'static str {
    if kind.is_control() { "control: must be rejected" } else { "must not be rejected" }
}

/// So many are named one by one.
const FEW: usize = 4;

/// A bound as a power of two.
fn power(bound: f64) -> String {
    match bound / LN_2 {
        exponent if exponent > -0.5 => "1".into(),
        exponent if exponent < -99_999.0 => "< 2^-99999".into(),
        exponent => format!("2^{exponent:.0}"),
    }
}

/// One digit or two.
fn short(p: f64) -> String {
    match p {
        ..1e-300 => "0".into(),
        ..0.01 => format!("{p:.0e}"),
        _ => format!("{p:.2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::KINDS;

    fn report(bounds: &[f64]) -> Report {
        let judgement = |(index, bound): (usize, &f64)| Judgement {
            test: format!("test {index}"),
            aspect: "",
            p: 0.5,
            bound: *bound,
        };
        let judgements = bounds.iter().enumerate().map(judgement).collect();
        Report { label: "x".into(), bytes: 1, extent: "all".into(), judgements }
    }

    #[test]
    fn a_good_source_must_pass_and_a_control_must_not() {
        let find = |control| KINDS.iter().find(|kind| kind.is_control() == control).unwrap();
        let (good, control) = (find(false), find(true));
        let (low, high) = (report(&[0.0, -40.0, -1.0]), report(&[0.0, -32.0, -1.0]));
        assert_eq!((low.verdict(good), low.verdict(control)), (Verdict::Failed, Verdict::Passed));
        assert_eq!((high.verdict(good), high.verdict(control)), (Verdict::Passed, Verdict::Silent));
        assert_eq!(report(&[]).verdict(control), Verdict::Silent);
        assert_eq!(report(&[f64::NAN]).verdict(good), Verdict::Failed);
        assert!(low.line("b", good).contains("\tFAILED\t1\tall, 3 tests: rejected by test 1;"));
    }
}
