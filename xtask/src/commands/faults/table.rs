//! docs/FAULTS.md: read back, rows replaced, written again.

use core::fmt;

/// What one test found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The check that the row belongs to, and is replaced with.
    pub(super) check: String,
    pub(super) test: String,
    pub(super) verdict: String,
    pub(super) figure: String,
    pub(super) demand: String,
    pub(super) control: String,
}

pub(super) const PASSED: &str = "passed";
pub(super) const NOT_CHECKED: &str = "not checked";
pub(super) const FAILED: &str = "FAILED";

impl Row {
    /// A line of the test program's, if it is one about a test.
    pub(super) fn read(line: &str) -> Option<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let (test, verdict, figure, demand, control) = match fields.as_slice() {
            ["faults", test, verdict, figure, demand, control] => {
                (test, verdict, figure, *demand, *control)
            }
            ["faults", test, verdict, reason] => (test, verdict, reason, "", ""),
            _ => return None,
        };
        let check = test.split(':').next().unwrap_or(test);
        Some(Self {
            check: check.into(),
            test: test.split_once(": ").map_or(*test, |(_, test)| test).into(),
            verdict: (*verdict).into(),
            figure: (*figure).into(),
            demand: demand.into(),
            control: control.into(),
        })
    }
}

/// The rows of the file, each as it stands there, with its check.
#[derive(Debug, Default)]
pub(super) struct Table {
    lines: Vec<(String, String)>,
}

impl Table {
    pub(super) fn read(text: &str) -> Self {
        let rows = text.lines().filter(|line| line.starts_with("| `cargo xtask faults "));
        let lines = rows.filter_map(|line| {
            let command = line.split('`').nth(1)?;
            let check = command.rsplit(' ').next()?;
            Some((check.to_owned(), line.to_owned()))
        });
        Self { lines: lines.collect() }
    }

    /// The new rows take the place of all old ones of their checks.
    pub(super) fn replace(&mut self, rows: &[Row], made: &[String; 3]) {
        self.lines.retain(|(check, _)| !rows.iter().any(|row| row.check == *check));
        for row in rows {
            let Row { check, test, verdict, figure, demand, control } = row;
            let figure = match verdict.as_str() {
                PASSED => figure.clone(),
                verdict => format!("**{verdict}**: {figure}"),
            };
            let [version, kernel, date] = made.clone();
            let cells = [
                format!("`cargo xtask faults {check}`"),
                test.clone(),
                demand.clone(),
                figure,
                control.clone(),
                version,
                kernel,
                date,
            ];
            let cells = cells.map(|cell| cell.replace('|', "\\|"));
            self.lines.push((check.clone(), format!("| {} |", cells.join(" | "))));
        }
        let place = |check: &str| super::names().iter().position(|name| *name == check);
        self.lines.sort_by_key(|(check, _)| place(check));
    }
}

const HEAD: &str = "\
# Faults survived

What fork, signals, threads, sandboxes and a failing kernel do to `System`, in the full form of each test. The quick
forms are a part of `cargo test`. Every test has a negative control: a program that makes the mistake that the test is
about, and that the test has to see. A control that stays silent fails the test.

Written by `cargo xtask faults`, which replaces the rows of the checks that it runs. A duplicate is a draw of 16 bytes
that equals another one, in any process; a zero-run is a draw with eight zero bytes in a row. By chance n draws have a
duplicate with n²/2^129 and a zero-run with 9n/2^64: for 10^7 draws 2^-82 and 2^-37.

| command | test | demand | found | negative control | version | kernel | date |
|---|---|---|---|---|---|---|---|
";

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEAD)?;
        self.lines.iter().try_for_each(|(_, line)| writeln!(f, "{line}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(check: &str, verdict: &str, figure: &str) -> Row {
        let line = format!("faults\t{check}: a test\t{verdict}\t{figure}\tnone\ta | b");
        Row::read(&line).unwrap()
    }

    #[test]
    fn lines_of_the_test_program_are_read() {
        let row = row("fork", PASSED, "0");
        assert_eq!((row.check.as_str(), row.test.as_str()), ("fork", "a test"));
        let unchecked = Row::read("faults\treseed\tnot checked\tno root").unwrap();
        assert_eq!((unchecked.check.as_str(), unchecked.figure.as_str()), ("reseed", "no root"));
        assert_eq!(unchecked.verdict, NOT_CHECKED);
        assert_eq!(Row::read("# fork: 3 s"), None);
    }

    #[test]
    fn rows_replace_those_of_their_check_alone() {
        let mut table = Table::default();
        let made = ["0.1", "K", "D"].map(Into::into);
        table.replace(&[row("fork", PASSED, "1"), row("fresh", PASSED, "2")], &made);
        let mut table = Table::read(&table.to_string());
        assert_eq!(table.lines.len(), 2);
        let made = ["0.1", "K", "E"].map(Into::into);
        table.replace(&[row("fork", FAILED, "3"), row("fork", PASSED, "4")], &made);
        let text = table.to_string();
        let rows: Vec<&str> = text.lines().rev().take(3).collect();
        assert!(rows[2].contains("| **FAILED**: 3 |") && rows[1].contains("| 4 |"), "{text}");
        assert!(rows[0].contains("faults fresh") && rows[0].contains("| a \\| b | 0.1 | K | D |"));
        assert!(!text.contains("| 1 |"));
    }
}
