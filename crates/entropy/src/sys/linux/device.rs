//! `/dev/urandom` for kernels and sandboxes without the system call, checked to be the kernel's own device.

use core::ffi::CStr;

use super::{Stat, arch::NUMBERS, calls::File};
use crate::{Error, sys::EINTR};

/// The kernel's memory devices are character devices with this major number, and these minor ones (the
/// kernel's Documentation/admin-guide/devices.txt).
const MAJOR: u32 = 1;
const RANDOM: u32 = 8;
const URANDOM: u32 = 9;

/// Waits until the kernel's pool was seeded, and gives a way to read `/dev/urandom`.
///
/// `/dev/urandom` itself never waits, not even before the first seed; `/dev/random` becomes readable with
/// it, and no byte is read from that (random(4)).
pub(crate) fn open_random_device() -> Result<impl Fn(&mut [u8]) -> Result<usize, Error>, Error> {
    let random = open(c"/dev/random", RANDOM)?;
    let mut answer = random.wait();
    for _ in 0..PATIENCE {
        if answer != Err(EINTR) {
            break;
        }
        answer = random.wait();
    }
    answer?;
    let urandom = open(c"/dev/urandom", URANDOM)?;
    Ok(move |dest: &mut [u8]| urandom.read(dest))
}

/// A filter that answers "interrupted" for ever is not waited for; see `fill_in_parts`.
const PATIENCE: u32 = 1 << 20;

fn open(path: &CStr, minor: u32) -> Result<File, Error> {
    let file = File::open(path)?;
    match identity(&file)? {
        Some(found) if found == (MAJOR, minor) => Ok(file),
        _ => Err(Error::NOT_A_DEVICE),
    }
}

/// The major and minor number of a character device; `None` for any other file.
fn identity(file: &File) -> Result<Option<(u32, u32)>, Error> {
    const S_IFMT: u32 = 0o170_000;
    const S_IFCHR: u32 = 0o020_000;
    let mut answer = [0; 256];
    file.stat(&mut answer)?;
    let (mode, device) = match NUMBERS.stat {
        Stat::Fstat { mode_at, rdev_at, .. } => {
            (u32_at(&answer, mode_at), fstat_device(&answer, rdev_at))
        }
        Stat::Statx { .. } => {
            // `struct statx` (statx(2)): a 16-bit mode after seven 32-bit words, device numbers at 128.
            let [low, high, ..] = bytes_at(&answer, 28);
            let mode = u32::from(u16::from_ne_bytes([low, high]));
            (mode, (u32_at(&answer, 128), u32_at(&answer, 132)))
        }
    };
    Ok((mode & S_IFMT == S_IFCHR).then_some(device))
}

/// A 64-bit device number (makedev(3)): 12 bits of major number above the low 8 bits of the minor one, and the
/// rest of both further up, which the devices looked for here do not use.
fn fstat_device(answer: &[u8; 256], at: usize) -> (u32, u32) {
    let (first, second) = (u32_at(answer, at), u32_at(answer, at + 4));
    let (low, high) = if cfg!(target_endian = "big") { (second, first) } else { (first, second) };
    if high != 0 || low >> 20 != 0 {
        return (u32::MAX, u32::MAX);
    }
    (low >> 8, low & 0xFF)
}

fn u32_at(answer: &[u8; 256], at: usize) -> u32 {
    u32::from_ne_bytes(bytes_at(answer, at))
}

fn bytes_at(answer: &[u8; 256], at: usize) -> [u8; 4] {
    answer.get(at..).and_then(|rest| rest.first_chunk()).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{open, open_random_device};
    use crate::Error;

    #[test]
    fn the_kernels_devices_are_taken() {
        let read = open_random_device().unwrap();
        let mut dest = [0; 64];
        assert_eq!(read(&mut dest), Ok(64));
        assert_ne!(dest, [0; 64]);
    }

    #[test]
    fn everything_else_is_refused() {
        for (path, minor) in [
            (c"/dev/zero", super::URANDOM),
            (c"/dev/null", super::URANDOM),
            (c"/dev/random", super::URANDOM),
            (c"/dev/urandom", super::RANDOM),
            (c"/proc/self/comm", super::URANDOM),
            (c"/", super::URANDOM),
        ] {
            assert_eq!(open(path, minor).err(), Some(Error::NOT_A_DEVICE), "{path:?}");
        }
        assert_eq!(open(c"/dev/nothing", super::URANDOM).err(), Some(Error::from_os(2)));
    }
}
