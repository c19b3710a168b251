//! What the steps came to: one table, and what all of it means.

use core::time::Duration;

use super::STEPS;
use crate::commands::{Outcome, Stop, failed};

pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) outcome: Outcome,
    pub(super) time: Duration,
}

/// Passed, failed, not checked.
fn counts(rows: &[Row]) -> [usize; 3] {
    let mut counts = [0; 3];
    let [passed, failed, unchecked] = &mut counts;
    for row in rows {
        match row.outcome {
            Ok(_) => *passed += 1,
            Err(Stop::NotChecked(_)) => *unchecked += 1,
            Err(_) => *failed += 1,
        }
    }
    counts
}

pub(super) fn table(rows: &[Row]) -> String {
    let mut text = format!("{:14}{:13}{:>8}\n", "step", "result", "seconds");
    for row in rows {
        let (result, note) = match &row.outcome {
            Ok(note) => ("passed", note),
            Err(Stop::NotChecked(reason)) => ("not checked", reason),
            Err(Stop::Failed(reason) | Stop::Usage(reason)) => ("FAILED", reason),
        };
        let seconds = row.time.as_secs_f64();
        let line = format!("{:14}{result:13}{seconds:8.1}  {note}", row.name);
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let [passed, failed, unchecked] = counts(rows);
    text + &format!("{passed} passed, {failed} failed, {unchecked} not checked\n")
}

pub(super) fn judge(rows: &[Row], allow_missing: bool) -> Outcome {
    match counts(rows) {
        [n, 0, 0] if n < STEPS.len() => Ok(format!("{n} of {} steps", STEPS.len())),
        [_, 0, 0] => Ok("everything was checked".into()),
        [_, 0, n] if allow_missing => Ok(format!("but for {n} steps that were not checked")),
        [_, 0, n] => Err(Stop::NotChecked(format!("{n} steps; --allow-missing lets that pass"))),
        [_, n, _] => Err(failed(format!("{n} steps"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(outcome: Outcome) -> Row {
        let time = Duration::from_millis(1250);
        Row { name: "x", outcome, time }
    }

    #[test]
    fn what_was_not_checked_is_not_passed() {
        let missing = || row(Err(Stop::NotChecked("no tool".into())));
        let rows = [row(Ok("note".into())), missing()];
        assert_eq!(counts(&rows), [1, 0, 1]);
        assert!(matches!(judge(&rows, false), Err(Stop::NotChecked(_))));
        assert!(judge(&rows, true).is_ok());
        let rows = [missing(), row(Err(failed("broken")))];
        assert!(matches!(judge(&rows, true), Err(Stop::Failed(_))));
        assert!(judge(&[row(Ok(String::new()))], false).is_ok());
    }

    #[test]
    fn the_table_ends_in_the_counts() {
        let rows = [row(Ok(String::new())), row(Err(failed("why")))];
        let text = table(&rows);
        assert!(text.contains("FAILED            1.2  why\n"), "{text}");
        assert!(text.ends_with("\n1 passed, 1 failed, 0 not checked\n"));
    }
}
