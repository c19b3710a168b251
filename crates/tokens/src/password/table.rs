//! How many ways there are to go on.
//!
//! With `r` characters still to come, a state `s` can be finished in `T(r, s)` ways: 1 or 0 for `r = 0`, as it is accepted or not, and else
//! the sum over the branches `b` of `size(b) * T(r - 1, next(s, b))`, where the size is how many characters the branch has. The numbers
//! are exact, in limbs of 64 bits, as many as the greatest of their level needs.
//!
//! What is kept of a state is what a draw compares a rank with: the sums before each branch but the first. Only states are kept that are
//! reached with the characters before, and from which a password can be finished.

use alloc::vec::Vec;

mod builder;
mod tier;

use self::builder::Builder;
pub(super) use self::tier::Step;
use super::{
    PolicyError,
    graph::{Graph, NONE, Reached},
    plan::Plan,
};

/// The counts of a policy.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) words: Vec<u64>,
    pub(super) branches: Vec<Branch>,
    /// Whether the last branch is one more of the same character.
    pub(super) repeats: bool,
    /// By how many characters are still to come; the first, for none, is empty.
    pub(super) levels: Vec<Level>,
    /// One for each length, the shortest first.
    pub(super) starts: Vec<Start>,
    /// How many passwords there are, of all lengths: one limb more than the last may need.
    pub(super) count: Vec<u64>,
}

/// The states of which the same number of characters is still to come.
///
/// Their rows stand side by side: for each branch but the first and each limb, the limbs of all states; then for each four
/// branches the words with the numbers of the next states, 16 bits each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Level {
    /// Where it starts in the words.
    pub(super) at: usize,
    pub(super) states: usize,
    pub(super) limbs: usize,
}

/// The first character of the passwords of one length: a level with one state.
#[derive(Clone, Debug)]
pub(super) struct Start {
    pub(super) length: usize,
    pub(super) level: Level,
    /// How many passwords there are of this length.
    pub(super) total: Vec<u64>,
}

/// What one branch adds to a password.
#[derive(Clone, Copy, Debug)]
pub(super) struct Branch {
    /// The index of the first of its characters in the alphabet.
    pub(super) offset: u32,
    pub(super) size: u32,
    /// `floor((2^64 - 1) / size)`, and the same for one character less.
    pub(super) reciprocal: u64,
    pub(super) reciprocal_of_less: u64,
}

/// How many next states share a word.
pub(super) const PACKED: usize = 4;

impl Level {
    /// How many words a row has.
    pub(super) const fn words(&self, branches: usize) -> usize {
        (branches - 1) * self.limbs + branches.div_ceil(PACKED)
    }
}

impl Table {
    pub(super) fn new(plan: &Plan) -> Result<Self, PolicyError> {
        let graph = Graph::new(plan)?;
        let reached = Reached::new(&graph, plan.most)?;
        if !reached.ends(&graph, plan) {
            return Err(super::conflict::culprit(plan, super::conflict::PATIENCE));
        }
        Builder::new(plan, &graph).build(plan, &reached)
    }
}

/// The branches, as they stand in the graph.
fn branches(plan: &Plan) -> Vec<Branch> {
    let mut offset = 0;
    let mut branches = Vec::with_capacity(plan.atoms.len() + 1);
    for atom in &plan.atoms {
        branches.push(branch(offset, atom.size));
        offset += atom.size;
    }
    if plan.max_consecutive.is_some() {
        branches.push(branch(NONE, 1));
    }
    branches
}

fn branch(offset: u32, size: u32) -> Branch {
    #[allow(clippy::integer_division_remainder_used, reason = "policies are no secrets")]
    let reciprocal = |size: u32| u64::MAX.checked_div(u64::from(size)).unwrap_or(0);
    let (reciprocal, reciprocal_of_less) = (reciprocal(size), reciprocal(size - 1));
    Branch { offset, size, reciprocal, reciprocal_of_less }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::{Plan, Table};
    use crate::{Class, PasswordPolicy};

    /// The rows of all levels, one level behind the other, are all that there is: nothing is kept, or read, that no draw needs.
    #[test]
    fn the_levels_fill_the_table() {
        let each =
            |n| Class::ALL.into_iter().fold(PasswordPolicy::length(n), |p, c| p.at_least(1, c));
        let policies = [
            PasswordPolicy::length(1..=9).only("ab").at_least(1, "a"),
            each(20).max_consecutive(2),
            each(128),
            PasswordPolicy::length(2..=70).starting_with(Class::Letter).at_most(3, "abc"),
        ];
        for policy in policies {
            let table = Table::new(&Plan::new(&policy).unwrap()).unwrap();
            let starts = table.starts.iter().map(|start| start.level);
            let mut levels: Vec<_> = table.levels.iter().skip(1).copied().chain(starts).collect();
            levels.sort_by_key(|level| level.at);
            let end = levels.iter().fold(0, |at, level| {
                assert_eq!(level.at, at);
                at + level.states * level.words(table.branches.len())
            });
            assert_eq!(end, table.words.len());
        }
    }
}
