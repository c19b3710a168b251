use alloc::{vec, vec::Vec};
use core::cmp::Reverse;

use crate::password::plan::{Atom, Plan, Tracked};

/// Which classes have characters in common, and which are within which. Sets of classes are their numbers in order.
pub(super) struct Overlaps {
    classes: Vec<Overlap>,
    /// The classes that have one of the first characters.
    pub(super) start: Vec<usize>,
    /// All that have minimums: in their order, the greatest minimums first, and those first that meet the fewest others.
    orders: [Vec<usize>; 3],
    /// Whether no class meets another.
    are_disjoint: bool,
    /// The sum of all minimums.
    sum: usize,
}

#[derive(Clone, Default)]
pub(super) struct Overlap {
    /// Where one of its characters is, itself included.
    pub(super) meets: Vec<usize>,
    /// Where all of them are.
    pub(super) within: Vec<usize>,
    /// Those that are all in it.
    pub(super) inside: Vec<usize>,
}

impl Overlaps {
    pub(super) fn new(plan: &Plan) -> Self {
        let mut classes: Vec<Option<Overlap>> = vec![None; plan.tracked.len()];
        for atom in &plan.atoms {
            for class in &atom.classes {
                let Some(overlap) = classes.get_mut(*class) else { continue };
                match overlap {
                    Some(Overlap { meets, within, .. }) => {
                        meets.extend_from_slice(&atom.classes);
                        within.retain(|class| atom.is_in(*class));
                    }
                    None => {
                        let (meets, within) = (atom.classes.clone(), atom.classes.clone());
                        *overlap = Some(Overlap { meets, within, inside: vec![] });
                    }
                }
            }
        }
        let mut classes: Vec<_> = classes.into_iter().map(Option::unwrap_or_default).collect();
        let mut inside = vec![vec![]; classes.len()];
        for (number, class) in classes.iter_mut().enumerate() {
            class.meets.sort_unstable();
            class.meets.dedup();
            for larger in &class.within {
                inside.iter_mut().skip(*larger).take(1).for_each(|inside| inside.push(number));
            }
        }
        for (class, inside) in classes.iter_mut().zip(inside) {
            class.inside = inside;
        }
        let starting = plan.atoms.iter().filter(|atom| atom.may_start);
        let mut start: Vec<_> = starting.flat_map(|atom| atom.classes.iter().copied()).collect();
        start.sort_unstable();
        start.dedup();
        let are_disjoint = classes.iter().all(|class| class.meets.len() <= 1);
        let sum = plan.tracked.iter().map(|class| class.minimum).sum();
        let mut overlaps = Self { classes, start, orders: Default::default(), are_disjoint, sum };
        overlaps.orders = overlaps.orders(&plan.tracked, (0..plan.tracked.len()).collect());
        overlaps
    }

    pub(super) fn of(&self, class: usize) -> Option<&Overlap> {
        self.classes.get(class)
    }

    /// Whether no class has characters in common with that one.
    pub(super) fn is_alone(&self, class: usize) -> bool {
        self.of(class).is_none_or(|overlap| overlap.meets.len() <= 1)
    }

    /// The orders in which disjoint classes are picked.
    fn orders(&self, tracked: &[Tracked], mut classes: Vec<usize>) -> [Vec<usize>; 3] {
        classes.retain(|class| minimum(tracked, *class) > 0);
        let (mut greatest, mut loneliest) = (classes.clone(), classes.clone());
        greatest.sort_by_key(|class| Reverse(minimum(tracked, *class)));
        loneliest.sort_by_key(|class| self.of(*class).map_or(0, |overlap| overlap.meets.len()));
        [classes, greatest, loneliest]
    }

    /// Disjoint classes with minimums whose sum is great: the first of the best.
    fn best(&self, tracked: &[Tracked], orders: [impl Iterator<Item = usize>; 3]) -> Vec<usize> {
        let mut best = (0, vec![]);
        for order in orders {
            let mut met = vec![false; tracked.len()];
            let (mut sum, mut family) = (0, vec![]);
            for class in order {
                let Some(overlap) = self.of(class) else { continue };
                if met.get(class).is_some_and(|met| !met) {
                    sum += minimum(tracked, class);
                    family.push(class);
                    for other in &overlap.meets {
                        met.iter_mut().skip(*other).take(1).for_each(|met| *met = true);
                    }
                }
            }
            if sum > best.0 {
                best = (sum, family);
            }
        }
        best.1
    }

    /// Such a family among these classes.
    pub(super) fn family(&self, tracked: &[Tracked], among: &[usize]) -> Vec<usize> {
        let orders = self.orders(tracked, among.to_vec());
        self.best(tracked, orders.map(Vec::into_iter))
    }

    /// Such a family among those that have nothing in common with these.
    pub(super) fn beside(&self, tracked: &[Tracked], others: &[usize]) -> Vec<usize> {
        let is_beside = |class: &usize| others.binary_search(class).is_err();
        let [called, greatest, loneliest] = &self.orders;
        let orders = [called, greatest, loneliest];
        self.best(tracked, orders.map(|order| order.iter().copied().filter(is_beside)))
    }

    /// The sum of its minimums.
    pub(super) fn sum_beside(&self, tracked: &[Tracked], others: &[usize]) -> usize {
        if self.are_disjoint {
            return self.sum - minimums(tracked, others);
        }
        minimums(tracked, &self.beside(tracked, others))
    }

    /// How often in a row a character of that part can stand at most, by the numbers alone.
    pub(super) fn longest_run(&self, plan: &Plan, atom: &Atom) -> usize {
        let of = |class: &usize| plan.tracked.get(*class)?.maximum;
        let allowed = atom.classes.iter().filter_map(of).min().unwrap_or(plan.most);
        let others = self.sum_beside(&plan.tracked, &atom.classes);
        let left = plan.most.saturating_sub(others);
        // Where another has to be the first.
        allowed.min(if atom.may_start { left } else { left.min(plan.most - 1) })
    }
}

pub(super) fn minimum(tracked: &[Tracked], class: usize) -> usize {
    tracked.get(class).map_or(0, |class| class.minimum)
}

/// No minimum is above the greatest length.
pub(super) fn minimums(tracked: &[Tracked], classes: &[usize]) -> usize {
    classes.iter().map(|class| minimum(tracked, *class)).sum()
}
