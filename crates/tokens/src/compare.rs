use subtle::{Choice, ConstantTimeEq};

/// Whether `a` and `b` are the same bytes, in a time that does not tell where they differ.
///
/// For comparing what somebody supplied with a secret: `==` returns at the first difference and so lets
/// the secret be guessed byte by byte. Takes whatever is bytes: `&str` (as UTF-8), `&[u8]`, arrays,
/// `String`, `Vec<u8>`. Lengths are not secret: where they differ the answer is `false` at once.
///
/// The constant-time step is [`subtle`]'s, taken eight bytes at a time.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::compare_digest;
///
/// assert!(compare_digest("s3cret", b"s3cret"));
/// assert!(!compare_digest("s3cret", "s3creT"));
/// assert!(!compare_digest("s3cret", "s3cret "));
/// ```
#[doc(alias = "timingsafe_bcmp", alias = "CRYPTO_memcmp", alias = "constant_time_eq")]
#[doc(alias = "hmac.compare_digest", alias = "timingSafeEqual")]
#[must_use]
pub fn compare_digest<A, B>(a: A, b: B) -> bool
where
    A: AsRef<[u8]>,
    B: AsRef<[u8]>,
{
    ct_eq(a.as_ref(), b.as_ref()).into()
}

/// [`ConstantTimeEq`] for slices, eight bytes at a time: `subtle`'s own goes byte by byte.
pub(crate) fn ct_eq(a: &[u8], b: &[u8]) -> Choice {
    if a.len() != b.len() {
        return Choice::from(0);
    }
    let (a_words, b_words) = (a.chunks_exact(8), b.chunks_exact(8));
    let (a_rest, b_rest) = (a_words.remainder(), b_words.remainder());
    let words = a_words.map(word).zip(b_words.map(word));
    words.fold(word(a_rest).ct_eq(&word(b_rest)), |same, (x, y)| same & x.ct_eq(&y))
}

/// Up to eight bytes as a word, filled up with zeros.
pub(crate) fn word(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::compare_digest;

    #[test]
    fn sees_every_single_bit_at_every_length() {
        let bytes: [u8; 40] = core::array::from_fn(|i| u8::try_from(i * 5).unwrap());
        for len in 0..=bytes.len() {
            let a = &bytes[..len];
            assert!(compare_digest(a, a));
            for bit in 0..len * 8 {
                let mut b = bytes;
                b[bit >> 3] ^= 1 << (bit & 7);
                assert!(!compare_digest(a, &b[..len]), "bit {bit} of {len} bytes");
            }
        }
    }

    #[test]
    fn lengths_must_agree() {
        let zeros = [0; 20];
        for a in 0..zeros.len() {
            for b in 0..zeros.len() {
                assert_eq!(compare_digest(&zeros[..a], &zeros[..b]), a == b);
            }
        }
    }
}
