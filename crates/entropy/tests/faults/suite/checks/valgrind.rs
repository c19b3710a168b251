//! Without a vDSO: valgrind does not tell a program where it is. All draws are right, and none waits for it.
//!
//! `cargo xtask faults valgrind` runs all tests of the crate that way.

use core::time::Duration;
use std::process::{Command, ExitCode, Stdio};

use wellspring_entropy::System;

use crate::suite::{
    Form, finish, os,
    report::{Outcome, Row},
    source::{Flaws, Source, has_zero_run},
    this_program,
};

pub(crate) fn check(_: Form) -> Outcome {
    if !Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
    {
        return Err("valgrind is not installed".into());
    }
    let program = this_program();
    let mut under = Command::new("valgrind");
    under.args(["-q", "--error-exitcode=9"]).arg(program.get_program());
    let (ended, found) = run(under);
    let (_, control) = run(program);
    Ok(vec![Row {
        test: "under valgrind, 2000 draws".into(),
        figure: format!("{}, {ended}", found.trim()),
        good: found.trim() == "no vDSO, right bytes" && ended == "exit status: 0",
        demand: "no vDSO, right bytes, no error of memcheck's".into(),
        control: format!("without valgrind: {}", control.trim()),
        fired: control.trim() == "a vDSO, right bytes",
    }])
}

fn run(mut command: Command) -> (String, String) {
    command.arg("+valgrind").stdin(Stdio::null()).stdout(Stdio::piped());
    finish(command.spawn().unwrap(), Duration::from_secs(60))
}

/// `+valgrind`: what is there, and what comes of draws.
pub(super) fn draw() -> ExitCode {
    let vdso = if os::has_vdso() { "a" } else { "no" };
    let draws = (0..2000).map(|turn| System.sixteen(turn % 2 == 1)).collect();
    let mut long = [0; 4096];
    System.draw(&mut long);
    let right = Flaws::of(draws).none() && !has_zero_run(&long);
    println!("{vdso} vDSO, {} bytes", if right { "right" } else { "wrong" });
    ExitCode::SUCCESS
}
