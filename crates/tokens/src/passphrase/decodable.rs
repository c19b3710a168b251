//! Whether texts that are made of words can be taken apart again in one way only.
//!
//! A. A. Sardinas and G. W. Patterson, "A necessary and sufficient condition for the unique decomposition of coded messages",
//! IRE Convention Record, part 8, 1953.
//!
//! Two readings of the same text start at the same place. Where one of them is ahead, what it is ahead by is the end of one of its words: the
//! *lead*. The reading that is behind adds a word, which has to agree with the lead as far as both go, and is then behind by
//! less, or ahead. If there are two readings of any text, a lead becomes empty; if not, the leads repeat. There are no more
//! leads than ends of words, so both is found out in finite time: for the words that begin with a lead, and for those
//! that a lead begins with, by looking them up in order.
//!
//! The separator is part of each word. A passphrase has none after its last word, but with one appended it is a text of such
//! words, and appending loses nothing.
//!
//! What is asked is more than that texts of the *same* number of words are distinct. Not much more: of two readings `u` and `v`
//! with different numbers of words, `uv` and `vu` have the same number, and the same text.

use alloc::{boxed::Box, collections::BTreeSet, format, string::String, vec::Vec};

/// Two ways to read the same text, as words joined by `|`.
pub(super) type Readings = (Box<str>, Box<str>);

/// Two readings of one text that is made of `words`, each followed by `separator`, if there is such a text.
pub(super) fn ambiguity(words: &[&str], separator: &str) -> Option<Readings> {
    let first = separator.chars().next();
    if first.is_some_and(|first| !words.iter().any(|word| word.contains(first))) {
        // Each word ends where the separator's first character comes for the first time.
        return None;
    }
    if first.is_some_and(|first| no_word_begins_another(words, first, separator)) {
        return None;
    }
    let mut code: Vec<String> = words.iter().map(|word| format!("{word}{separator}")).collect();
    code.sort_unstable();
    search(&code, separator.len())
}

/// Whether no word with the separator behind it begins another, so that a text can be read from its start in one way only: with a few
/// words that have a character of the separator, as in lists with `drop-down` and a hyphen, this is all that has to be looked at.
///
/// A word that begins another one, each with its separator, ends where the separator's `first` character stands in the longer one.
fn no_word_begins_another(words: &[&str], first: char, separator: &str) -> bool {
    let heads = words.iter().flat_map(|word| {
        let places = word.match_indices(first).map(|(at, _)| word.split_at(at));
        places.filter(|(_, rest)| rest.starts_with(separator) || separator.starts_with(rest))
    });
    let mut heads: Vec<&str> = heads.map(|(head, _)| head).collect();
    heads.sort_unstable();
    !words.iter().any(|word| heads.binary_search(word).is_ok())
}

/// How two readings came to where they are.
#[derive(Clone, Copy)]
struct Step<'a> {
    /// What the one is ahead by.
    lead: &'a [u8],
    /// The word that the one behind has added.
    word: &'a str,
    /// Whether it is ahead since.
    overtakes: bool,
    before: Before<'a>,
}

#[derive(Clone, Copy)]
enum Before<'a> {
    /// The step with this index.
    Step(usize),
    /// The other reading has this one word, and this one had none.
    Word(&'a str),
}

/// `code` is sorted and without repetitions.
fn search(code: &[String], separator: usize) -> Option<Readings> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    for (index, short) in code.iter().enumerate() {
        let before = Before::Word(short);
        // Those that go on where it ends come behind it.
        let begun = longer(code.get(index..).unwrap_or_default(), short.as_bytes());
        steps.extend(begun.map(|(word, lead)| Step { lead, word, overtakes: true, before }));
    }
    let (mut seen, mut next) = (BTreeSet::new(), 0);
    while let Some(&Step { lead, .. }) = steps.get(next) {
        if seen.insert(lead) {
            let before = Before::Step(next);
            let behind = shorter(code, lead).map(|(word, lead)| Step {
                lead,
                word,
                overtakes: false,
                before,
            });
            let ahead =
                longer(code, lead).map(|(word, lead)| Step { lead, word, overtakes: true, before });
            for step in behind.chain(ahead) {
                if step.lead.is_empty() {
                    return Some(readings(&steps, step, separator));
                }
                steps.push(step);
            }
        }
        next += 1;
    }
    None
}

/// The words of `code` that `text` begins with, with what is left of it.
fn shorter<'a>(
    code: &'a [String],
    text: &'a [u8],
) -> impl Iterator<Item = (&'a str, &'a [u8])> + use<'a> {
    (1..=text.len()).filter_map(move |len| {
        let (start, rest) = text.split_at_checked(len)?;
        let index = code.binary_search_by(|word| word.as_bytes().cmp(start)).ok()?;
        Some((code.get(index)?.as_str(), rest))
    })
}

/// The words of `code` that begin with `text` and go on, with what they go on with.
fn longer<'a>(
    code: &'a [String],
    text: &'a [u8],
) -> impl Iterator<Item = (&'a str, &'a [u8])> + use<'a> {
    let from = code.partition_point(|word| word.as_bytes() <= text);
    let rest = code.iter().skip(from);
    rest.map_while(move |word| Some((word.as_str(), word.as_bytes().strip_prefix(text)?)))
}

/// The two readings that `last` has brought together.
fn readings(steps: &[Step<'_>], last: Step<'_>, separator: usize) -> Readings {
    let mut path = alloc::vec![last];
    let first = loop {
        match path.last().map(|step| step.before) {
            Some(Before::Step(index)) => path.extend(steps.get(index)),
            Some(Before::Word(word)) => break word,
            None => break "",
        }
    };
    let (mut ahead, mut behind) = (alloc::vec![first], Vec::new());
    for step in path.iter().rev() {
        behind.push(step.word);
        if step.overtakes {
            core::mem::swap(&mut ahead, &mut behind);
        }
    }
    let join = |words: Vec<&str>| {
        let words = words.iter().map(|word| word.get(..word.len() - separator).unwrap_or(word));
        words.collect::<Vec<_>>().join("|").into_boxed_str()
    };
    (join(ahead), join(behind))
}

#[cfg(test)]
mod tests;
