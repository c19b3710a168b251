//! From a rank to its password, in a time that depends on the policy and the length alone.
//!
//! **Method.** The ranks of the passwords of one length are shared out among the branches of the first character, as many to each as the
//! branch can be finished in, one branch behind the other. The sums before the branches say in which of them a rank is, and by how much:
//! as many sums as are not above the rank, and the rank less the last of these. What is left is below `size * T`, where `T` is
//! how often the next state can be finished. Divided by `size` it gives the index of the character, which is the remainder, and
//! the rank of what follows, which is the quotient and is below `T`; and so on.
//!
//! **Why by the size.** Dividing by `T` would do as well, and be lexicographic, but `T` is long. A size is short, and the quotient of a
//! number of any length by it is a few multiplications for each 32 bits ([`divide`]).
//!
//! **Time.** The rank, the state, the branch and the index are secret. So the rows of all states of a level are read, and the one that
//! counts is kept by masks; the rank is compared with all sums; and nothing is divided by an instruction, whose time depends on its
//! operands. Masks come from borrows and differences. The states of a level stand side by side, so that the compiler does
//! several at once.
//!
//! **The same character again.** Under a limit to runs, the last branch gives the character before once more. The branch that has this
//! character has one less, and its indices from that on are one further.

use super::{
    masks::{choose, divide, is_at_least, is_equal, select, subtract},
    table::{Branch, Level, PACKED, Table},
};

/// What a draw writes that must be wiped: words of which the table says how many.
#[derive(Default)]
pub(super) struct Desk<'a> {
    /// What is left of the rank.
    rank: &'a mut [u64],
    /// As many words, for a rank in the making, and for a difference.
    chosen: &'a mut [u64],
    difference: &'a mut [u64],
    /// One for each state of a level: all ones for the one that counts.
    masks: &'a mut [u64],
    /// The row of that.
    row: &'a mut [u64],
}

impl Table {
    /// How many words a [`Desk`] has.
    pub(super) fn desk_len(&self) -> usize {
        self.desk_sizes().iter().sum()
    }

