//! docs/MATRIX.md and docs/evidence/matrix.tsv, written again after each target.

mod stamp;

use core::fmt::Write as _;
use std::collections::BTreeSet;
use std::fs;

use self::stamp::{machines, of_all};
use super::row::{Row, State};
use super::targets::{Depth, TARGETS};
use super::{counts, kept, table, targets_at};
use crate::commands::record::{self, Claim, Found, Verdict};
use crate::commands::remade::Remade;
use crate::commands::{Stop, Workspace};

const COMMAND: &str = "cargo xtask matrix";
const PAGE: &str = "docs/MATRIX.md";
const RECORD: &str = "docs/evidence/matrix.tsv";

/// Takes the rows of one target into the documents, with the day and the version: all of them, or some in the place of the same.
pub(super) fn write(ws: &Workspace, own: &mut [Row], whole: bool) -> Result<(), Stop> {
    let now = record::made(ws, COMMAND)?;
    for row in &mut *own {
        row.made = format!("{}, {}", now.date, now.version);
        row.machine.clone_from(&now.machine);
    }
    let Some(rows) = kept::replace(ws, own, whole)? else {
        println!("{PAGE} has no row of these crates, features and depths, and stays as it is");
        return Ok(());
    };
    fs::write(ws.root.join(PAGE), markdown(&rows))?;
    record::keep(ws, "matrix", &Found::all(&of_all(&rows), &claims(&rows)))
}

/// The document and the record as the kept rows have them.
pub(super) fn remade(ws: &Workspace) -> Result<Vec<Remade>, Stop> {
    let rows = kept::all(ws)?;
    let record = record::text(&Found::all(&of_all(&rows), &claims(&rows)));
    Ok([(PAGE, markdown(&rows)), (RECORD, record)].map(|(path, text)| Remade { path, text }).into())
}

fn claims(rows: &[Row]) -> Vec<Claim> {
    let [run, built, checked] =
        [Depth::Run, Depth::Built, Depth::Checked].map(|d| targets_at(rows, d));
    let [passed, failed, unchecked] = counts(rows);
    let never: Vec<&str> = never(rows).collect();
    let tests: usize = rows.iter().map(|row| row.tests).sum();
    let met = |ok| if ok { Verdict::Met } else { Verdict::Missed };
    let claim = |what: &str, figure: String, demand: &str, verdict| Claim {
        what: what.into(),
        figure,
        demand: demand.into(),
        verdict,
        control: "cargo xtask matrix --control: matrix-control".into(),
    };
    vec![
        claim(
            "targets on which tests ran, all rows passed",
            run.to_string(),
            "at least 10",
            met(run >= 10),
        ),
        claim(
            "targets run, built or checked, all rows passed",
            (run + built + checked).to_string(),
            "at least 25",
            met(run + built + checked >= 25),
        ),
        claim("rows", format!("{passed} passed, {failed} failed"), "none failed", met(failed == 0)),
        claim("rows that were not checked", unchecked.to_string(), "none", met(unchecked == 0)),
        claim(
            "targets of the list without a row",
            if never.is_empty() { "none".into() } else { never.join(", ") },
            "none",
            met(never.is_empty()),
        ),
        claim("tests that passed on all targets", tests.to_string(), "", Verdict::Figure),
    ]
}

/// Targets that no run has taken yet.
fn never(rows: &[Row]) -> impl Iterator<Item = &'static str> {
    let is_there = |name: &str| rows.iter().any(|row| row.target == name);
    TARGETS.iter().map(|target| target.name).filter(move |name| !is_there(name))
}

fn markdown(rows: &[Row]) -> String {
    let [passed, failed, unchecked] = counts(rows);
    let machines = machines(rows).into_iter().map(|(machine, n)| format!("{n} on {machine}"));
    let machines = machines.collect::<Vec<_>>().join("; ");
    let mut text = format!(
        "{PROSE}\n## The last run of each target\n\n{passed} rows passed, {failed} failed, {unchecked} not checked: {machines}.\n\n{BY_TARGET}"
    );
    let mut rest = rows;
    while let Some(first) = rest.first() {
        let n = rest.iter().take_while(|row| row.target == first.target).count();
        let (own, later) = rest.split_at(n);
        text.push_str(&target_line(own));
        rest = later;
    }
    for name in never(rows) {
        let _ = writeln!(text, "| `{name}` | not checked |  | never run |  |  |  |");
    }
    text.push_str(LEFT_OUT);
    for (what, targets) in left_out(rows) {
        let _ = writeln!(text, "| {} | {targets} |", cell(&what));
    }
    text.push_str(BY_ROW);
    for row in rows {
        let Row { target, package, set, depth, tests, seconds, state, .. } = row;
        let result = [table::result(*state), row.reason.as_str()];
        let result = result.join(" ");
        let _ = writeln!(
            text,
            "| `{target}` | {package} | {set} | {depth} | {} | {tests} | {} | {seconds:.1} |",
            cell(result.trim()),
            row.left_out.len(),
        );
    }
    text
}

