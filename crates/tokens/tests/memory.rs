//! What is left of a secret in the memory of this process after it was dropped.
//!
//! All writable memory is read through `/proc/self/mem` and searched for every 16-byte window of the secret.
//! So that the search does not find itself, the secret is remembered with all bits flipped, and the buffer
//! that memory is read into is passed over.
#![cfg(all(target_os = "linux", feature = "alloc"))]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use core::{hint::black_box, mem::take};
use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    sync::{Mutex, PoisonError},
};

use wellspring_dist::Block;
use wellspring_entropy::System;
use wellspring_tokens::{
    Class, PasswordPolicy, SecretArray, SecretBytes, SecretString, Secrets,
    rand_core::{self, TryCryptoRng, TryRng},
};

const WINDOW: usize = 16;

/// One search at a time: a window must not be found in the buffer of another search.
static SEARCHING: Mutex<()> = Mutex::new(());

/// What is searched for, and all the memory that a search needs: made while the secret is alive, so that a
/// search allocates nothing that could overwrite, and so hide, what a drop has left.
struct Search {
    /// The secret with all bits flipped, so that this is no copy of it.
    flipped: Vec<u8>,
    /// Each eight bytes in a row of the above, sorted, and where they stand in it.
    words: Vec<([u8; 8], usize)>,
    buffer: Vec<u8>,
    maps: String,
}

impl Search {
    fn for_secret(secret: &[u8]) -> Self {
        Self::for_flipped(secret.iter().map(|byte| !byte).collect())
    }

    fn for_flipped(flipped: Vec<u8>) -> Self {
        assert!(flipped.len() >= 4 * WINDOW);
        let mut words: Vec<([u8; 8], usize)> =
            flipped.windows(8).map(|word| word.try_into().unwrap()).zip(0..).collect();
        words.sort_unstable();
        Self { flipped, words, buffer: vec![0; 1 << 20], maps: String::with_capacity(1 << 18) }
    }

    /// How many places in writable memory hold a window of the secret.
    fn survivors(&mut self) -> usize {
        let mut memory = File::open("/proc/self/mem").unwrap();
        self.maps.clear();
        File::open("/proc/self/maps").unwrap().read_to_string(&mut self.maps).unwrap();
        let mut buffer = take(&mut self.buffer);
        let own = buffer.as_ptr().addr()..buffer.as_ptr().addr() + buffer.len();
        let mut found = 0;
        for line in self.maps.lines().filter(|line| line.contains(" rw")) {
            let range = line.split(' ').next().unwrap();
            let (start, end) = range.split_once('-').unwrap();
            let parse = |text| usize::from_str_radix(text, 16).unwrap();
            let (mut at, end) = (parse(start), parse(end));
            while at < end {
                if own.contains(&at) {
                    at = own.end;
                    continue;
                }
                let stop = if at < own.start { end.min(own.start) } else { end };
                let len = buffer.len().min(stop - at);
                memory.seek(SeekFrom::Start(at.try_into().unwrap())).unwrap();
                // A page that is not there any more holds no secret.
                if memory.read_exact(&mut buffer[..len]).is_ok() {
                    found += self.windows_in(&buffer[..len]);
                }
                // The next piece overlaps, so that no window is cut in two.
                at = if at + len == stop { stop } else { at + len - WINDOW };
            }
        }
        buffer.fill(0);
        self.buffer = buffer;
        found
    }

    /// Looks at every eighth place: a window of 16 bytes holds a whole word there, wherever it starts. A
    /// word that is one of the secret's is then extended to both sides.
    fn windows_in(&self, memory: &[u8]) -> usize {
        let mut found = 0;
        for (place, word) in memory.chunks_exact(8).enumerate().filter(|(_, word)| *word != [0; 8])
        {
            let word = core::array::from_fn(|i| !word[i]);
            if let Ok(index) = self.words.binary_search_by(|(other, _)| other.cmp(&word)) {
                found += usize::from(self.is_window(memory, place * 8, self.words[index].1));
            }
        }
        found
    }

