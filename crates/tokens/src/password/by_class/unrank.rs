//! From a rank to its password, in a time that depends on the policy and the length alone.
//!
//! **Method.** For each group the sums before the branches say how many characters it has, as in the automaton. What is left of the rank is
//! below `C(r, k) * a^k * W`. Divided by `C(r, k)` it gives the choice of the places; the quotient, divided by `a` for each place, the letters;
//! and the last quotient is the rank of what the groups behind do.
//!
//! **Places.** The choice is a number below `C(r, k)`, and names `k` of the open places `c_k > ... > c_1` by `C(c_k, k) + ... + C(c_1, 1)`, as it
//! can be written in one way (D. E. Knuth, "The Art of Computer Programming", volume 4A, section 7.2.1.3, theorem L). The greatest `c` with
//! `C(c, j)` not above what is left is found by comparing with all of them.
//!
//! **Time.** Secret are the rank, the number of open places, each count, place and letter. So all states of a level are read, for each group as many
//! characters are dealt with as it may have, with masks for those that it has not, and a letter is offered to all places.

use core::hint::black_box;

mod desk;

use self::desk::Desk;
use super::{ByClass, Divisor, Level};
use crate::password::{
    masks::{choose, divide, divide_long, is_at_least, is_equal, reciprocal, select, subtract},
    unrank::take_length,
};

/// A bit that no number of places has.
const TAKEN: u64 = 1 << TAKEN_BIT;
const TAKEN_BIT: u32 = 32;

/// How far a password has come.
struct Walk {
    /// How many places are open, the first not counted if it is dealt with apart.
    open: u64,
    /// All ones while the first place is open.
    first: u64,
}

impl ByClass {
    /// [`take_length`] of these passwords.
    pub(in crate::password) fn length(&self, desk: &mut Desk<'_>) -> usize {
        let starts = self.starts.iter().map(|start| (start.length, start.total.as_slice()));
        take_length(starts, desk.rank, desk.difference)
    }

    /// Calls `put` with the index of each character of the password of that length and rank.
    pub(in crate::password) fn unrank(
        &self,
        length: usize,
        desk: &mut Desk<'_>,
        put: impl FnMut(u32),
    ) {
        let start = usize::from(self.has_start);
        let open = length.saturating_sub(start);
        for (place, number) in desk.places.iter_mut().zip(0..) {
            *place = number;
        }
        let mut walk = Walk { open: open as u64, first: (start as u64).wrapping_neg() };
        let Some((last, levels)) = self.levels.split_last() else { return };
        for level in levels {
            self.step(level, open, desk, &mut walk);
        }
        // The last group has what is left.
        let limbs = last.limbs;
        if self.has_start {
            put_first(last, walk.first, limbs, desk);
        }
        let letters = desk.letters.iter_mut().skip(start);
        for (place, letter) in desk.places.iter().take(open).zip(letters) {
            let is_open = is_open(*place);
            let rest = take_letter(&last.size, is_open, limbs, desk.rank, desk.difference);
            *letter = select(is_open, u64::from(last.offset) + rest, *letter);
        }
        #[allow(clippy::cast_possible_truncation, reason = "below the size of the alphabet")]
        desk.letters.iter().take(length).map(|letter| *letter as u32).for_each(put);
    }

    /// The characters of one group that is not the last; there are so many places but the first.
    fn step(&self, level: &Level, places: usize, desk: &mut Desk<'_>, walk: &mut Walk) {
        let limbs = level.limbs;
        self.gather(level, walk, desk);
        let (Some(rank), Some(chosen), Some(difference)) = (
            desk.rank.get_mut(..limbs),
            desk.chosen.get_mut(..limbs),
            desk.difference.get_mut(..limbs),
        ) else {
            return;
        };
        let Some((first, others)) = level.branches.split_first() else { return };
        let takes_first = |branch: &super::Branch| u64::from(branch.takes_first).wrapping_neg();
        chosen.copy_from_slice(rank);
        let (mut count, mut takes) = (first.count as u64, takes_first(first));
        for (other, sum) in others.iter().zip(desk.row.chunks_exact(limbs)) {
            let taken = hidden(subtract(rank, sum, difference));
            choose(taken, difference, chosen);
            count = select(taken, other.count as u64, count);
            takes = select(taken, takes_first(other), takes);
        }

        let most = level.most();
        let ways = self.choices(level, count, desk.masks);
        let mut choice = if self.binomials.are_short(level.least_open + level.widths - 1, most) {
            let [ways, _] = ways;
            [divide(chosen, rank, ways, reciprocal(ways)), 0]
        } else {
            divide_long(chosen, rank, ways)
        };
        if level.branches.iter().any(|branch| branch.takes_first) {
            put_first(level, takes, limbs, desk);
        }
        let start = usize::from(self.has_start);
        for number in (1..=most).rev() {
            let is_there = hidden(is_at_least(count, number as u64));
            let place = self.place(level, number, is_there, &mut choice);
            let rest = take_letter(&level.size, is_there, limbs, desk.rank, desk.difference);
            let index = u64::from(level.offset) + rest;
            let letters = desk.letters.iter_mut().skip(start);
            for (open, letter) in desk.places.iter_mut().take(places).zip(letters) {
                let here = is_there & is_same(*open, place);
                *letter = select(here, index, *letter);
                *open |= here & TAKEN;
            }
        }
        let mut number = 0;
        for place in desk.places.iter_mut().take(places) {
            let is_open = is_open(*place);
            *place = select(is_open, number, TAKEN);
            number += is_open & 1;
        }
        walk.open = walk.open.wrapping_sub(count);
        walk.first &= !takes;
    }

