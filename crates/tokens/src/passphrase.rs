//! Passphrases: words drawn from a list, exactly as strong as they say.
//!
//! **Bits.** A passphrase of `k` words from a list of `n` is called `k log2 n` bits strong. That counts draws, and is true of the
//! texts only if no text comes from two draws. With the words `in`, `put` and `input` and nothing between them it is not. So a recipe
//! is refused unless each of its texts can be taken apart in one way only ([`decodable`]), in the very spelling that is used: `polish`
//! and `Polish` are one word where all first letters become capitals.
//!
//! Digits and symbols are characters that no word and no separator has. Without them, the text is one of words and separators,
//! and has one reading; and where they stand in it says behind which word. So every choice that is made shows in the text, and the
//! strength is the sum of the logarithms of the choices. The tests enumerate small recipes: as many texts as draws.
//!
//! **Memory.** All choices are drawn first, then the text is put together at the front of one allocation that is as large as it can get,
//! word by word from the last to the first, and copied once to one of its size. The choices and the first allocation are
//! wiped.
//!
//! **Time.** Which word was drawn is a secret, so the list is read from end to end for each word and all others are masked away:
//! two or three microseconds for 7776 words. Words differ in length, so where a word starts is secret too, and the text makes room for
//! it by a move in steps of powers of two, each taken or not by a mask. What is told is how long the text is in the end.

mod decodable;
mod error;
mod options;
mod spell;
mod word_list;

use alloc::{borrow::Cow, boxed::Box, collections::BTreeSet, string::String, vec::Vec};
use core::{fmt, num::NonZero};

use rand_core::TryCryptoRng;
use wellspring_dist::Dice;

pub use self::{
    error::PassphraseError,
    options::{Capital, PassphraseOptions, Place},
    word_list::{WordList, WordListError},
};
use self::{options::Addition, spell::Table};
use crate::{Bits, Error, Recipe, SecretBytes, SecretString};

/// A recipe for passphrases: words of a list, drawn independently, and what else its [`PassphraseOptions`] ask for.
///
/// # Security
///
/// Every choice is counted and shows in the text, so [`bits`](Recipe::bits) is the logarithm of the number of texts, each of which has the same
/// probability. The length of the text is not secret; it tells a little of which words were drawn, 2 or 3 bits of six words.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Capital, Passphrase, PassphraseOptions, Place, Recipe, Secrets, WordList};
///
/// let list = WordList::new(["correct", "horse", "battery", "staple"])?;
/// let options = PassphraseOptions::words(5).separator(".").capital(Capital::OneWord).digits(2, Place::End);
/// let recipe = Passphrase::new(&list, options)?;
/// // 4^5 words, 5 places for the capital letter, 100 numbers.
/// assert_eq!(recipe.bits().to_string(), "18.9");
/// let passphrase = System.passphrase(&recipe); // battery.horse.Horse.correct.staple07
/// assert_eq!(passphrase.expose_secret().split('.').count(), 5);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
#[doc(alias = "diceware")]
pub struct Passphrase {
    table: Table,
    separator: Box<str>,
    words: usize,
    capital: Capital,
    digits: Option<Addition>,
    symbol: Option<Place>,
    bits: Bits,
}

impl Passphrase {
    /// The most words of a passphrase.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{Passphrase, PassphraseOptions, WordList};
    ///
    /// let list = WordList::new(["alpha", "bravo"])?;
    /// let words = |count| Passphrase::new(&list, PassphraseOptions::words(count));
    /// assert_eq!(words(Passphrase::MAX_WORDS).map(|recipe| recipe.words()), Ok(128));
    /// assert!(words(Passphrase::MAX_WORDS + 1).is_err());
    /// # Ok::<(), wellspring_tokens::WordListError>(())
    /// ```
    pub const MAX_WORDS: usize = 128;

    /// The symbols, one of which is drawn for [`PassphraseOptions::symbol`]: ten that keyboards have and lists of words and usual separators have
    /// not.
    pub const SYMBOLS: &str = "!#$%&*+=?@";

