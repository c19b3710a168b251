//! docs/MEMORY.md: hundreds of rows of counts, summed up for each place that was searched.

use crate::{
    commands::{
        evidence::Found,
        record::{Claim, Made, Verdict},
    },
    markdown::tables,
};

pub(super) fn claims(text: &str) -> Vec<Found> {
    let tables = tables(text);
    let Some(table) = tables
        .iter()
        .find(|table| table.head.get(1).is_some_and(|head| head == "alive: in memory"))
    else {
        return Vec::new();
    };
    let made = text.lines().find_map(|line| line.strip_prefix("Version ")).unwrap_or_default();
    let made: Vec<&str> = made.trim_end_matches('.').split(", ").collect();
    let [version, machine, date] = made.as_slice() else { return Vec::new() };
    let made = Made {
        command: "cargo xtask memory".into(),
        date: (*date).into(),
        version: (*version).into(),
        machine: (*machine).into(),
        seconds: 0,
    };
    let wrong = |cells: &[String]| cells.first().is_some_and(|name| name.starts_with("**"));
    let is_control =
        |cells: &[String]| cells.first().is_some_and(|name| name.contains("*control:*"));
    let rows: Vec<&Vec<String>> = table.rows.iter().map(|(_, cells)| cells).collect();
    let mut found = Vec::new();
    for (column, what, demand) in [(3, "in memory", "nothing"), (4, "in a core dump", "nothing")] {
        let sum = |control: bool| {
            let of = rows.iter().filter(|cells| is_control(cells) == control);
            let mut counts = of.map(|cells| cells.get(column).and_then(|cell| count(cell)));
            counts.try_fold([0; 4], |[a, b, c, n], one| {
                one.map(|[x, y, z]| [a + x, b + y, c + z, n + 1])
            })
        };
        let (Some([left, of, unseen, ways]), Some([seen, all, blind, _])) = (sum(false), sum(true))
        else {
            return Vec::new();
        };
        let verdict = if rows.iter().any(|cells| wrong(cells)) {
            Verdict::Missed
        } else if unseen + blind > 0 || ways == 0 || all == 0 {
            Verdict::NotChecked
        } else {
            Verdict::Met
        };
        found.push(Found {
            claim: Claim {
                what: format!("{ways} ways to make a secret that was dropped, {what}"),
                figure: format!("found in {left} of {of} runs, {unseen} not checked"),
                demand: demand.into(),
                verdict,
                control: format!("found in {seen} of {all} runs"),
            },
            made: made.clone(),
        });
    }
    found
}

/// `20 of 20`, or `19 of 19, 1 not checked`: found, and looked at; and how many were not.
fn count(cell: &str) -> Option<[u64; 3]> {
    let (counts, unchecked) = match cell.split_once(", ") {
        None => (cell, 0),
        Some((counts, rest)) => (counts, rest.strip_suffix(" not checked")?.parse().ok()?),
    };
    let (found, of) = counts.split_once(" of ")?;
    Some([found.parse().ok()?, of.parse().ok()?, unchecked])
}
