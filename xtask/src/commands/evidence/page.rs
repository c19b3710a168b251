//! docs/EVIDENCE.md as text.

use super::{
    Found,
    list::{ARGUED, Entry},
};
use crate::{
    commands::record::{Made, Verdict},
    markdown::escaped,
};

const HEAD: &str = "\
# Evidence

Every claim that takes long to check, with what was found, what is asked for, and, where there is one, what the negative control
showed, or has to show for the command to pass: the same check on something that is broken on purpose, which has to fail, or the check
would prove nothing.

Made by `cargo xtask evidence` of the rows of the documents and of the records in docs/evidence, each with its own day. Not a
figure here is typed by hand; `cargo xtask tidy` compares this page with what it is made of. *Not checked* is neither met nor missed. A
*figure* is one of which nothing is asked. What is missed is missed, also where its reasons are told. A version with `+` had changes in its
code that are in no commit.

";

/// All of the page.
pub(super) fn page(parts: &[(&Entry, Vec<Found>)]) -> String {
    let mut text = HEAD.to_owned();
    text.push_str("| command | about | met | missed | not checked | figures | from |\n|---|---|---|---|---|---|---|\n");
    for (entry, found) in parts {
        let [met, missed, unseen, figures] = count(found);
        let mut days: Vec<&str> = found
            .iter()
            .map(|found| found.made.date.as_str())
            .filter(|day| !day.is_empty())
            .collect();
        days.sort_unstable();
        days.dedup();
        let days = match days.as_slice() {
            [] => "–".to_owned(),
            [day] => (*day).to_owned(),
            [first, .., last] => format!("{first} to {last}"),
        };
        let command = entry.line(entry.full);
        text.push_str(&format!(
            "| [`{command}`](#{}) | {} | {met} | {missed} | {unseen} | {figures} | {days} |\n",
            entry.name, entry.about
        ));
    }
    text.push_str(&format!("\n{}", totals(parts)));
    text.push_str(&controls(parts));
    text.push_str(&exceptions(parts));
    for (entry, found) in parts {
        text.push_str(&format!("\n## {}\n\n{}.\n", entry.name, capital(entry.about)));
        text.push_str(&section(entry, found));
    }
    text
}

/// For the end of a run: a line for each entry, and what was missed or not checked.
pub(super) fn summary(parts: &[(&Entry, Vec<Found>)]) -> String {
    let mut text = format!(
        "{:14}{:>6}{:>8}{:>13}{:>9}\n",
        "evidence", "met", "missed", "not checked", "figures"
    );
    for (entry, found) in parts {
        let [met, missed, unseen, figures] = count(found);
        text.push_str(&format!("{:14}{met:>6}{missed:>8}{unseen:>13}{figures:>9}\n", entry.name));
    }
    for (entry, found) in parts {
        for Found { claim, .. } in found.iter().filter(|found| is_bad(found)) {
            text.push_str(&format!(
                "{}: {}: {}: {}",
                entry.name, claim.verdict, claim.what, claim.figure
            ));
            if let Some(link) = argument(entry, &claim.what) {
                text.push_str(&format!(" (argued in docs/{link})"));
            }
            text.push('\n');
        }
    }
    text + &totals(parts)
}

/// Met, missed, not checked, figures.
pub(super) fn counts(parts: &[(&Entry, Vec<Found>)]) -> [usize; 4] {
    parts.iter().fold([0; 4], |sum, (_, found)| {
        let [a, b, c, d] = sum;
        let [w, x, y, z] = count(found);
        [a + w, b + x, c + y, d + z]
    })
}

fn count(found: &[Found]) -> [usize; 4] {
    [Verdict::Met, Verdict::Missed, Verdict::NotChecked, Verdict::Figure]
        .map(|verdict| found.iter().filter(|found| found.claim.verdict == verdict).count())
}

fn totals(parts: &[(&Entry, Vec<Found>)]) -> String {
    let [met, missed, unseen, figures] = counts(parts);
    let all = met + missed + unseen + figures;
    let argued = argued(parts);
    format!(
        "{all} claims: {met} met, {missed} missed, of which {argued} are argued, {unseen} not checked; {figures} figures of which nothing is asked.\n"
    )
}

