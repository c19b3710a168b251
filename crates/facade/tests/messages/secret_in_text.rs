//! A secret printed. The compiler's own words; the documentation of `SecretString` says what to write.
//!
//! says: `SecretString` doesn't implement

fn main() {
    println!("{}", wellspring::token_hex(16));
}
