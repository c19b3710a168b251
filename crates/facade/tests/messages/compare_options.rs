//! A comparison of what may not be there.
//!
//! says: `Option<&str>` is neither bytes nor text nor a secret
//! says: cannot be compared in constant time

fn main() {
    _ = wellspring::compare_digest(Some("supplied"), "secret");
}
