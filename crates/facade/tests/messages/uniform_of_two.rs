//! Both ends as arguments, as in Python.
//!
//! says: cannot draw a float from `{float}`
//! says: it is one argument: `uniform(0.0..1.0)`, not `uniform(0.0, 1.0)`

use wellspring::{Random, SystemRandom};

fn main() {
    let _: f64 = SystemRandom.uniform(0.0, 1.0);
}
