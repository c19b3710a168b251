//! Rows that are added to a file, to which other commands may be adding at the same time.
//!
//! The file is replaced as a whole, by one that begins with the rows that it had: a row that is lost is a token that is no longer
//! valid. Of two commands that read the same rows, the later would replace those of the earlier, so each holds a lock from the
//! reading to the replacing. It does not hold it while tokens are written: whoever reads them may take long, or add rows itself.

use std::{
    fs::File,
    io::{BufWriter, ErrorKind, Read, Seek, Write},
    path::{Path, PathBuf},
};

use super::lock::Lock;
use crate::{
    error::Failure,
    output::{NewFile, without_path},
    shown,
};

/// New rows on their way to their file, kept without a name beside it. None of them is secret.
#[derive(Debug)]
pub(super) struct Rows {
    path: PathBuf,
    added: BufWriter<File>,
}

impl Rows {
    /// No rows yet, for the file that `--rows` names. That it can be read and replaced is known before there is a token.
    pub(super) fn new(path: &Path) -> Result<Self, Failure> {
        drop(NewFile::create(path, "--rows")?);
        match File::open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            opened => drop(opened.map_err(failure("read", path))?),
        }
        let added = tempfile::tempfile_in(folder(path))
            .map_err(without_path)
            .map_err(failure("create a file beside", path))?;
        Ok(Self { path: path.into(), added: BufWriter::new(added) })
    }

    /// Adds a row.
    pub(super) fn add(&mut self, row: &str) -> Result<(), Failure> {
        let added = self.added.write_all(row.as_bytes());
        added.and_then(|()| self.added.write_all(b"\n")).map_err(self.failure())
    }

    /// Puts the rows behind those that the file has by now.
    pub(super) fn commit(self) -> Result<(), Failure> {
        let lock = Lock::beside(&self.path).map_err(failure("lock", &self.path))?;
        let file = with_old_rows(&self.path)?;
        self.append_to(file)?;
        drop(lock);
        Ok(())
    }

    fn append_to(self, mut file: NewFile) -> Result<(), Failure> {
        let failure = self.failure();
        let added = self.added.into_inner().map_err(std::io::IntoInnerError::into_error);
        let mut added = added.and_then(|mut rows| rows.rewind().map(|()| rows)).map_err(failure)?;
        let mut piece = vec![0; 64 << 10];
        loop {
            let read = added.read(&mut piece).map_err(Failure::stream("read the new rows"))?;
            match piece.get(..read) {
                None | Some([]) => return file.commit(),
                Some(rows) => file.write(rows)?,
            }
        }
    }

    fn failure(&self) -> impl FnOnce(std::io::Error) -> Failure + use<> {
        failure("keep the rows for", &self.path)
    }
}

/// For `map_err`: an error while doing `what` with the file at `path`.
fn failure(what: &str, path: &Path) -> impl FnOnce(std::io::Error) -> Failure + use<> {
    Failure::stream(format!("{what} {}", shown::file(path, "--rows", "")))
}

/// A file that begins with the rows that are there, and belongs to whom and may be read by whom theirs is: a service that runs as
/// somebody else must not lose its rows to whoever adds one.
fn with_old_rows(path: &Path) -> Result<NewFile, Failure> {
    let mut file = NewFile::create(path, "--rows")?;
    let reading = || failure("read", path);
    let mut old = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(file),
        old => old.map_err(reading())?,
    };
    file.become_like(&old)?;
    let mut rows = Vec::new();
    old.read_to_end(&mut rows).map_err(reading())?;
    file.write(&rows)?;
    if !rows.is_empty() && !rows.ends_with(b"\n") {
        file.write(b"\n")?;
    }
    Ok(file)
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use std::{fs, thread};

    use super::*;

    fn lines(path: &Path) -> Vec<String> {
        let text = fs::read_to_string(path).unwrap();
        let mut lines: Vec<String> = text.lines().map(String::from).collect();
        lines.sort_unstable();
        lines
    }

    fn one(path: &Path, row: &str) -> Rows {
        let mut rows = Rows::new(path).unwrap();
        rows.add(row).unwrap();
        rows
    }

    #[test]
    fn rows_that_many_add_at_once_are_all_there() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("rows");
        thread::scope(|scope| {
            for thread in 0..8 {
                let path = &path;
                scope.spawn(move || {
                    (0..8).for_each(|n| one(path, &format!("{thread}{n}")).commit().unwrap());
                });
            }
        });
        let all: Vec<String> =
            (0..8).flat_map(|thread| (0..8).map(move |n| format!("{thread}{n}"))).collect();
        assert_eq!(lines(&path), all);
        // Nothing is left of the locks.
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    /// The control: two that read before either has written, which is what the lock keeps them from.
    #[test]
    fn without_the_lock_a_row_is_lost() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("rows");
        let (first, second) = (one(&path, "first"), one(&path, "second"));
        let (read, read_too) = (with_old_rows(&path).unwrap(), with_old_rows(&path).unwrap());
        first.append_to(read).unwrap();
        second.append_to(read_too).unwrap();
        assert_eq!(lines(&path), ["second"]);
    }

    #[test]
    fn a_lock_that_a_killed_process_left_is_taken_over() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("rows");
        fs::write(directory.path().join(".wellspring-rows.lock"), "").unwrap();
        one(&path, "row").commit().unwrap();
        assert_eq!(lines(&path), ["row"]);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }
}
