//! What blocks of bits hold: sections 2.4 (the longest run of ones) and 2.5 (the ranks of matrices).

use crate::bits::Bits;

use super::chi_square;

/// Section 2.4, the longest run of ones in a block, for at least 128 bits.
pub(crate) fn longest_run(bits: &Bits) -> f64 {
    let rule = RUNS.iter().find(|rule| bits.len() >= rule.least);
    let Some(Rule { block, shortest, probabilities, .. }) = rule else {
        return f64::NAN;
    };
    let mut counts = vec![0_u32; probabilities.len()];
    for k in 0..bits.len() / block {
        let run = longest(bits, k * block, *block, shortest + probabilities.len() - 1);
        counts[run.saturating_sub(*shortest)] += 1;
    }
    chi_square(&counts, probabilities)
}

/// The longest run of ones among `len` bits from `start` on, or `most` if it is longer.
fn longest(bits: &Bits, start: usize, len: usize, most: usize) -> usize {
    let mut best = 0;
    let mut place = 0;
    while place < len && best < most {
        // Runs that begin in these 64 bits and end before the block does.
        let both = u128::from(bits.at(start + place)) << 64
            | u128::from(bits.at((start + place + 64).min(bits.len())));
        let left = len - place;
        let both = if left < 128 { both & !(u128::MAX >> left) } else { both };
        while best < most && begins(both, best + 1) >> 64 != 0 {
            best += 1;
        }
        place += 64;
    }
    best
}

/// Ones where at least `len` ones begin.
pub(super) fn begins(bits: u128, len: usize) -> u128 {
    let (mut ones, mut have) = (bits, 1);
    while have < len {
        let step = have.min(len - have);
        ones &= ones << step;
        have += step;
    }
    ones
}

struct Rule {
    /// The fewest bits that this is for.
    least: usize,
    block: usize,
    /// The first class is this long or shorter, each further one longer by one.
    shortest: usize,
    probabilities: &'static [f64],
}

/// Sections 2.4.2, 2.4.4 and 3.4; for blocks of 8 bits exactly.
const RUNS: &[Rule] = &[
    Rule {
        least: 750_000,
        block: 10_000,
        shortest: 10,
        probabilities: &[0.0882, 0.2092, 0.2483, 0.1933, 0.1208, 0.0675, 0.0727],
    },
    Rule {
        least: 6272,
        block: 128,
        shortest: 4,
        probabilities: &[0.1174, 0.2430, 0.2493, 0.1752, 0.1027, 0.1124],
    },
    Rule {
        least: 128,
        block: 8,
        shortest: 1,
        probabilities: &[55.0 / 256.0, 94.0 / 256.0, 59.0 / 256.0, 0.1875],
    },
];

/// Section 2.5, the rank of matrices of 32 rows of 32 bits.
pub(crate) fn rank(bits: &Bits) -> f64 {
    let mut counts = [0_u32; 3];
    for matrix in 0..bits.len() / 1024 {
        let pairs = (0..16).map(|k| bits.at(matrix * 1024 + k * 64));
        let class = match rank_of(pairs.flat_map(|pair| [(pair >> 32) as u32, pair as u32])) {
            32 => 0,
            31 => 1,
            _ => 2,
        };
        counts[class] += 1;
    }
    let (full, one_less) = (probability(32), probability(31));
    chi_square(&counts, &[full, one_less, 1.0 - full - one_less])
}

fn rank_of(rows: impl Iterator<Item = u32>) -> u32 {
    // Rows by their highest bit; a new one is reduced by them until it has one of its own, or nothing.
    let mut reduced = [0_u32; 32];
    let mut rank = 0;
    for mut row in rows {
        while row != 0 {
            let place = &mut reduced[row.leading_zeros() as usize];
            if *place == 0 {
                *place = row;
                rank += 1;
                break;
            }
            row ^= *place;
        }
    }
    rank
}

/// That a matrix of 32 rows and columns has this rank: section 3.5.
fn probability(rank: i32) -> f64 {
    let of = |i: i32| (1.0 - 2f64.powi(i - 32)).powi(2) / (1.0 - 2f64.powi(i - rank));
    2f64.powi(rank * (64 - rank) - 1024) * (0..rank).map(of).product::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_measured_to_their_ends() {
        let bits = Bits::of_text(&["0110", &"1".repeat(70), "011110"].concat());
        assert_eq!(longest(&bits, 0, bits.len(), 16), 16);
        assert_eq!(longest(&bits, 0, bits.len(), 99), 70);
        assert_eq!(longest(&bits, 0, 9, 99), 5);
        assert_eq!(longest(&bits, 74, 6, 99), 4);
        assert_eq!(longest(&bits, 3, 1, 99), 0);
    }

    #[test]
    fn ranks_and_their_probabilities() {
        assert_eq!(rank_of((0..32).map(|k| 1 << k)), 32);
        assert_eq!(rank_of([0b110, 0b011, 0b101, 0].into_iter()), 2);
        let all: f64 = (20..=32).map(probability).sum();
        assert!((all - 1.0).abs() < 1e-12 && (probability(32) - 0.2888).abs() < 1e-4, "{all}");
    }
}
