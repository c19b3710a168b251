//! Steps that share no folder of compiled files with the others: a second run of this program takes them meanwhile.
//!
//! Most of a step is a chain of small crates, or one program that links, and leaves a core idle. What the second run prints
//! goes into a file and is shown when it has ended, so that nothing is mixed. It ends before the steps that measure begin.

use core::time::Duration;
use std::env;
use std::fs::{self, File};
use std::io::{self, Read};
#[cfg(unix)]
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::thread;

use super::table::Row;
use crate::commands::{Stop, Workspace, failed};
use crate::shell::Line;

/// The option by which a run writes down what its steps came to.
pub(super) const ROWS: &str = "--rows=";

pub(super) struct Beside {
    child: Child,
    names: Vec<&'static str>,
    log: PathBuf,
    rows: PathBuf,
}

impl Beside {
    pub(super) fn start(ws: &Workspace, names: Vec<&'static str>) -> Result<Self, Stop> {
        let dir = ws.scratch("ci")?;
        let (log, rows) = (dir.join("beside.log"), dir.join("beside.tsv"));
        let line = Line::program(env::current_exe()?).words("ci").words(&names.join(" "));
        let line = line.arg(format!("{ROWS}{}", rows.display()));
        println!("$ {line} &");
        let out = File::create(&log)?;
        let mut command = line.command();
        // Nothing is written into this pipe: it is there as long as this run is.
        command.stdout(out.try_clone()?).stderr(out).stdin(Stdio::piped());
        // With what it starts it is a group, which can be ended as one.
        #[cfg(unix)]
        CommandExt::process_group(&mut command, 0);
        Ok(Self { child: command.spawn()?, names, log, rows })
    }

    /// Waits for its end, and shows what it printed.
    pub(super) fn rows(mut self) -> Result<Vec<Row>, Stop> {
        println!("\n== beside: {}", self.names.join(", "));
        // Waiting for a child closes its input first, and with that it would end.
        let input = self.child.stdin.take();
        let status = self.child.wait()?;
        drop(input);
        print!("{}", String::from_utf8_lossy(&fs::read(&self.log)?));
        // Without this file every step is missing, and so failed: the status alone says nothing of them.
        let text = fs::read_to_string(&self.rows).unwrap_or_default();
        let missing = || failed(format!("the run beside this one ended early: {status}"));
        let row = |name: &&'static str| {
            read(&text, name).unwrap_or_else(|| Row {
                name,
                outcome: Err(missing()),
                time: Duration::ZERO,
            })
        };
        Ok(self.names.iter().map(row).collect())
    }
}

/// In the second run: ends it, with what it has started, when the first one is gone, however that came to its end.
pub(super) fn end_with_the_first() {
    thread::spawn(|| {
        _ = io::stdin().read(&mut [0]);
        if cfg!(unix) {
            _ = Command::new("kill").arg("--").arg(format!("-{}", process::id())).status();
        }
        process::exit(1);
    });
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
        let dir = env::temp_dir();
        let log = dir.join(format!("wellspring-beside-{}", process::id()));
        fs::write(&log, "said\n").expect("the file of a test");
        let child = Line::new("false").command().spawn().expect("a program that fails");
        let rows = dir.join("wellspring-no-such-file");
        let beside = Beside { child, names: vec!["fmt", "docs"], log: log.clone(), rows };
        let rows = beside.rows().expect("rows");
        fs::remove_file(log).expect("the file of a test");
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|row| matches!(row.outcome, Err(Stop::Failed(_)))));
    }
}
