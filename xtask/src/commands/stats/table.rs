//! The generated table of docs/STATISTICS.md: read back, rows replaced, written again between its two marks.

use core::fmt;

/// What one test found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The check that the row belongs to, and is replaced with.
    pub(super) check: String,
    pub(super) verdict: String,
    /// The test, its draws, what it found, the bound, the control, and the bound of that.
    cells: [String; 6],
}

pub(super) const PASSED: &str = "passed";

impl Row {
    /// A line of the test program's, if it is one about a test.
    pub(super) fn read(line: &str) -> Option<Self> {
        let fields: Vec<&str> = line.split('\t').collect();
        let ["stats", check, test, verdict, cells @ ..] = fields.as_slice() else {
            return None;
        };
        let [draws, found, bound, control, caught] = *cells else {
            return None;
        };
        let cells = [*test, draws, found, bound, control, caught];
        Some(Self {
            check: (*check).into(),
            verdict: (*verdict).into(),
            cells: cells.map(str::to_owned),
        })
    }
}

const START: &str = "<!-- rows -->\n";
const END: &str = "<!-- /rows -->";
const HEAD: &str = "\
| command | test | draws | found | bound | negative control | its bound | version | kernel | date |
|---|---|---|---|---|---|---|---|---|---|
";

/// The rows of the file, each as it stands there, with its check; and the text around them.
#[derive(Debug)]
pub(super) struct Table {
    before: String,
    lines: Vec<(String, String)>,
    after: String,
}

impl Table {
    pub(super) fn read(text: &str) -> Result<Self, &'static str> {
        let parts = text.split_once(START).and_then(|(before, rest)| {
            let (rows, after) = rest.split_once(END)?;
            Some((before, rows, after))
        });
        let (before, rows, after) = parts.ok_or("no <!-- rows --> … <!-- /rows -->")?;
        let rows = rows.lines().filter(|line| line.starts_with("| `cargo xtask stats "));
        let lines = rows.filter_map(|line| {
            let command = line.split('`').nth(1)?;
            let check = command.rsplit(' ').next()?;
            Some((check.to_owned(), line.to_owned()))
        });
        Ok(Self { lines: lines.collect(), before: before.to_owned(), after: after.to_owned() })
    }

    /// The new rows take the place of all old ones of their checks; `made` says of what, where and when.
    pub(super) fn replace(&mut self, rows: &[Row], made: &[&str]) {
        self.lines.retain(|(check, _)| !rows.iter().any(|row| row.check == *check));
        for Row { check, verdict, cells } in rows {
            let mut line = vec![format!("`cargo xtask stats {check}`")];
            line.extend(cells.iter().cloned());
            if verdict != PASSED {
                let found = line.get_mut(3);
                found.into_iter().for_each(|found| *found = format!("**{verdict}**: {found}"));
            }
            line.extend(made.iter().map(|cell| (*cell).to_owned()));
            let line: Vec<String> = line.iter().map(|cell| cell.replace('|', "\\|")).collect();
            self.lines.push((check.clone(), format!("| {} |", line.join(" | "))));
        }
        let place = |check: &str| super::names().iter().position(|name| *name == check);
        self.lines.sort_by_key(|(check, _)| place(check));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{START}{HEAD}", self.before)?;
        self.lines.iter().try_for_each(|(_, line)| writeln!(f, "{line}"))?;
        write!(f, "{END}{}", self.after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(check: &str, verdict: &str, found: &str) -> Row {
        let line = format!("stats\t{check}\ta | test\t{verdict}\t100\t{found}\t1\twrong\t2^-50");
        Row::read(&line).unwrap()
    }

    #[test]
    fn lines_of_the_test_program_are_read() {
        let row = row("beta", PASSED, "KS p 0.5");
        assert_eq!((row.check.as_str(), row.verdict.as_str()), ("beta", PASSED));
        assert_eq!(row.cells, ["a | test", "100", "KS p 0.5", "1", "wrong", "2^-50"]);
        assert_eq!(Row::read("# beta: 3 rows, 1.0 s"), None);
        assert_eq!(Row::read("stats\tbeta\ttoo few"), None);
    }

    #[test]
    fn rows_replace_those_of_their_check_alone_and_the_text_stays() {
        let empty = format!("before\n{START}{END}\nafter\n");
        let mut table = Table::read(&empty).unwrap();
        table.replace(
            &[row("beta", PASSED, "first"), row("gamma", PASSED, "other")],
            &["1", "K", "D"],
        );
        let mut table = Table::read(&table.to_string()).unwrap();
        assert_eq!(table.lines.len(), 2);
        table.replace(&[row("beta", "FAILED", "second")], &["2", "K", "E"]);
        let text = table.to_string();
        assert!(text.starts_with("before\n") && text.ends_with("-->\nafter\n"), "{text}");
        let rows: Vec<&str> = text.lines().filter(|line| line.contains("cargo xtask")).collect();
        assert!(rows[0].contains("stats gamma` | a \\| test | 100 | other | 1 |"), "{text}");
        assert!(rows[1].contains("| **FAILED**: second |") && rows[1].ends_with("| 2 | K | E |"));
        assert!(!text.contains("first"));
        assert!(Table::read("nothing").is_err());
    }
}
