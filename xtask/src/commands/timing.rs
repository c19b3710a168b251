//! `cargo xtask timing [--quick] [NAME…]`: that no time depends on a secret, as memcheck and as a clock see it, and
//! docs/TIMING.md.
//!
//! Without names the step `timing` of ci comes first. The quick form has the clock's controls alone, by ten thousand
//! measurements. The rows of what was measured replace the old ones in that file.

use std::fs;

use super::{
    Outcome, Stop, Workspace, ci,
    evidence::{self, Document},
    failed,
    profile::CARGO,
    suite,
    suite::table::{Form, PASSED, Table},
};
use crate::shell::{Line, timed};

const FORM: Form = Form {
    command: "timing",
    mark: "rows",
    cells: 5,
    names: SUITE,
    head: "\
| command | function | measurements | largest t | a call, ns | visible, ns | version | kernel | date |
|---|---|---|---|---|---|---|---|---|
",
};

/// What the test program `dudect` of the tokens crate knows.
const SUITE: &[&str] = &[
    "hex",
    "base64url",
    "hex-decode",
    "key",
    "read-key",
    "password",
    "ranked",
    "by-class",
    "id",
    "compare",
    "nothing",
    "nothing-drawn",
    "early-exit",
];

/// The control that a quick run of the test program has.
const QUICK: &[&str] = &["early-exit"];

pub(crate) fn names() -> Vec<&'static str> {
    SUITE.to_vec()
}

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let (quick, args) = suite::quick(args);
    if let Some(name) = args.iter().find(|name| quick || !SUITE.contains(&name.as_str())) {
        let known = if quick { "no names with --quick".into() } else { SUITE.join(", ") };
        return Err(Stop::Usage(format!("timing has no function `{name}`; it has {known}")));
    }
    let chosen = |name: &&str| args.is_empty() || args.iter().any(|arg| arg == name);
    let chosen: Vec<&str> = match quick {
        true => QUICK.to_vec(),
        false => SUITE.iter().copied().filter(chosen).collect(),
    };
    if args.is_empty() && !quick {
        println!("memcheck: {}", ci::optimised::timing(ws)?);
    }
    let line = Line::new("cargo test --quiet --release -p wellspring-tokens --all-features");
    let line = line.words("--test dudect --").words(if quick { "" } else { "--full" });
    let line = CARGO.of(line.words(&chosen.join(" ")).dir(&ws.root));
    let (found, time) =
        timed(|| suite::run(line, &chosen, |line| FORM.row(line), |row| &row.check));
    let (found, made) = (found?, suite::made(ws)?);
    if quick {
        let table = Table::alone(&FORM, &found, &made);
        suite::keep(ws, ("timing", "timing"), Document::Timing, time, &table)?;
    } else {
        let path = ws.root.join("docs").join("TIMING.md");
        let mut table = Table::read(&FORM, &fs::read_to_string(&path)?).map_err(failed)?;
        table.replace(&found, &made);
        fs::write(&path, table.to_string())?;
        evidence::refresh(ws)?;
    }
    match found.iter().filter(|row| row.verdict != PASSED).count() {
        0 => Ok(format!("{} rows", found.len())),
        wrong => Err(failed(format!("{wrong} of {} functions", found.len()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked_before_anything_runs() {
        let outcome = run(&Workspace::find(), &["hax".into()]);
        assert!(matches!(outcome, Err(Stop::Usage(reason)) if reason.contains("hex, base64url")));
    }

    /// By the names of its cases, each the first string of a call.
    #[test]
    fn the_test_program_knows_the_same_names() {
        let program = Workspace::find().root.join("crates/tokens/tests/dudect/cases.rs");
        let text = fs::read_to_string(program).unwrap();
        let (_, all) = text.split_once("vec![").unwrap();
        let calls = ["case(\"", "draw(\"", "compare(\""];
        let known = all.lines().filter_map(|line| {
            calls.iter().find_map(|call| line.split_once(call)?.1.split('"').next())
        });
        assert_eq!(known.collect::<Vec<_>>(), SUITE);
    }

    #[test]
    fn the_document_has_a_place_for_the_rows() {
        let document = Workspace::find().root.join("docs/TIMING.md");
        assert!(Table::read(&FORM, &fs::read_to_string(document).unwrap()).is_ok());
    }
}
