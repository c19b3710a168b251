//! A range where a distribution belongs.
//!
//! says: Range<{integer}>` is not a distribution that can be drawn from
//! says: for a number in a range use `range` or `uniform`, for an item of a list `choose`

use wellspring::{Random, SystemRandom};

fn main() {
    _ = SystemRandom.draw(&(0..5));
}
