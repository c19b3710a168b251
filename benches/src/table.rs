//! A table of ratios on standard output.

use std::io::{self, Write};

use crate::{bench::Bench, timing::Pair};

/// A table of ratios on standard output, and in the rows.
#[derive(Debug)]
pub struct Table<'a> {
    bench: &'a Bench,
    name: &'static str,
}

impl<'a> Table<'a> {
    pub(crate) fn start(bench: &'a Bench, name: &'static str, title: &str) -> io::Result<Self> {
        let mut out = io::stdout();
        writeln!(out, "\n{title}\n")?;
        writeln!(out, "| work | ours, ns | peer | peer, ns | ratio | middle half of the ratios |")?;
        writeln!(out, "|---|---|---|---|---|---|")?;
        Ok(Self { bench, name })
    }

    /// Adds the row of one piece of work.
    ///
    /// # Errors
    ///
    /// Standard output's, and those of the file of rows.
    pub fn row<T, U>(
        &mut self,
        work: &str,
        ours: impl FnMut() -> T,
        peer_name: &str,
        peer: impl FnMut() -> U,
    ) -> io::Result<()> {
        let pair = Pair::measure(self.bench.effort, ours, peer);
        self.pair(work, peer_name, &pair)
    }

    /// Adds the row of two threads of some work against one; a piece of work that says `false` cannot be measured.
    ///
    /// # Errors
    ///
    /// Standard output's, and those of the file of rows.
    pub fn threads(&mut self, work: &str, call: impl Fn() -> bool + Sync) -> io::Result<()> {
        if !call() {
            return self.missing(work, "it does not work here");
        }
        if std::thread::available_parallelism().map_or(1, usize::from) < 2 {
            return self.missing(work, "this process may use one processor only");
        }
        let pair = self.bench.scaling(call);
        self.pair(work, "one thread", &pair)
    }

    /// Says that a row could not be measured.
    ///
    /// # Errors
    ///
    /// Standard output's, and those of the file of rows.
    pub fn missing(&mut self, what: &str, reason: &str) -> io::Result<()> {
        self.bench.missing(self.name, what, reason)
    }

    fn pair(&mut self, work: &str, peer_name: &str, pair: &Pair) -> io::Result<()> {
        let Pair { ours, peer, ratio } = pair;
        writeln!(
            io::stdout(),
            "| {work} | {:.1} | {peer_name} | {:.1} | {:.2} | {:.2} to {:.2} |",
            ours.median,
            peer.median,
            ratio.median,
            ratio.low,
            ratio.high
        )?;
        self.bench.write_pair(self.name, [work, peer_name], pair)
    }
}
