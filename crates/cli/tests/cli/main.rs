//! The command through its binary, and in-process where the source has to fail.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::integer_division_remainder_used,
    reason = "the helpers belong to the tests, where a panic is a report"
)]

mod apikey;
#[cfg(unix)]
mod clip;
mod closing;
mod compare;
mod complete;
mod doctor;
mod failing;
mod files;
mod help;
mod hidden;
#[cfg(unix)]
mod kills;
mod lines;
mod lists;
#[cfg(target_os = "linux")]
mod memory;
#[cfg(unix)]
mod modes;
#[cfg(unix)]
mod moving;
mod odds;
mod offered;
mod orders;
mod random;
#[cfg(unix)]
mod readme;
mod results;
mod rules;
#[cfg(target_os = "linux")]
#[allow(dead_code, reason = "the other tests that share this search use more of it")]
#[path = "../../../tokens/tests/memory/search.rs"]
mod search;
mod secrets;
mod shapes;
mod split;
#[cfg(target_os = "linux")]
mod terminal;
mod tips;
mod totp;
mod unique;
mod usage;
mod words;

use assert_cmd::Command;
use std::process::Output;

/// Runs `wellspring` with `arguments`, and `input` on its standard input.
fn wellspring(arguments: &[&str], input: &[u8]) -> Output {
    let mut command: Command = assert_cmd::cargo_bin_cmd!("wellspring");
    command.args(arguments).write_stdin(input).output().expect("the binary runs")
}

/// What a command that must succeed prints.
fn done(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let output = wellspring(arguments, input);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
    assert!(output.stderr.is_empty(), "{arguments:?}: {}", text(&output.stderr));
    output.stdout
}

/// The lines that a command that must succeed prints.
fn printed(arguments: &[&str]) -> Vec<String> {
    let output = text(&done(arguments, b""));
    assert!(output.is_empty() || output.ends_with('\n'), "{arguments:?}: {output:?}");
    output.lines().map(String::from).collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
