//! Where the draws of many processes are kept, and what must not be found among them.

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::collections::HashSet;

use super::os::memory;

/// Draws of this process, its threads, its signal handlers and its children, written without a lock, each with the number of
/// the process that it is of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ledger {
    count: &'static AtomicU64,
    entries: &'static [AtomicU64],
}

/// A draw, and the number of its process.
pub(crate) type Entry = (u128, u64);

impl Ledger {
    pub(crate) fn new(draws: usize) -> Self {
        let (count, entries) = memory::shared(1 + WORDS * draws).split_first().unwrap();
        Self { count, entries }
    }

    #[allow(clippy::cast_possible_truncation, reason = "it is cut into its halves")]
    pub(crate) fn push(&self, process: usize, draw: u128) {
        let index = self.count.fetch_add(1, Relaxed) as usize;
        let words = [draw as u64, (draw >> 64) as u64, process as u64];
        if let Some(entry) = self.entries.chunks_exact(WORDS).nth(index) {
            entry.iter().zip(words).for_each(|(entry, word)| entry.store(word, Relaxed));
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.count.load(Relaxed).try_into().unwrap()
    }

    /// All draws, once nobody writes any more.
    pub(crate) fn entries(&self) -> Vec<Entry> {
        let room = self.entries.len() / WORDS;
        assert!(self.len() <= room, "{} draws for a ledger of {room}", self.len());
        let entry = |entry: &[AtomicU64]| {
            let [low, high, process] = [0, 1, 2].map(|word: usize| entry[word].load(Relaxed));
            (u128::from(low) | u128::from(high) << 64, process)
        };
        self.entries.chunks_exact(WORDS).take(self.len()).map(entry).collect()
    }

    pub(crate) fn flaws(&self) -> Flaws {
        Flaws::of(self.entries())
    }
}

const WORDS: usize = 3;

/// What is wrong with a set of draws.
///
/// Among n draws of 16 good bytes a duplicate has a chance of n²/2^129, and a run of eight zeros of 9n/2^64: 2^-42 for the
/// 2^18 draws of a quick form, 2^-37 for the 10^7 of a full one, which is run by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flaws {
    pub(crate) draws: usize,
    /// Draws that equal one before, of this process or of another.
    pub(crate) duplicates: usize,
    pub(crate) zero_runs: usize,
    /// Processes other than number 0 that drew something that another one drew.
    pub(crate) repeaters: usize,
}

impl Flaws {
    pub(crate) fn of(mut entries: Vec<Entry>) -> Self {
        entries.sort_unstable();
        let same = entries.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1);
        let (mut duplicates, mut repeaters) = (0, HashSet::new());
        for same in same {
            duplicates += same.len() - 1;
            // They are sorted: with two processes among them, the first and the last are not the same.
            if same.first().map(|entry| entry.1) != same.last().map(|entry| entry.1) {
                repeaters.extend(same.iter().map(|entry| entry.1).filter(|&process| process != 0));
            }
        }
        let zero_runs = entries.iter().filter(|entry| has_zero_run(&entry.0.to_le_bytes())).count();
        Self { draws: entries.len(), duplicates, zero_runs, repeaters: repeaters.len() }
    }

    pub(crate) fn none(&self) -> bool {
        self.duplicates == 0 && self.zero_runs == 0
    }

    /// The figure for a table.
    pub(crate) fn figure(&self) -> String {
        let Self { draws, duplicates, zero_runs, .. } = self;
        format!("{duplicates} duplicates, {zero_runs} zero-runs in {draws} draws")
    }

    /// The figure of a control with that many children.
    pub(crate) fn of_children(&self, children: usize) -> String {
        format!("{} of {children} children repeat, {}", self.repeaters, self.figure())
    }
}

/// Whether eight bytes in a row are zeros.
pub(crate) fn has_zero_run(bytes: &[u8]) -> bool {
    let mut run = 0;
    bytes.iter().any(|byte| {
        run = if *byte == 0 { run + 1 } else { 0 };
        run == 8
    })
}

/// What the harness would run, if this were not a harness of its own.
pub(crate) fn finds_what_it_looks_for() {
    let flawed = [(1 << 80, 0), (7 << 120 | 1, 3), (0, 4), (1 << 80, 2), (u128::MAX, 1)];
    let found = Flaws::of(flawed.to_vec());
    assert_eq!((found.duplicates, found.zero_runs, found.repeaters), (1, 4, 1));
    let within_one = Flaws::of(vec![(u128::MAX, 5), (u128::MAX, 5), (u128::MAX, 5)]);
    assert_eq!((within_one.duplicates, within_one.repeaters), (2, 0));
    assert!(Flaws::of(vec![(u128::MAX, 0), (u128::MAX >> 56, 1)]).none());
    assert!(!has_zero_run(&[1, 0, 0, 0, 0, 0, 0, 0, 1, 0]));
    let ledger = Ledger::new(4);
    ledger.push(9, u128::MAX - 5);
    assert_eq!(ledger.entries(), [(u128::MAX - 5, 9)]);
}
