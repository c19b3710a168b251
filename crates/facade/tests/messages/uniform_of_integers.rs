//! An `i32` range where floats are drawn.
//!
//! says: `i32` is not a float type that can be drawn
//! says: these are: f32, f64; for integers use `range`

use wellspring::{Random, SystemRandom};

fn main() {
    _ = SystemRandom.uniform(-1i32..1);
}
