//! A source that fails, at every draw and at every byte of every command: status 4, nothing unfinished in
//! the output, no file, and a message that knows nothing of what was drawn.

use std::fs;

use wellspring::rand_core::TryCryptoRng;
use wellspring_cli::{Status, Streams, run};
use wellspring_entropy::{
    Error,
    testing::{Counting, Failing, Replay},
};

/// Bytes without a pattern that a rejection loop could hang in (a full-period congruential generator's
/// upper halves).
fn script() -> Vec<u8> {
    let mut state = 1u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..4096).map(|_| next()).collect()
}

struct End {
    status: Status,
    output: Vec<u8>,
    message: String,
}

fn run_on(mut source: impl TryCryptoRng<Error = Error>, arguments: &[&str]) -> End {
    let (mut output, mut messages) = (Vec::new(), Vec::new());
    let mut input = &b"ann\nbob\ncy\ndora\nemil"[..];
    let mut streams = Streams::new(&mut input, &mut output, &mut messages);
    let arguments = [&["wellspring"], arguments].concat();
    let status = run(arguments, &mut source, &mut streams);
    let message = String::from_utf8(messages).unwrap();
    End { status, output, message }
}

const COMMANDS: &[&[&str]] = &[
    &["hex"],
    &["hex", "100", "-n", "3"],
    &["urlsafe"],
    &["urlsafe", "7", "-n", "3"],
    &["bytes", "50"],
    &["bytes", "5", "-n", "7"],
    &["password"],
    &["password", "--length", "8", "--lower", "1", "--digits", "2", "-n", "3"],
    &["below", "1000000", "-n", "3"],
    &["below", "340282366920938463463374607431768211455"],
    &["choose", "-n", "4"],
    &["shuffle"],
    &["shuffle", "-n", "2"],
    &["link", "https://example.com/reset=", "-n", "2"],
    &["link", "https://example.com/", "--path"],
    &["base32"],
    &["base58", "16"],
    &["passphrase"],
    &["passphrase", "--list", "short", "--digits", "2", "--symbol", "--capitals", "one"],
    &["pin"],
    &["recovery", "--numbered"],
    &["uuid"],
    &["uuid", "v7"],
    &["id"],
    &["apikey", "mint", "-p", "acme_"],
    &["apikey", "mint", "-p", "acme_", "--json"],
    &["totp", "-a", "ann", "--qr"],
    &["totp", "-a", "ann", "--json"],
    &["split", "issue", "-p", "reset", "-n", "2"],
    &["range", "--", "-5", "1000"],
    &["float", "-n", "2"],
    &["float", "0.5", "7"],
    &["draw", "normal", "0", "1"],
    &["sample", "-n", "2"],
    &["choose", "-i", "1-1000"],
    &["bytes", "32", "--json"],
    &["password", "--json", "--show-bits"],
];

/// Everything that a message may say: the source's own words, none of which depend on what it handed out.
fn message() -> String {
    format!(
        "error: the source of randomness failed, so nothing unfinished was written: {}\n",
        Error::INJECTED
    )
}

fn is_clean_failure(end: &End) -> bool {
    end.status == Status::Source && end.output.is_empty() && end.message == message()
}

#[test]
fn every_command_fails_whole_at_every_draw_and_every_byte() {
    let script = script();
    for &arguments in COMMANDS {
        let mut counting = Counting::new(Replay::repeating(&script));
        let whole = run_on(&mut counting, arguments);
        assert_eq!(whole.status, Status::Done, "{arguments:?}: {}", whole.message);
        assert!(!whole.output.is_empty() && counting.draws() > 0, "{arguments:?}");
        let (draws, bytes) = (counting.draws(), counting.bytes());
        let at_draw = |n| run_on(Failing::at_draw(n, Replay::repeating(&script)), arguments);
        let at_byte = |n| run_on(Failing::at_byte(n, Replay::repeating(&script)), arguments);
        for n in 1..=draws {
            assert!(is_clean_failure(&at_draw(n)), "{arguments:?} at draw {n}");
        }
        for n in 1..=bytes {
            assert!(is_clean_failure(&at_byte(n)), "{arguments:?} at byte {n}");
        }
        // The control: a source that fails after the last draw changes nothing, so the loops above stopped
        // neither early nor late.
        for end in [at_draw(draws + 1), at_byte(bytes + 1)] {
            assert_eq!(
                (end.status, end.message),
                (Status::Done, whole.message.clone()),
                "{arguments:?}"
            );
            // The time is in a UUID of version 7 and in the row of a split token.
            let timed = arguments.contains(&"v7") || arguments.contains(&"split");
            assert!(timed || end.output == whole.output, "{arguments:?}");
        }
    }
}

