//! A bound that is no number.
//!
//! says: `&str` is not an unsigned integer type
//! says: for signed ones use `range`, for floats `uniform`, for integers of any size `below_big` or `fill_below`

use wellspring::{Random, SystemRandom};

fn main() {
    _ = SystemRandom.below("x");
}
