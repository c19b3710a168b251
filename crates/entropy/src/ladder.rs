//! The order in which the operating system's interfaces are asked, and when the next one is.
//!
//! Every call begins at the top. What failed a moment ago may work now, and what worked may be forbidden since: a
//! decision that was made at the start of a program and kept has been the bug of others (a seccomp filter that is
//! installed later turns it into an endless failure).

use crate::{
    Backend, Error,
    backend::wipe,
    backends::{Device, Portable, Syscall, Vdso},
    sys::{self, ENOSYS, EPERM},
};

/// One interface, and when it is left for the next.
pub(crate) struct Rung {
    pub(crate) backend: &'static dyn Backend,
    /// Longer requests begin at the next rung.
    limit: usize,
    /// Whether an error means that the interface is missing here, and not that the kernel has failed.
    missing: fn(Error) -> bool,
}

/// The longest request that the vDSO answers: above it the system call is faster, in nanoseconds for the call, on
/// the machines where it was measured (the bench `entropy` prints where the two cross).
const VDSO_LIMIT: usize = 240;

/// Where this crate knows the system calls it climbs by itself, and anywhere else there is one rung.
pub(crate) const LADDER: &[Rung] = if sys::NATIVE { LINUX } else { ELSEWHERE };

/// All rungs end in the kernel's generator; none is weaker than the one above.
const LINUX: &[Rung] = &[
    // First, since it costs an eighth of a system call. It depends on more than that call does (memory, a kernel
    // of this decade), so whatever it lacks is left to the next.
    Rung { backend: &Vdso, limit: VDSO_LIMIT, missing: |_| true },
    // Needs no file, no memory and no set-up. Kernels before 3.17 do not have it, and a filter may forbid it.
    Rung { backend: &Syscall, limit: usize::MAX, missing: |e| [ENOSYS, EPERM].contains(&e) },
    // Needs files, which may be missing, or not what they seem.
    Rung { backend: &Device, limit: usize::MAX, missing: |_| false },
];

const ELSEWHERE: &[Rung] = &[Rung { backend: &Portable, limit: usize::MAX, missing: |_| false }];

/// Whether `LADDER` can answer at all on this target.
pub(crate) const EXISTS: bool = sys::NATIVE || crate::backends::PORTABLE_EXISTS;

/// Fills `dest` from the first rung that can, and tells `refused` of those that could not.
///
/// The error is the one of the rung that ended the climb, unless an earlier one had a reason and the last
/// merely is not there.
#[inline]
pub(crate) fn climb(
    rungs: &'static [Rung],
    dest: &mut [u8],
    mut refused: impl FnMut(&'static Rung, Error),
) -> Result<&'static Rung, Error> {
    let (mut reason, len) = (Error::UNSUPPORTED, dest.len());
    for rung in rungs.iter().filter(|rung| len <= rung.limit) {
        match rung.backend.try_fill(dest) {
            Ok(()) => return Ok(rung),
            Err(error) => {
                refused(rung, error);
                if error != Error::UNSUPPORTED {
                    reason = error;
                }
                if !(rung.missing)(error) {
                    break;
                }
            }
        }
    }
    wipe(dest);
    Err(reason)
}
