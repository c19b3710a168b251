//! An end without a message where nobody reads any longer, as in `cargo xtask matrix --list | head`.
//!
//! Rust's programs are not ended by the signal for it: they see an error, of which `print!` makes a panic.

use std::{panic, process};

/// What a shell reports of a program that the signal SIGPIPE has ended.
const ENDED: i32 = 128 + 13;

/// From now on such a panic ends the program; any other says what it always says.
pub(crate) fn end_quietly() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if info.payload().downcast_ref::<String>().is_some_and(|said| is_closed(said)) {
            process::exit(ENDED);
        }
        usual(info);
    }));
}

/// Whether this is what `print!` and `eprint!` say of a reader that has gone.
fn is_closed(message: &str) -> bool {
    message.starts_with("failed printing to ") && message.contains("Broken pipe")
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;

    use super::*;
    use crate::shell::Line;

    /// In a program of its own, which this one is when it is asked for this test alone.
    #[test]
    fn a_reader_that_has_gone_ends_it_without_a_message() {
        const PRINT: &str = "XTASK_PRINTS_ALL_THE_TIME";
        if std::env::var_os(PRINT).is_some() {
            end_quietly();
            loop {
                println!("a line");
            }
        }
        let this = Line::program(std::env::current_exe().unwrap());
        let line = this.words("--nocapture a_reader_that_has_gone").env(PRINT, "1");
        let mut child =
            line.command().stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap() == "a line"));
        drop(lines);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(ENDED), "{output:?}");
        assert!(output.stderr.is_empty(), "{output:?}");
    }

    #[test]
    fn other_panics_are_told() {
        assert!(!is_closed("failed printing to stdout: no space left on device"));
        assert!(!is_closed("index out of bounds"));
    }
}
