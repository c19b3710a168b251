//! R. Brown's `dieharder`, of the Debian package of that name: tests of G. Marsaglia's Diehard, of SP 800-22 and of its
//! own, each with a stream of its own that never begins anew.
//!
//! Its verdict on a p-value is FAILED below 10^-6 or above 1 - 10^-6, which a good source meets once in some thousand
//! runs of all these tests. So a test that says FAILED is made again with another stream; one that says so three
//! times has done so with a probability of (2 10^-6)^3, and rejects the source; what is left is then not run. That
//! holds as far as its p-values are uniform.
//!
//! Not among them: what it calls suspect itself (OPSO, OQSO, DNA) or not to be used (sums), Marsaglia and Tsang's GCD
//! test, which reads eight gigabytes, and all other lengths of patterns than one for each test.

use std::collections::BTreeSet;

use crate::{
    judge::Judgement,
    pipe::{feed, version},
    report::Report,
};

use super::{Stop, Streams};

/// Its number of each test, and the length of its patterns where it wants one.
const TESTS: &[(&str, Option<&str>)] = &[
    ("0", None),
    ("1", None),
    ("2", None),
    ("3", None),
    ("4", None),
    ("8", None),
    ("9", None),
    ("10", None),
    ("11", None),
    ("12", None),
    ("13", None),
    ("15", None),
    ("16", None),
    ("100", None),
    ("101", None),
    ("102", None),
    ("200", Some("6")),
    ("201", Some("2")),
    ("202", Some("5")),
    ("203", Some("1")),
    ("204", None),
    ("205", None),
    ("206", None),
    ("207", None),
    ("208", None),
    ("209", None),
];

pub(crate) fn run(open: &mut Streams<'_>, _bytes: u64) -> Result<Report, Stop> {
    let mut report = Report {
        label: version("dieharder", "-l", "version").unwrap_or_default(),
        bytes: 0,
        extent: String::new(),
        judgements: Vec::new(),
    };
    let (mut run, mut again) = (0, 0);
    for (number, length) in TESTS {
        let mut args = vec!["-g", "200", "-d", number];
        args.extend(length.iter().flat_map(|length| ["-n", length]));
        let mut attempt = 0;
        // The tests of this program that have said FAILED in each attempt so far.
        let mut failed: BTreeSet<String> = BTreeSet::new();
        while attempt == 0 || (!failed.is_empty() && attempt < ATTEMPTS) {
            let mut source = open().map_err(Stop::NotChecked)?;
            let said = feed("dieharder", &args, &mut *source, u64::MAX)?;
            report.bytes += said.bytes;
            let lines: Vec<Line> = said.text.lines().filter_map(Line::read).collect();
            if lines.is_empty() {
                return Err(Stop::Failed(format!("dieharder -d {number}: {}", said.text.trim())));
            }
            let now = lines.iter().filter(|line| line.failed).map(|line| line.test.clone());
            failed = now.filter(|test| attempt == 0 || failed.contains(test)).collect();
            if attempt == 0 {
                let judged =
                    |line: Line| Judgement { test: line.test, aspect: "", p: line.p, bound: 0.0 };
                report.judgements.extend(lines.into_iter().map(judged));
            }
            attempt += 1;
        }
        run += 1;
        again += attempt - 1;
        for judgement in &mut report.judgements {
            if failed.contains(&judgement.test) {
                judgement.bound = f64::from(ATTEMPTS) * BOTH_ENDS.ln();
            }
        }
        // One is enough, and with a bad source all of them three times would take long.
        if !failed.is_empty() {
            break;
        }
    }
    report.extent = format!("{run} of {} programs, {again} runs again", TESTS.len());
    Ok(report)
}

/// So many runs must say FAILED.
const ATTEMPTS: u32 = 3;

/// With what probability a run says so of a good source.
const BOTH_ENDS: f64 = 2e-6;

/// One of its lines about a p-value.
#[derive(Debug, PartialEq)]
struct Line {
    test: String,
    p: f64,
    failed: bool,
}

impl Line {
    /// `name|ntup|tsamples|psamples|p-value|Assessment`, with blanks.
    fn read(line: &str) -> Option<Self> {
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        let [name, length, _, _, p, assessment] = fields.as_slice() else {
            return None;
        };
        let p: f64 = p.parse().ok()?;
        let test = format!("{name} {length}");
        let failed = match *assessment {
            "FAILED" => true,
            "PASSED" | "WEAK" => false,
            _ => return None,
        };
        // Both ends are suspect alike.
        Some(Self { test, p: (2.0 * p.min(1.0 - p)).min(1.0), failed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_lines_are_read() {
        let line = "         sts_monobit|   1|    100000|     100|0.64159558|  PASSED  ";
        let read = Line::read(line).unwrap();
        assert!(
            read.test == "sts_monobit 1" && !read.failed && (read.p - 0.716_808_84).abs() < 1e-9
        );
        let line = "diehard_birthdays|   0|       100|     100|1.00000000|  FAILED  ";
        assert_eq!(
            Line::read(line),
            Some(Line { test: "diehard_birthdays 0".into(), p: 0.0, failed: true })
        );
        assert_eq!(
            Line::read("        test_name   |ntup| tsamples |psamples|  p-value |Assessment"),
            None
        );
        assert_eq!(Line::read("#====#"), None);
    }

    #[test]
    fn three_failures_are_enough_and_two_are_not() {
        let bound = |times: f64| times * BOTH_ENDS.ln() + (100f64).ln();
        assert!(bound(3.0) <= crate::judge::LEVEL && bound(2.0) > crate::judge::LEVEL);
    }
}
