//! What a long command found, in a file of its own: docs/evidence/NAME.tsv, of which docs/EVIDENCE.md is made.
//!
//! A file has the command, the day, the version and the machine it ran on in lines that start with `#`, then one line per
//! claim. It is written by the command itself and by nothing else, so that no figure is typed by hand.

mod made;

use core::fmt;
use core::time::Duration;
use std::fs;
use std::path::PathBuf;

use super::{Stop, Workspace, evidence};

pub(crate) use self::made::made;

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

/// Where and when; the same for all claims of a file.
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
    let made = Made { seconds: time.as_secs(), ..made(ws, command)? };
    keep(ws, name, &made, claims)
}

/// [`write()`] of what was not all made now.
pub(crate) fn keep(ws: &Workspace, name: &str, made: &Made, claims: &[Claim]) -> Result<(), Stop> {
    fs::create_dir_all(&ws.records)?;
    fs::write(path(ws, name), text(made, claims))?;
    evidence::refresh(ws)
}

/// The file of a record.
pub(crate) fn path(ws: &Workspace, name: &str) -> PathBuf {
    ws.records.join(name).with_extension("tsv")
}

/// [`write()`], but that the claims of the file about other things stay: for a command that was asked for a part of its work. What is
/// said at the top of the file is then of this part, so such claims carry their day themselves.
pub(crate) fn write_part(
    ws: &Workspace,
    name: &str,
    command: &str,
    time: Duration,
    claims: Vec<Claim>,
) -> Result<(), Stop> {
    let path = path(ws, name);
    let old = if path.exists() { fs::read_to_string(path)? } else { String::new() };
    write(ws, name, command, time, &joined(&old, claims)?)
}

/// The claims, and those of the old file about anything else.
fn joined(old: &str, mut claims: Vec<Claim>) -> Result<Vec<Claim>, Stop> {
    let (_, mut old) = read(old).map_err(Stop::Failed)?;
    old.retain(|old| !claims.iter().any(|new| new.what == old.what));
    claims.extend(old);
    claims.sort_by(|a, b| a.what.cmp(&b.what));
    Ok(claims)
}

const COLUMNS: &str = "what\tfigure\tdemand\tverdict\tcontrol";

/// The file as it is written.
pub(crate) fn text(made: &Made, claims: &[Claim]) -> String {
    let Made { command, date, version, machine, seconds } = made;
    let mut text = format!(
        "# command\t{command}\n# date\t{date}\n# version\t{version}\n# machine\t{machine}\n# seconds\t{seconds}\n{COLUMNS}\n"
    );
    for Claim { what, figure, demand, verdict, control } in claims {
        let cells = [what, figure, demand, &verdict.to_string(), control];
        // A tab or a line's end within a cell would move what follows into another column.
        let cells = cells.map(|cell| cell.replace(['\t', '\n'], " "));
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

/// Reads a file back.
///
/// # Errors
///
/// The line that is not as `write` makes it.
pub(crate) fn read(text: &str) -> Result<(Made, Vec<Claim>), String> {
    let (mut made, mut claims) = (Made::default(), Vec::new());
    for line in text.lines().filter(|line| *line != COLUMNS) {
        let wrong = || format!("not a line of a record: {line}");
        if let Some(head) = line.strip_prefix("# ") {
            let (name, value) = head.split_once('\t').ok_or_else(wrong)?;
            match name {
                "command" => made.command = value.into(),
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
        claims.push(Claim {
            what: (*what).into(),
            figure: (*figure).into(),
            demand: (*demand).into(),
            verdict: verdict.ok_or_else(wrong)?,
            control: (*control).into(),
        });
    }
    Ok((made, claims))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> (Made, Vec<Claim>) {
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
        (made, vec![claim("a", Verdict::Met), claim("b", Verdict::NotChecked)])
    }

    #[test]
    fn what_is_written_is_read_back() {
        let (made, claims) = sample();
        assert_eq!(read(&text(&made, &claims)), Ok((made, claims)));
    }

    #[test]
    fn a_part_replaces_its_own_claims_alone() {
        let (made, claims) = sample();
        let new = vec![Claim { figure: "4".into(), ..claims[1].clone() }];
        let joined = joined(&text(&made, &claims), new.clone()).unwrap();
        assert_eq!(joined, [claims[0].clone(), new[0].clone()]);
    }

    #[test]
    fn a_cell_cannot_make_a_column() {
        let (made, mut claims) = sample();
        claims[0].figure = "1\t2\n3".into();
        let (_, back) = read(&text(&made, &claims)).unwrap();
        assert_eq!(back[0].figure, "1 2 3");
    }

    #[test]
    fn a_line_of_another_form_is_refused() {
        for bad in ["a\tb", "a\tb\tc\tgreat\te", "# seconds\tmany", "# colour\tred"] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
