//! A key format as a constant, whose prefix lacks its `_`.
//!
//! says: the prefix must end with `_`
//! never says: the prefix ends with `_`

use wellspring::KeyFormat;

const KEY: KeyFormat = KeyFormat::new("acme");

fn main() {
    _ = wellspring::mint(&KEY);
}
