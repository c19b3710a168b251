use core::mem::MaybeUninit;

use crate::{Error, sys};

/// A source of random bytes that are fit for secrets.
///
/// Whoever implements this promises, for every call:
///
/// 1. **All or nothing.** `Ok` means that every byte of `dest` is fresh. `Err` means that `dest` holds
///    zeros: not the bytes that had arrived before the failure, and not what stood there before.
/// 2. **Unpredictable bytes.** Each byte comes from a cryptographically secure generator that the
///    implementation trusts, and is given to this caller alone; never to another thread, to a forked
///    child or to a restored copy of the machine.
/// 3. **No weaker source.** What cannot be had is an error. It is never made up from a clock, an
///    address or a seed.
/// 4. **No waiting for ever.** A call may block until the kernel's pool is first seeded, and not
///    otherwise. An interface that answers nonsense is an error, not a reason to try again.
/// 5. **Any thread, any time.** `try_fill` takes `&self`, may run on many threads at once and may be
///    called again from a signal handler or a logger while it runs.
///
/// The trait is object safe, and every `&'static dyn Backend` can be shared between threads.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, Error, System};
///
/// fn seed(source: &dyn Backend) -> Result<[u8; 32], Error> {
///     let mut seed = [0; 32];
///     source.try_fill(&mut seed)?;
///     Ok(seed)
/// }
///
/// assert_ne!(seed(&System)?, seed(&System)?);
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a source of random bytes",
    label = "not a backend",
    note = "a source of your own says `impl Backend for …` with `try_fill` and `name`; a hardware generator belongs in `health::Tested`"
)]
pub trait Backend: Send + Sync {
    /// Fills `dest` with random bytes.
    ///
    /// An empty `dest` is filled without asking the source.
    ///
    /// # Errors
    ///
    /// The source's failure. `dest` then holds zeros.
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error>;

    /// The interface that answers, in the words of its own documentation: `getrandom(2)`.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::{Backend, System};
    ///
    /// assert!(!Backend::name(&System).is_empty());
    /// ```
    fn name(&self) -> &'static str;

    /// Fills memory that was never written and returns it as bytes.
    ///
    /// The provided form writes zeros first; a backend for which that pass costs something may do
    /// without it.
    ///
    /// # Errors
    ///
    /// The source's failure. `dest` then holds zeros.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::mem::MaybeUninit;
    /// use wellspring_entropy::{Backend, System};
    ///
    /// let mut memory = [const { MaybeUninit::uninit() }; 32];
    /// let key: &mut [u8] = System.try_fill_uninit(&mut memory)?;
    /// assert_eq!(key.len(), 32);
    /// # Ok::<(), wellspring_entropy::Error>(())
    /// ```
    fn try_fill_uninit<'dest>(
        &self,
        dest: &'dest mut [MaybeUninit<u8>],
    ) -> Result<&'dest mut [u8], Error> {
        let dest = sys::zeroed(dest);
        self.try_fill(dest)?;
        Ok(dest)
    }
}

impl<B: Backend + ?Sized> Backend for &B {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        B::try_fill(self, dest)
    }

    fn name(&self) -> &'static str {
        B::name(self)
    }

    fn try_fill_uninit<'dest>(
        &self,
        dest: &'dest mut [MaybeUninit<u8>],
    ) -> Result<&'dest mut [u8], Error> {
        B::try_fill_uninit(self, dest)
    }
}

/// Clears what a failed draw left in `dest`, so that no caller can mistake it for randomness.
///
/// `dest` belongs to the caller, who may read it; `black_box` keeps the compiler from dropping the
/// writes where it sees that this caller will not.
#[cold]
pub(crate) fn wipe(dest: &mut [u8]) {
    dest.fill(0);
    core::hint::black_box(dest);
}

#[cfg(test)]
mod tests {
    use core::mem::MaybeUninit;

    use super::Backend;
    use crate::Error;

    struct Sevens;

    impl Backend for Sevens {
        fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
            dest.fill(7);
            Ok(())
        }

        fn name(&self) -> &'static str {
            "sevens"
        }
    }

    #[test]
    fn is_object_safe_and_shareable() {
        static SOURCE: &dyn Backend = &Sevens;
        let mut dest = [0; 3];
        SOURCE.try_fill(&mut dest).unwrap();
        assert_eq!(dest, [7; 3]);
        assert_eq!((&SOURCE).name(), "sevens");
    }

    #[test]
    fn fills_uninitialised_memory() {
        let mut memory = [MaybeUninit::uninit(); 5];
        assert_eq!(Sevens.try_fill_uninit(&mut memory).unwrap(), [7; 5]);
        let by_reference: &dyn Backend = &Sevens;
        assert_eq!((&by_reference).try_fill_uninit(&mut memory).unwrap(), [7; 5]);
    }
}
