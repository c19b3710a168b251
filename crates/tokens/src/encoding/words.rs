//! Words of at most eight bytes, the first being the least significant, in as few steps as their number allows.

/// At most eight bytes, with zeros behind them; of more the first eight.
#[inline]
pub(super) fn load(bytes: &[u8]) -> u64 {
    if let Some(eight) = bytes.first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    let (mut word, mut bits, mut rest) = (0, 0, bytes);
    if let Some((four, behind)) = rest.split_first_chunk() {
        (word, bits, rest) = (u32::from_le_bytes(*four).into(), 32, behind);
    }
    if let Some((two, behind)) = rest.split_first_chunk() {
        word |= u64::from(u16::from_le_bytes(*two)) << bits;
        (bits, rest) = (bits + 16, behind);
    }
    if let Some(byte) = rest.first() {
        word |= u64::from(*byte) << bits;
    }
    word
}

/// Writes as many bytes of a word as there is room for.
#[inline]
pub(super) fn store(dest: &mut [u8], word: u64) {
    if let Some(eight) = dest.first_chunk_mut() {
        *eight = word.to_le_bytes();
        return;
    }
    let (mut word, len) = (word, dest.len());
    if let Some(four) = dest.first_chunk_mut() {
        let [a, b, c, d, ..] = word.to_le_bytes();
        *four = [a, b, c, d];
        word >>= 32;
    }
    if let Some(two) = dest.get_mut(len & 4..).and_then(<[u8]>::first_chunk_mut) {
        let [a, b, ..] = word.to_le_bytes();
        *two = [a, b];
        word >>= 16;
    }
    if let Some(byte) = dest.get_mut(len & 6) {
        *byte = word.to_le_bytes()[0];
    }
}

#[cfg(test)]
mod tests;
