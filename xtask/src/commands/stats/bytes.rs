//! `cargo xtask stats bytes [--quick] [BATTERY…] [SOURCE…] [--bytes N]`: the batteries on streams of bytes, and their table in
//! docs/STATISTICS.md.
//!
//! Without names every battery on every source, a gibibyte of each, which takes hours. What was not checked, for want of a
//! program or of a processor's instruction, is said and counted, and leaves the row that was there before.

use std::fs;

use crate::{
    commands::{
        Outcome, Stop, Workspace, evidence, failed, suite,
        suite::table::{Form, PASSED, Row, Table},
    },
    shell::Line,
};

const FORM: Form = Form {
    command: "stats bytes",
    mark: "bytes",
    cells: 5,
    names: WORDS,
    head: "\
| command | battery | bytes | found | bound | demand | version | kernel | date |
|---|---|---|---|---|---|---|---|---|
",
};

/// The batteries and the sources that the program knows.
const WORDS: &[&str] = &[
    "sp800-22",
    "rngtest",
    "dieharder",
    "system",
    "vdso",
    "syscall",
    "aes-256-ctr",
    "chacha20",
    "key-erasure-aes",
    "key-erasure-chacha",
    "thread-rng",
    "counter",
    "seven-bit",
    "biased",
    "sticky",
    "shift-register",
    "repeating",
];

pub(crate) fn names() -> Vec<&'static str> {
    WORDS.to_vec()
}

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    if args == ["--quick"] {
        return quickly(ws);
    }
    check(args)?;
    let list = program(ws).arg("--list").args(args).read()?;
    let names: Vec<&str> = list.lines().collect();
    if names.is_empty() {
        return Err(Stop::Usage("no battery that is named is fine enough for that control".into()));
    }
    let line = program(ws).args(args);
    let rows = suite::run(line, &names, |line| FORM.row(line), |row| &row.check)?;
    record(ws, &rows)
}

/// 8 MiB of each source, with fixed keys, through the battery that needs no other program.
pub(crate) fn quickly(ws: &Workspace) -> Outcome {
    let report = program(ws).arg("--quick").read()?;
    print!("{report}");
    let counts = report.lines().find_map(|line| line.strip_prefix("batteries: "));
    counts.map(str::to_owned).ok_or_else(|| failed("the program did not come to its end"))
}

fn program(ws: &Workspace) -> Line {
    Line::new("cargo run --quiet --release -p wellspring-batteries --").dir(&ws.root)
}

fn check(args: &[String]) -> Result<(), Stop> {
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "--bytes" {
            let number = args.next().and_then(|number| number.parse::<u64>().ok());
            number.ok_or_else(|| Stop::Usage("--bytes wants a number".into()))?;
        } else if !WORDS.contains(&arg.as_str()) {
            let known = WORDS.join(", ");
            return Err(Stop::Usage(format!("stats bytes has no `{arg}`; it has {known}")));
        }
    }
    Ok(())
}

fn record(ws: &Workspace, rows: &[Row]) -> Outcome {
    let (unchecked, found): (Vec<Row>, Vec<Row>) =
        rows.iter().cloned().partition(|row| row.verdict == NOT_CHECKED);
    let path = ws.root.join("docs").join("STATISTICS.md");
    let mut table = Table::read(&FORM, &fs::read_to_string(&path)?).map_err(failed)?;
    table.replace(&found, &suite::made(ws)?);
    fs::write(&path, table.to_string())?;
    evidence::refresh(ws)?;
    let wrong = found.iter().filter(|row| row.verdict != PASSED).count();
    match (wrong, unchecked.len()) {
        (0, 0) => Ok(format!("{} rows of docs/STATISTICS.md", found.len())),
        (0, n) => Err(Stop::NotChecked(format!("{n} of {} rows", rows.len()))),
        (wrong, n) => Err(failed(format!("{wrong} of {} rows, and {n} not checked", rows.len()))),
    }
}

/// The program's verdict where it could not look.
const NOT_CHECKED: &str = "not checked";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_checked_before_anything_runs() {
        for bad in [&["sp800"][..], &["--bytes"], &["--bytes", "many"], &["--quick", "system"]] {
            let args: Vec<String> = bad.iter().map(|word| (*word).into()).collect();
            assert!(matches!(run(&Workspace::find(), &args), Err(Stop::Usage(_))), "{bad:?}");
        }
    }

    #[test]
    fn the_program_knows_the_same_words() {
        let root = Workspace::find().root.join("xtask/batteries/src");
        let mut known = Vec::new();
        for (file, starts) in
            [("batteries.rs", &["battery(\""][..]), ("source.rs", &["good(\"", "control(\""])]
        {
            let text: String = fs::read_to_string(root.join(file)).unwrap();
            // A call may be broken after its parenthesis.
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ").replace("( \"", "(\"");
            let mut calls: Vec<(usize, &str)> = Vec::new();
            for start in starts {
                calls.extend(
                    text.match_indices(start).map(|(at, _)| (at, &text[at + start.len()..])),
                );
            }
            calls.sort_unstable_by_key(|(at, _)| *at);
            known.extend(
                calls.iter().filter_map(|(_, rest)| rest.split('"').next()).map(str::to_owned),
            );
        }
        assert_eq!(known, WORDS);
    }

    #[test]
    fn the_document_has_a_place_for_the_rows() {
        let document = Workspace::find().root.join("docs/STATISTICS.md");
        assert!(Table::read(&FORM, &fs::read_to_string(document).unwrap()).is_ok());
    }
}
