//! A step that is no integer.
//!
//! says: `&str` is not an integer type that can be drawn

use wellspring::{Random, SystemRandom};

fn main() {
    _ = SystemRandom.range_step(0..9, "2");
}
