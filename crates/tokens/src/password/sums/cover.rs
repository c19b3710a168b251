use alloc::{vec, vec::Vec};
use core::cmp::Reverse;

use crate::password::plan::{Atom, Plan};

/// Classes with maximums that have all those atoms between them, none of which the others make up for, if the maximums sum to
/// less than the bound: one class, or what is left of all when the greatest maximums are left out first.
pub(super) fn cover(plan: &Plan, has: impl Fn(&Atom) -> bool, bound: usize) -> Option<Vec<usize>> {
    let maximum = |class: &usize| plan.tracked.get(*class)?.maximum;
    let limited = |atom: &&Atom| -> Vec<usize> {
        atom.classes.iter().copied().filter(|class| maximum(class).is_some()).collect()
    };
    if bound == 0 {
        return None;
    }
    // For each atom the classes, and for each class the atoms.
    let atoms: Vec<_> = plan.atoms.iter().filter(|atom| has(atom)).collect();
    let classes: Vec<_> = atoms.iter().map(limited).collect();
    if classes.iter().any(Vec::is_empty) {
        return None;
    }
    let mut members: Vec<Vec<usize>> = vec![vec![]; plan.tracked.len()];
    for (atom, classes) in classes.iter().enumerate() {
        for class in classes {
            members.iter_mut().skip(*class).take(1).for_each(|members| members.push(atom));
        }
    }
    let mut all: Vec<usize> =
        (0..).zip(&members).filter(|(_, m)| !m.is_empty()).map(|(c, _)| c).collect();
    let has_all = |class: &usize| members.get(*class).is_some_and(|m| m.len() == atoms.len());
    let single = all.iter().copied().filter(has_all).min_by_key(maximum);
    // How many of those that are left have each atom.
    let mut times: Vec<_> = classes.iter().map(Vec::len).collect();
    all.sort_by_key(|class| Reverse(maximum(class)));
    let mut cover: Vec<usize> = vec![];
    for class in all {
        let own = || members.get(class).into_iter().flatten();
        if own().all(|atom| times.get(*atom).is_some_and(|times| *times > 1)) {
            for atom in own() {
                times.iter_mut().skip(*atom).take(1).for_each(|times| *times -= 1);
            }
        } else {
            cover.push(class);
        }
    }
    cover.sort_unstable();
    let sum = |cover: &Vec<usize>| cover.iter().filter_map(maximum).sum::<usize>();
    single.map(|class| vec![class]).into_iter().chain([cover]).find(|cover| sum(cover) < bound)
}
