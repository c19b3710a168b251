use alloc::{string::String, vec::Vec};
use core::mem;

use rand_core::TryRng;

use super::{Alphabet, Characters};
use crate::{ArgumentError, Error, random::ok};

/// Texts.
impl Alphabet {
    /// A text of `len` characters, each one of these with the same probability.
    ///
    /// # Panics
    ///
    /// If so much cannot be allocated or the source fails. [`try_string`](Self::try_string) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Alphabet;
    /// use wellspring_entropy::System;
    ///
    /// let pin = Alphabet::digits().string(&mut System, 6);
    /// assert!(pin.len() == 6 && pin.bytes().all(|digit| digit.is_ascii_digit()));
    /// ```
    #[inline]
    #[track_caller]
    pub fn string<R: TryRng + ?Sized>(&self, rng: &mut R, len: usize) -> String {
        ok::<_, _, R>(self.try_string(rng, len))
    }

    /// [`string`](Self::string), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`ArgumentError::TooLong`] if so much cannot be allocated, or the source's failure. What was drawn is wiped then.
    pub fn try_string<R: TryRng + ?Sized>(
        &self,
        rng: &mut R,
        len: usize,
    ) -> Result<String, Error<R::Error>> {
        let mut draft = Draft(Vec::new());
        let size = len.checked_mul(self.width).ok_or(ArgumentError::TooLong { len })?;
        draft.0.try_reserve_exact(size).map_err(|_| ArgumentError::TooLong { len })?;
        draft.0.resize(size, 0);
        // There is a place for every character, and the dice have no faces but theirs: nothing is left out.
        let mut places = draft.0.as_mut_slice();
        match &self.characters {
            Characters::Ascii(characters) => {
                let mut places = places.iter_mut();
                self.dice.try_each(rng, len, |die| {
                    if let (Some(place), Some(&character)) =
                        (places.next(), characters.get(die as usize))
                    {
                        *place = character;
                    }
                })
            }
            Characters::Wide(_) => {
                let drawn = self.try_each(rng, len, |character| {
                    let free = mem::take(&mut places);
                    if let Some((place, rest)) = free.split_at_mut_checked(character.len_utf8()) {
                        character.encode_utf8(place);
                        places = rest;
                    }
                });
                let used = size - places.len();
                draft.0.truncate(used);
                drawn
            }
        }
        .map_err(Error::Source)?;
        Ok(draft.finish())
    }

    /// Calls `visit` with `len` characters, for a text that is kept elsewhere.
    ///
    /// # Panics
    ///
    /// If the source fails. [`try_each`](Self::try_each) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_dist::Alphabet;
    /// use wellspring_entropy::System;
    ///
    /// let (mut buffer, mut len) = ([' '; 8], 0);
    /// Alphabet::new("♠♥♦♣")?.each(&mut System, 8, |suit| {
    ///     buffer[len] = suit;
    ///     len += 1;
    /// });
    /// assert!(buffer.iter().all(|suit| "♠♥♦♣".contains(*suit)));
    /// # Ok::<(), wellspring_dist::ArgumentError>(())
    /// ```
    #[inline]
    #[track_caller]
    pub fn each<R: TryRng + ?Sized>(&self, rng: &mut R, len: usize, visit: impl FnMut(char)) {
        ok::<_, _, R>(self.try_each(rng, len, visit));
    }

    /// [`each`](Self::each), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// The source's failure; `visit` may then have been called, up to `len` times.
    #[inline]
    pub fn try_each<R: TryRng + ?Sized>(
        &self,
        rng: &mut R,
        len: usize,
        mut visit: impl FnMut(char),
    ) -> Result<(), R::Error> {
        self.dice.try_each(rng, len, |die| visit(self.characters.at(die as usize)))
    }
}

/// The bytes of a text, which are wiped unless it is finished, also when a source panics.
pub(super) struct Draft(pub(super) Vec<u8>);

impl Draft {
    #[inline]
    #[allow(clippy::expect_used, reason = "whole characters in UTF-8 are UTF-8")]
    fn finish(mut self) -> String {
        String::from_utf8(mem::take(&mut self.0)).expect("UTF-8")
    }

    pub(super) fn wipe(&mut self) {
        self.0.fill(0);
        core::hint::black_box(&mut self.0);
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        self.wipe();
    }
}