    /// Shares the words out; the rank is at their beginning.
    pub(super) fn desk<'a>(&self, mut words: &'a mut [u64]) -> Desk<'a> {
        let mut desk = Desk::default();
        let parts = [
            &mut desk.rank,
            &mut desk.chosen,
            &mut desk.difference,
            &mut desk.masks,
            &mut desk.row,
        ];
        for (part, size) in parts.into_iter().zip(self.desk_sizes()) {
            let (first, rest) = words.split_at_mut(size.min(words.len()));
            (*part, words) = (first, rest);
        }
        desk
    }

    /// By their places in it.
    fn desk_sizes(&self) -> [usize; 5] {
        let levels = self.levels.iter().chain(self.starts.iter().map(|start| &start.level));
        let branches = self.branches.len();
        let (states, row) = levels.fold((1, 1), |(states, row), level| {
            (level.states.max(states), level.words(branches).max(row))
        });
        let limbs = self.count.len();
        [limbs, limbs, limbs, states, row]
    }

    /// [`take_length`] of these passwords.
    pub(super) fn length(&self, desk: &mut Desk<'_>) -> usize {
        let starts = self.starts.iter().map(|start| (start.length, start.total.as_slice()));
        take_length(starts, desk.rank, desk.difference)
    }

    /// Calls `put` with the index of each character of the password of that length and rank.
    pub(super) fn unrank(&self, length: usize, desk: &mut Desk<'_>, mut put: impl FnMut(u32)) {
        let start = self.starts.iter().find(|start| start.length == length);
        let start = start.map(|start| &start.level);
        let others = self.levels.get(1..length).unwrap_or(&[]).iter().rev();
        let mut walk = Walk { state: 0, offset: NOWHERE, index: 0 };
        for level in start.into_iter().chain(others) {
            // With a length that the compiler knows, for most passwords.
            match level.limbs {
                1 => self.step(level, 1, desk, &mut walk),
                2 => self.step(level, 2, desk, &mut walk),
                3 => self.step(level, 3, desk, &mut walk),
                limbs => self.step(level, limbs, desk, &mut walk),
            }
            #[allow(clippy::cast_possible_truncation, reason = "below the size of the alphabet")]
            put(walk.index as u32);
        }
    }

    /// One character.
    #[inline(always)]
    fn step(&self, level: &Level, limbs: usize, desk: &mut Desk<'_>, walk: &mut Walk) {
        self.gather(level, walk.state, desk);
        let (Some(rank), Some(chosen), Some(difference)) = (
            desk.rank.get_mut(..limbs),
            desk.chosen.get_mut(..limbs),
            desk.difference.get_mut(..limbs),
        ) else {
            return;
        };
        let Some((first, others)) = self.branches.split_first() else { return };
        let (sums, nexts) = desk.row.split_at((others.len() * limbs).min(desk.row.len()));
        let next_of = |branch: usize| {
            let word = nexts.get(branch >> PACKED.trailing_zeros()).copied().unwrap_or(0);
            word >> ((branch & (PACKED - 1)) * 16) & 0xFFFF
        };

        chosen.copy_from_slice(rank);
        let mut branch = Chosen::from(first);
        walk.state = next_of(0);
        for ((number, other), sum) in (1..).zip(others).zip(sums.chunks_exact(limbs)) {
            let taken = subtract(rank, sum, difference);
            choose(taken, difference, chosen);
            branch.choose(taken, other);
            walk.state = select(taken, next_of(number), walk.state);
        }
        if !self.repeats {
            let rest = divide(chosen, rank, branch.size, branch.reciprocal);
            walk.index = branch.offset + rest;
            return;
        }
        let same = is_equal(branch.offset, walk.offset);
        let repeat = is_equal(branch.offset, REPEAT);
        let reciprocal = select(same, branch.reciprocal_of_less, branch.reciprocal);
        let rest = divide(chosen, rank, branch.size - (same & 1), reciprocal);
        let index = branch.offset + rest;
        let skipped = index + (same & is_at_least(index, walk.index) & 1);
        walk.index = select(repeat, walk.index, skipped);
        walk.offset = select(repeat, walk.offset, branch.offset);
    }

    /// Puts the row of a state on the desk, by reading those of all.
    #[inline(always)]
    fn gather(&self, level: &Level, state: u64, desk: &mut Desk<'_>) {
        let words = self.words.get(level.at..).unwrap_or(&[]);
        let columns = words.chunks_exact(level.states.max(1));
        let masks = desk.masks.get_mut(..level.states).unwrap_or(&mut []);
        for (number, mask) in (0..).zip(masks.iter_mut()) {
            *mask = is_equal(number, state);
        }
        let length = level.words(self.branches.len());
        for (word, column) in desk.row.iter_mut().take(length).zip(columns) {
            *word = column.iter().zip(&*masks).fold(0, |word, (state, mask)| word | state & mask);
        }
    }
}

/// Takes the length out of a rank among the passwords of all lengths, of each of which is said how many there are. What is left is
/// the rank among those of that length.
pub(super) fn take_length<'a>(
    starts: impl Iterator<Item = (usize, &'a [u64])> + Clone,
    rank: &mut [u64],
    difference: &mut [u64],
) -> usize {
    let mut length = starts.clone().next().map_or(0, |(length, _)| length as u64);
    let mut open = u64::MAX;
    for ((_, total), (following, _)) in starts.clone().zip(starts.skip(1)) {
        // Who is not behind the passwords of one length is not behind any that follow.
        open &= subtract(rank, total, difference);
        choose(open, difference, rank);
        length = select(open, following as u64, length);
    }
    usize::try_from(length).unwrap_or(0)
}

/// Where a password has come to.
struct Walk {
    state: u64,
    /// The offset of the branch of the last character, and the index of that.
    offset: u64,
    index: u64,
}

/// No branch has its characters there.
const NOWHERE: u64 = u64::MAX;

/// The offset of the branch that gives the same character again.
const REPEAT: u64 = u32::MAX as u64;

/// A branch, not to be known which.
struct Chosen {
    offset: u64,
    size: u64,
    reciprocal: u64,
    reciprocal_of_less: u64,
}

impl From<&Branch> for Chosen {
    fn from(branch: &Branch) -> Self {
        Self {
            offset: branch.offset.into(),
            size: branch.size.into(),
            reciprocal: branch.reciprocal,
            reciprocal_of_less: branch.reciprocal_of_less,
        }
    }
}

impl Chosen {
    #[inline(always)]
    fn choose(&mut self, mask: u64, branch: &Branch) {
        self.offset = select(mask, branch.offset.into(), self.offset);
        self.size = select(mask, branch.size.into(), self.size);
        self.reciprocal = select(mask, branch.reciprocal, self.reciprocal);
        self.reciprocal_of_less = select(mask, branch.reciprocal_of_less, self.reciprocal_of_less);
    }
}
