//! Where a password is written, and what is written on the way.

use alloc::{string::String, vec::Vec};

use crate::SecretString;

/// Where the indices of characters go.
pub(super) enum Paper<'a> {
    /// Bytes, which become characters where they stand.
    Narrow(core::slice::IterMut<'a, u8>),
    Wide(core::slice::IterMut<'a, u64>),
}

impl Paper<'_> {
    #[inline(always)]
    pub(super) fn put(&mut self, index: u32) {
        match self {
            Self::Narrow(places) => {
                // Below 128.
                let [index, ..] = index.to_le_bytes();
                if let Some(place) = places.next() {
                    *place = index;
                }
            }
            Self::Wide(places) => {
                if let Some(place) = places.next() {
                    *place = index.into();
                }
            }
        }
    }
}

/// Code points as text, in memory of its exact size, for what moves to another leaves itself behind.
///
/// A check whether the text is UTF-8 would look at each byte; that code points are characters shows in one
/// comparison that comes out the same for all of them. What differs is how many bytes they have.
pub(super) fn text(codes: &[u64]) -> Option<SecretString> {
    let mut text = String::new();
    text.try_reserve_exact(usize::try_from(bytes(codes)).ok()?).ok()?;
    for code in codes {
        text.push(u32::try_from(*code).ok().and_then(char::from_u32)?);
    }
    Some(SecretString::from(text.into_boxed_str()))
}

/// How many bytes the code points have in UTF-8.
fn bytes(codes: &[u64]) -> u64 {
    let width = |code: u64| {
        let at_least = |limit: u64| 1 - (code.wrapping_sub(limit) >> 63);
        1 + at_least(0x80) + at_least(0x800) + at_least(0x1_0000)
    };
    codes.iter().map(|code| width(*code)).sum()
}

/// Words that are wiped when they are dropped.
pub(super) struct Words(pub(super) Vec<u64>);

impl Words {
    /// Zeros, or `None` where there is no memory for so many.
    pub(super) fn new(len: usize) -> Option<Self> {
        let mut words = Vec::new();
        words.try_reserve_exact(len).ok()?;
        words.resize(len, 0);
        Some(Self(words))
    }
}

impl Drop for Words {
    fn drop(&mut self) {
        self.0.fill(0);
        zeroize::optimization_barrier(self.0.as_slice());
    }
}

#[cfg(test)]
mod tests;
