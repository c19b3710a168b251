use alloc::{vec, vec::Vec};

mod atoms;

use self::atoms::atoms;
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
    /// The numbers of the tracked classes that it is in, in their order.
    pub(super) classes: Vec<usize>,
    pub(super) may_start: bool,
}

impl Atom {
    pub(super) fn is_in(&self, class: usize) -> bool {
        self.classes.binary_search(&class).is_ok()
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

/// So many classes may have limits.
const MAX_LIMITS: usize = 1 << 12;

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
        if policy.max_consecutive == Some(0) {
            return Err(PolicyError::ZeroConsecutive);
        }
        let start = policy.start.as_ref().map(|class| (class, class.within(&alphabet)));
        if let Some((class, _)) = start.as_ref().filter(|(_, members)| members.is_empty()) {
            return Err(PolicyError::EmptyStart { class: (*class).clone() });
        }
        let size = alphabet.size();
        let (mut tracked, mut classes, mut contradiction) = (Vec::new(), Vec::new(), None);
        for limit in policy.limits.iter() {
            let (minimum, maximum) = (limit.minimum, limit.maximum);
            let members = limit.class.within(&alphabet);
            if members.is_empty() && minimum > 0 {
                return Err(PolicyError::EmptyClass { class: limit.class.clone(), minimum });
            }
            if minimum > most {
                let rules = vec![PolicyRule::AtLeast { minimum, class: limit.class.clone() }];
                let (minimums, length) = (minimum, most);
                return Err(PolicyError::MinimumsExceedLength { minimums, length, rules });
            }
            if let Some(maximum) = maximum.filter(|maximum| minimum > *maximum) {
                let class = limit.class.clone();
                contradiction.get_or_insert(PolicyError::MinimumAboveMaximum {
                    class,
                    minimum,
                    maximum,
                });
            }
            // What no password can miss is not counted.
            let minimum = if members.size() == size && minimum <= least { 0 } else { minimum };
            let maximum = maximum.filter(|maximum| *maximum < most);
            if members.is_empty() || (minimum == 0 && maximum.is_none()) {
                continue;
            }
            if tracked.len() == MAX_LIMITS {
                return Err(PolicyError::TooManyLimits);
            }
            tracked.push(Tracked { class: limit.class.clone(), minimum, maximum });
            classes.push(members);
        }
        let start = start.filter(|(_, members)| members.size() < size);
        let atoms = atoms(&alphabet, &classes, start.as_ref().map(|(_, members)| members))?;
        let mut plan = Self {
            least,
            most,
            atoms,
            tracked,
            start: start.map(|(class, _)| class.clone()),
            max_consecutive: policy.max_consecutive,
        };
        let refusal = sums::check(&plan).err();
        // Of two rules for one class it is easily said what is wrong with them; less can only be to blame if that is one rule.
        let alone = refusal.as_ref().is_some_and(PolicyError::names_one_rule);
        if let Some(error) = contradiction.filter(|_| !alone).or(refusal) {
            return Err(error);
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
