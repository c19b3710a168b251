//! Steps that share no folder of compiled files with the others: a second run of this program takes them meanwhile, and writes
//! down what they came to.

use core::time::Duration;
use std::fs;
use std::path::{Path, PathBuf};

use super::table::Row;
use crate::commands::{Stop, Workspace, beside, failed};

/// The option by which a run writes down what its steps came to.
pub(super) const ROWS: &str = "--rows=";

pub(super) struct Beside {
    run: beside::Beside,
    names: Vec<&'static str>,
    rows: PathBuf,
}

impl Beside {
    pub(super) fn start(ws: &Workspace, names: Vec<&'static str>) -> Result<Self, Stop> {
        let dir = ws.scratch("ci")?;
        let rows = dir.join("beside.tsv");
        let option = format!("{ROWS}{}", rows.display());
        let words = ["ci"].iter().chain(&names).map(|word| (*word).to_owned()).chain([option]);
        let run = beside::Beside::start(&dir.join("beside.log"), &words.collect::<Vec<_>>())?;
        Ok(Self { run, names, rows })
    }

    /// Waits for its end, and shows what it printed.
    pub(super) fn rows(self) -> Result<Vec<Row>, Stop> {
        println!("\n== beside: {}", self.names.join(", "));
        let status = self.run.end()?;
        let text = fs::read_to_string(&self.rows).unwrap_or_default();
        let early = format!("the run beside this one ended early: {status}");
        Ok(self.names.iter().map(|name| of(&text, name, &early)).collect())
    }
}

/// What is said of a step, or that it failed, where nothing is: the status alone says nothing of it.
fn of(text: &str, name: &'static str, early: &str) -> Row {
    let missing = || Row { name, outcome: Err(failed(early)), time: Duration::ZERO };
    read(text, name).unwrap_or_else(missing)
}

/// One line a step: name, result, milliseconds, note.
pub(super) fn write(path: &Path, rows: &[Row]) -> Result<(), Stop> {
    let lines: String = rows.iter().map(line).collect();
    Ok(fs::write(path, lines)?)
}

fn line(Row { name, outcome, time }: &Row) -> String {
    let (result, note) = match outcome {
        Ok(note) => ("passed", note),
        Err(Stop::NotChecked(reason)) => ("missing", reason),
        Err(Stop::Failed(reason) | Stop::Usage(reason)) => ("failed", reason),
    };
    let note = note.replace(['\t', '\n'], " ");
    format!("{name}\t{result}\t{}\t{note}\n", time.as_millis())
}

fn read(text: &str, name: &'static str) -> Option<Row> {
    let mut cells = text.lines().map(|line| line.splitn(4, '\t').collect::<Vec<_>>());
    let cells = cells.find(|cells| cells.first() == Some(&name))?;
    let [_, result, time, note] = cells.as_slice() else { return None };
    let note = (*note).to_owned();
    let outcome = match *result {
        "passed" => Ok(note),
        "missing" => Err(Stop::NotChecked(note)),
        "failed" => Err(failed(note)),
        _ => return None,
    };
    Some(Row { name, outcome, time: Duration::from_millis(time.parse().ok()?) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_down_is_read_back() {
        let time = Duration::from_millis(1250);
        let rows = [
            Row { name: "fmt", outcome: Ok("a\nnote".into()), time },
            Row { name: "deny", outcome: Err(Stop::NotChecked("no tool".into())), time },
            Row { name: "docs", outcome: Err(failed("broken")), time },
        ];
        let text: String = rows.iter().map(line).collect();
        let back = |name| read(&text, name).expect("a row");
        assert_eq!(back("fmt").outcome.unwrap_or_default(), "a note");
        assert_eq!(back("fmt").time, time);
        assert!(
            matches!(back("deny").outcome, Err(Stop::NotChecked(reason)) if reason == "no tool")
        );
        assert!(matches!(back("docs").outcome, Err(Stop::Failed(reason)) if reason == "broken"));
    }

    /// A run that was killed, or wrote what nobody understands, has passed nothing.
    #[test]
    fn what_is_not_there_is_no_row() {
        for text in ["", "fmt\n", "fmt\tpassed\n", "fmt\tfine\t1\t\n", "fmt\tpassed\tsoon\t\n"] {
            assert!(read(text, "fmt").is_none(), "{text}");
        }
    }

    #[test]
    fn a_run_that_ends_early_has_failed_at_all_its_steps() {
        for name in ["fmt", "docs"] {
            let row = of("deny\tpassed\t1\t\n", name, "early");
            assert!(matches!(row.outcome, Err(Stop::Failed(reason)) if reason == "early"));
        }
    }
}
