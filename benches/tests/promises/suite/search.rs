//! Looks for bytes in the memory of this process.

use core::{hint::black_box, ops::Range};
use std::{
    collections::{BTreeMap, HashMap},
    fs,
    os::unix::fs::FileExt,
};

/// Bytes under a mask: what this program keeps, so that it does not find itself.
pub(crate) type Masked = [u8; LEN];

pub(crate) const LEN: usize = 64;
/// How many bytes in a row have to be found for a copy.
const WINDOW: usize = 16;
pub(crate) const MASK: u8 = 0xa5;

/// Finds out whether the search finds what there is to find.
pub(crate) fn control() {
    let kept = Box::new([0x5a_u8; LEN]);
    let mut found = BTreeMap::new();
    search(&[black_box(&kept).map(|byte| byte ^ MASK)], &mut found);
    assert!(!found.is_empty());
    drop(black_box(kept));
}

/// Counts the windows of these draws that stand in this process's memory, by what the memory is.
pub(crate) fn search(masked: &[Masked], found: &mut BTreeMap<String, usize>) {
    // By its first two bytes, each window: few places of the memory have to be looked at closely.
    let mut starts: HashMap<[u8; 2], Vec<&[u8]>> = HashMap::new();
    let mut is_start = vec![false; 1 << 16];
    for window in masked.iter().flat_map(|bytes| bytes.windows(WINDOW)) {
        let first = [window[0] ^ MASK, window[1] ^ MASK];
        is_start[usize::from(u16::from_le_bytes(first))] = true;
        starts.entry(first).or_default().push(window);
    }
    let is_copy = |bytes: &[u8]| {
        let windows = starts.get(&[bytes[0], bytes[1]]).into_iter().flatten();
        windows.copied().any(|w| w.iter().zip(bytes).all(|(masked, byte)| masked ^ MASK == *byte))
    };
    let memory = fs::File::open("/proc/self/mem").unwrap();
    let mut buffer = vec![0; 1 << 16];
    // Whatever is found passes through here, and must not be found again.
    let own = buffer.as_ptr_range();
    let own = own.start.addr()..own.end.addr();
    for (range, name) in writable(&own) {
        let mut at = range.start;
        while at < range.end {
            let len = buffer.len().min(range.end - at);
            let part = &mut buffer[..len];
            if memory.read_exact_at(part, at.try_into().unwrap()).is_ok() {
                let copies = part.windows(WINDOW).filter(|bytes| {
                    is_start[usize::from(u16::from_le_bytes([bytes[0], bytes[1]]))]
                        && is_copy(bytes)
                });
                let copies = copies.count();
                if copies > 0 {
                    *found.entry(name.clone()).or_default() += copies;
                }
            }
            part.fill(0);
            // A window that straddles two parts is seen in the second.
            at += if len == range.end - at { len } else { len - WINDOW };
        }
    }
}

/// What this process may write, without `own`, and what it is.
fn writable(own: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let mut ranges = Vec::new();
    for line in fs::read_to_string("/proc/self/maps").unwrap().lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (start, end) = words[0].split_once('-').unwrap();
        let [start, end] = [start, end].map(|hex| usize::from_str_radix(hex, 16).unwrap());
        let name = words.get(5).copied().unwrap_or("a mapping without a name").to_owned();
        if !words[1].starts_with("rw") {
            continue;
        }
        if (start..end).contains(&own.start) {
            ranges.push((start..own.start, name.clone()));
            ranges.push((own.end..end, name));
        } else {
            ranges.push((start..end, name));
        }
    }
    ranges
}
