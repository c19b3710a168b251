//! The two steps of both encoders: bytes are spread into lanes of 4 or 6 bits, then each lane becomes its
//! character.
//!
//! Spreading takes eight lanes at a time in one word, the first byte being the most significant. The
//! characters are arithmetic on single bytes in a loop without anything else, which compilers turn into
//! instructions for sixteen bytes at once. In one step instead of two, in words alone, it takes twice as
//! long for long texts.

/// The low 32 bits as eight lanes of 4 bits.
#[inline]
pub(super) const fn spread_4(word: u64) -> u64 {
    let x = (word | word << 16) & 0x0000_FFFF_0000_FFFF;
    let x = (x | x << 8) & 0x00FF_00FF_00FF_00FF;
    (x | x << 4) & 0x0F0F_0F0F_0F0F_0F0F
}

/// The low 48 bits as eight lanes of 6 bits.
#[inline]
pub(super) const fn spread_6(word: u64) -> u64 {
    let x = ((word << 8) & 0x00FF_FFFF_0000_0000) | (word & 0x0000_0000_00FF_FFFF);
    let x = ((x << 4) & 0x0FFF_0000_0FFF_0000) | (x & 0x0000_0FFF_0000_0FFF);
    ((x << 2) & 0x3F00_3F00_3F00_3F00) | (x & 0x003F_003F_003F_003F)
}

/// The top bit of a character is 0, whatever the lane: said so that a check for UTF-8 is seen to depend on
/// nothing secret.
const ASCII: u8 = 0x7F;

/// The character of a lane of 4 bits.
///
/// | value | character | distance | from the row above |
/// |---|---|---|---|
/// | 0 to 9 | `0` to `9` | +48 | +48 |
/// | 10 to 15 | `a` to `f` | +87 | +39 |
#[inline]
pub(super) const fn hex(x: u8) -> u8 {
    x.wrapping_add(48).wrapping_add(if_above(x, 9, 39)) & ASCII
}

/// The character of a lane of 6 bits.
///
/// | value | character | distance | from the row above |
/// |---|---|---|---|
/// | 0 to 25 | `A` to `Z` | +65 | +65 |
/// | 26 to 51 | `a` to `z` | +71 | +6 |
/// | 52 to 61 | `0` to `9` | -4 | -75 |
/// | 62 | `-` | -17 | -13 |
/// | 63 | `_` | +32 | +49 |
#[inline]
pub(super) const fn base64url(x: u8) -> u8 {
    let up = x.wrapping_add(65).wrapping_add(if_above(x, 25, 6)).wrapping_add(if_above(x, 62, 49));
    up.wrapping_sub(if_above(x, 51, 75)).wrapping_sub(if_above(x, 61, 13)) & ASCII
}

/// `distance` if `x` is above `limit`, else 0.
///
/// The difference is negative exactly then, and its high byte all ones: a mask from arithmetic alone. From a
/// comparison, or from its bit multiplied with the distance, compilers have made a conditional move or jump.
#[inline]
const fn if_above(x: u8, limit: u8, distance: u8) -> u8 {
    let [_, mask] = (limit as i16 - x as i16).to_le_bytes();
    mask & distance
}

/// Writes the text of `bytes` to `dest`, or, for `None`, replaces all of `dest` by the text of its own last `n`
/// bytes; `GROUP` bytes to eight characters at a time.
///
/// `load` makes a group out of the next `LOAD` bytes, of which the first `GROUP` count: one load of eight
/// bytes is cheaper than six of one. What is too short for it at the end is gathered byte by byte.
///
/// In place: before group `g`, `8g` lanes are written and `GROUP * g` of the `n` bytes are read. The group's bytes
/// are in a register before its lanes are written, which end at `8(g + 1)`; the next unread byte is at
/// `dest.len() - n + GROUP * (g + 1)`. While a whole group was left, `GROUP * (g + 1) <= n`, so with
/// `dest.len() = ceil(8n / GROUP)` the distance `n(8 - GROUP) / GROUP - (8 - GROUP)(g + 1)` is not negative.
#[inline]
pub(super) fn expand<const GROUP: usize, const LOAD: usize>(
    bytes: Option<&[u8]>,
    n: usize,
    dest: &mut [u8],
    load: impl Fn([u8; LOAD]) -> u64,
    spread: impl Fn(u64) -> u64,
    character: impl Fn(u8) -> u8,
) {
    let start = if bytes.is_some() { 0 } else { dest.len().saturating_sub(n) };
    let (mut read, mut written) = (start, 0);
    while let Some(group) = bytes.unwrap_or(dest).get(read..).and_then(<[u8]>::first_chunk) {
        let lanes = spread(load(*group)).to_be_bytes();
        if let Some(place) = dest.get_mut(written..).and_then(<[u8]>::first_chunk_mut) {
            *place = lanes;
        }
        read += GROUP;
        written += 8;
    }
    while let Some(rest) = bytes.unwrap_or(dest).get(read..).filter(|rest| !rest.is_empty()) {
        // Filled up with zero bits at the end, as RFC 4648 has it.
        let group = rest.iter().chain(&[0; GROUP]).take(GROUP);
        let word = group.fold(0, |word, &byte| word << 8 | u64::from(byte));
        for (place, lane) in dest.iter_mut().skip(written).zip(spread(word).to_be_bytes()) {
            *place = lane;
        }
        read += GROUP;
        written += 8;
    }
    for lane in dest {
        *lane = character(*lane);
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
    use super::{base64url, hex, spread_4, spread_6};

    #[test]
    fn every_character() {
        for (value, digit) in (0..).zip(b"0123456789abcdef") {
            assert_eq!(hex(value), *digit);
        }
        const ALPHABET: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (value, character) in (0..).zip(ALPHABET) {
            assert_eq!(base64url(value), *character);
        }
    }

    /// Spreads a word in which one lane has each of its values, between neighbours of all zeros or all ones.
    fn every_value_in_every_lane(bits: u32, spread: impl Fn(u64) -> u64) {
        let most = (1u8 << bits) - 1;
        for others in [0, most] {
            for (value, lane) in (0..=most).flat_map(|value| (0..8).map(move |lane| (value, lane)))
            {
                let mut lanes = [others; 8];
                lanes[lane] = value;
                let word = lanes.iter().fold(0, |word, &lane| word << bits | u64::from(lane));
                assert_eq!(spread(word).to_be_bytes(), lanes);
            }
        }
    }

    #[test]
    fn spreading() {
        every_value_in_every_lane(4, spread_4);
        every_value_in_every_lane(6, spread_6);
    }
}
