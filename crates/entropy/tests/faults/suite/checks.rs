//! One file per check.

pub(crate) mod boot;
pub(crate) mod confined;
pub(crate) mod device;
pub(crate) mod fork;
pub(crate) mod fresh;
pub(crate) mod generation;
pub(crate) mod injection;
pub(crate) mod lengths;
pub(crate) mod race;
pub(crate) mod reseed;
pub(crate) mod seccomp;
pub(crate) mod signals;
pub(crate) mod threads;
pub(crate) mod valgrind;

use std::process::ExitCode;

/// The parts of checks that have to be programs of their own, by the first word of the command line.
pub(crate) fn part(words: &[String]) -> Option<ExitCode> {
    match words.first()?.as_str() {
        "+draw" => Some(injection::draw(&words[1..])),
        "+fresh" => Some(fresh::draw(&words[1..])),
        "+valgrind" => Some(valgrind::draw()),
        _ => None,
    }
}

/// What a check without a control would be: not one.
const NO_VDSO: &str = "no getrandom in the vDSO of this kernel, so no negative control";
