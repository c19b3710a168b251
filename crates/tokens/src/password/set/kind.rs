//! How the passwords of a set are counted and drawn.
//!
//! The ways are three, and which of them a policy takes depends on the policy alone, since it says which password has which rank.

use alloc::{boxed::Box, vec};
use core::num::NonZero;

use wellspring_dist::Dice;

use crate::password::{
    Count, PolicyError,
    by_class::{ByClass, Groups},
    conflict::{PATIENCE, culprit},
    limbs::multiply,
    plan::Plan,
    spelling::Spelling,
    table::Table,
};

#[derive(Clone)]
pub(super) enum Kind {
    /// All strings of one length.
    Product {
        dice: Dice,
        size: u32,
        length: usize,
    },
    /// Boxed, since sets are moved about, and those without rules should be small.
    Counted(Box<Table>),
    ByClass(Box<ByClass>),
}

/// With so many states at most the automaton is taken, if it can be. Measured with four classes: at 256 states it draws faster, at every length
/// from 20 to 128 (20 characters: 3.0 µs and 4.3 µs; 64: 28 µs and 53 µs), at 625 it does not (11.4 µs and 10.5 µs; 51 µs and 48 µs).
const FEW_STATES: u64 = 1 << 9;

impl Kind {
    /// The way that a policy takes, and the order of its characters.
    pub(super) fn new(plan: &Plan) -> Result<(Self, Spelling), PolicyError> {
        if plan.is_product() {
            let size = plan.alphabet_size();
            let dice = Dice::new(NonZero::new(size).ok_or(PolicyError::EmptyAlphabet)?);
            return Ok((Self::Product { dice, size, length: plan.most }, Spelling::of(plan)));
        }
        let Some(groups) = Groups::new(plan) else { return Self::by_automaton(plan) };
        if groups.has_few_states(FEW_STATES) {
            match Self::by_automaton(plan) {
                Err(error) if error.is_for_size() => {}
                result => return result,
            }
        }
        Self::by_class(plan, &groups)
    }

    pub(super) fn by_automaton(plan: &Plan) -> Result<(Self, Spelling), PolicyError> {
        let table = Table::new(plan)?;
        Ok((Self::Counted(Box::new(table)), Spelling::of(plan)))
    }

    pub(super) fn by_class(plan: &Plan, groups: &Groups) -> Result<(Self, Spelling), PolicyError> {
        let counts = ByClass::new(groups)?;
        if counts.count.is_empty() {
            return Err(culprit(plan, PATIENCE));
        }
        Ok((Self::ByClass(Box::new(counts)), Spelling::new(groups.characters())))
    }

    /// How many passwords there are.
    pub(super) fn count(&self) -> Count {
        match self {
            Self::Product { size, length, .. } => {
                let mut count = vec![1];
                (0..*length).for_each(|_| multiply(&mut count, *size));
                Count::new(count)
            }
            Self::Counted(table) => Count::new(table.count.clone()),
            Self::ByClass(counts) => Count::new(counts.count.clone()),
        }
    }

    /// How many words are written in a draw by rank.
    pub(super) fn desk_len(&self) -> usize {
        match self {
            Self::Product { .. } => 2 * self.count().limbs().len(),
            Self::Counted(table) => table.desk_len(),
            Self::ByClass(counts) => counts.desk_len(),
        }
    }
}
