//! The documents that have rows of their own, read as claims: docs/FAULTS.md and its like are the records of their commands,
//! so that no figure stands in two places.
//!
//! The quick forms make the same tables, which are read in the same way and not kept.

mod memory;

use std::collections::BTreeMap;

use super::Found;
use crate::{
    commands::record::{Claim, Made, Verdict},
    markdown::{Table, spans, tables},
};

/// How the rows of a document become claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Document {
    /// A claim for each row: test, demand, found, negative control.
    Rows,
    /// A claim for each check: the bounds of its rows, and of their controls.
    Bounds,
    /// A claim for each good source, held against the battery's controls.
    Batteries,
    /// A claim for each function.
    Timing,
    /// A claim for each place that was searched.
    Memory,
}

impl Document {
    /// The claims in the text of a document that has the table of `command`.
    pub(crate) fn claims(self, command: &str, text: &str) -> Vec<Found> {
        if self == Self::Memory {
            return memory::claims(text);
        }
        let tables = tables(text);
        let start = format!("`cargo xtask {command} ");
        let is_ours = |table: &&Table| {
            let first = table.rows.first().and_then(|(_, cells)| cells.first());
            first.is_some_and(|cell| cell.starts_with(&start))
        };
        let rows: Vec<Row<'_>> = tables.iter().find(is_ours).map_or(Vec::new(), |table| {
            table.rows.iter().map(|(_, cells)| Row { head: &table.head, cells }).collect()
        });
        match self {
            Self::Rows => rows
                .iter()
                .map(|row| {
                    row.claim(
                        row.cell("test"),
                        row.cell("found"),
                        row.cell("demand"),
                        row.cell("negative control"),
                    )
                })
                .collect(),
            Self::Bounds => bounds(&rows),
            Self::Batteries => batteries(command, &rows),
            Self::Timing => timing(&rows),
            Self::Memory => Vec::new(),
        }
    }
}

/// A row of a generated table, by the names of its columns.
#[derive(Clone, Copy)]
struct Row<'a> {
    head: &'a [String],
    cells: &'a [String],
}

impl<'a> Row<'a> {
    fn cell(&self, name: &str) -> &'a str {
        let column = self.head.iter().position(|head| head == name);
        column.and_then(|column| self.cells.get(column)).map_or("", String::as_str)
    }

    fn command(&self) -> &'a str {
        spans(self.cell("command")).first().copied().unwrap_or_default()
    }

    /// The commands put a verdict that is not good in bold before what was found.
    fn verdict(&self) -> Verdict {
        let marked = self.cells.iter().find_map(|cell| cell.strip_prefix("**"));
        match marked {
            None => Verdict::Met,
            Some(mark) if mark.starts_with("not checked") => Verdict::NotChecked,
            Some(_) => Verdict::Missed,
        }
    }

    fn made(&self) -> Made {
        Made {
            command: self.command().to_owned(),
            date: self.cell("date").to_owned(),
            version: self.cell("version").to_owned(),
            machine: self.cell("kernel").to_owned(),
            seconds: 0,
        }
    }

    fn claim(&self, what: &str, figure: &str, demand: &str, control: &str) -> Found {
        let [what, figure, demand, control] = [what, figure, demand, control].map(str::to_owned);
        Found {
            claim: Claim { what, figure, demand, verdict: self.verdict(), control },
            made: self.made(),
        }
    }
}

/// The exponent of a bound as the test program prints it: `1`, `2^-40`, `< 2^-99999`.
fn exponent(bound: &str) -> i64 {
    let bits = bound.rsplit("2^").next().and_then(|bits| bits.parse().ok());
    if bound.contains("2^") { bits.unwrap_or(i64::MIN) } else { 0 }
}

fn worst(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    let rank = |verdict: &Verdict| {
        [Verdict::Figure, Verdict::Met, Verdict::NotChecked, Verdict::Missed]
            .iter()
            .position(|v| v == verdict)
    };
    verdicts.max_by_key(rank).unwrap_or(Verdict::NotChecked)
}

fn bounds(rows: &[Row<'_>]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut rest = rows;
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|row| row.made() == first.made()).count();
        let (group, tail) = rest.split_at(same);
        rest = tail;
        let smallest = group.iter().min_by_key(|row| exponent(row.cell("bound")));
        let weakest = group.iter().max_by_key(|row| exponent(row.cell("its bound")));
        let (Some(smallest), Some(weakest)) = (smallest, weakest) else { continue };
        let name = first.command().rsplit(' ').next().unwrap_or_default();
        let figure = format!("smallest bound {}", smallest.cell("bound"));
        let control = format!("largest bound {}", weakest.cell("its bound"));
        let mut one =
            first.claim(&format!("{name}, {} rows", group.len()), &figure, "above 2^-40", &control);
        one.claim.verdict = worst(group.iter().map(Row::verdict));
        found.push(one);
    }
    found
}

fn batteries(command: &str, rows: &[Row<'_>]) -> Vec<Found> {
    let words = |row: &Row<'_>| {
        let name = row.command().split_once(&format!("{command} ")).map_or("", |(_, name)| name);
        name.split_once(' ').map(|(battery, source)| (battery.to_owned(), source.to_owned()))
    };
    let is_control = |row: &Row<'_>| row.cell("demand").starts_with("control");
    let mut controls: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows.iter().filter(|row| is_control(row)) {
        let Some((battery, source)) = words(row) else { continue };
        let seen = if row.verdict() == Verdict::Met { source } else { format!("{source} NOT") };
        controls.entry(battery).or_default().push(seen);
    }
    let mut found = Vec::new();
    for row in rows.iter().filter(|row| !is_control(row)) {
        let Some((battery, source)) = words(row) else { continue };
        let control = controls
            .get(&battery)
            .map_or(String::new(), |seen| format!("rejected: {}", seen.join(", ")));
        let what = format!("{source} by {}", row.cell("battery"));
        let figure = format!("{}; {} bytes", row.cell("found"), row.cell("bytes"));
        let mut one = row.claim(&what, &figure, row.cell("demand"), &control);
        // A battery that rejects nothing proves nothing.
        if control.is_empty() {
            one.claim.verdict = worst([one.claim.verdict, Verdict::NotChecked].into_iter());
        } else if control.contains(" NOT") {
            one.claim.verdict = Verdict::Missed;
        }
        found.push(one);
    }
    found
}

/// The controls are those of all functions: one must be far above the bar, those without a difference below it.
fn timing(rows: &[Row<'_>]) -> Vec<Found> {
    let early = rows.iter().find(|row| row.command().ends_with(" early-exit"));
    let control =
        early.map_or(String::new(), |row| format!("an early end has {}", row.cell("largest t")));
    let claim = |row: &Row<'_>| {
        let (t, call, visible) =
            (row.cell("largest t"), row.cell("a call, ns"), row.cell("visible, ns"));
        let figure = format!("t {t}; {visible} ns of {call} are visible");
        let is_early = row.command().ends_with(" early-exit");
        let (demand, control) =
            if is_early { ("t above 45", "it is one") } else { ("t below 4.5", control.as_str()) };
        row.claim(row.cell("function"), &figure, demand, control)
    };
    rows.iter().map(claim).collect()
}

#[cfg(test)]
mod tests;
