use core::num::NonZero;

use wellspring_dist::Dice;

use super::{Class, MIN_SHARE, PATIENCE, PasswordPolicy, PolicyError};
use crate::compare::word;

const CLASSES: usize = Class::ALL.len();

const TOP_BIT: u8 = 0x80;

/// At most this many gaps: between each second one of the 94 visible characters.
const GAPS: usize = 46;

/// A policy that was found satisfiable, as what a draw needs: its characters, in the order of ASCII.
#[derive(Debug)]
pub(super) struct Alphabet {
    /// The first character.
    first: u8,
    gaps: [Gap; GAPS],
    gap_count: usize,
    /// How many characters each class has.
    sizes: [u32; CLASSES],
    minimums: [u32; CLASSES],
    dice: Dice,
    max_draws: u32,
}

/// Characters in a row that are left out, between two that are not.
#[derive(Clone, Copy, Debug, Default)]
struct Gap {
    start: u8,
    width: u8,
}

impl Alphabet {
    pub(super) fn new(policy: &PasswordPolicy) -> Result<Self, PolicyError> {
        let length = policy.len();
        if length == 0 || length > PasswordPolicy::MAX_LENGTH {
            return Err(PolicyError::Length { length });
        }
        let sizes = Class::ALL.map(|class| policy.allowed(class).count_ones());
        let len = NonZero::new(sizes.iter().sum()).ok_or(PolicyError::EmptyAlphabet)?;
        let mut alphabet = Self {
            first: 0,
            gaps: [Gap::default(); GAPS],
            gap_count: 0,
            sizes,
            // A minimum that does not fit exceeds the length, which is refused below.
            minimums: policy.minimums().map(|minimum| u32::try_from(minimum).unwrap_or(u32::MAX)),
            dice: Dice::new(len),
            max_draws: 0,
        };
        let demands = Class::ALL.into_iter().zip(policy.minimums()).zip(alphabet.sizes);
        for ((class, minimum), size) in demands {
            if minimum > 0 && size == 0 {
                return Err(PolicyError::EmptyClass { class, minimum });
            }
        }
        let minimums = policy.minimums().into_iter().fold(0, usize::saturating_add);
        if minimums > length {
            return Err(PolicyError::MinimumsExceedLength { minimums, length });
        }
        let share = alphabet.share_at_least(length);
        if share < MIN_SHARE {
            return Err(PolicyError::TooRare { minimums, length });
        }
        alphabet.max_draws = rounded_up(PATIENCE / share);
        alphabet.find_gaps(policy);
        Ok(alphabet)
    }

    /// What draws the indices.
    pub(super) const fn dice(&self) -> Dice {
        self.dice
    }

    pub(super) const fn max_draws(&self) -> u32 {
        self.max_draws
    }

    /// Replaces each index by the character that stands there: whoever is at a gap or behind it goes on by its width.
    ///
    /// Without a load from a secret place, which would show in the cache, and without a branch. Eight places at a
    /// time, as the bytes of a word: a mask for each byte has become a jump here, as memcheck reported.
    pub(super) fn spell(&self, indices: &mut [u8]) {
        let mut words = indices.chunks_exact_mut(8);
        for word in &mut words {
            if let Some(word) = word.first_chunk_mut() {
                *word = self.spelled(u64::from_le_bytes(*word)).to_le_bytes();
            }
        }
        let rest = words.into_remainder();
        let word = self.spelled(word(rest)).to_le_bytes();
        for (place, character) in rest.iter_mut().zip(word) {
            *place = character;
        }
    }

    /// No byte carries into the next: indices and characters are below 127, and `128 - start` is below 96.
    fn spelled(&self, indices: u64) -> u64 {
        let mut characters = indices + in_each_byte(self.first);
        for gap in self.gaps.iter().take(self.gap_count) {
            // The top bit of a byte that is not below `start`.
            let behind = (characters + in_each_byte(TOP_BIT - gap.start)) & in_each_byte(TOP_BIT);
            characters += (behind >> 7) * u64::from(gap.width);
        }
        // All top bits are 0: said so that a check for UTF-8 is seen to depend on nothing secret.
        characters & !in_each_byte(TOP_BIT)
    }

    /// Whether a string has the minimum of each class, found by counting all of them in all of it.
    pub(super) fn satisfied(&self, characters: &[u8]) -> bool {
        // What is demanded is no secret.
        if self.minimums == [0; CLASSES] {
            return true;
        }
        let demands = Class::ALL.into_iter().zip(self.minimums);
        demands.fold(true, |all, (class, minimum)| all & (count(class, characters) >= minimum))
    }

