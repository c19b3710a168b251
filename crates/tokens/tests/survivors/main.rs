//! A process that makes a secret, tells its parent which, drops it and waits, so that the parent can look for what
//! is left of it in the memory of this process and in its core dump:
//!
//! ```console
//! $ cargo xtask memory
//! ```
//!
//! Run as an ordinary test it says that it checked nothing. A row of one of the modules is one way to make a secret.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

#[cfg(target_os = "linux")]
mod controls;
#[cfg(target_os = "linux")]
mod encodings;
#[cfg(target_os = "linux")]
mod keys;
#[cfg(target_os = "linux")]
mod others;
#[cfg(target_os = "linux")]
mod parent;
#[cfg(target_os = "linux")]
mod recipes;
#[cfg(target_os = "linux")]
mod rows;
#[cfg(target_os = "linux")]
mod source;

fn main() {
    #[cfg(target_os = "linux")]
    if run() {
        return;
    }
    say("survivors: not checked: nobody looks; cargo xtask memory");
}

#[allow(clippy::print_stdout, reason = "what a test says")]
fn say(line: &str) {
    println!("{line}");
}

/// What is expected of a row: that nothing is left, that nothing is in a core dump even before, or that something is left.
#[cfg(target_os = "linux")]
#[derive(Debug)]
enum Kind {
    Secret,
    Locked,
    Control,
}

#[cfg(target_os = "linux")]
struct Row {
    name: &'static str,
    kind: Kind,
    run: fn(&mut parent::Parent),
}

/// The list, or the row that is asked for; `false` if neither is.
#[cfg(target_os = "linux")]
fn run() -> bool {
    let rooms =
        [rows::ROWS, recipes::ROWS, keys::ROWS, encodings::ROWS, others::ROWS, controls::ROWS];
    let all = || rooms.iter().copied().flatten();
    let Some(name) = std::env::args().nth(1) else { return false };
    if name == "--rows" {
        say(&format!("program\t{}", std::env::current_exe().unwrap().display()));
        all().for_each(|row| say(&format!("row\t{}\t{:?}", row.name, row.kind)));
        return true;
    }
    let Some(row) = all().find(|row| row.name == name) else { return false };
    (row.run)(&mut parent::Parent::new());
    true
}
