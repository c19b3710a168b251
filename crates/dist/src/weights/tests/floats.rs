//! How weights that are floats are made whole.

extern crate std;
use std::{vec, vec::Vec};

use proptest::{collection::vec as vec_of, prelude::*};

use crate::weights::float;

fn whole(weights: &[f64]) -> Vec<u64> {
    float::whole(weights).unwrap().collect()
}

#[test]
fn floats_that_can_be_whole_stay_in_proportion() {
    for (weights, expected) in [
        (&[0.5, 0.25][..], &[2, 1][..]),
        (&[3.0, 0.0, 6.0], &[3, 0, 6]),
        (&[4.0, -0.0, 6.0], &[2, 0, 3]),
        (&[f64::MAX], &[(1 << 53) - 1]),
        (&[f64::from_bits(1), f64::from_bits(6)], &[1, 6]),
        (&[f64::MIN_POSITIVE, f64::from_bits(1)], &[1 << 52, 1]),
        (&[2f64.powi(1000), 2f64.powi(940)], &[1 << 60, 1]),
        (&[1.0, 2f64.powi(-63)], &[1 << 63, 1]),
        (&[1.0, 1.0 - 2f64.powi(-53), 2f64.powi(-63)], &[1 << 63, (1 << 63) - 1024, 1]),
        // The exception: one bit more than a sum may have.
        (&[1.0, 1.0, 2f64.powi(-63)], &[1 << 62, 1 << 62, 1]),
    ] {
        assert_eq!(whole(weights), expected, "{weights:?}");
    }
}

/// By rational arithmetic of its own: `|w - whole * unit| <= unit / 2`, or the weight is 1 unit and less than half of one.
#[test]
fn others_are_rounded_to_the_nearest_but_never_to_0() {
    assert_eq!(whole(&[1.0, 1e-300]), [1 << 63, 1]);
    assert_eq!(whole(&[f64::MAX, f64::from_bits(1)]), [((1 << 53) - 1) << 11, 1]);
    // Ten times the greatest are 14 bits less and 1, not 0.
    let mut weights = vec![f64::MAX; 10];
    weights.push(f64::MIN_POSITIVE);
    let (last, first) = (1, ((1u64 << 53) - 1) << 7);
    assert_eq!(whole(&weights), [&[first; 10][..], &[last]].concat());
    // 1 + 2^-52 beside 2^12, in units of 2^-51: halves go up. The control, truncating, has other numbers.
    let weights = [2f64.powi(12), 1.0 + 2f64.powi(-52), 1.0 + 3.0 * 2f64.powi(-52)];
    assert_eq!(whole(&weights), [1 << 63, (1 << 51) + 1, (1 << 51) + 2]);
    assert_ne!(whole(&weights)[1], 1 << 51);
    // In units of 2^-50: a quarter goes down, a half and three quarters go up.
    let weights = [1.0, 2.0, 3.0].map(|quarters| 1.0 + quarters * 2f64.powi(-52));
    let expected = [1 << 63, 1 << 50, (1 << 50) + 1, (1 << 50) + 1];
    assert_eq!(whole(&[&[2f64.powi(13)][..], &weights].concat()), expected);
}

proptest! {
    #[test]
    fn float_weights_keep_their_proportions(bits in vec_of(0..0x7FF0_0000_0000_0000u64, 1..20), alike: bool) {
        let weights: Vec<f64> = bits.iter().map(|&bits| {
            // Of any size, or of similar ones.
            f64::from_bits(if alike { bits & ((1 << 57) - 1) | 500 << 52 } else { bits })
        }).collect();
        prop_assume!(weights.iter().any(|weight| *weight > 0.0));
        let whole = whole(&weights);
        let sum: u128 = whole.iter().map(|weight| u128::from(*weight)).sum();
        prop_assert!(sum > 0 && sum <= u64::MAX.into());
        prop_assert!(weights.iter().zip(&whole).all(|(weight, whole)| (*weight > 0.0) == (*whole > 0)));
        // Ordered as they were, and large ones in proportion.
        for (a, whole_a) in weights.iter().zip(&whole) {
            for (b, whole_b) in weights.iter().zip(&whole) {
                prop_assert!(a > b || whole_a <= whole_b);
                // Half a unit of more than 2^52, and the roundings of the quotients: less than 8 * 2^-53.
                if *whole_a > 1 << 52 && *whole_b > 1 << 52 {
                    #[allow(clippy::cast_precision_loss, reason = "to within 2^-53")]
                    let quotient = *whole_a as f64 / *whole_b as f64;
                    prop_assert!((quotient / (a / b) - 1.0).abs() < 2f64.powi(-50), "{} {}", a, b);
                }
            }
        }
    }
}
