//! Steps through a range without an end.
//!
//! says: cannot go through `
//! says: <{integer}>` in steps
//! says: not `a..b` or `a..=b` of integers

use wellspring::{Random, SystemRandom};

fn main() {
    let _: u8 = SystemRandom.range_step(0.., 2);
}