    /// The characters that are allowed, as a set of ASCII codes, hole by hole.
    fn find_gaps(&mut self, policy: &PasswordPolicy) {
        let mut set = Class::ALL.into_iter().fold(0, |set, class| set | policy.allowed(class));
        self.first = lowest(set);
        for gap in &mut self.gaps {
            // The first run of ones ends where adding its lowest bit carries to.
            let run_end = set.wrapping_add(set & set.wrapping_neg());
            set &= run_end;
            if set == 0 {
                break;
            }
            let start = lowest(run_end & !set);
            *gap = Gap { start, width: lowest(set).wrapping_sub(start) };
            self.gap_count += 1;
        }
    }

    /// The share of all strings that satisfy the policy, or less than that where at least half do: then it is enough to add
    /// up the shares that miss each of the minimums, as if no string missed two. The true one takes microseconds.
    pub(super) fn share_at_least(&self, length: usize) -> f64 {
        let all: u32 = self.sizes.iter().sum();
        let demands = self.sizes.into_iter().zip(self.minimums);
        // A class that has all characters is in every place.
        let missed =
            demands.filter(|(size, minimum)| *minimum > 0 && *size < all).map(|(size, minimum)| {
                let p = f64::from(size) / f64::from(all);
                let length = u32::try_from(length).unwrap_or(u32::MAX);
                binomial(length, p).take(minimum as usize).sum::<f64>()
            });
        let missed: f64 = missed.sum();
        if missed <= 0.5 { 1.0 - missed } else { self.share(length) }
    }

    /// The share of all strings of `length` characters that have the minimum of each class.
    ///
    /// Class after class, from the last to the first: how many of `r` characters fall into the class rather
    /// than into a later one is binomial, and `shares[r]` is the share of strings of `r` characters of the
    /// classes so far that have the minimums of those.
    pub(super) fn share(&self, length: usize) -> f64 {
        if self.minimums == [0; CLASSES] {
            return 1.0;
        }
        let mut shares = [0.0; PasswordPolicy::MAX_LENGTH + 1];
        let mut classes = 0;
        for (size, minimum) in self.sizes.into_iter().zip(self.minimums).rev() {
            if size == 0 {
                continue;
            }
            classes += size;
            let (p, following) = (f64::from(size) / f64::from(classes), shares);
            for (r, share) in (0u32..).zip(shares.iter_mut()).take(length + 1) {
                *share = if classes == size {
                    f64::from(u8::from(r >= minimum))
                } else {
                    let rest = following.iter().take(r as usize + 1).rev();
                    let both = binomial(r, p).zip(rest).map(|(in_class, rest)| in_class * rest);
                    both.skip(minimum as usize).sum()
                };
            }
        }
        shares.get(length).copied().unwrap_or(0.0)
    }
}

/// The probabilities of 0, 1, …, `n` successes in `n` trials of probability `0 < p < 1`.
///
/// The first is `(1 - p)^n`, with which nothing underflows: it is at least `(1 / 94)^128 > 10^-253`.
fn binomial(n: u32, p: f64) -> impl Iterator<Item = f64> {
    let q = 1.0 - p;
    let mut next = (0..n).map(|_| q).product::<f64>();
    (0..=n).map(move |k| {
        let probability = next;
        next *= f64::from(n - k) / f64::from(k + 1) * p / q;
        probability
    })
}

/// How many of `characters`, all visible, are of `class`, without a branch on any.
fn count(class: Class, characters: &[u8]) -> u32 {
    let from = |first: u8, len: u8| -> u32 {
        characters.iter().map(|code| u32::from(code.wrapping_sub(first) < len)).sum()
    };
    match class {
        Class::Lower => from(b'a', 26),
        Class::Upper => from(b'A', 26),
        Class::Digit => from(b'0', 10),
        Class::Symbol => from(b'!', 94) - from(b'a', 26) - from(b'A', 26) - from(b'0', 10),
    }
}

const fn in_each_byte(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The lowest code in a set of ASCII codes.
fn lowest(set: u128) -> u8 {
    u8::try_from(set.trailing_zeros()).unwrap_or(0)
}

/// `x` rounded up; the whole range of `u32` for what is beyond it.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast from float to integer saturates"
)]
fn rounded_up(x: f64) -> u32 {
    (x as u32).saturating_add(1)
}
