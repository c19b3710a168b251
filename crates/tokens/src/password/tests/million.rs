//! The same check on all policies of a family, and on sets of up to a million passwords: optimised, since it looks at each.

use super::{
    Vec,
    by_class::{family, is_complete},
    census::{Small, complete_family},
    vec,
};

/// One or more for each kind of rule and alphabet, of 200 000 to 1 000 000 passwords.
fn large() -> Vec<Small> {
    let digits = "0123456789";
    let wide: std::string::String = ('\u{4E00}'..).take(60).collect();
    let widths = "aй€漢😀1ßx";
    vec![
        // No rule: exactly a million.
        Small::new(digits, 6, 6),
        // Minimums, alone, of overlapping classes, and of many.
        Small::new(digits, 6, 6).limit("02468", 2, None),
        Small::new(digits, 6, 6).limit("02468", 2, None).limit("0369", 1, None),
        Small::new("abcAB12!", 7, 7)
            .limit("abc", 1, None)
            .limit("AB", 1, None)
            .limit("12", 1, None)
            .limit("!", 1, None),
        // Maximums, and both.
        Small::new(digits, 6, 6).limit("01", 0, Some(1)).limit("123", 0, Some(3)),
        Small::new("abcdefgh", 7, 7).limit("abcd", 2, Some(3)).limit("defg", 1, Some(5)),
        // Runs.
        Small { run: Some(1), ..Small::new(digits, 6, 6) },
        Small { run: Some(2), ..Small::new(digits, 6, 6).limit("13579", 1, None) },
        Small { run: Some(4), ..Small::new("ab", 19, 19) },
        // The first character.
        Small { start: Some(0b11_1111), ..Small::new("0123456789X", 6, 6) },
        // Ranges of lengths.
        Small::new("012345678", 1, 6),
        Small { run: Some(3), ..Small::new("ab", 1, 19).limit("a", 1, Some(12)) },
        // Characters of one to four bytes, and all of three.
        Small { run: Some(1), ..Small::new(widths, 7, 7) }.limit("й€", 1, Some(4)),
        Small::new(&wide, 3, 3).limit("\u{4E00}\u{4E08}\u{4E10}", 0, Some(1)),
        // All at once.
        Small { run: Some(2), start: Some(0b0101_1011), ..Small::new(widths, 5, 7) }
            .limit("aй€", 1, Some(4))
            .limit("€漢x", 1, Some(3))
            .limit("1", 0, Some(2)),
    ]
}

#[test]
#[cfg_attr(debug_assertions, ignore = "looks at each of millions of passwords: in release builds")]
fn sets_of_up_to_a_million_passwords() {
    let counts: Vec<usize> = large().iter().map(Small::has_each_once).collect();
    assert!(counts.iter().all(|count| (200_000..=1_000_000).contains(count)), "{counts:?}");
    assert_eq!(counts[0], 1_000_000);
    std::println!(
        "\nenumerated: {} large sets, {} passwords",
        counts.len(),
        counts.iter().sum::<usize>()
    );
}

/// The same counted class by class, by the automaton, and the family of small ones.
#[test]
#[cfg_attr(debug_assertions, ignore = "looks at each of millions of passwords: in release builds")]
fn both_ways_of_counting() {
    let digits = "0123456789";
    let large = [
        Small::new(digits, 6, 6).limit("0123", 1, Some(4)).limit("456", 1, None),
        Small::new("abcdefgh", 7, 7).limit("abcd", 2, Some(4)).limit("efg", 0, Some(5)),
        Small { start: Some(0b1_1011_0110), ..Small::new("aй€漢😀1ßxy", 5, 6) }
            .limit("aй€", 1, Some(4))
            .limit("1", 0, Some(2)),
        digits
            .chars()
            .fold(Small::new(digits, 8, 8), |s, c| s.limit(c.encode_utf8(&mut [0; 4]), 0, Some(1))),
    ];
    let counts: Vec<_> = large.iter().filter_map(is_complete).collect();
    assert!(counts.iter().all(|count| (200_000..=2_000_000).contains(count)), "{counts:?}");
    let small: Vec<_> = family().iter().filter_map(is_complete).collect();
    std::println!(
        "\nenumerated: {} large and {} small sets class by class, {} passwords",
        counts.len(),
        small.iter().filter(|count| **count > 0).count(),
        counts.iter().chain(&small).sum::<usize>()
    );
}

#[test]
#[cfg_attr(debug_assertions, ignore = "hundreds of thousands of policies: in release builds")]
fn every_policy_over_three_characters() {
    let (policies, impossible, passwords) = complete_family("aß1");
    assert_eq!(policies, 6 * 21 * 144 * 8 * 3);
    std::println!(
        "\nenumerated: {} of {policies} policies over three characters, {passwords} passwords",
        policies - impossible
    );
}
