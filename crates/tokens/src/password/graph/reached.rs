use alloc::vec::Vec;

use super::{Graph, MAX_WORK, START};
use crate::password::{PolicyError, plan::Plan};

/// For each number of characters, and each state, the last number up to it that leads there; 0 for none. The start is not
/// among them, where no characters lead.
pub(in super::super) struct Reached {
    states: usize,
    latest: Vec<u8>,
    /// The last number that was looked at: by each that is greater the same states are reached.
    settled: usize,
}

/// So many rows there is room for at first: with small minimums it settles soon.
const ROWS: usize = 8;

impl Reached {
    pub(in super::super) fn new(graph: &Graph, most: usize) -> Result<Self, PolicyError> {
        let states = graph.states();
        let mut latest = Vec::with_capacity(ROWS * states);
        latest.resize(states, 0u8);
        let (mut settled, mut work) = (0, 0);
        for count in (1u8..).take(most) {
            let start = latest.len();
            latest.extend_from_within(start - states..);
            let (before, now) = latest.split_at_mut(start);
            let before = before.get(start - states..).unwrap_or(&[]);
            let is_here = |state: usize, latest: u8| match count {
                1 => state == START,
                _ => latest == count - 1,
            };
            for (state, _) in before.iter().enumerate().filter(|(s, latest)| is_here(*s, **latest))
            {
                work += graph.branches();
                for next in graph.next(state) {
                    let next = usize::try_from(*next).unwrap_or(usize::MAX);
                    if let Some(latest) = now.get_mut(next) {
                        *latest = count;
                    }
                }
            }
            if work > MAX_WORK {
                return Err(PolicyError::TooMuchWork);
            }
            let mut both = before.iter().zip(&*now).enumerate();
            if both.all(|(state, (before, now))| is_here(state, *before) == (*now == count)) {
                latest.truncate(start);
                break;
            }
            settled += 1;
        }
        Ok(Self { states, latest, settled })
    }

    /// The numbers of characters in `least..=most`, except 0.
    pub(in super::super) fn window(&self, least: usize, most: usize) -> Window {
        // Of greater numbers the last that was looked at stands for all.
        Window { least: least.max(1).min(self.settled), most: most.min(self.settled) }
    }

    /// The states that are reached by one of these numbers.
    pub(in super::super) fn within(&self, window: Window) -> impl Iterator<Item = usize> {
        let row = self.latest.get(window.most * self.states..).unwrap_or(&[]);
        let row = row.iter().take(self.states).enumerate();
        row.filter(move |(_, latest)| usize::from(**latest) >= window.least).map(|(state, _)| state)
    }

    /// Whether there is a password at all.
    pub(in super::super) fn ends(&self, graph: &Graph, plan: &Plan) -> bool {
        self.within(self.window(plan.least, plan.most)).any(|state| graph.accepts(state))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Window {
    least: usize,
    most: usize,
}
