extern crate std;
use std::{format, vec::Vec};

use rand_core::TryRng;
use wellspring_entropy::{
    Error,
    testing::{Counting, Failing, Replay},
};

use super::{Block, SIZE};

#[test]
fn hands_out_the_words_of_the_source_in_order() {
    let script: Vec<u8> = (0..=255).cycle().take(2000).collect();
    for words in [0, 1, 3, 64, 65, 200] {
        let (mut blocked, mut plain) = (Replay::new(&script), Replay::new(&script));
        let mut block = Block::new(&mut blocked, words);
        for _ in 0..words {
            assert_eq!(block.try_next_u32(), plain.try_next_u32());
        }
        drop(block);
        assert!(blocked.remaining().abs_diff(plain.remaining()) <= 4, "{words}");
    }
}

#[test]
fn wider_words_and_bytes_are_those_of_the_source() {
    let script: Vec<u8> = (0..=255).cycle().take(2000).collect();
    let (mut blocked, mut plain) = (Replay::new(&script), Replay::new(&script));
    let mut block = Block::new(&mut blocked, 200);
    for _ in 0..40 {
        assert_eq!(block.try_next_u64(), plain.try_next_u64());
    }
    let (mut a, mut b) = ([0; 32], [0; 32]);
    assert_eq!((block.try_fill_bytes(&mut a), plain.try_fill_bytes(&mut b)), (Ok(()), Ok(())));
    assert_eq!(a, b);
}

#[test]
fn asks_in_blocks_and_for_no_more_than_is_wanted() {
    for (words, calls) in [(2, 1), (20, 1), (64, 1), (65, 2), (128, 2), (200, 4)] {
        let mut source = Counting::new(Replay::repeating(&[7]));
        let mut block = Block::new(&mut source, words);
        for _ in 0..words {
            block.try_next_u32().unwrap();
        }
        drop(block);
        let bytes = words * 4;
        let rounded = if bytes > SIZE { bytes.next_multiple_of(8) } else { bytes };
        assert_eq!((source.draws(), source.bytes()), (calls, rounded), "{words} words");
    }
}

#[test]
fn a_draw_of_unknown_length_asks_for_more_each_time() {
    for (words, calls, bytes) in [
        (0, 0, 0),
        (1, 1, 8),
        (2, 1, 8),
        (3, 2, 24),
        (6, 2, 24),
        (7, 3, 56),
        (126, 6, 504),
        (127, 7, 760),
    ] {
        let mut source = Counting::new(Replay::repeating(&[7]));
        let mut block = Block::growing(&mut source);
        for _ in 0..words {
            block.try_next_u32().unwrap();
        }
        drop(block);
        assert_eq!((source.draws(), source.bytes()), (calls, bytes), "{words} words");
    }
}

#[test]
fn a_failing_source_fails_at_the_word_that_needs_it() {
    let mut source = Failing::at_draw(2, Replay::repeating(&[7]));
    let mut block = Block::new(&mut source, 65);
    for _ in 0..64 {
        assert_eq!(block.try_next_u32(), Ok(0x0707_0707));
    }
    assert_eq!(block.try_next_u32(), Err(Error::INJECTED));
    assert_eq!(block.try_next_u32(), Err(Error::INJECTED));
}

#[test]
fn does_not_print_what_is_in_it() {
    let mut source = Replay::repeating(&[0x5A]);
    let mut block = Block::new(&mut source, 9);
    block.try_next_u32().unwrap();
    assert_eq!(format!("{block:?}"), "Block([REDACTED])");
}
