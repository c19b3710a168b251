//! `split issue --rows`: the file of rows stays whose it was, and is read by whom it was.

use std::{
    fs::{self, Permissions},
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    path::Path,
};

use crate::printed;

fn issue(rows: &Path) {
    printed(&["split", "issue", "-p", "reset", "--rows", rows.to_str().unwrap()]);
}

#[test]
fn rows_that_are_added_change_no_mode() {
    let directory = tempfile::tempdir().unwrap();
    let rows = directory.path().join("rows");
    issue(&rows);
    assert_eq!(fs::metadata(&rows).unwrap().mode() & 0o7777, 0o600);
    for mode in [0o640, 0o644, 0o660, 0o600, 0o400] {
        fs::set_permissions(&rows, Permissions::from_mode(mode)).unwrap();
        let before = fs::metadata(&rows).unwrap();
        issue(&rows);
        let after = fs::metadata(&rows).unwrap();
        assert_eq!(after.mode() & 0o7777, mode, "{mode:o}");
        assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
        // It was replaced all the same, in one step.
        assert_ne!(after.ino(), before.ino());
    }
    assert_eq!(fs::read_to_string(&rows).unwrap().lines().count(), 6);
}

/// Only who may give files away can look at it: elsewhere the owner is who adds rows.
#[test]
fn rows_that_are_added_change_no_owner() {
    let directory = tempfile::tempdir().unwrap();
    let rows = directory.path().join("rows");
    issue(&rows);
    if chown(&rows, Some(65_534), Some(65_533)).is_err() {
        return println!("modes: not checked: this user may give no file away");
    }
    fs::set_permissions(&rows, Permissions::from_mode(0o640)).unwrap();
    issue(&rows);
    let after = fs::metadata(&rows).unwrap();
    assert_eq!((after.uid(), after.gid(), after.mode() & 0o7777), (65_534, 65_533, 0o640));
    // The control: another file of the same command is its own, as secrets are.
    let out = directory.path().join("out");
    fs::write(&out, "").unwrap();
    fs::set_permissions(&out, Permissions::from_mode(0o640)).unwrap();
    printed(&["hex", "--out", out.to_str().unwrap()]);
    assert_eq!(fs::metadata(&out).unwrap().mode() & 0o7777, 0o600);
}
