//! Comparison in constant time, against `constant_time_eq`, whose only purpose it is, and against `subtle` for slices.

use core::hint::black_box;
use std::io;

use subtle::ConstantTimeEq;
use wellspring::{compare_digest, tokens::SecretArray};
use wellspring_benches::Bench;

const SIZES: [(usize, &str); 5] =
    [(16, "16 bytes"), (32, "32 bytes"), (43, "43 bytes"), (64, "64 bytes"), (4096, "4 KiB")];

pub(crate) fn compare(bench: &Bench) -> io::Result<()> {
    let mut table = bench.table("compare", "Comparison in constant time")?;
    for (len, work) in SIZES {
        let (a, b) = (vec![7u8; len], vec![7u8; len]);
        let pair = || (black_box(a.as_slice()), black_box(b.as_slice()));
        let ours = || {
            let (a, b) = pair();
            compare_digest(a, b)
        };
        let theirs = || {
            let (a, b) = pair();
            constant_time_eq::constant_time_eq(a, b)
        };
        table.row(work, ours, "constant_time_eq", theirs)?;
        let theirs = || {
            let (a, b) = pair();
            bool::from(a.ct_eq(b))
        };
        table.row(work, ours, "subtle", theirs)?;
    }
    let (a, b) = ([7u8; 32], [7u8; 32]);
    let ours = || compare_digest(black_box(&a), black_box(&b));
    let theirs = || constant_time_eq::constant_time_eq_32(black_box(&a), black_box(&b));
    table.row("arrays of 32", ours, "constant_time_eq", theirs)?;
    let theirs = || black_box(&a) == black_box(&b);
    table.row("arrays of 32", ours, "==, for scale", theirs)?;
    let (a, b) = (SecretArray::from(Box::new(a)), SecretArray::from(Box::new(b)));
    let ours = || compare_digest(black_box(&a), black_box(&b));
    let theirs = || {
        let (a, b) = (black_box(&a).expose_secret(), black_box(&b).expose_secret());
        constant_time_eq::constant_time_eq_32(a, b)
    };
    table.row("SecretArray of 32", ours, "constant_time_eq", theirs)
}
