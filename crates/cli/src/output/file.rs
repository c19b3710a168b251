//! A file that is there complete or not at all.
//!
//! The bytes go into a new file in the same directory, which only its owner can read and write (0600). When
//! all of them are on the disk it takes the name in one step, and what had the name before is gone in the
//! same step. Whoever opens the name sees the old file or the new one, never a piece. When anything fails,
//! the new file is removed.
//! On Linux the new file has no name at all while it is written (O_TMPFILE, open(2)), so that nothing is left of it
//! when the process is killed. It is linked to its name at the end; where that name is taken, to another one first,
//! which then replaces it. Where the file system has no such files it is a named one, as on other systems.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use tempfile::{Builder, NamedTempFile};

use crate::{error::Failure, shown};

mod like;

/// A file on its way to its name.
#[derive(Debug)]
pub(crate) struct NewFile {
    file: Content,
    path: PathBuf,
    directory: PathBuf,
    /// The option that named it, for messages.
    option: &'static str,
}

#[derive(Debug)]
enum Content {
    /// Without a name, and gone with the last handle.
    Unnamed(File),
    Named(NamedTempFile),
}

const PREFIX: &str = ".wellspring-";

impl NewFile {
    /// Starts a file that will be called `path`, as `option` says.
    pub(crate) fn create(path: &Path, option: &'static str) -> Result<Self, Failure> {
        check(path, option)?;
        let directory = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let file = match unnamed::create(directory) {
            Some(file) => Content::Unnamed(file),
            // `tempfile` asks for mode 0600 on Unix; elsewhere the directory's rules hold.
            None => match Builder::new().prefix(PREFIX).tempfile_in(directory) {
                Ok(file) => Content::Named(file),
                Err(error) => {
                    let what = format!("create {}", shown::new_file(directory, option));
                    return Err(Failure::Stream(what, without_path(error)));
                }
            },
        };
        Ok(Self { file, path: path.into(), directory: directory.into(), option })
    }

    /// Adds `bytes`.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        // The `File` itself, which keeps no copy of what is written.
        let file = match &mut self.file {
            Content::Unnamed(file) => file,
            Content::Named(file) => file.as_file_mut(),
        };
        file.write_all(bytes).map_err(failure(&self.path, self.option))
    }

    /// Gives the file the mode, and where the process may the owner and the group, of the `old` one that it will replace.
    pub(crate) fn become_like(&self, old: &File) -> Result<(), Failure> {
        let like = match &self.file {
            Content::Unnamed(file) => like::become_like(file, old),
            Content::Named(file) => like::become_like(file.as_file(), old),
        };
        like.map_err(failure(&self.path, self.option))
    }

    /// Gives the file its name.
    pub(crate) fn commit(self) -> Result<(), Failure> {
        let Self { file, path, directory, option } = self;
        let named = match file {
            Content::Unnamed(file) => {
                file.sync_all().and_then(|()| unnamed::name(&file, &path, &directory))
            }
            Content::Named(file) => file
                .as_file()
                .sync_all()
                .and_then(|()| file.persist(&path).map(drop).map_err(|unnamed| unnamed.error)),
        };
        named.map_err(failure(&path, option))?;
        if cfg!(unix) {
            // The name survives a loss of power once the directory is on the disk, too. Not every file
            // system can be asked for that, and the file is complete either way: no reason to fail.
            let _ = File::open(&directory).and_then(|directory| directory.sync_all());
        }
        Ok(())
    }
}

/// Files without a name, which only Linux has.
#[cfg(target_os = "linux")]
mod unnamed {
    use std::os::fd::AsRawFd;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};

    use super::{Builder, File, PREFIX, Path, io};

    /// Where a file without a name can be named from (open(2), O_TMPFILE).
    const HANDLES: &str = "/proc/self/fd";

    pub(super) fn create(directory: &Path) -> Option<File> {
        let flags = OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC;
        let file =
            Path::new(HANDLES).is_dir().then(|| open(directory, flags, Mode::RUSR | Mode::WUSR));
        file?.ok().map(File::from)
    }

    pub(super) fn name(file: &File, path: &Path, directory: &Path) -> io::Result<()> {
        let handle = format!("{HANDLES}/{}", file.as_raw_fd());
        let link = |name: &Path| {
            linkat(CWD, &handle, CWD, name, AtFlags::SYMLINK_FOLLOW).map_err(io::Error::from)
        };
        match link(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let linked = Builder::new().prefix(PREFIX).make_in(directory, link)?;
                linked.persist(path).map(drop).map_err(|unnamed| unnamed.error)
            }
            linked => linked,
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod unnamed {
    use super::{File, Path, io};

    pub(super) fn create(_directory: &Path) -> Option<File> {
        None
    }

    pub(super) fn name(_file: &File, _path: &Path, _directory: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

fn failure(path: &Path, option: &str) -> impl FnOnce(io::Error) -> Failure {
    Failure::stream(format!("write {}", shown::file(path, option, "")))
}

/// `tempfile` adds the name that it made up, which means nothing to anybody, in the folder that was asked for.
pub(crate) fn without_path(error: io::Error) -> io::Error {
    let text = error.to_string();
    let cause = text.split_once(" at path \"").map_or(text.as_str(), |(cause, _)| cause);
    io::Error::new(error.kind(), cause)
}

/// A rename replaces whatever has the name: a device, or a link that others go through, would be gone.
fn check(path: &Path, option: &str) -> Result<(), Failure> {
    if path.as_os_str() == "-" {
        return Err(Failure::usage(format!(
            "{option} -: standard output is where the bytes go without {option}; omit it, or write ./- for a \
             file of that name",
        )));
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
        "{option} {path:?}: that is {kind}, and only a regular file can be made or replaced; name one, or use `>`"
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
        let mut file = NewFile::create(&path, "--out").unwrap();
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
        let mut file = NewFile::create(&path, "--out").unwrap();
        file.write(b"half").unwrap();
        // Where there are files without a name, this is one.
        assert!(names(directory.path()).len() <= 2);
        drop(file);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(names(directory.path()), ["key"]);
    }

    #[test]
    fn only_regular_files_are_replaced() {
        let directory = tempfile::tempdir().unwrap();
        let message = NewFile::create(directory.path(), "--out").unwrap_err().to_string();
        assert!(message.contains("--out") && message.contains("a directory"), "{message}");
        #[cfg(unix)]
        {
            let odd = directory.path().join("\u{1b}[2J");
            fs::create_dir(&odd).unwrap();
            let message = NewFile::create(&odd, "--out").unwrap_err().to_string();
            assert!(message.contains(r"\u{1b}[2J") && !message.contains('\u{1b}'), "{message}");
            let link = directory.path().join("link");
            std::os::unix::fs::symlink("elsewhere", &link).unwrap();
            assert!(
                NewFile::create(&link, "--out")
                    .unwrap_err()
                    .to_string()
                    .contains("a symbolic link")
            );
            assert!(
                NewFile::create(Path::new("/dev/null"), "--out")
                    .unwrap_err()
                    .to_string()
                    .contains("not a regular file")
            );
        }
    }
}
