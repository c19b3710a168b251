//! An item of what is no slice. The compiler's own words say enough, and the documentation names `range` and `choose_iter`.
//!
//! says: expected `&[_]`

use wellspring::{Random, SystemRandom};

fn main() {
    _ = SystemRandom.choose(0..3);
}
