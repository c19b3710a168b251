//! A float format that is small enough for all pairs of its floats.

extern crate std;
use std::vec::Vec;

use rand_core::TryRng;

use crate::{
    Value,
    float::{Float, Parts},
};

/// Floats with significands of 3 bits, from 2^-6 up.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(super) struct Tiny(pub(super) f64);

impl Parts for Tiny {
    const PRECISION: u32 = 3;
    const LEAST: u32 = 6;
    const GRAIN: Self = Self(0.125);
    const WORD: u32 = 32;

    fn value(self) -> Value {
        Value::Float(self.0)
    }

    fn parts(self) -> Option<(i64, u32)> {
        let mut parts = (self.0 * 64.0, 0);
        while parts.0.abs() >= 8.0 {
            parts = (parts.0 / 2.0, parts.1 + 1);
        }
        (-7..8).find(|&s| f64::multiple(s, 1.0) == parts.0).map(|s| (s, parts.1))
    }

    fn power_of_two(e: u32) -> Self {
        Self(f64::multiple(1 << e, 1.0) / 64.0)
    }

    fn multiple(count: i64, step: Self) -> Self {
        let exact = f64::multiple(count, step.0);
        assert_eq!(rounded(exact), exact, "the product must not be rounded");
        Self(exact)
    }

    fn nth(_: u64) -> Self {
        unreachable!("not for intervals")
    }

    fn draw_word<R: TryRng + ?Sized>(_: &mut R) -> Result<u64, R::Error> {
        unreachable!("not for intervals")
    }
}
impl Float for Tiny {}

/// To the nearest float of 3 bits, to even at a tie.
pub(super) fn rounded(x: f64) -> f64 {
    let mut ulp = 1.0 / 64.0;
    while x.abs() / ulp >= 8.0 {
        ulp *= 2.0;
    }
    libm::rint(x / ulp) * ulp
}

/// All floats of the format up to 12, in order.
pub(super) fn tiny() -> Vec<f64> {
    let positive = (0..5).flat_map(|e| (1..8).map(move |s| f64::multiple(s << e, 1.0 / 64.0)));
    let mut all: Vec<_> = positive.flat_map(|float| [float, -float]).chain([0.0]).collect();
    all.sort_by(f64::total_cmp);
    all.dedup();
    all
}
