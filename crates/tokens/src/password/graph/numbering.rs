use alloc::{collections::BTreeMap, vec, vec::Vec};

use super::{MAX_STATES, NONE, State};
use crate::password::{
    PolicyError,
    plan::{Plan, Tracked},
};

/// The tracked classes as fields of a number, and the numbers of the states.
pub(super) struct Numbering {
    fields: Vec<Field>,
    /// All bits of the counts.
    bits: u32,
    max_consecutive: u128,
    dense: Vec<u32>,
    sparse: BTreeMap<u128, u32>,
}

struct Field {
    shift: u32,
    mask: u128,
    minimum: u128,
    /// The greatest count, and whether there may be no more.
    cap: u128,
    strict: bool,
}

/// So many states have a table for their numbers.
const DENSE: u128 = 1 << 12;

/// The counts of all classes have at most so many bits; 32 are left for the runs.
const MAX_BITS: u32 = 96;

impl Numbering {
    pub(super) fn new(plan: &Plan) -> Result<Self, PolicyError> {
        let mut fields = Vec::with_capacity(plan.tracked.len());
        let mut shift = 0;
        for class in &plan.tracked {
            let cap = cap(class) as u128;
            let bits = bits_of(class);
            let (minimum, strict) = (class.minimum as u128, class.maximum.is_some());
            fields.push(Field { shift, mask: (1 << bits) - 1, minimum, cap, strict });
            shift += bits;
            if shift > MAX_BITS {
                let bits = plan.tracked.iter().map(bits_of).sum::<u32>();
                return Err(PolicyError::TooManyCounters { bits: bits as usize });
            }
        }
        let max_consecutive = plan.max_consecutive.unwrap_or(0) as u128;
        let codes = (max_consecutive * plan.atoms.len() as u128 + 1) << shift;
        let dense = if codes <= DENSE { codes } else { 0 };
        let dense = vec![NONE; usize::try_from(dense).unwrap_or(0)];
        Ok(Self { fields, bits: shift, max_consecutive, dense, sparse: BTreeMap::new() })
    }

    /// The counts after one more character of these classes; `None` if there are too many.
    #[inline]
    pub(super) fn with(&self, counts: u128, mut classes: u64) -> Option<u128> {
        let mut after = counts;
        while classes != 0 {
            let field = self.fields.get(classes.trailing_zeros() as usize)?;
            classes &= classes - 1;
            if field.of(counts) < field.cap {
                after += 1 << field.shift;
            } else if field.strict {
                return None;
            }
        }
        Some(after)
    }

    /// Whether every class has its minimum.
    #[inline]
    pub(super) fn enough(&self, counts: u128) -> bool {
        self.fields.iter().all(|field| field.of(counts) >= field.minimum)
    }

    /// The number of a state, which is a new one if it was not there.
    #[inline]
    pub(super) fn number(
        &mut self,
        state: Option<State>,
        states: &mut Vec<State>,
    ) -> Result<u32, PolicyError> {
        let Some(state) = state else { return Ok(NONE) };
        let runs = match state.atom {
            NONE => 0,
            atom => u128::from(atom) * self.max_consecutive + u128::from(state.run),
        };
        let code = state.counts | runs << self.bits;
        let dense = usize::try_from(code).ok().and_then(|code| self.dense.get_mut(code));
        let known = match dense {
            Some(number) => number,
            None => self.sparse.entry(code).or_insert(NONE),
        };
        if *known == NONE {
            if states.len() == MAX_STATES {
                return Err(PolicyError::TooComplex);
            }
            *known = u32::try_from(states.len()).unwrap_or(NONE);
            states.push(state);
        }
        Ok(*known)
    }
}

/// Up to where it is counted.
fn cap(class: &Tracked) -> usize {
    class.maximum.unwrap_or(class.minimum)
}

/// As many as its greatest count has.
fn bits_of(class: &Tracked) -> u32 {
    usize::BITS - cap(class).leading_zeros()
}

impl Field {
    const fn of(&self, counts: u128) -> u128 {
        counts >> self.shift & self.mask
    }
}
