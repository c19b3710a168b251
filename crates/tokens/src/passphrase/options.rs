use alloc::vec::Vec;

use super::{Passphrase, PassphraseError};
use crate::Bits;

/// What a [`Passphrase`] is made of besides its words: how many, what stands between them, capital letters, digits and a symbol.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{Bits, Capital, PassphraseOptions, Place};
///
/// const OPTIONS: PassphraseOptions<'static> = PassphraseOptions::at_least(Bits::new(77))
///     .separator(" ")
///     .capital(Capital::FirstLetters)
///     .symbol(Place::RandomWord);
/// # let _ = OPTIONS;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassphraseOptions<'a> {
    pub(super) target: Target,
    pub(super) separator: &'a str,
    pub(super) capital: Capital,
    pub(super) digits: Option<Addition>,
    pub(super) symbol: Option<Place>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Words(usize),
    Bits(Bits),
}

/// Which words begin with a capital letter. The first letter of a word becomes what Unicode has as its upper case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Capital {
    /// Words stay as they are in the list.
    #[default]
    None,
    /// Every word. That adds no strength.
    FirstLetters,
    /// One word, which is drawn. That adds the logarithm of the number of words.
    OneWord,
}

/// Where digits or a symbol stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Behind the last word.
    End,
    /// Behind a word that is drawn, before the separator. That adds the logarithm of the number of words.
    RandomWord,
}

/// Digits, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Addition {
    pub(super) count: u8,
    pub(super) place: Place,
}

impl Addition {
    pub(super) const MAX_COUNT: usize = 9;
}

impl<'a> PassphraseOptions<'a> {
    /// The most bytes of a separator.
    pub const MAX_SEPARATOR_BYTES: usize = 16;

