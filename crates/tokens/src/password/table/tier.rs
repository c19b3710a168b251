use alloc::vec::Vec;

/// The states of a level, and in how many ways each is finished.
#[derive(Default)]
pub(super) struct Tier {
    pub(super) states: Vec<u32>,
    pub(super) limbs: usize,
    /// For each limb, those of all states.
    pub(super) counts: Vec<u64>,
}

/// Where the branches of a level lead.
pub(super) struct Steps {
    /// For each branch, those of the states of the level, with room for all states of the graph.
    pub(super) steps: Vec<Step>,
    /// The same as words of the table.
    pub(super) packed: Vec<u64>,
    /// Whether they are those of a level with the same states above and below.
    pub(super) are_valid: bool,
}

#[derive(Clone, Copy)]
pub(in super::super) struct Step {
    /// The number of the next state.
    pub(in super::super) next: u32,
    /// How many characters lead there.
    pub(in super::super) size: u32,
}

impl Tier {
    /// How many bits the greatest count has.
    pub(super) fn bits(&self) -> usize {
        let top = self.limbs - 1;
        let greatest = self.counts.iter().skip(top * self.states.len()).fold(0, |a, b| a | b);
        top * 64 + (u64::BITS - greatest.leading_zeros()) as usize
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::Tier;

    #[test]
    fn the_greatest_count_has_so_many_bits() {
        for (limbs, counts, bits) in [
            (1, vec![0, 1, 0], 1),
            (1, vec![255, 256, 0], 9),
            (1, vec![u64::MAX, 1, 2], 64),
            (2, vec![u64::MAX, 0, 7, 0, 1, 0], 65),
            (3, vec![9, 9, 9, u64::MAX, 0, 0, 0, 32, 1], 134),
        ] {
            assert_eq!(Tier { states: vec![0, 1, 2], limbs, counts }.bits(), bits);
        }
    }
}
