//! The list of checks, and the program that runs each in a process of its own.

mod checks;
mod control;
mod os;
mod report;
mod source;

use core::time::Duration;
use std::{
    env,
    io::Read,
    process::{Child, Command, ExitCode, Stdio},
    thread,
    time::Instant,
};

use self::report::{Outcome, Row};

/// How much of a check is run: seconds, or what docs/FAULTS.md records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Quick,
    Full,
}

impl Form {
    /// The number of this form.
    pub(crate) fn of(self, quick: usize, full: usize) -> usize {
        if self == Self::Quick { quick } else { full }
    }
}

struct Check {
    name: &'static str,
    run: fn(Form) -> Outcome,
}

const CHECKS: &[Check] = &[
    check("fork", checks::fork::check),
    check("generation", checks::generation::check),
    check("signals", checks::signals::check),
    check("threads", checks::threads::check),
    check("race", checks::race::check),
    check("reseed", checks::reseed::check),
    check("injection", checks::injection::check),
    check("device", checks::device::check),
    check("seccomp", checks::seccomp::check),
    check("boot", checks::boot::check),
    check("confined", checks::confined::check),
    check("fresh", checks::fresh::check),
    check("lengths", checks::lengths::check),
    check("valgrind", checks::valgrind::check),
];

const fn check(name: &'static str, run: fn(Form) -> Outcome) -> Check {
    Check { name, run }
}

/// With no words all checks, else those named; `--full` for their full forms. Words that begin with `+` are for
/// the processes that this program starts from itself.
pub(crate) fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let form = if words.iter().any(|word| word == "--full") { Form::Full } else { Form::Quick };
    if let Some(status) = checks::part(&words) {
        return status;
    }
    if let [first, name, ..] = &words[..] {
        if first == "+check" {
            let check = CHECKS.iter().find(|check| check.name == name).unwrap();
            report::send((check.run)(form));
            return ExitCode::SUCCESS;
        }
    }
    if os::is_emulated() {
        println!("faults: not checked: no filters here, so this is an emulator");
        return ExitCode::SUCCESS;
    }
    // Options are the test harness's, which this is not: `--quiet`, `--nocapture`.
    let names: Vec<&String> = words.iter().filter(|word| !word.starts_with('-')).collect();
    source::finds_what_it_looks_for();
    let (mut failed, mut unchecked) = (0, 0);
    for check in CHECKS {
        if !names.is_empty() && !names.iter().any(|name| *name == check.name) {
            continue;
        }
        let start = Instant::now();
        let outcome = apart(check.name, form);
        let seconds = start.elapsed().as_secs_f64();
        match &outcome {
            Ok(rows) => rows.iter().for_each(|row| failed += usize::from(!row.passed())),
            Err(_) => unchecked += 1,
        }
        report::print(check.name, seconds, &outcome);
    }
    println!("faults: {failed} failed, {unchecked} not checked");
    ExitCode::from(u8::from(failed > 0))
}

/// Runs a check in a process of its own, which is killed when it takes too long.
fn apart(name: &str, form: Form) -> Outcome {
    let mut command = this_program();
    command.args(["+check", name]).stdin(Stdio::null()).stdout(Stdio::piped());
    if form == Form::Full {
        command.arg("--full");
    }
    let limit = Duration::from_secs(if form == Form::Full { 3600 } else { 120 });
    let (ended, output) = finish(command.spawn().unwrap(), limit);
    match report::receive(&output) {
        Some(outcome) if ended == "exit status: 0" => outcome,
        _ => Ok(vec![Row::broken(name, &ended)]),
    }
}

/// This program, to be started again.
pub(crate) fn this_program() -> Command {
    Command::new(env::current_exe().unwrap())
}

/// Waits for a child whose stdout is a pipe: how it ended, and what it wrote.
pub(crate) fn finish(mut child: Child, limit: Duration) -> (String, String) {
    let mut pipe = child.stdout.take().unwrap();
    let reader = thread::spawn(move || {
        let mut output = Vec::new();
        pipe.read_to_end(&mut output).unwrap();
        String::from_utf8_lossy(&output).into_owned()
    });
    let start = Instant::now();
    let ended = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status.to_string();
        }
        if start.elapsed() > limit {
            child.kill().unwrap();
            child.wait().unwrap();
            break format!("killed after {} s", limit.as_secs());
        }
        thread::sleep(Duration::from_millis(1));
    };
    (ended, reader.join().unwrap())
}
