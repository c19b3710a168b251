//! `sample`, `shuffle` and `choose` with the options of `shuf`, and weights.

use std::{collections::BTreeSet, fs};

use crate::{done, printed, text, wellspring};

fn numbers(arguments: &[&str]) -> Vec<u64> {
    printed(arguments).iter().map(|line| line.parse().unwrap()).collect()
}

#[test]
fn a_sample_repeats_nothing_and_is_not_too_large() {
    let input: String = (0..100).map(|n| format!("{n}\n")).collect();
    for count in ["1", "10", "100"] {
        let output = text(&done(&["sample", "-n", count], input.as_bytes()));
        let different: BTreeSet<&str> = output.lines().collect();
        assert_eq!(different.len().to_string(), count);
    }
    let output = wellspring(&["sample", "-n", "101"], input.as_bytes());
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(text(&output.stderr).contains("there are 100 items"));
}

#[test]
fn ranges_are_drawn_from_without_being_written_out() {
    let mut drawn = numbers(&["shuffle", "-i", "5-14"]);
    drawn.sort_unstable();
    assert_eq!(drawn, (5..15).collect::<Vec<_>>());
    let lottery: BTreeSet<u64> =
        numbers(&["sample", "-i", "1-49", "-n", "6"]).into_iter().collect();
    assert!(lottery.len() == 6 && lottery.iter().all(|n| (1..=49).contains(n)));
    // More than memory holds, of which five are drawn.
    let far = numbers(&["sample", "-i", "0-999999999999", "-n", "5"]);
    assert_eq!(far.iter().collect::<BTreeSet<_>>().len(), 5);
    assert!(numbers(&["choose", "-i", "7-9", "-n", "50"]).iter().all(|n| (7..=9).contains(n)));
}

#[test]
fn arguments_files_and_nul_bytes_are_read() {
    let mut echoed = printed(&["shuffle", "-e", "a b", "c", "d"]);
    echoed.sort_unstable();
    assert_eq!(echoed, ["a b", "c", "d"]);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("lines");
    fs::write(&path, "x\ny\nz\n").unwrap();
    let mut lines = printed(&["shuffle", path.to_str().unwrap()]);
    lines.sort_unstable();
    assert_eq!(lines, ["x", "y", "z"]);
    for option in ["-0", "--null", "-z", "--zero-terminated"] {
        let output = done(&["shuffle", option], b"a\nb\0c\0d");
        let mut items: Vec<&[u8]> = output.split(|byte| *byte == 0).collect();
        items.sort_unstable();
        assert_eq!(items, [&b""[..], b"a\nb", b"c", b"d"], "{option}");
    }
    let output = wellspring(&["shuffle", "a", "b"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("-e"));
}

#[test]
fn repeating_needs_a_count_and_gives_that_many() {
    assert_eq!(printed(&["shuffle", "--head-count", "1", "-e", "a", "b"]).len(), 1);
    assert_eq!(printed(&["shuffle", "-r", "-n", "50", "-e", "a", "b"]).len(), 50);
    assert_eq!(wellspring(&["shuffle", "-r", "-e", "a"], b"").status.code(), Some(2));
}

/// `shuf --help` of coreutils 9.1, each with what it is here.
#[test]
fn every_option_of_shuf_works_or_says_why_not() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("result");
    let out = path.to_str().unwrap();
    for (line, count) in [
        (&["-e", "a", "b"][..], 2),
        (&["--echo", "a", "b"], 2),
        (&["-i", "1-5"], 5),
        (&["--input-range=1-5"], 5),
        (&["-i", "1-5", "-n", "2"], 2),
        (&["-i", "1-5", "--head-count=2"], 2),
        (&["-i", "1-5", "-r", "-n", "9"], 9),
        (&["-i", "1-5", "--repeat", "-n9"], 9),
        (&["-"], 3),
    ] {
        let line = [&["shuffle"], line].concat();
        let shuffled = text(&done(&line, b"a\nb\nc\n"));
        assert_eq!(shuffled.lines().count(), count, "{line:?}");
        for option in [["-o", out], ["--output", out]] {
            assert!(done(&[&line[..], &option].concat(), b"a\nb\nc\n").is_empty());
            assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), count, "{line:?}");
        }
    }
    for option in ["-z", "--zero-terminated"] {
        assert_eq!(done(&["shuffle", option], b"a\0").as_slice(), b"a\0");
    }
    for command in ["shuffle", "sample", "choose"] {
        for line in
            [&[command, "--random-source", "/dev/zero"][..], &[command, "--random-source=x"]]
        {
            let output = wellspring(line, b"a\nb\n");
            let said = text(&output.stderr);
            assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{line:?}");
            for word in ["no source of randomness", "lottery", "ReproducibleRng", "help choices"] {
                assert!(said.contains(word), "{line:?}: {said}");
            }
        }
    }
    let endless = text(&wellspring(&["shuffle", "-r", "-e", "a"], b"").stderr);
    assert!(endless.contains("--count"), "{endless}");
    let topic = text(&done(&["help", "choices"], b""));
    for option in ["-e", "-i", "-n", "-o", "-r", "-z", "--random-source"] {
        assert!(topic.contains(option), "{option}");
    }
}

