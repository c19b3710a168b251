//! A policy, whose passwords have to be counted first.
//!
//! says: `PasswordPolicy` is not a recipe that can be minted
//! says: of a `PasswordPolicy` take `&policy.to_set()?` or the function `password`

use wellspring::{PasswordPolicy, mint};

fn main() {
    mint(&PasswordPolicy::length(16));
}