/// One target: how far its rows went, and what they add up to.
fn target_line(own: &[Row]) -> String {
    let deepest = own.iter().max_by_key(|row| row.depth);
    let Some(deepest) = deepest else {
        return String::new();
    };
    let [passed, failed, unchecked] = counts(own);
    let result = match (failed, unchecked) {
        (0, 0) => format!("{passed} rows passed: {}", depths(own)),
        _ => format!("{passed} rows passed, {failed} failed, {unchecked} not checked"),
    };
    let tests: usize = own.iter().map(|row| row.tests).sum();
    let seconds: f64 = own.iter().map(|row| row.seconds).sum();
    let Row { target, depth, with, .. } = deepest;
    let made: BTreeSet<&str> = own.iter().map(|row| row.made.as_str()).collect();
    let made = made.into_iter().collect::<Vec<_>>().join("; ");
    format!(
        "| `{target}` | {depth} | {} | {result} | {tests} | {seconds:.0} | {made} |\n",
        cell(with)
    )
}

/// How many rows went how far: not every set of features is run where its target can be.
fn depths(own: &[Row]) -> String {
    let count = |depth: &Depth| own.iter().filter(|row| row.depth == *depth).count();
    let depths = [Depth::Run, Depth::Built, Depth::Checked];
    let depths = depths.iter().map(|depth| (count(depth), depth)).filter(|(n, _)| *n > 0);
    depths.map(|(n, depth)| format!("{n} {depth}")).collect::<Vec<_>>().join(", ")
}

/// What was not run, each once, with the number of targets, or their names where they are few.
fn left_out(rows: &[Row]) -> Vec<(String, String)> {
    let mut found: Vec<(String, Vec<&str>)> = Vec::new();
    for row in rows.iter().filter(|row| row.state == State::Passed) {
        for what in &row.left_out {
            let what = format!("{}: {what}", row.package);
            let place = found.iter_mut().find(|(known, _)| *known == what);
            match place {
                Some((_, targets)) if targets.contains(&row.target.as_str()) => {}
                Some((_, targets)) => targets.push(&row.target),
                None => found.push((what, vec![&row.target])),
            }
        }
    }
    let words = |targets: Vec<&str>| match targets.len() {
        0..=4 => targets.join(", "),
        n => format!("{n} targets"),
    };
    found.into_iter().map(|(what, targets)| (what, words(targets))).collect()
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

const PROSE: &str = include_str!("document.md");
const BY_TARGET: &str = "| target | depth | with | result | tests | seconds | on, version |\n|---|---|---|---|---|---|---|\n";
const LEFT_OUT: &str = "\n## What was not run, and why\n\nTest programs that are left out by name, tests that are ignored on a target, and what tests themselves say they could\nnot look at. Each is counted in its row.\n\n| what | where |\n|---|---|\n";
const BY_ROW: &str = "\n## Every row\n\n| target | crate | features | depth | result | tests | not run | seconds |\n|---|---|---|---|---|---|---|---|\n";

#[cfg(test)]
mod tests {
    use super::*;

    fn row(target: &str, state: State) -> Row {
        Row {
            target: target.into(),
            package: "p".into(),
            state,
            depth: Depth::Run,
            tests: 2,
            machine: "m".into(),
            left_out: vec!["t: forks".into()],
            ..Row::default()
        }
    }

    #[test]
    fn the_document_has_every_row_and_what_was_left_out_once() {
        let rows = [row("a", State::Passed), row("a", State::Passed), row("b", State::Failed)];
        let text = markdown(&rows);
        assert_eq!(text.matches("| `a` | p |").count(), 2);
        assert!(text.contains("| `a` | run |  | 2 rows passed: 2 run | 4 | 0 |  |"), "{text}");
        assert!(
            text.contains("| `b` | run |  | 0 rows passed, 1 failed, 0 not checked |"),
            "{text}"
        );
        assert_eq!(text.matches("p: t: forks").count(), 1);
        assert!(text.contains("2 rows passed, 1 failed, 0 not checked: 3 on m."), "{text}");
    }

    #[test]
    fn a_target_has_the_days_of_all_its_rows() {
        let on = |made: &str| Row { made: made.into(), ..row("a", State::Passed) };
        let line = target_line(
            &["2026-01-03, 0.1.0 b", "2026-01-02, 0.1.0 a", "2026-01-03, 0.1.0 b"].map(on),
        );
        assert!(line.ends_with("| 2026-01-02, 0.1.0 a; 2026-01-03, 0.1.0 b |\n"), "{line}");
    }

    #[test]
    fn few_targets_do_not_meet_the_demand() {
        let verdicts =
            |rows: &[Row]| claims(rows).into_iter().map(|claim| claim.verdict).collect::<Vec<_>>();
        let many: Vec<Row> = TARGETS.iter().map(|t| row(t.name, State::Passed)).collect();
        assert!(verdicts(&many).iter().all(|verdict| *verdict != Verdict::Missed));
        assert_eq!(verdicts(&many[..9])[..2], [Verdict::Missed, Verdict::Missed]);
        assert_eq!(verdicts(&many[1..])[4], Verdict::Missed);
        assert!(markdown(&many[1..]).contains("| never run |"));
        assert!(verdicts(&[row("a", State::NotChecked)]).contains(&Verdict::Missed));
    }
}
