//! What is left of a secret in the memory of this process after a command has ended, in buffers that are the
//! command's own: the pieces of `bytes`, the batches of lines, the lines of standard input.

mod flipped;

use core::hint::black_box;
use std::{
    io::{self, Read, Write},
    sync::{Mutex, MutexGuard, PoisonError},
};

use wellspring::SystemRandom;
use wellspring_cli::{Status, Streams, run};

use self::flipped::{Keeps, Unflipped, flipped_bytes, flipped_hex, flipped_lines, flipped_secrets};
use crate::search::Search;

/// One search at a time: a window must not be found in the buffer of another search.
fn alone() -> MutexGuard<'static, ()> {
    static SEARCHING: Mutex<()> = Mutex::new(());
    SEARCHING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs the command into an output that drops everything, and says how many windows of what is searched for
/// are left; then into one that keeps everything, where the same search has to find them.
fn left_by(arguments: &[&str], source: &[u8], input: &[u8], secret: Vec<u8>) -> usize {
    let mut search = Search::for_flipped(secret);
    let run_into = |output: &mut dyn Write| {
        let (mut source, mut input) = (Unflipped::new(source), Unflipped::new(input));
        let mut messages = io::sink();
        let mut streams = Streams::new(&mut input, output, &mut messages);
        let arguments = [&["wellspring"], arguments].concat();
        let status = match source.flipped.is_empty() {
            true => run(arguments, &mut SystemRandom, &mut streams),
            false => run(arguments, &mut source, &mut streams),
        };
        assert_eq!(status, Status::Done);
    };
    run_into(&mut io::sink());
    let left = search.survivors();
    let mut keeps = Keeps(Vec::with_capacity(1 << 20));
    run_into(&mut keeps);
    black_box(&mut keeps.0);
    assert!(search.survivors() > 0, "{arguments:?}: the search finds nothing that is there");
    black_box(&mut keeps.0).fill(0);
    left
}

#[test]
fn nothing_is_left_of_raw_bytes() {
    let _alone = alone();
    let bytes = flipped_bytes(4096);
    assert_eq!(left_by(&["bytes", "4096"], &bytes, b"", bytes.clone()), 0);
}

/// What a command prints, whatever that is: it is kept for once, and flipped where it lies.
#[test]
fn nothing_is_left_of_any_result() {
    let _alone = alone();
    for arguments in [
        &["password", "--length", "64", "-n", "20"][..],
        &["passphrase", "--words", "20", "-n", "20"],
        &["pin", "--digits", "64", "-n", "20"],
        &["hex", "-n", "20", "--json"],
        &["urlsafe", "-n", "20"],
        &["urlsafe", "-n", "20", "--json"],
        &["urlsafe", "-n", "20", "--source", "generator"],
        &["base32", "-n", "20"],
        &["base58", "-n", "20"],
        &["bytes", "64", "--json"],
        &["uuid", "-n", "20"],
        &["uuid", "v7"],
        &["id", "--length", "64", "-n", "20"],
        &["id", "--length", "64", "--alphabet", "0123456789abcdefghijk", "-n", "20"],
        &["apikey", "mint", "-p", "acme_", "--chars", "64", "-n", "20"],
        &["totp", "-a", "ann@example.com", "--no-qr", "-n", "20"],
        &["totp", "-a", "ann@example.com", "--secret", "-n", "20"],
        &["totp", "-a", "ann@example.com", "--json", "-n", "20"],
        &["totp", "-a", "ann@example.com", "--qr"],
        &["recovery"],
        &["recovery", "--numbered"],
        &["link", "https://x/", "-n", "20"],
        &["link", "https://x/", "-q", "token", "-n", "20"],
        &["split", "issue", "-p", "reset", "-l", "1h", "-n", "20"],
        &["below", "340282366920938463463374607431768211455", "-n", "20"],
        &["below", "18446744073709551615", "-n", "20", "--json"],
        &["range", "-170141183460469231731687303715884105728", "0", "-n", "20"],
        &["float", "-n", "20"],
        &["draw", "normal", "0", "1", "-n", "20"],
        &["choose", "-i", "1000000000000000000-18000000000000000000", "-n", "20"],
        &["sample", "-i", "1000000000000000000-18000000000000000000", "-n", "20"],
        &["shuffle", "-r", "-i", "1000000000000000000-18000000000000000000", "-n", "20"],
    ] {
        let source = flipped_bytes(1 << 16);
        let mut keeps = Keeps(Vec::with_capacity(1 << 16));
        let (mut input, mut messages) = (io::empty(), io::sink());
        let mut streams = Streams::new(&mut input, &mut keeps, &mut messages);
        let arguments = [&["wellspring"], arguments].concat();
        let status = run(&arguments, &mut Unflipped::new(&source), &mut streams);
        assert_eq!(status, Status::Done);
        let secret = flipped_secrets(&keeps.0);
        black_box(&mut keeps.0).fill(0);
        assert_eq!(left_by(&arguments[1..], &source, b"", secret), 0, "{arguments:?}");
    }
}

