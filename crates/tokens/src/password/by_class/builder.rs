//! The levels are counted from the last group to the first. A level is counted branch by branch, each for all states: the sums before a
//! branch are kept, and its terms added.
//!
//! The numbers `a^k * W` of a branch are those of the branch before times `a`, so that a term takes three short multiplications for each limb.

use alloc::{vec, vec::Vec};

use super::{
    Binomials, Branch, ByClass, Divisor, Level, Start,
    groups::{Group, Groups},
};
use crate::password::{
    PolicyError,
    limbs::{add, add_product, multiply_in_place, significant},
};

/// In how many ways the groups behind go on, by whether the first place is open, and how many others are.
struct Ways {
    /// How many limbs each number has.
    limbs: usize,
    /// How many other places may be open, and 1.
    rows: usize,
    words: Vec<u64>,
}

pub(in crate::password) fn build(
    groups: &Groups,
    max_words: usize,
) -> Result<ByClass, PolicyError> {
    let mut levels = levels(groups);
    let has_start = groups.has_start;
    let most_open = groups.most - usize::from(has_start);
    let most_taken = levels.iter().rev().skip(1).map(Level::most).max().unwrap_or(0);
    let binomials = Binomials::new(most_open, most_taken);
    let alphabet: u32 = groups.groups.iter().map(Group::size).sum();
    let bits = (u32::BITS - alphabet.leading_zeros()) as usize;
    let limbs = (bits * groups.most).div_ceil(64) + 1;
    let mut words = Vec::new();
    let mut ways = None;
    for (level, group) in levels.iter_mut().zip(&groups.groups).rev() {
        let mut here = Ways::new(limbs, most_open);
        match &ways {
            None => last(&mut here, level, group, has_start),
            Some(below) => {
                let sums = count(&mut here, below, level, &binomials, has_start);
                level.at = words.len();
                level.limbs = here.needed();
                let columns = sums.iter().map(|sum| sum.needed_words(level, has_start));
                if words.len() + columns.sum::<usize>() > max_words {
                    return Err(PolicyError::TooManyTerms);
                }
                for sum in &sums {
                    sum.write(level, has_start, &mut words);
                }
            }
        }
        level.limbs = here.needed();
        ways = Some(here);
    }
    let total = |length: usize| {
        let open = length.checked_sub(usize::from(has_start))?;
        let total = ways.as_ref()?.get(has_start, open)?;
        let total = total.get(..significant(total)).unwrap_or(&[]).to_vec();
        (!total.is_empty()).then_some(Start { length, total })
    };
    let starts: Vec<_> = (groups.least..=groups.most).filter_map(total).collect();
    let mut count = vec![0; limbs + 1];
    starts.iter().for_each(|start| add(&mut count, &start.total));
    count.truncate(significant(&count));
    Ok(ByClass { levels, words, binomials, has_start, starts, count, most: groups.most })
}

/// The levels without their sums: how many places may be open, and what the groups may do.
fn levels(groups: &Groups) -> Vec<Level> {
    let start = usize::from(groups.has_start);
    let (least, most) = (groups.least - start, groups.most - start);
    let mut offset = 0;
    // The least and the greatest sums of the counts of the groups before, and of those from here on.
    let (mut minimums_before, mut maximums_before) = (0usize, 0usize);
    let mut minimums = groups.groups.iter().map(|group| group.minimum).sum::<usize>();
    let mut maximums = groups.groups.iter().map(|group| group.maximum).sum::<usize>();
    let mut levels = Vec::with_capacity(groups.groups.len());
    for group in &groups.groups {
        // One of the counts may be that of the first place, which is not among the open ones.
        let most_open = (most + start).saturating_sub(minimums_before).min(maximums).min(most);
        let least_open = least.saturating_sub(maximums_before).max(minimums.saturating_sub(start));
        let least_open = least_open.min(most_open);
        let branches = |takes_first: bool| {
            let first = usize::from(takes_first);
            let counts = group.minimum.saturating_sub(first)
                ..(group.maximum + 1).saturating_sub(first).min(most_open + 1);
            let counts = if takes_first && group.starters() == 0 { 0..0 } else { counts };
            counts.map(move |count| Branch { count, takes_first })
        };
        let taking = groups.has_start.then(|| branches(true)).into_iter().flatten();
        levels.push(Level {
            offset,
            size: Divisor::from(group.size()),
            starters: Divisor::from(group.starters()),
            least_open,
            widths: most_open - least_open + 1,
            branches: branches(false).chain(taking).collect(),
            at: 0,
            limbs: 1,
        });
        offset += group.size();
        minimums_before += group.minimum;
        maximums_before += group.maximum;
        minimums -= group.minimum;
        maximums -= group.maximum;
    }
    levels
}

