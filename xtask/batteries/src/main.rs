//! Statistical batteries on streams of bytes: `wellspring-batteries [BATTERY…] [SOURCE…] [--bytes N] [--quick]`.
//!
//! Without names every battery on every source; controls must be rejected, all others must not. `cargo xtask stats
//! bytes` runs it and keeps the rows in docs/STATISTICS.md; `cargo xtask ci batteries` runs the quick form, which is
//! 8 MiB of each source, with a fixed key where it takes one, through the tests that need no other program.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::integer_division_remainder_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "no library: it may stop where it stands, counts, computes in floats and prints what it finds"
)]

mod batteries;
mod bits;
mod judge;
mod pipe;
mod report;
mod source;
mod sp800_22;

use std::{env, process::ExitCode, time::Instant};

use batteries::{BATTERIES, Battery, Stop};
use report::{Report, Verdict};
use source::{KINDS, Kind, Source};

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let form = match Form::read(&words) {
        Ok(form) => form,
        Err(reason) => {
            println!("error: {reason}");
            return ExitCode::from(2);
        }
    };
    if form.list {
        form.rows().for_each(|(battery, kind)| println!("{} {}", battery.name, kind.name));
        return ExitCode::SUCCESS;
    }
    let verdicts: Vec<Verdict> =
        form.rows().map(|(battery, kind)| form.run(battery, kind)).collect();
    let count = |verdict| verdicts.iter().filter(|v| **v == verdict).count();
    let (silent, unchecked) = (count(Verdict::Silent), count(Verdict::NotChecked));
    let (all, failed) = (verdicts.len(), count(Verdict::Failed));
    println!(
        "batteries: {all} rows, {failed} failed, {silent} controls silent, {unchecked} not checked"
    );
    ExitCode::from(u8::from(failed + silent + unchecked > 0 || all == 0))
}

/// What is run, on how much.
#[derive(Debug)]
struct Form {
    names: Vec<String>,
    bytes: u64,
    quick: bool,
    /// Only say which rows there are.
    list: bool,
}

impl Form {
    fn read(words: &[String]) -> Result<Self, String> {
        let mut form = Self { names: Vec::new(), bytes: 1 << 30, quick: false, list: false };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--quick" => (form.bytes, form.quick) = (1 << 23, true),
                "--list" => form.list = true,
                "--bytes" => {
                    let number = words.next().and_then(|word| word.parse().ok());
                    form.bytes = number
                        .filter(|n| *n >= LEAST)
                        .ok_or(format!("--bytes N, at least {LEAST}"))?;
                }
                name if BATTERIES.iter().any(|b| b.name == name)
                    || KINDS.iter().any(|k| k.name == name) =>
                {
                    form.names.push(name.into());
                }
                other => return Err(format!("no battery, source or option `{other}`")),
            }
        }
        Ok(form)
    }

    /// What was named of either kind, or all of that kind.
    fn rows(&self) -> impl Iterator<Item = (&'static Battery, &'static Kind)> {
        let chosen = |name: &str, all: &[&str]| {
            let mut named =
                self.names.iter().filter(|name| all.contains(&name.as_str())).peekable();
            named.peek().is_none() || named.any(|n| n == name)
        };
        let batteries: Vec<&str> = BATTERIES.iter().map(|b| b.name).collect();
        let kinds: Vec<&str> = KINDS.iter().map(|k| k.name).collect();
        let pairs =
            BATTERIES.iter().flat_map(|battery| KINDS.iter().map(move |kind| (battery, kind)));
        pairs.filter(move |(battery, kind)| {
            let coarse = kind.is_control() && !kind.control.contains(&battery.name);
            let quick = !self.quick || battery.name == "sp800-22";
            !coarse && quick && chosen(battery.name, &batteries) && chosen(kind.name, &kinds)
        })
    }

    fn run(&self, battery: &Battery, kind: &Kind) -> Verdict {
        let start = Instant::now();
        let mut streams = 0;
        let mut open = || -> Result<Box<dyn Source>, String> {
            streams += 1;
            // In the quick form what passed once passes always.
            let key = if self.quick { [streams; 32] } else { source::fresh()? };
            let mut source = kind.open(key);
            source.fill(&mut [0; 64]).map(|()| source)
        };
        let name = kind.name;
        let verdict = match (battery.run)(&mut open, self.bytes) {
            Ok(report) => {
                println!("{}", report.line(battery.name, kind));
                report.verdict(kind)
            }
            Err(stop) => {
                let (verdict, reason) = match stop {
                    Stop::NotChecked(reason) => (Verdict::NotChecked, reason),
                    Stop::Failed(reason) => (Verdict::Failed, reason),
                };
                println!("{}", Report::none(battery.name, kind, verdict, &reason));
                verdict
            }
        };
        println!("# {} {name}: {:.1} s", battery.name, start.elapsed().as_secs_f64());
        verdict
    }
}

/// Fewer sequences than eight say nothing.
const LEAST: u64 = 1 << 20;
