//! The `getrandom` system call of Linux, one file per architecture for the instruction.
//!
//! Calling conventions: syscall(2), "Architecture calling conventions", and where that page is silent on what
//! is lost, the documents that the files name. Arguments are passed as whole registers, since a filter may
//! compare all of their bits. Numbers: the kernel's
//! `arch/*/entry/syscalls/*.tbl` and `include/uapi/asm-generic/unistd.h`.

#[cfg_attr(target_arch = "x86_64", path = "linux/x86_64.rs")]
#[cfg_attr(target_arch = "x86", path = "linux/x86.rs")]
#[cfg_attr(target_arch = "aarch64", path = "linux/aarch64.rs")]
#[cfg_attr(target_arch = "arm", path = "linux/arm.rs")]
#[cfg_attr(any(target_arch = "riscv32", target_arch = "riscv64"), path = "linux/riscv.rs")]
#[cfg_attr(target_arch = "loongarch64", path = "linux/loongarch64.rs")]
#[cfg_attr(target_arch = "s390x", path = "linux/s390x.rs")]
mod arch;

use crate::Error;

/// Asks once for `dest.len()` bytes and says how many the kernel wrote at the front of `dest`.
///
/// Blocks until the kernel's pool has been seeded; no flags are passed.
pub(crate) fn getrandom(dest: &mut [u8]) -> Result<usize, Error> {
    // SAFETY: `dest` is exclusively borrowed memory of `dest.len()` bytes, writable for the whole call;
    // the kernel writes at most that many bytes there and nothing elsewhere (getrandom(2)), and any
    // byte is a valid `u8`.
    let result = unsafe { arch::getrandom(dest.as_mut_ptr(), dest.len(), 0) };
    // Failure is -errno, in -4095..=-1; anything else is a count (syscall(2)).
    match usize::try_from(result) {
        Ok(count) => Ok(count),
        Err(_) => {
            Err(i32::try_from(result.unsigned_abs()).map_or(Error::UNEXPECTED, Error::from_os))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{arch, getrandom};

    /// Lets all flags through and so reaches the kernel's own refusals.
    fn raw(dest: &mut [u8], flags: usize) -> isize {
        // SAFETY: as in `getrandom` above: at most `dest.len()` bytes are written, whatever the flags.
        unsafe { arch::getrandom(dest.as_mut_ptr(), dest.len(), flags) }
    }

    #[test]
    fn reports_errno_as_a_negative_number() {
        assert_eq!(raw(&mut [0; 8], usize::MAX), -22, "EINVAL for unknown flags");
    }

    #[test]
    fn passes_all_three_arguments() {
        const GRND_NONBLOCK: usize = 1;
        let mut dest = [0; 200];
        assert_eq!(raw(&mut dest[..0], 0), 0);
        assert_eq!(raw(&mut dest[..100], GRND_NONBLOCK), 100);
        assert!(dest[..100].iter().any(|&byte| byte != 0));
        assert_eq!(dest[100..], [0; 100], "nothing is written past the length");
        assert_eq!(getrandom(&mut dest), Ok(200));
        assert_ne!(dest[100..], [0; 100]);
    }
}
