//! `wellspring split`: a token and its row fit, and nothing else does.

use std::{fs, path::Path};

use serde_json::Value;

use crate::{done, printed, text, wellspring};

fn verify(rows: &Path, purpose: &str, token: &str, more: &[&str]) -> (Option<i32>, String) {
    let arguments = ["split", "verify", "-p", purpose, "--rows", rows.to_str().unwrap()];
    let output = wellspring(&[&arguments[..], more].concat(), token.as_bytes());
    assert!(!text(&output.stderr).contains(token));
    (output.status.code(), text(&output.stdout))
}

#[test]
fn a_token_fits_its_row_for_its_purpose_until_it_expires() {
    let directory = tempfile::tempdir().unwrap();
    let rows = directory.path().join("rows");
    let issued = printed(&["split", "issue", "-p", "reset", "-n", "3"]);
    let (tokens, stored): (Vec<&str>, Vec<&str>) =
        issued.iter().map(|line| line.split_once('\t').unwrap()).unzip();
    fs::write(&rows, stored.join("\n")).unwrap();
    for token in &tokens {
        assert_eq!(verify(&rows, "reset", token, &[]), (Some(0), "valid\n".into()));
        assert_eq!(verify(&rows, "reset", &format!("{token}\n"), &[]).0, Some(0));
    }
    let expires: u64 = stored[0].rsplit('\t').next().unwrap().parse().unwrap();
    let (before, at) = ((expires - 1).to_string(), expires.to_string());
    assert_eq!(verify(&rows, "reset", tokens[0], &["--at", &before]).0, Some(0));
    for (purpose, token, more, why) in [
        ("reset", tokens[0], &["--at", at.as_str()][..], "expired"),
        ("login", tokens[0], &[], "another purpose"),
        ("reset", "nonsense", &[], "64 characters"),
        ("reset", &tokens[0].replace(|_| true, "A"), &[], "no row"),
    ] {
        let (status, answer) = verify(&rows, purpose, token, more);
        assert_eq!(status, Some(1), "{why}");
        assert!(answer.starts_with("not valid: ") && answer.contains(why), "{answer}");
    }
    // The row of another token under the selector of this one.
    let moved = stored[0]
        .replace(stored[0].split('\t').nth(1).unwrap(), stored[1].split('\t').nth(1).unwrap());
    fs::write(&rows, moved).unwrap();
    assert!(verify(&rows, "reset", tokens[0], &[]).1.contains("does not fit the row"));
}

#[test]
fn rows_can_go_to_a_file_of_their_own() {
    let directory = tempfile::tempdir().unwrap();
    let rows = directory.path().join("rows");
    let arguments = ["split", "issue", "-p", "reset", "-n", "2", "--rows", rows.to_str().unwrap()];
    let tokens = printed(&arguments);
    assert!(tokens.iter().all(|token| token.len() == 64));
    for token in &tokens {
        assert_eq!(verify(&rows, "reset", token, &["--json"]).0, Some(0));
    }
    let verified = verify(&rows, "reset", &tokens[0], &["--json"]).1;
    let verified: Value = serde_json::from_str(&verified).unwrap();
    assert!(verified["valid"] == Value::Bool(true) && verified["expires"].is_u64(), "{verified}");
    assert!(!fs::read_to_string(&rows).unwrap().contains(&tokens[0]));
    let object: Value =
        serde_json::from_slice(&done(&["split", "issue", "-p", "x", "--json"], b"")).unwrap();
    for field in ["value", "selector", "digest", "purpose", "expires", "bits"] {
        assert!(!object[field].is_null(), "{field}");
    }
}

/// Rows are added: the tokens of the first command are still valid after the second, also where the last row had no newline.
#[test]
fn rows_are_added_to_those_that_are_there() {
    let directory = tempfile::tempdir().unwrap();
    let rows = directory.path().join("rows");
    let arguments = ["split", "issue", "-p", "reset", "-n", "2", "--rows", rows.to_str().unwrap()];
    let mut tokens = printed(&arguments);
    fs::write(&rows, fs::read_to_string(&rows).unwrap().trim_end()).unwrap();
    tokens.extend(printed(&arguments));
    tokens.extend(printed(&arguments));
    assert_eq!(fs::read_to_string(&rows).unwrap().lines().count(), 6);
    for token in &tokens {
        assert_eq!(verify(&rows, "reset", token, &[]), (Some(0), "valid\n".into()));
    }
}

#[test]
fn what_is_no_file_of_rows_is_left_as_it_is() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("notes");
    for content in [&b"a note\n"[..], b"\xFF\n"] {
        fs::write(&path, content).unwrap();
        let line = ["split", "issue", "-p", "reset", "--rows", path.to_str().unwrap()];
        let output = wellspring(&line, b"");
        assert!(!output.status.success() && output.stdout.is_empty(), "{output:?}");
        assert!(text(&output.stderr).contains("--rows"), "{output:?}");
        assert_eq!(fs::read(&path).unwrap(), content);
    }
}

