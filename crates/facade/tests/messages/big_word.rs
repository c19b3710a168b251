//! A word where a long integer belongs.
//!
//! says: `u64` is not a long integer that can be drawn

use wellspring::{Random, SystemRandom};

fn main() {
    _ = SystemRandom.below_big(&5u64);
}
