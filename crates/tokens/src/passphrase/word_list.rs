// Where a processor cannot exchange a pointer in one step there are no threads to share a list with either.
#[cfg(not(target_has_atomic = "ptr"))]
use alloc::rc::Rc as Arc;
#[cfg(target_has_atomic = "ptr")]
use alloc::sync::Arc;
use alloc::{boxed::Box, string::String, vec::Vec};
use core::fmt;

/// Words for passphrases: 1 to 65 536, none twice.
///
/// A copy shares the words, also with another thread, but for targets without atomic exchange. They may be of any language; lengths are counted in bytes of UTF-8.
///
/// # Security
///
/// Words are different if their code points are, and [`bits`](crate::Recipe::bits) counts texts as code points. `café` with one `é` and with an `e` and an
/// accent are two words here, and so are words that differ by a character of no width. Whoever normalises what is typed, as by NFC or NFKC
/// (Unicode Standard Annex 15), or lowers its case, does the same to the list first: words that become equal are refused then.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::WordList;
///
/// let list = WordList::new(["correct", "horse", "battery", "staple"])?;
/// assert_eq!(list.len(), 4);
/// let refused = WordList::new(["horse", "battery", "horse"]).unwrap_err();
/// assert_eq!(refused.to_string(), "the word `horse` is there twice, at the indices 0 and 2");
/// # Ok::<(), wellspring_tokens::WordListError>(())
/// ```
///
/// How large it may be:
///
/// ```
/// use wellspring_tokens::WordList;
///
/// let numbers = |n: usize| WordList::new((0..n).map(|word| word.to_string()));
/// assert!(numbers(WordList::MAX_WORDS).is_ok() && numbers(WordList::MAX_WORDS + 1).is_err());
/// let word = |bytes| WordList::new(["n".repeat(bytes)]);
/// assert!(word(WordList::MAX_WORD_BYTES).is_ok() && word(WordList::MAX_WORD_BYTES + 1).is_err());
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct WordList {
    /// One behind the other: thousands of small allocations take longer than all else that a program does for one passphrase.
    text: Arc<str>,
    /// Where each of them ends.
    ends: Arc<[u32]>,
}

impl WordList {
    /// The most words.
    pub const MAX_WORDS: usize = 65_536;

    /// The most bytes of a word.
    pub const MAX_WORD_BYTES: usize = 32;

    /// From words, whose order is kept and is part of what given bytes lead to.
    ///
    /// # Errors
    ///
    /// [`WordListError`] if there are no words or more than [`MAX_WORDS`](Self::MAX_WORDS), or one is empty, longer than
    /// [`MAX_WORD_BYTES`](Self::MAX_WORD_BYTES) or there twice. An iterator that does not end is refused as well.
    pub fn new<T: AsRef<str>>(words: impl IntoIterator<Item = T>) -> Result<Self, WordListError> {
        let (mut text, mut ends) = (String::new(), Vec::new());
        let mut refused = None;
        for (index, word) in words.into_iter().enumerate() {
            let word = word.as_ref();
            let error = match word.len() {
                _ if index >= Self::MAX_WORDS => WordListError::TooMany,
                0 => WordListError::EmptyWord { index },
                1..=Self::MAX_WORD_BYTES => {
                    text.push_str(word);
                    // At most 2^16 words of 2^5 bytes.
                    ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
                    continue;
                }
                bytes => WordListError::LongWord { index, bytes },
            };
            refused = Some(error);
            break;
        }
        let list = Self { text: text.into(), ends: ends.into() };
        // What comes first in the list is told first.
        match list.repeated().or(refused) {
            Some(error) => Err(error),
            None if list.len() == 0 => Err(WordListError::Empty),
            None => Ok(list),
        }
    }

    /// The first word that was there before.
    ///
    /// A stable sort leaves equal words in the order of the list, and takes little more than a look at one that is sorted.
    fn repeated(&self) -> Option<WordListError> {
        let mut order: Vec<(&str, usize)> = self.words().zip(0..).collect();
        order.sort_by_key(|(word, _)| *word);
        let equal = order.windows(2).filter_map(|two| match two {
            [(word, first), (other, second)] if word == other => Some((*second, *first, *word)),
            _ => None,
        });
        let (second, first, word) = equal.min()?;
        Some(WordListError::Repeated { word: word.into(), first, second })
    }