    /// Puts the row of a state on the desk, by reading those of all.
    fn gather(&self, level: &Level, walk: &Walk, desk: &mut Desk<'_>) {
        let states = level.states(self.has_start);
        let state = walk.open.wrapping_sub(level.least_open as u64);
        let state = state.wrapping_add(walk.first & level.widths as u64);
        let masks = desk.masks.get_mut(..states).unwrap_or(&mut []);
        for (number, mask) in (0..).zip(masks.iter_mut()) {
            *mask = is_equal(number, state);
        }
        let words = self.words.get(level.at..).unwrap_or(&[]);
        let columns = words.chunks_exact(states.max(1));
        let length = level.branches.len().saturating_sub(1) * level.limbs;
        for (word, column) in desk.row.iter_mut().take(length).zip(columns) {
            *word = column.iter().zip(&*masks).fold(0, |word, (state, mask)| word | state & mask);
        }
    }

    /// In how many ways so many of the open places are chosen.
    fn choices(&self, level: &Level, count: u64, masks: &[u64]) -> [u64; 2] {
        let (without, with) = masks.split_at(level.widths.min(masks.len()));
        let with = with.iter().take(if self.has_start { level.widths } else { 0 });
        let masks = without.iter().zip(with.chain(core::iter::repeat(&0))).map(|(a, b)| a | b);
        let least = level.branches.iter().map(|branch| branch.count).min().unwrap_or(0);
        let mut ways = [0; 2];
        for number in least..=level.most() {
            let (low, high) = self.binomials.column(number);
            let is_count = hidden(is_equal(number as u64, count));
            for (limb, column) in ways.iter_mut().zip([low, high]) {
                let column = column.iter().skip(level.least_open).zip(masks.clone());
                let sum = column.fold(0, |sum, (ways, mask)| sum | ways & mask);
                *limb |= sum & is_count;
            }
        }
        ways
    }

    /// Takes the `number`-th of the chosen places out of the choice, if it is there.
    fn place(&self, level: &Level, number: usize, is_there: u64, choice: &mut [u64; 2]) -> u64 {
        let (low, high) = self.binomials.column(number);
        // With fewer places before it there is no room for the others.
        let places = number - 1..level.least_open + level.widths;
        let columns = low.iter().zip(high).skip(places.start);
        let (mut place, mut rest, mut difference) = (0, *choice, [0; 2]);
        for (here, (low, high)) in places.zip(columns) {
            let taken = hidden(is_there & subtract(choice, &[*low, *high], &mut difference));
            choose(taken, &difference, &mut rest);
            place = select(taken, here as u64, place);
        }
        *choice = rest;
        place
    }
}

/// Divides the rank by how many characters may stand first, and puts one of them there, if the group takes the first place.
fn put_first(level: &Level, takes: u64, limbs: usize, desk: &mut Desk<'_>) {
    let takes = hidden(takes);
    let rest = take_letter(&level.starters, takes, limbs, desk.rank, desk.difference);
    for letter in desk.letters.iter_mut().take(1) {
        *letter = select(takes, u64::from(level.offset) + rest, *letter);
    }
}

/// Takes a letter out of the rank, if it is there.
fn take_letter(
    size: &Divisor,
    is_there: u64,
    limbs: usize,
    rank: &mut [u64],
    difference: &mut [u64],
) -> u64 {
    let (Some(rank), Some(quotient)) = (rank.get_mut(..limbs), difference.get_mut(..limbs)) else {
        return 0;
    };
    if size.number <= 1 {
        return 0;
    }
    let rest = divide(rank, quotient, size.number.into(), size.reciprocal);
    choose(is_there, quotient, rank);
    rest
}

/// All ones for a place that is open.
fn is_open(place: u64) -> u64 {
    hidden((place >> TAKEN_BIT & 1).wrapping_sub(1))
}

/// All ones if the numbers are the same, both below 2^63: only 0 less 1 has a top bit. Of [`is_equal`] the compiler has made a
/// comparison, and a jump.
#[inline(always)]
const fn is_same(a: u64, b: u64) -> u64 {
    ((a ^ b).wrapping_sub(1) >> 63).wrapping_neg()
}

/// A mask of which the compiler does not see that it has two values: it has made jumps over loops of that.
fn hidden(mask: u64) -> u64 {
    black_box(mask)
}
