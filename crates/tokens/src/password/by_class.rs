//! Counting class by class, where the automaton would need too many states.
//!
//! **What is counted.** Where no character is in two classes that have limits, and runs are not limited, the characters fall into groups: a
//! group for each such class, and one for the free rest. A password of `n` characters with `k_i` of group `i`, which has `a_i`
//! characters, is a choice of places for each group and of a letter for each place, so there are
//!
//! ```text
//! sum over all allowed k_0 + ... + k_m = n of  n! / (k_0! ... k_m!) * a_0^k_0 * ... * a_m^k_m
//! ```
//!
//! of them. With `r` places still open, the groups from `i` on fill them in `W(i, r)` ways: the sum over `k` of `C(r, k) * a_i^k * W(i+1, r-k)`,
//! where the last group has no choice, `W(m, r) = a_m^r` ([`builder`]). This is the product of exponential generating functions (P. Flajolet and
//! R. Sedgewick, "Analytic Combinatorics", Cambridge 2009, section II.2), cut off behind the greatest length. What the automaton has to
//! remember all at once, here each class forgets: there are as many numbers as classes times places times counts.
//!
//! **From a rank to a password.** At each group the sums before the counts say how many of its characters there are; what is left of the rank is
//! split into the choice of the places, below `C(r, k)`, the letters, below `a_i` each, and the rank of what the groups behind do
//! ([`unrank`]). All of that in an order and a number of steps that depend on the policy and the length alone.
//!
//! **The class of the first character.** Then the first place is dealt with apart: some group takes it with one of its characters
//! that may stand there, of which it has `s_i`. With `W(i, r, 1)` for the ways to go on while it is open, and `r` without it,
//!
//! ```text
//! W(i, r, 1) = sum over k of C(r, k) * a_i^k * W(i+1, r-k, 1)  +  s_i * sum over k of C(r, k) * a_i^k * W(i+1, r-k, 0)
//! ```
//!
//! where in the first sum `k` is allowed, and in the second `k + 1`.
//!
//! **What was rejected.** To draw the counts first, and the characters as a shuffle of them, is no function of a rank. To choose the places
//! one by one by their shares of the whole number takes a multiplication of long numbers for each place.

use alloc::vec::Vec;

mod binomials;
mod builder;
mod groups;
mod unrank;

use self::binomials::Binomials;
pub(super) use self::builder::build;
pub(super) use self::groups::Groups;
use super::PolicyError;

/// The counts of a policy, class by class.
#[derive(Clone, Debug)]
pub(super) struct ByClass {
    /// In the order in which they are dealt with; the last takes the places that are left.
    levels: Vec<Level>,
    /// The sums of all levels.
    words: Vec<u64>,
    binomials: Binomials,
    /// Whether the first place is dealt with apart.
    has_start: bool,
    /// One for each length of which there are passwords, the shortest first.
    pub(super) starts: Vec<Start>,
    /// How many passwords there are, of all lengths.
    pub(super) count: Vec<u64>,
    /// The greatest length.
    most: usize,
}

/// How many passwords there are of one length.
#[derive(Clone, Debug)]
pub(super) struct Start {
    pub(super) length: usize,
    pub(super) total: Vec<u64>,
}

/// One group: its characters, the states in which it may be met, and where its sums are.
///
/// A state is how many places are open, and whether the first place is among them. For each branch but the first and each limb, the limbs
/// of all states stand side by side: first those without the first place, then, if it is dealt with apart, those with it.
#[derive(Clone, Debug)]
struct Level {
    /// The index of the first of its characters in the alphabet; those that may stand first come first.
    offset: u32,
    size: Divisor,
    starters: Divisor,
    /// How many places may be open: from this number on, so many numbers.
    least_open: usize,
    widths: usize,
    /// What the group may do, in the order of the ranks.
    branches: Vec<Branch>,
    /// Where its sums start in the words.
    at: usize,
    /// How many limbs the number of ways has from here on.
    limbs: usize,
}

/// A group takes so many of the places that are not the first, and perhaps the first.
#[derive(Clone, Copy, Debug)]
struct Branch {
    count: usize,
    takes_first: bool,
}

/// A public number to divide by, with `floor((2^64 - 1) / number)`.
#[derive(Clone, Copy, Debug)]
struct Divisor {
    number: u32,
    reciprocal: u64,
}

/// So many words the sums may have: 128 MiB.
const MAX_WORDS: usize = 1 << 24;

impl ByClass {
    pub(super) fn new(groups: &Groups) -> Result<Self, PolicyError> {
        build(groups, MAX_WORDS)
    }

    /// The negative control: one sum is one more.
    #[cfg(test)]
    pub(super) fn with_a_wrong_sum(mut self) -> Self {
        self.words.iter_mut().filter(|word| **word != 0).take(1).for_each(|word| *word += 1);
        self
    }

    /// How many words the sums have.
    #[cfg(test)]
    pub(super) const fn words(&self) -> usize {
        self.words.len()
    }
}

impl Level {
    /// How many states there are.
    const fn states(&self, has_start: bool) -> usize {
        if has_start { 2 * self.widths } else { self.widths }
    }

    /// The greatest count of its branches.
    fn most(&self) -> usize {
        self.branches.iter().map(|branch| branch.count).max().unwrap_or(0)
    }
}

impl From<u32> for Divisor {
    fn from(number: u32) -> Self {
        let reciprocal = u64::MAX.checked_div(u64::from(number)).unwrap_or(0);
        Self { number, reciprocal }
    }
}
