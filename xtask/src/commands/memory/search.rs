//! Every 16-byte window of a secret, looked for in memory.
//!
//! A window of 16 bytes holds a whole word at a place that is a multiple of eight, wherever it starts. So only every eighth place is looked at, and a
//! word that is one of the secret's is extended to both sides.

/// So many bytes of a secret in a row count as a survivor: by chance that happens once in 2^128 places.
pub(super) const WINDOW: usize = 16;

pub(super) struct Search {
    forms: Vec<Form>,
    /// Whether some word begins with these two bytes: nearly all that is looked at does not.
    begins: Vec<bool>,
}

/// One way in which the secret may lie in memory.
struct Form {
    bytes: Vec<u8>,
    /// Each eight bytes in a row of the above, sorted, and where they stand in it.
    words: Vec<([u8; 8], usize)>,
}

impl Search {
    /// As it is, and as the big-endian words that SHA-256 makes of it, whatever stood before it in what was hashed.
    pub(super) fn new(secret: Vec<u8>) -> Self {
        let swapped = (0..4).filter_map(|cut| {
            let mut swapped = secret.get(cut..)?.to_vec();
            swapped.chunks_exact_mut(4).for_each(<[u8]>::reverse);
            Some(Form::new(swapped))
        });
        let mut forms: Vec<Form> = swapped.collect();
        forms.push(Form::new(secret));
        let mut begins = vec![false; 1 << 16];
        for (word, _) in forms.iter().flat_map(|form| &form.words) {
            if let Some(begins) = begins.get_mut(beginning(*word)) {
                *begins = true;
            }
        }
        Self { forms, begins }
    }

    /// How many places hold a window.
    pub(super) fn windows_in(&self, memory: &[u8]) -> usize {
        let words = memory.chunks_exact(8).enumerate();
        let words = words.filter_map(|(place, word)| Some((place * 8, word.first_chunk()?)));
        let mut found = 0;
        let begins = |word: &[u8; 8]| self.begins.get(beginning(*word)) == Some(&true);
        for (place, word) in words.filter(|(_, word)| begins(word)) {
            found += self.forms.iter().filter(|form| form.is_at(memory, place, *word)).count();
        }
        found
    }
}

fn beginning([a, b, ..]: [u8; 8]) -> usize {
    u16::from_le_bytes([a, b]).into()
}

impl Form {
    fn new(bytes: Vec<u8>) -> Self {
        let words = bytes.windows(8).filter_map(|word| word.first_chunk().copied());
        let mut words: Vec<([u8; 8], usize)> = words.zip(0..).collect();
        words.sort_unstable();
        Self { bytes, words }
    }

    fn is_at(&self, memory: &[u8], place: usize, word: [u8; 8]) -> bool {
        let first = self.words.partition_point(|(other, _)| *other < word);
        let equal = self.words.iter().skip(first).take_while(|(other, _)| *other == word);
        equal.into_iter().any(|(_, start)| self.extends(memory, place, *start))
    }

    /// Whether `WINDOW` bytes around a word that is the same are.
    fn extends(&self, memory: &[u8], place: usize, start: usize) -> bool {
        let (before, behind) = memory.split_at(place);
        let (bytes_before, bytes_behind) = self.bytes.split_at(start);
        let same = |(a, b): &(&u8, &u8)| a == b;
        let behind = behind.iter().zip(bytes_behind).take(WINDOW).take_while(same).count();
        let before = before.iter().rev().zip(bytes_before.iter().rev());
        behind + before.take(WINDOW).take_while(same).count() >= WINDOW
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> Vec<u8> {
        (0..64).map(|i: u8| i.wrapping_mul(149).wrapping_add(17)).collect()
    }

    #[test]
    fn finds_every_window_at_every_place_and_nothing_shorter() {
        let (secret, search) = (secret(), Search::new(secret()));
        for start in 0..secret.len() - WINDOW {
            for place in 0..32 {
                let mut memory = vec![0xAA; 100];
                let window = &secret[start..start + WINDOW];
                memory[place..place + WINDOW].copy_from_slice(window);
                assert!(search.windows_in(&memory) > 0, "{start} at {place}");
                // A byte less is none.
                memory[place] ^= 1;
                assert_eq!(search.windows_in(&memory), 0, "{start} at {place}");
            }
        }
    }

    #[test]
    fn finds_what_sha_256_makes_of_it() {
        for before in 0..8 {
            let mut memory = [vec![0xAA; before], secret()].concat();
            memory.resize(before.next_multiple_of(4) + 72, 0xAA);
            let search = Search::new(secret());
            memory.chunks_exact_mut(4).for_each(<[u8]>::reverse);
            assert!(search.windows_in(&memory) > 0, "{before}");
            memory.reverse();
            assert_eq!(search.windows_in(&memory), 0, "{before}");
        }
    }

    /// Whose first word stands in it twice, with only one of them going on as the memory does.
    #[test]
    fn repetitions_do_not_hide_a_window() {
        let mut secret = b"same wordsame word".to_vec();
        secret.extend(b" and then another end");
        let search = Search::new(secret.clone());
        for start in 0..secret.len() - WINDOW {
            assert!(search.windows_in(&secret[start..start + WINDOW]) > 0, "{start}");
        }
    }
}
