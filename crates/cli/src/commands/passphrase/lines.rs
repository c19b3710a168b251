//! Lists of words as files: a word on each line, alone or behind the digits of dice, as in `11111 abacus`.
//!
//! Nothing else is taken for a list. Of `ice cream` the library's own reader would keep the last word, and of a page about lists one
//! word of each sentence: passphrases of which nobody knows what they are made of.

use wellspring::{WordList, tokens::WordListError};

/// The words of the lines, or what is wrong with which of them. Empty lines are left out.
pub(super) fn read(text: &str) -> Result<WordList, String> {
    let (mut words, mut numbers) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines()) {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let word = match parts.as_slice() {
            [] => continue,
            [word] => word,
            [dice, word] if dice.bytes().all(|byte| byte.is_ascii_digit()) => word,
            _ => {
                return Err(format!(
                    "line {number} is neither a word nor digits of dice and a word, as in `11111 abacus`"
                ));
            }
        };
        words.push(*word);
        numbers.push(number);
    }
    // The library counts words, and the person who mends the file counts lines.
    let line = |index: usize| numbers.get(index).copied().unwrap_or(0u32);
    WordList::new(words).map_err(|error| match error {
        WordListError::LongWord { index, bytes } => {
            let most = WordList::MAX_WORD_BYTES;
            format!("the word on line {} has {bytes} bytes, allowed is 1 to {most}", line(index))
        }
        WordListError::Repeated { first, second, .. } => {
            format!(
                "the word on line {} is there again on line {}, allowed is each word once",
                line(first),
                line(second)
            )
        }
        error => error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_alone_or_behind_digits() {
        for text in
            ["abacus\nabdomen", "11111\tabacus\n\n11112  abdomen \n", "\r\n1 abacus\r\nabdomen\r\n"]
        {
            assert!(read(text).unwrap().words().eq(["abacus", "abdomen"]), "{text:?}");
        }
    }

    #[test]
    fn other_lines_are_refused_by_their_number() {
        for (text, why) in [
            ("ant\nice cream\n", "line 2 is neither"),
            ("ant\n\n1 ice cream\n", "line 3 is neither"),
            ("1-1 ant\n", "line 1 is neither"),
            ("-----BEGIN PGP SIGNED MESSAGE-----\nant\n", "line 1 is neither"),
            ("ant\n\nbee\n3 ant\n", "on line 1 is there again on line 4"),
            (
                "ant\n\nabcdefghijklmnopqrstuvwxyzabcdefg\n",
                "on line 3 has 33 bytes, allowed is 1 to 32",
            ),
            ("\n", "no words"),
        ] {
            let said = read(text).unwrap_err();
            assert!(said.contains(why), "{text:?}: {said}");
            assert!(!said.contains("cream") && !said.contains("PGP"), "{said}");
        }
    }
}
