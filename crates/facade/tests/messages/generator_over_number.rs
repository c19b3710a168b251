//! A generator seeded by a number, which would be no secret.
//!
//! says: `u64` is not a source of seeds

fn seeded(_: impl wellspring::csprng::Source) {}

fn main() {
    seeded(42u64);
}
