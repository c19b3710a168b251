//! A secret from a simulation's generator, by a method.
//!
//! says: `ReproducibleRng` does not mint secrets

use wellspring::{ReproducibleRng, Secrets};

fn main() {
    ReproducibleRng::from_number(1).token_hex(16);
}
