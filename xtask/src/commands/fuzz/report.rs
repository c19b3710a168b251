//! The table of a run, and the record of the last run of each target.

use core::time::Duration;
use std::fs;
use std::path::Path;

use super::said::Said;
use crate::commands::record::{self, Claim, Verdict};
use crate::commands::{Stop, Workspace};

/// How long a target has to run for its claim.
pub(super) const DEMAND: u64 = 600;
const RECORD: &str = "fuzz";

/// One target: what it ran, the files it started from, and what the control needed.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) target: String,
    pub(super) said: Result<Said, Stop>,
    pub(super) corpus: Corpus,
    pub(super) control: String,
}

/// How many files there are, and their size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Corpus {
    files: usize,
    bytes: u64,
}

impl Corpus {
    pub(super) fn of(folder: &Path) -> Result<Self, Stop> {
        let mut corpus = Self::default();
        if folder.exists() {
            for entry in fs::read_dir(folder)? {
                corpus.files += 1;
                corpus.bytes += entry?.metadata()?.len();
            }
        }
        Ok(corpus)
    }
}

pub(super) fn table(rows: &[Row]) -> String {
    let mut text = format!(
        "{:12}{:>12}{:>10}{:>8}{:>9}{:>8}{:>8}\n",
        "target", "runs", "runs/s", "edges", "slowest", "files", "bytes"
    );
    for Row { target, said, corpus: Corpus { files, bytes }, .. } in rows {
        let line = match said {
            Ok(said) => {
                let (rate, slowest) = (said.rate(), format!("{} s", said.slowest));
                format!(
                    "{:>12}{rate:>10}{:>8}{slowest:>9}{files:>8}{bytes:>8}",
                    said.runs, said.edges
                )
            }
            Err(Stop::NotChecked(reason)) => format!("  not checked: {reason}"),
            Err(Stop::Failed(reason) | Stop::Usage(reason)) => format!("  FAILED: {reason}"),
        };
        text.push_str(&format!("{target:12}{line}\n"));
    }
    text
}

/// The claims of these targets take the place of their old ones in docs/evidence/fuzz.tsv; those of the others stay.
pub(super) fn keep(
    ws: &Workspace,
    args: &[String],
    time: Duration,
    rows: &[Row],
) -> Result<(), Stop> {
    let claims: Vec<Claim> = rows.iter().map(claim).collect();
    let command = ["cargo xtask fuzz"].into_iter().chain(args.iter().map(String::as_str));
    record::write_part(ws, RECORD, &command.collect::<Vec<_>>().join(" "), time, &claims)
}

fn claim(row: &Row) -> Claim {
    let Corpus { files, bytes } = row.corpus;
    let (figure, verdict) = match &row.said {
        Ok(said) => {
            let Said { runs, seconds, edges, slowest } = said;
            let verdict = if *seconds >= DEMAND { Verdict::Met } else { Verdict::NotChecked };
            let figure = format!(
                "no crash in {seconds} s: {runs} runs, {} a second, {edges} edges, the slowest input {slowest} s; \
                 corpus of {files} files, {bytes} bytes",
                said.rate()
            );
            (figure, verdict)
        }
        Err(Stop::Failed(reason) | Stop::NotChecked(reason) | Stop::Usage(reason)) => {
            (reason.clone(), Verdict::Missed)
        }
    };
    let minutes = Duration::from_secs(DEMAND).as_secs().div_ceil(60);
    Claim {
        what: format!("the fuzz target `{}`", row.target),
        figure,
        demand: format!("no crash in {minutes} minutes"),
        verdict,
        control: row.control.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::failed;

    fn row(said: Result<Said, Stop>) -> Row {
        let corpus = Corpus { files: 3, bytes: 99 };
        Row { target: "keys".into(), said, corpus, control: "found in 9 runs".into() }
    }

    fn ran(seconds: u64) -> Row {
        row(Ok(Said { runs: 1200, seconds, edges: 77, slowest: 0 }))
    }

    #[test]
    fn a_crash_is_shown_and_named() {
        let rows = [ran(60), row(Err(failed("keys: exit status: 77: x/crash-ab")))];
        let text = table(&rows);
        assert!(text.contains("FAILED: keys: exit status: 77: x/crash-ab"), "{text}");
        assert!(text.contains("        20"), "{text}");
        assert_eq!(claim(&rows[1]).verdict, Verdict::Missed);
    }

    #[test]
    fn a_short_run_is_a_figure_and_no_proof() {
        assert_eq!(claim(&ran(599)).verdict, Verdict::NotChecked);
        let long = claim(&ran(600));
        assert_eq!((long.verdict, long.demand.as_str()), (Verdict::Met, "no crash in 10 minutes"));
        assert!(long.figure.contains("1200 runs, 2 a second, 77 edges"), "{}", long.figure);
    }
}