#[test]
fn nothing_is_left_of_a_batch_of_tokens() {
    let _alone = alone();
    let bytes = flipped_bytes(20 * 32);
    assert_eq!(left_by(&["hex", "-n", "20"], &bytes, b"", flipped_hex(&bytes)), 0);
}

/// More lines than the first room for input holds, so that it grows, and than one batch holds. Searched for
/// are the first and the last hundred: the search takes the square of what it finds in one place.
#[test]
fn nothing_is_left_of_the_lines_of_standard_input() {
    let _alone = alone();
    let lines = flipped_lines(1500);
    let secret = [&lines[..6500], &lines[lines.len() - 6500..]].concat();
    assert_eq!(left_by(&["shuffle"], b"", &lines, secret.clone()), 0);
    // Of the control's 1000 lines none is one of those 200 with a probability of (13/15)^1000 < 2^-206.
    assert_eq!(left_by(&["choose", "-n", "1000"], b"", &lines, secret), 0);
}

#[test]
fn nothing_is_left_of_secrets_that_were_compared() {
    let _alone = alone();
    let lines = flipped_lines(2);
    assert_eq!(left_of_input(&["compare"], &lines), (Status::False, 0));
    let wrong = flipped_lines(1);
    assert_eq!(left_of_input(&["apikey", "check", "-p", "acme_"], &wrong), (Status::False, 0));
    let key = flipped_result(&["apikey", "mint", "-p", "acme_", "-b", "256"]);
    let check = ["apikey", "check", "-p", "acme_", "-b", "256", "--json"];
    assert_eq!(left_of_input(&check, &key), (Status::Done, 0));
    let directory = tempfile::tempdir().unwrap();
    let rows = directory.path().join("rows");
    let rows = rows.to_str().unwrap();
    let token = flipped_result(&["split", "issue", "-p", "reset", "-r", rows]);
    let verify = ["split", "verify", "-p", "reset", "-r", rows];
    assert_eq!(left_of_input(&verify, &token), (Status::Done, 0));
    assert_eq!(left_of_input(&verify, &wrong), (Status::False, 0));
}

/// What a command prints, flipped.
fn flipped_result(arguments: &[&str]) -> Vec<u8> {
    let mut keeps = Keeps(Vec::with_capacity(1 << 16));
    let (mut input, mut messages) = (io::empty(), io::sink());
    let mut streams = Streams::new(&mut input, &mut keeps, &mut messages);
    let status = run([&["wellspring"], arguments].concat(), &mut SystemRandom, &mut streams);
    assert_eq!(status, Status::Done);
    let flipped = keeps.0.iter().map(|byte| !byte).collect();
    black_box(&mut keeps.0).fill(0);
    flipped
}

/// How a command ends that reads a secret, and how many windows of that are left.
fn left_of_input(arguments: &[&str], flipped: &[u8]) -> (Status, usize) {
    // The public prefix of a key is in the arguments.
    let mut search = Search::for_flipped(flipped[5..].to_vec());
    let (mut output, mut messages) = (io::sink(), io::sink());
    let mut input = Unflipped::new(flipped);
    let mut streams = Streams::new(&mut input, &mut output, &mut messages);
    let arguments = [&["wellspring"], arguments].concat();
    let status = run(arguments, &mut SystemRandom, &mut streams);
    let left = search.survivors();
    // The control: what the command has read would have been found.
    let mut plain = vec![0; flipped.len()];
    Unflipped::new(flipped).read_exact(&mut plain).unwrap();
    black_box(&mut plain);
    assert!(search.survivors() > 0);
    black_box(&mut plain).fill(0);
    (status, left)
}
