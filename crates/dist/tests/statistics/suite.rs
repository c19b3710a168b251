//! The list of checks, and the program that runs them.

mod bound;
mod checks;
mod oracle;
mod plot;
mod report;
mod sample;
mod source;

use std::{env, path::PathBuf, process::ExitCode, time::Instant};

use rayon::prelude::*;

use self::report::Row;

/// How much is drawn, from what, and where the plots go.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    full: bool,
    /// Whether this is for a row that is looked at more closely.
    close: bool,
    plots: Option<PathBuf>,
}

impl Form {
    /// The number of this form: for seconds in a debug build, or for docs/STATISTICS.md.
    pub(crate) fn of<T>(&self, quick: T, full: T) -> T {
        if self.full { full } else { quick }
    }

    /// The form of the first row of a method that others are made of: what is wrong by 2 % fails `cargo test` too.
    pub(crate) fn closely(&self) -> Self {
        Self { close: true, ..self.clone() }
    }

    /// The form of an ordinary row.
    pub(crate) fn usually(&self) -> Self {
        Self { close: false, ..self.clone() }
    }

    /// Draws of a row.
    pub(crate) fn draws(&self) -> usize {
        self.of(if self.close { 320_000 } else { 50_000 }, 10_000_000)
    }

    /// By how much the parameter of a control is wrong, mostly: 5 %, closely 2 %, or 0.5 %.
    pub(crate) fn slip(&self) -> f64 {
        self.of(if self.close { 0.02 } else { 0.05 }, 0.005)
    }
}

struct Check {
    name: &'static str,
    run: fn(&Form) -> Vec<Row>,
}

const fn check(name: &'static str, run: fn(&Form) -> Vec<Row>) -> Check {
    Check { name, run }
}

/// What is drawn; the bytes that it is drawn from have the batteries, a package of their own.
const CHECKS: &[Check] = &[
    check("bounds", checks::bounds::check),
    check("oracle", checks::oracle::check),
    check("integers", checks::integers::check),
    check("floats", checks::floats::check),
    check("sequences", checks::sequences::check),
    check("weights", checks::weights::check),
    check("alphabet", checks::weights::alphabet),
    check("bernoulli", checks::counting::bernoulli),
    check("binomial", checks::counting::binomial),
    check("geometric", checks::counting::geometric),
    check("poisson", checks::counting::poisson),
    check("normal", checks::continuous::normal),
    check("log-normal", checks::continuous::log_normal),
    check("exponential", checks::continuous::exponential),
    check("gamma", checks::continuous::gamma),
    check("chi-squared", checks::continuous::chi_squared),
    check("beta", checks::continuous::beta),
    check("dirichlet", checks::continuous::dirichlet),
    check("student-t", checks::continuous::student_t),
    check("cauchy", checks::continuous::cauchy),
    check("pareto", checks::continuous::pareto),
    check("weibull", checks::continuous::weibull),
    check("triangular", checks::continuous::triangular),
    check("von-mises", checks::directions::von_mises),
    check("directions", checks::directions::circle_and_sphere),
];

/// With no words all checks, else those named; `--full` for their full forms, `--plots DIR` for their plots, `--rows` for
/// all rows and not only those that failed.
pub(crate) fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let after = |option: &str| words.iter().skip_while(|word| *word != option).nth(1);
    let form = Form {
        full: words.iter().any(|word| word == "--full"),
        close: false,
        plots: after("--plots").map(PathBuf::from),
    };
    if cfg!(miri) {
        println!("statistics: not checked: an interpreter is too slow");
        return ExitCode::SUCCESS;
    }
    // Other options are the test harness's, which this is not: `--quiet`, `--nocapture`.
    let names: Vec<&String> = words.iter().filter(|word| !word.starts_with('-')).collect();
    let chosen = |check: &&Check| {
        let folder = after("--plots");
        let mut names = names.iter().filter(|name| Some(**name) != folder).peekable();
        names.peek().is_none() || names.any(|name| *name == check.name)
    };
    let chosen: Vec<&Check> = CHECKS.iter().filter(chosen).collect();
    let all = form.full || words.iter().any(|word| word == "--rows");
    let run = |check: &&Check| {
        let start = Instant::now();
        let rows = (check.run)(&form);
        let failed = rows.iter().filter(|row| !row.passed()).count();
        report::print(check.name, start.elapsed().as_secs_f64(), &rows, all);
        (rows.len(), failed)
    };
    // The full forms are parallel inside, and their samples are large.
    let counts: Vec<(usize, usize)> = if form.full {
        chosen.iter().map(run).collect()
    } else {
        chosen.par_iter().map(run).collect()
    };
    let rows: usize = counts.iter().map(|(rows, _)| rows).sum();
    let failed: usize = counts.iter().map(|(_, failed)| failed).sum();
    println!("statistics: {rows} rows, {failed} failed");
    ExitCode::from(u8::from(failed > 0))
}
