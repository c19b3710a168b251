//! The algorithm against a model that was written from its description, and what a look at the state gives away.

extern crate std;
use core::cell::Cell;
use std::{boxed::Box, collections::HashSet, vec, vec::Vec};

use aes::cipher::{BlockCipherEncrypt, KeyInit};
use wellspring_entropy::{
    Error,
    testing::{Counting, Failing, Replay},
};

use super::*;

const CIPHERS: [Cipher; 2] = [Cipher::Aes256, Cipher::ChaCha20];

/// Bytes that do not repeat within any 32.
fn script() -> Vec<u8> {
    (0..8_000_u32).flat_map(|i| i.wrapping_mul(0x9E37_79B9).to_le_bytes()).collect()
}

fn state() -> Box<State> {
    Box::new(State::new())
}

/// What this crate does, in the simplest way and with other functions of the two ciphers.
struct Model<'script> {
    cipher: Cipher,
    script: &'script [u8],
    key: [u8; 32],
    buffer: Vec<u8>,
    erases: bool,
}

impl<'script> Model<'script> {
    fn new(cipher: Cipher, script: &'script [u8]) -> Self {
        Self { cipher, script, key: [0; 32], buffer: Vec::new(), erases: true }
    }

    fn stream(&self, key: &[u8; 32], len: usize) -> Vec<u8> {
        match self.cipher {
            Cipher::Aes256 => {
                let aes = aes::Aes256::new(key.into());
                let block = |counter: u128| {
                    let mut block = aes::Block::from(counter.to_be_bytes());
                    aes.encrypt_block(&mut block);
                    <[u8; 16]>::from(block)
                };
                (0..).flat_map(block).take(len).collect()
            }
            Cipher::ChaCha20 => {
                use chacha20::cipher::{KeyIvInit, StreamCipher};
                let mut text = vec![0; len];
                chacha20::ChaCha20::new(key.into(), &[0; 12].into()).apply_keystream(&mut text);
                text
            }
        }
    }

    fn fresh(&mut self) -> [u8; 32] {
        let (fresh, rest) = self.script.split_first_chunk().unwrap();
        self.script = rest;
        *fresh
    }

    fn refill(&mut self, fresh: [u8; 32]) {
        let key: Vec<u8> = self.key.iter().zip(fresh).map(|(a, b)| a ^ b).collect();
        let block = self.stream(&key.try_into().unwrap(), SIZE);
        if self.erases {
            self.key = block[..32].try_into().unwrap();
        }
        self.buffer = block[32..].to_vec();
    }

    fn fill(&mut self, len: usize) -> Vec<u8> {
        if len > LONGEST_BUFFERED {
            let fresh = self.fresh();
            let key: Vec<u8> = if self.buffer.len() >= 32 {
                let taken = self.buffer.split_off(self.buffer.len() - 32);
                taken.iter().zip(fresh).map(|(a, b)| a ^ b).collect()
            } else {
                self.refill(fresh);
                self.buffer.split_off(FULL - 32)
            };
            return self.stream(&key.try_into().unwrap(), len);
        }
        let mut filled = Vec::new();
        if len > self.buffer.len() {
            let fresh = self.fresh();
            filled = core::mem::take(&mut self.buffer);
            self.refill(fresh);
        }
        let rest = len - filled.len();
        filled.extend(self.buffer.split_off(self.buffer.len() - rest));
        filled
    }
}

/// Lengths of all kinds, in an order without a pattern.
fn lengths() -> impl Iterator<Item = usize> {
    let all =
        [8, 2000, 0, 1, 4064, 33, 2048, 8, 31, 4, 900, 32, 2049, 64, 7, 100, 4065, 16, 8, 5000];
    let rounds = if cfg!(miri) { 1 } else { 6 };
    (0..rounds).flat_map(move |i| all.into_iter().cycle().skip(i * 7).take(all.len()))
}

#[test]
fn the_bytes_are_those_of_the_model() {
    let script = script();
    for cipher in CIPHERS {
        let (source, mut state) = (Replay::new(&script), state());
        let mut model = Model::new(cipher, &script);
        for (i, len) in lengths().enumerate() {
            let mut dest = vec![0xA5; len + 8];
            let (body, end) = dest.split_at_mut(len);
            if len == 8 && i & 1 == 0 {
                let eight = take(&mut state).unwrap_or_else(|| {
                    let mut bytes = [0; 8];
                    fill(&mut state, &source, cipher, &mut bytes).unwrap();
                    bytes
                });
                body.copy_from_slice(&eight);
            } else if len > LONGEST_BUFFERED || !try_take(&mut state, body) {
                fill(&mut state, &source, cipher, body).unwrap();
            }
            assert_eq!(body, model.fill(len), "{cipher:?}, {len}");
            assert_eq!(end, [0xA5; 8], "{cipher:?}, {len}");
            assert_eq!(source.remaining(), model.script.len(), "{cipher:?}, {len}");
        }
    }
}

