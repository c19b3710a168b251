//! Readers that go away, devices that are full, and memory that does not grow.

use std::{
    io::{Read, Write},
    process::{Child, Command, Stdio},
};

use crate::text;

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_wellspring"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs")
}

fn end(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().expect("the binary ends");
    (output.status.code(), text(&output.stderr))
}

#[test]
fn a_closed_pipe_ends_quietly() {
    for arguments in [
        &["hex", "-n", "1000000000"][..],
        &["bytes", "1000G"],
        &["below", "6", "-n", "1000000000"],
        &["choose", "a", "b", "-n", "1000000000"],
    ] {
        let mut child = start(arguments);
        let mut first = [0; 1];
        child.stdout.take().expect("piped").read_exact(&mut first).expect("something is written");
        assert_eq!(end(child), (Some(0), String::new()), "{arguments:?}");
    }
}

#[test]
fn a_closed_pipe_does_not_turn_different_into_success() {
    for (secrets, status) in [(&b"a\nb\n"[..], 1), (b"a\na\n", 0)] {
        let mut child = start(&["compare"]);
        drop(child.stdout.take());
        child.stdin.take().expect("piped").write_all(secrets).expect("the command reads");
        assert_eq!(end(child), (Some(status), String::new()));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_a_failure_of_output() {
    for arguments in
        [&["hex"][..], &["bytes", "4"], &["--help"], &["compare", "/dev/null", "/proc/version"]]
    {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
        let mut command = Command::new(env!("CARGO_BIN_EXE_wellspring"));
        let output = command
            .args(arguments)
            .stdout(full)
            .stderr(Stdio::piped())
            .output()
            .expect("the binary runs");
        assert_eq!(output.status.code(), Some(5), "{arguments:?}");
        assert!(text(&output.stderr).contains("standard output"), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_input_that_cannot_be_read_is_named() {
    for arguments in [&["shuffle"][..], &["choose"], &["compare"]] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wellspring"));
        let directory = std::fs::File::open("/").expect("a directory opens");
        let output = command.args(arguments).stdin(directory).output().expect("the binary runs");
        assert_eq!(output.status.code(), Some(5), "{arguments:?}");
        assert!(text(&output.stderr).contains("read standard input"), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_size() {
    let mut child = start(&["bytes", "1G"]);
    let mut output = child.stdout.take().expect("piped");
    let mut piece = vec![0; 1 << 20];
    for _ in 0..256 {
        output.read_exact(&mut piece).expect("there is more");
    }
    // It waits for us to read on, so that its peak can be looked at.
    let status =
        std::fs::read_to_string(format!("/proc/{}/status", child.id())).expect("it is running");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux tells");
    let peak: u64 = peak.trim().trim_end_matches(" kB").parse().expect("a number");
    drop(output);
    assert_eq!(end(child), (Some(0), String::new()));
    assert!((100..16 * 1024).contains(&peak), "{peak} KiB after 256 MiB");
}
