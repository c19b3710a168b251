//! `cargo xtask evidence [--quick|--write] [NAME…]`: everything that takes long, each to its end whatever the others say, and
//! docs/EVIDENCE.md, which has every claim with its figure, its demand and its negative control's figure.
//!
//! The page is made of what the commands keep: the rows of the documents that have some, and the records in
//! docs/evidence. Nothing on it is typed by hand, and `cargo xtask tidy` compares it with what it is made of. `--write` makes it
//! again, and the tables of docs/PERFORMANCE.md and docs/MATRIX.md, and runs nothing. The quick forms keep their records under `target`, and print the same page.
//!
//! A missed bar fails, also one that a document gives reasons for; who knows that says `--allow-missed`. What was not checked
//! fails unless `--allow-missing` is said.

mod documents;
mod list;
mod page;
mod running;

use std::fs;

use self::list::{ENTRIES, Entry, Source};
use self::running::Broken;
use super::{
    Outcome, Stop, Workspace, beside, failed,
    record::{self, Claim, Made, Verdict},
    remade,
};

pub(crate) use self::documents::Document;

/// A claim, and of what, where and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) claim: Claim,
    pub(crate) made: Made,
}

pub(crate) const PAGE: &str = "docs/EVIDENCE.md";

pub(crate) fn names() -> Vec<&'static str> {
    all().map(|entry| entry.name).collect()
}

/// The entries whose command is there.
fn all() -> impl Iterator<Item = &'static Entry> {
    ENTRIES
        .iter()
        .filter(|entry| entry.full.first().is_some_and(|name| crate::command(name).is_some()))
}

const OPTIONS: &[&str] = &["--quick", "--write", "--allow-missed", "--allow-missing", BESIDE];

/// Said to the run beside another.
const BESIDE: &str = "--beside";

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let (options, chosen): (Vec<_>, Vec<_>) =
        args.iter().map(String::as_str).partition(|arg| arg.starts_with('-'));
    if let Some(option) = options.iter().find(|option| !OPTIONS.contains(option)) {
        return Err(Stop::Usage(format!("evidence has no option `{option}`")));
    }
    if let Some(name) = chosen.iter().find(|name| !names().contains(name)) {
        return Err(Stop::Usage(format!(
            "evidence has nothing `{name}`; it has {}",
            names().join(", ")
        )));
    }
    let has = |option: &str| options.contains(&option);
    if has("--quick") && has("--write") {
        return Err(Stop::Usage("--quick makes its page anyway".into()));
    }
    if has(BESIDE) {
        beside::end_with_the_first();
    }
    let quick = has("--quick");
    let ws = &if quick { ws.quick() } else { ws.clone() };
    let mut entries: Vec<&Entry> =
        all().filter(|entry| chosen.is_empty() || chosen.contains(&entry.name)).collect();
    if quick {
        let without = entries.iter().filter(|entry| entry.quick.is_empty());
        without.for_each(|entry| println!("== {}: has no quick form", entry.name));
        entries.retain(|entry| !entry.quick.is_empty());
    }
    let broken = match (quick, chosen.is_empty()) {
        _ if has("--write") => Vec::new(),
        (true, true) => running::two_at_once(ws, &entries)?,
        _ => running::in_a_row(ws, quick, entries.iter().copied())?,
    };
    let found = |entry| Ok((entry, Entry::found(entry, ws, quick)?));
    let parts = entries.into_iter().map(found).collect::<Result<Vec<_>, Stop>>()?;
    let text = page::page(&parts);
    if quick {
        fs::create_dir_all(&ws.records)?;
        fs::write(ws.records.join("EVIDENCE.md"), &text)?;
    }
    if has("--write") {
        remade::write(ws)?;
    }
    refresh(ws)?;
    print!("\n{}", page::summary(&parts));
    broken.iter().for_each(|broken| println!("{}", broken.reason));
    judge(&parts, &broken, has("--allow-missed"), has("--allow-missing"))
}

/// Makes the page anew, unless the records are those of quick forms.
pub(crate) fn refresh(ws: &Workspace) -> Result<(), Stop> {
    if ws.records.starts_with(ws.root.join("docs")) {
        fs::write(ws.root.join(PAGE), current(ws)?)?;
    }
    Ok(())
}

/// The page as it has to be, of all documents and records.
pub(crate) fn current(ws: &Workspace) -> Result<String, Stop> {
    let parts = all().map(|entry| Ok((entry, entry.found(ws, false)?)));
    Ok(page::page(&parts.collect::<Result<Vec<_>, Stop>>()?))
}

impl Entry {
    /// What the last run left. An entry that was never run is one claim that was not checked.
    fn found(&self, ws: &Workspace, quick: bool) -> Result<Vec<Found>, Stop> {
        let found = match self.source {
            Source::Document(kind, path) if !quick => {
                kind.claims(self.full.join(" ").as_str(), &fs::read_to_string(ws.root.join(path))?)
            }
            _ => match fs::read_to_string(record::path(ws, self.name)) {
                Err(_) => Vec::new(),
                Ok(text) => {
                    let (made, claims) = record::read(&text).map_err(failed)?;
                    claims.into_iter().map(|claim| Found { claim, made: made.clone() }).collect()
                }
            },
        };
        if found.is_empty() {
            let claim = self.claim("not run yet", Verdict::NotChecked);
            return Ok(vec![Found {
                claim,
                made: Made { command: self.line(self.full), ..Made::default() },
            }]);
        }
        Ok(found)
    }

    fn line(&self, words: &[&str]) -> String {
        format!("cargo xtask {}", words.join(" "))
    }

    /// For a command that keeps no record: what it said at its end.
    fn claim(&self, figure: &str, verdict: Verdict) -> Claim {
        let [what, demand, control] = [self.about, "it passes", self.control].map(str::to_owned);
        Claim { what, figure: figure.into(), demand, verdict, control }
    }
}

fn judge(
    parts: &[(&Entry, Vec<Found>)],
    broken: &[Broken],
    missed: bool,
    missing: bool,
) -> Outcome {
    let [met, bad, unseen, figures] = page::counts(parts);
    let unseen = unseen + broken.iter().filter(|one| one.verdict == Verdict::NotChecked).count();
    let all = format!("{met} met, {bad} missed, {unseen} not checked, {figures} figures");
    // A command that failed because of a claim that is missed has said it there.
    let is_said = |one: &&Broken| {
        let mut own = parts.iter().filter(|(entry, _)| entry.name == one.name);
        one.wrote && own.any(|(_, found)| found.iter().any(|f| f.claim.verdict == Verdict::Missed))
    };
    let failed_otherwise =
        broken.iter().filter(|one| one.verdict == Verdict::Missed && !is_said(one)).count();
    match (failed_otherwise, bad, unseen) {
        (0, bad, unseen) if (bad == 0 || missed) && (unseen == 0 || missing) => Ok(all),
        (0, 0, _) => Err(Stop::NotChecked(format!("{all}; --allow-missing lets that pass"))),
        (0, ..) if missed => {
            Err(Stop::NotChecked(format!("{all}; --allow-missing lets that pass")))
        }
        (0, ..) => Err(failed(format!("{all}; --allow-missed lets that pass"))),
        (n, ..) => {
            Err(failed(format!("{n} commands did not pass, listed above; of the page {all}")))
        }
    }
}

#[cfg(test)]
mod tests;
