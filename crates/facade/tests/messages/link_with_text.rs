//! A link with text that is not held as a secret.
//!
//! says: `str` is not a secret text that a link carries
//! says: a `String` becomes one with `SecretString::from`

use wellspring::{Link, LinkError};

fn main() -> Result<(), LinkError> {
    Link::fragment("https://example.com/join")?.with("token")?;
    Ok(())
}
