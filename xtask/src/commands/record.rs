//! What a long command found, in a file of its own: docs/evidence/NAME.tsv, of which docs/EVIDENCE.md is made.
//!
//! A file has the command, the day, the version and the machine it ran on in lines that start with `#`, then one line per
//! claim; where parts of it were made by later runs, such a head and its claims for each. It is written by the command itself and by
//! nothing else, so that no figure is typed by hand.

mod made;

use core::fmt;
use core::time::Duration;
use std::fs;
use std::path::PathBuf;

use super::{Stop, Workspace, evidence};

pub(crate) use self::made::{made, version};

/// One thing that is said to hold, and what was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    /// What was looked at, in a few words; unique within its file.
    pub(crate) what: String,
    /// What was found, with its unit.
    pub(crate) figure: String,
    /// What is asked for; empty where nothing is.
    pub(crate) demand: String,
    pub(crate) verdict: Verdict,
    /// What the negative control showed; empty where there is none.
    pub(crate) control: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Met,
    Missed,
    NotChecked,
    /// A figure of which nothing is asked.
    Figure,
}

impl Verdict {
    const ALL: [Self; 4] = [Self::Met, Self::Missed, Self::NotChecked, Self::Figure];
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::NotChecked => "not checked",
            Self::Figure => "figure",
        })
    }
}

/// Where and when; the same for all claims of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) command: String,
    pub(crate) date: String,
    /// The version of the packages and the commit, with `+` where files differ from it that are no documents.
    ///
    /// A long command writes into these what it has found so far.
    pub(crate) version: String,
    pub(crate) machine: String,
    pub(crate) seconds: u64,
}

/// A claim, and of what, where and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) claim: Claim,
    pub(crate) made: Made,
}

impl Found {
    /// The claims of one run.
    pub(crate) fn all(made: &Made, claims: &[Claim]) -> Vec<Self> {
        claims.iter().map(|claim| Self { claim: claim.clone(), made: made.clone() }).collect()
    }
}

/// Writes `name`.tsv anew in the folder of the workspace's records; `command` is the whole command line as a user types it.
///
/// What is written in docs changes docs/EVIDENCE.md, which is made anew.
pub(crate) fn write(
    ws: &Workspace,
    name: &str,
    command: &str,
    time: Duration,
    claims: &[Claim],
) -> Result<(), Stop> {
    keep(ws, name, &Found::all(&now(ws, command, time)?, claims))
}

fn now(ws: &Workspace, command: &str, time: Duration) -> Result<Made, Stop> {
    Ok(Made { seconds: time.as_secs(), ..made(ws, command)? })
}

/// [`write()`] of what was not all made now.
pub(crate) fn keep(ws: &Workspace, name: &str, found: &[Found]) -> Result<(), Stop> {
    fs::create_dir_all(&ws.records)?;
    fs::write(path(ws, name), text(found))?;
    evidence::refresh(ws)
}

/// The file of a record.
pub(crate) fn path(ws: &Workspace, name: &str) -> PathBuf {
    ws.records.join(name).with_extension("tsv")
}

/// [`write()`], but that the claims of the file about other things stay, each with its own head: for a command that was asked for a
/// part of its work.
pub(crate) fn write_part(
    ws: &Workspace,
    name: &str,
    command: &str,
    time: Duration,
    claims: &[Claim],
) -> Result<(), Stop> {
    let path = path(ws, name);
    let old = if path.exists() { fs::read_to_string(path)? } else { String::new() };
    keep(ws, name, &joined(&old, Found::all(&now(ws, command, time)?, claims))?)
}

/// What is found now, behind that of the old file about anything else.
fn joined(old: &str, now: Vec<Found>) -> Result<Vec<Found>, Stop> {
    let mut all = read(old).map_err(Stop::Failed)?;
    all.retain(|old| !now.iter().any(|new| new.claim.what == old.claim.what));
    all.extend(now);
    Ok(all)
}

const COLUMNS: &str = "what\tfigure\tdemand\tverdict\tcontrol";

