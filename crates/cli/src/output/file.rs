//! A file that is there complete or not at all.
//!
//! The bytes go into a new file in the same directory, which only its owner can read and write (0600). When
//! all of them are on the disk it takes the name in one step, and what had the name before is gone in the
//! same step. Whoever opens the name sees the old file or the new one, never a piece. When anything fails,
//! the new file is removed.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use crate::error::Failure;

/// A file on its way to its name.
#[derive(Debug)]
pub(crate) struct NewFile {
    file: NamedTempFile,
    path: PathBuf,
    directory: PathBuf,
}

impl NewFile {
    /// Starts a file that will be called `path`.
    pub(crate) fn create(path: &Path) -> Result<Self, Failure> {
        check(path)?;
        // Paths are shown as `Debug` shows them: what a terminal would obey is escaped.
        let directory = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        // `tempfile` asks for mode 0600 on Unix; elsewhere the directory's rules hold.
        let file = tempfile::Builder::new().prefix(".wellspring-").tempfile_in(directory);
        let what = format!("create a file in {directory:?} for --out");
        let file = file.map_err(|error| Failure::Stream(what, without_path(error)))?;
        Ok(Self { file, path: path.into(), directory: directory.into() })
    }

    /// Adds `bytes`.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        // The `File` itself, which keeps no copy of what is written.
        self.file.as_file_mut().write_all(bytes).map_err(failure(&self.path))
    }

    /// Gives the file its name.
    pub(crate) fn commit(self) -> Result<(), Failure> {
        self.file.as_file().sync_all().map_err(failure(&self.path))?;
        self.file.persist(&self.path).map_err(|unnamed| failure(&self.path)(unnamed.error))?;
        if cfg!(unix) {
            // The name survives a loss of power once the directory is on the disk, too. Not every file
            // system can be asked for that, and the file is complete either way: no reason to fail.
            let _ = File::open(&self.directory).and_then(|directory| directory.sync_all());
        }
        Ok(())
    }
}

fn failure(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    Failure::stream(format!("write {path:?} (--out)"))
}

/// `tempfile` adds the name that it made up, which means nothing to anybody.
fn without_path(error: io::Error) -> io::Error {
    let text = error.to_string();
    let cause = text.split_once(" at path \"").map_or(text.as_str(), |(cause, _)| cause);
    io::Error::new(error.kind(), cause)
}

/// A rename replaces whatever has the name: a device, or a link that others go through, would be gone.
fn check(path: &Path) -> Result<(), Failure> {
    if path.as_os_str() == "-" {
        return Err(Failure::usage(
            "--out -: standard output is where the bytes go without --out; omit it, or write ./- for a \
             file of that name",
        ));
    }
    let kind = match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => return Ok(()),
        Ok(found) if found.is_dir() => "a directory",
        Ok(found) if found.is_symlink() => "a symbolic link",
        Ok(_) => "not a regular file",
        // Missing is what we hope for; anything else will be told by the attempt to create the file.
        Err(_) => return Ok(()),
    };
    Err(Failure::usage(format!(
        "--out {path:?}: that is {kind}, and only a regular file can be made or replaced; name one, or use `>`"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        fs::read_dir(directory)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_file_has_its_name_only_when_it_is_complete() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("key");
        let mut file = NewFile::create(&path).unwrap();
        file.write(b"first ").unwrap();
        file.write(b"second").unwrap();
        assert!(!path.exists());
        file.commit().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"first second");
        assert_eq!(names(directory.path()), ["key"]);
    }

    #[test]
    fn a_file_that_is_given_up_leaves_the_old_one() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("key");
        fs::write(&path, "old").unwrap();
        let mut file = NewFile::create(&path).unwrap();
        file.write(b"half").unwrap();
        assert_eq!(names(directory.path()).len(), 2);
        drop(file);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(directory.path()), ["key"]);
    }

    #[test]
    fn only_regular_files_are_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let message = NewFile::create(directory.path()).unwrap_err().to_string();
        assert!(message.contains("--out") && message.contains("a directory"), "{message}");
        #[cfg(unix)]
        {
            let odd = directory.path().join("\u{1b}[2J");
            fs::create_dir(&odd).unwrap();
            let message = NewFile::create(&odd).unwrap_err().to_string();
            assert!(message.contains(r"\u{1b}[2J") && !message.contains('\u{1b}'), "{message}");
            let link = directory.path().join("link");
            std::os::unix::fs::symlink("elsewhere", &link).unwrap();
            assert!(NewFile::create(&link).unwrap_err().to_string().contains("a symbolic link"));
            assert!(
                NewFile::create(Path::new("/dev/null"))
                    .unwrap_err()
                    .to_string()
                    .contains("not a regular file")
            );
        }
    }
}
