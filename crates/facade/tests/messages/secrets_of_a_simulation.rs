//! A secret from numbers that whoever knows the seed knows.
//!
//! says: `ReproducibleRng` does not mint secrets
//! says: `ReproducibleRng` is for simulations, and whoever knows its seed knows its secrets: take `SystemRandom`

use wellspring::{ReproducibleRng, SecretString, Secrets};

fn session(rng: &mut impl Secrets) -> SecretString {
    rng.token_urlsafe(32)
}

fn main() {
    session(&mut ReproducibleRng::from_number(1));
}
