//! One file per check, and what several of them do.

pub(crate) mod chain;
pub(crate) mod fork;
pub(crate) mod processors;
pub(crate) mod same;
pub(crate) mod shared;
pub(crate) mod signals;
pub(crate) mod steps;
pub(crate) mod threads;
pub(crate) mod twins;

use super::{
    generators::{Draw, SUBJECTS, WAYS},
    ledger::Ledger,
};

/// Draws of each process after a fork: one of each way.
const DRAWS: usize = WAYS;

fn draw(generator: &mut dyn Draw, ledger: &Ledger, process: usize, turn: usize) {
    for way in 0..DRAWS {
        ledger.push(process, generator.draw(turn + way));
    }
}

/// Children of each generator in a full form: 100 000 of each form of fork.
const EACH: usize = 100_000 / SUBJECTS.len();
