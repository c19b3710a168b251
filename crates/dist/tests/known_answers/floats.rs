//! Value stability: the floats that given bytes lead to. A change here is a breaking change.
//!
//! The expected values are those of a Python program with exact fractions (`fractions`, `math.nextafter`): a uniform real
//! number rounded by a search for the floats around it, and the γ-section as the paper has it, `b - k γ` or `a + k γ`.

use core::ops::Bound::{Excluded, Included};

use wellspring_dist::{
    Closed01, ClosedOpen01, Distribution, FullPrecision, Interval, Open01, OpenClosed01, Random,
};
use wellspring_entropy::testing::Replay;

use crate::{PI, first};

fn bits_of_f64(draw: impl Distribution<f64>) -> (u64, usize) {
    first(|r| r.draw(&draw).to_bits())
}

fn bits_of_f32(draw: impl Distribution<f32>) -> (u32, usize) {
    first(|r| r.draw(&draw).to_bits())
}

#[test]
fn the_even_grid_of_the_unit_interval() {
    assert_eq!(bits_of_f64(ClosedOpen01), (0x3FEA_6114_70B1_0D47, 8));
    assert_eq!(bits_of_f64(OpenClosed01), (0x3FEA_6114_70B1_0D48, 8));
    assert_eq!(bits_of_f64(Open01), (0x3FEA_6114_70B1_0D48, 8));
    assert_eq!(bits_of_f64(Closed01), (0x3FEA_6114_70B1_0D48, 8));
    assert_eq!(bits_of_f32(ClosedOpen01), (0x3F08_6A3F, 4));
    assert_eq!(bits_of_f32(OpenClosed01), (0x3F08_6A40, 4));
    assert_eq!(bits_of_f32(Open01), (0x3F08_6A3F, 4));
    assert_eq!(bits_of_f32(Closed01), (0x3F08_6A3F, 4));
    assert_eq!(bits_of_f64(ClosedOpen01), first(|r| r.f64().to_bits()));
    assert_eq!(bits_of_f32(ClosedOpen01), first(|r| r.f32().to_bits()));
}

/// Rounded down, up, to the nearest, and down without 0; from these bytes and then those of pi.
fn full_precision<F: wellspring_dist::Float>(start: &[u8]) -> ([F; 4], usize) {
    let script = [start, &PI].concat();
    let mut used = 0;
    let mut draw = |draw: &dyn Fn(&mut Replay<'_>) -> F| {
        let mut source = Replay::new(&script);
        let value = draw(&mut source);
        used = script.len() - source.remaining();
        value
    };
    let floats = [
        draw(&|r| r.draw(&FullPrecision(ClosedOpen01))),
        draw(&|r| r.draw(&FullPrecision(OpenClosed01))),
        draw(&|r| r.draw(&FullPrecision(Closed01))),
        draw(&|r| r.draw(&FullPrecision(Open01))),
    ];
    (floats, used)
}

#[test]
fn full_precision_of_f64() {
    let is = |start: &[u8], bits: [u64; 3], bytes| {
        let [down, up, nearest] = bits.map(f64::from_bits);
        assert_eq!(full_precision(start), ([down, up, nearest, down], bytes));
    };
    is(&[], [0x3FEA_6114_70B1_0D47, 0x3FEA_6114_70B1_0D48, 0x3FEA_6114_70B1_0D48], 8);
    // 22 zeros: a second word.
    let few = [0x24, 0x3F, 0x6A, 0x88, 0x85, 0x03, 0, 0];
    is(&few, [0x3E8C_2C43_51F9_2698, 0x3E8C_2C43_51F9_2699, 0x3E8C_2C43_51F9_2698], 16);
    // Two words of zeros.
    is(&[0; 16], [0x37EA_6114_70B1_0D47, 0x37EA_6114_70B1_0D48, 0x37EA_6114_70B1_0D48], 24);
    // 1064 zeros: a subnormal float.
    let subnormal = [&[0; 128][..], &[0xA3, 0x08, 0xD3, 0, 0, 0, 0, 0]].concat();
    is(&subnormal, [0x34C, 0x34D, 0x34C], 136);
}

#[test]
fn full_precision_of_f32() {
    let is = |start: &[u8], bits: [u32; 3], bytes| {
        let [down, up, nearest] = bits.map(f32::from_bits);
        assert_eq!(full_precision(start), ([down, up, nearest, down], bytes));
    };
    is(&[], [0x3F08_6A3F, 0x3F08_6A40, 0x3F08_6A3F], 4);
    is(&[0x24, 0xFF, 0x01, 0x00], [0x37FF_9244, 0x37FF_9245, 0x37FF_9244], 8);
    // 128 zeros: a subnormal float.
    is(&[0; 16], [0x0011_0D47, 0x0011_0D48, 0x0011_0D48], 20);
}

#[test]
fn intervals() {
    let is = |a: f64, b: f64, expected: [f64; 4], bytes| {
        let [closed, closed_open, open_closed, open] = expected;
        assert_eq!(first(|r| r.uniform(a..=b)), (closed, bytes));
        assert_eq!(first(|r| r.uniform(a..b)), (closed_open, bytes));
        assert_eq!(first(|r| r.uniform((Excluded(a), Included(b)))), (open_closed, bytes));
        assert_eq!(first(|r| r.uniform((Excluded(a), Excluded(b)))), (open, bytes));
        let interval = Interval::new(a..b).unwrap();
        assert_eq!(first(|r| r.draw(&interval)), (closed_open, bytes));
    };
    is(
        -180.0,
        180.0,
        [116.76620410565138, 116.76620410565138, 116.76620410565141, 116.76620410565138],
        8,
    );
    is(
        0.1,
        0.7,
        [0.5946103401760856, 0.5946103401760855, 0.5946103401760856, 0.5946103401760856],
        8,
    );
    is(
        -1e300,
        3.0,
        [
            -1.756494330398571e299,
            -1.7564943303985724e299,
            -1.756494330398571e299,
            -1.7564943303985724e299,
        ],
        8,
    );
    is(
        -f64::MAX,
        f64::MAX,
        [
            1.1661655750258969e308,
            1.1661655750258969e308,
            1.166165575025897e308,
            1.1661655750258969e308,
        ],
        8,
    );
    is(
        5e-324,
        1e-310,
        [8.243505669602e-311, 8.2435056696013e-311, 8.243505669602e-311, 8.2435056696013e-311],
        8,
    );
    is(
        1.0,
        1.0000001,
        [1.0000000532871196, 1.0000000532871194, 1.0000000532871196, 1.0000000532871196],
        4,
    );
    is(
        -2.5,
        -0.1,
        [-0.521558639295657, -0.5215586392956575, -0.521558639295657, -0.5215586392956575],
        8,
    );
    is(
        0.0,
        1.0,
        [0.8243505669601427, 0.8243505669601426, 0.8243505669601427, 0.8243505669601427],
        8,
    );
}

#[test]
fn intervals_of_f32() {
    assert_eq!(first(|r| r.uniform(-5.0f32..=5.0).to_bits()), (0x3EA8_4CF0, 4));
    assert_eq!(first(|r| r.uniform(-5.0f32..5.0).to_bits()), (0x3EA8_4CE0, 4));
}
