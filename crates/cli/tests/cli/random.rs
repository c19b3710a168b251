//! Results are drawn: each in its own right, and other ones in the next run.

use std::collections::BTreeSet;

use wellspring::SystemRandom;
use wellspring_cli::{Status, Streams, run};

/// What a command prints in this process, on the system's own source.
fn output_of(arguments: &[&str], mut input: &[u8]) -> Vec<u8> {
    let (mut output, mut messages) = (Vec::new(), Vec::new());
    let mut streams = Streams::new(&mut input, &mut output, &mut messages);
    let arguments = [&["wellspring"], arguments].concat();
    assert_eq!(run(&arguments, &mut SystemRandom, &mut streams), Status::Done, "{arguments:?}");
    output
}

#[test]
fn a_sample_is_every_ordered_pair() {
    let pairs: BTreeSet<Vec<u8>> =
        (0..400).map(|_| output_of(&["shuffle", "-n", "2"], b"a\nb\nc\nd\n")).collect();
    assert_eq!(
        pairs.len(),
        12,
        "of the 12 ordered pairs of 4 lines one is missing after 400 runs, \
         which has a probability of at most 12 (11/12)^400 < 2^-46 if each is equally likely"
    );
}

#[test]
fn a_shuffle_is_every_order() {
    let orders: BTreeSet<Vec<u8>> =
        (0..250).map(|_| output_of(&["shuffle"], b"a\nb\nc\n")).collect();
    assert_eq!(
        orders.len(),
        6,
        "of the 6 orders of 3 lines one is missing after 250 runs, \
         which has a probability of at most 6 (5/6)^250 < 2^-63 if each is equally likely"
    );
}

const RUNS: usize = 64;

/// Each command prints something with at least 2^127 equally likely values, cut into results of which each
/// has as many.
#[test]
fn no_result_comes_twice_in_one_run_or_in_many() {
    const BELOW: &str = "340282366920938463463374607431768211455";
    for (arguments, results) in [
        (&["hex", "16", "-n", "4"][..], 4),
        (&["urlsafe", "16", "-n", "4"], 4),
        (&["password", "-n", "4"], 4),
        (&["password", "--length", "24", "--digits", "1", "-n", "4"], 4),
        (&["below", BELOW, "-n", "4"], 4),
        (&["link", "https://x/", "-n", "4"], 4),
    ] {
        let outputs: Vec<Vec<u8>> = (0..RUNS).map(|_| output_of(arguments, b"")).collect();
        let different: BTreeSet<&[u8]> =
            outputs.iter().flat_map(|output| output.split_inclusive(|c| *c == b'\n')).collect();
        are_all_different(&different, RUNS * results, arguments);
    }
    for arguments in [&["bytes", "16", "-n", "4"][..], &["bytes", "64"]] {
        let outputs = (0..RUNS).flat_map(|_| output_of(arguments, b"")).collect::<Vec<u8>>();
        are_all_different(&outputs.chunks(16).collect(), RUNS * 4, arguments);
    }
    // Coins and orders are too few to differ one by one; whole runs of them do.
    let lines: Vec<u8> = (b' '..b'~').flat_map(|c| [c, b'\n']).collect();
    for (arguments, input) in [
        (&["choose", "-n", "128", "a", "b"][..], &b""[..]),
        (&["choose", "-n", "128"], b"a\nb\n"),
        (&["shuffle"], &lines),
        (&["shuffle", "-n", "30"], &lines),
    ] {
        let outputs: Vec<Vec<u8>> = (0..RUNS).map(|_| output_of(arguments, input)).collect();
        are_all_different(&outputs.iter().map(Vec::as_slice).collect(), RUNS, arguments);
    }
}

fn are_all_different(different: &BTreeSet<&[u8]>, results: usize, arguments: &[&str]) {
    assert_eq!(
        different.len(),
        results,
        "{arguments:?}: two of {results} results are equal, which has a probability of at most \
         256 * 255 / 2 / 2^127 < 2^-111 if they are drawn"
    );
}
