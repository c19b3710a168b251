//! A recipe whose check nobody looked at.
//!
//! says: `Result<Otp, CodeError>` is not a recipe that can be minted
//! says: put `?` behind it, as in `mint(&Otp::digits(6)?)`

use wellspring::{Otp, mint};

fn main() {
    mint(&Otp::digits(6));
}
