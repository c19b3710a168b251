//! Identifiers: UUIDs of version 4 and 7, ULIDs, and ids of any alphabet.
//!
//! An identifier names something; it is not a secret, and these types print, compare and copy. Where knowing it is enough to get in, it is a
//! secret and wants 128 bits, which none of the fixed formats have: see [`Gate::ASVS_UNGUESSABLE`](crate::Gate::ASVS_UNGUESSABLE).
//!
//! UUIDs and ULIDs are made and written without allocation, in registers and on the stack.

#[cfg(feature = "alloc")]
mod nanoid;
mod sequence;
mod text;
mod time;
mod ulid;
mod uuid;
#[cfg(feature = "alloc")]
mod uuid_v7;

#[cfg(feature = "alloc")]
pub use self::nanoid::{NanoId, NanoIdError};
pub use self::{
    sequence::{SequenceError, UlidSequence, UuidV7Sequence},
    text::{IdText, ParseIdError},
    time::{TimeError, UnixMillis},
    ulid::Ulid,
    uuid::Uuid,
};
#[cfg(feature = "alloc")]
pub use self::{ulid::UlidAt, uuid::UuidV4, uuid_v7::UuidV7};

#[cfg(test)]
mod tests;
