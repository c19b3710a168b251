//! What stands at the positions of a list `0, 1, 2, …` that is too long to be kept, after swaps.

use alloc::vec::Vec;

use crate::{ArgumentError, memory, shuffle::Length};

/// The positions at which something else stands, in a table with open addressing and linear probing (Knuth, "The Art of
/// Computer Programming", volume 3, 6.4, algorithm L).
///
/// The table is never more than half full. A position's place is the high bits of a product (there, "Fibonacci
/// hashing"); the positions were drawn at random, so that nobody can choose ones which collide.
pub(super) struct Moved {
    slots: Vec<(u64, u64)>,
    /// 64 less the bits of a place.
    shift: u32,
}

/// Where there is no position: a list has at most 2^64 - 1 items.
const FREE: u64 = u64::MAX;

impl Moved {
    /// For up to `len` positions.
    pub(super) fn new(len: usize) -> Result<Self, ArgumentError> {
        let size = len.max(1).checked_next_power_of_two().and_then(|size| size.checked_mul(2));
        let size = size.ok_or(ArgumentError::Memory { items: len })?;
        let slots = memory::with_room(size);
        let mut slots = slots.map_err(|_| ArgumentError::Memory { items: len })?;
        slots.resize(size, (FREE, 0));
        Ok(Self { slots, shift: 64 - size.trailing_zeros() })
    }

    /// What stands at a position.
    #[inline]
    pub(super) fn at(&self, position: u64) -> u64 {
        match self.slots.get(self.find(position)) {
            Some(&(key, value)) if key == position => value,
            _ => position,
        }
    }

    /// Puts `value` at a position and returns what stood there.
    #[inline]
    pub(super) fn replace(&mut self, position: u64, value: u64) -> u64 {
        let place = self.find(position);
        match self.slots.get_mut(place) {
            Some(slot) => {
                let before = if slot.0 == position { slot.1 } else { position };
                *slot = (position, value);
                before
            }
            None => position,
        }
    }

    /// The place at which a position is, or would be.
    #[inline]
    fn find(&self, position: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut place = usize::from_u64(position.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> self.shift);
        while let Some((key, _)) = self.slots.get(place) {
            if *key == position || *key == FREE {
                break;
            }
            place = (place + 1) & last;
        }
        place
    }
}
