//! A long integer in parts that are none.
//!
//! says: `f64` is not a limb

use wellspring::{Random, SystemRandom};

fn main() {
    SystemRandom.fill_below(&[1.0f64], &mut [0.0]);
}