    fn is_window(&self, memory: &[u8], place: usize, start: usize) -> bool {
        let same = |(a, b): &(&u8, &u8)| !**a == **b;
        let behind = memory[place..].iter().zip(&self.flipped[start..]).take_while(same).count();
        let before = memory[..place].iter().rev().zip(self.flipped[..start].iter().rev());
        behind + before.take_while(same).count() >= WINDOW
    }
}

/// Makes a value, finds its secret alive in memory, drops it, and counts what is left.
fn left_after_drop<T>(make: impl Fn() -> T, expose: impl Fn(&T) -> &[u8]) -> usize {
    let _guard = SEARCHING.lock().unwrap_or_else(PoisonError::into_inner);
    let secret = make();
    let mut search = Search::for_secret(expose(&secret));
    assert!(search.survivors() > 0, "the search does not even find a secret that is alive");
    // Moved about, as programs do.
    let moved = vec![Some(secret)];
    drop(moved);
    search.survivors()
}

fn bytes(text: &SecretString) -> &[u8] {
    text.expose_secret().as_bytes()
}

#[test]
fn nothing_is_left_of_any_secret_type() {
    for _ in 0..3 {
        assert_eq!(left_after_drop(|| System.token_bytes(1000), SecretBytes::expose_secret), 0);
        assert_eq!(
            left_after_drop(
                || System.token_array::<1000>(),
                |array| SecretArray::expose_secret(array)
            ),
            0
        );
        assert_eq!(left_after_drop(|| System.token_hex(500), bytes), 0);
        assert_eq!(left_after_drop(|| System.token_urlsafe(750), bytes), 0);
        let policy = PasswordPolicy::length(128).at_least(5, Class::Digit);
        assert_eq!(left_after_drop(|| System.password(&policy), bytes), 0);
    }
}

#[test]
fn what_users_hand_in_is_wiped_where_it_came_from() {
    let plain = || {
        let mut text = String::with_capacity(1024);
        text.push_str(System.token_hex(256).expose_secret());
        text
    };
    assert_eq!(left_after_drop(|| SecretString::from(plain()), bytes), 0);
    let from_bytes = || SecretBytes::from(plain().into_bytes());
    assert_eq!(left_after_drop(from_bytes, SecretBytes::expose_secret), 0);
}

/// Gives bytes of which no copy is in memory: they are remembered with all bits flipped.
struct Unflipped(Vec<u8>);

impl TryRng for Unflipped {
    type Error = core::convert::Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        rand_core::utils::next_word_via_fill(self)
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Self::Error> {
        dest.iter_mut().zip(&self.0).for_each(|(byte, flipped)| *byte = !flipped);
        Ok(())
    }
}

impl TryCryptoRng for Unflipped {}

/// Not only the password: the words that chose it, too, which are in no secret type.
#[test]
fn nothing_is_left_of_the_words_that_chose_a_password() {
    let _guard = SEARCHING.lock().unwrap_or_else(PoisonError::into_inner);
    let mut source = Unflipped(vec![0; 256]);
    System.try_fill(&mut source.0).unwrap();
    let mut search = Search::for_flipped(source.0.clone());
    drop(source.password(&PasswordPolicy::length(64)));
    assert_eq!(search.survivors(), 0);
    // The stack may be overwritten anyway; a block on the heap is not.
    let mut block = Box::new(Block::new(&mut source, 64));
    let Ok(_) = block.try_next_u32();
    black_box(&mut block);
    assert!(search.survivors() > 0);
    drop(block);
    assert_eq!(search.survivors(), 0);
    // The control: words that are drawn without a block are found.
    let mut plain = vec![0u8; 256];
    let Ok(()) = source.try_fill_bytes(&mut plain);
    black_box(&mut plain);
    assert!(search.survivors() > 0);
    black_box(&mut plain).fill(0);
}

/// The negative control: the same search after the same drop of a type that is not wiped.
#[test]
fn a_plain_string_is_found() {
    let plain = || System.token_hex(500).expose_secret().to_owned();
    assert!(left_after_drop(plain, |text: &String| text.as_bytes()) > 0);
    let plain = || System.token_bytes(1000).expose_secret().to_vec();
    assert!(left_after_drop(plain, |bytes: &Vec<u8>| bytes) > 0);
}
