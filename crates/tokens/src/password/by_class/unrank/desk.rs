use crate::password::by_class::ByClass;

/// What a draw writes that must be wiped: words of which the counts say how many.
#[derive(Default)]
pub(in crate::password) struct Desk<'a> {
    /// What is left of the rank.
    pub(super) rank: &'a mut [u64],
    /// As many words, for a rank in the making, and for a difference.
    pub(super) chosen: &'a mut [u64],
    pub(super) difference: &'a mut [u64],
    /// One for each state of a level: all ones for the one that counts.
    pub(super) masks: &'a mut [u64],
    /// The row of that.
    pub(super) row: &'a mut [u64],
    /// The indices of the characters.
    pub(super) letters: &'a mut [u64],
    /// For each place how many open ones are before it, or [`TAKEN`](super::TAKEN).
    pub(super) places: &'a mut [u64],
}

impl ByClass {
    /// How many words a [`Desk`] has.
    pub(in crate::password) fn desk_len(&self) -> usize {
        self.desk_sizes().iter().sum()
    }

    /// By their places in it.
    fn desk_sizes(&self) -> [usize; 7] {
        let limbs = self.levels.iter().map(|level| level.limbs).max().unwrap_or(0);
        let limbs = limbs.max(self.count.len());
        let states = self.levels.iter().map(|level| level.states(self.has_start)).max();
        let row = self.levels.iter().map(|level| level.branches.len() * level.limbs).max();
        [limbs, limbs, limbs, states.unwrap_or(0), row.unwrap_or(0), self.most, self.most]
    }

    /// Shares the words out; the rank is at their beginning.
    pub(in crate::password) fn desk<'a>(&self, mut words: &'a mut [u64]) -> Desk<'a> {
        let mut desk = Desk::default();
        let parts = [
            &mut desk.rank,
            &mut desk.chosen,
            &mut desk.difference,
            &mut desk.masks,
            &mut desk.row,
            &mut desk.letters,
            &mut desk.places,
        ];
        for (part, size) in parts.into_iter().zip(self.desk_sizes()) {
            let (first, rest) = words.split_at_mut(size.min(words.len()));
            (*part, words) = (first, rest);
        }
        desk
    }
}