#[test]
fn weights_decide_and_zero_is_never_drawn() {
    let input = b"0 never\n1 once\n1000000 often\n";
    let output = text(&done(&["choose", "--weighted", "-n", "2000"], input));
    assert!(!output.contains("never"));
    // Of 2000 choices fewer than 1900 are the frequent one with a probability below 2^-1000.
    assert!(output.lines().filter(|line| *line == "often").count() > 1900);
    let mut both: Vec<String> =
        text(&done(&["sample", "-w", "-n", "2"], input)).lines().map(String::from).collect();
    both.sort_unstable();
    assert_eq!(both, ["often", "once"]);
    assert_eq!(text(&done(&["shuffle", "-w"], input)).lines().count(), 2);
    for wrong in [&b"x\n"[..], b"-1 x\n", b"1.5 x\n"] {
        let output = wellspring(&["choose", "-w"], wrong);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("item 1 does not start with a weight"));
    }
    for command in ["choose", "sample", "shuffle"] {
        let output = wellspring(&[command, "-w"], b"0 x\n0 y\n");
        let said = text(&output.stderr);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{command}");
        assert!(said.contains("--weighted: no item has a weight above 0, of 2 items"), "{said}");
    }
    // 2^64 - 1 together, and one more.
    let most = "9223372036854775807 a\n9223372036854775808 b\n";
    for command in ["choose", "sample", "shuffle"] {
        assert_eq!(wellspring(&[command, "-w"], most.as_bytes()).status.code(), Some(0));
        for (more, item) in [("1 c\n", 3), ("0 c\n1 d\n7 e\n", 4)] {
            let output = wellspring(&[command, "-w"], (most.to_owned() + more).as_bytes());
            let said = text(&output.stderr);
            assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{command}");
            assert!(
                said.starts_with(&format!("error: --weighted: with item {item} the weights")),
                "{said}"
            );
        }
    }
    let output = wellspring(&["sample", "-w", "-n", "3"], input);
    assert!(text(&output.stderr).contains("2 items with a weight above 0"));
}

#[test]
fn numbers_of_ranges_steps_and_distributions() {
    let dice: BTreeSet<i64> =
        printed(&["range", "-n", "300", "-2", "3"]).iter().map(|n| n.parse().unwrap()).collect();
    assert_eq!(dice.into_iter().collect::<Vec<_>>(), [-2, -1, 0, 1, 2, 3]);
    let tens: BTreeSet<String> =
        printed(&["range", "0", "35", "--step", "10", "-n", "300"]).into_iter().collect();
    assert_eq!(tens.into_iter().collect::<Vec<_>>(), ["0", "10", "20", "30"]);
    let floats = printed(&["float", "2", "3", "-n", "100"]);
    assert!(floats.iter().all(|x| (2.0..3.0).contains(&x.parse::<f64>().unwrap())));
    assert_eq!(wellspring(&["range", "6", "1"], b"").status.code(), Some(2));
    assert_eq!(wellspring(&["float", "3", "2"], b"").status.code(), Some(2));
    for arguments in [
        &["bernoulli", "0.5"][..],
        &["beta", "2", "3"],
        &["binomial", "10", "0.5"],
        &["cauchy", "0", "1"],
        &["chi-squared", "3"],
        &["exponential", "2"],
        &["gamma", "2", "1"],
        &["geometric", "0.3"],
        &["log-normal", "0", "1"],
        &["normal", "-1", "2"],
        &["pareto", "1", "2"],
        &["poisson", "4"],
        &["student-t", "5"],
        &["triangular", "0", "4", "1"],
        &["uniform", "-1", "1"],
        &["von-mises", "0", "2"],
        &["weibull", "1", "2"],
    ] {
        let lines = printed(&[&["draw"], arguments, &["-n", "20"]].concat());
        assert!(lines.iter().all(|line| line.parse::<f64>().is_ok()), "{arguments:?}");
        let short = wellspring(&[&["draw"], arguments, &["1"]].concat(), b"");
        assert_eq!(short.status.code(), Some(2), "{arguments:?}");
        assert!(text(&short.stderr).contains("PARAMETER"), "{arguments:?}");
    }
    let output = wellspring(&["draw", "normal", "0", "-1"], b"");
    assert_eq!(output.status.code(), Some(2));
}
