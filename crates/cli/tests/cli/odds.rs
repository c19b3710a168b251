//! How strong a choice and an order are, where items repeat: what is said is what the outcomes show.

use std::{collections::HashMap, fs};

use serde_json::Value;

use crate::{done, printed, text, wellspring};

/// What `--show-bits` says.
fn said(line: &[&str]) -> String {
    let output = wellspring(&[line, &["--show-bits"]].concat(), b"");
    assert_eq!(output.status.code(), Some(0), "{line:?}");
    text(&output.stderr)
}

#[test]
fn a_choice_of_equal_items_has_the_strength_of_the_likeliest() {
    assert!(said(&["choose", "a", "a", "b"]).starts_with("at least 0.5 bits: the likeliest item"));
    let object: Value =
        serde_json::from_slice(&done(&["choose", "--json", "a", "a", "b"], b"")).unwrap();
    assert_eq!(object["bits"].as_f64(), Some(0.58));
    for (line, bits) in [
        (&["choose", "a", "b", "b", "c", "d"][..], "1.3"),
        (&["choose", "-w", "1 a", "3 b"], "0.4"),
        (&["choose", "a", "a"], "0.0"),
        (&["choose", "a", "b", "c", "d"], "2.0"),
        (&["shuffle", "-r", "-n", "3", "-e", "a", "a", "b"], "0.5"),
    ] {
        assert!(
            said(line).starts_with(&format!("at least {bits} bits")),
            "{line:?}: {}",
            said(line)
        );
    }
}

#[test]
fn an_order_of_equal_items_has_the_strength_of_the_likeliest() {
    for (line, words) in [
        // Three orders, each as likely.
        (&["shuffle", "-e", "a", "a", "b"][..], "at least 1.5 bits: the likeliest order"),
        // 4!/(2! 2!) are six.
        (&["shuffle", "-e", "a", "a", "b", "b"], "at least 2.5 bits"),
        // `ab` and `ba` of `aabb` are likeliest, with 4 of 12 each.
        (&["sample", "-n", "2", "-e", "a", "a", "b", "b"], "at least 1.5 bits"),
        // Four orders, though none of the draws has a whole number of bits.
        (&["shuffle", "-e", "a", "a", "a", "b"], "at least 2.0 bits"),
        (
            &["sample", "-w", "-n", "2", "-e", "1 a", "3 b", "2 a"],
            "at least 1.0 bits: the likeliest first item",
        ),
        (&["shuffle", "-e", "a", "a"], "at least 0.0 bits"),
        (&["shuffle", "-e", "a", "b", "c"], "2.5 bits, uniform over 6 orders"),
        (
            &["sample", "-w", "-n", "2", "-e", "1 a", "3 b"],
            "at least 0.4 bits: the likeliest order",
        ),
    ] {
        assert!(said(line).starts_with(words), "{line:?}: {}", said(line));
    }
    let enough = ["sample", "-n", "2", "-e", "a", "a", "b", "b", "--min-bits", "1"];
    assert_eq!(printed(&enough).len(), 2);
    assert_eq!(printed(&["shuffle", "-e", "a", "a", "a", "b", "--min-bits", "2"]).len(), 4);
    let refused = wellspring(&["shuffle", "-e", "a", "a", "b", "--min-bits", "2"], b"");
    assert_eq!(refused.status.code(), Some(3), "{}", text(&refused.stderr));
}

/// 65536 orders, each as likely, of as many items.
#[test]
fn a_long_list_of_mostly_equal_items_has_a_whole_number_of_bits() {
    let items = "a\n".repeat((1 << 16) - 1) + "b\n";
    for command in ["shuffle", "sample"] {
        for (least, status) in [("16", 0), ("17", 3)] {
            let line = [command, "-n", "65536", "--show-bits", "--min-bits", least];
            let output = wellspring(&line, items.as_bytes());
            let said = text(&output.stderr);
            assert_eq!(output.status.code(), Some(status), "{line:?}: {said}");
            assert!(said.contains("16.0 bits"), "{line:?}: {said}");
        }
    }
}

/// More items than are multiplied at once.
#[test]
fn a_long_order_has_the_bits_of_a_factorial() {
    let items: String = (0..20_000).map(|n| format!("{n}\n")).collect();
    let said = text(&wellspring(&["shuffle", "--show-bits"], items.as_bytes()).stderr);
    // log2 of 20000! is 256908.816 by another program.
    assert!(said.starts_with("256908.8 bits"), "{said}");
}

/// The strength that is told is that of what comes: of 3000 choices of `a a b` two thirds are `a`.
#[test]
fn the_likeliest_comes_as_often_as_is_said() {
    let mut counts = HashMap::<String, i32>::new();
    printed(&["choose", "-n", "3000", "a", "a", "b"])
        .into_iter()
        .for_each(|item| *counts.entry(item).or_default() += 1);
    // Off by 200 with a probability below 2 exp(-2 * 200^2 / 3000), which is below 2^-37; the strength of 0 bits that was once told
    // would mean that all are.
    assert!((counts["a"] - 2000).abs() < 200, "{counts:?}");
}

#[test]
fn recovery_codes_have_their_numbers_in_json() {
    let lines = printed(&["recovery", "-n", "12", "--numbered", "--json"]);
    let objects: Vec<Value> =
        lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    for (number, object) in (1..).zip(&objects) {
        assert_eq!(object["number"].as_u64(), Some(number), "{object}");
        assert_eq!(object["value"].as_str().map(str::len), Some(17), "{object}");
    }
    let plain: Value =
        serde_json::from_str(&printed(&["recovery", "-n", "1", "--json"])[0]).unwrap();
    assert!(plain["number"].is_null(), "{plain}");
}

#[test]
fn a_list_has_a_word_on_each_line_or_digits_and_a_word() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("words");
    let line = ["passphrase", "--words", "2", "--separator", " ", "--list", path.to_str().unwrap()];
    for list in ["11\tant\n12\tbee\n13\tcow\n", "ant\nbee\n\ncow\n", "1 ant \r\n2 bee\r\n3 cow\r\n"]
    {
        fs::write(&path, list).unwrap();
        let words = printed(&line).concat();
        assert!(words.split(' ').all(|word| ["ant", "bee", "cow"].contains(&word)), "{words}");
    }
    for (list, why) in [
        ("ant\nice cream\ncow\n", "line 2 is neither a word nor digits of dice and a word"),
        ("1 ant\n\n2 ice cream\n", "line 3 is neither"),
        ("ant\nbee\nant\n", "the word on line 1 is there again on line 3"),
    ] {
        fs::write(&path, list).unwrap();
        let output = wellspring(&line, b"");
        let said = text(&output.stderr);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{said}");
        assert!(said.contains("--list") && said.contains(why), "{said}");
        assert!(!said.contains("cream"), "{said}");
    }
}
