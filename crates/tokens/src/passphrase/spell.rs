use alloc::{boxed::Box, vec::Vec};
use core::{hint::black_box, ops::RangeInclusive};

use super::{Addition, Capital, NUMBER, Passphrase, Place};
use crate::{
    SecretBytes, SecretString,
    select::{if_equal, move_back, select, select_ascii},
};

/// Words for reading all of them: eight bytes of each word, then the next eight of each, what is left of the longest byte by byte, and
/// the lengths. So no more is read than the longest word has: all of it is read for each word.
#[derive(Clone)]
pub(super) struct Table {
    lanes: Box<[u64]>,
    /// For each place behind the last whole lane its byte of each word, eight in a lane.
    rest: Box<[Box<[u64]>]>,
    /// The lengths, eight in a lane.
    lengths: Box<[u64]>,
    words: usize,
    is_ascii: bool,
    shortest: u8,
    longest: u8,
}

/// How many bytes are read and written at a time.
const LANE: usize = 8;

impl Table {
    /// From words of 1 to 255 bytes.
    pub(super) fn new(words: &[&str]) -> Self {
        let lengths: Vec<u8> =
            words.iter().map(|word| u8::try_from(word.len()).unwrap_or(u8::MAX)).collect();
        let longest = lengths.iter().copied().max().unwrap_or(0);
        let whole = usize::from(longest) & !(LANE - 1);
        let mut lanes = Vec::new();
        for start in (0..whole).step_by(LANE) {
            lanes.extend(words.iter().map(|word| {
                let rest = word.as_bytes().get(start..).unwrap_or_default();
                crate::compare::word(rest)
            }));
        }
        let rest = (whole..longest.into()).map(|place| {
            let byte = |word: &&str| word.as_bytes().get(place).copied().unwrap_or(0);
            packed(&words.iter().map(byte).collect::<Vec<_>>())
        });
        let rest = rest.collect();
        let shortest = lengths.iter().copied().min().unwrap_or(0);
        let lengths = packed(&lengths);
        let is_ascii = words.iter().all(|word| word.is_ascii());
        Self { lanes: lanes.into(), rest, lengths, words: words.len(), is_ascii, shortest, longest }
    }

    pub(super) const fn len(&self) -> usize {
        self.words
    }

    /// The length of a word: the same for all of them, or from reading all of them.
    fn length(&self, index: u32) -> u32 {
        if self.shortest == self.longest {
            return self.longest.into();
        }
        byte(&self.lengths, index).into()
    }

    /// Writes a word over zeros at the front.
    fn write(&self, index: u32, text: &mut [u8]) {
        let (whole, rest) = text.split_at_mut(text.len().min(self.lanes_of_a_word() * LANE));
        for (words, place) in self.lanes.chunks_exact(self.len()).zip(whole.chunks_mut(LANE)) {
            let lane = select(words, index).to_le_bytes();
            for (place, byte) in place.iter_mut().zip(lane) {
                *place |= byte;
            }
        }
        for (bytes, place) in self.rest.iter().zip(rest) {
            *place |= byte(bytes, index);
        }
    }

    fn lanes_of_a_word(&self) -> usize {
        usize::from(self.longest) >> LANE.trailing_zeros()
    }
}

/// Eight bytes in a lane.
fn packed(bytes: &[u8]) -> Box<[u64]> {
    bytes.chunks(LANE).map(crate::compare::word).collect()
}

/// One of the bytes that are [`packed`], from reading all of them.
fn byte(packed: &[u64], index: u32) -> u8 {
    let [byte, ..] = (select(packed, index >> 3) >> (8 * (index & 7))).to_le_bytes();
    byte
}

/// Text that grows at its front.
struct Draft {
    text: SecretBytes,
    /// How long it is, which is secret.
    length: u32,
    /// How long it can be.
    most: usize,
}

impl Draft {
    /// Makes room for `length` bytes, of which there are at most so many.
    fn make_room(&mut self, length: u32, most: u8) {
        self.length += length;
        self.most += usize::from(most);
        let in_use = self.text.as_mut().get_mut(..self.most).unwrap_or_default();
        move_back(in_use, length, u8::BITS - most.leading_zeros());
    }

    /// Puts `byte` in front, or does not.
    fn put(&mut self, byte: u8, mask: u64) {
        let [mask, ..] = mask.to_le_bytes();
        self.make_room((mask & 1).into(), 1);
        if let Some(first) = self.text.as_mut().first_mut() {
            *first |= byte & mask;
        }
    }

