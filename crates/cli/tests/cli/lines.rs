//! Choosing from lines and items, and shuffling lines: bytes in, the same bytes out.

use std::collections::BTreeSet;

use crate::{done, printed};

/// Not UTF-8, empty, with a carriage return, with NUL.
const ODD: &[u8] = b"\xff\xfe\n\n\r\nnul\0nul\n\xc3\x28";

fn split(text: &[u8]) -> Vec<&[u8]> {
    text.strip_suffix(b"\n").unwrap_or(text).split(|byte| *byte == b'\n').collect()
}

#[test]
fn choose_prints_one_of_its_items() {
    let chosen = printed(&["choose", "ann", "-5", "cy cy", "-n", "300"]);
    assert_eq!(chosen.len(), 300);
    // One of three is missing with a probability of at most 3 (2/3)^300 < 2^-173.
    let different: BTreeSet<&str> = chosen.iter().map(String::as_str).collect();
    assert_eq!(different, BTreeSet::from(["-5", "ann", "cy cy"]));
    assert_eq!(printed(&["choose", "--", "-x"]), ["-x"]);
    assert_eq!(printed(&["choose", ""]), [""]);
}

#[test]
fn choose_prints_one_of_the_lines_whatever_their_bytes() {
    let lines: BTreeSet<&[u8]> = split(ODD).into_iter().collect();
    let output = done(&["choose", "-n", "500"], ODD);
    assert_eq!(split(&output).len(), 500);
    // One of five is missing with a probability of at most 5 (4/5)^500 < 2^-158.
    assert_eq!(split(&output).into_iter().collect::<BTreeSet<_>>(), lines);
    assert_eq!(done(&["choose"], b"\n"), b"\n");
}

#[cfg(unix)]
#[test]
fn items_need_not_be_text() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let mut command = assert_cmd::cargo_bin_cmd!("wellspring");
    let output = command.arg("choose").arg(OsStr::from_bytes(b"\xff\x80")).output().unwrap();
    assert_eq!(output.stdout, b"\xff\x80\n");
}

#[test]
fn shuffle_is_a_permutation() {
    let input: String = (0..5000).map(|n| format!("line {n}\n")).collect();
    let output = done(&["shuffle"], input.as_bytes());
    // The same order again has a probability of 1/5000!.
    assert_ne!(output, input.as_bytes());
    let (mut before, mut after) = (split(input.as_bytes()), split(&output));
    before.sort_unstable();
    after.sort_unstable();
    assert_eq!(before, after);
}

#[test]
fn shuffle_keeps_odd_lines_and_repeated_ones() {
    let input = [ODD, b"\n", ODD].concat();
    let output = done(&["shuffle"], &input);
    let (mut before, mut after) = (split(&input), split(&output));
    before.sort_unstable();
    after.sort_unstable();
    assert_eq!(before, after);
    assert_eq!(done(&["shuffle"], b""), b"");
    assert_eq!(done(&["shuffle"], b"one"), b"one\n");
}

#[test]
fn shuffle_with_a_count_is_a_sample_without_repetition() {
    let input: String = (0..1000).map(|n| format!("{n}\n")).collect();
    for (count, lines) in
        [("0", 0), ("1", 1), ("10", 10), ("999", 999), ("1000", 1000), ("5000", 1000)]
    {
        let output = done(&["shuffle", "-n", count], input.as_bytes());
        let different: BTreeSet<&[u8]> =
            split(&output).into_iter().filter(|line| !line.is_empty()).collect();
        assert_eq!(different.len(), lines, "{count}");
        assert_eq!(output.iter().filter(|byte| **byte == b'\n').count(), lines, "{count}");
        assert!(
            different.iter().all(|line| core::str::from_utf8(line)
                .unwrap()
                .parse::<u32>()
                .unwrap()
                < 1000)
        );
    }
}
