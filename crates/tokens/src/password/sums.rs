//! What sums alone decide, before anything is counted.
//!
//! - Classes that have no character in common need places of their own: their minimums may not sum to more than the greatest length, nor to
//!   more than the maximum of a class that they are all in. The class of the first character counts as a minimum of 1.
//! - Where classes have all characters, of the alphabet or of a class, their maximums may not sum to less than the least length, or the
//!   minimum of that class.
//!
//! Each rule that is named is needed. Of disjoint classes, one minimum less fits, or it would have been left out. Of classes that cover
//! something, one that the others make up for was left out, so each has a character that no other has: without its maximum all
//! characters may be that one, and without the minimum each maximum can be used up, by that character.
//!
//! Where all classes are disjoint, and there is no limit to runs, these sums find every contradiction. Of classes that overlap the
//! greatest disjoint family, and the least cover, are hard to find (they are set packing and set cover: R. M. Karp, "Reducibility among
//! Combinatorial Problems", 1972); what is tried here finds good ones, and what it misses is left to the counting.

use alloc::vec::Vec;

use super::{
    PolicyError, PolicyRule,
    plan::{Plan, Tracked},
};

/// Which classes have characters in common, and which are within which: a bit for each tracked class.
pub(super) struct Overlaps {
    classes: Vec<Overlap>,
    /// The classes that have one of the first characters, and those that have all of them.
    start: Overlap,
}

#[derive(Clone, Copy)]
struct Overlap {
    meets: u64,
    within: u64,
}

const NOTHING: Overlap = Overlap { meets: 0, within: u64::MAX };

impl Overlaps {
    pub(super) fn new(plan: &Plan) -> Self {
        let overlap = |member: &dyn Fn(&super::plan::Atom) -> bool| {
            let members = plan.atoms.iter().filter(|atom| member(atom));
            members.fold(NOTHING, |Overlap { meets, within }, atom| Overlap {
                meets: meets | atom.classes,
                within: within & atom.classes,
            })
        };
        let of_class = |index: usize| overlap(&|atom| atom.classes >> index & 1 == 1);
        Self {
            classes: (0..plan.tracked.len()).map(of_class).collect(),
            start: overlap(&|atom| atom.may_start),
        }
    }

    fn of(&self, index: usize) -> Overlap {
        self.classes.get(index).copied().unwrap_or(NOTHING)
    }

    /// The classes of which each character is in that one too.
    fn inside(&self, index: usize) -> u64 {
        let inside = (0..).zip(&self.classes).filter(|(_, class)| class.within >> index & 1 == 1);
        inside.fold(0, |all, (other, _): (usize, _)| all | 1 << other)
    }

    /// Disjoint classes among these, with minimums whose sum is great.
    fn family(&self, tracked: &[Tracked], among: u64) -> u64 {
        let mut indices: Vec<_> = members(among).filter(|i| minimum(tracked, *i) > 0).collect();
        let pick = |indices: &[usize]| {
            indices.iter().fold((0u64, 0u64), |(chosen, met), index| {
                let met_too = met | self.of(*index).meets;
                if met >> index & 1 == 1 { (chosen, met) } else { (chosen | 1 << index, met_too) }
            })
        };
        let (first, _) = pick(&indices);
        indices.sort_by_key(|index| core::cmp::Reverse(minimum(tracked, *index)));
        let (greatest, _) = pick(&indices);
        indices.sort_by_key(|index| (self.of(*index).meets & among).count_ones());
        let (loneliest, _) = pick(&indices);
        // The first of the best.
        [greatest, loneliest].into_iter().fold(first, |best, other| {
            if minimums(tracked, other) > minimums(tracked, best) { other } else { best }
        })
    }

    /// The sum of the minimums of disjoint classes that have nothing in common with that one.
    fn beside(&self, tracked: &[Tracked], index: usize) -> usize {
        minimums(tracked, self.family(tracked, !self.of(index).meets & all(tracked)))
    }
}

/// Whether sums show that no password follows the plan, and why.
pub(super) fn check(plan: &Plan) -> Result<(), PolicyError> {
    let (overlaps, tracked) = (Overlaps::new(plan), plan.tracked.as_slice());
    let exceed = |family: u64| {
        let needed = trimmed(tracked, family, plan.most);
        let (minimums, rules) = (minimums(tracked, needed), at_least(tracked, needed).collect());
        Err(PolicyError::MinimumsExceedLength { minimums, length: plan.most, rules })
    };
    let conflict = |rules: &mut dyn Iterator<Item = PolicyRule>| {
        let (least, most) = (plan.least, plan.most);
        Err(PolicyError::Conflict { rules: rules.collect(), least, most })
    };
    let family = overlaps.family(tracked, all(tracked));
    if minimums(tracked, family) > plan.most {
        return exceed(family);
    }
    if let Some(cover) = cover(plan, |_| true, plan.least) {
        return below(plan, cover);
    }
    let start = || plan.start.clone().map(|class| PolicyRule::StartingWith { class }).into_iter();
    if plan.start.is_some() {
        let family = overlaps.family(tracked, all(tracked) & !overlaps.start.meets);
        if minimums(tracked, family) >= plan.most {
            let needed = trimmed(tracked, family, plan.most - 1);
            return conflict(&mut start().chain(at_least(tracked, needed)));
        }
        if let Some(cover) = cover(plan, |atom| atom.may_start, 1) {
            return conflict(&mut start().chain(at_most(tracked, cover)));
        }
    }
    for (index, class) in tracked.iter().enumerate() {
        let family = overlaps.family(tracked, overlaps.inside(index));
        if let Some(maximum) = class.maximum.filter(|max| minimums(tracked, family) > *max) {
            let needed = trimmed(tracked, family, maximum);
            if minimums(tracked, needed) > plan.most {
                return exceed(needed);
            }
            return conflict(&mut at_most(tracked, 1 << index).chain(at_least(tracked, needed)));
        }
        let is_member = |atom: &super::plan::Atom| atom.classes >> index & 1 == 1;
        if let Some(cover) = cover(plan, is_member, class.minimum) {
            let everywhere = plan.atoms.iter().all(|atom| atom.classes & cover != 0);
            if everywhere && maximums(tracked, cover) < plan.least {
                return below(plan, cover);
            }
            return conflict(&mut at_most(tracked, cover).chain(at_least(tracked, 1 << index)));
        }
    }
    Ok(())
}

