//! A board registered before it says how it fills memory.
//!
//! says: `Board` is not a source of random bytes
//! says: a source of your own says `impl Backend for …` with `try_fill` and `name`

struct Board;

fn main() {
    wellspring::entropy::set_backend!(Board).ok();
}
