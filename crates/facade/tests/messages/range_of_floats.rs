//! Floats where integers are drawn.
//!
//! says: `{float}` is not a type that can be drawn from a range
//! says: for floats use `uniform`

use wellspring::{Random, SystemRandom};

fn main() {
    _ = SystemRandom.range(0.0..1.0);
}