#[test]
fn a_reseed_is_a_refill() {
    let script = script();
    for cipher in CIPHERS {
        let (source, mut state) = (Replay::new(&script), state());
        let mut model = Model::new(cipher, &script);
        for _ in 0..3 {
            let mut dest = [0; 10];
            reseed(&mut state, &source, cipher).unwrap();
            fill(&mut state, &source, cipher, &mut dest).unwrap();
            let fresh = model.fresh();
            model.refill(fresh);
            assert_eq!(dest[..], model.fill(10));
        }
    }
}

/// Whether any 8 bytes in a row of what was handed out stand in `memory`. Of some 10^5 by 10^4 pairs of random ones, two agree
/// with a probability of 10^9 / 2^64 < 2^-34; the script is fixed, and so is the answer.
fn gives_away(memory: &[u8], handed_out: &[u8]) -> bool {
    let seen: HashSet<&[u8]> = memory.windows(8).filter(|window| **window != [0; 8]).collect();
    handed_out.windows(8).any(|window| seen.contains(window))
}

#[test]
fn the_state_tells_nothing_of_what_was_handed_out() {
    let script = script();
    for cipher in CIPHERS {
        let (source, mut state) = (Replay::new(&script), state());
        let mut handed_out = Vec::new();
        for (i, len) in lengths().enumerate() {
            let mut dest = vec![0; len];
            fill(&mut state, &source, cipher, &mut dest).unwrap();
            handed_out.extend(dest);
            let unread = KEY + left(&state).load(Relaxed);
            assert!(state.bytes[unread..].iter().all(|&byte| byte == 0));
            if i & 15 != 0 {
                continue;
            }
            // What the key makes by itself, what it makes with any earlier fresh bytes, and with the last ones.
            let key: [u8; KEY] = state.bytes[..KEY].try_into().unwrap();
            let consumed = script.len() - source.remaining();
            let mut computable = state.bytes.to_vec();
            let last = if cfg!(miri) { 1 } else { 4 };
            for fresh in script[..consumed].chunks(KEY).rev().take(last).chain([&[0; KEY][..]]) {
                let mut mixed = key;
                mix(&mut mixed, fresh);
                let mut block = vec![0; SIZE];
                cipher.stream(&mixed, &mut block);
                computable.extend(block);
            }
            assert!(!gives_away(&computable, &handed_out), "{cipher:?}, {len}");
        }
    }
}

/// Numbers do not go by [`fill`], and leave zeros as well.
#[test]
fn a_number_is_wiped_as_it_is_taken() {
    let script = script();
    for cipher in CIPHERS {
        let (source, mut state) = (Replay::new(&script), state());
        fill(&mut state, &source, cipher, &mut [0; 7]).unwrap();
        for _ in 0..50 {
            assert!(take::<8>(&mut state).is_some() && take::<4>(&mut state).is_some());
            let (unread, taken) = state.bytes.split_at(KEY + left(&state).load(Relaxed));
            assert!(taken.len() > 7 && taken.iter().all(|&byte| byte == 0));
            assert!(unread.iter().any(|&byte| byte != 0), "control: the rest is there");
        }
    }
}

/// The same look finds a generator that keeps its key, and one that does not wipe.
#[test]
fn negative_control_who_does_not_erase_is_found() {
    let script = script();
    let mut model = Model::new(Cipher::ChaCha20, &script);
    let buffer = {
        let fresh = model.fresh();
        model.refill(fresh);
        model.buffer.clone()
    };
    let handed_out = model.fill(500);
    assert!(gives_away(&buffer, &handed_out), "a buffer that was not wiped");
    assert!(!gives_away(&model.buffer, &handed_out), "one that was");
    let mut model = Model::new(Cipher::ChaCha20, &script);
    model.erases = false;
    let handed_out = model.fill(500);
    let mut key = model.key;
    mix(&mut key, &script[..KEY]);
    assert!(gives_away(&model.stream(&key, SIZE), &handed_out), "a key that was kept");
}

