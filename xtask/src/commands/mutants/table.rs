//! docs/MUTANTS.md: a row for each file that was asked, and a line for each mutant that lives, with why it may.

use core::fmt;

use super::outcome::Outcomes;

/// What became of the mutants of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    path: String,
    digest: String,
    date: String,
    /// Caught, ran too long, does not compile, lives.
    counts: [usize; 4],
}

impl Row {
    pub(super) fn new(path: &str, digest: &str, date: &str, outcomes: &Outcomes) -> Self {
        let Outcomes { caught, timeout, unviable, missed } = outcomes;
        let counts = [*caught, *timeout, *unviable, missed.len()];
        Self { path: path.into(), digest: digest.into(), date: date.into(), counts }
    }
}

/// The text in front of each of the two tables, and the tables.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Document {
    before: String,
    rows: Vec<Row>,
    between: String,
    /// The mutant as cargo-mutants names it, and the argument; empty where there is none yet.
    lives: Vec<(String, String)>,
}

const FILES: &str = "\
| file | digest | caught | ran too long | does not compile | lives | date |
|---|---|---|---|---|---|---|
";
const LIVES: &str = "\
| mutant | why it may live |
|---|---|
";
/// What an argument begins with that says the mutant computes the same.
const EQUAL: &str = "Equal:";

