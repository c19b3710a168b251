//! `compare`: the answer is the exit status, and no secret comes by the command line or leaves by a message.

use std::{fs, path::Path};

use crate::{text, wellspring};

fn answer(arguments: &[&str], input: &[u8]) -> (Option<i32>, String) {
    let output = wellspring(arguments, input);
    assert!(output.stderr.is_empty(), "{}", text(&output.stderr));
    (output.status.code(), text(&output.stdout))
}

fn refused(arguments: &[&str], input: &[u8]) -> String {
    let output = wellspring(arguments, input);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert!(output.stdout.is_empty());
    let message = text(&output.stderr);
    assert!(!message.contains("hunter"), "{message}");
    message
}

fn same() -> (Option<i32>, String) {
    (Some(0), "same\n".into())
}

fn different() -> (Option<i32>, String) {
    (Some(1), "different\n".into())
}

#[test]
fn two_lines_of_standard_input() {
    for input in
        ["a\na\n", "a\na", "a\r\na\n", "a\na\r\n", "a\r\r\na\r", "a\r\na", "é\0\u{7f}\né\0\u{7f}\n"]
    {
        assert_eq!(answer(&["compare"], input.as_bytes()), same(), "{input:?}");
    }
    for input in [
        "a\nb\n",
        "a\na \n",
        "a\nA",
        "a\n\n",
        "\na\n",
        "ab\na\n",
        "a\r\r\na\n",
        "a\na\r",
        "a\r\na\r",
    ] {
        assert_eq!(answer(&["compare"], input.as_bytes()), different(), "{input:?}");
    }
    assert_eq!(answer(&["compare"], b"\xff\xfe\n\xff\xfe\n"), same());
    assert_eq!(answer(&["compare"], b"\xff\xfe\n\xff\xfd\n"), different());
}

#[test]
fn two_files_or_one_and_standard_input() {
    let directory = tempfile::tempdir().unwrap();
    let file = |name: &str, content: &str| {
        let path = directory.path().join(name);
        fs::write(&path, content).unwrap();
        path.into_os_string().into_string().unwrap()
    };
    let [plain, newline, windows, two, other] =
        [("p", "key"), ("n", "key\n"), ("w", "key\r\n"), ("t", "key\n\n"), ("o", "kez")]
            .map(|(name, content)| file(name, content));
    for (first, second) in [(&plain, &newline), (&newline, &windows), (&plain, &plain)] {
        assert_eq!(answer(&["compare", first, second], b""), same());
    }
    for (first, second) in [(&plain, &two), (&plain, &other)] {
        assert_eq!(answer(&["compare", first, second], b""), different());
    }
    assert_eq!(answer(&["compare", "-", &plain], b"key\n"), same());
    assert_eq!(answer(&["compare", &plain, "-"], b"kex"), different());
}

#[test]
fn a_wrong_number_of_secrets_is_a_usage_error_and_none_is_shown() {
    for (input, found) in
        [("", "0 lines"), ("hunter2\n", "1 line\n"), ("hunter1\nhunter2\nhunter3\n", "3 lines")]
    {
        let message = refused(&["compare"], input.as_bytes());
        assert!(message.contains("standard input") && message.contains(found), "{message}");
    }
    refused(&["compare", "-", "-"], b"hunter1\nhunter2\n");
    let large = "hunter".repeat(200_000);
    assert!(refused(&["compare"], large.as_bytes()).contains("1048576"));
}

#[test]
fn secrets_are_never_taken_as_arguments_nor_echoed_when_somebody_tries() {
    for arguments in [
        &["compare", "hunter2"][..],
        &["compare", "hunter1", "hunter2", "hunter3"],
        &["compare", "--hunter2"],
        &["compare", "-Xunter2", "--hunter2=hunter2", "hunter3"],
        &["compare", "--", "--hunter2"],
    ] {
        assert!(refused(arguments, b"").contains("FILE"), "{arguments:?}");
    }
    assert!(!Path::new("hunter1").exists());
    let output = wellspring(&["compare", "hunter1", "hunter1"], b"");
    assert_eq!(output.status.code(), Some(5));
    let message = text(&output.stderr);
    assert!(message.contains("the first FILE") && !message.contains("hunter"), "{message}");
}

#[test]
fn two_empty_secrets_are_no_match() {
    for input in ["\n\n", "\n\r\n"] {
        assert!(refused(&["compare"], input.as_bytes()).contains("empty"));
    }
}
