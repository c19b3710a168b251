use super::{Class, MIN_SHARE, PATIENCE, PasswordPolicy, PolicyError};

const CLASSES: usize = Class::ALL.len();

/// The places of the 94 visible characters, filled up to a multiple of sixteen.
#[allow(clippy::indexing_slicing, reason = "checked when it is compiled")]
const PLACES: [u8; 96] = {
    let mut places = [0; 96];
    let mut place = 0u8;
    while (place as usize) < places.len() {
        places[place as usize] = place;
        place += 1;
    }
    places
};

/// A policy that was found satisfiable, as what a draw needs: its characters, class after class.
#[derive(Debug)]
pub(super) struct Alphabet {
    characters: [u8; PLACES.len()],
    /// How many characters each class has.
    sizes: [u32; CLASSES],
    minimums: [u32; CLASSES],
    len: u32,
    max_draws: u32,
}

impl Alphabet {
    pub(super) fn new(policy: &PasswordPolicy) -> Result<Self, PolicyError> {
        let length = policy.len();
        if length == 0 || length > PasswordPolicy::MAX_LENGTH {
            return Err(PolicyError::Length { length });
        }
        let mut alphabet = Self {
            characters: [0; PLACES.len()],
            sizes: Class::ALL.map(|class| policy.allowed(class).count_ones()),
            // A minimum that does not fit exceeds the length, which is refused below.
            minimums: policy.minimums().map(|minimum| u32::try_from(minimum).unwrap_or(u32::MAX)),
            len: 0,
            max_draws: 0,
        };
        alphabet.len = alphabet.sizes.iter().sum();
        if alphabet.len == 0 {
            return Err(PolicyError::EmptyAlphabet);
        }
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
        let share = alphabet.share(length);
        if share < MIN_SHARE {
            return Err(PolicyError::TooRare { minimums, length });
        }
        alphabet.max_draws = rounded_up(PATIENCE / share);
        alphabet.list(policy);
        Ok(alphabet)
    }

    pub(super) const fn len(&self) -> u32 {
        self.len
    }

    pub(super) const fn max_draws(&self) -> u32 {
        self.max_draws
    }

    /// The character at `index`, found by looking at all of them: a load from a secret place would show
    /// in the cache. Bytes in arrays of a known size, so that the compiler takes sixteen at a time.
    pub(super) fn select(&self, index: u32) -> u8 {
        let [index, ..] = index.to_le_bytes();
        self.characters.iter().zip(&PLACES).fold(0, |found, (character, place)| {
            // For the same place 0 - 1 sets the top bit; for two places below 128 the exclusive or is 1
            // to 127, and 1 less leaves it clear. 0 - 1 again makes the mask.
            let mask = 0u8.wrapping_sub((place ^ index).wrapping_sub(1) >> 7);
            found | (character & mask)
        })
    }

    /// Adds the character at `index` to the count of its class, the same way for all classes.
    pub(super) fn count(&self, index: u32, counts: &mut [u32; CLASSES]) {
        let mut start = 0;
        for (count, size) in counts.iter_mut().zip(self.sizes) {
            *count += u32::from(index.wrapping_sub(start) < size);
            start += size;
        }
    }

    pub(super) fn satisfied(&self, counts: &[u32; CLASSES]) -> bool {
        counts
            .iter()
            .zip(&self.minimums)
            .fold(true, |all, (count, minimum)| all & (count >= minimum))
    }

    fn list(&mut self, policy: &PasswordPolicy) {
        let allowed = Class::ALL.into_iter().flat_map(|class| members(policy.allowed(class)));
        for (place, character) in self.characters.iter_mut().zip(allowed) {
            *place = character;
        }
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

/// The members of a set of ASCII codes in ascending order.
fn members(mut set: u128) -> impl Iterator<Item = u8> {
    core::iter::from_fn(move || {
        let lowest = u8::try_from(set.trailing_zeros()).ok().filter(|_| set != 0);
        set &= set.wrapping_sub(1);
        lowest
    })
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
