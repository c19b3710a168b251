//! The module that a copy of a crate is given: whether a mutant is the chosen one, and the controls.
//!
//! The choice is read before `main`, so that no test sees the allocations of it; `unsafe` stands in the copy alone, where lints
//! are capped. With MUTANT_REACHED in the environment no mutant is on, and each that is asked for is noted in that file once,
//! four bytes, the lowest first: by a write that needs no memory and does not wait for the end of the process.

use super::outcome::Fate;

/// Takes the place of mutants in the controls: numbers that no real mutant has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Control {
    /// In a function that nobody calls.
    NotReached,
    /// Computes the same, in a function that a test calls.
    Equal,
    /// A test compares what it changes.
    Seen,
    /// Never comes to an end.
    Endless,
    /// Ends the process without a word.
    Abort,
    /// Takes memory without an end.
    Greedy,
}

impl Control {
    pub(super) const ALL: [Self; 6] =
        [Self::NotReached, Self::Equal, Self::Seen, Self::Endless, Self::Abort, Self::Greedy];

    /// What became of them, where they have met it.
    pub(super) const WORDS: &str = "one that nobody calls and one that is equal live; one that a test sees, one that aborts and one without \
        an end of memory are caught; one without an end of time ran too long";

    pub(super) fn expected(self) -> Fate {
        match self {
            Self::NotReached | Self::Equal => Fate::Lives,
            Self::Seen | Self::Abort | Self::Greedy => Fate::Caught,
            Self::Endless => Fate::TooLong,
        }
    }

    /// From the top of what the switch has room for.
    pub(super) fn number(self) -> u32 {
        65_000 + self as u32
    }
}

/// The name of the one unit test of the module.
pub(super) const TEST: &str = "mutant_switch::controls";

pub(super) const TEXT: &str = r#"
extern crate std;

use core::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::fs::File;
use std::io::Write;
use std::sync::OnceLock;

const ROOM: usize = 1 << 16;
const NOTE: u32 = u32::MAX;

static CHOSEN: AtomicU32 = AtomicU32::new(0);
static REACHED: OnceLock<File> = OnceLock::new();
static NOTED: [AtomicBool; ROOM] = [const { AtomicBool::new(false) }; ROOM];

#[used]
#[unsafe(link_section = ".init_array")]
static INIT: extern "C" fn() = init;

extern "C" fn init() {
    if let Some(path) = std::env::var_os("MUTANT_REACHED") {
        let file = File::options().append(true).create(true).open(path).unwrap();
        REACHED.set(file).unwrap();
        CHOSEN.store(NOTE, Relaxed);
    } else if let Ok(number) = std::env::var("MUTANT") {
        CHOSEN.store(number.parse().unwrap(), Relaxed);
    }
}

#[inline(always)]
pub fn on(number: u32) -> bool {
    let chosen = CHOSEN.load(Relaxed);
    chosen == number || chosen == NOTE && note(number)
}

#[cold]
#[inline(never)]
pub fn note(number: u32) -> bool {
    if !NOTED[number as usize].swap(true, Relaxed) {
        REACHED.get().unwrap().write_all(&number.to_le_bytes()).unwrap();
    }
    false
}

pub fn not_reached() -> u32 {
    if on(65_000) { 1 } else { 0 }
}

fn equal(n: u32) -> u32 {
    if on(65_001) { n | 0 } else { n }
}

fn seen(n: u32) -> u32 {
    if on(65_002) { n + 1 } else { n }
}

fn endless() {
    let mut n = 0_u32;
    while on(65_003) {
        n = core::hint::black_box(n.wrapping_add(1));
    }
}

fn abort() {
    if on(65_004) {
        std::process::abort();
    }
}

fn greedy() {
    let mut all = std::vec::Vec::new();
    while on(65_005) {
        all.push(core::hint::black_box(std::vec![1_u8; 1 << 26]));
    }
}

#[cfg(test)]
#[test]
fn controls() {
    assert_eq!((equal(3), seen(4)), (3, 4));
    endless();
    abort();
    greedy();
}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_has_the_numbers() {
        for control in Control::ALL {
            let digits = control.number().to_string();
            let spelled = format!("on({}_{})", &digits[..2], &digits[2..]);
            assert!(TEXT.contains(&spelled), "{control:?}");
        }
        let (_, name) = TEST.split_once("::").unwrap();
        assert!(TEXT.contains(&format!("fn {name}()")));
    }
}
