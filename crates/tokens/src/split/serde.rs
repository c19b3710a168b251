//! A row as four fields: selector as text, digest as it serializes itself, purpose as text, expiry in seconds.

use core::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
};

use super::{Purpose, Selector, StoredToken, UnixTime};
use crate::Digest;

/// The fields, of which each checks itself.
#[derive(Serialize, Deserialize)]
#[serde(rename = "StoredToken", deny_unknown_fields)]
struct Fields {
    selector: Selector,
    digest: Digest,
    purpose: Purpose,
    expires: UnixTime,
}

impl Serialize for StoredToken {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (selector, digest) = (self.selector(), self.digest());
        let (purpose, expires) = (self.purpose_name(), self.expires());
        Fields { selector, digest, purpose, expires }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for StoredToken {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Fields { selector, digest, purpose, expires } = Fields::deserialize(deserializer)?;
        Self::from_parts(selector, digest, purpose.as_str(), expires).map_err(Error::custom)
    }
}

/// The number of seconds.
impl Serialize for UnixTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.as_secs())
    }
}

impl<'de> Deserialize<'de> for UnixTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u64::deserialize(deserializer).map(Self::from_secs)
    }
}

/// 22 characters of base64url.
impl Serialize for Selector {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Selector {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text("22 characters of base64url", |text| text.parse()))
    }
}

impl Serialize for Purpose {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Purpose {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Text("a purpose", Self::new))
    }
}

/// What is expected, and how it is made out of text.
struct Text<T>(&'static str, fn(&str) -> Result<T, super::SplitError>);

impl<T> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.1)(text).map_err(E::custom)
    }
}
