//! What the commands share that run a long test program and keep what it finds in a document.

pub(crate) mod table;

use core::time::Duration;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use super::{
    Stop, Workspace,
    evidence::Document,
    failed,
    record::{self, Claim},
};
use crate::shell::Line;

/// Runs a test program, which says what it finds in lines of fields between tabs, as it finds it. `read` makes a row of a line
/// that is one, with the check that it is of; every one of `names` must have one.
pub(crate) fn run<R>(
    line: Line,
    names: &[&str],
    read: impl Fn(&str) -> Option<R>,
    check: impl Fn(&R) -> &str,
) -> Result<Vec<R>, Stop> {
    println!("$ {line}");
    let mut child = line.command().stdout(Stdio::piped()).spawn()?;
    let pipe = child.stdout.take().ok_or_else(|| failed("no pipe"))?;
    let mut rows = Vec::new();
    for text in BufReader::new(pipe).lines() {
        let text = text?;
        println!("{text}");
        rows.extend(read(&text));
    }
    let status = child.wait()?;
    // What failed is in the rows; a program that did not come to its end has not all of them.
    match names.iter().find(|name| !rows.iter().any(|row| check(row) == **name)) {
        Some(name) => Err(failed(format!("{status}, and nothing about `{name}`"))),
        None => Ok(rows),
    }
}

/// Whether the first of the arguments asks for the quick form, and the others.
pub(crate) fn quick(args: &[String]) -> (bool, &[String]) {
    match args.split_first() {
        Some((first, rest)) if first == "--quick" => (true, rest),
        _ => (false, args),
    }
}

/// Keeps what a quick form found, which is in no document: a record under `target`, of the same table.
pub(crate) fn keep(
    ws: &Workspace,
    (name, command): (&str, &str),
    document: Document,
    time: Duration,
    table: &str,
) -> Result<(), Stop> {
    let claims: Vec<Claim> =
        document.claims(command, table).into_iter().map(|found| found.claim).collect();
    record::write(&ws.quick(), name, &format!("cargo xtask {command} --quick"), time, &claims)
}

/// The version, the kernel and the day, for the rows.
pub(crate) fn made(ws: &Workspace) -> Result<[String; 3], Stop> {
    let kernel = Line::new("uname -srm").read()?;
    let date = Line::new("date -u +%F").read()?;
    Ok([record::version(&ws.root)?, short(&kernel), date.trim().to_owned()])
}

/// `Linux 6.18.44-local x86_64` without what a distributor adds.
fn short(uname: &str) -> String {
    let words = uname.split_whitespace().map(|word| word.split('-').next().unwrap_or(word));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kernels_are_named_by_version() {
        assert_eq!(short("Linux 6.18.44-a-b1 x86_64\n"), "Linux 6.18.44 x86_64");
    }

    #[test]
    fn a_check_that_says_nothing_is_missed() {
        let rows = |names: &[&str]| {
            let line = Line::new("printf").arg("row\ta\\n");
            run(line, names, |text| text.strip_prefix("row\t").map(str::to_owned), |row| row)
        };
        assert_eq!(rows(&["a"]), Ok(vec!["a".to_owned()]));
        assert!(matches!(rows(&["a", "b"]), Err(Stop::Failed(reason)) if reason.contains("`b`")));
    }
}