/// At every call of the source: an error, zeros, nothing used up, and the next call gives what this one would have given.
#[test]
fn a_failure_hands_out_nothing_and_uses_up_nothing() {
    let script = script();
    for cipher in CIPHERS {
        for n in 1..if cfg!(miri) { 3 } else { 8 } {
            let mut model = Model::new(cipher, &script);
            let working = Replay::new(&script);
            let mut state = state();
            let failing = Failing::at_draw(n, &working);
            let mut failures = 0;
            for len in lengths().chain([8, 5000]) {
                let mut dest = vec![0xA5; len];
                let before = state.bytes;
                if fill(&mut state, &failing, cipher, &mut dest).is_err() {
                    failures += 1;
                    assert!(dest.iter().all(|&byte| byte == 0), "{n}, {len}");
                    assert_eq!(state.bytes, before, "{n}, {len}");
                    assert_eq!(reseed(&mut state, &failing, cipher), Err(Error::INJECTED));
                    assert_eq!(state.bytes, before, "{n}, {len}");
                    fill(&mut state, &working, cipher, &mut dest).unwrap();
                }
                assert_eq!(dest, model.fill(len), "{n}, {len}");
            }
            assert!(failures > 0, "negative control: {n}");
        }
    }
}

/// What a fork does to the state in the middle of a draw, as far as it can be done without one: the source is the moment.
#[test]
fn a_state_that_turns_to_zeros_is_seen() {
    let source = Counting::new(Replay::repeating(&[7; 33]));
    let mut state = state();
    fill(&mut state, &source, Cipher::ChaCha20, &mut [0; 8]).unwrap();
    // A child: everything is zeros.
    state.wipe();
    assert_eq!(take::<8>(&mut state), None);
    assert!(!try_take(&mut state, &mut [0; 8]));
    // A draw that began in the parent: it counts what it took, and finds that the mark is gone.
    left(&state).store(100, Relaxed);
    assert_eq!(take::<8>(&mut state), None, "zeros");
    left(&state).store(100, Relaxed);
    assert!(!try_take(&mut state, &mut [0; 8]), "zeros");
    let before = source.draws();
    let mut dest = [0; 8];
    fill(&mut state, &source, Cipher::ChaCha20, &mut dest).unwrap();
    assert_eq!(source.draws(), before + 1, "a refill, and not the 84 zeros");
    assert_ne!(dest, [0; 8]);
}

/// A number of bytes that cannot be is none.
#[test]
fn more_bytes_than_fit_are_not_believed() {
    let source = Replay::repeating(&[9; 5]);
    for count in [FULL + 1, usize::MAX] {
        let mut state = state();
        fill(&mut state, &source, Cipher::ChaCha20, &mut [0; 8]).unwrap();
        left(&state).store(count, Relaxed);
        assert_eq!(take::<8>(&mut state), None);
        assert!(!try_take(&mut state, &mut [0; 8]));
    }
}

#[test]
fn one_shots_come_from_the_source_alone() {
    let script = script();
    for cipher in CIPHERS {
        let source = Replay::new(&script);
        let mut short = [0; 100];
        one_shot(&source, cipher, &mut short).unwrap();
        assert_eq!(short, script[..100]);
        let mut long = vec![0; 5000];
        one_shot(&source, cipher, &mut long).unwrap();
        let model = Model::new(cipher, &script);
        assert_eq!(long, model.stream(script[100..132].try_into().unwrap(), 5000));
        let failing = Failing::at_draw(1, &source);
        for len in [100, 5000] {
            let mut dest = vec![0xA5; len];
            assert_eq!(one_shot(&failing, cipher, &mut dest), Err(Error::INJECTED));
            assert!(dest.iter().all(|&byte| byte == 0));
        }
    }
}

/// A source without a `Backend`'s errors, and the bytes of which it gives each once.
#[test]
fn a_source_that_cannot_fail_is_one() {
    struct Counter(Cell<u8>);

    impl Source for Counter {
        type Error = core::convert::Infallible;

        fn try_seed(&self, seed: &mut [u8]) -> Result<(), Self::Error> {
            self.0.set(self.0.get() + 1);
            seed.fill(self.0.get());
            Ok(())
        }
    }

    let (source, mut state) = (Counter(Cell::new(0)), state());
    for round in 1..4 {
        for _ in 0..FULL >> 3 {
            let mut dest = [0; 8];
            let Ok(()) = fill(&mut state, &source, Cipher::ChaCha20, &mut dest);
        }
        assert_eq!(source.0.get(), round, "one refill for each {FULL} bytes");
    }
}
