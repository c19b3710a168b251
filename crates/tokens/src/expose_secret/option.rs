//! The same for `Option`: `#[serde(with = "wellspring_tokens::expose_secret::option")]`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Exposed;

/// Writes the secret out, if there is one.
///
/// # Errors
///
/// The serializer's.
pub fn serialize<T: Exposed, S: Serializer>(
    secret: &Option<T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    /// `serialize_some` asks for a type that can be serialized; this one is not seen outside of here.
    struct Some<'a, T>(&'a T);

    impl<T: Exposed> Serialize for Some<'_, T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.0.expose_to(serializer)
        }
    }

    match secret {
        None => serializer.serialize_none(),
        Option::Some(secret) => serializer.serialize_some(&Some(secret)),
    }
}

/// Reads a secret, if there is one.
///
/// # Errors
///
/// The deserializer's.
///
/// # Examples
///
/// ```
/// use serde_json::{Deserializer, Serializer};
/// use wellspring_tokens::{SecretString, expose_secret::{Exposed, option}};
///
/// // What a derive macro calls, by hand.
/// fn to_json<T: Exposed>(secret: &Option<T>) -> Result<Vec<u8>, serde_json::Error> {
///     let mut json = Vec::new();
///     option::serialize(secret, &mut Serializer::new(&mut json))?;
///     Ok(json)
/// }
/// let secret: Option<SecretString> = option::deserialize(&mut Deserializer::from_str("\"s3cret\""))?;
/// assert_eq!(to_json(&secret)?, b"\"s3cret\"");
/// assert_eq!(to_json::<SecretString>(&None)?, b"null");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn deserialize<'de, T: Exposed + Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Option::deserialize(deserializer)
}