    /// From text with a word on each line, as lists are published: what stands before the last white space of a line, such as the
    /// numbers of dice, is left out, and so are empty lines.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new); indices count the words, not the lines.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::WordList;
    ///
    /// let list = WordList::from_lines("11111\tabacus\n11112\tabdomen\n")?;
    /// assert!(list.words().eq(["abacus", "abdomen"]));
    /// # Ok::<(), wellspring_tokens::WordListError>(())
    /// ```
    pub fn from_lines(text: &str) -> Result<Self, WordListError> {
        Self::new(text.lines().filter_map(|line| line.split_whitespace().next_back()))
    }

    /// The long list of the Electronic Frontier Foundation, for five dice a word: 7776 words of 3 to 9 letters, 12.9 bits each
    /// (J. Bonneau, "EFF's new wordlists for random passphrases", 2016).
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::WordList;
    ///
    /// assert_eq!(WordList::eff_long().len(), 7776);
    /// ```
    #[cfg(feature = "wordlists")]
    #[cfg_attr(docsrs, doc(cfg(feature = "wordlists")))]
    #[must_use]
    #[doc(alias = "diceware")]
    pub fn eff_long() -> Self {
        Self::known(&diceware_wordlists::EFF_LONG_WORDLIST)
    }

    /// The first short list of the same, for four dice a word: 1296 common words of 3 to 5 letters, 10.3 bits each.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::WordList;
    ///
    /// assert!(WordList::eff_short().words().all(|word| (3..=5).contains(&word.len())));
    /// ```
    #[cfg(feature = "wordlists")]
    #[cfg_attr(docsrs, doc(cfg(feature = "wordlists")))]
    #[must_use]
    pub fn eff_short() -> Self {
        Self::known(&diceware_wordlists::EFF_SHORT_WORDLIST_1)
    }

    /// The second short list of the same: 1296 words, each with a beginning of three letters of its own and at least three changes away from
    /// every other, 10.3 bits each.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::collections::HashSet;
    /// use wellspring_tokens::WordList;
    ///
    /// let list = WordList::eff_short_prefixes();
    /// let beginnings: HashSet<&str> = list.words().map(|word| &word[..3]).collect();
    /// assert_eq!((list.len(), beginnings.len()), (1296, 1296));
    /// ```
    #[cfg(feature = "wordlists")]
    #[cfg_attr(docsrs, doc(cfg(feature = "wordlists")))]
    #[must_use]
    pub fn eff_short_prefixes() -> Self {
        Self::known(&diceware_wordlists::EFF_SHORT_WORDLIST_2_0)
    }

    /// A list that the tests have put through [`new`](Self::new).
    #[cfg(feature = "wordlists")]
    fn known(words: &[&str]) -> Self {
        let ends = words.iter().scan(0, |end, word| {
            *end += u32::try_from(word.len()).unwrap_or(u32::MAX);
            Some(*end)
        });
        Self { ends: ends.collect(), text: words.concat().into() }
    }

    /// How many words there are.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "a list never is")]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The words, in order.
    #[must_use]
    pub fn words(&self) -> impl ExactSizeIterator<Item = &str> + DoubleEndedIterator + Clone {
        (0..self.len()).map(|index| {
            let end = |index: usize| self.ends.get(index).map_or(0, |end| *end as usize);
            let start = index.checked_sub(1).map_or(0, end);
            self.text.get(start..end(index)).unwrap_or_default()
        })
    }
}

impl fmt::Debug for WordList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WordList({} words)", self.len())
    }
}

/// Why a [`WordList`] is refused.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WordListError {
    /// There are no words.
    Empty,
    /// There are more than [`WordList::MAX_WORDS`].
    TooMany,
    /// A word is empty.
    EmptyWord {
        /// Its index.
        index: usize,
    },
    /// A word is longer than [`WordList::MAX_WORD_BYTES`].
    LongWord {
        /// Its index.
        index: usize,
        /// Its length in bytes.
        bytes: usize,
    },
    /// A word is there twice.
    Repeated {
        /// The word.
        word: Box<str>,
        /// Where it is for the first time.
        first: usize,
        /// Where it is again.
        second: usize,
    },
}

impl fmt::Display for WordListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const WORDS: usize = WordList::MAX_WORDS;
        const BYTES: usize = WordList::MAX_WORD_BYTES;
        match self {
            Self::Empty => write!(f, "the list has no words, allowed is 1..={WORDS}"),
            Self::TooMany => write!(f, "the list has more words than the {WORDS} that are allowed"),
            Self::EmptyWord { index } => write!(f, "the word at index {index} is empty"),
            Self::LongWord { index, bytes } => {
                write!(f, "the word at index {index} has {bytes} bytes, allowed is 1..={BYTES}")
            }
            Self::Repeated { word, first, second } => {
                write!(f, "the word `{word}` is there twice, at the indices {first} and {second}")
            }
        }
    }
}

impl core::error::Error for WordListError {}
