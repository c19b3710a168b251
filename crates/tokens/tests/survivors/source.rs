//! Recipes and what is drawn for them: the words of the source are as secret as what they become.

use core::hint::black_box;

use wellspring_entropy::{Error as SourceError, System};
use wellspring_tokens::{
    PasswordSet, Recipe, SecretString, Secrets,
    rand_core::{TryCryptoRng, TryRng, utils},
};

use crate::parent::Parent;

/// Where the secret is in what was minted, without what is public.
pub(crate) type Expose<T> = fn(&T) -> Vec<&[u8]>;

/// Mints, drops, and has both looked for: the secret, and what was drawn for it behind the first `public` bytes.
pub(crate) fn minted<T: Recipe>(
    parent: &mut Parent,
    recipe: &T,
    public: usize,
    expose: Expose<T::Minted>,
) {
    let mut source = Recorded::default();
    let secret = source.mint(recipe);
    parent.watch_drawn(secret, &source.flipped[public..], expose);
}

/// The same with a source that fails at its last draw, after it has written: what was drawn and what it would have become.
pub(crate) fn failed<T: Recipe>(
    parent: &mut Parent,
    recipe: &T,
    public: usize,
    expose: Expose<T::Minted>,
) {
    let mut source = Recorded::default();
    let secret = source.mint(recipe);
    let Recorded { flipped, draws } = source;
    let drawn = &flipped[public..];
    let watched = (secret, expose);
    let mut source =
        Fails { flipped: &flipped, drawn, place: 0, left: draws, parent, watched: Some(watched) };
    assert!(source.try_mint(recipe).is_err());
    parent.dropped();
}

/// Mints a password, and has it looked for as text and as its code points.
///
/// For characters far up in Unicode: small numbers in a row are in any memory.
pub(crate) fn spelled(parent: &mut Parent, set: &PasswordSet) {
    let mut source = Recorded::default();
    let password = source.mint(set);
    let Recorded { mut flipped, .. } = source;
    flipped.extend(flipped_code_points(&password));
    parent.watch_drawn(password, &flipped, |password| vec![password.expose_secret().as_bytes()]);
}

/// Code points as words of 64 bits, and then as words of 32 bits, with all bits flipped.
pub(crate) fn flipped_code_points(text: &SecretString) -> Vec<u8> {
    let text = text.expose_secret();
    let mut flipped = Vec::with_capacity(12 * text.len());
    for width in [8, 4] {
        for character in text.chars() {
            let bytes = u64::from(character).to_le_bytes();
            bytes.iter().take(width).for_each(|byte| flipped.push(!black_box(*byte)));
        }
    }
    flipped
}

/// The system's bytes, remembered with all bits flipped.
#[derive(Default)]
pub(crate) struct Recorded {
    pub(crate) flipped: Vec<u8>,
    draws: usize,
}

impl TryRng for Recorded {
    type Error = SourceError;

    fn try_next_u32(&mut self) -> Result<u32, SourceError> {
        utils::next_word_via_fill(self)
    }

    fn try_next_u64(&mut self) -> Result<u64, SourceError> {
        utils::next_word_via_fill(self)
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), SourceError> {
        System.try_fill(dest)?;
        // One by one, so that none is copied in between.
        dest.iter().for_each(|byte| self.flipped.push(!black_box(*byte)));
        self.draws += 1;
        Ok(())
    }
}

impl TryCryptoRng for Recorded {}

/// The same bytes once more. The last draw is made and then said to have failed. Until then there is what was minted of them, which the
/// parent is to find.
struct Fails<'a, T> {
    flipped: &'a [u8],
    drawn: &'a [u8],
    place: usize,
    left: usize,
    parent: &'a mut Parent,
    watched: Option<(T, Expose<T>)>,
}

impl<T> TryRng for Fails<'_, T> {
    type Error = SourceError;

    fn try_next_u32(&mut self) -> Result<u32, SourceError> {
        utils::next_word_via_fill(self)
    }

    fn try_next_u64(&mut self) -> Result<u64, SourceError> {
        utils::next_word_via_fill(self)
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), SourceError> {
        for (byte, flipped) in dest.iter_mut().zip(&self.flipped[self.place..]) {
            *byte = !black_box(*flipped);
        }
        self.place += dest.len();
        self.left -= 1;
        if self.left > 0 {
            return Ok(());
        }
        if let Some((secret, expose)) = self.watched.take() {
            self.parent.show(&expose(&secret), self.drawn);
        }
        Err(SourceError::INJECTED)
    }
}

impl<T> TryCryptoRng for Fails<'_, T> {}
