//! The generated table of a document: read back, rows replaced, written again between its two marks.

use core::fmt;

/// What a command and its test program call things, and what the table looks like.
#[derive(Debug)]
pub(crate) struct Form {
    /// The command, and the first field of the program's lines.
    pub(crate) command: &'static str,
    /// The word in the marks that the rows stand between.
    pub(crate) mark: &'static str,
    /// How many fields of a line follow on the check, the test and the verdict, the test counted.
    pub(crate) cells: usize,
    /// The words that checks are made of, in the order of the rows.
    pub(crate) names: &'static [&'static str],
    pub(crate) head: &'static str,
}

/// What one test found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    /// The check that the row belongs to, and is replaced with.
    pub(crate) check: String,
    pub(crate) verdict: String,
    /// The test, and what was found; the verdict is put before the third if it is not good.
    cells: Vec<String>,
}

pub(crate) const PASSED: &str = "passed";

impl Row {
    /// A cell after the check and the verdict; empty where there is none.
    pub(crate) fn cell(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", String::as_str)
    }
}

impl Form {
    /// A line of the test program's, if it is one about a test.
    pub(crate) fn row(&self, line: &str) -> Option<Row> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [command, check, test, verdict, cells @ ..] = fields.as_slice() else {
            return None;
        };
        if *command != self.command || cells.len() + 1 != self.cells {
            return None;
        }
        let cells = [test].into_iter().chain(cells).map(|cell| (*cell).to_owned()).collect();
        Some(Row { check: (*check).into(), verdict: (*verdict).into(), cells })
    }
}

/// What stands before the rows, and behind them.
fn marks(form: &Form) -> (String, String) {
    (format!("<!-- {} -->\n", form.mark), format!("<!-- /{} -->", form.mark))
}

/// The rows of the file, each as it stands there, with its check; and the text around them.
#[derive(Debug)]
pub(crate) struct Table {
    form: &'static Form,
    before: String,
    lines: Vec<(String, String)>,
    after: String,
}

impl Table {
    pub(crate) fn read(form: &'static Form, text: &str) -> Result<Self, String> {
        let (start, end) = marks(form);
        let parts = text.split_once(&start).and_then(|(before, rest)| {
            let (rows, after) = rest.split_once(&end)?;
            Some((before, rows, after))
        });
        let (before, rows, after) = parts.ok_or(format!("no {} … {end}", start.trim_end()))?;
        let start = format!("| `cargo xtask {} ", form.command);
        let lines = rows.lines().filter_map(|line| {
            let (check, _) = line.strip_prefix(&start)?.split_once('`')?;
            Some((check.to_owned(), line.to_owned()))
        });
        let (before, after) = (before.to_owned(), after.to_owned());
        Ok(Self { form, lines: lines.collect(), before, after })
    }

    /// These rows and nothing else, for a quick form.
    pub(crate) fn alone(form: &'static Form, rows: &[Row], made: &[String]) -> String {
        let mut table =
            Self { form, before: String::new(), lines: Vec::new(), after: String::new() };
        table.replace(rows, made);
        table.to_string()
    }

    /// The new rows take the place of all old ones of their checks; `made` says of what, where and when.
    pub(crate) fn replace(&mut self, rows: &[Row], made: &[String]) {
        self.lines.retain(|(check, _)| !rows.iter().any(|row| row.check == *check));
        for Row { check, verdict, cells } in rows {
            let mut line = vec![format!("`cargo xtask {} {check}`", self.form.command)];
            line.extend(cells.iter().cloned());
            if verdict != PASSED {
                let found = line.get_mut(3);
                found.into_iter().for_each(|found| *found = format!("**{verdict}**: {found}"));
            }
            line.extend(made.iter().cloned());
            let line: Vec<String> = line.iter().map(|cell| cell.replace('|', "\\|")).collect();
            self.lines.push((check.clone(), format!("| {} |", line.join(" | "))));
        }
        let place = |check: &str| -> Vec<Option<usize>> {
            check
                .split(' ')
                .map(|word| self.form.names.iter().position(|name| *name == word))
                .collect()
        };
        self.lines.sort_by_key(|(check, _)| place(check));
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (start, end) = marks(self.form);
        write!(f, "{}{start}{}", self.before, self.form.head)?;
        self.lines.iter().try_for_each(|(_, line)| writeln!(f, "{line}"))?;
        write!(f, "{end}{}", self.after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: Form = Form {
        command: "stats",
        mark: "rows",
        cells: 6,
        names: &["gamma", "beta", "small"],
        head: "| head |\n",
    };
    const EMPTY: &str = "before\n<!-- rows -->\n<!-- /rows -->\nafter\n";

    fn row(check: &str, verdict: &str, found: &str) -> Row {
        let line = format!("stats\t{check}\ta | test\t{verdict}\t100\t{found}\t1\twrong\t2^-50");
        FORM.row(&line).unwrap()
    }

    #[test]
    fn lines_of_the_test_program_are_read() {
        let row = row("beta", PASSED, "KS p 0.5");
        assert_eq!((row.check.as_str(), row.verdict.as_str()), ("beta", PASSED));
        assert_eq!(row.cells, ["a | test", "100", "KS p 0.5", "1", "wrong", "2^-50"]);
        assert_eq!(FORM.row("# beta: 3 rows, 1.0 s"), None);
        assert_eq!(FORM.row("stats\tbeta\ttoo few"), None);
    }

    #[test]
    fn rows_replace_those_of_their_check_alone_and_the_text_stays() {
        let mut table = Table::read(&FORM, EMPTY).unwrap();
        table.replace(
            &[row("beta", PASSED, "first"), row("gamma", PASSED, "other")],
            &["1", "K", "D"].map(Into::into),
        );
        let mut table = Table::read(&FORM, &table.to_string()).unwrap();
        assert_eq!(table.lines.len(), 2);
        table.replace(&[row("beta", "FAILED", "second")], &["2", "K", "E"].map(Into::into));
        let text = table.to_string();
        assert!(text.starts_with("before\n") && text.ends_with("-->\nafter\n"), "{text}");
        let rows: Vec<&str> = text.lines().filter(|line| line.contains("cargo xtask")).collect();
        assert!(rows[0].contains("stats gamma` | a \\| test | 100 | other | 1 |"), "{text}");
        assert!(rows[1].contains("| **FAILED**: second |") && rows[1].ends_with("| 2 | K | E |"));
        assert!(!text.contains("first"));
        assert!(Table::read(&FORM, "nothing").is_err());
    }

    #[test]
    fn a_check_may_have_two_words() {
        let mut table = Table::read(&FORM, EMPTY).unwrap();
        let checks = ["beta small", "beta", "gamma small"];
        table.replace(&checks.map(|check| row(check, PASSED, "x")), &[]);
        let order =
            |table: &Table| table.lines.iter().map(|(check, _)| check.clone()).collect::<Vec<_>>();
        assert_eq!(order(&table), ["gamma small", "beta", "beta small"]);
        let mut table = Table::read(&FORM, &table.to_string()).unwrap();
        table.replace(&[row("beta small", PASSED, "y")], &[]);
        assert_eq!(order(&table), ["gamma small", "beta", "beta small"]);
    }
}
