//! What to do in place of a mistake: what is said works.

use crate::{done, printed, text, wellspring};

fn said(line: &[&str]) -> String {
    let output = wellspring(line, b"");
    assert_eq!(output.status.code(), Some(2), "{line:?}");
    text(&output.stderr)
}

/// clap would say `-- --x` of every option that it does not know, where most commands refuse that and a secret would be an argument.
#[test]
fn nobody_is_sent_behind_two_hyphens_in_vain() {
    for line in [
        &["hex", "--frob"][..],
        &["compare", "--frob"],
        &["apikey", "check", "-p", "acme_", "--frob"],
        &["split", "verify", "--frob"],
        &["totp", "--frob"],
        &["link", "--frob", "https://x/"],
        &["bytes", "--frob"],
        &["below", "--frob"],
        &["--frob"],
        &["frob"],
    ] {
        let said = said(line);
        assert!(!said.contains("as a value") && !said.contains("-- "), "{line:?}: {said}");
        assert!(said.contains("tip: "), "{line:?}: {said}");
    }
    let clap = wellspring_cli::command().try_get_matches_from(["wellspring", "hex", "--frob"]);
    assert!(clap.unwrap_err().to_string().contains("as a value, use '-- --frob'"));
}

#[test]
fn items_with_a_hyphen_are_shown_where_they_belong() {
    assert!(
        said(&["choose", "--frob"]).contains("items that begin with a hyphen stand behind `--`")
    );
    assert_eq!(printed(&["choose", "--", "--frob"]), ["--frob"]);
    for command in ["sample", "shuffle"] {
        assert!(said(&[command, "--frob"]).contains("stand behind `-e --`"));
        assert_eq!(printed(&[command, "-e", "--", "--frob"]), ["--frob"]);
    }
}

#[test]
fn a_class_is_left_out_by_without() {
    for word in ["--no-symbols", "--no-digits", "--no-upper"] {
        let said = said(&["password", word]);
        assert!(said.contains(word) && said.contains("`--without CLASS`"), "{said}");
        assert!(!said.contains("--no-newline") && !said.contains("--no-ambiguous"), "{said}");
    }
    assert_eq!(printed(&["password", "--without", "symbol"])[0].len(), 20);
    // What is a slip away is named all the same.
    assert!(said(&["password", "--no-ambiguou"]).contains("'--no-ambiguous'"));
}

#[test]
fn what_belongs_elsewhere_is_shown_where() {
    for (line, words) in [
        (&["password", "--clip", "10"][..], "seconds stand behind a `=`, as in `--clip=10`"),
        (&["pin", "--clip", "483920"], "seconds stand behind a `=`"),
        (&["range", "1-6"], "for example `wellspring range 1 6`"),
        (&["range", "1..6"], "for example `wellspring range 1 6`"),
        (&["sample", "3", "entrants.txt"], "how many items to print says `-n COUNT`"),
        (&["totp", "ann"], "whose it is says `--account NAME`"),
    ] {
        assert!(said(line).contains(words), "{line:?}: {}", said(line));
    }
    for (line, words) in [
        (&["apikey", "mint", "acme_live_"][..], "what keys begin with says `--prefix PREFIX`"),
        (&["apikey", "regex", "acme_live_"], "what keys begin with says `--prefix PREFIX`"),
        (&["split", "issue", "reset"], "what a token is for says `--purpose WORD`"),
        (&["split", "issue", "-p", "reset", "15m"], "how long it is valid `--lifetime TIME`"),
        (&["split", "issue", "-p", "r", "--expires", "15m"], "no such option; `--help` lists"),
        (&["totp", "ann@example.com"], "whose it is says `--account NAME`"),
        (&["totp", "-a", "x", "--size", "20"], "no such option; `--help` lists"),
        (&["compare", "--format", "json"], "no such option; `--help` lists"),
        (&["apikey", "reset"], "`wellspring apikey --help` lists its commands"),
        (&["apikey", "-p", "acme_", "mint"], "options stand behind the command"),
        (&["-n", "5", "hex"], "options stand behind the command, as in `wellspring hex --count 5`"),
        (&["--json", "hex"], "options stand behind the command"),
    ] {
        let said = said(line);
        assert!(said.contains(words), "{line:?}: {said}");
        let reads = ["compare", "apikey"].contains(&line[0]) && said.contains("subcommand")
            || line[0] == "compare";
        assert_eq!(said.contains("a secret is read"), reads, "{line:?}: {said}");
    }
    assert_eq!(printed(&["hex", "--count", "5"]).len(), 5);
    // Only what stands there.
    assert!(!said(&["pin", "4", "--clip=10"]).contains("seconds"));
}

