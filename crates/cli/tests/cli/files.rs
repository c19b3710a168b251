//! `bytes --out`: complete or absent, and the owner's alone.

use std::{fs, path::Path};

use crate::{done, text, wellspring};

fn names(directory: &Path) -> Vec<String> {
    let name =
        |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    fs::read_dir(directory).unwrap().map(name).collect()
}

#[test]
fn the_file_has_the_bytes_and_only_its_owner_can_read_it() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("key");
    let out = path.to_str().unwrap();
    for (size, length) in [("1", 1), ("200K", 204_800), ("0", 0)] {
        assert!(done(&["bytes", size, "--out", out], b"").is_empty());
        assert_eq!(fs::metadata(&path).unwrap().len(), length);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o600);
        }
        assert_eq!(names(directory.path()), ["key"]);
    }
}

#[cfg(unix)]
#[test]
fn an_existing_file_is_replaced_in_one_step_and_closed_to_others() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("key");
    fs::write(&path, "old").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let second_name = directory.path().join("second");
    fs::hard_link(&path, &second_name).unwrap();
    done(&["bytes", "9", "-o", path.to_str().unwrap()], b"");
    assert_eq!(fs::read(&path).unwrap().len(), 9);
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, 0o600);
    // The old file was not written to: under its other name it is what it was.
    assert_eq!(fs::read(&second_name).unwrap(), b"old");
}

#[test]
fn what_cannot_be_a_file_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let folder = directory.path().to_str().unwrap();
    let output = wellspring(&["bytes", "4", "--out", folder], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("a directory"));
    #[cfg(unix)]
    {
        let output = wellspring(&["bytes", "4", "--out", "/dev/null"], b"");
        assert_eq!(output.status.code(), Some(2));
        assert!(!fs::symlink_metadata("/dev/null").unwrap().is_file());
    }
    let missing = directory.path().join("missing/key");
    let output = wellspring(&["bytes", "4", "--out", missing.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(5));
    let message = text(&output.stderr);
    assert!(
        message.contains("--out in a folder that is not there")
            && !message.contains("missing")
            && !message.contains(".wellspring-"),
        "{message}"
    );
    assert!(names(directory.path()).is_empty());
}

#[test]
fn a_dash_is_no_file_unless_it_has_a_directory() {
    let directory = tempfile::tempdir().unwrap();
    let run = |out| {
        let mut command = assert_cmd::cargo_bin_cmd!("wellspring");
        command.current_dir(&directory).args(["bytes", "4", "--out", out]).output().unwrap()
    };
    let output = run("-");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(names(directory.path()).is_empty());
    assert_eq!(run("./-").status.code(), Some(0));
    assert_eq!(names(directory.path()), ["-"]);
}

/// What a loss of power would show: the bytes are on the disk before they have a name, and the name is before the command ends. Seen
/// from outside, by strace; the order of the calls is what a machine that goes on can show of it.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "needs strace, and to be allowed to trace: `cargo xtask ci shells`"]
fn a_name_is_given_to_what_is_on_the_disk() {
    let directory = tempfile::tempdir().unwrap();
    let folder = fs::canonicalize(directory.path()).unwrap();
    let (trace, out) = (folder.join("trace"), folder.join("key"));
    // A new file, and one over it.
    for _ in 0..2 {
        let mut command = std::process::Command::new("strace");
        command.args(["-f", "-qq", "-y", "-o"]).arg(&trace);
        command.args(["-e", "trace=write,fsync,fdatasync,linkat,rename,renameat,renameat2"]);
        command.arg(env!("CARGO_BIN_EXE_wellspring")).args(["bytes", "32", "--out"]).arg(&out);
        assert!(command.status().expect("strace is there").success());
        let trace = fs::read_to_string(&trace).unwrap();
        let calls = trace.lines().filter(|call| call.ends_with(" = 0") || call.ends_with(" = 32"));
        let is_folder = |call: &str| call.contains(&format!("<{}>)", folder.display()));
        let mut order: Vec<&str> = calls
            .filter_map(|call| match call {
                call if call.contains(" write(") => call.ends_with(" = 32").then_some("bytes"),
                call if call.contains("sync(") && is_folder(call) => Some("folder on the disk"),
                call if call.contains("sync(") => Some("bytes on the disk"),
                _ => Some("name"),
            })
            .collect();
        // Over another file it has a name for a moment that is not the last.
        order.dedup();
        assert_eq!(order, ["bytes", "bytes on the disk", "name", "folder on the disk"], "{trace}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_is_shown_escaped_if_it_is_there_with_the_system_s_words() {
    let directory = tempfile::tempdir().unwrap();
    let folder = directory.path().join("\u{7}\r");
    fs::write(&folder, "").unwrap();
    let of_file = folder.join("x");
    for (out, shown, words) in [
        ("/missing\u{1b}[2J/key", "a folder that is not there", "No such file or directory"),
        ("/missing\u{1b}[2J/", "the file of --out", ""),
        ("/dev/null/\u{7}", r#""/dev/null" for --out"#, "Not a directory"),
        ("/dev/\u{7}\r/..", "a folder that is not there", "No such file or directory"),
        (of_file.to_str().unwrap(), r#"\u{7}\r" for --out"#, "Not a directory"),
    ] {
        let output = wellspring(&["bytes", "4", "--out", out], b"");
        let message = text(&output.stderr);
        assert_eq!(output.status.code(), Some(5), "{message}");
        assert!(message.contains(shown) && message.contains(words), "{message}");
        assert!(!message.trim_end().contains(char::is_control), "{message:?}");
    }
}
