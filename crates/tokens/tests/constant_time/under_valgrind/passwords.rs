//! Passwords of every kind, and ranks.

use wellspring_tokens::{Class, PasswordPolicy, PasswordSet, Secrets};

use super::memcheck::{Undefined, errors, secret};

/// Passwords of every length up to 100, all strings of an alphabet. One branch for each word depends on it, and
/// has to: whether it is thrown away for exactness. What is left over is what the characters themselves did.
pub(super) fn passwords() -> usize {
    (4..=100)
        .map(|n| {
            let policy = PasswordPolicy::length(n).without(Class::Symbol);
            let words = n.div_ceil(10);
            let plain = errors(|| Undefined.password(&policy)).abs_diff(words);
            let policy = PasswordPolicy::length(n).without_ambiguous();
            // 87^9 < 2^60 < 87^10
            let words = n.div_ceil(9);
            plain + errors(|| Undefined.password(&policy)).abs_diff(words)
        })
        .sum()
}

/// Draws from sets. Two branches depend on the rank, and have to: whether the word of its upper part is accepted, and
/// whether the whole is; of a rank of one word, only the latter. What a rank becomes is looked at apart from that, without any.
pub(super) fn sets_of_passwords() -> usize {
    let draw = |set: PasswordSet| {
        let verdicts = if set.count().limbs().len() == 1 { 1 } else { 2 };
        errors(|| Undefined.mint(&set)).abs_diff(verdicts)
    };
    LENGTHS.into_iter().flat_map(sets).map(draw).sum()
}

/// What a rank becomes. One branch depends on it: whether it is below the number of passwords.
pub(super) fn ranks() -> usize {
    let rank = secret::<8>();
    LENGTHS
        .into_iter()
        .flat_map(sets)
        .map(|set| {
            let limbs = set.count().limbs().len();
            let mut rank = vec![u64::from_le_bytes(rank); limbs];
            // Below the number for sure.
            if let Some(top) = rank.last_mut() {
                *top &= set.count().limbs().last().map_or(0, |limb| limb >> 1);
            }
            errors(|| set.unrank(&rank)).abs_diff(1)
        })
        .sum()
}

/// What is not hidden: the length, of a range. Memcheck cannot be told that it may be known, and reports all that is done with it; given
/// the length, the steps are those of a set with one.
pub(super) fn lengths() -> usize {
    let set = PasswordPolicy::length(8..=12).at_least(1, Class::Digit).to_set();
    set.map_or(0, |set| {
        // Below the number for sure.
        let mut rank = vec![u64::from_le_bytes(secret::<8>()); set.count().limbs().len()];
        if let Some(top) = rank.last_mut() {
            *top = 0;
        }
        errors(|| set.unrank(&rank)).saturating_sub(1)
    })
}

/// Characters beyond ASCII, of one width. To be written as UTF-8 their width is looked at, which depends on them and is the same for all. So what an alphabet in
/// many pieces costs is compared with what one in a single piece does, of the same size and width: nothing may depend on which piece.
pub(super) fn code_points() -> usize {
    let drawn = |alphabet: &str| {
        let set = PasswordPolicy::length(20).only(alphabet).to_set();
        set.map_or(0, |set| errors(|| Undefined.mint(&set)))
    };
    // 60 characters in a row, and every second, third and tenth.
    let one: String = ('\u{4E00}'..='\u{4E3B}').collect();
    [2, 3, 10]
        .map(|step| {
            let pieces: String = ('\u{4E00}'..='\u{9FA5}').step_by(step).take(60).collect();
            drawn(&pieces).abs_diff(drawn(&one))
        })
        .into_iter()
        .sum()
}

/// The same, class by class.
pub(super) fn lengths_by_class() -> usize {
    let policy = ('!'..='~').fold(PasswordPolicy::length(8..=12), |p, c| p.at_most(2, c));
    policy.to_set().map_or(0, |set| {
        let mut rank = vec![u64::from_le_bytes(secret::<8>()); set.count().limbs().len()];
        if let Some(top) = rank.last_mut() {
            *top = 0;
        }
        errors(|| set.unrank(&rank)).saturating_sub(1)
    })
}

/// What is not hidden: how many bytes each character has.
pub(super) fn widths() -> usize {
    let set = PasswordPolicy::length(9).only("aä€").max_consecutive(2).to_set();
    set.map_or(0, |set| errors(|| Undefined.mint(&set)).saturating_sub(2))
}

/// One limb for a rank, two, three, and many.
const LENGTHS: [usize; 6] = [4, 9, 16, 20, 33, 64];

/// Policies with rules of every kind, prepared beforehand: that is not secret. All in ASCII: the widths of other
/// characters are not hidden.
fn sets(length: usize) -> Vec<PasswordSet> {
    let plain = PasswordPolicy::length(length);
    let four = Class::ALL.into_iter().fold(plain.clone(), |p, class| p.at_least(1, class));
    let overlapping = plain.clone().at_least(2, "aeiou0").at_most(4, Class::Digit);
    // Counted class by class: by many classes, or by great numbers.
    let each = ('!'..='~').fold(plain.clone(), |policy, c| policy.at_most(1, c));
    let great = Class::ALL.into_iter().fold(plain.clone(), |policy, class| {
        policy.at_least(length >> 3, class.clone()).at_most(length >> 1, class)
    });
    [
        each.clone(),
        each.starting_with(Class::Letter),
        great.clone(),
        great.starting_with("aB3"),
        four.clone(),
        four.clone().max_consecutive(2),
        four.starting_with(Class::Letter).without_ambiguous(),
        overlapping.clone().max_consecutive(1),
        overlapping.starting_with("aeiou"),
        plain.clone().max_consecutive(3),
    ]
    .into_iter()
    .filter_map(|policy| policy.to_set().ok())
    .collect()
}