/// How many bytes each of them takes depends on whether the clock has moved since the one before. A draw is one for each.
#[test]
fn uuids_in_order_fail_whole_at_every_draw() {
    let script = script();
    let at_draw =
        |n| run_on(Failing::at_draw(n, Replay::repeating(&script)), &["uuid", "v7", "-n", "3"]);
    for n in 1..=3 {
        assert!(is_clean_failure(&at_draw(n)), "at draw {n}");
    }
    let after = at_draw(4);
    assert_eq!((after.status, after.output.len()), (Status::Done, 3 * 37));
}

#[test]
fn the_check_would_notice_a_leak() {
    let clean = || End { status: Status::Source, output: Vec::new(), message: message() };
    assert!(is_clean_failure(&clean()));
    assert!(!is_clean_failure(&End { status: Status::Done, ..clean() }));
    assert!(!is_clean_failure(&End { output: b"ab".to_vec(), ..clean() }));
    assert!(!is_clean_failure(&End { message: message() + "ab", ..clean() }));
}

/// More than one batch: what is out is whole results, the same ones as without the failure.
#[test]
fn a_failure_after_some_batches_leaves_whole_lines() {
    let script = script();
    for arguments in [
        &["hex", "33", "-n", "4000"][..],
        &["link", "https://x/", "-n", "4000"],
        &["choose", "-n", "50000"],
    ] {
        let mut counting = Counting::new(Replay::repeating(&script));
        let whole = run_on(&mut counting, arguments).output;
        let mut lengths = Vec::new();
        for n in (1..=counting.draws()).step_by(counting.draws().div_ceil(97)) {
            let end = run_on(Failing::at_draw(n, Replay::repeating(&script)), arguments);
            assert_eq!((end.status, end.message), (Status::Source, message()));
            assert!(end.output.is_empty() || end.output.ends_with(b"\n"), "{arguments:?} at {n}");
            assert!(whole.starts_with(&end.output), "{arguments:?} at {n}");
            lengths.push(end.output.len());
        }
        // The control: some of these failures did come after a batch.
        assert!(lengths[0] == 0 && lengths.iter().any(|length| *length > 60_000), "{arguments:?}");
    }
}

/// Raw bytes to a stream, past one piece of 64 KiB: a prefix of whole pieces, and the status tells.
#[test]
fn bytes_to_a_stream_stop_between_pieces() {
    let script = script();
    for (n, length) in [(1, 0), (2, 65_536), (3, 131_072)] {
        let end = run_on(Failing::at_draw(n, Replay::repeating(&script)), &["bytes", "180K"]);
        assert_eq!((end.status, end.output.len()), (Status::Source, length));
    }
    // Blocks that fit into a piece are never cut: 3 of 20 000 bytes go out at a time.
    let end =
        run_on(Failing::at_draw(3, Replay::repeating(&script)), &["bytes", "20000", "-n", "9"]);
    assert_eq!((end.status, end.output.len()), (Status::Source, 120_000));
}

#[test]
fn a_file_is_absent_or_as_it_was() {
    let script = script();
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("key");
    let arguments = ["bytes", "300K", "--out", path.to_str().unwrap()];
    let names = || fs::read_dir(directory.path()).unwrap().count();
    for old in [None, Some("old")] {
        if let Some(old) = old {
            fs::write(&path, old).unwrap();
        }
        for n in 1..=5 {
            let end = run_on(Failing::at_draw(n, Replay::repeating(&script)), &arguments);
            assert!(is_clean_failure(&end), "{}", end.message);
            assert_eq!(fs::read_to_string(&path).ok().as_deref(), old);
            assert_eq!(names(), usize::from(old.is_some()));
        }
        for n in (1..=300 * 1024).step_by(30_011) {
            let end = run_on(Failing::at_byte(n, Replay::repeating(&script)), &arguments);
            assert!(is_clean_failure(&end), "{}", end.message);
            assert_eq!(fs::read_to_string(&path).ok().as_deref(), old);
            assert_eq!(names(), usize::from(old.is_some()));
        }
    }
    // The control: five draws are all it takes.
    let end = run_on(Failing::at_draw(6, Replay::repeating(&script)), &arguments);
    assert_eq!((end.status, fs::metadata(&path).unwrap().len()), (Status::Done, 300 * 1024));
}

/// Which arguments are allowed is decided before anything is drawn; what draws nothing needs no source.
#[test]
fn a_failing_source_does_not_hide_other_answers() {
    let script = script();
    for (arguments, status) in [
        (&["below", "0"][..], Status::Usage),
        (&["password", "--length", "4", "--lower", "5"], Status::Unmet),
        (&["pin", "--min-bits", "64"], Status::Unmet),
        (&["help", "passwords"], Status::Done),
        (&["link", "nonsense"], Status::Usage),
        (&["--version"], Status::Done),
        (&["hex", "-n", "0"], Status::Done),
        (&["bytes", "0"], Status::Done),
    ] {
        let end = run_on(Failing::at_draw(1, Replay::repeating(&script)), arguments);
        assert_eq!(end.status, status, "{arguments:?}");
    }
}
