//! What has to be remembered of the first characters of a password, and what each next character makes of it.
//!
//! A state is, for each tracked class, how many of its characters there were, no further than its maximum, or its minimum if it has no
//! maximum; and, if runs are limited, the atom of the last character and how often in a row that stood. The states are found by going on
//! from the start with a character of each atom (a branch each), and under a limit to runs with the last character once more
//! (one branch more). How many characters have led there makes no difference for what may follow, only for how many may.

use alloc::vec::Vec;

mod numbering;
mod reached;

use self::numbering::Numbering;
pub(super) use self::reached::Reached;
use super::{
    PolicyError,
    plan::{Atom, Plan},
};

pub(super) struct Graph {
    /// One branch for each atom, and the last for one more of the same character.
    branches: usize,
    /// For each state and branch the next state, or [`NONE`].
    next: Vec<u32>,
    states: Vec<State>,
    numbering: Numbering,
}

/// No state, or no atom.
pub(super) const NONE: u32 = u32::MAX;

/// Where every password starts.
pub(super) const START: usize = 0;

/// As many classes as a word has bits.
const MAX_TRACKED: usize = 64;

const MAX_STATES: usize = 1 << 16;

/// The words, and the steps, that counting may take.
pub(super) const MAX_WORK: usize = 1 << 24;

/// What leads to a state, and stands for it.
#[derive(Clone, Copy)]
struct State {
    /// The counts of the tracked classes, a field each.
    counts: u128,
    /// The atom of the last character, and how often that stood in a row: only where runs are limited.
    atom: u32,
    run: u8,
    /// The fewest characters that lead there.
    depth: u8,
}

impl Graph {
    pub(super) fn new(plan: &Plan) -> Result<Self, PolicyError> {
        if plan.tracked.len() > MAX_TRACKED {
            return Err(PolicyError::TooManyLimits);
        }
        let mut numbering = Numbering::new(plan)?;
        let atoms = plan.atoms.len();
        let branches = atoms + usize::from(plan.max_consecutive.is_some());
        let bits = |atom: &Atom| atom.classes.iter().fold(0u64, |bits, class| bits | 1 << class);
        let classes: Vec<_> = plan.atoms.iter().map(bits).collect();
        let mut next = Vec::with_capacity(16 * branches);
        let mut states = Vec::with_capacity(16);
        states.push(State { counts: 0, atom: NONE, run: 0, depth: 0 });
        let mut index = START;
        while let Some(&state) = states.get(index) {
            if next.len() > MAX_WORK {
                return Err(PolicyError::TooMuchWork);
            }
            // A password ends here at the latest.
            let ended = usize::from(state.depth) == plan.most;
            let depth = state.depth.saturating_add(1);
            for ((branch, atom), classes) in (0u32..).zip(&plan.atoms).zip(&classes) {
                let mut following = None;
                let stays = plan.max_consecutive.is_some() && state.atom == branch;
                let may =
                    !ended && atom.size > u32::from(stays) && (index != START || atom.may_start);
                if may {
                    let counts = numbering.with(state.counts, *classes);
                    let (atom, run) =
                        if plan.max_consecutive.is_some() { (branch, 1) } else { (NONE, 0) };
                    following = counts.map(|counts| State { counts, atom, run, depth });
                }
                next.push(numbering.number(following, &mut states)?);
            }
            if let Some(maximum) = plan.max_consecutive {
                let classes = classes.get(usize::try_from(state.atom).unwrap_or(usize::MAX));
                let classes = classes.filter(|_| !ended && usize::from(state.run) < maximum);
                let counts = classes.and_then(|classes| numbering.with(state.counts, *classes));
                let following =
                    counts.map(|counts| State { counts, run: state.run + 1, depth, ..state });
                next.push(numbering.number(following, &mut states)?);
            }
            index += 1;
        }
        Ok(Self { branches, next, states, numbering })
    }

    pub(super) fn states(&self) -> usize {
        self.states.len()
    }

    pub(super) const fn branches(&self) -> usize {
        self.branches
    }

    /// The next state for each branch.
    pub(super) fn next(&self, state: usize) -> &[u32] {
        self.next.get(state * self.branches..(state + 1) * self.branches).unwrap_or(&[])
    }

    /// The next state for one of them.
    pub(super) fn branch(&self, state: usize, branch: usize) -> u32 {
        self.next.get(state * self.branches + branch).copied().unwrap_or(NONE)
    }

    /// Whether a password may end there.
    pub(super) fn accepts(&self, state: usize) -> bool {
        self.states.get(state).is_some_and(|state| self.numbering.enough(state.counts))
    }

    /// The atom of the last character, where that matters, or [`NONE`].
    pub(super) fn last(&self, state: usize) -> u32 {
        self.states.get(state).map_or(NONE, |state| state.atom)
    }
}
