use core::{array, hint::black_box, mem::take};
use std::collections::BTreeSet;

use crate::{
    cases::{Input, Made},
    random::Random,
};

/// Calls of a measurement: enough that a tick of the clock is small.
pub(crate) const BATCH: usize = 16;
/// Places for inputs, a page of them.
const INPUTS: usize = 64;
/// Results that are kept, and so places for results.
const HELD: usize = 256;

/// Where the inputs of a batch lie and where what they become: in places that chance picks anew for each, from the same
/// for both classes.
///
/// Some loads and stores take a fraction of a cycle longer, depending on what else lies where in memory. With one place for each
/// input and each result that is the same in a million calls, and was enough for a t of 100 (docs/TIMING.md).
///
/// An allocator gives a place that was freed lately. So what a batch makes is kept until after the clock was read, and then replaces as many
/// of those that were kept before, picked by chance: the places of these are free for the next batch.
pub(crate) struct Places {
    inputs: [Input; INPUTS],
    /// The first ones are those of the batch.
    order: [usize; INPUTS],
    made: [Made; BATCH],
    held: Vec<Made>,
    seen: BTreeSet<usize>,
}

impl Places {
    pub(crate) fn new() -> Self {
        Self {
            inputs: [[0; 64]; INPUTS],
            order: array::from_fn(|place| place),
            made: array::from_fn(|_| Made::Nothing),
            held: (0..HELD).map(|_| Made::Nothing).collect(),
            seen: BTreeSet::new(),
        }
    }

    /// Puts the inputs of a batch into places that it picks, each by `put`.
    pub(crate) fn fill(
        &mut self,
        random: &mut Random,
        mut put: impl FnMut(&mut Random, &mut Input),
    ) {
        for i in 0..BATCH {
            // One of those that are left, not quite all with the same probability.
            let left = INPUTS - i;
            self.order.swap(i, i + ((random.below(INPUTS) * left) >> INPUTS.trailing_zeros()));
            put(random, &mut self.inputs[self.order[i]]);
        }
        black_box((&mut self.inputs, &mut self.order));
    }

    /// Calls with each, and keeps what comes of it.
    #[inline(always)]
    pub(crate) fn call(&mut self, call: &dyn Fn(&Input) -> Made) {
        for (made, place) in self.made.iter_mut().zip(&self.order) {
            *made = black_box(call(black_box(&self.inputs[*place])));
        }
    }

    /// Drops as many of those that were kept.
    pub(crate) fn keep(&mut self, random: &mut Random) {
        for made in &mut self.made {
            self.seen.extend(made.place());
            self.held[random.below(HELD)] = take(made);
        }
    }

    /// That results were in as many places as there should be, if they are on the heap at all.
    pub(crate) fn check(&self) {
        let places = self.seen.len();
        assert!(places == 0 || places >= HELD, "results were in {places} places");
    }
}
