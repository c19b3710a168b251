//! What is left in memory where words stood: code points, the rank, what is written on the way from one to the other.
#![cfg(all(target_os = "linux", not(miri)))]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

extern crate std;

use core::hint::black_box;
use std::{fs::File, os::unix::fs::FileExt, vec, vec::Vec};

use super::{Words, bytes};

const LEN: usize = 64;

/// How many of `LEN` random words are still where they were after `keep` has dropped them.
///
/// Two belong to the allocator by then, for the links of its lists.
fn left<T>(keep: impl FnOnce(Vec<u64>) -> T, words: impl FnOnce(&T) -> &[u64]) -> usize {
    // Everything that allocates comes first: what was freed last is given to whoever asks next.
    let memory = File::open("/proc/self/mem").unwrap();
    let mut bytes = vec![0; 8 * LEN];
    let mut secret = vec![0; LEN];
    let mut x = black_box(0x9E37_79B9_7F4A_7C15u64);
    for word in &mut secret {
        (x, *word) = (x.wrapping_mul(0xD134_2543_DE82_EF95) | 1, x);
    }
    let flipped: Vec<u64> = secret.iter().map(|word| !word).collect();
    let kept = keep(secret);
    let address = words(&kept).as_ptr().addr();
    let mut count = || {
        memory.read_exact_at(&mut bytes, address.try_into().unwrap()).unwrap();
        let found = bytes.chunks_exact(8).map(|word| u64::from_ne_bytes(word.try_into().unwrap()));
        found.zip(&flipped).filter(|(found, flipped)| *found == !**flipped).count()
    };
    assert_eq!(count(), LEN);
    drop(black_box(kept));
    count()
}

#[test]
fn nothing_is_left_of_words() {
    assert_eq!(left(Words, |words| &words.0), 0);
    // Not by a copy that was made to grow, either.
    let copied = |secret: Vec<u64>| {
        let mut words = Words::new(LEN).unwrap();
        assert_eq!(words.0.capacity(), LEN);
        words.0.copy_from_slice(&secret);
        words
    };
    assert_eq!(left(copied, |words| &words.0), 0);
    // The control: a vector that nobody wipes, but for what the allocator writes.
    assert!(left(|words| words, |words| words) >= LEN - 2);
}

#[test]
fn the_length_of_every_code_point_is_known_before_it_is_written() {
    for character in '\0'..=char::MAX {
        let code = u64::from(u32::from(character));
        assert_eq!(bytes(&[code, 0]), character.len_utf8() as u64 + 1, "{character:?}");
    }
}
