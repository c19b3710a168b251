//! Comparison in constant time, against `constant_time_eq`, whose only purpose it is, and against `subtle` for slices.

use core::hint::black_box;
use std::io;

use subtle::ConstantTimeEq;
use wellspring::{compare_digest, tokens::SecretArray};
use wellspring_benches::Table;

/// At most twice the peer's time where a call is most of it, and half as much again where the bytes are.
const SHORT: Option<f64> = Some(1.0 / 2.0);
const LONG: Option<f64> = Some(1.0 / 1.5);

pub(crate) fn compare() -> io::Result<()> {
    let mut table = Table::start("Comparison in constant time")?;
    for (len, bar) in [(16, None), (32, SHORT), (43, None), (64, None), (4096, LONG)] {
        let (a, b) = (vec![7u8; len], vec![7u8; len]);
        let pair = || (black_box(a.as_slice()), black_box(b.as_slice()));
        let ours = || {
            let (a, b) = pair();
            compare_digest(a, b)
        };
        let work = format!("{len} bytes");
        let theirs = || {
            let (a, b) = pair();
            constant_time_eq::constant_time_eq(a, b)
        };
        table.row(&work, ours, "constant_time_eq", theirs, bar)?;
        let theirs = || {
            let (a, b) = pair();
            bool::from(a.ct_eq(b))
        };
        table.row(&work, ours, "subtle", theirs, None)?;
    }
    let (a, b) = ([7u8; 32], [7u8; 32]);
    let ours = || compare_digest(black_box(&a), black_box(&b));
    let theirs = || constant_time_eq::constant_time_eq_32(black_box(&a), black_box(&b));
    table.row("arrays of 32", ours, "constant_time_eq", theirs, SHORT)?;
    let theirs = || black_box(&a) == black_box(&b);
    table.row("arrays of 32", ours, "==, for scale", theirs, None)?;
    let (a, b) = (SecretArray::from(Box::new(a)), SecretArray::from(Box::new(b)));
    let ours = || compare_digest(black_box(&a), black_box(&b));
    let theirs = || {
        let (a, b) = (black_box(&a).expose_secret(), black_box(&b).expose_secret());
        constant_time_eq::constant_time_eq_32(a, b)
    };
    table.row("SecretArray of 32", ours, "constant_time_eq", theirs, SHORT)
}