/// Takes out the numbers that cannot make a difference, so that nothing is counted for them.
///
/// Only what smaller classes demand takes a minimum out, and only what larger ones allow, or minimums, a maximum: so
/// nothing is taken out on account of itself. The parts of the alphabet stay as they are, and with them the order of the passwords.
pub(super) fn drop_what_cannot_bind(plan: &mut Plan) {
    let overlaps = Overlaps::new(plan);
    let original = plan.tracked.clone();
    for (index, class) in plan.tracked.iter_mut().enumerate() {
        let (within, inside) = (overlaps.of(index).within, overlaps.inside(index));
        let same = within & inside;
        let before = |other: usize| inside >> other & 1 == 0 || other < index;
        class.maximum = class.maximum.filter(|maximum| {
            let implied = members(within & all(&original) & !(1 << index)).any(|other| {
                let others = original.get(other).and_then(|class| class.maximum);
                others.is_some_and(|other_maximum| {
                    other_maximum < *maximum || (other_maximum == *maximum && before(other))
                })
            });
            !implied && maximum.saturating_add(overlaps.beside(&original, index)) < plan.most
        });
        let smaller = overlaps.family(&original, inside & !same);
        let implied = members(same & all(&original) & !(1 << index)).any(|other| {
            let other_minimum = minimum(&original, other);
            other_minimum > class.minimum || (other_minimum == class.minimum && other < index)
        });
        if implied || minimums(&original, smaller) >= class.minimum {
            class.minimum = 0;
        }
    }
}

/// Classes with maximums that have all those atoms between them, none of which the others make up for, if the maximums sum to
/// less than the bound.
fn cover(plan: &Plan, has: impl Fn(&super::plan::Atom) -> bool, bound: usize) -> Option<u64> {
    let tracked = plan.tracked.as_slice();
    let maximum = |index: &usize| tracked.get(*index).and_then(|class| class.maximum);
    let limited = members(all(tracked)).filter(|index| maximum(index).is_some());
    let mut limited: Vec<_> = limited.collect();
    let covers = |cover: u64| plan.atoms.iter().filter(|a| has(a)).all(|a| a.classes & cover != 0);
    let mut cover = limited.iter().fold(0, |cover, index| cover | 1 << index);
    if bound == 0 || !covers(cover) {
        return None;
    }
    let single = limited.iter().copied().filter(|index| covers(1 << index)).min_by_key(maximum);
    limited.sort_by_key(|index| core::cmp::Reverse(maximum(index)));
    for index in limited {
        if covers(cover & !(1 << index)) {
            cover &= !(1 << index);
        }
    }
    let single = single.map(|index| 1 << index).into_iter();
    single.chain([cover]).find(|cover| maximums(tracked, *cover) < bound)
}

fn below(plan: &Plan, cover: u64) -> Result<(), PolicyError> {
    let maximums = maximums(&plan.tracked, cover);
    let rules = at_most(&plan.tracked, cover).collect();
    Err(PolicyError::MaximumsBelowLength { maximums, length: plan.least, rules })
}

/// Without those, in their order, without which the minimums are still above the bound.
fn trimmed(tracked: &[Tracked], family: u64, bound: usize) -> u64 {
    members(family).fold(family, |family, index| {
        let others = family & !(1 << index);
        if minimums(tracked, others) > bound { others } else { family }
    })
}

fn all(tracked: &[Tracked]) -> u64 {
    (0..tracked.len()).fold(0, |all, index| all | 1 << index)
}

fn members(mut classes: u64) -> impl Iterator<Item = usize> {
    core::iter::from_fn(move || {
        let index = (classes != 0).then(|| classes.trailing_zeros())?;
        classes &= classes - 1;
        usize::try_from(index).ok()
    })
}

fn minimum(tracked: &[Tracked], index: usize) -> usize {
    tracked.get(index).map_or(0, |class| class.minimum)
}

/// No minimum and no maximum is above the greatest length, and there are at most 64.
fn minimums(tracked: &[Tracked], classes: u64) -> usize {
    members(classes).map(|index| minimum(tracked, index)).sum()
}

fn maximums(tracked: &[Tracked], classes: u64) -> usize {
    members(classes).filter_map(|index| tracked.get(index)?.maximum).sum()
}

fn at_least(tracked: &[Tracked], classes: u64) -> impl Iterator<Item = PolicyRule> {
    members(classes).filter_map(|index| tracked.get(index)?.at_least())
}

fn at_most(tracked: &[Tracked], classes: u64) -> impl Iterator<Item = PolicyRule> {
    members(classes).filter_map(|index| tracked.get(index)?.at_most())
}
