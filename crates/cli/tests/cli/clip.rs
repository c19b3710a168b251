//! `--clip`, with a clipboard that is a file: programs of the names that are looked for, which read and write it.

use core::time::Duration;
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Output},
    thread,
    time::Instant,
};

use crate::text;

struct Desktop {
    folder: tempfile::TempDir,
}

impl Desktop {
    /// With an `xclip` that keeps the clipboard in a file, and its arguments in another.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desktop = Self { folder };
        desktop.program(
            "xclip",
            r#"echo "$@" >> "$CLIPBOARD.arguments"
            case "$*" in *-in) cat > "$CLIPBOARD" ;; *) cat "$CLIPBOARD" ;; esac"#,
        );
        desktop
    }

    fn program(&self, name: &str, script: &str) {
        let path = self.path(name);
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn held(&self) -> String {
        fs::read_to_string(self.path("clipboard")).unwrap_or_default()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_wellspring"))
            .args(arguments)
            .env("PATH", format!("{}:/usr/bin:/bin", self.folder.path().display()))
            .env("DISPLAY", ":0")
            .env_remove("WAYLAND_DISPLAY")
            .env("CLIPBOARD", self.path("clipboard"))
            .output()
            .unwrap()
    }

    /// Waits until the clipboard is `wanted`, far longer than that takes.
    fn becomes(&self, wanted: &str) -> bool {
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(30) {
            if self.held() == wanted {
                return true;
            }
            thread::sleep(Duration::from_millis(50));
        }
        false
    }
}

fn uses(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

#[test]
fn a_password_is_copied_not_printed_and_cleared_after_its_time() {
    let desktop = Desktop::new();
    let output = desktop.run(&["password", "--clip=1"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(output.stdout.is_empty());
    assert_eq!(text(&output.stderr), "copied to the clipboard; it is cleared in 1 second\n");
    // Unless the machine was so slow that it is cleared by now, it is the password, without a newline.
    let held = desktop.held();
    assert!(held.is_empty() || (held.len() == 20 && !held.contains('\n')), "{held}");
    assert!(desktop.becomes(""), "it is cleared");
    // No secret was an argument.
    let arguments = uses(&desktop.path("clipboard.arguments"));
    assert!(
        arguments.contains("-selection clipboard -in") && !arguments.contains(held.trim())
            || held.is_empty()
    );
}

#[test]
fn what_somebody_else_has_copied_meanwhile_stays() {
    let desktop = Desktop::new();
    assert_eq!(desktop.run(&["urlsafe", "--clip=1"]).status.code(), Some(0));
    fs::write(desktop.path("clipboard"), "a shopping list").unwrap();
    // The process that clears asks what is there, and then leaves it.
    let started = Instant::now();
    while !uses(&desktop.path("clipboard.arguments")).contains("-out") {
        assert!(started.elapsed() < Duration::from_secs(30), "nobody asked");
        thread::sleep(Duration::from_millis(50));
    }
    thread::sleep(Duration::from_millis(300));
    assert_eq!(desktop.held(), "a shopping list");
}

#[test]
fn without_a_number_it_is_45_seconds_and_the_shell_does_not_wait() {
    let desktop = Desktop::new();
    let output = desktop.run(&["pin", "--clip"]);
    assert_eq!(text(&output.stderr), "copied to the clipboard; it is cleared in 45 seconds\n");
    assert_eq!(desktop.held().len(), 6);
}

#[test]
fn a_clipboard_that_is_not_there_or_fails_is_told() {
    let desktop = Desktop::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_wellspring"));
    command.args(["pin", "--clip"]).env("PATH", "/nowhere").env("DISPLAY", ":0");
    let output = command.env_remove("WAYLAND_DISPLAY").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--clip: no clipboard was found"));
    assert!(output.stdout.is_empty());
    desktop.program("xclip", "cat >/dev/null; exit 1");
    let output = desktop.run(&["pin", "--clip"]);
    assert_eq!(output.status.code(), Some(5));
    assert!(text(&output.stderr).contains("cannot copy with xclip"));
}

#[test]
fn wayland_comes_first_where_it_is() {
    let desktop = Desktop::new();
    desktop.program(
        "wl-copy",
        r#"case "$1" in --clear) : > "$CLIPBOARD" ;; *) cat > "$CLIPBOARD" ;; esac"#,
    );
    desktop.program("wl-paste", r#"cat "$CLIPBOARD""#);
    let mut command = Command::new(env!("CARGO_BIN_EXE_wellspring"));
    let output = command
        .args(["pin", "--clip=1", "--no-newline"])
        .env("PATH", format!("{}:/usr/bin:/bin", desktop.folder.path().display()))
        .env("WAYLAND_DISPLAY", "wayland-0")
        .env("DISPLAY", ":0")
        .env("CLIPBOARD", desktop.path("clipboard"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(desktop.becomes(""));
    assert!(!desktop.path("clipboard.arguments").exists(), "xclip was not asked");
}
