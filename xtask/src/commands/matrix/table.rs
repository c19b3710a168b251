//! The rows for people, for programs, and for the document.

use core::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::counts;
use super::row::{Row, State};
use crate::commands::Stop;

/// The table that a run ends in.
pub(super) fn text(rows: &[Row]) -> String {
    let mut text = format!("{HEAD}\n");
    for row in rows {
        text.push_str(&line(row));
        text.push('\n');
    }
    let [passed, failed, unchecked] = counts(rows);
    text + &format!("{passed} rows passed, {failed} failed, {unchecked} not checked\n")
}

const HEAD: &str = "target                          crate               features    depth    result       seconds  tests";

pub(super) fn line(row: &Row) -> String {
    let Row { target, package, set, depth, seconds, tests, .. } = row;
    let depth = depth.to_string();
    let result = result(row.state);
    let tests = if *tests == 0 { String::new() } else { tests.to_string() };
    let mut note = row.reason.clone();
    if !row.left_out.is_empty() {
        if !note.is_empty() {
            note.push_str("; ");
        }
        let _ = write!(note, "{} not run: {}", row.left_out.len(), row.left_out.join("; "));
    }
    let line = format!(
        "{target:31} {package:19} {set:11} {depth:8} {result:12} {seconds:7.1}  {tests:>5}  {note}"
    );
    line.trim_end().to_owned()
}

pub(super) fn result(state: State) -> &'static str {
    match state {
        State::Passed => "passed",
        State::Failed => "FAILED",
        State::NotChecked => "not checked",
    }
}

/// An array of objects, one for each row.
pub(super) fn json(rows: &[Row]) -> String {
    let rows: Vec<String> = rows.iter().map(object).collect();
    format!("[\n{}\n]\n", rows.join(",\n"))
}

fn object(row: &Row) -> String {
    let depth = row.depth.to_string();
    let fields = [
        ("target", row.target.as_str()),
        ("crate", &row.package),
        ("features", &row.set),
        ("depth", &depth),
        ("result", result(row.state)),
        ("reason", &row.reason),
        ("with", &row.with),
        ("made", &row.made),
        ("machine", &row.machine),
    ];
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}: {}", string(name), string(value))).collect();
    let left_out: Vec<String> = row.left_out.iter().map(|text| string(text)).collect();
    format!(
        "  {{{}, \"tests\": {}, \"not_run\": [{}], \"seconds\": {:.1}}}",
        fields.join(", "),
        row.tests,
        left_out.join(", "),
        row.seconds
    )
}

/// A string of JSON's (RFC 8259, section 7).
fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            c if u32::from(c) < 0x20 => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Where the rows go as JSON. Hours later it would be too late to say that there is no such place.
pub(super) fn in_a_folder(file: &str) -> Result<PathBuf, Stop> {
    let folder = Path::new(file).parent().filter(|folder| !folder.as_os_str().is_empty());
    match folder {
        Some(folder) if !folder.is_dir() => {
            Err(Stop::Usage(format!("--json {file}: there is no folder {}", folder.display())))
        }
        _ => Ok(file.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        Row {
            target: "s390x".into(),
            package: "p".into(),
            state: State::Failed,
            reason: "said \"no\"\n".into(),
            left_out: vec!["a: why".into()],
            tests: 3,
            ..Row::default()
        }
    }

    #[test]
    fn the_table_ends_in_the_counts() {
        let text = text(&[row(), Row { state: State::Passed, ..row() }]);
        assert!(
            text.contains("FAILED") && text.contains("said \"no\"\n; 1 not run: a: why"),
            "{text}"
        );
        assert!(text.ends_with("1 rows passed, 1 failed, 0 not checked\n"));
    }

    #[test]
    fn a_long_word_does_not_touch_the_next() {
        let line = line(&Row { set: "std,rand_core".into(), target: "t".repeat(40), ..row() });
        let start = format!("{} p ", "t".repeat(40));
        assert!(line.starts_with(&start) && line.contains(" std,rand_core checked "), "{line}");
    }

    #[test]
    fn strings_are_escaped() {
        let json = json(&[row()]);
        assert!(json.contains(r#""reason": "said \"no\"\u000a""#), "{json}");
        assert!(json.contains(r#""not_run": ["a: why"], "seconds": 0.0}"#), "{json}");
        assert_eq!(string("a\\b"), r#""a\\b""#);
    }
}
