//! A number where a range belongs.
//!
//! says: cannot draw from `{integer}`
//! says: not a range of one of the types that can be drawn

use wellspring::{Random, SystemRandom};

fn main() {
    let _: u8 = SystemRandom.range(6);
}