/// How many are missed of which a document says why.
pub(super) fn argued(parts: &[(&Entry, Vec<Found>)]) -> usize {
    let is_argued = |entry: &Entry, Found { claim, .. }: &Found| {
        claim.verdict == Verdict::Missed && argument(entry, &claim.what).is_some()
    };
    let of = |(entry, found): &(&Entry, Vec<Found>)| {
        found.iter().filter(|found| is_argued(entry, found)).count()
    };
    parts.iter().map(of).sum()
}

/// How many of the claims of which something is asked have a control, and where the others are.
fn controls(parts: &[(&Entry, Vec<Found>)]) -> String {
    let asked = |found: &&Found| found.claim.verdict != Verdict::Figure;
    let all: usize = parts.iter().map(|(_, found)| found.iter().filter(asked).count()).sum();
    let bare = |found: &[Found]| {
        found.iter().filter(asked).filter(|found| found.claim.control.is_empty()).count()
    };
    let places: Vec<(&str, usize)> =
        parts.iter().map(|(entry, found)| (entry.name, bare(found))).collect();
    let without: usize = places.iter().map(|(_, count)| count).sum();
    let places = places.iter().filter(|(_, count)| *count > 0);
    let places: Vec<String> = places.map(|(name, n)| format!("{n} of [{name}](#{name})")).collect();
    let with = all - without;
    let end = if places.is_empty() { String::new() } else { format!(" ({})", places.join(", ")) };
    format!(
        "\nOf the {all} of which something is asked, {with} say what a negative control showed; without one: {without}{end}.\n"
    )
}

fn is_bad(found: &Found) -> bool {
    matches!(found.claim.verdict, Verdict::Missed | Verdict::NotChecked)
}

/// Where the reasons of a missed bar stand.
fn argument(entry: &Entry, what: &str) -> Option<&'static str> {
    let row = ARGUED.iter().find(|(name, start, _)| *name == entry.name && what.starts_with(start));
    row.map(|(_, _, link)| *link)
}

/// What was missed and what was not checked, at the top, where nobody overlooks it.
fn exceptions(parts: &[(&Entry, Vec<Found>)]) -> String {
    let mut text = String::new();
    for (title, verdict) in [("Missed", Verdict::Missed), ("Not checked", Verdict::NotChecked)] {
        let mut rows = String::new();
        for (entry, found) in parts {
            for Found { claim, .. } in found.iter().filter(|found| found.claim.verdict == verdict) {
                let reasons = match argument(entry, &claim.what) {
                    Some(link) => format!("[argued]({link})"),
                    None => String::new(),
                };
                let cells =
                    [entry.name, &claim.what, &claim.figure, &claim.demand, &reasons].map(escaped);
                rows.push_str(&format!("| {} |\n", cells.join(" | ")));
            }
        }
        if !rows.is_empty() {
            text.push_str(&format!(
                "\n## {title}\n\n| | claim | figure | demand | |\n|---|---|---|---|---|\n{rows}"
            ));
        }
    }
    text
}

/// The claims of an entry, those of one run together.
fn section(entry: &Entry, found: &[Found]) -> String {
    let (mut text, mut rest) = (String::new(), found);
    while let Some(first) = rest.first() {
        // The commands of the rows of a document differ in their last word; what is above the table is of all of them.
        let same = rest.iter().take_while(|found| is_of(&found.made, &first.made)).count();
        let (group, tail) = rest.split_at(same);
        rest = tail;
        let made = &first.made;
        if made.date.is_empty() {
            text.push_str(&format!("\n`{}` was not run yet.\n\n", entry.line(entry.full)));
        } else {
            let seconds =
                if made.seconds == 0 { String::new() } else { format!(", {} s", made.seconds) };
            let version = if made.version.is_empty() { "not recorded" } else { &made.version };
            text.push_str(&format!(
                "\n{}, version {version}, {}{seconds}.\n\n",
                made.date, made.machine
            ));
        }
        text.push_str("| claim | figure | demand | | negative control | command |\n|---|---|---|---|---|---|\n");
        for Found { claim, made } in group {
            let command = format!("`{}`", made.command);
            let cells = [
                &claim.what,
                &claim.figure,
                &claim.demand,
                &claim.verdict.to_string(),
                &claim.control,
                &command,
            ]
            .map(|cell| escaped(cell));
            text.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }
    text
}

fn is_of(one: &Made, other: &Made) -> bool {
    (&one.date, &one.version, &one.machine, one.seconds)
        == (&other.date, &other.version, &other.machine, other.seconds)
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
