//! Hexadecimal where people read (JSON, TOML), 32 bytes elsewhere. A digest is public, so it needs no opt-in.

use core::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, SeqAccess, Visitor},
};

use super::Digest;

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_bytes(&self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_str(Either)
        } else {
            deserializer.deserialize_bytes(Either)
        }
    }
}

struct Either;

impl<'de> Visitor<'de> for Either {
    type Value = Digest;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a digest: 64 hexadecimal digits or 32 bytes")
    }

    fn visit_str<E: Error>(self, hex: &str) -> Result<Digest, E> {
        hex.parse().map_err(E::custom)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Digest, E> {
        bytes.try_into().map_err(E::custom)
    }

    /// Formats without bytes of their own write them as a sequence of numbers.
    fn visit_seq<A: SeqAccess<'de>>(self, mut bytes: A) -> Result<Digest, A::Error> {
        let mut digest = [0; Digest::LEN];
        for (len, byte) in digest.iter_mut().enumerate() {
            *byte = bytes.next_element()?.ok_or_else(|| Error::invalid_length(len, &self))?;
        }
        match bytes.next_element::<u8>()? {
            None => Ok(Digest(digest)),
            Some(_) => Err(Error::invalid_length(Digest::LEN + 1, &self)),
        }
    }
}
