//! A generator by `&`, where drawing takes `&mut`.
//!
//! says: `&SystemRandom` is not a generator of random numbers
//! says: hand over `&mut rng`, not `&rng`; in an argument `&mut SystemRandom` will do

use wellspring::{Random, SystemRandom};

fn roll(mut rng: impl Random) -> u8 {
    rng.range(1..=6)
}

fn main() {
    roll(&SystemRandom);
}
