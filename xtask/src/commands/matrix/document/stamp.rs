//! Of which days, versions and machines the rows are.

use std::collections::{BTreeMap, BTreeSet};

use super::COMMAND;
use crate::commands::matrix::row::Row;
use crate::commands::record::Made;

/// What stands above a record of rows of several days: the oldest of these, every version and every machine.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "hours")]
pub(super) fn of_all(rows: &[Row]) -> Made {
    let made = || rows.iter().filter_map(|row| row.made.split_once(", "));
    let versions: BTreeSet<&str> = made().map(|(_, version)| version).collect();
    let date = made().map(|(date, _)| date).min().unwrap_or_default().to_owned();
    let version = versions.into_iter().collect::<Vec<_>>().join(", ");
    let seconds = rows.iter().map(|row| row.seconds).sum::<f64>() as u64;
    let machines: Vec<&str> = machines(rows).into_keys().collect();
    Made { command: COMMAND.into(), date, version, machine: machines.join("; "), seconds }
}

/// Each with the number of its rows.
pub(super) fn machines(rows: &[Row]) -> BTreeMap<&str, usize> {
    let mut found = BTreeMap::new();
    rows.iter().for_each(|row| *found.entry(row.machine.as_str()).or_default() += 1);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_several_days_are_said_to_be() {
        let on = |made: &str| Row {
            made: made.into(),
            seconds: 0.75,
            machine: "m".into(),
            ..Row::default()
        };
        let mut rows =
            [on("2026-01-03, 0.1.0 b"), on("2026-01-02, 0.1.0 a"), on("2026-01-03, 0.1.0 b")];
        rows[1].machine = "k".into();
        let made = of_all(&rows);
        assert_eq!(
            [&*made.date, &made.version, &made.machine],
            ["2026-01-02", "0.1.0 a, 0.1.0 b", "k; m"]
        );
        assert_eq!(made.seconds, 2);
    }
}