/// The file as it is written.
pub(crate) fn text(found: &[Found]) -> String {
    let mut text = String::new();
    for run in found.chunk_by(|one, next| one.made == next.made) {
        let Some(Found { made, .. }) = run.first() else { continue };
        let Made { command, date, version, machine, seconds } = made;
        text.push_str(&format!(
            "# command\t{command}\n# date\t{date}\n# version\t{version}\n# machine\t{machine}\n# seconds\t{seconds}\n{COLUMNS}\n"
        ));
        for Found { claim: Claim { what, figure, demand, verdict, control }, .. } in run {
            let cells = [what, figure, demand, &verdict.to_string(), control];
            // A tab or a line's end within a cell would move what follows into another column.
            let cells = cells.map(|cell| cell.replace(['\t', '\n'], " "));
            text.push_str(&cells.join("\t"));
            text.push('\n');
        }
    }
    text
}

/// Reads a file back.
///
/// # Errors
///
/// The line that is not as `write` makes it.
pub(crate) fn read(text: &str) -> Result<Vec<Found>, String> {
    let (mut made, mut found) = (Made::default(), Vec::new());
    for line in text.lines().filter(|line| *line != COLUMNS) {
        let wrong = || format!("not a line of a record: {line}");
        if let Some(head) = line.strip_prefix("# ") {
            let (name, value) = head.split_once('\t').ok_or_else(wrong)?;
            match name {
                // The first line of a head.
                "command" => made = Made { command: value.into(), ..Made::default() },
                "date" => made.date = value.into(),
                "version" => made.version = value.into(),
                "machine" => made.machine = value.into(),
                "seconds" => made.seconds = value.parse().map_err(|_| wrong())?,
                _ => return Err(wrong()),
            }
            continue;
        }
        let cells: Vec<&str> = line.split('\t').collect();
        let [what, figure, demand, verdict, control] = cells.as_slice() else {
            return Err(wrong());
        };
        let verdict = Verdict::ALL.into_iter().find(|v| v.to_string() == *verdict);
        let claim = Claim {
            what: (*what).into(),
            figure: (*figure).into(),
            demand: (*demand).into(),
            verdict: verdict.ok_or_else(wrong)?,
            control: (*control).into(),
        };
        found.push(Found { claim, made: made.clone() });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<Found> {
        let made = Made {
            command: "cargo xtask x --long".into(),
            date: "2026-01-02".into(),
            version: "0.1.0 abc+".into(),
            machine: "cpu x 2, Linux 6".into(),
            seconds: 61,
        };
        let claim = |what: &str, verdict| Claim {
            what: what.into(),
            figure: "3".into(),
            demand: String::new(),
            verdict,
            control: "fires".into(),
        };
        Found::all(&made, &[claim("a", Verdict::Met), claim("b", Verdict::NotChecked)])
    }

    #[test]
    fn what_is_written_is_read_back() {
        assert_eq!(read(&text(&sample())), Ok(sample()));
    }

    #[test]
    fn a_part_replaces_its_own_claims_alone_and_leaves_the_head_of_the_others() {
        let old = sample();
        let made = Made { date: "2026-01-03".into(), ..Made::default() };
        let new = Found { claim: Claim { figure: "4".into(), ..old[0].claim.clone() }, made };
        let joined = joined(&text(&old), vec![new.clone()]).unwrap();
        assert_eq!(joined, [old[1].clone(), new]);
        let text = text(&joined);
        assert_eq!((text.matches("# command").count(), read(&text)), (2, Ok(joined)));
    }

    #[test]
    fn a_cell_cannot_make_a_column() {
        let mut found = sample();
        found[0].claim.figure = "1\t2\n3".into();
        assert_eq!(read(&text(&found)).unwrap()[0].claim.figure, "1 2 3");
    }

    #[test]
    fn a_line_of_another_form_is_refused() {
        for bad in ["a\tb", "a\tb\tc\tgreat\te", "# seconds\tmany", "# colour\tred"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
