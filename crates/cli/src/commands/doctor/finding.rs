//! What was found, and how it is shown.

use super::speed::Speed;
use crate::output::Value;

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Finding {
    /// What was looked at, in a word.
    pub(super) what: &'static str,
    pub(super) found: String,
    /// Whether it is worse than on a machine in order.
    pub(super) degraded: bool,
}

impl Finding {
    /// Something that is as it should be, or that is only told.
    pub(super) fn new(what: &'static str, found: impl Into<String>) -> Self {
        Self { what, found: found.into(), degraded: false }
    }

    /// Something that is worse than it should be.
    pub(super) fn degraded(what: &'static str, found: impl Into<String>) -> Self {
        Self { what, found: found.into(), degraded: true }
    }
}

/// How wide the names are.
const NAMES: usize = 12;

/// The report for a person.
pub(super) fn text(findings: &[Finding], speeds: &[Speed], coloured: bool) -> String {
    let mut text = String::new();
    for Finding { what, found, degraded } in findings {
        let mark = if *degraded { mark("DEGRADED: ", RED, coloured) } else { String::new() };
        text += &format!("{what:NAMES$}{mark}{found}\n");
    }
    for speed in speeds {
        text += &format!("{}\n", speed.line(speeds));
    }
    let names: Vec<_> = findings.iter().filter(|found| found.degraded).map(|f| f.what).collect();
    let verdict = match names.as_slice() {
        [] => mark("nothing degraded", GREEN, coloured),
        names => format!("{} {}", mark("DEGRADED:", RED, coloured), names.join(", ")),
    };
    text + &format!("{:NAMES$}{verdict}\n", "in all")
}

const RED: &str = "\x1b[1;31m";
const GREEN: &str = "\x1b[32m";

fn mark(text: &str, colour: &str, coloured: bool) -> String {
    if coloured { format!("{colour}{text}\x1b[0m") } else { text.into() }
}

/// The report for a program. Some findings share a name (`no answer`, of several interfaces; `self-check`), so that they are an array of
/// objects, each with its name, and no field of an object comes twice: RFC 8259, section 4, leaves open what that would mean.
pub(super) fn json(findings: &[Finding], speeds: &[Speed]) -> String {
    let degraded = findings.iter().any(|finding| finding.degraded);
    let findings = findings.iter().map(|Finding { what, found, degraded }| {
        let (what, found) = (Value::from(*what).to_json(), Value::from(found.as_str()).to_json());
        format!("{{\"what\":{what},\"found\":{found},\"degraded\":{degraded}}}")
    });
    let speeds = speeds.iter().map(Speed::json).collect::<Vec<_>>().join(",");
    let findings = findings.collect::<Vec<_>>().join(",");
    format!("{{\"degraded\":{degraded},\"findings\":[{findings}],\"speeds\":[{speeds}]}}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(degraded: bool) -> Vec<Finding> {
        let fork = if degraded { Finding::degraded } else { Finding::new };
        vec![Finding::new("source", "a \"vDSO\""), fork("fork", "x".to_owned())]
    }

    #[test]
    fn one_degraded_finding_is_enough_and_is_named() {
        assert!(text(&findings(false), &[], false).ends_with("in all      nothing degraded\n"));
        let text = text(&findings(true), &[], false);
        assert!(text.contains("fork        DEGRADED: x\n"), "{text}");
        assert!(text.ends_with("in all      DEGRADED: fork\n"), "{text}");
    }

    #[test]
    fn json_is_json() {
        let speed = Speed { what: "x", each: Some(32), per_second: 1.5e6 };
        for degraded in [false, true] {
            let text = json(&findings(degraded), core::slice::from_ref(&speed));
            let read: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!(read["degraded"].as_bool(), Some(degraded));
            assert_eq!(read["findings"][1]["what"].as_str(), Some("fork"));
            assert_eq!(read["findings"][1]["degraded"].as_bool(), Some(degraded));
            assert_eq!(read["findings"][0]["found"].as_str(), Some("a \"vDSO\""));
            assert_eq!(read["speeds"][0]["per_second"].as_f64(), Some(1.5e6));
            assert_eq!(read["speeds"][0]["bytes_each"].as_u64(), Some(32));
        }
    }
}
