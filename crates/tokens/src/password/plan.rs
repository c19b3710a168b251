use alloc::{vec, vec::Vec};

use super::{Characters, Class, PasswordPolicy, PolicyError, PolicyRule, sums};

/// A policy whose rules can be kept one by one, as what is needed to count: the alphabet in parts of which no rule tells the
/// characters apart, and the rules that rule something out.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) least: usize,
    pub(super) most: usize,
    /// In the order of their first characters, so that the order of the rules changes nothing.
    pub(super) atoms: Vec<Atom>,
    pub(super) tracked: Vec<Tracked>,
    /// The rule for the first character, which is `may_start` of the atoms.
    pub(super) start: Option<Class>,
    pub(super) max_consecutive: Option<usize>,
}

/// Characters that are all in the same classes.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    pub(super) characters: Characters,
    pub(super) size: u32,
    /// One bit for each of the tracked classes.
    pub(super) classes: u64,
    pub(super) may_start: bool,
}

impl Atom {
    /// The tracked classes that it is in.
    pub(super) fn classes(&self) -> impl Iterator<Item = usize> {
        let mut classes = self.classes;
        core::iter::from_fn(move || {
            let index = (classes != 0).then(|| classes.trailing_zeros())?;
            classes &= classes - 1;
            usize::try_from(index).ok()
        })
    }
}

/// A class of which there must be counted how many characters there are.
#[derive(Clone, Debug)]
pub(super) struct Tracked {
    pub(super) class: Class,
    pub(super) minimum: usize,
    /// Below the greatest length.
    pub(super) maximum: Option<usize>,
}

impl Tracked {
    pub(super) fn at_least(&self) -> Option<PolicyRule> {
        let (minimum, class) = (self.minimum, self.class.clone());
        (minimum > 0).then_some(PolicyRule::AtLeast { minimum, class })
    }

    pub(super) fn at_most(&self) -> Option<PolicyRule> {
        let class = self.class.clone();
        self.maximum.map(|maximum| PolicyRule::AtMost { maximum, class })
    }
}

/// As many classes as a word has bits.
pub(super) const MAX_TRACKED: usize = 64;

impl Plan {
    pub(super) fn new(policy: &PasswordPolicy) -> Result<Self, PolicyError> {
        let (least, most) = (policy.lengths.least, policy.lengths.most);
        if least == 0 || least > most || most > PasswordPolicy::MAX_LENGTH {
            return Err(PolicyError::Length { least, most });
        }
        let alphabet = policy.alphabet.minus(&policy.excluded);
        if alphabet.is_empty() {
            return Err(PolicyError::EmptyAlphabet);
        }
        let size = alphabet.size();
        let whole = Atom { characters: alphabet.clone(), size, classes: 0, may_start: true };
        let mut atoms = Vec::with_capacity(2 * policy.limits.len() + 2);
        atoms.push(whole);
        let mut tracked = Vec::with_capacity(policy.limits.len().min(MAX_TRACKED));
        let mut is_too_much = false;
        for limit in &policy.limits {
            let (class, minimum, maximum) = (&limit.class, limit.minimum, limit.maximum);
            if let Some(maximum) = maximum.filter(|maximum| minimum > *maximum) {
                let class = class.clone();
                return Err(PolicyError::MinimumAboveMaximum { class, minimum, maximum });
            }
            let members = class.within(&alphabet);
            if members.is_empty() && minimum > 0 {
                return Err(PolicyError::EmptyClass { class: class.clone(), minimum });
            }
            if minimum > most {
                let rules = vec![PolicyRule::AtLeast { minimum, class: class.clone() }];
                return Err(PolicyError::MinimumsExceedLength {
                    minimums: minimum,
                    length: most,
                    rules,
                });
            }
            // What no password can miss is not counted.
            let minimum = if members.size() == size && minimum <= least { 0 } else { minimum };
            let maximum = maximum.filter(|maximum| *maximum < most);
            if members.is_empty() || (minimum == 0 && maximum.is_none()) {
                continue;
            }
            if tracked.len() == MAX_TRACKED {
                // The sums of so many may be enough to say what is wrong.
                is_too_much = true;
                continue;
            }
            let class_bit = 1 << tracked.len();
            split(&mut atoms, &members, |atom| atom.classes |= class_bit, |_| ());
            tracked.push(Tracked { class: class.clone(), minimum, maximum });
        }
        let start = policy.start.as_ref().map(|class| (class, class.within(&alphabet)));
        if let Some((class, _)) = start.as_ref().filter(|(_, members)| members.is_empty()) {
            return Err(PolicyError::EmptyStart { class: (*class).clone() });
        }
        let start = start.filter(|(_, members)| members.size() < size);
        if let Some((_, members)) = &start {
            split(&mut atoms, members, |_| (), |atom| atom.may_start = false);
        }
        if policy.max_consecutive == Some(0) {
            return Err(PolicyError::ZeroConsecutive);
        }
        atoms.sort_unstable_by_key(|atom| atom.characters.first());
        let mut plan = Self {
            least,
            most,
            atoms,
            tracked,
            start: start.map(|(class, _)| class.clone()),
            max_consecutive: policy.max_consecutive.filter(|maximum| *maximum < most),
        };
        sums::check(&plan)?;
        if is_too_much {
            return Err(PolicyError::TooManyLimits);
        }
        sums::drop_what_cannot_bind(&mut plan);
        Ok(plan)
    }

    /// Whether every string of characters of the alphabet, of the one length there is, is a password.
    pub(super) fn is_product(&self) -> bool {
        self.least == self.most
            && self.tracked.is_empty()
            && self.start.is_none()
            && self.max_consecutive.is_none()
    }

    /// How many characters there are.
    pub(super) fn alphabet_size(&self) -> u32 {
        self.atoms.iter().map(|atom| atom.size).sum()
    }
}

/// Parts each atom into what is in `members` and what is not, and marks both.
fn split(
    atoms: &mut Vec<Atom>,
    members: &Characters,
    inside: impl Fn(&mut Atom),
    outside: impl Fn(&mut Atom),
) {
    for index in 0..atoms.len() {
        let Some(atom) = atoms.get_mut(index) else { break };
        let part = |characters: Characters, mark: &dyn Fn(&mut Atom)| {
            let size = characters.size();
            let mut part = Atom { characters, size, ..*atom };
            mark(&mut part);
            (size > 0).then_some(part)
        };
        let inner = part(atom.characters.common(members), &inside);
        let outer = part(atom.characters.minus(members), &outside);
        match (inner, outer) {
            (Some(inner), Some(outer)) => {
                *atom = inner;
                atoms.push(outer);
            }
            (Some(part), None) | (None, Some(part)) => *atom = part,
            (None, None) => {}
        }
    }
}
