//! Properties of floats for arbitrary ends and arbitrary bytes, and what they sum to.
#![allow(clippy::float_cmp, reason = "what is compared is exact")]

use core::ops::{
    Bound::{self, Excluded, Included},
    RangeBounds,
};

use proptest::{collection::vec, prelude::*};
use wellspring_dist::{
    Closed01, ClosedOpen01, Distribution, Float, FullPrecision, Interval, Open01, OpenClosed01,
    Random,
};
use wellspring_entropy::testing::Replay;

/// Arbitrary bytes, and after them words that no bound rejects all of.
fn script() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..40).prop_map(|mut bytes| {
        bytes.extend((0..64u8).map(|n| n.wrapping_mul(167) ^ 0x5A));
        bytes
    })
}

fn bounds<F: Copy>(start: F, end: F) -> [(Bound<F>, Bound<F>); 4] {
    [
        (Included(start), Included(end)),
        (Included(start), Excluded(end)),
        (Excluded(start), Included(end)),
        (Excluded(start), Excluded(end)),
    ]
}

macro_rules! intervals {
    ($($name:ident: $float:ty, $bits:ty;)+) => {$(
        proptest! {
            #[test]
            fn $name(script in script(), a: $bits, b: $bits, near in 0..4u8, close: bool) {
                let start = <$float>::from_bits(a);
                let end = <$float>::from_bits(if close { a.wrapping_add(near.into()) } else { b });
                for range in bounds(start, end) {
                    let drawn = Replay::repeating(&script).try_uniform(range);
                    match drawn {
                        Ok(x) => {
                            prop_assert!(range.contains(&x), "{x} of {range:?}");
                            let interval = Interval::new(range).unwrap();
                            prop_assert_eq!(interval.sample(&mut Replay::repeating(&script)), x);
                        }
                        Err(_) => {
                            // No float is inside: not finite, or not even neighbours.
                            let next = (start.to_bits().wrapping_add(1), end.to_bits());
                            let neighbours = start > 0.0 && next.0 == next.1
                                || start < 0.0 && next.0 == next.1.wrapping_add(2)
                                || start == 0.0 && end.to_bits() == 1
                                || end == 0.0 && (-start).to_bits() == 1;
                            let open = range == (Excluded(start), Excluded(end));
                            let finite = start.is_finite() && end.is_finite();
                            let empty = start > end || start == end && !range.contains(&start);
                            prop_assert!(!finite || empty || open && neighbours, "{range:?}");
                        }
                    }
                }
            }
        }
    )+};
}

intervals! {
    f64_lies_in_its_interval_or_there_is_none: f64, u64;
    f32_lies_in_its_interval_or_there_is_none: f32, u32;
}

proptest! {
    #[test]
    fn the_four_roundings_are_neighbours(script in script()) {
        let draw = || Replay::repeating(&script);
        let down: f64 = FullPrecision(ClosedOpen01).sample(&mut draw());
        let up: f64 = FullPrecision(OpenClosed01).sample(&mut draw());
        let nearest: f64 = FullPrecision(Closed01).sample(&mut draw());
        let open: f64 = FullPrecision(Open01).sample(&mut draw());
        prop_assert_eq!(up.to_bits(), down.to_bits() + 1);
        prop_assert!(nearest == down || nearest == up);
        prop_assert!(down == 0.0 || open == down);
        // The even grid is the same real number, with fewer bits.
        prop_assert!((down - draw().f64()).abs() < 1.0 / 9e15);
    }
}

/// The mean of 2^20 draws. A false alarm has a probability below 2^-43, by Hoeffding's inequality: `2 exp(-2 * 2^20 * t^2)`
/// with `t = 0.00386`; and the bytes are fixed.
#[test]
fn the_mean_is_one_half() {
    fn mean<F: Float + Into<f64>>(interval: impl Distribution<F>) -> f64 {
        let mut state = 2026u64;
        let bytes: Vec<u8> = (0..1 << 20)
            .flat_map(|_| {
                // SplitMix64 (Steele, Lea and Flood, 2014).
                state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let z = (state ^ state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
                (z ^ z >> 31).to_le_bytes()
            })
            .collect();
        let mut source = Replay::repeating(&bytes);
        let sum: f64 = (0..1 << 20).map(|_| interval.sample(&mut source).into()).sum();
        sum / f64::from(1 << 20)
    }
    let means = [
        mean::<f64>(Open01),
        mean::<f64>(Closed01),
        mean::<f64>(FullPrecision(Closed01)),
        mean::<f32>(FullPrecision(OpenClosed01)),
        mean::<f64>(Interval::new(0.25..=0.75).unwrap()),
    ];
    for mean in means {
        assert!((mean - 0.5).abs() < 0.003_86, "{mean}");
    }
}
