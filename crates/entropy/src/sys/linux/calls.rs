//! The system calls that this crate makes, each with arguments that it cannot misuse.

use core::ffi::CStr;

use super::{
    Stat,
    arch::{NUMBERS, syscall},
};
use crate::Error;

/// getrandom's flag: fail with `EAGAIN` where the call would wait for the pool's first seed.
pub(crate) const GRND_NONBLOCK: u32 = 1;

/// Asks once for `dest.len()` bytes and says how many the kernel wrote at the front of `dest`.
///
/// Blocks until the kernel's pool has been seeded; no flags are passed.
pub(crate) fn getrandom(dest: &mut [u8]) -> Result<usize, Error> {
    getrandom_with(dest, 0)
}

/// Whether the kernel's pool was seeded since boot; no byte is drawn.
///
/// The kernel looks at the pool before it looks at the length, which is 0 here (drivers/char/random.c).
pub(crate) fn pool_is_initialised() -> Result<bool, Error> {
    match getrandom_with(&mut [], GRND_NONBLOCK) {
        Ok(_) => Ok(true),
        Err(crate::sys::EAGAIN) => Ok(false),
        Err(error) => Err(error),
    }
}

fn getrandom_with(dest: &mut [u8], flags: u32) -> Result<usize, Error> {
    let args = [address(dest), dest.len(), word(flags), 0, 0, 0];
    // SAFETY: `dest` is exclusively borrowed memory of `dest.len()` bytes, writable for the whole call;
    // the kernel writes at most that many bytes there and nothing elsewhere, whatever the flags
    // (getrandom(2)), and any byte is a valid `u8`.
    check(unsafe { syscall(NUMBERS.getrandom, args) })
}

/// Reads this process's auxiliary vector into `vector` and says how many bytes it has in all.
pub(super) fn auxiliary_vector(vector: &mut [u8]) -> Result<usize, Error> {
    const PR_GET_AUXV: usize = 0x4155_5856;
    let args = [PR_GET_AUXV, address(vector), vector.len(), 0, 0, 0];
    // SAFETY: PR_GET_AUXV writes at most as many bytes as its third argument says to its second
    // (PR_GET_AUXV(2const)), which is exclusively borrowed memory of that size.
    check(unsafe { syscall(NUMBERS.prctl, args) })
}

/// Nanoseconds since some moment in the past.
pub(super) fn nanoseconds() -> Result<i64, Error> {
    const CLOCK_MONOTONIC: usize = 1;
    // `struct __kernel_timespec`: seconds and nanoseconds, 64 bits each.
    let mut time = [0_i64; 2];
    let args = [CLOCK_MONOTONIC, address(&mut time), 0, 0, 0, 0];
    // SAFETY: the call writes one such structure to `time` (clock_gettime(2)), which has its size and is
    // exclusively borrowed.
    check(unsafe { syscall(NUMBERS.clock_gettime, args) })?;
    let [seconds, nanoseconds] = time;
    Ok(seconds.wrapping_mul(1_000_000_000).wrapping_add(nanoseconds))
}

/// An open file, closed when dropped.
pub(super) struct File(usize);

impl File {
    /// Opens `path` for reading, not to be inherited by another program, and without waiting: a pipe in the place of a
    /// device would keep us for ever.
    pub(super) fn open(path: &CStr) -> Result<Self, Error> {
        const AT_FDCWD: usize = 0_usize.wrapping_sub(100);
        const O_NOCTTY: usize = 0o400;
        const O_NONBLOCK: usize = 0o4000;
        const O_CLOEXEC: usize = 0o2_000_000;
        let name = path.as_ptr().expose_provenance();
        let args = [AT_FDCWD, name, O_NOCTTY | O_NONBLOCK | O_CLOEXEC, 0, 0, 0];
        // SAFETY: openat only reads memory, up to the NUL that `path` ends in (openat(2)).
        match check(unsafe { syscall(NUMBERS.openat, args) })? {
            number if number <= STDERR && !closes_on_exec(number)? => Err(Error::UNEXPECTED),
            number => Ok(Self(number)),
        }
    }

    pub(super) fn read(&self, dest: &mut [u8]) -> Result<usize, Error> {
        let args = [self.0, address(dest), dest.len(), 0, 0, 0];
        // SAFETY: the kernel writes at most `dest.len()` bytes to `dest` (read(2)), which is exclusively
        // borrowed memory of that size.
        check(unsafe { syscall(NUMBERS.read, args) })
    }

    /// Waits until the file can be read.
    pub(super) fn wait(&self) -> Result<usize, Error> {
        /// `struct pollfd` (poll(2)): the file, what to wait for, what happened.
        #[repr(C)]
        struct Request {
            file: u32,
            events: u16,
            happened: u16,
        }
        const POLLIN: u16 = 1;
        let file = u32::try_from(self.0).map_err(|_| Error::UNEXPECTED)?;
        let mut requests = [Request { file, events: POLLIN, happened: 0 }];
        let args = [address(&mut requests), requests.len(), 0, 0, 0, 0];
        // SAFETY: ppoll reads and writes one `struct pollfd`, which `requests` is; the null pointers mean no
        // limit of time and no change of the signal mask (ppoll(2)).
        check(unsafe { syscall(NUMBERS.ppoll, args) })?;
        match requests {
            [Request { happened, .. }] if happened & POLLIN != 0 => Ok(1),
            _ => Err(Error::UNEXPECTED),
        }
    }

