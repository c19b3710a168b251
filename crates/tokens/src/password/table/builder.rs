//! A table is filled level by level, from the end of the passwords. A level is counted branch by branch, each for all states: the
//! sums before a branch, which are kept, with the counts of the next states times the size give the sums before the following.
//!
//! In the middle of a password the states are the same from level to level. Then so are the next states, and they are not
//! looked up again.

use alloc::{vec, vec::Vec};

use super::{
    Level, PACKED, Start, Table,
    tier::{Step, Steps, Tier},
};
use crate::password::{
    PolicyError,
    graph::{Graph, MAX_WORK, NONE, Reached, START},
    limbs::{add, add_column, halves, significant},
    plan::Plan,
};

pub(super) struct Builder<'a> {
    graph: &'a Graph,
    table: Table,
    /// How many bits a factor has that is no greater than the alphabet.
    bits: usize,
    /// Of each state of the graph its number in the level below; [`NONE`] of those that are not reached or cannot be finished.
    numbers: Vec<u32>,
    below: Tier,
    here: Tier,
    steps: Steps,
    /// What is before the first branch.
    zeros: Vec<u64>,
    carries: Vec<u64>,
    /// How many states were looked at for the level in work, and how much was done all in all.
    looked_at: usize,
    work: usize,
}

/// So many words of a table there is room for at first, if it may need them.
const ROOM: usize = 1 << 12;

impl<'a> Builder<'a> {
    pub(super) fn new(plan: &Plan, graph: &'a Graph) -> Self {
        let bits = (u32::BITS - plan.alphabet_size().leading_zeros()) as usize;
        let (states, branches) = (graph.states(), graph.branches());
        let words = |to_come: usize| {
            let limbs = (bits * to_come).div_ceil(64);
            Level { limbs, ..Level::default() }.words(branches)
        };
        let words = (1..plan.most).map(words).sum::<usize>().saturating_mul(states);
        let starts = plan.most - plan.least + 1;
        let mut levels = Vec::with_capacity(plan.most);
        levels.push(Level::default());
        let table = Table {
            words: Vec::with_capacity(words.min(ROOM)),
            branches: super::branches(plan),
            repeats: plan.max_consecutive.is_some(),
            levels,
            starts: Vec::with_capacity(starts),
            count: vec![],
        };
        // With no characters to come, all that are accepted are one state.
        let number = |state| if graph.accepts(state) { 0 } else { NONE };
        Self {
            graph,
            table,
            bits,
            numbers: (0..states).map(number).collect(),
            below: Tier { states: vec![NONE], limbs: 1, counts: vec![1] },
            here: Tier::default(),
            steps: Steps {
                steps: vec![Step { next: NONE, size: 0 }; branches * states],
                packed: vec![0; branches.div_ceil(PACKED) * states],
                are_valid: false,
            },
            zeros: vec![],
            carries: vec![],
            looked_at: 0,
            work: 0,
        }
    }

    pub(super) fn build(mut self, plan: &Plan, reached: &Reached) -> Result<Table, PolicyError> {
        let mut last = None;
        for to_come in 1..=plan.most {
            if to_come >= plan.least {
                self.find(core::iter::once(START));
                let level = self.level()?;
                if level.states > 0 {
                    let total = self.here.counts.clone();
                    self.table.starts.push(Start { length: to_come, level, total });
                }
                // What was found out is of no use for other levels.
                self.steps.are_valid = false;
            }
            if to_come < plan.most {
                let least = plan.least.saturating_sub(to_come);
                let window = reached.window(least, plan.most - to_come);
                // Else they are the same as before.
                if !self.steps.are_valid || last != Some(window) {
                    self.find(reached.within(window));
                    last = Some(window);
                }
                let level = self.level()?;
                self.table.levels.push(level);
                self.descend();
            }
        }
        let limbs = self.table.starts.iter().map(|start| start.total.len()).max();
        let mut count = vec![0; limbs.unwrap_or(0) + 1];
        for start in &self.table.starts {
            add(&mut count, &start.total);
        }
        count.truncate(significant(&count));
        self.table.count = count;
        Ok(self.table)
    }

