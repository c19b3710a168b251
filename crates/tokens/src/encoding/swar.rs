//! Eight characters at a time in one word; the first byte is the most significant.
//!
//! Every lane holds a value below 64, so that adding `0x80 - k` sets its top bit exactly if the value is at
//! least `k`, and no lane carries into the next. That bit, shifted down, is a 0 or 1 that is multiplied with
//! a distance in the ASCII table.

/// The same byte in all eight lanes.
const fn lanes(byte: u8) -> u64 {
    byte as u64 * 0x0101_0101_0101_0101
}

/// 1 in each lane of `x` that is at least `k`, else 0, for lanes below 64 and `0 < k <= 64`.
#[inline]
const fn at_least(x: u64, k: u8) -> u64 {
    ((x + lanes(0x80 - k)) >> 7) & lanes(1)
}

/// The low 32 bits as eight hexadecimal digits.
///
/// | value | character | distance | from the row above |
/// |---|---|---|---|
/// | 0 to 9 | `0` to `9` | +48 | +48 |
/// | 10 to 15 | `a` to `f` | +87 | +39 |
#[inline]
pub(super) const fn hex(word: u64) -> u64 {
    let x = (word | word << 16) & 0x0000_FFFF_0000_FFFF;
    let x = (x | x << 8) & 0x00FF_00FF_00FF_00FF;
    let x = (x | x << 4) & lanes(0x0F);
    x + lanes(48) + at_least(x, 10) * 39
}

/// The low 48 bits as eight characters of base64url.
///
/// | value | character | distance | from the row above |
/// |---|---|---|---|
/// | 0 to 25 | `A` to `Z` | +65 | +65 |
/// | 26 to 51 | `a` to `z` | +71 | +6 |
/// | 52 to 61 | `0` to `9` | -4 | -75 |
/// | 62 | `-` | -17 | -13 |
/// | 63 | `_` | +32 | +49 |
///
/// The sum of what is added is at most 63 + 65 + 6 + 49 = 183, and what is subtracted leaves a character:
/// no lane overflows or borrows.
#[inline]
pub(super) const fn base64url(word: u64) -> u64 {
    let x = ((word << 8) & 0x00FF_FFFF_0000_0000) | (word & 0x0000_0000_00FF_FFFF);
    let x = ((x << 4) & 0x0FFF_0000_0FFF_0000) | (x & 0x0000_0FFF_0000_0FFF);
    let x = ((x << 2) & 0x3F00_3F00_3F00_3F00) | (x & 0x003F_003F_003F_003F);
    let up = x + lanes(65) + at_least(x, 26) * 6 + at_least(x, 63) * 49;
    up - (at_least(x, 52) * 75 + at_least(x, 62) * 13)
}

/// Replaces all of `dest` by the text of its last `n` bytes, `GROUP` bytes to eight characters at a time.
///
/// `load` makes a group out of the next `LOAD` bytes, of which the first `GROUP` count: one load of eight
/// bytes is cheaper than six of one. What is too short for it at the end is gathered byte by byte.
///
/// Before group `g`, `8g` characters are written and `GROUP * g` of the `n` bytes are read. The group's
/// bytes are in a register before its characters are written, which end at `8(g + 1)`; the next unread byte
/// is at `dest.len() - n + GROUP * (g + 1)`. While a whole group was left, `GROUP * (g + 1) <= n`, so with
/// `dest.len() = ceil(8n / GROUP)` the distance `n(8 - GROUP) / GROUP - (8 - GROUP)(g + 1)` is not negative.
#[inline]
pub(super) fn expand<const GROUP: usize, const LOAD: usize>(
    n: usize,
    dest: &mut [u8],
    load: impl Fn([u8; LOAD]) -> u64,
    encode: impl Fn(u64) -> u64,
) {
    let (mut read, mut written) = (dest.len().saturating_sub(n), 0);
    while let Some(bytes) = dest.get(read..).and_then(<[u8]>::first_chunk) {
        let text = encode(load(*bytes)).to_be_bytes();
        if let Some(place) = dest.get_mut(written..).and_then(<[u8]>::first_chunk_mut) {
            *place = text;
        }
        read += GROUP;
        written += 8;
    }
    while let Some(bytes) = dest.get(read..).filter(|bytes| !bytes.is_empty()) {
        // Filled up with zero bits at the end, as RFC 4648 has it.
        let group = bytes.iter().chain(&[0; GROUP]).take(GROUP);
        let word = group.fold(0, |word, &byte| word << 8 | u64::from(byte));
        let text = encode(word).to_be_bytes();
        for (place, character) in dest.iter_mut().skip(written).zip(text) {
            *place = character;
        }
        read += GROUP;
        written += 8;
    }
}

/// The next four bytes, for eight digits.
#[inline]
pub(super) fn load_4(bytes: [u8; 4]) -> u64 {
    u32::from_be_bytes(bytes).into()
}

/// The first six of the next eight bytes, for eight characters.
#[inline]
pub(super) const fn load_6(bytes: [u8; 8]) -> u64 {
    u64::from_be_bytes(bytes) >> 16
}

#[cfg(test)]
mod tests {
    use super::{base64url, hex};

    #[test]
    fn every_digit_in_every_lane() {
        for (value, &digit) in (0u64..).zip(b"0123456789abcdef") {
            for lane in 0..8 {
                let mut expected = [b'0'; 8];
                expected[7 - lane] = digit;
                assert_eq!(hex(value << (4 * lane)).to_be_bytes(), expected);
            }
        }
    }

    #[test]
    fn every_character_in_every_lane_between_neighbours() {
        const ALPHABET: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (value, &character) in (0u64..).zip(ALPHABET) {
            for lane in 0..8 {
                for (others, neighbour) in [(0u64, b'A'), (63, b'_')] {
                    let word = (0..8)
                        .fold(0, |word, i| word << 6 | if i == 7 - lane { value } else { others });
                    let mut expected = [neighbour; 8];
                    expected[7 - lane] = character;
                    assert_eq!(base64url(word).to_be_bytes(), expected);
                }
            }
        }
    }
}
