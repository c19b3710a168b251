//! The encodings by name, each with its standard and section.

use super::{Base, Encoding, Ending};

const fn encoding(base: Base, ending: Ending) -> Encoding {
    Encoding { base, ending }
}

/// Hexadecimal, lower case (RFC 4648, section 8): 2 characters a byte. Upper case is not read.
#[doc(alias = "base16")]
pub const HEX: Encoding = encoding(Base::HexLower, Ending::Nothing);

/// Hexadecimal, upper case (RFC 4648, section 8): 2 characters a byte. Lower case is not read.
pub const HEX_UPPER: Encoding = encoding(Base::HexUpper, Ending::Nothing);

/// Hexadecimal, lower case (RFC 4648, section 8): 2 characters a byte. Both cases are read, mixed too, so that many
/// texts stand for the same bytes. For what people type; where a text is a key for look-up, [`HEX`] has one for
/// each.
pub const HEX_ANY_CASE: Encoding = encoding(Base::HexAnyCase, Ending::Nothing);

/// Base32 with padding (RFC 4648, section 6), `A-Z 2-7`: 8 characters for 5 bytes, filled up with `=`.
pub const BASE32: Encoding = encoding(Base::Base32, Ending::Padding);

/// Base32 without padding (RFC 4648, sections 6 and 3.2): 8 characters for 5 bytes, and 2, 4, 5 or 7 for the 1, 2,
/// 3 or 4 that are left. The form of secrets in `otpauth` URIs.
#[doc(alias = "otpauth", alias = "totp")]
pub const BASE32_UNPADDED: Encoding = encoding(Base::Base32, Ending::Nothing);

/// Base32 with the extended hex alphabet and padding (RFC 4648, section 7), `0-9 A-V`: texts of one length sort
/// as their bytes do.
pub const BASE32_HEX: Encoding = encoding(Base::Base32Hex, Ending::Padding);

/// [`BASE32_HEX`] without padding.
pub const BASE32_HEX_UNPADDED: Encoding = encoding(Base::Base32Hex, Ending::Nothing);

/// Crockford's base32 (D. Crockford, "Base 32", 2019), `0-9 A-Z` without I, L, O and U: `ceil(8 n / 5)` characters.
///
/// The bytes are one number, the first of them the most significant, as Crockford describes it and ULIDs have it:
/// the bits that are too many are zeros in front. Where `n` is a multiple of 5 that makes no difference.
///
/// Lower case is read, too, and I and L as 1 and O as 0. Hyphens are not: their number is no secret, so leave them
/// out before.
#[doc(alias = "ulid")]
pub const CROCKFORD: Encoding = encoding(Base::Crockford, Ending::Nothing);

/// [`CROCKFORD`] with his check symbol behind, the number modulo 37: every single wrong character is found, and
/// every two neighbours that changed places.
pub const CROCKFORD_CHECKED: Encoding = encoding(Base::Crockford, Ending::CheckSymbol);

/// Base58 with Bitcoin's alphabet, digits and letters without 0, I, O and l, in a length that depends on nothing
/// but the number of bytes: `ceil(1.3658 n)` characters.
///
/// The bytes are one number, the first of them the most significant, with zeros, `1`, in front. Bitcoin's own form
/// starts with one `1` for each byte of zeros and has no others: its length tells how the bytes begin, and some
/// bytes have shorter texts than others. Both are the same number in the same digits, and they agree where no digit
/// is a zero in front: for 32 bytes, if the first is at least `0x0F`.
///
/// # Security
///
/// In constant time where the processor's multiplication is, and the time grows with the square of the length:
/// meant for up to a few hundred bytes.
#[doc(alias = "bitcoin")]
pub const BASE58: Encoding = encoding(Base::Base58, Ending::Nothing);

/// Base62, `0-9 A-Z a-z` in this order: `ceil(1.3436 n)` characters, none of which needs quoting anywhere.
///
/// The bytes are one number, the first of them the most significant, with zeros, `0`, in front, so that texts of
/// one length sort as their bytes do. Others have other orders of the alphabet: no standard says which.
///
/// # Security
///
/// In constant time where the processor's multiplication is, and the time grows with the square of the length:
/// meant for up to a few hundred bytes.
#[doc(alias = "alphanumeric")]
pub const BASE62: Encoding = encoding(Base::Base62, Ending::Nothing);

/// Base64 with padding (RFC 4648, section 4), `A-Z a-z 0-9 + /`: 4 characters for 3 bytes, filled up with `=`.
pub const BASE64: Encoding = encoding(Base::Base64, Ending::Padding);

/// Base64 without padding (RFC 4648, sections 4 and 3.2).
#[doc(alias = "base64_no_pad")]
pub const BASE64_UNPADDED: Encoding = encoding(Base::Base64, Ending::Nothing);

/// Base64 with the URL and filename safe alphabet, without padding (RFC 4648, sections 5 and 3.2): 4 characters for
/// 3 bytes, and 2 or 3 for the 1 or 2 that are left.
#[doc(alias = "base64url")]
pub const URLSAFE: Encoding = encoding(Base::UrlSafe, Ending::Nothing);

/// Base64 with the URL and filename safe alphabet and padding (RFC 4648, section 5).
#[doc(alias = "base64url_padded")]
pub const URLSAFE_PADDED: Encoding = encoding(Base::UrlSafe, Ending::Padding);
