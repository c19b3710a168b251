//! The order in which the operating system's interfaces are asked, and when the next one is.
//!
//! Every call begins at the top. What failed a moment ago may work now, and what worked may be forbidden since: a
//! decision that was made at the start of a program and kept has been the bug of others (a seccomp filter that is
//! installed later turns it into an endless failure).

use crate::{
    Backend, Error,
    backend::wipe,
    backends::{Device, PORTABLE_IS_LINKED, Portable, Syscall, Vdso},
    sys::{self, ENOSYS, EPERM},
};

/// One interface, and when it is left for the next.
pub(crate) struct Rung {
    pub(crate) backend: &'static dyn Backend,
    /// Whether a request of this length should be made here, if it can; others begin at the next rung.
    suits: fn(usize) -> bool,
    /// Whether an error means that the interface is missing here, and not that the kernel has failed.
    missing: fn(Error) -> bool,
}

/// Where this crate knows the system calls it climbs by itself, and anywhere else there is one rung.
pub(crate) const LADDER: &[Rung] = if sys::NATIVE { LINUX } else { ELSEWHERE };

/// All rungs end in the kernel's generator; none is weaker than the one above.
const LINUX: &[Rung] = &[
    // First, since it costs an eighth of a system call. It depends on more than that call does (memory, a kernel
    // of this decade), so whatever it lacks is left to the next.
    Rung { backend: &Vdso, suits: sys::vdso_is_faster, missing: |_| true },
    // Needs no file, no memory and no set-up. Kernels before 3.17 do not have it, and a filter may forbid it.
    Rung { backend: &Syscall, suits: |_| true, missing: |e| [ENOSYS, EPERM].contains(&e) },
    // Needs files, which may be missing, or not what they seem.
    Rung { backend: &Device, suits: |_| true, missing: |_| false },
];

const ELSEWHERE: &[Rung] = &[Rung { backend: &Portable, suits: |_| true, missing: |_| false }];

/// Whether `LADDER` can answer at all on this target.
pub(crate) const EXISTS: bool = sys::NATIVE || PORTABLE_IS_LINKED;

/// The rungs for a request of `len` bytes at this moment.
#[inline]
pub(crate) fn rungs(len: usize) -> impl Iterator<Item = &'static Rung> {
    LADDER.iter().filter(move |rung| (rung.suits)(len))
}

/// Fills `dest` from the first rung that can, and tells `refused` of those that could not.
///
/// The error is the one of the rung that ended the climb, unless an earlier one had a reason and the last
/// merely is not there.
#[inline]
pub(crate) fn climb(
    rungs: impl Iterator<Item = &'static Rung>,
    dest: &mut [u8],
    mut refused: impl FnMut(&'static Rung, Error),
) -> Result<&'static Rung, Error> {
    let mut reason = Error::UNSUPPORTED;
    for rung in rungs {
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

#[cfg(test)]
mod tests {
    extern crate std;
    use std::{boxed::Box, vec::Vec};

    use super::*;

    struct Fake(Result<u8, Error>);

    impl Backend for Fake {
        fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
            // A bad backend, which leaves something behind when it fails.
            dest.fill(self.0.unwrap_or(7));
            self.0.map(|_| ())
        }

        fn name(&self) -> &'static str {
            "fake"
        }
    }

    /// The real ladder of Linux with made-up answers, and a vDSO that is faster up to `SHORT` bytes: what was
    /// climbed to, and what was refused on the way.
    fn climbed(answers: [Result<u8, Error>; 3], len: usize) -> (Result<u8, Error>, Vec<Error>) {
        let mut rungs: Vec<Rung> = LINUX
            .iter()
            .zip(answers)
            .map(|(rung, answer)| Rung { backend: Box::leak(Box::new(Fake(answer))), ..*rung })
            .collect();
        rungs[0].suits = |len| len <= SHORT;
        let (mut dest, mut refusals) = (std::vec![9; len], Vec::new());
        let suitable = Vec::leak(rungs).iter().filter(|rung| (rung.suits)(len));
        let result = climb(suitable, &mut dest, |_, error| refusals.push(error));
        assert_eq!(result.is_err(), dest == std::vec![0; len], "zeros after a failure only");
        (result.map(|_| dest[0]), refusals)
    }

    const EIO: Error = Error::from_os(5);
    const SHORT: usize = 32;

    #[test]
    fn the_vdso_is_left_for_any_reason() {
        for error in [Error::NO_VDSO, Error::UNSUPPORTED, Error::UNEXPECTED, EIO, EPERM, ENOSYS] {
            assert_eq!(climbed([Err(error), Ok(2), Ok(3)], SHORT), (Ok(2), std::vec![error]));
        }
        assert_eq!(climbed([Ok(1), Ok(2), Ok(3)], SHORT), (Ok(1), Vec::new()));
    }

    #[test]
    fn the_system_call_is_left_only_where_it_is_missing() {
        let absent = Err(Error::NO_VDSO);
        for error in [ENOSYS, EPERM] {
            assert_eq!(climbed([absent, Err(error), Ok(3)], SHORT).0, Ok(3));
            assert_eq!(climbed([absent, Err(error), Err(EIO)], SHORT).0, Err(EIO));
        }
        for error in [EIO, Error::UNEXPECTED, Error::from_os(11), Error::from_os(14)] {
            assert_eq!(climbed([absent, Err(error), Ok(3)], SHORT).0, Err(error));
        }
    }

    #[test]
    fn long_requests_begin_where_they_are_answered_faster() {
        assert_eq!(climbed([Ok(1), Ok(2), Ok(3)], SHORT).0, Ok(1));
        assert_eq!(climbed([Ok(1), Ok(2), Ok(3)], SHORT + 1).0, Ok(2));
        assert_eq!(climbed([Ok(1), Err(EPERM), Ok(3)], SHORT + 1).0, Ok(3));
    }

    #[test]
    fn a_rung_that_is_merely_absent_does_not_hide_the_reason() {
        let absent = Err(Error::UNSUPPORTED);
        assert_eq!(climbed([absent, Err(EPERM), absent], SHORT).0, Err(EPERM));
        assert_eq!(climbed([absent, absent, absent], SHORT).0, Err(Error::UNSUPPORTED));
    }

    #[test]
    fn the_ladder_is_the_documented_one() {
        let names: Vec<_> = LINUX.iter().map(|rung| rung.backend.name()).collect();
        assert_eq!(names, ["vDSO getrandom", "getrandom(2)", "/dev/urandom"]);
    }
}
