//! `set_backend!` decides for a whole process, so each test here runs in one of its own: this program starts
//! itself again with the name of a case.
#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used, reason = "the cases are tests, where a panic is a report")]

use std::{env, process::Command};

use wellspring_entropy::{
    Backend, Error, SetBackendError, System, set_backend,
    testing::{Failing, Replay},
};

static SCRIPT: Replay = Replay::repeating(&[1, 2, 3]);
static BROKEN: Failing<Replay<'static>> = Failing::at_draw(2, Replay::repeating(&[9]));

/// Fails, and leaves bytes behind, which the contract forbids.
struct Leaky;

impl Backend for Leaky {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        dest.fill(0xEE);
        Err(Error::custom(1))
    }

    fn name(&self) -> &'static str {
        "leaky"
    }
}

fn draw() -> Result<[u8; 4], Error> {
    let mut dest = [0x55; 4];
    System.try_fill(&mut dest).map(|()| dest).inspect_err(|_| assert_eq!(dest, [0; 4]))
}

fn registered_before_the_first_draw() {
    assert_eq!(set_backend!(SCRIPT), Ok(()));
    assert_eq!(draw(), Ok([1, 2, 3, 1]));
    assert_eq!(System.name(), "a scripted source");
    assert!(System.report().is_registered());
    assert_eq!(System.report().interface(), Ok("a scripted source"));
}

fn a_second_one_is_refused_and_the_first_stays() {
    assert_eq!(set_backend!(SCRIPT), Ok(()));
    assert_eq!(set_backend!(BROKEN), Err(SetBackendError::AlreadySet));
    assert_eq!(draw(), Ok([1, 2, 3, 1]));
}

fn after_the_first_draw_it_is_refused() {
    let drawn = draw().unwrap();
    assert_eq!(set_backend!(SCRIPT), Err(SetBackendError::AlreadyUsed));
    // 2^-32 each: the script gives one of three rotations.
    assert_ne!(draw().unwrap(), drawn);
    assert_ne!(draw().unwrap(), [1, 2, 3, 1]);
    assert!(!System.report().is_registered());
}

fn a_report_and_an_empty_draw_decide_nothing() {
    assert!(!System.report().is_registered());
    assert_eq!(System.try_fill(&mut []), Ok(()));
    assert_eq!(set_backend!(SCRIPT), Ok(()));
    assert_eq!(draw(), Ok([1, 2, 3, 1]));
}

fn nothing_takes_over_when_it_fails() {
    assert_eq!(set_backend!(BROKEN), Ok(()));
    assert_eq!(draw(), Ok([9; 4]));
    assert_eq!(draw(), Err(Error::INJECTED));
    assert_eq!(draw(), Err(Error::INJECTED));
    assert!(System.report().is_degraded());
}

fn what_a_failure_leaves_behind_is_wiped() {
    static LEAKY: Leaky = Leaky;
    assert_eq!(set_backend!(LEAKY), Ok(()));
    assert_eq!(draw(), Err(Error::custom(1)));
}

fn of_many_threads_one_wins() {
    static OTHER: Replay = Replay::repeating(&[7]);
    let racing: Vec<_> = (0..8)
        .map(|thread| {
            std::thread::spawn(move || {
                if thread & 1 == 0 { set_backend!(SCRIPT) } else { set_backend!(OTHER) }
            })
        })
        .collect();
    let results: Vec<_> = racing.into_iter().map(|thread| thread.join().unwrap()).collect();
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert_eq!(results.iter().filter(|r| **r == Err(SetBackendError::AlreadySet)).count(), 7);
    assert!([[1, 2, 3, 1], [7; 4]].contains(&draw().unwrap()));
}

const CASES: &[(&str, fn())] = &[
    ("registered_before_the_first_draw", registered_before_the_first_draw),
    ("a_second_one_is_refused_and_the_first_stays", a_second_one_is_refused_and_the_first_stays),
    ("after_the_first_draw_it_is_refused", after_the_first_draw_it_is_refused),
    ("a_report_and_an_empty_draw_decide_nothing", a_report_and_an_empty_draw_decide_nothing),
    ("nothing_takes_over_when_it_fails", nothing_takes_over_when_it_fails),
    ("what_a_failure_leaves_behind_is_wiped", what_a_failure_leaves_behind_is_wiped),
    ("of_many_threads_one_wins", of_many_threads_one_wins),
];

const THIS: &str = "every_case_in_a_process_of_its_own";
const CASE: &str = "WELLSPRING_REGISTRATION_CASE";

/// There are no processes on wasm, and under an emulator of processors the kernel does not know this program.
fn can_start_itself() -> bool {
    !cfg!(target_family = "wasm")
        && Command::new(env::current_exe().unwrap())
            .arg("--list")
            .output()
            .is_ok_and(|output| output.status.success())
}

#[test]
fn every_case_in_a_process_of_its_own() {
    if let Ok(name) = env::var(CASE) {
        return CASES.iter().find(|case| case.0 == name).unwrap().1();
    }
    if !can_start_itself() {
        return println!("not checked: this program cannot start itself here");
    }
    for (name, _) in CASES {
        let mut again = Command::new(env::current_exe().unwrap());
        let output = again.arg(THIS).env(CASE, name).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{name}: {said}");
        assert!(said.contains("1 passed"), "{name} did not run");
    }
}

/// The control: a case that is wrong does fail the process.
#[test]
fn a_case_that_does_not_hold_is_seen() {
    if env::var(CASE).is_ok() || !can_start_itself() {
        return;
    }
    let mut again = Command::new(env::current_exe().unwrap());
    let output = again.arg(THIS).env(CASE, "no such case").output().unwrap();
    assert!(!output.status.success());
}
