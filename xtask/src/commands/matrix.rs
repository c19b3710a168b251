//! `cargo xtask matrix`: every library on every target, as far as this machine can take it.
//!
//! Three depths, each said in its row. *run*: the tests ran, on an emulated processor, on Wine, in a host for WASI or in a
//! browser. *built*: machine code was made, and linked where there is something to link. *checked*: types, lints and
//! `cfg`s, which finds a call that does not exist there, and no more. What could not be looked at is *not checked*: it
//! is counted and makes the exit status nonzero unless `--allow-missing` is given.
//!
//! The standard libraries come from rustup, `cross`, or Debian's packages: see `toolchain`.

mod args;
mod control;
mod document;
mod help;
mod kept;
mod left_out;
mod packages;
mod project;
mod row;
mod runners;
mod setup;
mod table;
mod targets;
mod toolchain;

use std::fs;

use self::args::Options;
use self::project::Project;
use self::row::{Row, State};
use self::targets::{Depth, Target};
use super::{Outcome, Stop, Workspace, failed, remade::Remade};
use crate::shell::timed;

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let options = args::parse(args)?;
    if options.list {
        print!("{}", args::list(&options));
        return Ok("nothing was run".into());
    }
    if options.setup {
        return setup::run(ws, &options);
    }
    if options.control {
        return control::run(ws);
    }
    let rows = rows(ws, &options)?;
    print!("\n{}", table::text(&rows));
    let folder = ws.target.join("xtask").join("matrix");
    fs::create_dir_all(&folder)?;
    let json = table::json(&rows);
    fs::write(folder.join("matrix.json"), &json)?;
    if let Some(file) = &options.json {
        fs::write(file, &json)?;
    }
    judge(&rows, options.allow_missing)
}

/// Its options, for `cargo xtask matrix --help`.
pub(crate) const HELP: &str = help::HELP;

/// The step of `cargo xtask ci`.
pub(crate) fn quickly(ws: &Workspace) -> Outcome {
    run(ws, &["--quick".into()])
}

/// docs/MATRIX.md and its record, made again of the kept rows.
pub(crate) fn remade(ws: &Workspace) -> Result<Vec<Remade>, Stop> {
    document::remade(ws)
}

/// The rows of the chosen targets, each printed when it is known.
fn rows(ws: &Workspace, options: &Options) -> Result<Vec<Row>, Stop> {
    let project = Project::find(ws, options)?;
    let chosen: Vec<(&'static Target, Depth)> =
        options.targets().into_iter().map(|target| (target, options.depth(target))).collect();
    let (equipment, time) = timed(|| toolchain::prepare(ws, options, &chosen));
    println!("toolchains: {:.0} s", time.as_secs_f64());
    let mut rows = Vec::new();
    for ((target, depth), equipment) in chosen.into_iter().zip(equipment?) {
        println!("\n== {}", target.name);
        let first = rows.len();
        for job in project.jobs(target, depth, options) {
            let row = match &equipment {
                Ok(equipment) => row::make(ws, &project, target, equipment, &job),
                Err(stop) => Row::without(target, &job, stop),
            };
            println!("{}", table::line(&row));
            rows.push(row);
        }
        if let (Some(asked), Some(row)) = (options.beyond(target), rows.last()) {
            let row = Row::beyond(row, asked, target.depth);
            println!("{}", table::line(&row));
            rows.push(row);
        }
        if options.is_deep() {
            let own = rows.get_mut(first..).unwrap_or_default();
            document::write(ws, own, options.is_whole())?;
        }
    }
    Ok(rows)
}

/// Rows that passed, failed, were not checked.
fn counts(rows: &[Row]) -> [usize; 3] {
    [State::Passed, State::Failed, State::NotChecked]
        .map(|state| rows.iter().filter(|row| row.state == state).count())
}

/// How many targets were taken to this depth, by a row at least, and none of whose rows is anything but passed.
fn targets_at(rows: &[Row], depth: Depth) -> usize {
    let clean = |target: &&str| {
        let mut own = rows.iter().filter(|row| row.target == *target);
        own.all(|row| row.state == State::Passed)
    };
    let deepest = |target: &&str| {
        rows.iter().filter(|row| row.target == *target).map(|row| row.depth).max() == Some(depth)
    };
    let mut names: Vec<&str> = rows.iter().map(|row| row.target.as_str()).collect();
    names.dedup();
    names.iter().filter(|name| clean(name) && deepest(name)).count()
}

fn judge(rows: &[Row], allow_missing: bool) -> Outcome {
    let [run, built, checked] =
        [Depth::Run, Depth::Built, Depth::Checked].map(|depth| targets_at(rows, depth));
    let note = format!("{run} targets run, {built} built, {checked} checked");
    match counts(rows) {
        [0, 0, 0] => Err(failed("nothing was chosen")),
        [_, 0, 0] => Ok(note),
        [_, 0, n] if allow_missing => Ok(format!("{note}, {n} rows not checked")),
        [_, 0, n] => {
            Err(Stop::NotChecked(format!("{n} rows; --allow-missing lets that pass; {note}")))
        }
        [_, n, _] => Err(failed(format!("{n} rows; {note}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(target: &str, depth: Depth, state: State) -> Row {
        Row { target: target.into(), depth, state, ..Row::default() }
    }

    #[test]
    fn what_was_not_checked_is_not_passed() {
        let passed = || row("a", Depth::Run, State::Passed);
        let missing = || row("b", Depth::Run, State::NotChecked);
        assert!(judge(&[passed()], false).is_ok());
        assert!(matches!(judge(&[passed(), missing()], false), Err(Stop::NotChecked(_))));
        let allowed = judge(&[passed(), missing()], true).unwrap();
        assert_eq!(allowed, "1 targets run, 0 built, 0 checked, 1 rows not checked");
        let broken = row("c", Depth::Checked, State::Failed);
        assert!(matches!(judge(&[passed(), missing(), broken], true), Err(Stop::Failed(_))));
        assert!(matches!(judge(&[], true), Err(Stop::Failed(_))));
    }

    #[test]
    fn a_target_counts_where_all_its_rows_passed() {
        let rows = [
            row("a", Depth::Run, State::Passed),
            row("a", Depth::Built, State::Passed),
            row("b", Depth::Run, State::Passed),
            row("b", Depth::Run, State::Failed),
            row("c", Depth::Checked, State::Passed),
        ];
        assert_eq!(targets_at(&rows, Depth::Run), 1);
        assert_eq!(targets_at(&rows, Depth::Built), 0);
        assert_eq!(targets_at(&rows, Depth::Checked), 1);
    }

    #[test]
    fn arguments_are_checked_before_anything_runs() {
        let outcome = run(&Workspace::find(), &["--targets".into()]);
        assert!(matches!(outcome, Err(Stop::Usage(_))));
    }
}
