//! Copies of the repository below `target`, for checks that need another lock, another folder or another text.
//!
//! A lock holds one choice of versions for everything in the workspace. What the oldest compiler and the lowest versions
//! give to users must not be bent by what the benches ask for; so the copy can be one of the published crates alone.

use std::fs;
use std::path::{Path, PathBuf};

use super::tidy::files;
use super::{Stop, Workspace, failed};

/// All files of the repository, as they are now, in a folder that is made empty first.
pub(crate) fn whole(ws: &Workspace, to: &Path) -> Result<(), Stop> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    for file in files(&ws.root)? {
        let path = to.join(file.strip_prefix(&ws.root).unwrap_or(&file));
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(&file, path)?;
    }
    Ok(())
}

/// The same without a lock, and with crates/ alone in its workspace; below `target`/xtask.
pub(crate) fn published(ws: &Workspace, name: &str) -> Result<PathBuf, Stop> {
    let dir = ws.target.join("xtask").join(name);
    whole(ws, &dir)?;
    let manifest = dir.join("Cargo.toml");
    let text = only_crates(&fs::read_to_string(&manifest)?).map_err(failed)?;
    fs::write(manifest, text)?;
    fs::remove_file(dir.join("Cargo.lock"))?;
    Ok(dir)
}

/// The manifest of the workspace with all members but those in crates/ left out.
fn only_crates(manifest: &str) -> Result<String, String> {
    let mut seen = 0_usize;
    let lines = manifest.lines().map(|line| {
        let name = ["members = [", "default-members = ["].iter().find(|n| line.starts_with(**n));
        seen += usize::from(name.is_some());
        name.map_or(line.to_owned(), |name| format!("{name}\"crates/*\"]"))
    });
    let text = lines.map(|line| line + "\n").collect();
    if seen == 2 { Ok(text) } else { Err("Cargo.toml: no two lines of members".into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_crates_are_left() {
        let manifest = "[workspace]\nmembers = [\"crates/*\", \"benches\"]\nresolver = \"3\"\ndefault-members = [\"xtask\"]\n";
        let left = "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\ndefault-members = [\"crates/*\"]\n";
        assert_eq!(only_crates(manifest), Ok(left.into()));
        assert!(only_crates("[workspace]\nmembers = [\n\"a\"]\n").is_err());
        let ours = fs::read_to_string(Workspace::find().root.join("Cargo.toml")).unwrap();
        assert!(only_crates(&ours).is_ok());
    }
}
