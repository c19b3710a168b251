//! What draws, where the draws of many processes are kept, and what must not be found among them.

use core::sync::atomic::{AtomicU64, Ordering};

use wellspring_entropy::{Backend, System, backends::Vdso};

use super::os::memory;

/// The library or the negative control. An error is a draw of zeros, which no test lets pass.
pub(crate) trait Source: Sync {
    fn draw(&self, dest: &mut [u8]);

    /// Sixteen bytes in one draw, or in two of eight.
    fn sixteen(&self, halves: bool) -> u128 {
        let mut bytes = [0xC5; 16];
        if halves {
            let (low, high) = bytes.split_at_mut(8);
            self.draw(low);
            self.draw(high);
        } else {
            self.draw(&mut bytes);
        }
        u128::from_le_bytes(bytes)
    }
}

/// By turns `Vdso`, where there is one, and `System`, which leaves the first draws of a process to the system call: so that
/// a child's first draw is the vDSO's.
impl Source for System {
    fn draw(&self, dest: &mut [u8]) {
        static TURN: AtomicU64 = AtomicU64::new(0);
        let by_turns = TURN.fetch_add(1, Ordering::Relaxed) & 1 == 0;
        let drawn = by_turns && Vdso.try_fill(dest).is_ok();
        if !drawn && Self::try_fill(self, dest).is_err() {
            dest.fill(0);
        }
    }
}

/// Draws of this process, its threads, its signal handlers and its children, written without a lock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ledger {
    count: &'static AtomicU64,
    low: &'static [AtomicU64],
    high: &'static [AtomicU64],
}

impl Ledger {
    pub(crate) fn new(draws: usize) -> Self {
        let (count, words) = memory::shared(1 + 2 * draws).split_first().unwrap();
        let (low, high) = words.split_at(draws);
        Self { count, low, high }
    }

    #[allow(clippy::cast_possible_truncation, reason = "it is cut into its halves")]
    pub(crate) fn push(&self, draw: u128) {
        let index = self.count.fetch_add(1, Ordering::Relaxed) as usize;
        if let (Some(low), Some(high)) = (self.low.get(index), self.high.get(index)) {
            low.store(draw as u64, Ordering::Relaxed);
            high.store((draw >> 64) as u64, Ordering::Relaxed);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.count.load(Ordering::Relaxed).try_into().unwrap()
    }

    /// All draws, once nobody writes any more.
    pub(crate) fn draws(&self) -> Vec<u128> {
        let len = self.len();
        assert!(len <= self.low.len(), "{len} draws for a ledger of {}", self.low.len());
        let word = |word: &AtomicU64| u128::from(word.load(Ordering::Relaxed));
        let pairs = self.low.iter().zip(self.high).take(len);
        pairs.map(|(low, high)| word(low) | (word(high) << 64)).collect()
    }
}

/// What is wrong with a set of draws.
///
/// Among n draws of 16 good bytes a duplicate has a chance of n²/2^129, and a run of eight zeros of 9n/2^64:
/// 2^-43 for the 2^17 draws of a quick form, 2^-37 for the 10^7 of a full one, which is run by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flaws {
    pub(crate) draws: usize,
    pub(crate) duplicates: usize,
    pub(crate) zero_runs: usize,
}

impl Flaws {
    pub(crate) fn of(mut draws: Vec<u128>) -> Self {
        draws.sort_unstable();
        Self {
            draws: draws.len(),
            duplicates: draws.windows(2).filter(|pair| pair[0] == pair[1]).count(),
            zero_runs: draws.iter().filter(|draw| has_zero_run(&draw.to_le_bytes())).count(),
        }
    }

    pub(crate) fn none(&self) -> bool {
        self.duplicates == 0 && self.zero_runs == 0
    }

    /// The figure for a table.
    pub(crate) fn figure(&self) -> String {
        let Self { draws, duplicates, zero_runs } = self;
        format!("{duplicates} duplicates, {zero_runs} zero-runs in {draws} draws")
    }
}

/// Does `work` so many times 16 KiB further down the stack than the caller is.
///
/// The library finds a state by where the stack is, to 64 KiB, so whoever is to meet another at one state must not
/// stand at the one place where a border is between them.
pub(crate) fn deeper(steps: usize, work: &mut dyn FnMut()) {
    if steps == 0 {
        return work();
    }
    let room = [0u8; 1 << 14];
    core::hint::black_box(&room);
    deeper(steps - 1, work);
    core::hint::black_box(&room);
}

/// A control whose mistake needs some luck to show, run until it does: at most 100 times.
pub(crate) fn until_flawed(mut control: impl FnMut() -> Flaws) -> Flaws {
    let mut all = Flaws::default();
    for _ in 0..100 {
        let Flaws { draws, duplicates, zero_runs } = control();
        all.draws += draws;
        all.duplicates += duplicates;
        all.zero_runs += zero_runs;
        if !all.none() {
            break;
        }
    }
    all
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
    let flawed = vec![1 << 80, 7 << 120 | 1, 0, 1 << 80, u128::MAX];
    let found = Flaws::of(flawed);
    assert_eq!((found.duplicates, found.zero_runs), (1, 4));
    assert!(Flaws::of(vec![u128::MAX, u128::MAX >> 56]).none());
    assert!(!has_zero_run(&[1, 0, 0, 0, 0, 0, 0, 0, 1, 0]));
    let ledger = Ledger::new(4);
    ledger.push(u128::MAX - 5);
    assert_eq!(ledger.draws(), [u128::MAX - 5]);
}
