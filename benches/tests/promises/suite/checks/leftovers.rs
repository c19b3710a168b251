//! What was handed out and used: is it still somewhere in this process?
//!
//! Somebody who reads the memory later, out of a core dump or by an over-read, should not find yesterday's key in the
//! generator's buffer.

use core::{hint::black_box, ops::Range};
use std::{fs, io, os::unix::fs::FileExt};

use super::super::{Found, generators::Generator};

const LEN: usize = 64;
/// How many bytes in a row have to be found for a copy.
const WINDOW: usize = 16;
/// What this program keeps is kept under a mask, so that it does not find itself.
const MASK: u8 = 0xa5;

pub(crate) fn of_what_was_handed_out(generator: Generator) -> Found {
    generator.warm();
    let mut masked = [0; LEN];
    let mut copies = 0;
    let rounds = 16;
    for _ in 0..rounds {
        draw_masked(generator, &mut masked);
        copies += usize::from(search(&masked));
    }
    // The search finds what there is to find.
    let kept = black_box(Box::new(masked.map(|byte| byte ^ MASK)));
    assert!(search(&masked));
    drop(black_box(kept));
    let text = format!("{copies} of {rounds} draws of {LEN} bytes are found in memory afterwards");
    if copies == 0 { Found::Holds(text) } else { Found::Broken(text) }
}

/// Draws, keeps the masked bytes and wipes the others.
#[inline(never)]
fn draw_masked(generator: Generator, masked: &mut [u8; LEN]) {
    let mut bytes = [0; LEN];
    (generator.fill)(&mut bytes).unwrap();
    for (masked, byte) in masked.iter_mut().zip(black_box(&mut bytes)) {
        *masked = *byte ^ MASK;
        *byte = 0;
    }
    black_box(&bytes);
}

/// Whether any window of what is under the mask stands in this process's memory.
fn search(masked: &[u8; LEN]) -> bool {
    let memory = fs::File::open("/proc/self/mem").unwrap();
    let mut buffer = vec![0; 1 << 16];
    // Whatever is found passes through here, and must not be found again.
    let own = buffer.as_ptr_range();
    let own = own.start.addr()..own.end.addr();
    for range in writable().iter().flat_map(|mapping| without(mapping, &own)) {
        let mut at = range.start;
        while at < range.end {
            let len = buffer.len().min(range.end - at);
            let part = &mut buffer[..len];
            let read: io::Result<()> = memory.read_exact_at(part, at.try_into().unwrap());
            let found = read.is_ok() && has_window(part, masked);
            part.fill(0);
            if found {
                return true;
            }
            // A window that straddles two parts is seen in the second.
            at += if len == range.end - at { len } else { len - WINDOW };
        }
    }
    false
}

fn without(mapping: &Range<usize>, own: &Range<usize>) -> [Range<usize>; 2] {
    if mapping.contains(&own.start) {
        [mapping.start..own.start, own.end..mapping.end]
    } else {
        [mapping.clone(), 0..0]
    }
}

fn has_window(part: &[u8], masked: &[u8; LEN]) -> bool {
    masked.windows(WINDOW).any(|window| {
        let first = window[0] ^ MASK;
        let starts = part.iter().enumerate().filter(|(_, byte)| **byte == first);
        let mut starts = starts.filter_map(|(at, _)| part.get(at..at + WINDOW));
        starts.any(|bytes| bytes.iter().zip(window).all(|(byte, masked)| byte ^ MASK == *masked))
    })
}

fn writable() -> Vec<Range<usize>> {
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let range = |line: &str| {
        let (range, rest) = line.split_once(' ')?;
        let (start, end) = range.split_once('-')?;
        let parse = |text| usize::from_str_radix(text, 16).ok();
        rest.starts_with("rw").then_some(parse(start)?..parse(end)?)
    };
    maps.lines().filter_map(range).collect()
}
