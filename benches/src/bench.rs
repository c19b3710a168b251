//! What all bench programs have in common: their arguments, their setting, and where their rows go.

use core::{cell::RefCell, fmt::Display};
use std::{
    env,
    fs::{File, OpenOptions},
    io::{self, Write},
};

use crate::{
    setting::setting,
    table::Table,
    timing::{Call, Effort, Filling, Pair, Times, Work, in_turn, scaling},
};

/// A bench program that runs.
#[derive(Debug)]
pub struct Bench {
    name: &'static str,
    pub(crate) effort: Effort,
    wanted: Vec<String>,
    rows: Option<File>,
}

impl Bench {
    /// Reads the arguments, which name the parts to run, or are `--quick` or `--rows=FILE`; prints the machine and the
    /// versions of `peers`.
    ///
    /// # Errors
    ///
    /// Standard output's, and those of the file of rows.
    pub fn start(name: &'static str, peers: &[&str]) -> io::Result<Self> {
        let (options, wanted): (Vec<_>, _) =
            env::args().skip(1).partition(|arg| arg.starts_with('-'));
        let effort =
            if options.iter().any(|o| o == "--quick") { Effort::QUICK } else { Effort::FULL };
        let rows = options.iter().find_map(|option| option.strip_prefix("--rows="));
        let rows = rows.map(|path| OpenOptions::new().append(true).create(true).open(path));
        let bench = Self { name, effort, wanted, rows: rows.transpose()? };
        writeln!(io::stdout(), "| what | with |\n|---|---|")?;
        setting(peers).into_iter().try_for_each(|(what, with)| bench.with(&what, &with))?;
        Ok(bench)
    }

    /// Whether a part was asked for, or none was named.
    #[must_use]
    pub fn wants(&self, part: &str) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|wanted| wanted == part)
    }

    /// Adds a line to the setting.
    ///
    /// # Errors
    ///
    /// Standard output's, and those of the file of rows.
    pub fn with(&self, what: &str, with: &str) -> io::Result<()> {
        writeln!(io::stdout(), "| {what} | {with} |")?;
        self.write("with", &[what, with], &[])
    }

    /// Starts a table, which has its name in the rows.
    ///
    /// # Errors
    ///
    /// Standard output's.
    pub fn table(&self, name: &'static str, title: &str) -> io::Result<Table<'_>> {
        Table::start(self, name, title)
    }

    /// Two pieces of work in turn, without a table.
    ///
    /// # Errors
    ///
    /// Those of the file of rows.
    pub fn pair<T, U>(
        &self,
        table: &str,
        [name, peer_name]: [&str; 2],
        ours: impl FnMut() -> T,
        peer: impl FnMut() -> U,
    ) -> io::Result<Pair> {
        let pair = Pair::measure(self.effort, ours, peer);
        self.write_pair(table, [name, peer_name], &pair)?;
        Ok(pair)
    }

    /// What two threads do together against one alone.
    pub(crate) fn scaling(&self, call: impl Fn() -> bool + Sync) -> Pair {
        scaling(self.effort, call)
    }

    /// The times of several pieces of work of size `n`, in turn: a point for each series, written and printed.
    ///
    /// # Errors
    ///
    /// Standard output's, and those of the file of rows.
    pub fn points(&self, table: &str, n: usize, series: Series<'_>) -> io::Result<()> {
        let (names, mut works): (Vec<_>, Vec<_>) = series.0.into_iter().unzip();
        let times = in_turn(self.effort, &mut works);
        for (name, times) in names.iter().zip(times) {
            let Times { median, low, high } = Times::of(times);
            writeln!(io::stdout(), "| {table} | {name} | {n} | {median:.1} |")?;
            let n = n as u64;
            self.write("point", &[table, name, &n.to_string()], &[median, low, high])?;
        }
        Ok(())
    }

    /// Says that something could not be measured.
    ///
    /// # Errors
    ///
    /// Standard output's, and those of the file of rows.
    pub fn missing(&self, table: &str, what: &str, reason: impl Display) -> io::Result<()> {
        let reason = reason.to_string();
        writeln!(io::stdout(), "\n{what}: not measured: {reason}")?;
        self.write("missing", &[table, what, &reason], &[])
    }

    pub(crate) fn write_pair(&self, table: &str, words: [&str; 2], pair: &Pair) -> io::Result<()> {
        let Pair { ours, peer, ratio } = pair;
        let numbers = [ours, peer, ratio].map(|t| [t.median, t.low, t.high]);
        self.write("pair", &[table, words[0], words[1]], numbers.as_flattened())
    }

    fn write(&self, kind: &str, words: &[&str], numbers: &[f64]) -> io::Result<()> {
        let Some(mut rows) = self.rows.as_ref() else { return Ok(()) };
        let mut line = vec![kind.to_owned(), self.name.to_owned()];
        line.extend(words.iter().map(|word| (*word).to_owned()));
        line.extend(numbers.iter().map(|number| digits(*number)));
        writeln!(rows, "{}", line.join("\t"))
    }
}

/// Pieces of work of one size that are measured in turn.
#[derive(Default)]
pub struct Series<'a>(Vec<(&'a str, Box<dyn Work + 'a>)>);

impl<'a> Series<'a> {
    /// Adds one.
    #[must_use]
    pub fn and<T>(mut self, name: &'a str, call: impl FnMut() -> T + 'a) -> Self {
        self.0.push((name, Box::new(Call(call))));
        self
    }

    /// Adds one that fills a buffer. All fill the same: what differs is who does it, not where it stands.
    #[must_use]
    pub fn and_fill<T>(
        mut self,
        name: &'a str,
        buffer: &'a RefCell<Vec<u8>>,
        fill: impl FnMut(&mut [u8]) -> T + 'a,
    ) -> Self {
        self.0.push((name, Box::new(Filling(buffer, fill))));
        self
    }
}

impl core::fmt::Debug for Series<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// Five digits, of which the last is noise already.
fn digits(number: f64) -> String {
    let text = format!("{number:.4e}");
    text.parse::<f64>().map_or(text, |number| number.to_string())
}
