use alloc::{vec, vec::Vec};

use crate::password::{
    Characters,
    plan::{Plan, Tracked},
};

/// A policy of which no two limited classes have a character in common, and which does not limit runs.
pub(in crate::password) struct Groups {
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) has_start: bool,
    /// In the order of their first characters; the free rest is the last, if there is one.
    pub(super) groups: Vec<Group>,
}

pub(super) struct Group {
    pub(super) minimum: usize,
    /// No more than the greatest length.
    pub(super) maximum: usize,
    /// Whether the class has no maximum.
    is_open: bool,
    /// Those that may stand first, and the others.
    starters: Characters,
    others: Characters,
}

impl Group {
    fn new() -> Self {
        let (starters, others) = (Characters::default(), Characters::default());
        Self { minimum: 0, maximum: 0, is_open: true, starters, others }
    }

    pub(super) fn size(&self) -> u32 {
        self.starters.size() + self.others.size()
    }

    /// How many of its characters may stand first.
    pub(super) fn starters(&self) -> u32 {
        self.starters.size()
    }

    fn first(&self) -> u32 {
        self.starters.first().min(self.others.first())
    }
}

impl Groups {
    /// `None` if classes that have limits overlap, or runs are limited.
    pub(in crate::password) fn new(plan: &Plan) -> Option<Self> {
        if plan.max_consecutive.is_some() {
            return None;
        }
        let group = |class: &Tracked| Group {
            minimum: class.minimum,
            maximum: class.maximum.unwrap_or(plan.most),
            is_open: class.maximum.is_none(),
            ..Group::new()
        };
        let mut groups: Vec<_> = plan.tracked.iter().map(group).collect();
        let mut rest = Group { maximum: plan.most, ..Group::new() };
        for atom in &plan.atoms {
            let group = match atom.classes.as_slice() {
                [] => &mut rest,
                [class] => groups.get_mut(*class)?,
                _ => return None,
            };
            let part = if atom.may_start { &mut group.starters } else { &mut group.others };
            *part = part.union(&atom.characters);
        }
        groups.sort_unstable_by_key(Group::first);
        groups.extend((rest.size() > 0).then_some(rest));
        let (least, most, has_start) = (plan.least, plan.most, plan.start.is_some());
        Some(Self { least, most, has_start, groups })
    }

    /// The characters in the order of their indices.
    pub(in crate::password) fn characters(&self) -> impl Iterator<Item = &Characters> + Clone {
        self.groups.iter().flat_map(|group| [&group.starters, &group.others])
    }

    /// Whether the automaton would have no more states than that, but for a rule for the start: all counts are reached that sum to no more
    /// than the greatest length.
    pub(in crate::password) fn has_few_states(&self, few: u64) -> bool {
        // How many counts there are of the classes so far with each sum.
        let mut with_sum = vec![0u64; self.most + 1];
        with_sum.iter_mut().take(1).for_each(|count| *count = 1);
        let sum = |counts: &[u64]| counts.iter().sum::<u64>();
        for group in &self.groups {
            let cap = if group.is_open { group.minimum } else { group.maximum };
            let window = |total: usize| with_sum.get(total.saturating_sub(cap)..=total);
            with_sum = (0..=self.most).map(|total| window(total).map_or(0, sum)).collect();
            // One more class never makes fewer.
            if sum(&with_sum) > few {
                return false;
            }
        }
        true
    }
}
