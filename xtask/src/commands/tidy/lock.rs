//! Every Cargo.lock is the one that its manifests need.
//!
//! cargo heals a lock that is behind its manifests without a word, and then the versions that were tested are not those that are
//! committed. So each lock is asked with `--locked` before anything else asks cargo, and is left as it is.

use crate::commands::{Stop, Workspace};
use crate::shell::Line;

/// `all` are the paths of all files.
pub(super) fn check(ws: &Workspace, all: &[String]) -> Result<Vec<String>, Stop> {
    let mut found = Vec::new();
    for lock in locks(all) {
        let manifest = lock.replace("Cargo.lock", "Cargo.toml");
        let line = Line::new("cargo metadata --locked --format-version 1 --manifest-path");
        let output = line.arg(&manifest).dir(&ws.root).output()?;
        found.extend(stale(
            lock,
            output.status.success(),
            &String::from_utf8_lossy(&output.stderr),
        ));
    }
    if !all.iter().any(|path| path == "Cargo.lock") {
        found.push("Cargo.lock: missing".into());
    }
    Ok(found)
}

/// That of a package whose users have their own: it is there where somebody built it, and nobody commits it.
const LEFT_OUT: &str = "crates/entropy/examples/bare-metal/Cargo.lock";

fn locks(all: &[String]) -> impl Iterator<Item = &str> {
    let is = |path: &&str| path.rsplit('/').next() == Some("Cargo.lock") && *path != LEFT_OUT;
    all.iter().map(String::as_str).filter(is)
}

/// What cargo says of a lock, where it refuses it.
fn stale(lock: &str, good: bool, stderr: &str) -> Option<String> {
    if good {
        return None;
    }
    if stderr.contains("--locked was passed") {
        return Some(format!("{lock}: not what its manifests need; `cargo check` writes it"));
    }
    let line = stderr.lines().find(|line| line.starts_with("error")).unwrap_or("no answer");
    Some(format!("{lock}: cargo metadata: {line}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_lock_that_cargo_refuses_is_found() {
        assert_eq!(stale("Cargo.lock", true, "    Updating index"), None);
        let refused =
            "error: cannot update the lock file /x/Cargo.lock because --locked was passed";
        assert!(stale("Cargo.lock", false, refused).unwrap().contains("not what its manifests"));
        assert!(stale("Cargo.lock", false, "error: no such file").unwrap().contains("no such"));
        assert!(stale("Cargo.lock", false, "").is_some());
        let all = ["Cargo.lock", "a/Cargo.lock", LEFT_OUT, "a/Cargo.lock.txt", "b.rs"];
        let all = all.map(str::to_owned);
        assert_eq!(locks(&all).collect::<Vec<_>>(), ["Cargo.lock", "a/Cargo.lock"]);
    }

    /// A project of its own, whose version changes behind its lock.
    #[test]
    fn cargo_is_asked_and_heals_nothing() {
        let found = Workspace::find();
        let ws = Workspace { root: found.scratch("stale-lock").unwrap(), ..found };
        let manifest = |version: &str| {
            format!(
                "[package]\nname = \"a\"\nversion = \"{version}\"\nedition = \"2024\"\n[workspace]\n"
            )
        };
        let lock = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n";
        fs::create_dir(ws.root.join("src")).unwrap();
        fs::write(ws.root.join("src/lib.rs"), "").unwrap();
        fs::write(ws.root.join("Cargo.lock"), lock).unwrap();
        let all = ["Cargo.lock".to_owned()];
        for (version, count) in [("1.0.0", 0), ("1.0.1", 1)] {
            fs::write(ws.root.join("Cargo.toml"), manifest(version)).unwrap();
            assert_eq!(check(&ws, &all).unwrap().len(), count, "{version}");
        }
        let kept = fs::read_to_string(ws.root.join("Cargo.lock")).unwrap();
        assert!(kept.contains("version = \"1.0.0\""), "{kept}");
        fs::remove_dir_all(&ws.root).unwrap();
        assert_eq!(check(&ws, &[]).unwrap(), ["Cargo.lock: missing"]);
    }
}