    /// The text alone, in memory of its size.
    ///
    /// Its length, which is no secret, is told by comparing it with what it can be, one after the other.
    ///
    /// In words of ASCII all top bits are 0: said so that a check for UTF-8 is seen to depend on nothing secret.
    fn finish(mut self, lengths: RangeInclusive<usize>, is_ascii: bool) -> Option<SecretString> {
        let (mut length, most) = lengths.into_inner();
        while length < most && black_box(length) != self.length as usize {
            length += 1;
        }
        let mut text = SecretBytes::zeroed(length)?;
        let bits = if is_ascii { 0x7F } else { 0xFF };
        for (place, byte) in text.as_mut().iter_mut().zip(self.text.as_mut()) {
            *place = *byte & bits;
        }
        Some(SecretString::from_ascii(text))
    }
}

impl Passphrase {
    /// How many bytes a passphrase has.
    fn lengths(&self) -> RangeInclusive<usize> {
        let added = self.digits.map_or(0, |digits| digits.count.into())
            + usize::from(self.symbol.is_some())
            + self.words.saturating_sub(1) * self.separator.len();
        let all = |word: u8| self.words * usize::from(word) + added;
        all(self.table.shortest)..=all(self.table.longest)
    }

    /// How much memory the text takes while it grows: room for digits and symbol is made at each word that could be theirs.
    pub(super) fn room(&self) -> usize {
        let digits: usize = self.digits.map_or(0, |digits| digits.count.into());
        let behind_a_word = digits + usize::from(self.symbol.is_some());
        let separators = self.words.saturating_sub(1) * self.separator.len();
        self.words * (usize::from(self.table.longest) + behind_a_word) + separators
    }

    /// The text of what was drawn, in the order and places of [`throws`](Self::throws); `None` if it cannot be allocated.
    pub(super) fn spell(&self, drawn: &[u8]) -> Option<SecretString> {
        let number = |place: usize| {
            let bytes = drawn.get(place * NUMBER..).and_then(<[u8]>::first_chunk);
            bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes))
        };
        // Where what was drawn stands: the words, the capital, the digits' word, the digits, the symbol's word, the symbol.
        let capital = self.words;
        let (digits_word, digits) = (capital + 1, capital + 2);
        let symbol_word = digits + Addition::MAX_COUNT;
        let symbol = symbol_word + 1;
        let last = self.words.saturating_sub(1);
        let is_behind = |word: u32, place, drawn| match place {
            Place::RandomWord => if_equal(word, number(drawn)),
            // That is no secret.
            Place::End => {
                if word as usize == last {
                    u64::MAX
                } else {
                    0
                }
            }
        };

        let text = SecretBytes::zeroed(self.room())?;
        let mut draft = Draft { text, length: 0, most: 0 };
        for place in (0..u32::try_from(self.words).unwrap_or(0)).rev() {
            let word = place as usize;
            if word < last {
                for &byte in self.separator.as_bytes().iter().rev() {
                    draft.put(byte, u64::MAX);
                }
            }
            if let Some(at) = self.symbol {
                let symbol = select_ascii(Self::SYMBOLS.as_bytes(), number(symbol));
                draft.put(symbol, is_behind(place, at, symbol_word));
            }
            if let Some(Addition { count, place: at }) = self.digits {
                for digit in (0..count.into()).rev() {
                    let [digit, ..] = number(digits + digit).to_le_bytes();
                    // The top bit is 0 in any case, as a check for UTF-8 is to see.
                    draft.put((b'0' + digit) & 0x7F, is_behind(place, at, digits_word));
                }
            }
            let form = match self.capital {
                Capital::OneWord => {
                    let half = u64::try_from(self.table.len() >> 1).unwrap_or(0);
                    let [a, b, c, ..] = (half & if_equal(place, number(capital))).to_le_bytes();
                    number(word) + u32::from_le_bytes([a, b, c, 0])
                }
                Capital::None | Capital::FirstLetters => number(word),
            };
            draft.make_room(self.table.length(form), self.table.longest);
            self.table.write(form, draft.text.as_mut());
        }
        draft.finish(self.lengths(), self.table.is_ascii && self.separator.is_ascii())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Passphrase, PassphraseOptions, Place, WordList};

    /// As much as the longest words take, with all that may stand behind each and between them. No less, or the end would be
    /// cut off; and no more, since all of it is gone over for each part.
    #[test]
    fn there_is_room_for_the_longest_text_and_no_more() {
        let list = WordList::new(["a", "bc", "def"]).unwrap();
        let words = PassphraseOptions::words;
        for (options, room) in [
            (words(1), 3),
            (words(1).digits(2, Place::RandomWord), 5),
            (words(1).digits(2, Place::End).symbol(Place::End), 6),
            (words(4).separator(", "), 4 * 3 + 3 * 2),
            (words(4).separator(", ").symbol(Place::RandomWord), 4 * 4 + 3 * 2),
            (words(4).separator(", ").digits(3, Place::End), 4 * 6 + 3 * 2),
            (words(4).separator(", ").digits(3, Place::End).symbol(Place::End), 4 * 7 + 3 * 2),
        ] {
            let recipe = Passphrase::new(&list, options).unwrap();
            assert_eq!(recipe.room(), room, "{options:?}");
        }
    }
}
