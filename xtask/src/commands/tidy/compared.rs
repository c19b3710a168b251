//! What docs/COMPARE.md says was found by running is what docs/performance/rows.tsv has: a word like "faster" is held
//! against the ratios that were measured last, so that it goes when they do.
//!
//! A line with `*run*` has a phrase of the list, or leads to docs/PROMISES.md, which tests keep. A phrase that the page does
//! not have any more is a violation as well: nothing would be left of the check without anybody seeing it.

const PAGE: &str = "docs/COMPARE.md";
const ROWS: &str = "docs/performance/rows.tsv";

/// A phrase of the page, a pair (table, work, peer), and between which ratios of speed, ours against theirs, the phrase is true.
type Said = (&'static str, [&'static str; 3], f64, f64);

const SAID: &[Said] = &[
    (
        "two to four times as fast as our generator (*run*)",
        ["generator, owned", "u64", "fastrand"],
        0.24,
        0.5,
    ),
    (
        "two to four times as fast as our generator (*run*)",
        ["generator, owned", "shuffle 52", "fastrand"],
        0.24,
        0.6,
    ),
    ("several times as fast (*run*", ["system", "fill 8 bytes", "getrandom"], 3.0, 100.0),
    ("several times as fast (*run*", ["system", "fill 32 bytes", "getrandom"], 3.0, 100.0),
    (
        "**faster** (*run*) | slower: the price of the guard",
        ["generator, thread's", "u64", "rand"],
        0.3,
        1.0,
    ),
    (
        "over four times as fast (*run*)",
        ["generator, owned", "fill 1 MiB", "rand::rng()"],
        4.0,
        6.0,
    ),
    ("somewhat faster (*run*)", ["generator, owned", "shuffle 52", "rand"], 1.05, 2.0),
    ("somewhat faster (*run*)", ["generator, owned", "shuffle 1000", "rand"], 1.05, 2.0),
    (
        "faster than our generator in all that was measured of both (*run*)",
        ["tokens, generator", "20 alphanumerics", "fastrand, not secure"],
        0.2,
        0.9,
    ),
    (
        "ours are as fast or faster for a word, a number below 10 and a float, and slower for a number of more than 32 bits and a shuffle (*run*)",
        ["dist on Wyrand", "u64", "fastrand"],
        0.95,
        2.0,
    ),
    (
        "ours are as fast or faster for a word, a number below 10 and a float, and slower for a number of more than 32 bits and a shuffle (*run*)",
        ["dist on Wyrand", "below(10)", "fastrand"],
        0.95,
        2.0,
    ),
    (
        "ours are as fast or faster for a word, a number below 10 and a float, and slower for a number of more than 32 bits and a shuffle (*run*)",
        ["dist on Wyrand", "f64", "fastrand"],
        0.95,
        2.0,
    ),
    (
        "ours are as fast or faster for a word, a number below 10 and a float, and slower for a number of more than 32 bits and a shuffle (*run*)",
        ["dist on Wyrand", "u64 below 6e9", "fastrand"],
        0.5,
        1.0,
    ),
    (
        "ours are as fast or faster for a word, a number below 10 and a float, and slower for a number of more than 32 bits and a shuffle (*run*)",
        ["dist on Wyrand", "shuffle 52", "fastrand"],
        0.3,
        0.95,
    ),
    (
        "`to_string` with `fast-rng` is **faster** than our `to_string`",
        ["tokens, generator", "UUID v4, to_string", "uuid with fast-rng"],
        0.4,
        0.95,
    ),
    (
        "`to_text`, is a little faster than that (*run*)",
        ["tokens, generator", "UUID v4, String of to_text", "uuid with fast-rng"],
        1.01,
        1.4,
    ),
    (
        "are **faster** by about a factor of two (*run*)",
        ["tokens, generator", "32-byte hex", "const-hex"],
        0.36,
        0.72,
    ),
    (
        "are **faster** by about a factor of two (*run*)",
        ["tokens, generator", "32-byte base64url", "base64-simd"],
        0.36,
        0.72,
    ),
];

pub(super) fn check(files: &[(String, String)]) -> Vec<String> {
    check_of(files, SAID)
}

fn check_of(files: &[(String, String)], said: &[Said]) -> Vec<String> {
    let text = |path: &str| files.iter().find(|(known, _)| known == path).map(|(_, text)| &**text);
    let (Some(page), Some(rows)) = (text(PAGE), text(ROWS)) else {
        return vec![format!("{PAGE} or {ROWS}: missing")];
    };
    let mut found = Vec::new();
    for (line, number) in page.lines().zip(1..) {
        let known =
            said.iter().any(|(phrase, ..)| line.contains(phrase)) || line.contains("PROMISES.md");
        if line.contains("*run*") && !known {
            found.push(format!("{PAGE}:{number}: what was run is not in the list of this rule"));
        }
    }
    for (phrase, pair, least, most) in said {
        if !page.contains(phrase) {
            found.push(format!("{PAGE}: does not say `{phrase}` any more"));
        }
        match ratio(rows, pair) {
            None => found.push(format!("{ROWS}: has no pair {}", pair.join(" | "))),
            Some(ratio) if (*least..=*most).contains(&ratio) => {}
            Some(ratio) => found.push(format!(
                "{PAGE}: says `{phrase}`, and {} is {ratio:.2} times as fast, not {least} to {most}",
                pair.join(" | ")
            )),
        }
    }
    found
}

/// Of a line `pair`, part, table, work, peer, three figures of ours, three of theirs: the first of the ratio's three.
fn ratio(rows: &str, pair: &[&str; 3]) -> Option<f64> {
    rows.lines().find_map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [kind, _, rest @ ..] = cells.as_slice() else { return None };
        let found = *kind == "pair" && rest.starts_with(pair);
        found.then(|| rest.get(9)?.parse().ok()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &[Said] = &[("faster (*run*)", ["table", "u64", "peer"], 1.1, 2.0)];

    fn found(page: &str, ratio: &str) -> usize {
        let row = format!("pair\tpart\ttable\tu64\tpeer\t1\t1\t1\t2\t2\t2\t{ratio}\t1\t1\n");
        check_of(&[(PAGE.into(), page.into()), (ROWS.into(), row)], ONE).len()
    }

    #[test]
    fn what_was_measured_is_clean() {
        assert_eq!(found("ours is faster (*run*)\nrepeats (*run*: PROMISES.md)\n", "1.5"), 0);
    }

    #[test]
    fn a_word_that_the_figures_do_not_bear_is_found() {
        assert_eq!(found("ours is faster (*run*)\n", "1.05"), 1);
        assert_eq!(found("ours is faster (*run*)\n", "2.1"), 1);
    }

    #[test]
    fn a_claim_without_a_figure_and_a_figure_without_a_claim_are_found() {
        assert_eq!(found("ours is faster (*run*)\nand shorter (*run*)\n", "1.5"), 1);
        assert_eq!(found("nothing\n", "1.5"), 1);
        assert_eq!(found("ours is faster (*run*)\n", "unknown"), 1);
        assert_eq!(check_of(&[], ONE).len(), 1);
    }
}
