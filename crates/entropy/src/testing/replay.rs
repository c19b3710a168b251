use super::counter::Counter;
use crate::{Backend, Error, backend::wipe};

/// Hands out written-down bytes in order.
///
/// A draw that the rest of the script cannot fill whole takes nothing and fails with
/// [`Error::EXHAUSTED`].
///
/// # Examples
///
/// ```
/// use wellspring_entropy::{Backend, Error, testing::Replay};
///
/// static SOURCE: Replay<'static> = Replay::new(&[1, 2, 3]);
/// let shared: &'static dyn Backend = &SOURCE;
/// let mut dest = [0; 2];
/// assert_eq!(shared.try_fill(&mut dest), Ok(()));
/// assert_eq!(dest, [1, 2]);
/// assert_eq!(SOURCE.remaining(), 1);
/// assert_eq!(shared.try_fill(&mut dest), Err(Error::EXHAUSTED));
/// ```
#[derive(Debug)]
pub struct Replay<'script> {
    script: &'script [u8],
    position: Counter,
    repeating: bool,
}

impl<'script> Replay<'script> {
    /// A source of exactly these bytes.
    #[must_use]
    pub const fn new(script: &'script [u8]) -> Self {
        Self { script, position: Counter::new(0), repeating: false }
    }

    /// A source of these bytes over and over; of none at all if `script` is empty.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::{Backend, testing::Replay};
    ///
    /// let mut dest = [0; 5];
    /// Replay::repeating(&[1, 2]).try_fill(&mut dest)?;
    /// assert_eq!(dest, [1, 2, 1, 2, 1]);
    /// # Ok::<(), wellspring_entropy::Error>(())
    /// ```
    #[must_use]
    pub const fn repeating(script: &'script [u8]) -> Self {
        Self { script, position: Counter::new(0), repeating: true }
    }

    /// How many bytes of the script are left; of its present round, if it repeats.
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.script.len() - self.position.get()
    }

    fn play(&self, from: usize, dest: &mut [u8]) -> Option<usize> {
        if self.repeating {
            let mut bytes = self.script.iter().enumerate().cycle().skip(from);
            let mut position = from;
            for byte in dest {
                let (index, &scripted) = bytes.next()?;
                *byte = scripted;
                position = if index + 1 == self.script.len() { 0 } else { index + 1 };
            }
            return Some(position);
        }
        let end = from.checked_add(dest.len())?;
        dest.copy_from_slice(self.script.get(from..end)?);
        Some(end)
    }
}

impl Backend for Replay<'_> {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        let step = |from| self.play(from, dest);
        self.position.update(step).map(|_| ()).map_err(|_| {
            wipe(dest);
            Error::EXHAUSTED
        })
    }

    fn name(&self) -> &'static str {
        "a scripted source"
    }
}
