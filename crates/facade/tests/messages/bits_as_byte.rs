//! Bits as a type that is narrower than a word.
//!
//! says: `bits` does not return `u8`
//! says: for any value of another integer type use `range`, as in `let byte: u8 = rng.range(..);`

fn main() {
    let _: u8 = wellspring::randbits(8);
}
