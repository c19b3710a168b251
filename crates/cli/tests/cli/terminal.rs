//! What depends on a terminal, on a pseudo-terminal that the `script` of util-linux makes; that of other systems takes other options.

use std::process::{Command, Stdio};

use crate::text;

/// What `command`, a line for the shell in which `$W` is the binary, shows on a terminal and how it ends.
fn on_a_terminal(command: &str) -> (Option<i32>, String) {
    on_the_terminal_of("script", command)
}

/// As above, on a terminal that `script` makes. On Linux there is always a way to have it, so a test that is
/// not run there has failed.
fn on_the_terminal_of(script: &str, command: &str) -> (Option<i32>, String) {
    let output = Command::new(script)
        .args(["-qec", command, "/dev/null"])
        .env("W", env!("CARGO_BIN_EXE_wellspring"))
        .env("TERM", "xterm")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null())
        .output()
        .expect(
            "`script` makes the terminal of this test: install bsdutils (Debian, Ubuntu) or util-linux",
        );
    (output.status.code(), text(&output.stdout))
}

#[test]
#[should_panic(expected = "install bsdutils (Debian, Ubuntu) or util-linux")]
fn a_missing_script_is_a_failure_that_names_the_package() {
    on_the_terminal_of("wellspring-has-no-such-script", "true");
}

#[test]
fn raw_bytes_are_kept_from_a_terminal_unless_forced() {
    let (status, shown) = on_a_terminal("\"$W\" bytes 64");
    assert_eq!(status, Some(2), "{shown}");
    assert!(
        shown.contains("standard output is a terminal") && shown.contains("--force"),
        "{shown}"
    );
    let (status, shown) = on_a_terminal("\"$W\" bytes 64 --force");
    assert_eq!(status, Some(0));
    assert!(!shown.contains("error"));
    // A token is made to be read.
    let (status, shown) = on_a_terminal("\"$W\" hex");
    assert_eq!((status, shown.trim_end().len()), (Some(0), 64));
}

#[test]
fn long_work_shows_a_bar_on_a_terminal_and_nowhere_else() {
    let long = "timeout 2 \"$W\" bytes 1000G >/dev/null";
    let (_, shown) = on_a_terminal(long);
    assert!(
        shown.contains("GiB of 1000.00 GiB") || shown.contains("MiB of 1000.00 GiB"),
        "{shown:?}"
    );
    let (_, shown) = on_a_terminal(&format!("{{ {long}; }} 2>&1 | cat"));
    assert_eq!(shown, "");
    let (_, shown) = on_a_terminal("\"$W\" bytes 1K >/dev/null");
    assert_eq!(shown, "", "short work shows nothing");
}

#[test]
fn colours_are_for_terminals_that_want_them() {
    let (_, shown) = on_a_terminal("\"$W\" --help");
    assert!(shown.contains("\u{1b}["), "{shown}");
    for refusal in ["NO_COLOR=1 \"$W\" --help", "TERM=dumb \"$W\" --help", "\"$W\" --help | cat"] {
        let (_, shown) = on_a_terminal(refusal);
        assert!(shown.contains("Usage") && !shown.contains("\u{1b}["), "{refusal}");
    }
}

/// On a terminal the QR code is drawn without being asked for, light on dark whatever the terminal's colours are.
#[test]
fn a_code_is_drawn_on_a_terminal_and_a_decoder_reads_it() {
    let (status, shown) = on_a_terminal("\"$W\" totp -a ann -i Example");
    assert_eq!(status, Some(0));
    assert!(shown.contains("\u{1b}[97;40m"), "colours are set");
    let plain = shown.replace("\u{1b}[97;40m", "").replace("\u{1b}[0m", "").replace('\r', "");
    let uri = plain.lines().last().unwrap_or_default();
    assert!(uri.starts_with("otpauth://totp/Example:ann?secret="), "{uri}");
    assert_eq!(crate::totp::scanned(&plain), uri);
    for (line, drawn) in
        [("NO_COLOR=1 \"$W\" totp -a ann", true), ("\"$W\" totp -a ann --no-qr", false)]
    {
        let (_, shown) = on_a_terminal(line);
        assert!(!shown.contains('\u{1b}') && shown.contains('█') == drawn, "{line}: {shown}");
    }
}

#[test]
fn a_code_that_is_wider_than_the_terminal_is_not_drawn() {
    let narrow = "stty columns 30; \"$W\" totp -a ann";
    let (status, shown) = on_a_terminal(narrow);
    assert_eq!(status, Some(2), "{shown}");
    assert!(shown.contains("columns wide, and the terminal 30"), "{shown}");
    assert!(shown.contains("--no-qr") && !shown.contains("secret="), "{shown}");
    let (status, shown) = on_a_terminal(&format!("{narrow} --no-qr"));
    assert!(status == Some(0) && shown.contains("secret="), "{shown}");
}

#[test]
fn many_results_show_a_bar_as_well() {
    let long = "timeout 2 \"$W\" hex -n 1000000000 >/dev/null";
    let (_, shown) = on_a_terminal(long);
    assert!(shown.contains("of 1000000000, ") && shown.contains("/s, "), "{shown:?}");
}
