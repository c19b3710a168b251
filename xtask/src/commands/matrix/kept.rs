//! docs/matrix/rows.json: of every target the rows of the last run that left nothing of it out, and what was run again since.
//!
//! All targets take hours on a small machine. So a target's rows are written when they are known: a run that is cut short has
//! lost one target, and who mends something for one of them need not run the others. Each row says of which version and day it is.

use std::fs;
use std::path::PathBuf;

use super::row::{Row, State};
use super::table;
use super::targets::{Depth, TARGETS};
use crate::commands::{Stop, Workspace, failed};
use crate::json::{self, Value};

/// Puts the rows of one target in the place of those that were there, or of the same ones where they are not the `whole` of it,
/// and gives all as they are read back: what is made of them, with rounded times, can be made again. A row that was not checked takes
/// no place of one that was. Nothing if there is no such row: then nothing is written.
pub(super) fn replace(ws: &Workspace, own: &[Row], whole: bool) -> Result<Option<Vec<Row>>, Stop> {
    let file = file(ws);
    let old = if file.exists() { all(ws)? } else { Vec::new() };
    fs::create_dir_all(file.parent().unwrap_or(&ws.root))?;
    let own: Vec<Row> =
        own.iter().map(|row| seen_before(&old, row).unwrap_or(row).clone()).collect();
    let rows = if whole { Some(joined(old, &own)) } else { exchanged(old, &own) };
    let Some(rows) = rows else {
        return Ok(None);
    };
    fs::write(file, table::json(&rows))?;
    all(ws).map(Some)
}

/// All rows that are kept.
pub(super) fn all(ws: &Workspace) -> Result<Vec<Row>, Stop> {
    read(&fs::read_to_string(file(ws))?)
}

fn file(ws: &Workspace) -> PathBuf {
    ws.root.join("docs").join("matrix").join("rows.json")
}

/// The old row in whose place one that was not checked would come.
fn seen_before<'r>(old: &'r [Row], new: &Row) -> Option<&'r Row> {
    let was_seen = |old: &&Row| old.state != State::NotChecked && key(old) == key(new);
    old.iter().find(was_seen).filter(|_| new.state == State::NotChecked)
}

/// What makes two rows the same one.
fn key(row: &Row) -> (&str, &str, &str, Depth) {
    (&row.target, &row.package, &row.set, row.depth)
}

/// In the order of the list of targets; of a target that is no longer in it nothing stays.
fn joined(old: Vec<Row>, own: &[Row]) -> Vec<Row> {
    let is_new = |row: &Row| own.iter().any(|new| new.target == row.target);
    let stays: Vec<Row> = old.into_iter().filter(|row| !is_new(row)).collect();
    let of = |name: &'static str| stays.iter().chain(own).filter(move |row| row.target == name);
    TARGETS.iter().flat_map(|target| of(target.name)).cloned().collect()
}

/// Each row that was run again in its own place, if any was. One that was not there is not added: the target would pass for a whole
/// one.
fn exchanged(old: Vec<Row>, own: &[Row]) -> Option<Vec<Row>> {
    let again = |row: &Row| own.iter().find(|new| key(new) == key(row)).cloned();
    old.iter()
        .any(|row| again(row).is_some())
        .then(|| old.into_iter().map(|row| again(&row).unwrap_or(row)).collect())
}

fn read(text: &str) -> Result<Vec<Row>, Stop> {
    let value =
        json::read(text).map_err(|error| failed(format!("docs/matrix/rows.json: {error}")))?;
    let rows = value.items().iter().map(row).collect::<Option<Vec<Row>>>();
    rows.ok_or_else(|| failed("docs/matrix/rows.json: a row without one of its members"))
}

fn row(value: &Value) -> Option<Row> {
    let text = |name: &str| value.get(name).text().map(str::to_owned);
    let number = |name: &str| value.get(name).number();
    let (depth, result) = (text("depth")?, text("result")?);
    let states = [State::Passed, State::Failed, State::NotChecked];
    let left_out = value.get("not_run").items().iter();
    Some(Row {
        target: text("target")?,
        package: text("crate")?,
        set: text("features")?,
        depth: Depth::ALL.into_iter().find(|known| known.to_string() == depth)?,
        state: states.into_iter().find(|state| table::result(*state) == result)?,
        reason: text("reason")?,
        with: text("with")?,
        made: text("made")?,
        machine: text("machine")?,
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        tests: number("tests")? as usize,
        left_out: left_out.map(|what| what.text().map(str::to_owned)).collect::<Option<_>>()?,
        seconds: number("seconds")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(target: usize, tests: usize) -> Row {
        Row {
            target: TARGETS[target].name.into(),
            package: "p".into(),
            state: State::Failed,
            reason: "said \"no\"\n".into(),
            left_out: vec!["a: why".into()],
            made: "2026-01-02, 0.1.0".into(),
            machine: "m".into(),
            seconds: 2.5,
            tests,
            ..Row::default()
        }
    }

    #[test]
    fn rows_are_read_back_as_they_were_written() {
        let rows = [row(0, 7), Row { state: State::NotChecked, depth: Depth::Run, ..row(1, 0) }];
        let text = table::json(&rows);
        assert_eq!(table::json(&read(&text).unwrap()), text);
        assert!(read(&text.replace("\"made\"", "\"mode\"")).is_err() && read("[").is_err());
    }

    #[test]
    fn a_target_is_replaced_and_the_others_stay() {
        let old = vec![row(0, 1), row(0, 2), row(2, 3), Row { target: "gone".into(), ..row(0, 9) }];
        let tests = |own: &[Row]| -> Vec<usize> {
            joined(old.clone(), own).iter().map(|row| row.tests).collect()
        };
        assert_eq!(tests(&[row(1, 5)]), [1, 2, 5, 3]);
        assert_eq!(tests(&[row(0, 6)]), [6, 3]);
    }

    #[test]
    fn what_was_not_checked_takes_no_place_of_what_was() {
        let old = vec![row(0, 1), Row { state: State::NotChecked, ..row(1, 0) }];
        let unseen =
            |target| Row { state: State::NotChecked, made: "now".into(), ..row(target, 0) };
        assert_eq!(seen_before(&old, &unseen(0)).map(|row| row.tests), Some(1));
        assert!(seen_before(&old, &row(0, 9)).is_none());
        assert!(seen_before(&old, &unseen(1)).is_none() && seen_before(&old, &unseen(2)).is_none());
    }

    #[test]
    fn a_row_that_was_run_again_takes_its_own_place() {
        let set = |set: &str, row: Row| Row { set: set.into(), ..row };
        let old = vec![set("none", row(0, 1)), set("all", row(0, 2)), set("all", row(2, 3))];
        let rows = exchanged(old, &[set("all", row(0, 5)), set("mine", row(0, 9))]).unwrap();
        assert_eq!(rows.iter().map(|row| row.tests).collect::<Vec<_>>(), [1, 5, 3]);
        let old = vec![set("all", Row { depth: Depth::Built, ..row(0, 1) })];
        let rows = exchanged(old, &[set("all", Row { depth: Depth::Run, ..row(0, 5) })]);
        assert!(rows.is_none(), "another depth is another row");
    }
}
