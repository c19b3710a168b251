//! A lock that one process has at a time: an empty file beside the one that it is for, gone when the lock is.
//!
//! It is the kernel that holds it, by an open handle, and lets go of it however the process ends. A killed one leaves the
//! file, which the next command takes over. The file itself cannot be the lock: it is replaced, and may not be there yet.
//! `std` has such locks from Rust 1.89 on.

use std::{
    ffi::OsString,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// Held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _held: File,
}

impl Lock {
    /// Waits for the lock of the file `path`.
    pub(super) fn beside(path: &Path) -> io::Result<Self> {
        let mut name = OsString::from(".wellspring-");
        name.push(path.file_name().unwrap_or_default());
        name.push(".lock");
        let path = path.with_file_name(name);
        Ok(Self { _held: system::taken(&path)?, path })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is still held: a name that is removed later could be that of the next one's lock.
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
mod system {
    use std::os::unix::fs::MetadataExt;

    // Solaris has the other kind, which threads of one process share.
    #[cfg(target_os = "solaris")]
    use rustix::fs::fcntl_lock as flock;
    #[cfg(not(target_os = "solaris"))]
    use rustix::fs::flock;
    use rustix::{
        fs::{FlockOperation, Mode, OFlags, open},
        io::retry_on_intr,
    };

    use super::{File, Path, fs, io};

    pub(super) fn taken(path: &Path) -> io::Result<File> {
        let flags = OFlags::CREATE | OFlags::RDWR | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        loop {
            let file = File::from(open(path, flags, Mode::RUSR | Mode::WUSR)?);
            retry_on_intr(|| flock(&file, FlockOperation::LockExclusive))?;
            // Whoever had it while we waited has removed the name: then this is nobody's lock any more.
            let ours = file.metadata()?;
            match fs::symlink_metadata(path) {
                Ok(named) if (named.dev(), named.ino()) == (ours.dev(), ours.ino()) => {
                    return Ok(file);
                }
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
    }
}

#[cfg(windows)]
mod system {
    use core::time::Duration;
    use std::{os::windows::fs::OpenOptionsExt, thread};

    use super::{File, Path, io};

    /// Nobody else opens what is open here, and its name goes with it (CreateFileW, `dwShareMode` 0, FILE_FLAG_DELETE_ON_CLOSE).
    pub(super) fn taken(path: &Path) -> io::Result<File> {
        let mut options = File::options();
        options.write(true).create(true).share_mode(0).custom_flags(DELETE_ON_CLOSE);
        let mut denied = 0;
        loop {
            match options.open(path) {
                Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => {}
                // While the last one goes it is not there and not to be made; where one may make no files at all, that stays so.
                Err(error) if error.raw_os_error() == Some(ACCESS_DENIED) && denied < 100 => {
                    denied += 1;
                }
                opened => return opened,
            }
            thread::sleep(Duration::from_millis(10));
        }
    }

    const DELETE_ON_CLOSE: u32 = 0x0400_0000;
    const ACCESS_DENIED: i32 = 5;
    const SHARING_VIOLATION: i32 = 32;
}

#[cfg(not(any(unix, windows)))]
mod system {
    use super::{File, Path, io};

    /// Rather none than one that does not hold.
    pub(super) fn taken(_path: &Path) -> io::Result<File> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