impl Document {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let parts = text.split_once(FILES).and_then(|(before, rest)| {
            let (rest, lives) = rest.split_once(LIVES)?;
            let end = rest.find("\n\n").map_or(rest.len(), |at| at + 1);
            let end = if rest.starts_with('\n') { 0 } else { end };
            let (rows, between) = rest.split_at(end);
            Some((before, rows, between, lives))
        });
        let (before, rows, between, lives) = parts.ok_or("the two tables were not found")?;
        let rows = rows.lines().map(|line| row(line).ok_or(format!("not a row: {line}")));
        let lives = lives.lines().map(|line| live(line).ok_or(format!("not a row: {line}")));
        Ok(Self {
            before: before.into(),
            rows: rows.collect::<Result<_, _>>()?,
            between: between.into(),
            lives: lives.collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn digest(&self, path: &str) -> Option<&String> {
        self.rows.iter().find(|row| row.path == path).map(|row| &row.digest)
    }

    /// Forgets the files that are no more.
    pub(super) fn keep(&mut self, known: impl Fn(&str) -> bool) {
        self.rows.retain(|row| known(&row.path));
        self.lives.retain(|(mutant, _)| known(file(mutant)));
    }

    /// Takes the place of what was known of the file. An argument stays with a mutant that is the same but for its place.
    pub(super) fn replace(&mut self, row: Row, missed: &[String]) {
        let path = row.path.clone();
        let of_file = |mutant: &str| file(mutant) == path;
        let (old, others) = self.lives.drain(..).partition(|(mutant, _)| of_file(mutant));
        let mut old: Vec<(String, String)> = old;
        self.lives = others;
        for mutant in missed {
            let same = old.iter().position(|(known, _)| change(known) == change(mutant));
            let argument = same.map(|at| old.remove(at).1).unwrap_or_default();
            self.lives.push((mutant.clone(), argument));
        }
        self.rows.retain(|known| known.path != path);
        self.rows.push(row);
        self.rows.sort_by(|a, b| a.path.cmp(&b.path));
        self.lives.sort_by(|(a, _), (b, _)| file(a).cmp(file(b)));
    }

    /// The sums over the files that `chosen` takes.
    pub(super) fn counts(&self, chosen: impl Fn(&str) -> bool) -> Outcomes {
        let mut sums = Outcomes::default();
        for row in self.rows.iter().filter(|row| chosen(&row.path)) {
            let [caught, timeout, unviable, _] = row.counts;
            sums.caught += caught;
            sums.timeout += timeout;
            sums.unviable += unviable;
        }
        let lives = self.lives.iter().map(|(mutant, _)| mutant);
        sums.missed = lives.filter(|mutant| chosen(file(mutant))).cloned().collect();
        sums
    }

    /// Rows that say another number of what lives than there are lines, or are there twice, and what belongs to no row or no file.
    pub(super) fn wrong(&self, is_there: impl Fn(&str) -> bool) -> Vec<String> {
        let mut wrong = Vec::new();
        for row in &self.rows {
            let Row { path, counts: [.., lives], .. } = row;
            let lines = self.lives.iter().filter(|(mutant, _)| file(mutant) == path).count();
            if *lives != lines {
                wrong.push(format!("{path}: says that {lives} live, and names {lines}"));
            }
            if self.rows.iter().filter(|other| other.path == *path).count() > 1 {
                wrong.push(format!("{path}: has two rows"));
            }
            if !is_there(path) {
                wrong.push(format!("{path}: is no file of which mutants are made"));
            }
        }
        let lost = self.lives.iter().filter(|(mutant, _)| self.digest(file(mutant)).is_none());
        wrong.extend(lost.map(|(mutant, _)| format!("{mutant}: its file has no row")));
        wrong
    }

    /// What lives without an argument, or in `critical` files with another than that it is equal.
    pub(super) fn open(&self, critical: impl Fn(&str) -> bool) -> Vec<&str> {
        let argued = |(mutant, argument): &&(String, String)| {
            argument.starts_with(EQUAL) || !argument.is_empty() && !critical(file(mutant))
        };
        let open = self.lives.iter().filter(|live| !argued(live));
        open.map(|(mutant, _)| mutant.as_str()).collect()
    }
}

/// The file of a mutant's name.
fn file(mutant: &str) -> &str {
    mutant.split(':').next().unwrap_or(mutant)
}

/// A mutant's name without its line and column.
fn change(mutant: &str) -> (&str, &str) {
    (file(mutant), mutant.split_once(": ").map_or(mutant, |(_, change)| change))
}

fn row(line: &str) -> Option<Row> {
    let cells = line.strip_prefix("| ")?.strip_suffix(" |")?;
    let cells: Vec<&str> = cells.split(" | ").collect();
    let [path, digest, counts @ .., date] = cells.as_slice() else { return None };
    let counts: Vec<usize> = counts.iter().map(|text| text.parse().ok()).collect::<Option<_>>()?;
    let plain = |cell: &str| cell.trim_matches('`').to_owned();
    Some(Row {
        path: plain(path),
        digest: plain(digest),
        date: (*date).into(),
        counts: counts.try_into().ok()?,
    })
}

/// The name stands between two backticks twice over, for it may hold one and a bar.
fn live(line: &str) -> Option<(String, String)> {
    let (mutant, argument) = line.strip_prefix("| `` ")?.split_once(" `` |")?;
    let argument = argument.strip_suffix('|')?.trim();
    Some((mutant.replace("\\|", "|"), argument.to_owned()))
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{FILES}", self.before)?;
        for Row { path, digest, date, counts: [caught, timeout, unviable, lives] } in &self.rows {
            writeln!(
                f,
                "| `{path}` | `{digest}` | {caught} | {timeout} | {unviable} | {lives} | {date} |"
            )?;
        }
        write!(f, "{}{LIVES}", self.between)?;
        for (mutant, argument) in &self.lives {
            writeln!(f, "| `` {} `` | {argument} |", mutant.replace('|', "\\|"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BETWEEN: &str = "\n## Lives\n\n";

    fn document() -> Document {
        Document::read(&format!("# M\n\n{FILES}{BETWEEN}{LIVES}")).unwrap()
    }

    fn outcomes(missed: &[&str]) -> Outcomes {
        let missed = missed.iter().map(|mutant| (*mutant).to_owned()).collect();
        Outcomes { caught: 3, timeout: 1, unviable: 2, missed }
    }

    fn replace(document: &mut Document, path: &str, missed: &[&str]) {
        let outcomes = outcomes(missed);
        document.replace(Row::new(path, "ab", "2026-01-02", &outcomes), &outcomes.missed);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut document = document();
        replace(&mut document, "b.rs", &["b.rs:1:2: replace | with ^ in f"]);
        replace(&mut document, "a.rs", &[]);
        document.lives[0].1 = "Equal: the bits are apart.".into();
        assert_eq!(Document::read(&document.to_string()), Ok(document));
    }

    #[test]
    fn arguments_follow_a_mutant_that_moved() {
        let mut document = document();
        replace(&mut document, "a.rs", &["a.rs:1:2: replace + with * in f", "a.rs:3:1: x"]);
        document.lives[0].1 = "Why.".into();
        replace(&mut document, "a.rs", &["a.rs:9:9: replace + with * in f", "a.rs:9:9: y"]);
        let expected = [("a.rs:9:9: replace + with * in f", "Why."), ("a.rs:9:9: y", "")];
        let lives: Vec<_> = document.lives.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(lives, expected);
        assert_eq!(document.digest("a.rs"), Some(&"ab".to_owned()));
        document.keep(|file| file != "a.rs");
        assert_eq!((document.rows.len(), document.lives.len()), (0, 0));
    }

    #[test]
    fn in_critical_files_only_equal_programs_may_live() {
        let mut document = document();
        replace(&mut document, "a.rs", &["a.rs:1:1: x"]);
        assert_eq!(document.open(|_| false), ["a.rs:1:1: x"]);
        document.lives[0].1 = "Only slower.".into();
        assert_eq!(document.open(|_| false), [""; 0]);
        assert_eq!(document.open(|_| true), ["a.rs:1:1: x"]);
        document.lives[0].1 = "Equal: x is 0 there.".into();
        assert_eq!(document.open(|_| true), [""; 0]);
    }

    #[test]
    fn a_document_without_its_tables_is_refused() {
        assert!(Document::read("# M\n").is_err());
        assert!(Document::read(&format!("{FILES}| a | b |\n\n{LIVES}")).is_err());
    }
}
