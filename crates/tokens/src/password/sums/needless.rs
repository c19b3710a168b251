use alloc::vec::Vec;

use super::overlaps::{Overlaps, minimum, minimums};
use crate::password::plan::Plan;

/// Takes out the numbers that cannot make a difference, so that nothing is counted for them.
///
/// Only what smaller classes demand takes a minimum out, only what larger ones allow, or minimums, a maximum, and only both the limit to
/// runs: so nothing is taken out on account of itself. The parts of the alphabet stay as they are, and with them the order of the
/// passwords.
pub(in crate::password) fn drop_what_cannot_bind(plan: &mut Plan) {
    let overlaps = Overlaps::new(plan);
    if let Some(maximum) = plan.max_consecutive {
        if plan.atoms.iter().all(|atom| overlaps.longest_run(plan, atom) <= maximum) {
            plan.max_consecutive = None;
        }
    }
    let original = plan.tracked.clone();
    for (index, class) in plan.tracked.iter_mut().enumerate() {
        let Some(overlap) = overlaps.of(index) else { continue };
        let is_smaller = |other: &usize| overlap.inside.binary_search(other).is_ok();
        let (same, larger): (Vec<usize>, Vec<usize>) =
            overlap.within.iter().partition(|other| is_smaller(other));
        let before = |other: usize| !is_smaller(&other) || other < index;
        class.maximum = class.maximum.filter(|maximum| {
            let others = same.iter().chain(&larger).filter(|other| **other != index);
            let implied = others.copied().any(|other| {
                let others = original.get(other).and_then(|class| class.maximum);
                others.is_some_and(|other_maximum| {
                    other_maximum < *maximum || (other_maximum == *maximum && before(other))
                })
            });
            let others = || overlaps.sum_beside(&original, &overlap.meets);
            !implied && maximum.saturating_add(others()) < plan.most
        });
        let smaller = overlap.inside.iter().filter(|other| same.binary_search(other).is_err());
        let smaller: Vec<_> = smaller.copied().collect();
        let implied = same.iter().filter(|other| **other != index).any(|&other| {
            let other_minimum = minimum(&original, other);
            other_minimum > class.minimum || (other_minimum == class.minimum && other < index)
        });
        if implied || minimums(&original, &overlaps.family(&original, &smaller)) >= class.minimum {
            class.minimum = 0;
        }
    }
    forget(plan);
}

/// Leaves the classes out that have no numbers any more.
fn forget(plan: &mut Plan) {
    let is_left = |class: &super::Tracked| class.minimum > 0 || class.maximum.is_some();
    let mut next = 0;
    let mut number = |class| {
        let number = next;
        next += usize::from(is_left(class));
        is_left(class).then_some(number)
    };
    let numbers: Vec<Option<usize>> = plan.tracked.iter().map(&mut number).collect();
    for atom in &mut plan.atoms {
        let classes = atom.classes.iter();
        atom.classes = classes.filter_map(|class| numbers.get(*class).copied().flatten()).collect();
    }
    plan.tracked.retain(is_left);
}
