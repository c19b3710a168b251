//! The standard's own examples: those worked in sections 2.1 to 2.15, and the table of appendix B for the first million
//! binary digits of pi, e and the square roots of 2 and 3, which are computed here.

mod digits;

use super::{
    blocks, chi_square, complexity::complexities, excursions, frequency, patterns,
    patterns::overlaps, universal,
};
use crate::bits::Bits;

use digits::{e, pi, root};

/// Section 2.1.8 and others: the first 100 binary digits of pi.
const PI: &str = "1100100100001111110110101010001000100001011010001100001000110100110001001100011001100010100010111000";

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1.5e-6, "{found} for {expected}");
}

#[test]
fn sums() {
    close(frequency::frequency(&Bits::of_text("1011010101")), 0.527_089);
    close(frequency::frequency(&Bits::of_text(PI)), 0.109_599);
    close(frequency::block_frequency(&Bits::of_text("0110011010"), 3), 0.801_252);
    close(frequency::block_frequency(&Bits::of_text(PI), 10), 0.706_438);
    close(frequency::runs(&Bits::of_text("1001101011")), 0.147_232);
    close(frequency::runs(&Bits::of_text(PI)), 0.500_798);
    close(frequency::cumulative_sums(&Bits::of_text("1011010111"))[0], 0.411_659);
    let sums = frequency::cumulative_sums(&Bits::of_text(PI));
    close(sums[0], 0.219_194);
    close(sums[1], 0.114_866);
    // The sums backwards are those of the row read backwards.
    let backwards = frequency::cumulative_sums(&Bits::of_text(PI).reversed());
    assert_eq!([backwards[1], backwards[0]], sums);
}

#[test]
fn blocks_of_bits() {
    let text = "11001100000101010110110001001100111000000000001001\
                00110101010001000100111101011010000000110101111100\
                1100111001101101100010110010";
    close(blocks::longest_run(&Bits::of_text(text)), 0.180_609);
    let (distance, blocks) = universal::distance(&Bits::of_text("01011010011101010111"), 2, 4);
    assert_eq!(blocks, 6);
    close(distance, 1.194_987_5);
    close(blocks::rank(&e(100_000)), 0.532_069);
}

#[test]
fn short_patterns() {
    let bits = Bits::of_text("10100100101110010110");
    close(patterns::non_overlapping(&bits, &[0b001], 3, 2)[0], 0.344_154);
    let bits = Bits::of_text("0011011101");
    let [first, second] = patterns::serial(&patterns::ring(&bits, 3), 10);
    close(first, 0.808_792);
    close(second, 0.670_320);
    let bits = Bits::of_text("0100110101");
    close(patterns::approximate_entropy(&patterns::ring(&bits, 4), 10), 0.261_961);
    close(patterns::approximate_entropy(&patterns::ring(&Bits::of_text(PI), 3), 100), 0.235_301);
    assert_eq!(patterns::templates(9).len(), 148);
}

#[test]
fn random_walks() {
    let values = excursions::Walk::of(&Bits::of_text("0110110101")).values();
    // Three cycles; the state 1 and, in the variant, 1 again. The standard computes the former with four digits.
    assert!((values[4] - 0.502_529).abs() < 1e-4, "{}", values[4]);
    close(values[8 + 9], 0.683_091);
    assert_eq!(excursions::Walk::of(&e(1_000_000)).cycles, 1490);
}

/// Appendix B, row by row in the order of [`super::Suite::names`]; of the templates the first, 000000001, of the states
/// +1, and of those of the variant -1, as there.
#[test]
fn a_million_digits() {
    let suite = super::Suite::new();
    let rows = [
        (
            pi(MILLION),
            [
                0.578_211, 0.380_615, 0.419_268, 0.024_390, 0.083_553, 0.165_757, 0.296_897,
                0.669_012, 0.255_475, 0.143_005, 0.361_595, 0.628_308, 0.663_369, 0.844_143,
                0.760_966,
            ],
        ),
        (
            e(MILLION),
            [
                0.953_749, 0.211_072, 0.561_917, 0.718_945, 0.306_156, 0.078_790, 0.110_434,
                0.282_568, 0.826_335, 0.766_182, 0.700_073, 0.669_887, 0.724_266, 0.786_868,
                0.826_009,
            ],
        ),
        (
            root(2, MILLION),
            [
                0.811_881, 0.833_222, 0.313_427, 0.012_117, 0.823_810, 0.569_461, 0.791_982,
                0.130_805, 0.317_127, 0.861_925, 0.884_740, 0.879_009, 0.957_206, 0.216_235,
                0.566_118,
            ],
        ),
        (
            root(3, MILLION),
            [
                0.610_051, 0.473_961, 0.261_123, 0.446_726, 0.314_498, 0.532_235, 0.082_716,
                0.165_981, 0.346_469, 0.157_500, 0.180_481, 0.917_121, 0.689_519, 0.783_283,
                0.155_066,
            ],
        ),
    ];
    for (bits, expected) in rows {
        let values = suite.values(&bits);
        for (name, expected) in NAMES.iter().zip(expected) {
            let place = suite.names.iter().position(|n| n == name).unwrap();
            match *name {
                "overlapping template" => close(chi_square(&overlaps(&bits), &before()), expected),
                "linear complexity" => {
                    close(chi_square(&complexities(&bits, 500), &TYPED), expected)
                }
                _ => close(values[place], expected),
            }
        }
    }
}

/// What the table was computed with. Revision 1a has better probabilities for the overlapping templates in its text, and
/// these in its program and in the table.
fn before() -> [f64; 6] {
    let shares = [1.0, 1.0 / 2.0, 3.0 / 8.0, 13.0 / 48.0, 73.0 / 384.0, 0.0];
    let mut probabilities = shares.map(|share| share * (-1f64).exp());
    probabilities[5] = 1.0 - probabilities.iter().sum::<f64>();
    probabilities
}

/// The same: a digit is missing in the program's first one, where 0.010417 was meant.
const TYPED: [f64; 7] = [0.010_47, 0.031_25, 0.125, 0.5, 0.25, 0.062_5, 0.020_833];

const NAMES: [&str; 15] = [
    "frequency",
    "block frequency",
    "runs",
    "longest run",
    "rank",
    "template 000000001",
    "overlapping template",
    "universal",
    "linear complexity",
    "serial 1",
    "approximate entropy",
    "sums forwards",
    "sums backwards",
    "excursions +1",
    "excursions variant -1",
];

const MILLION: usize = 1_000_000;
