//! Words of which a given value is made, so that a test can stand right before the edge of a decision and right behind
//! it.

extern crate std;
use std::vec::Vec;

use wellspring_entropy::testing::Replay;

use super::ziggurat::{Table, exponential, normal};

/// Calls `draw` with a source of these words, which fails when they are used up.
pub(super) fn from<T>(words: &[u64], draw: impl FnOnce(&mut Replay) -> T) -> T {
    let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
    draw(&mut Replay::new(&bytes))
}

/// For a uniform number between 0 and 1, which becomes an odd multiple of 2^-53.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 2^53")]
pub(super) fn uniform(value: f64) -> u64 {
    ((value * 2f64.powi(53)) as u64) << 11
}

/// For an exponential value below 7.69, to a part of 10^-12 or so.
pub(super) fn exponential(value: f64) -> u64 {
    word(&exponential::TABLE, value)
}

/// For a normal value of a size below 3.65.
pub(super) fn normal(value: f64) -> u64 {
    word(&normal::TABLE, value.abs()) | u64::from(value < 0.0) << 8
}

/// In the narrowest layer in which the value is taken at once: there the steps are the finest.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 2^52")]
fn word(table: &Table, value: f64) -> u64 {
    let layer = (0..256).rev().find(|layer| table.ends(*layer)[1] > value).unwrap();
    let place = value / table.ends(layer)[0] * 2f64.powi(52);
    (place as u64) << 12 | layer as u64
}

#[test]
fn words_become_their_values() {
    for value in [1e-4, 0.01, 0.5, 1.0, 3.6, 7.6] {
        let drawn = from(&[exponential(value)], |s| super::exponential::standard(s)).unwrap();
        assert!((drawn / value - 1.0).abs() < 1e-10, "{drawn} for {value}");
    }
    for value in [-3.6, -1.0, 1e-4, 2.0] {
        use crate::Distribution;
        let drawn = from(&[normal(value)], |s| super::StandardNormal.try_sample(s)).unwrap();
        assert!((drawn / value - 1.0).abs() < 1e-10, "{drawn} for {value}");
    }
}
