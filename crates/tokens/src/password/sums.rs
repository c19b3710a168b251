//! What sums alone decide, before anything is counted.
//!
//! - Classes that have no character in common need places of their own: their minimums may not sum to more than the greatest length, nor to
//!   more than the maximum of a class that they are all in. The class of the first character counts as a minimum of 1.
//! - Where classes have all characters, of the alphabet or of a class, their maximums may not sum to less than the least length, or the
//!   minimum of that class.
//!
//! Each rule that is named is needed. Of disjoint classes the greatest minimums are named, until they are too much, so one less fits. Of
//! classes that cover something, one that the others make up for was left out, so each has a character that no other has: without its
//! maximum all characters may be that one, and without the minimum each maximum can be used up, by that character. Of all
//! contradictions that are found the one with the fewest rules is told, and of several the first.
//!
//! Where all classes are disjoint, and there is no limit to runs, these sums find every contradiction, and the rules are the fewest: no fewer
//! minimums exceed the bound than its greatest, and what disjoint classes cover, each of them is needed for. Of classes that overlap the
//! greatest disjoint family, and the least cover, are hard to find (they are set packing and set cover: R. M. Karp, "Reducibility among
//! Combinatorial Problems", 1972); what is tried here finds good ones, of which none can be left out, and what it misses is left to
//! the counting.

use alloc::vec::Vec;
use core::cmp::Reverse;

mod cover;
mod needless;
mod overlaps;

pub(super) use self::needless::drop_what_cannot_bind;
use self::{
    cover::cover,
    overlaps::{Overlaps, minimum, minimums},
};
use super::{
    PolicyError, PolicyRule,
    plan::{Plan, Tracked},
};

/// Whether sums show that no password follows the plan, and why.
pub(super) fn check(plan: &Plan) -> Result<(), PolicyError> {
    let mut found = Found { plan, best: None };
    let (overlaps, tracked) = (Overlaps::new(plan), plan.tracked.as_slice());
    let family = overlaps.beside(tracked, &[]);
    if minimums(tracked, &family) > plan.most {
        found.exceed(&family);
    }
    if let Some(cover) = cover(plan, |_| true, plan.least) {
        found.below(&cover);
    }
    if let Some(start) = plan.start.clone().map(|class| PolicyRule::StartingWith { class }) {
        let family = overlaps.beside(tracked, &overlaps.start);
        if minimums(tracked, &family) >= plan.most {
            let needed = trimmed(tracked, &family, plan.most - 1);
            found.conflict([start.clone()].into_iter().chain(at_least(tracked, &needed)));
        }
        if let Some(cover) = cover(plan, |atom| atom.may_start, 1) {
            found.conflict([start].into_iter().chain(at_most(tracked, &cover)));
        }
    }
    for (index, class) in tracked.iter().enumerate().filter(|(i, _)| !overlaps.is_alone(*i)) {
        let family = overlaps.of(index).map(|overlap| overlaps.family(tracked, &overlap.inside));
        let family = family.unwrap_or_default();
        if let Some(maximum) = class.maximum.filter(|max| minimums(tracked, &family) > *max) {
            let needed = trimmed(tracked, &family, maximum);
            if minimums(tracked, &needed) > plan.most {
                found.exceed(&needed);
            } else {
                found.conflict(at_most(tracked, &[index]).chain(at_least(tracked, &needed)));
            }
        }
        if let Some(cover) = cover(plan, |atom| atom.is_in(index), class.minimum) {
            let is_covered = |class: &usize| cover.binary_search(class).is_ok();
            let everywhere = plan.atoms.iter().all(|atom| atom.classes.iter().any(is_covered));
            if everywhere && maximums(tracked, &cover) < plan.least {
                found.below(&cover);
            } else {
                found.conflict(at_most(tracked, &cover).chain(at_least(tracked, &[index])));
            }
        }
    }
    found.best.map_or(Ok(()), |(_, error)| Err(error))
}

/// The contradiction with the fewest rules so far, and how many these are.
struct Found<'a> {
    plan: &'a Plan,
    best: Option<(usize, PolicyError)>,
}

impl Found<'_> {
    fn add(&mut self, rules: usize, error: PolicyError) {
        if self.best.as_ref().is_none_or(|(fewest, _)| rules < *fewest) {
            self.best = Some((rules, error));
        }
    }

    /// Disjoint classes with minimums above the greatest length.
    fn exceed(&mut self, family: &[usize]) {
        let (tracked, length) = (self.plan.tracked.as_slice(), self.plan.most);
        let needed = trimmed(tracked, family, length);
        let minimums = minimums(tracked, &needed);
        let rules: Vec<_> = at_least(tracked, &needed).collect();
        self.add(rules.len(), PolicyError::MinimumsExceedLength { minimums, length, rules });
    }

    /// Classes that have all characters, with maximums below the least length.
    fn below(&mut self, cover: &[usize]) {
        let (tracked, length) = (self.plan.tracked.as_slice(), self.plan.least);
        let maximums = maximums(tracked, cover);
        let rules: Vec<_> = at_most(tracked, cover).collect();
        self.add(rules.len(), PolicyError::MaximumsBelowLength { maximums, length, rules });
    }

    fn conflict(&mut self, rules: impl Iterator<Item = PolicyRule>) {
        let (least, most) = (self.plan.least, self.plan.most);
        let rules: Vec<_> = rules.collect();
        self.add(rules.len(), PolicyError::Conflict { rules, least, most });
    }
}

/// The fewest of these whose minimums are above the bound: the greatest, and of equal ones the first.
fn trimmed(tracked: &[Tracked], family: &[usize], bound: usize) -> Vec<usize> {
    let mut greatest = family.to_vec();
    greatest.sort_unstable_by_key(|class| (Reverse(minimum(tracked, *class)), *class));
    let mut sum = 0;
    let mut needed: Vec<_> = greatest
        .into_iter()
        .take_while(|class| {
            let is_needed = sum <= bound;
            sum += minimum(tracked, *class);
            is_needed
        })
        .collect();
    needed.sort_unstable();
    needed
}

/// No maximum is above the greatest length, and there are at most 2^12.
fn maximums(tracked: &[Tracked], classes: &[usize]) -> usize {
    classes.iter().filter_map(|class| tracked.get(*class)?.maximum).sum()
}

fn at_least(tracked: &[Tracked], classes: &[usize]) -> impl Iterator<Item = PolicyRule> {
    classes.iter().filter_map(|class| tracked.get(*class)?.at_least())
}

fn at_most(tracked: &[Tracked], classes: &[usize]) -> impl Iterator<Item = PolicyRule> {
    classes.iter().filter_map(|class| tracked.get(*class)?.at_most())
}
