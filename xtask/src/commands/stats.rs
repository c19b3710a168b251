//! `cargo xtask stats [--quick] [NAME…]`: the full form of the proof by statistics, docs/STATISTICS.md and its plots; and `cargo xtask
//! stats bytes`, the batteries on streams of bytes.
//!
//! The rows of the checks that were run replace the old ones in that file, and their plots those in docs/statistics; the
//! others stay, each with the day, the version and the kernel that it came from. The text around the rows is not touched.

pub(crate) mod bytes;

use std::fs;

use super::{
    Outcome, Stop, Workspace,
    evidence::{self, Document},
    failed, suite,
    suite::table::{Form, PASSED, Row, Table},
};
use crate::shell::{Line, timed};

const FORM: Form = Form {
    command: "stats",
    mark: "rows",
    cells: 6,
    names: SUITE,
    head: "\
| command | test | draws | found | bound | negative control | its bound | version | kernel | date |
|---|---|---|---|---|---|---|---|---|---|
",
};

/// What the test program `statistics` of the dist crate knows.
const SUITE: &[&str] = &[
    "bounds",
    "oracle",
    "integers",
    "floats",
    "sequences",
    "weights",
    "alphabet",
    "bernoulli",
    "binomial",
    "geometric",
    "poisson",
    "normal",
    "log-normal",
    "exponential",
    "gamma",
    "chi-squared",
    "beta",
    "dirichlet",
    "student-t",
    "cauchy",
    "pareto",
    "weibull",
    "triangular",
    "von-mises",
    "directions",
];

pub(crate) fn names() -> Vec<&'static str> {
    SUITE.to_vec()
}

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    match args.split_first() {
        Some((word, rest)) if word == "bytes" => return bytes::run(ws, rest),
        _ => {}
    }
    let (quick, args) = suite::quick(args);
    if let Some(name) = args.iter().find(|name| !SUITE.contains(&name.as_str())) {
        let known = SUITE.join(", ");
        return Err(Stop::Usage(format!("stats has no check `{name}`; it has {known}")));
    }
    let chosen = |name: &&str| args.is_empty() || args.iter().any(|arg| arg == name);
    let chosen: Vec<&str> = SUITE.iter().copied().filter(chosen).collect();
    let (found, time) = timed(|| measure(ws, &chosen, quick));
    let (found, made) = (found?, suite::made(ws)?);
    if quick {
        let table = Table::alone(&FORM, &found, &made);
        suite::keep(ws, ("stats", "stats"), Document::Bounds, time, &table)?;
    } else {
        let path = ws.root.join("docs").join("STATISTICS.md");
        let mut table = Table::read(&FORM, &fs::read_to_string(&path)?).map_err(failed)?;
        table.replace(&found, &made);
        fs::write(&path, table.to_string())?;
        evidence::refresh(ws)?;
    }
    match found.iter().filter(|row| row.verdict != PASSED).count() {
        0 => Ok(format!("{} rows", found.len())),
        wrong => Err(failed(format!("{wrong} of {} rows", found.len()))),
    }
}

fn measure(ws: &Workspace, names: &[&str], quick: bool) -> Result<Vec<Row>, Stop> {
    let line = Line::new("cargo test --quiet --release -p wellspring-dist --all-features");
    let line = line.words("--test statistics --");
    let line = match quick {
        true => line.arg("--rows"),
        false => line.words("--full --plots").arg(ws.root.join("docs").join("statistics")),
    };
    let line = line.words(&names.join(" ")).dir(&ws.root);
    suite::run(line, names, |line| FORM.row(line), |row| &row.check)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked_before_anything_runs() {
        let outcome = run(&Workspace::find(), &["norm".into()]);
        assert!(matches!(outcome, Err(Stop::Usage(reason)) if reason.contains("bounds, oracle")));
    }

    #[test]
    fn the_test_program_knows_the_same_names() {
        let program = Workspace::find().root.join("crates/dist/tests/statistics/suite.rs");
        let text = fs::read_to_string(program).unwrap();
        let known = text.lines().filter_map(|line| line.trim().strip_prefix("check(\""));
        let known: Vec<&str> = known.filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(known, SUITE);
    }

    #[test]
    fn the_document_has_a_place_for_the_rows_and_names_tests_that_exist() {
        let root = Workspace::find().root;
        let document = fs::read_to_string(root.join("docs/STATISTICS.md")).unwrap();
        assert!(Table::read(&FORM, &document).is_ok());
        let sources = super::super::tidy::files(&root.join("crates/dist/src")).unwrap();
        let code: String =
            sources.iter().filter_map(|file| fs::read_to_string(file).ok()).collect();
        let (proved, _) = document.split_once("## Measured").unwrap();
        let names =
            proved.split('`').skip(1).step_by(2).filter_map(|name| name.rsplit("::").next());
        // Tests are sentences.
        let tests: Vec<&str> = names.filter(|name| name.matches('_').count() > 2).collect();
        assert!(tests.len() > 20, "{tests:?}");
        for test in tests {
            assert!(code.contains(&format!("fn {test}")), "{test}");
        }
    }
}
