use crate::{
    Backend, Error, Report,
    backend::wipe,
    ladder::{self, climb},
    sys::{self, Registered},
};

/// The operating system's randomness: the source that everything uses unless told otherwise.
///
/// It is a name, without state and without `new`: `System.try_fill(&mut key)` wherever bytes are wanted, `&mut System` for who takes a
/// generator by reference. It keeps no buffer. Every byte comes from the kernel's generator at the call that returns it, so a forked process never
/// repeats what another one got, and a cloned machine does not once its kernel was told that it is one.
///
/// # The ladder
///
/// At each call the rungs are tried in this order, and the next one is reached only when a rung is
/// missing, never when it answers something bad. All rungs end in the kernel's generator.
///
/// | target | rung | why it is there | left for the next one when |
/// |---|---|---|---|
/// | Linux | [`Vdso`](crate::backends::Vdso) | many times as fast for short requests | it fails in any way; for long requests, where the system call was measured to be faster; for the first eight draws of a process or a child, which would not pay for its set-up |
/// | | [`Syscall`](crate::backends::Syscall) | needs no file and no memory | the kernel does not have the call (`ENOSYS`) or a filter forbids it (`EPERM`) |
/// | | [`Device`](crate::backends::Device) | kernels before 3.17, and sandboxes | never |
/// | others | [`Portable`](crate::backends::Portable) | the system's own interface, with the feature `portable` | never |
///
/// [`set_backend!`](crate::set_backend!) puts a backend of your own in the place of all of them, and
/// [`report`](Self::report) tells which one answers.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
///
/// let mut key = [0; 32];
/// System.try_fill(&mut key)?;
/// assert_ne!(key, [0; 32]);
/// # Ok::<(), wellspring_entropy::Error>(())
/// ```
#[doc(alias = "OsRng", alias = "SysRng")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct System;

impl System {
    /// Fills `dest` with random bytes: [`Backend::try_fill`] without the trait in scope.
    ///
    /// # Errors
    ///
    /// The source's failure; [`Error::UNSUPPORTED`] where there is none. `dest` then holds zeros.
    // Not at the type, which the compiler would propose to who writes `getrandom(…)`.
    #[doc(alias = "getentropy", alias = "getrandom")]
    #[doc(alias = "urandom", alias = "RAND_bytes", alias = "arc4random_buf")]
    #[inline]
    pub fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        match sys::registered() {
            Registered::Ladder => fill_from_ladder(dest),
            other => fill_from(other, dest),
        }
    }

    /// Which interface answers at this moment, which ones above it did not and why, and whether the kernel's
    /// pool is initialised.
    ///
    /// It draws 32 bytes and throws them away: cheap enough to assert on at the start of a program.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    ///
    /// let report = System.report();
    /// assert!(!report.is_degraded(), "{report}");
    /// ```
    #[must_use]
    pub fn report(&self) -> Report {
        Report::make()
    }
}

impl Backend for System {
    #[inline]
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        Self::try_fill(self, dest)
    }

    fn name(&self) -> &'static str {
        match sys::registered() {
            Registered::Backend(backend) => backend.name(),
            Registered::Open | Registered::Ladder => "the operating system",
        }
    }
}

fn fill_from_ladder(dest: &mut [u8]) -> Result<(), Error> {
    climb(ladder::rungs(dest.len()), dest, |_, _| ()).map(|_| ())
}

/// The first draw of a program decides that the ladder answers, unless there is none; a registered backend
/// answers alone.
#[cold]
fn fill_from(registered: Registered, dest: &mut [u8]) -> Result<(), Error> {
    let decided = match registered {
        Registered::Open if ladder::EXISTS && !dest.is_empty() => sys::close(),
        other => other,
    };
    match decided {
        Registered::Backend(backend) => backend.try_fill(dest).inspect_err(|_| wipe(dest)),
        Registered::Ladder | Registered::Open => fill_from_ladder(dest),
    }
}

#[cfg(test)]
mod tests {
    use super::System;

    #[test]
    fn is_zero_sized() {
        assert_eq!(size_of::<System>(), 0);
    }

    #[test]
    fn an_empty_request_asks_nobody() {
        assert_eq!(System.try_fill(&mut []), Ok(()));
    }
}