    /// Fills `answer` with what this file is; where in it that stands depends on `NUMBERS.stat`.
    pub(super) fn stat(&self, answer: &mut [u8; 256]) -> Result<(), Error> {
        const AT_EMPTY_PATH: usize = 0x1000;
        const STATX_TYPE: usize = 1;
        let (number, args) = match NUMBERS.stat {
            Stat::Fstat { number, .. } => (number, [self.0, address(answer), 0, 0, 0, 0]),
            Stat::Statx { number } => {
                let empty = c"".as_ptr().expose_provenance();
                (number, [self.0, empty, AT_EMPTY_PATH, STATX_TYPE, address(answer), 0])
            }
        };
        // SAFETY: both calls write one structure to `answer`, which is exclusively borrowed and no smaller
        // than the largest of them: 256 bytes (statx(2); fstat's are 144 at most), and any byte is a valid
        // `u8`. statx reads the path up to its NUL.
        check(unsafe { syscall(number, args) }).map(|_| ())
    }
}

/// The last of the three files that a program is started with.
const STDERR: usize = 2;

/// Whether this file was opened as `File::open` does it. Else a filter has answered for the kernel, 0 as they do, and the
/// file is the program's standard input, not to be read and not to be closed here.
fn closes_on_exec(number: usize) -> Result<bool, Error> {
    const F_GETFD: usize = 1;
    const FD_CLOEXEC: usize = 1;
    // SAFETY: F_GETFD touches no memory (fcntl(2)).
    let flags = check(unsafe { syscall(NUMBERS.fcntl, [number, F_GETFD, 0, 0, 0, 0]) })?;
    Ok(flags & FD_CLOEXEC != 0)
}

impl Drop for File {
    fn drop(&mut self) {
        // SAFETY: close touches no memory (close(2)). The descriptor is this value's own: `open` got it from the kernel, and
        // has sorted out the lie that filters tell.
        let _closed = unsafe { syscall(NUMBERS.close, [self.0, 0, 0, 0, 0, 0]) };
    }
}

/// A failure is -errno, in -4095..=-1; anything else is the call's own answer (syscall(2)).
pub(super) fn check(result: isize) -> Result<usize, Error> {
    match i32::try_from(result) {
        Ok(code @ -4095..=-1) => Err(Error::from_os(-code)),
        _ => Ok(usize::from_ne_bytes(result.to_ne_bytes())),
    }
}

/// Where a slice is, as a system call takes it.
pub(super) fn address<T>(memory: &mut [T]) -> usize {
    memory.as_mut_ptr().expose_provenance()
}

/// A 32-bit argument, in a whole register.
pub(super) fn word(value: u32) -> usize {
    usize::try_from(value).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::{File, check, getrandom, getrandom_with, pool_is_initialised};
    use crate::{Error, sys::ENOSYS};

    #[test]
    fn reports_errno() {
        assert_eq!(getrandom_with(&mut [0; 8], u32::MAX), Err(Error::from_os(22)), "EINVAL");
        assert_eq!(check(-38), Err(ENOSYS));
        assert_eq!(check(-4095), Err(Error::from_os(4095)));
        assert_eq!(check(-4096), Ok(usize::MAX - 4095), "an address, not an error");
        assert_eq!(check(7), Ok(7));
    }

    #[test]
    fn getrandom_passes_all_its_arguments() {
        let mut dest = [0; 200];
        assert_eq!(getrandom_with(&mut dest[..0], 0), Ok(0));
        assert_eq!(getrandom_with(&mut dest[..100], super::GRND_NONBLOCK), Ok(100));
        assert!(dest[..100].iter().any(|&byte| byte != 0));
        assert_eq!(dest[100..], [0; 100], "nothing is written past the length");
        assert_eq!(getrandom(&mut dest), Ok(200));
        assert_ne!(dest[100..], [0; 100]);
        assert_eq!(pool_is_initialised(), Ok(true));
    }

    #[test]
    fn time_passes() {
        let before = super::nanoseconds().unwrap();
        std::thread::sleep(core::time::Duration::from_millis(2));
        assert!((2_000_000..10_000_000_000).contains(&(super::nanoseconds().unwrap() - before)));
    }

    #[test]
    fn a_descriptor_is_closed_and_not_inherited() {
        // More than a process may have open.
        for _ in 0..30_000 {
            File::open(c"/dev/null").unwrap();
        }
        let file = File::open(c"/dev/null").unwrap();
        assert!(file.0 < 1_000, "{}", file.0);
        let info = std::format!("/proc/self/fdinfo/{}", file.0);
        let info = std::fs::read_to_string(info).unwrap();
        let flags = info.lines().find_map(|line| line.strip_prefix("flags:")).unwrap().trim();
        let flags = u32::from_str_radix(flags, 8).unwrap();
        assert_eq!(flags & 0o2_004_000, 0o2_004_000, "close-on-exec, non-blocking");
    }

    #[test]
    fn a_file_is_opened_read_and_closed() {
        let file = File::open(c"/proc/self/comm").unwrap();
        let mut name = [0; 4];
        assert_eq!(file.read(&mut name), Ok(4));
        assert_ne!(name, [0; 4]);
        assert_eq!(file.wait(), Ok(1));
        assert_eq!(File::open(c"/nonexistent").err(), Some(Error::from_os(2)));
    }
}