    /// From the words of `list`.
    ///
    /// Whether texts can be read in two ways is found out at once where the separator begins with a character that no word has.
    /// Otherwise it takes time that grows with the list, and seconds for 65 536 words without a separator. So a recipe is made once and kept, and is not made of a list that strangers send.
    ///
    /// # Errors
    ///
    /// [`PassphraseError`] if an option is out of its range, if the target of strength cannot be reached, or if two choices can lead to the same
    /// text.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{Passphrase, PassphraseOptions, WordList};
    ///
    /// let list = WordList::new(["in", "put", "input"])?;
    /// let refused = Passphrase::new(&list, PassphraseOptions::words(6).separator("")).unwrap_err();
    /// assert_eq!(
    ///     refused.to_string(),
    ///     "with the separator \"\" a text reads both as `input` and as `in|put`: another separator tells them apart"
    /// );
    /// # Ok::<(), wellspring_tokens::WordListError>(())
    /// ```
    pub fn new(list: &WordList, options: PassphraseOptions<'_>) -> Result<Self, PassphraseError> {
        options.validate()?;
        let forms = forms(list, options.capital)?;
        let forms: Vec<&str> = forms.iter().map(|form| &**form).collect();
        let added = (options.digits.is_some().then_some("0123456789").into_iter())
            .chain(options.symbol.is_some().then_some(Self::SYMBOLS));
        for character in added.flat_map(str::chars) {
            let in_use = |text: &str| text.contains(character);
            if in_use(options.separator) || forms.iter().any(|form| in_use(form)) {
                return Err(PassphraseError::CharacterInUse { character });
            }
        }
        if let Some((first, second)) = decodable::ambiguity(&forms, options.separator) {
            let separator = options.separator.into();
            return Err(PassphraseError::Ambiguous { separator, first, second });
        }
        let (words, bits) = options.strength(list.len())?;
        Ok(Self {
            table: Table::new(&forms),
            separator: options.separator.into(),
            words,
            capital: options.capital,
            digits: options.digits,
            symbol: options.symbol,
            bits,
        })
    }

    /// How many words a passphrase has.
    #[must_use]
    pub const fn words(&self) -> usize {
        self.words
    }

    /// How many numbers are drawn, below what, in this order: for the words, the word with the capital, and for digits and symbol the word
    /// that they follow and what they are. The last is how many places they take in what is drawn.
    fn throws(&self) -> [(usize, usize, usize); 6] {
        let forms = self.table.len();
        let list = if self.capital == Capital::OneWord { forms >> 1 } else { forms };
        let random = |place| usize::from(place == Some(Place::RandomWord));
        let digits = self.digits;
        [
            (list, self.words, self.words),
            (self.words, usize::from(self.capital == Capital::OneWord), 1),
            (self.words, random(digits.map(|digits| digits.place)), 1),
            (10, digits.map_or(0, |digits| usize::from(digits.count)), Addition::MAX_COUNT),
            (self.words, random(self.symbol), 1),
            (Self::SYMBOLS.len(), usize::from(self.symbol.is_some()), 1),
        ]
    }
}

impl Recipe for Passphrase {
    type Minted = SecretString;

    fn bits(&self) -> Bits {
        self.bits
    }

    fn try_mint<R: TryCryptoRng + ?Sized>(
        &self,
        rng: &mut R,
    ) -> Result<SecretString, Error<R::Error>> {
        let throws = self.throws();
        let size = throws.iter().map(|(_, _, places)| places * NUMBER).sum();
        let mut drawn = SecretBytes::zeroed(size).ok_or(Error::TooLong { n: size })?;
        let mut rest = drawn.as_mut();
        for (faces, count, places) in throws {
            let (these, others) = rest.split_at_mut(places * NUMBER);
            let mut places = these.chunks_exact_mut(NUMBER);
            let dice = u32::try_from(faces).ok().and_then(NonZero::new).map(Dice::new);
            // Nothing is drawn where nothing is to choose.
            if let (Some(dice), true) = (dice, count > 0) {
                dice.try_each(rng, count, |die| {
                    if let Some(place) = places.next() {
                        place.copy_from_slice(&die.to_le_bytes());
                    }
                })
                .map_err(Error::Source)?;
            }
            rest = others;
        }
        self.spell(drawn.expose_secret()).ok_or_else(|| Error::TooLong { n: self.room() })
    }
}

/// How many bytes a drawn number takes until it is used.
const NUMBER: usize = 4;

/// The words as they can stand in a text; capitals behind all that are not.
fn forms(list: &WordList, capital: Capital) -> Result<Vec<Cow<'_, str>>, PassphraseError> {
    let plain = list.words().map(Cow::Borrowed);
    let capitals = list.words().map(|word| Cow::Owned(capitalised(word)));
    let forms: Vec<Cow<'_, str>> = match capital {
        Capital::None => return Ok(plain.collect()),
        Capital::FirstLetters => capitals.collect(),
        Capital::OneWord => plain.chain(capitals).collect(),
    };
    let mut seen = BTreeSet::new();
    match forms.iter().find(|form| !seen.insert(&***form)) {
        Some(word) => Err(PassphraseError::CapitalCollision { word: (&**word).into() }),
        None => Ok(forms),
    }
}

fn capitalised(word: &str) -> String {
    let mut rest = word.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest.clone()).collect()
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Passphrase")
            .field("words", &self.words)
            .field("separator", &self.separator)
            .field("capital", &self.capital)
            .field("digits", &self.digits)
            .field("symbol", &self.symbol)
            .field("bits", &self.bits)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
