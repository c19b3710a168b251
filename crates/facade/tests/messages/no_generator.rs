//! Something else where a generator belongs.
//!
//! says: `String` is not a generator of random numbers
//! says: `SystemRandom`, `ThreadRng`, `ReproducibleRng` and every generator of rand have it

use wellspring::Random;

fn roll(rng: &mut impl Random) -> u8 {
    rng.range(1..=6)
}

fn main() {
    roll(&mut String::new());
}
