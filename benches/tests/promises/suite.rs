//! The list of checks, the processes in which they run, and the document that they are compared with.

mod checks;
mod document;
mod generators;
mod mappings;
mod os;
mod search;

use std::{
    env,
    process::{Command, ExitCode},
};

use self::generators::Generator;

/// What a check found out about one generator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Holds(String),
    Broken(String),
    /// The machine does not allow it, or it means nothing for this generator.
    NotChecked(String),
    /// The check itself did not come to an end.
    Ended(String),
}

struct Check {
    /// As it stands in backticks in its row of docs/PROMISES.md.
    name: &'static str,
    run: fn(Generator) -> Found,
    /// Whether the end of the process is an answer, namely that the promise is broken. Elsewhere it is a mistake here.
    may_end: bool,
}

const CHECKS: &[Check] = &[
    check("fork", checks::fork::by_library),
    check("clone", checks::fork::by_system_call),
    check("handler", checks::fork::in_a_handler),
    check("vfork", checks::fork::sharing_memory),
    check("same-number", checks::fork::of_the_same_number),
    check("snapshot", checks::snapshot::of_the_memory),
    check("leftovers", checks::leftovers::of_what_was_handed_out),
    check("ended", checks::ended::with_its_thread),
    check("dumps", checks::dumps::of_the_state),
    check("failure", checks::failure::of_the_source).may_end(),
    check("teardown", checks::teardown::of_a_thread).may_end(),
    check("reentry", checks::reentry::by_a_handler),
    check("interval", checks::interval::between_reseeds),
    check("clones", checks::handle::that_is_cloned),
    check("send", checks::handle::that_is_sent),
    check("debug", checks::handle::that_is_printed),
];

const fn check(name: &'static str, run: fn(Generator) -> Found) -> Check {
    Check { name, run, may_end: false }
}

impl Check {
    const fn may_end(mut self) -> Self {
        self.may_end = true;
        self
    }
}

/// With no words all checks, else those named. `+check NAME GENERATOR` is for the processes that this program starts from
/// itself.
pub(crate) fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    if let Some("+check") = words.first().map(String::as_str) {
        let check = CHECKS.iter().find(|check| check.name == words[1]).unwrap();
        let mut all = generators::all().into_iter().chain([generators::stuck()]);
        let generator = all.find(|generator| generator.name == words[2]).unwrap();
        send(&(check.run)(generator));
        return ExitCode::SUCCESS;
    }
    // Options are the test harness's, which this is not: `--quiet`, `--nocapture`.
    let names: Vec<&String> = words.iter().filter(|word| !word.starts_with('-')).collect();
    document::is_understood();
    print!("{}", generators::versions());
    let mut wrong = 0;
    for check in CHECKS {
        if !names.is_empty() && !names.iter().any(|name| *name == check.name) {
            continue;
        }
        wrong += met(check);
    }
    println!("promises: {wrong} not as docs/PROMISES.md says");
    ExitCode::from(u8::from(wrong > 0))
}

/// Runs a check on every generator, prints what was found, and counts what is not as the document says.
fn met(check: &Check) -> usize {
    let (mut wrong, mut holds, mut broken) = (0, 0, 0);
    for generator in generators::all() {
        let found = apart(check, generator);
        let said = document::says(check.name, generator.column);
        let agrees = match &found {
            Found::Holds(_) => said == Some(true),
            Found::Broken(_) => said == Some(false),
            Found::NotChecked(_) => true,
            Found::Ended(_) => false,
        };
        holds += usize::from(matches!(found, Found::Holds(_)));
        broken += usize::from(matches!(found, Found::Broken(_)));
        wrong += usize::from(!agrees);
        let verdict = if agrees { "" } else { "  NOT AS THE DOCUMENT SAYS" };
        println!("{:12} {:14} {found:?}{verdict}", check.name, generator.name);
    }
    if holds > 0 && broken == 0 {
        let control = apart(check, generators::stuck());
        let fires = matches!(control, Found::Broken(_));
        wrong += usize::from(!fires);
        let verdict = if fires { "" } else { "  THE CONTROL IS SILENT" };
        println!("{:12} {:14} {control:?}{verdict}", check.name, "control");
    }
    wrong
}

/// Runs a check in a process of its own.
fn apart(check: &Check, generator: Generator) -> Found {
    let mut command = Command::new(env::current_exe().unwrap());
    let output = command.args(["+check", check.name, generator.name]).output().unwrap();
    let ended = format!("the process ended: {}", output.status);
    match receive(&String::from_utf8_lossy(&output.stdout)) {
        Some(found) if output.status.success() => found,
        _ if check.may_end => Found::Broken(ended),
        _ => Found::Ended(format!("{ended}: {}", String::from_utf8_lossy(&output.stderr))),
    }
}

const MARK: &str = "+found ";

fn send(found: &Found) {
    let (word, text) = match found {
        Found::Holds(text) => ("holds", text),
        Found::Broken(text) => ("broken", text),
        Found::NotChecked(text) => ("not-checked", text),
        Found::Ended(text) => ("ended", text),
    };
    println!("{MARK}{word} {text}");
}

fn receive(output: &str) -> Option<Found> {
    let line = output.lines().find_map(|line| line.strip_prefix(MARK))?;
    let (word, text) = line.split_once(' ')?;
    let kind = match word {
        "holds" => Found::Holds,
        "broken" => Found::Broken,
        "not-checked" => Found::NotChecked,
        "ended" => Found::Ended,
        _ => return None,
    };
    Some(kind(text.to_owned()))
}
