//! The files of a copy as an earlier call has left them: what comes out the same need not be compiled again.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::commands::{Stop, tidy};

/// Bytes, and when they were written.
#[derive(Debug, Default)]
pub(super) struct Earlier(BTreeMap<PathBuf, (Vec<u8>, SystemTime)>);

impl Earlier {
    /// Of the crates in the copy at `root`, which need not be there.
    pub(super) fn of(root: &Path) -> Result<Self, Stop> {
        let crates = root.join("crates");
        if !crates.exists() {
            return Ok(Self::default());
        }
        let read = |path: PathBuf| -> io::Result<_> {
            let (bytes, time) = (fs::read(&path)?, fs::metadata(&path)?.modified()?);
            Ok((path, (bytes, time)))
        };
        let files = tidy::files(&crates)?.into_iter().map(read);
        Ok(Self(files.collect::<io::Result<_>>()?))
    }

    /// Gives files that are the same their time back.
    pub(super) fn restore(&self) -> Result<(), Stop> {
        for (path, (bytes, time)) in &self.0 {
            if path.exists() && fs::read(path)? == *bytes {
                File::options().write(true).open(path)?.set_modified(*time)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::Workspace;

    #[test]
    fn what_is_the_same_has_its_time_again() {
        let root = Workspace::find().scratch("mutants-earlier").unwrap();
        let (same, other) = (root.join("crates/same.rs"), root.join("crates/other.rs"));
        assert!(Earlier::of(&root).unwrap().0.is_empty());
        fs::create_dir(root.join("crates")).unwrap();
        let write = |path: &Path, text: &str, time: u64| {
            fs::write(path, text).unwrap();
            let time = SystemTime::UNIX_EPOCH + core::time::Duration::from_secs(time);
            File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
        };
        let time = |path: &Path| {
            let time = fs::metadata(path).unwrap().modified().unwrap();
            time.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs()
        };
        write(&same, "a", 100);
        write(&other, "a", 100);
        let earlier = Earlier::of(&root).unwrap();
        write(&same, "a", 200);
        write(&other, "b", 200);
        earlier.restore().unwrap();
        assert_eq!((time(&same), time(&other)), (100, 200));
    }
}