/// Several commands at once lose none of each other's rows, and leave nothing beside them. What is lost without the lock is shown by the
/// tests of the rows themselves.
#[test]
fn rows_that_many_commands_add_at_once_are_all_there() {
    let directory = tempfile::tempdir().unwrap();
    let rows = directory.path().join("rows");
    let arguments = ["split", "issue", "-p", "reset", "-n", "3", "--rows", rows.to_str().unwrap()];
    let issue = || (0..4).flat_map(|_| printed(&arguments)).collect::<Vec<_>>();
    let tokens = std::thread::scope(|scope| {
        let at_once: Vec<_> = (0..8).map(|_| scope.spawn(issue)).collect();
        at_once.into_iter().flat_map(|issued| issued.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(fs::read_to_string(&rows).unwrap().lines().count(), 96);
    assert_eq!(tokens.len(), 96);
    for token in &tokens {
        assert_eq!(verify(&rows, "reset", token, &[]), (Some(0), "valid\n".into()));
    }
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
}

/// Who reads tokens slowly holds nobody up, and may add rows of its own in the meantime.
#[cfg(unix)]
#[test]
fn rows_are_not_locked_while_tokens_are_read() {
    let directory = tempfile::tempdir().unwrap();
    // More tokens than a pipe holds: the first command waits for its reader, who waits for the second.
    let script = r#""$W" split issue -p x -n 9000 --rows rows | {
            read -r first; "$W" split issue -p x --rows rows >second; echo "$first" >first; }
        for token in first second; do "$W" split verify -p x --rows rows $token; done"#;
    let output = std::process::Command::new("timeout")
        .args(["60", "sh", "-c", script])
        .env("W", env!("CARGO_BIN_EXE_wellspring"))
        .current_dir(&directory)
        .output()
        .unwrap();
    assert_eq!(text(&output.stdout), "valid\nvalid\n", "{}", text(&output.stderr));
}

/// A command that is killed while it adds rows takes none away, and holds nobody up.
#[cfg(unix)]
#[test]
fn a_command_that_is_killed_takes_no_rows_away() {
    let directory = tempfile::tempdir().unwrap();
    let rows = directory.path().join("rows");
    let issue = ["split", "issue", "-p", "reset", "--rows", rows.to_str().unwrap()];
    let (mut tokens, mut killed) = (Vec::new(), 0);
    for wait in 0..40 {
        let mut victim = std::process::Command::new(env!("CARGO_BIN_EXE_wellspring"));
        let victim = victim.args(issue).args(["-n", "300"]).stdout(std::process::Stdio::null());
        let mut victim = victim.spawn().unwrap();
        std::thread::sleep(core::time::Duration::from_millis(wait));
        victim.kill().unwrap();
        killed += usize::from(!victim.wait().unwrap().success());
        tokens.extend(printed(&issue));
    }
    assert!(killed > 0, "every command had ended before it was killed");
    for token in &tokens {
        assert_eq!(verify(&rows, "reset", token, &[]), (Some(0), "valid\n".into()));
    }
    let names = fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_string_lossy().ends_with(".lock")));
}

#[test]
fn tokens_do_not_replace_their_rows() {
    let directory = tempfile::tempdir().unwrap();
    let rows = directory.path().join("rows");
    let again = directory.path().join(".").join("rows");
    for out in [&rows, &again] {
        let (rows, out) = (rows.to_str().unwrap(), out.to_str().unwrap());
        let output = wellspring(&["split", "issue", "-p", "x", "-r", rows, "-o", out], b"");
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("name two files"), "{}", text(&output.stderr));
    }
    assert!(!rows.exists());
}

/// Whoever takes the first tokens of many can use them, and the status says that all is well.
#[cfg(unix)]
#[test]
fn rows_are_there_for_a_reader_who_has_enough() {
    let directory = tempfile::tempdir().unwrap();
    let script = r#"{ "$W" split issue -p x -n 3000 --rows rows; echo $? >status; } | head -n 1 >token
        cat status; "$W" split verify -p x --rows rows token"#;
    let output = std::process::Command::new("sh")
        .args(["-c", script])
        .env("W", env!("CARGO_BIN_EXE_wellspring"))
        .current_dir(&directory)
        .output()
        .unwrap();
    assert_eq!(text(&output.stdout), "0\nvalid\n", "{}", text(&output.stderr));
}

/// Not from an argument: from standard input, a file, or a file descriptor.
#[cfg(unix)]
#[test]
fn a_token_is_read_from_a_file_descriptor() {
    let directory = tempfile::tempdir().unwrap();
    let script = r#"set -e
        "$W" split issue -p reset --rows rows --out token
        "$W" split verify -p reset --rows rows token
        "$W" split verify -p reset --rows rows /dev/fd/3 3<token
        "$W" split verify -p reset --rows rows - <token
        "$W" compare /dev/fd/3 token 3<token"#;
    let output = std::process::Command::new("sh")
        .args(["-c", script])
        .env("W", env!("CARGO_BIN_EXE_wellspring"))
        .current_dir(&directory)
        .output()
        .unwrap();
    assert_eq!(text(&output.stdout), "valid\nvalid\nvalid\nsame\n", "{}", text(&output.stderr));
}