/// The numbers of `range` have an example, and its options have none of it.
#[test]
fn what_is_wrong_with_an_option_is_not_answered_with_numbers() {
    let example = "for example `wellspring range 1 6`";
    for line in [&["range", "1", "x"][..], &["range", "x", "6"], &["range", "1"], &["range"]] {
        assert!(said(line).contains(example), "{line:?}: {}", said(line));
    }
    for more in [["--step", "0"], ["-n", "abc"], ["--min-bits", "x"], ["--source", "x"]] {
        let line = [&["range", "1", "6"], &more[..]].concat();
        assert!(!said(&line).contains(example), "{line:?}: {}", said(&line));
    }
}

/// `shuf -n 3` without its letters.
#[test]
fn a_number_in_the_place_of_a_file_is_most_likely_how_many() {
    for command in ["sample", "shuffle"] {
        for (word, words) in [
            ("3", "how many items to print says `-n 3`"),
            ("483920", "how many items to print says `-n COUNT`"),
            ("x", "stands behind -e"),
        ] {
            let output = wellspring(&[command, word], b"a\nb\nc\n");
            let said = text(&output.stderr);
            assert_eq!(output.status.code(), Some(5), "{said}");
            assert!(said.contains(words) && !said.contains("483920"), "{said}");
        }
        assert_eq!(done(&[command, "-n", "3"], b"a\nb\nc\n").len(), 6);
    }
}

#[test]
fn negative_numbers_are_numbers_and_what_minus_zero_is_is_said() {
    for line in [&["range", "-5", "-5"][..], &["range", "-n", "1", "-5", "-5"]] {
        assert_eq!(printed(line), ["-5"], "{line:?}");
    }
    assert_eq!(printed(&["range", "--", "-0", "0"]), ["0"]);
    assert_eq!(done(&["range", "0", "0", "-0"], b""), b"0\0");
    for line in [
        &["float", "-2.5", "-1"][..],
        &["draw", "uniform", "-2", "-1"],
        &["float", "--", "-0", "1"],
    ] {
        assert_eq!(printed(line).len(), 1, "{line:?}");
    }
    for line in [
        &["range", "-0", "5"][..],
        &["below", "-0"],
        &["float", "-0", "1"],
        &["draw", "normal", "-0", "1"],
    ] {
        let said = said(line);
        assert!(
            said.contains("`-0` is the option --null; the number is `0`, or `-0` behind `--`"),
            "{line:?}: {said}"
        );
    }
    // Nothing of it where nobody wrote it.
    assert!(!said(&["range", "5"]).contains("--null"));
    assert!(said(&["below", "-5"]).contains("'-5'"));
}

#[test]
fn one_of_something_is_singular() {
    for (line, status, words) in [
        (&["apikey", "mint", "-p", "a"][..], 2, "the prefix has 1 byte,"),
        (&["sample", "-n", "2", "-e", "a"], 2, "there is 1 item;"),
        (&["choose", "a", "--min-bits", "1"], 3, "a choice of 1 item has"),
        (&["shuffle", "-e", "a", "--min-bits", "1"], 3, "an order of 1 item has"),
        (&["passphrase", "-w", "1", "--min-bits", "64"], 3, "a passphrase of 1 word out of"),
        (
            &["recovery", "--groups", "1", "--chars", "1", "--min-bits", "9"],
            3,
            "of 1 group of 1 character has",
        ),
        (&["bytes", "1", "--min-bits", "9"], 3, "1 byte"),
        (&["choose", "-w", "0 a"], 2, "of 1 item;"),
        (&["below", "1", "--show-bits"], 0, "uniform over 1 number"),
    ] {
        let output = wellspring(line, b"");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(status), "{line:?}: {said}");
        assert!(said.contains(words), "{line:?}: {said}");
    }
}
