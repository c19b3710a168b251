//! A fork in the middle of a refill, before and after the source has answered: the child begins anew.
//!
//! The source itself forks, once, so the moment is always the same. What a child does with the bytes that its parent had just
//! got is the hardest case: both have them, and only the mark in the page that the kernel wipes tells that they are two.
#![cfg_attr(not(target_os = "linux"), allow(unused, reason = "there is no such page elsewhere"))]
#![allow(
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may stop where it stands, and this one says what it finds"
)]

use core::cell::Cell;
use std::{
    collections::HashSet,
    io::{Read, Write},
};

use wellspring_csprng::{
    Cipher, KeyErasureRng, Protection, Source,
    entropy::{Error, System},
    rand_core::TryRng,
};

/// What the source does when it is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Moment {
    Never,
    Before,
    After,
}

/// What became of it.
struct Story {
    moment: Cell<Moment>,
    /// 0 in the child.
    child: Cell<Option<i32>>,
    given: Cell<[u8; 32]>,
    asked: Cell<usize>,
}

/// Forks once.
struct Forking<'story>(&'story Story);

impl Source for Forking<'_> {
    type Error = Error;

    fn try_seed(&self, seed: &mut [u8]) -> Result<(), Error> {
        let Self(story) = self;
        story.asked.set(story.asked.get() + 1);
        let moment = story.moment.replace(Moment::Never);
        if moment == Moment::Before {
            story.child.set(Some(fork()));
        }
        System.try_fill(seed)?;
        if moment == Moment::After {
            story.given.set(seed.try_into().unwrap());
            story.child.set(Some(fork()));
        }
        Ok(())
    }
}

/// What a process drew across the fork, what the source had given before it, and how often it was asked since.
type Report = ([u8; 96], [u8; 32], usize);

fn main() {
    #[cfg(all(target_os = "linux", not(miri)))]
    {
        let mut rng = KeyErasureRng::new();
        rng.reseed().unwrap();
        if rng.protection() != Protection::Pages {
            println!("fork_in_refill: not checked: {:?}", rng.protection());
            return;
        }
        for cipher in [Cipher::Aes256, Cipher::ChaCha20] {
            for moment in [Moment::Before, Moment::After] {
                // In the middle of a buffer, at a first draw, and past the buffer.
                for (drawn, len) in [(4000, 96), (0, 96), (100, 5000)] {
                    (0..20).for_each(|_| once(cipher, moment, drawn, len));
                }
            }
        }
        println!("fork_in_refill: parent and child differ, after the same bytes of the source");
    }
}

#[cfg(all(target_os = "linux", not(miri)))]
fn once(cipher: Cipher, moment: Moment, drawn: usize, len: usize) {
    let story = Story {
        moment: Cell::new(Moment::Never),
        child: Cell::new(None),
        given: Cell::new([0; 32]),
        asked: Cell::new(0),
    };
    let (mut reader, mut writer) = std::os::unix::net::UnixStream::pair().unwrap();
    let mut rng = KeyErasureRng::over(Forking(&story)).with_cipher(cipher);
    (0..drawn).for_each(|_| rng.try_fill_bytes(&mut [0]).unwrap());
    story.moment.set(moment);
    story.asked.set(0);
    let mut bytes = vec![0; len];
    rng.try_fill_bytes(&mut bytes).unwrap();
    let front: [u8; 96] = *bytes.first_chunk().unwrap();
    let mut report: Vec<u8> = front.to_vec();
    report.extend(story.given.get());
    report.push(story.asked.get().try_into().unwrap());
    if story.child.get() == Some(0) {
        writer.write_all(&report).unwrap();
        process::exit(0);
    }
    drop(writer);
    let child = story.child.get().unwrap();
    let mut other = Vec::new();
    reader.read_to_end(&mut other).unwrap();
    assert_eq!(process::wait(child), process::Ended::Exit(0));
    let context = format!("{cipher:?}, {moment:?}, {drawn}, {len}");
    let [(ours, ours_given, ours_asked), (theirs, theirs_given, theirs_asked)] =
        [report, other].map(|report| read(&report));
    // Negative control: both have the same bytes, of which a generator in plain memory would have made the same.
    assert_eq!(ours_given, theirs_given, "{context}");
    assert_eq!(ours_given == [0; 32], moment == Moment::Before, "{context}");
    assert_eq!((ours_asked, theirs_asked), (1, 2), "the child asks again: {context}");
    let pieces: HashSet<&[u8]> = ours.chunks(16).chain(theirs.chunks(16)).collect();
    assert_eq!(pieces.len(), 12, "{context}");
    assert!(!pieces.contains(&[0; 16][..]), "{context}");
}

fn read(report: &[u8]) -> Report {
    let (front, rest) = report.split_first_chunk().unwrap();
    let (given, asked) = rest.split_first_chunk().unwrap();
    (*front, *given, usize::from(*asked.first().unwrap()))
}

/// 0 in the child. This process has one thread; its child draws, writes to a socket and exits.
#[cfg(all(target_os = "linux", not(miri)))]
fn fork() -> i32 {
    process::fork().unwrap_or(0)
}

#[cfg(not(all(target_os = "linux", not(miri))))]
fn fork() -> i32 {
    0
}

#[cfg(all(target_os = "linux", not(miri)))]
#[path = "../../entropy/tests/faults/suite/os/process.rs"]
#[allow(
    dead_code,
    unsafe_code,
    reason = "the system calls of the tests of wellspring-entropy, of which three are used"
)]
mod process;

/// For `process`: the result of a call that answers -1 when it fails, which no test expects.
#[cfg(all(target_os = "linux", not(miri)))]
#[track_caller]
fn checked(result: core::ffi::c_int) -> core::ffi::c_int {
    assert_ne!(result, -1, "{}", std::io::Error::last_os_error());
    result
}
