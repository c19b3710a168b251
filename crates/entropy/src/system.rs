use crate::{
    Backend, Error,
    backend::wipe,
    backends::{Portable, Syscall},
};

/// The operating system's randomness: the source that everything uses unless told otherwise.
///
/// It keeps no state and no buffer. Every byte comes from the kernel at the call that returns it, so a
/// forked process or a cloned machine never repeats what another one got.
///
/// # The ladder
///
/// At each call the rungs are tried in this order, and the next one is reached only when a rung is
/// missing, never when it answers something bad. All rungs end in the kernel's generator. (The last one may
/// read `/dev/urandom`, and trusts that this is the device and not a file that somebody put there.)
///
/// | rung | target | left for the next one when |
/// |---|---|---|
/// | [`Syscall`] | Linux | the kernel does not have the call (`ENOSYS`) or a filter forbids it (`EPERM`) |
/// | [`Portable`] | all with the feature `portable` | never |
///
/// With no rung left the answer is the first refusal: [`Error::UNSUPPORTED`] where there was none.
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
#[doc(alias = "OsRng", alias = "SysRng", alias = "getentropy", alias = "getrandom")]
#[doc(alias = "urandom", alias = "RAND_bytes", alias = "arc4random_buf")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct System;

impl System {
    /// Fills `dest` with random bytes: [`Backend::try_fill`] without the trait in scope.
    ///
    /// # Errors
    ///
    /// The source's failure. `dest` then holds zeros.
    pub fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        climb(LADDER, dest)
    }
}

impl Backend for System {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        Self::try_fill(self, dest)
    }

    fn name(&self) -> &'static str {
        "the operating system"
    }
}

const EPERM: Error = Error::from_os(1);
/// The number that it has on every architecture for which there is a [`Syscall`].
const ENOSYS: Error = Error::from_os(38);

const LADDER: &[&dyn Backend] = &[&Syscall, &Portable];

fn climb(rungs: &[&dyn Backend], dest: &mut [u8]) -> Result<(), Error> {
    let mut refusal = Error::UNSUPPORTED;
    for rung in rungs {
        match rung.try_fill(dest) {
            Err(Error::UNSUPPORTED) => {}
            Err(error @ (ENOSYS | EPERM)) => {
                if refusal == Error::UNSUPPORTED {
                    refusal = error;
                }
            }
            Ok(()) => return Ok(()),
            Err(error) => {
                refusal = error;
                break;
            }
        }
    }
    wipe(dest);
    Err(refusal)
}

#[cfg(test)]
mod tests {
    use super::{ENOSYS, EPERM, Portable, Syscall, System, climb};
    use crate::{Backend, Error};

    struct Rung(Result<u8, Error>);

    impl Backend for Rung {
        fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
            // A bad backend, which leaves something behind when it fails.
            dest.fill(self.0.unwrap_or(7));
            self.0.map(|_| ())
        }

        fn name(&self) -> &'static str {
            "rung"
        }
    }

    fn climbed(rungs: &[Result<u8, Error>]) -> Result<u8, Error> {
        let rungs = [Rung(rungs[0]), Rung(rungs[1])];
        let mut dest = [9; 4];
        let result = climb(&[&rungs[0], &rungs[1]], &mut dest);
        assert_eq!(dest, [dest[0]; 4]);
        assert_eq!(result.is_err(), dest == [0; 4]);
        result.map(|()| dest[0])
    }

    #[test]
    fn goes_on_only_where_a_rung_is_missing() {
        let eio = Error::from_os(5);
        assert_eq!(climbed(&[Ok(1), Ok(2)]), Ok(1));
        for missing in [Error::UNSUPPORTED, ENOSYS, EPERM] {
            assert_eq!(climbed(&[Err(missing), Ok(2)]), Ok(2));
            assert_eq!(climbed(&[Err(missing), Err(eio)]), Err(eio));
        }
        for bad in [eio, Error::UNEXPECTED, Error::from_os(11), Error::from_os(14)] {
            assert_eq!(climbed(&[Err(bad), Ok(2)]), Err(bad));
        }
    }

    #[test]
    fn reports_the_first_refusal() {
        assert_eq!(climbed(&[Err(EPERM), Err(Error::UNSUPPORTED)]), Err(EPERM));
        assert_eq!(climbed(&[Err(Error::UNSUPPORTED), Err(ENOSYS)]), Err(ENOSYS));
        assert_eq!(climbed(&[Err(EPERM), Err(ENOSYS)]), Err(EPERM));
        assert_eq!(climbed(&[Err(Error::UNSUPPORTED); 2]), Err(Error::UNSUPPORTED));
    }

    #[test]
    fn the_ladder_is_the_documented_one() {
        let names: [&str; 2] = core::array::from_fn(|i| super::LADDER[i].name());
        assert_eq!(names, [Syscall.name(), Portable.name()]);
        assert_eq!(super::LADDER.len(), 2);
    }

    #[test]
    fn is_zero_sized() {
        assert_eq!(size_of::<System>(), 0);
    }
}