    /// Those of the states that can be finished are the next level.
    fn find(&mut self, states: impl Iterator<Item = usize>) {
        let (graph, here, numbers) = (self.graph, &mut self.here.states, self.numbers.as_slice());
        let number = |next: u32| numbers.get(next as usize).copied().unwrap_or(NONE);
        self.looked_at = 0;
        here.clear();
        here.reserve(graph.states().min(ROOM));
        for state in states {
            self.looked_at += 1;
            if graph.next(state).iter().any(|next| number(*next) != NONE) {
                here.push(u32::try_from(state).unwrap_or(NONE));
            }
        }
        self.steps.packed.fill(0);
        let columns = self.steps.steps.chunks_exact_mut(graph.states());
        for ((index, branch), column) in self.table.branches.iter().enumerate().zip(columns) {
            let packed = self.steps.packed.chunks_exact_mut(graph.states());
            let packed = packed.skip(index >> PACKED.trailing_zeros()).take(1).flatten();
            let shift = (index & (PACKED - 1)) * 16;
            for ((state, step), word) in here.iter().zip(column).zip(packed) {
                let state = *state as usize;
                let next = number(graph.branch(state, index));
                let less = self.table.repeats && graph.last(state) as usize == index;
                *step = Step { next, size: branch.size - u32::from(less) };
                *word |= u64::from(if next == NONE { 0 } else { next }) << shift;
            }
        }
    }

    /// Counts one level, and adds it to the table.
    fn level(&mut self) -> Result<Level, PolicyError> {
        let at_most = (self.below.bits() + self.bits).div_ceil(64);
        self.work += self.looked_at * self.graph.branches() * (at_most + 1);
        if self.work > MAX_WORK {
            return Err(PolicyError::TooMuchWork);
        }
        let (at, states) = (self.table.words.len(), self.here.states.len());
        if states == 0 {
            (self.here.limbs, self.here.counts) = (1, vec![]);
            return Ok(Level { at, states, limbs: 1 });
        }
        let limbs = self.count(at_most);
        for packed in self.steps.packed.chunks_exact(self.graph.states()) {
            self.table.words.extend_from_slice(packed.get(..states).unwrap_or(&[]));
        }
        Ok(Level { at, states, limbs })
    }

    /// Adds the sums before each branch but the first to the table. Leaves the sums of all branches as the counts.
    fn count(&mut self, at_most: usize) -> usize {
        let (here, below) = (&mut self.here, &self.below);
        let (states, others) = (here.states.len(), self.graph.branches() - 1);
        let size = at_most * states;
        self.zeros.resize(size.max(self.zeros.len()), 0);
        self.carries.resize(states.max(self.carries.len()), 0);
        here.counts.resize(size, 0);
        let words = &mut self.table.words;
        let at = words.len();
        words.resize(at + others * size, 0);
        let sums = words.split_at_mut(at).1.chunks_exact_mut(size);
        let sums = sums.chain(core::iter::once(here.counts.as_mut_slice()));
        let mut before = self.zeros.as_slice();
        for (after, steps) in sums.zip(self.steps.steps.chunks_exact(self.graph.states())) {
            if at_most == 2 {
                let (low, high) = below.counts.split_at(below.states.len());
                let (after_low, after_high) = after.split_at_mut(states);
                let (before_low, before_high) = before.split_at(states);
                let after = after_low.iter_mut().zip(after_high);
                let before = before_low.iter().zip(before_high);
                for ((after, before), step) in after.zip(before).zip(steps) {
                    let next = step.next as usize;
                    let low = low.get(next).copied().unwrap_or(0);
                    let high = high.get(next).copied().unwrap_or(0);
                    let sum = u128::from(low) * u128::from(step.size)
                        + (u128::from(high * u64::from(step.size)) << 64)
                        + (u128::from(*before.1) << 64 | u128::from(*before.0));
                    (*after.0, *after.1) = halves(sum);
                }
            } else if at_most == 1 {
                // The same, but nothing is carried.
                for ((after, before), step) in after.iter_mut().zip(before).zip(steps) {
                    let next = below.counts.get(step.next as usize).copied().unwrap_or(0);
                    *after = before + next * u64::from(step.size);
                }
            } else {
                self.carries.fill(0);
                let nexts = below.counts.chunks_exact(below.states.len());
                let nexts = nexts.chain(core::iter::repeat(&[][..]));
                let columns = after.chunks_exact_mut(states).zip(before.chunks_exact(states));
                for ((after, before), next) in columns.zip(nexts) {
                    add_column(after, before, next, steps, &mut self.carries);
                }
            }
            before = after;
        }
        // Without the limbs that none of them needs.
        let needed = significant(&here.counts).div_ceil(states);
        here.limbs = needed;
        here.counts.truncate(needed * states);
        if needed < at_most {
            for sum in 1..others {
                let from = at + sum * size;
                words.copy_within(from..from + needed * states, at + sum * needed * states);
            }
            words.truncate(at + others * needed * states);
        }
        needed
    }

    /// The level that was just counted becomes the one below.
    fn descend(&mut self) {
        if self.here.states == self.below.states {
            self.steps.are_valid = true;
        } else {
            self.steps.are_valid = false;
            self.numbers.fill(NONE);
            for (number, state) in (0..).zip(&self.here.states) {
                if let Some(own) = self.numbers.get_mut(*state as usize) {
                    *own = number;
                }
            }
        }
        core::mem::swap(&mut self.below, &mut self.here);
    }
}
