//! A search through all writable memory of this process for what is left of a secret.
//!
//! Memory is read through `/proc/self/mem` and searched for every 16-byte window of the secret. So that the
//! search does not find itself, the secret is remembered with all bits flipped, and the buffer that memory is
//! read into is passed over. The stack comes first, as it was left: each call overwrites some of it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use core::{hint::black_box, mem::take, ptr};
use std::{fs::File, io::Read, os::unix::fs::FileExt};

const WINDOW: usize = 16;

const PAGE: usize = 1 << 12;

/// How much of the stack is looked at before anything else.
const STACK: usize = 1 << 16;

/// What is searched for, and all the memory that a search needs: made while the secret is alive, so that a
/// search allocates nothing that could overwrite, and so hide, what a drop has left.
pub(crate) struct Search {
    /// The secret with all bits flipped, so that this is no copy of it.
    flipped: Vec<u8>,
    /// Each eight bytes in a row of the above, sorted, and where they stand in it.
    words: Vec<([u8; 8], usize)>,
    buffer: Vec<u8>,
    maps: String,
    memory: File,
    stack: Vec<u8>,
}

impl Search {
    pub(crate) fn for_secret(secret: &[u8]) -> Self {
        Self::for_flipped(secret.iter().map(|byte| !byte).collect())
    }

    pub(crate) fn for_flipped(flipped: Vec<u8>) -> Self {
        assert!(flipped.len() >= WINDOW);
        let mut words: Vec<([u8; 8], usize)> =
            flipped.windows(8).map(|word| word.try_into().unwrap()).zip(0..).collect();
        words.sort_unstable();
        Self {
            flipped,
            words,
            buffer: vec![0; 1 << 20],
            maps: String::with_capacity(1 << 18),
            memory: File::open("/proc/self/mem").unwrap(),
            stack: vec![0; STACK],
        }
    }

    /// How many places in writable memory hold a window of the secret.
    #[inline(always)]
    pub(crate) fn survivors(&mut self) -> usize {
        // Nothing is promised of what unoptimised code leaves there; what stays for long is found in any case.
        if !cfg!(debug_assertions) {
            self.copy_stack();
        }
        self.everywhere()
    }

    /// The same on the stack alone, where what is alive elsewhere is not found.
    #[inline(always)]
    pub(crate) fn on_stack(&mut self) -> usize {
        self.copy_stack();
        self.in_copy()
    }

    /// What lies below the frame of who asks, which has to be the one who called what may have left something: nothing is called
    /// before it is copied.
    #[inline(always)]
    fn copy_stack(&mut self) {
        let here = 0_u8;
        let below = ptr::from_ref(black_box(&here)).addr() - STACK;
        self.memory.read_exact_at(&mut self.stack, below as u64).unwrap();
    }

    fn in_copy(&mut self) -> usize {
        let found = self.windows_in(&self.stack);
        self.stack.fill(0);
        found
    }

    fn everywhere(&mut self) -> usize {
        let mut found = self.in_copy();
        self.maps.clear();
        File::open("/proc/self/maps").unwrap().read_to_string(&mut self.maps).unwrap();
        let mut buffer = take(&mut self.buffer);
        let own = buffer.as_ptr().addr()..buffer.as_ptr().addr() + buffer.len();
        for line in self.maps.lines().filter(|line| line.contains(" rw")) {
            let range = line.split(' ').next().unwrap();
            let (start, end) = range.split_once('-').unwrap();
            let parse = |text| usize::from_str_radix(text, 16).unwrap();
            let (mut at, end) = (parse(start), parse(end));
            while at < end {
                if own.contains(&at) {
                    at = own.end;
                    continue;
                }
                let stop = if at < own.start { end.min(own.start) } else { end };
                let len = buffer.len().min(stop - at);
                self.read(&mut buffer[..len], at);
                found += self.windows_in(&buffer[..len]);
                // The next piece overlaps, so that no window is cut in two.
                at = if at + len == stop { stop } else { at + len - WINDOW };
            }
        }
        buffer.fill(0);
        self.buffer = buffer;
        found
    }

    /// Other threads give memory back meanwhile: a page that is not there any more holds no secret, and those beside it may.
    fn read(&self, buffer: &mut [u8], at: usize) {
        if self.memory.read_exact_at(buffer, at as u64).is_err() {
            for (page, i) in buffer.chunks_mut(PAGE).zip(0..) {
                if self.memory.read_exact_at(page, (at + i * PAGE) as u64).is_err() {
                    page.fill(0);
                }
            }
        }
    }

    /// Looks at every eighth place: a window of 16 bytes holds a whole word there, wherever it starts. A
    /// word that is one of the secret's is then extended to both sides.
    fn windows_in(&self, memory: &[u8]) -> usize {
        let mut found = 0;
        for (place, word) in memory.chunks_exact(8).enumerate().filter(|(_, word)| *word != [0; 8])
        {
            let word = core::array::from_fn(|i| !word[i]);
            if let Ok(index) = self.words.binary_search_by(|(other, _)| other.cmp(&word)) {
                found += usize::from(self.is_window(memory, place * 8, self.words[index].1));
            }
        }
        found
    }

    fn is_window(&self, memory: &[u8], place: usize, start: usize) -> bool {
        let same = |(a, b): &(&u8, &u8)| !**a == **b;
        let behind = memory[place..]
            .iter()
            .zip(&self.flipped[start..])
            .take(WINDOW)
            .take_while(same)
            .count();
        let before = memory[..place].iter().rev().zip(self.flipped[..start].iter().rev());
        behind + before.take(WINDOW).take_while(same).count() >= WINDOW
    }
}
