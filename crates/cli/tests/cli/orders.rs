//! The strength of choices and orders against all outcomes, written out with their exact probabilities: the decimal that is told, and
//! the whole number of bits that is demanded.

use std::collections::HashMap;

use crate::{text, wellspring};

/// A probability in lowest terms.
#[derive(Clone, Copy, Debug)]
struct Odds(u128, u128);

impl Odds {
    fn reduced(a: u128, b: u128) -> Self {
        let (mut x, mut y) = (a, b);
        while y > 0 {
            (x, y) = (y, x % y);
        }
        Self(a / x, b / x)
    }

    fn times(self, a: u128, b: u128) -> Self {
        Self::reduced(self.0 * a, self.1 * b)
    }

    fn plus(self, other: Self) -> Self {
        Self::reduced(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
    }

    fn is_less(self, other: Self) -> bool {
        self.0 * other.1 < other.0 * self.1
    }

    /// Whether this is at most 2^-`bits`.
    fn has(self, bits: u32) -> bool {
        self.1 >= self.0 << bits
    }

    /// The whole bits that it has, of which 2^bits decides exactly.
    fn whole(self) -> u32 {
        (1..).take_while(|bits| self.has(*bits)).count().try_into().unwrap()
    }

    /// The bits with one decimal, cut off: the tenth power has ten times as many. No denominator here has more than eleven bits.
    fn decimal(self) -> String {
        let tenths = Self(self.0.pow(10), self.1.pow(10)).whole();
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

type Items = Vec<(u128, &'static str)>;

/// The probability of the likeliest row of `k` of these, each drawn among those that are left, by weight.
fn likeliest(items: &Items, k: usize) -> Odds {
    fn draw(left: &Items, k: usize, odds: Odds, row: &str, rows: &mut HashMap<String, Odds>) {
        if k == 0 {
            let sum = rows.entry(row.to_owned()).or_insert(Odds(0, 1));
            *sum = sum.plus(odds);
            return;
        }
        let all = left.iter().map(|item| item.0).sum();
        for (index, (weight, text)) in left.iter().enumerate().filter(|(_, item)| item.0 > 0) {
            let mut left = left.clone();
            left.remove(index);
            draw(&left, k - 1, odds.times(*weight, all), &format!("{row}{text}"), rows);
        }
    }
    let mut rows = HashMap::new();
    draw(items, k, Odds(1, 1), "", &mut rows);
    rows.into_values().reduce(|a, b| if a.is_less(b) { b } else { a }).unwrap()
}

/// What a line says, if it is made at all with so many bits demanded.
fn said(line: &[String], least: u32) -> Option<String> {
    let demanded = least.to_string();
    let more = ["--show-bits", "--min-bits", &demanded];
    let line: Vec<&str> = line.iter().map(String::as_str).collect();
    let output = wellspring(&[&line[..1], &more, &line[1..]].concat(), b"");
    match output.status.code() {
        Some(0) => Some(text(&output.stderr)),
        status => {
            assert_eq!(status, Some(3), "{line:?}: {}", text(&output.stderr));
            None
        }
    }
}

/// The line tells the decimal of these odds, reaches their whole bits, and not one more.
fn check(line: &[String], odds: Odds) {
    let said_of = |least| said(line, least);
    let told = said_of(odds.whole()).unwrap_or_else(|| panic!("{line:?}: refused at {odds:?}"));
    let number = told.trim_start_matches("at least ").split(' ').next().unwrap();
    assert_eq!(number, odds.decimal(), "{line:?}: {told}");
    assert_eq!(said_of(odds.whole() + 1), None, "{line:?}: {odds:?}");
}

fn line(command: &str, weighted: bool, k: Option<usize>, items: &Items) -> Vec<String> {
    let mut line = vec![command.to_owned()];
    line.extend(weighted.then(|| "-w".to_owned()));
    line.extend(k.map(|k| format!("-n{k}")));
    line.extend((command != "choose").then(|| "-e".to_owned()));
    line.extend(items.iter().map(|(weight, text)| match weighted {
        true => format!("{weight} {text}"),
        false => (*text).to_owned(),
    }));
    line
}

/// All rows of `length` numbers up to `most`, each not below the one before it.
fn rows(length: usize, most: u128) -> Vec<Vec<u128>> {
    (0..length).fold(vec![Vec::new()], |rows, _| {
        let longer = |row: Vec<u128>| {
            let least = row.last().copied().unwrap_or(0);
            (least..=most).map(move |next| [row.clone(), vec![next]].concat())
        };
        rows.into_iter().flat_map(longer).collect()
    })
}

const NAMES: [&str; 4] = ["a", "b", "c", "d"];

#[test]
fn choices_and_orders_of_equal_items_are_as_strong_as_is_said() {
    let mut seen = 0;
    for length in 1..=5 {
        for row in rows(length, 2) {
            let items: Items = row.iter().map(|name| (1, NAMES[*name as usize])).collect();
            check(&line("choose", false, None, &items), likeliest(&items, 1));
            for k in 0..=length {
                let command = if k % 2 == 0 { "sample" } else { "shuffle" };
                check(&line(command, false, Some(k), &items), likeliest(&items, k));
                seen += 1;
            }
        }
    }
    assert!(seen > 250, "{seen}");
}

#[test]
fn choices_and_orders_of_weighted_items_are_as_strong_as_is_said() {
    let mut seen = 0;
    for length in 1..=4 {
        for row in rows(length, 3).into_iter().filter(|row| row.iter().any(|weight| *weight > 0)) {
            let items: Items = row.iter().copied().zip(NAMES).collect();
            check(&line("choose", true, None, &items), likeliest(&items, 1));
            let drawable = row.iter().filter(|weight| **weight > 0).count();
            for k in 0..=drawable {
                let command = if k % 2 == 0 { "shuffle" } else { "sample" };
                check(&line(command, true, Some(k), &items), likeliest(&items, k));
                seen += 1;
            }
        }
    }
    assert!(seen > 200, "{seen}");
}

/// Of weighted items of which some are equal it is no more than the truth, and that of a choice is the truth.
#[test]
fn a_bound_is_below_the_truth() {
    for weights in rows(3, 3).into_iter().filter(|row| row[0] > 0) {
        for names in [["a", "a", "b"], ["a", "b", "a"], ["a", "a", "a"]] {
            let items: Items = weights.iter().copied().zip(names).collect();
            check(&line("choose", true, None, &items), likeliest(&items, 1));
            for k in 1..=3 {
                let truth = likeliest(&items, k);
                let line = line("shuffle", true, Some(k), &items);
                let told = said(&line, 0).unwrap();
                assert!(told.contains("the likeliest first item"), "{told}");
                let number = told.trim_start_matches("at least ").split(' ').next().unwrap();
                let (number, truth) = (number.parse::<f64>(), truth.decimal().parse::<f64>());
                assert!(number.unwrap() <= truth.unwrap(), "{line:?}: {told}");
            }
        }
    }
}

/// The control: rounded logarithms of the single draws, added up, miss a whole number of bits.
#[test]
fn rounded_logarithms_miss_it() {
    let tenth = |a: f64, b: f64| ((a / b).log2() * 4_294_967_296.0).floor() / 4_294_967_296.0;
    let sum = tenth(4.0, 3.0) + tenth(3.0, 2.0) + tenth(2.0, 1.0);
    assert!(sum < 2.0 && likeliest(&vec![(1, "a"), (1, "a"), (1, "a"), (1, "b")], 4).has(2));
}