    /// Passphrases of `count` words, 1 to [`Passphrase::MAX_WORDS`].
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{Bits, Passphrase, PassphraseOptions, Recipe, WordList};
    ///
    /// let list = WordList::new(["alpha", "bravo", "charlie", "delta"])?;
    /// assert_eq!(Passphrase::new(&list, PassphraseOptions::words(6))?.bits(), Bits::new(12));
    /// assert_eq!(Passphrase::new(&list, PassphraseOptions::at_least(Bits::new(13)))?.words(), 7);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn words(count: usize) -> Self {
        Self {
            target: Target::Words(count),
            separator: "-",
            capital: Capital::None,
            digits: None,
            symbol: None,
        }
    }

    /// Passphrases of as few words as have `bits` of strength, digits, symbol and capitals counted in.
    #[must_use]
    pub const fn at_least(bits: Bits) -> Self {
        Self { target: Target::Bits(bits), ..Self::words(0) }
    }

    /// What stands between two words, `-` if nothing is said. It may be empty, if the list allows that.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{Passphrase, PassphraseOptions, Secrets, WordList};
    ///
    /// let list = WordList::new(["alpha", "bravo"])?;
    /// let recipe = Passphrase::new(&list, PassphraseOptions::words(3).separator(" · "))?;
    /// assert_eq!(System.passphrase(&recipe).expose_secret().split(" · ").count(), 3);
    ///
    /// let long = "-".repeat(PassphraseOptions::MAX_SEPARATOR_BYTES + 1);
    /// assert!(Passphrase::new(&list, PassphraseOptions::words(3).separator(&long)).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn separator(self, separator: &'a str) -> Self {
        Self { separator, ..self }
    }

    /// Which words begin with a capital letter, none if nothing is said.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{Capital, Passphrase, PassphraseOptions, Secrets, WordList};
    ///
    /// let list = WordList::new(["alpha", "bravo"])?;
    /// let recipe = Passphrase::new(&list, PassphraseOptions::words(3).capital(Capital::FirstLetters))?;
    /// let passphrase = System.passphrase(&recipe);
    /// assert_eq!(passphrase.expose_secret().matches(['A', 'B']).count(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn capital(self, capital: Capital) -> Self {
        Self { capital, ..self }
    }

    /// `count` random digits in a row, 1 to 9.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{Passphrase, PassphraseOptions, Place, Secrets, WordList};
    ///
    /// let list = WordList::new(["alpha", "bravo"])?;
    /// let options = PassphraseOptions::words(3).digits(2, Place::End).symbol(Place::End);
    /// let passphrase = System.passphrase(&Passphrase::new(&list, options)?);
    /// let text = passphrase.expose_secret();
    /// assert!(text.ends_with(|symbol| Passphrase::SYMBOLS.contains(symbol)), "as in alpha-bravo-alpha42!");
    /// assert_eq!(text.matches(|c: char| c.is_ascii_digit()).count(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn digits(self, count: u8, place: Place) -> Self {
        Self { digits: Some(Addition { count, place }), ..self }
    }

    /// A random symbol out of [`Passphrase::SYMBOLS`]; at the same place as digits it follows them.
    #[must_use]
    pub const fn symbol(self, place: Place) -> Self {
        Self { symbol: Some(place), ..self }
    }

    pub(super) fn validate(&self) -> Result<(), PassphraseError> {
        match self.target {
            Target::Words(words) if !(1..=Passphrase::MAX_WORDS).contains(&words) => {
                return Err(PassphraseError::Words { words });
            }
            _ => {}
        }
        match self.digits {
            Some(Addition { count, .. }) if !(1..=Addition::MAX_COUNT).contains(&count.into()) => {
                return Err(PassphraseError::Digits { count });
            }
            _ => {}
        }
        let bytes = self.separator.len();
        if bytes > Self::MAX_SEPARATOR_BYTES {
            return Err(PassphraseError::Separator { bytes });
        }
        Ok(())
    }

    /// The number of words, and the strength of so many from a list of `size`.
    pub(super) fn strength(&self, size: usize) -> Result<(usize, Bits), PassphraseError> {
        let mut power = Count::one();
        for words in 1..=Passphrase::MAX_WORDS {
            power.multiply(size);
            let reached = match self.target {
                Target::Words(wanted) => wanted == words,
                // What is added is at most 2^58, so below this there is no need to look.
                Target::Bits(bits) => power.bits().plus(Bits::new(60)) >= bits,
            };
            if reached {
                let mut count = power.clone();
                self.factors(words).for_each(|factor| count.multiply(factor));
                match self.target {
                    Target::Bits(bits) if count.bits() < bits => {}
                    _ => return Ok((words, count.bits())),
                }
            }
        }
        let Target::Bits(bits) = self.target else {
            return Err(PassphraseError::Words { words: 0 });
        };
        Err(PassphraseError::Unreachable { bits, most: power.bits() })
    }

    /// How many ways there are for each choice besides the words.
    fn factors(&self, words: usize) -> impl Iterator<Item = usize> {
        let places = move |place| if place == Place::RandomWord { words } else { 1 };
        let capital = if self.capital == Capital::OneWord { words } else { 1 };
        let digits = self.digits.into_iter().flat_map(move |Addition { count, place }| {
            (0..count).map(|_| 10).chain([places(place)])
        });
        let symbol = self.symbol.map(|place| [Passphrase::SYMBOLS.len(), places(place)]);
        digits.chain(symbol.into_iter().flatten()).chain([capital])
    }
}

/// A number of any size, its limbs from the least significant.
#[derive(Clone)]
struct Count(Vec<u64>);

impl Count {
    fn one() -> Self {
        Self(alloc::vec![1])
    }

    #[allow(clippy::cast_possible_truncation, reason = "the two halves are what is wanted")]
    fn multiply(&mut self, factor: usize) {
        let mut carry = 0;
        for limb in &mut self.0 {
            let product = u128::from(*limb) * factor as u128 + carry;
            (*limb, carry) = (product as u64, product >> 64);
        }
        self.0.push(carry as u64);
    }

    fn bits(&self) -> Bits {
        Bits::of_limbs(&self.0)
    }
}
