use alloc::vec::Vec;
use core::{fmt, ops::RangeInclusive};

mod span;

pub(super) use self::span::{Key, Span};

/// A set of characters, made of text or of ranges: what [`Class::Custom`](crate::Class::Custom) holds.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::Characters;
///
/// let greek = Characters::from('α'..='ω');
/// assert!(greek.contains('λ') && !greek.contains('l'));
/// assert_eq!(greek.len(), 25);
/// assert!(Characters::from("").is_empty());
/// assert_eq!(Characters::from("edcba").to_string(), "[a-e]");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Characters {
    /// One bit for each character of ASCII.
    ascii: u128,
    /// The others: in order, with characters between any two, and no surrogate among them.
    beyond: Vec<Span>,
}

impl Characters {
    /// The 94 that can be seen of ASCII.
    pub(super) const VISIBLE: Self = Self::ascii((1 << 127) - (1 << 0x21));

    /// The 95 of ASCII that are printed, the space included.
    pub(super) const PRINTABLE: Self = Self::ascii((1 << 127) - (1 << 0x20));

    /// Those whose bits are set.
    pub(super) const fn ascii(ascii: u128) -> Self {
        Self { ascii, beyond: Vec::new() }
    }

    /// Whether the set has this character.
    #[must_use]
    pub fn contains(&self, character: char) -> bool {
        let code = u32::from(character);
        match code {
            0..ASCII => self.ascii >> code & 1 == 1,
            _ => {
                let before = self.beyond.partition_point(|span| span.first <= code);
                let span = before.checked_sub(1).and_then(|index| self.beyond.get(index));
                span.is_some_and(|span| code <= span.last)
            }
        }
    }

    /// How many characters there are.
    #[must_use]
    pub fn len(&self) -> usize {
        usize::try_from(self.size()).unwrap_or(usize::MAX)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ascii == 0 && self.beyond.is_empty()
    }

    /// As many as there are, which is at most 1 112 064.
    pub(super) fn size(&self) -> u32 {
        self.ascii.count_ones() + self.beyond.iter().map(|span| span.len()).sum::<u32>()
    }

    /// What tells sets apart, in some order.
    pub(super) fn key(self) -> Key {
        Key(self.ascii, self.beyond)
    }

    pub(super) fn is_ascii(&self) -> bool {
        self.beyond.is_empty()
    }

    /// The least code point; all ones of none.
    pub(super) fn first(&self) -> u32 {
        self.spans().next().map_or(u32::MAX, |span| span.first)
    }

    /// The code points in order, in runs.
    pub(super) fn spans(&self) -> impl Iterator<Item = Span> {
        let mut rest = self.ascii;
        let ascii = core::iter::from_fn(move || {
            // The lowest run of ones ends where adding its lowest bit carries to.
            let first = (rest != 0).then(|| rest.trailing_zeros())?;
            let end = (rest >> first).trailing_ones() + first;
            rest &= u128::MAX.checked_shl(end).unwrap_or(0);
            Some(Span { first, last: end - 1 })
        });
        ascii.chain(self.beyond.iter().copied())
    }

    /// What is in either.
    pub(super) fn union(&self, other: &Self) -> Self {
        let beyond = match (self.beyond.as_slice(), other.beyond.as_slice()) {
            ([], []) => Vec::new(),
            (one, []) | ([], one) => one.to_vec(),
            (one, two) => joined([one, two].concat()),
        };
        Self { ascii: self.ascii | other.ascii, beyond }
    }

    /// What is here and not in the other.
    pub(super) fn minus(&self, other: &Self) -> Self {
        let mut beyond = Vec::new();
        let mut holes = other.beyond.as_slice();
        for &(mut span) in &self.beyond {
            // Those that are behind one span are behind all that follow.
            let behind = holes.iter().take_while(|hole| hole.last < span.first).count();
            holes = holes.get(behind..).unwrap_or(&[]);
            let inside = holes.iter().take_while(|hole| hole.first <= span.last);
            let mut left = true;
            for hole in inside {
                if hole.first > span.first {
                    beyond.push(Span { first: span.first, last: hole.first - 1 });
                }
                left = hole.last < span.last;
                span.first = hole.last + 1;
            }
            if left {
                beyond.push(span);
            }
        }
        Self { ascii: self.ascii & !other.ascii, beyond }
    }

    /// What is in both.
    pub(super) fn common(&self, other: &Self) -> Self {
        let beyond = match (self.beyond.as_slice(), other.beyond.as_slice()) {
            ([], _) | (_, []) => Vec::new(),
            _ => self.minus(&self.minus(other)).beyond,
        };
        Self { ascii: self.ascii & other.ascii, beyond }
    }

    /// The characters of spans in any order.
    pub(super) fn from_spans(spans: impl Iterator<Item = Span>) -> Self {
        let mut set = Self::default();
        for span in spans {
            for code in span.first..(span.last + 1).min(ASCII) {
                set.ascii |= 1 << code;
            }
            if span.last >= ASCII {
                let first = span.first.max(ASCII);
                set.beyond.extend(without(Span { first, ..span }, SURROGATES));
            }
        }
        set.beyond = joined(set.beyond);
        set
    }
}

const ASCII: u32 = 128;

/// They are between characters, and are none.
const SURROGATES: Span = Span { first: 0xD800, last: 0xDFFF };

/// What is left of `span` before and behind `hole`.
fn without(span: Span, hole: Span) -> impl Iterator<Item = Span> {
    let before = Span { last: span.last.min(hole.first.saturating_sub(1)), ..span };
    let behind = Span { first: span.first.max(hole.last + 1), ..span };
    let before = (hole.first > span.first).then_some(before);
    let behind = (hole.last < span.last).then_some(behind);
    before.into_iter().chain(behind)
}

/// In order, and those that overlap or touch made one.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable_by_key(|span| span.first);
    spans.dedup_by(|next, span| {
        let touches = next.first <= span.last.saturating_add(1);
        if touches {
            span.last = span.last.max(next.last);
        }
        touches
    });
    spans
}

/// The characters of the text; repeated ones count once.
impl From<&str> for Characters {
    fn from(text: &str) -> Self {
        text.chars().collect()
    }
}

impl From<char> for Characters {
    fn from(character: char) -> Self {
        core::iter::once(character).collect()
    }
}

/// All from the first to the last; none if they are the wrong way round.
impl From<RangeInclusive<char>> for Characters {
    fn from(range: RangeInclusive<char>) -> Self {
        let span = Span { first: u32::from(*range.start()), last: u32::from(*range.end()) };
        Self::from_spans((!range.is_empty()).then_some(span).into_iter())
    }
}

impl FromIterator<char> for Characters {
    fn from_iter<T: IntoIterator<Item = char>>(characters: T) -> Self {
        Self::from_spans(characters.into_iter().map(u32::from).map(|c| Span { first: c, last: c }))
    }
}

/// The characters in brackets, three or more in a row as a range; after twelve such, how many are left.
impl fmt::Display for Characters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 12;
        let character = |code| char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
        let mut left = self.size();
        f.write_str("[")?;
        for span in self.spans().take(SHOWN) {
            left -= span.len();
            write!(f, "{}", character(span.first).escape_debug())?;
            if span.len() > 2 {
                f.write_str("-")?;
            }
            if span.len() > 1 {
                write!(f, "{}", character(span.last).escape_debug())?;
            }
        }
        match left {
            0 => f.write_str("]"),
            _ => write!(f, " and {left} more]"),
        }
    }
}

impl fmt::Debug for Characters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Characters({self})")
    }
}

#[cfg(test)]
mod tests;