/// The last group takes all places that are left.
fn last(here: &mut Ways, level: &Level, group: &Group, has_start: bool) {
    let mut power = vec![0; here.limbs];
    power.iter_mut().take(1).for_each(|limb| *limb = 1);
    let allowed = group.minimum..=group.maximum;
    for open in 0..here.rows {
        if allowed.contains(&open) {
            add(here.get_mut(false, open), &power);
        }
        if has_start && allowed.contains(&(open + 1)) {
            add_product(here.get_mut(true, open), &power, level.starters.number.into());
        }
        multiply_in_place(&mut power, level.size.number);
    }
}

/// Counts a level. Returns the sums before each branch but the first.
fn count(
    here: &mut Ways,
    below: &Ways,
    level: &Level,
    binomials: &Binomials,
    has_start: bool,
) -> Vec<Ways> {
    let mut sums = Vec::with_capacity(level.branches.len());
    let mut powers: Option<(Branch, Ways)> = None;
    for branch in &level.branches {
        if powers.is_some() {
            sums.push(Ways { words: here.words.clone(), ..*here });
        }
        // From the branch before, unless this is the first of its kind.
        let before = powers.take().filter(|(other, _)| other.takes_first == branch.takes_first);
        let (factors, mut power) = match before {
            Some((other, power)) => (branch.count - other.count, power),
            None => {
                let mut power = Ways { words: below.words.clone(), ..*below };
                if branch.takes_first {
                    power.multiply(level.starters.number);
                }
                (branch.count, power)
            }
        };
        (0..factors).for_each(|_| power.multiply(level.size.number));
        for first_is_open in [false, true].into_iter().take(1 + usize::from(has_start)) {
            if branch.takes_first && !first_is_open {
                continue;
            }
            for open in level.least_open..level.least_open + level.widths {
                let left = open.checked_sub(branch.count);
                let stays_open = first_is_open && !branch.takes_first;
                let Some(number) = left.and_then(|left| power.get(stays_open, left)) else {
                    continue;
                };
                let number = number.get(..significant(number)).unwrap_or(&[]);
                let (low, high) = binomials.get(open, branch.count);
                let sum = here.get_mut(first_is_open, open);
                add_product(sum, number, low);
                if high > 0 {
                    add_product(sum.get_mut(1..).unwrap_or(&mut []), number, high);
                }
            }
        }
        powers = Some((*branch, power));
    }
    sums
}

impl Ways {
    fn new(limbs: usize, most_open: usize) -> Self {
        let rows = most_open + 1;
        Self { limbs, rows, words: vec![0; 2 * rows * limbs] }
    }

    fn at(&self, first_is_open: bool, open: usize) -> usize {
        (usize::from(first_is_open) * self.rows + open) * self.limbs
    }

    fn get(&self, first_is_open: bool, open: usize) -> Option<&[u64]> {
        let at = self.at(first_is_open, open);
        self.words.get(at..at + self.limbs)
    }

    fn get_mut(&mut self, first_is_open: bool, open: usize) -> &mut [u64] {
        let at = self.at(first_is_open, open);
        self.words.get_mut(at..at + self.limbs).unwrap_or(&mut [])
    }

    fn multiply(&mut self, factor: u32) {
        if factor != 1 {
            let numbers = self.words.chunks_exact_mut(self.limbs);
            numbers.for_each(|number| multiply_in_place(number, factor));
        }
    }

    /// How many limbs the greatest needs, which is 1 at least.
    fn needed(&self) -> usize {
        let numbers = self.words.chunks_exact(self.limbs);
        numbers.map(significant).max().unwrap_or(1).max(1)
    }

    fn needed_words(&self, level: &Level, has_start: bool) -> usize {
        level.limbs * level.states(has_start)
    }

    /// For each limb those of all states.
    fn write(&self, level: &Level, has_start: bool, words: &mut Vec<u64>) {
        for limb in 0..level.limbs {
            for first_is_open in [false, true].into_iter().take(1 + usize::from(has_start)) {
                let states = level.least_open..level.least_open + level.widths;
                words.extend(states.map(|open| {
                    let number = self.get(first_is_open, open);
                    number.and_then(|number| number.get(limb)).copied().unwrap_or(0)
                }));
            }
        }
    }
}
