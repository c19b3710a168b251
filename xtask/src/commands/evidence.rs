//! `cargo xtask evidence [--quick|--write] [NAME…]`: everything that takes long, each to its end whatever the others say, and
//! docs/EVIDENCE.md, which has every claim with its figure, its demand and its negative control's figure.
//!
//! The page is made of what the commands keep: the rows of the documents that have some, and the records in
//! docs/evidence. Nothing on it is typed by hand, and `cargo xtask tidy` compares it with what it is made of. `--write` makes it
//! again, and the tables of docs/PERFORMANCE.md and docs/MATRIX.md, and runs nothing. The quick forms keep their records under `target`, and print the same page.
//!
//! A missed bar fails, also one that a document gives reasons for; who knows these says `--allow-missed`, which lets no other pass.
//! What was not checked fails unless `--allow-missing` is said.

mod documents;
mod list;
mod page;
mod running;

use std::fs;

use self::list::{ENTRIES, Entry, Source};
use self::running::Broken;
use super::{
    Outcome, Stop, Workspace, beside, failed,
    record::{self, Claim, Found, Made, Verdict},
    remade,
};

pub(crate) use self::documents::Document;

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
                Ok(text) => record::read(&text).map_err(failed)?,
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
        // A command that came to no end has made no control either.
        let control = if verdict == Verdict::NotChecked { "" } else { self.control };
        let [what, demand, control] = [self.about, "it passes", control].map(str::to_owned);
        Claim { what, figure: figure.into(), demand, verdict, control }
    }
}

/// `missed`: whether bars may be missed of which a document says why; `missing`: whether anything may be unchecked.
fn judge(
    parts: &[(&Entry, Vec<Found>)],
    broken: &[Broken],
    missed: bool,
    missing: bool,
) -> Outcome {
    let [met, bad, unseen, figures] = page::counts(parts);
    // A command that did not pass because of a claim has said it there.
    let is_said = |one: &&Broken| {
        let mut own = parts.iter().filter(|(entry, _)| entry.name == one.name);
        one.wrote && own.any(|(_, found)| found.iter().any(|f| f.claim.verdict == one.verdict))
    };
    let otherwise =
        |verdict| broken.iter().filter(|one| one.verdict == verdict && !is_said(one)).count();
    let (stopped, unseen) = (otherwise(Verdict::Missed), unseen + otherwise(Verdict::NotChecked));
    let open = bad - page::argued(parts);
    let all = format!("{met} met, {bad} missed, {unseen} not checked, {figures} figures");
    let flags =
        [("--allow-missed", bad > 0 && !missed), ("--allow-missing", unseen > 0 && !missing)];
    let flags: Vec<&str> = flags.iter().filter(|(_, due)| *due).map(|(flag, _)| *flag).collect();
    let hint = format!("{all}; {} lets that pass", flags.join(" with "));
    match (stopped, open, flags.as_slice()) {
        (0, 0, []) => Ok(all),
        (0, 0, ["--allow-missing"]) => Err(Stop::NotChecked(hint)),
        (0, 0, _) => Err(failed(hint)),
        (0, n, _) => Err(failed(format!("{all}; no document says why {n} are missed"))),
        (n, ..) => {
            Err(failed(format!("{n} commands did not pass, listed above; of the page {all}")))
        }
    }
}

#[cfg(test)]
mod tests;
