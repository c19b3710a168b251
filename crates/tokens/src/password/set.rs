use core::{convert::Infallible, fmt};

mod contains;
mod kind;

use rand_core::TryCryptoRng;
use wellspring_dist::{Error as DrawError, Random};

use self::kind::Kind;
use super::{
    Count, PasswordPolicy, PolicyError,
    masks::divide,
    paper::{Paper, Words, text},
    plan::Plan,
    spelling::Spelling,
};
use crate::{Bits, Error, Recipe, SecretBytes, SecretString};

/// The passwords that satisfy a policy, counted: every one has a rank, and is drawn with the same probability.
///
/// Made once by [`PasswordPolicy::to_set`], it is cheap to draw from, with the methods of [`Secrets`](crate::Secrets).
///
/// # Security
///
/// The time to draw or to [`unrank`](Self::unrank) depends on the policy alone, and on these, which are not hidden: the length, of
/// a range of lengths; how many bytes each character has in UTF-8, of an alphabet in which that differs; and words of the
/// source that were thrown away, which say nothing about those that were kept.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Class, PasswordPolicy, Recipe, Secrets};
///
/// let set = PasswordPolicy::length(10).at_least(1, Class::Digit).to_set()?;
/// let password = System.mint(&set);
/// assert!(set.contains(password.expose_secret()));
/// // 94^10 - 84^10
/// assert_eq!(set.count().to_string(), "36371388532891878400");
/// assert_eq!(set.bits().to_string(), "64.9");
/// # Ok::<(), wellspring_tokens::PolicyError>(())
/// ```
#[derive(Clone)]
pub struct PasswordSet {
    plan: Plan,
    spelling: Spelling,
    kind: Kind,
}

impl PasswordSet {
    pub(super) fn new(policy: &PasswordPolicy) -> Result<Self, PolicyError> {
        let plan = Plan::new(policy)?;
        let (kind, spelling) = Kind::new(&plan)?;
        Ok(Self { plan, spelling, kind })
    }

    /// The same passwords counted with the automaton, and class by class; `None` for a way that the policy does not have.
    #[cfg(test)]
    pub(super) fn both_ways(policy: &PasswordPolicy) -> Result<[Option<Self>; 2], PolicyError> {
        let plan = Plan::new(policy)?;
        let set = |(kind, spelling)| Self { plan: plan.clone(), spelling, kind };
        let groups = super::by_class::Groups::new(&plan);
        let by_class = groups.map(|groups| Kind::by_class(&plan, &groups)).transpose()?;
        let by_automaton = match Kind::by_automaton(&plan) {
            Err(error) if error.is_for_size() => None,
            result => Some(result?),
        };
        Ok([by_automaton.map(set), by_class.map(set)])
    }

    /// The negative control: class by class, with one sum wrong; others as they are.
    #[cfg(test)]
    pub(super) fn with_a_wrong_sum(self) -> Self {
        let kind = match self.kind {
            Kind::ByClass(counts) => Kind::ByClass((*counts).with_a_wrong_sum().into()),
            kind => kind,
        };
        Self { kind, ..self }
    }

    /// How many passwords there are.
    #[must_use]
    pub fn count(&self) -> Count {
        self.kind.count()
    }

    /// The password of a rank below the [count](Self::count), in limbs, the least significant first: each password has one rank.
    /// `None` for other ranks, and where there is no memory.
    ///
    /// A rank is as secret as its password. The shorter passwords come first; apart from that the order is not one that people
    /// would use, but will stay as it is.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::PasswordPolicy;
    ///
    /// let set = PasswordPolicy::length(3).only("ab").max_consecutive(2).to_set()?;
    /// let all = (0..6).filter_map(|rank| set.unrank(&[rank]));
    /// let mut all: Vec<_> = all.map(|password| password.expose_secret().to_owned()).collect();
    /// all.sort();
    /// assert_eq!(all, ["aab", "aba", "abb", "baa", "bab", "bba"]);
    /// assert!(set.unrank(&[6]).is_none());
    /// # Ok::<(), wellspring_tokens::PolicyError>(())
    /// ```
    #[must_use]
    pub fn unrank(&self, rank: &[u64]) -> Option<SecretString> {
        let count = self.count();
        let count = count.limbs();
        let (low, high) = rank.split_at(rank.len().min(count.len()));
        let low = || low.iter().copied().chain(core::iter::repeat(0));
        let borrow = count.iter().zip(low()).fold(0, |borrow, (count, rank)| {
            let (difference, first) = rank.overflowing_sub(*count);
            let (_, second) = difference.overflowing_sub(borrow);
            u64::from(first | second)
        });
        let above = high.iter().fold(0, |above, limb| above | limb);
        if borrow == 0 || above != 0 {
            return None;
        }
        let mut words = Words::new(self.kind.desk_len())?;
        for (word, limb) in words.0.iter_mut().zip(low()).take(count.len()) {
            *word = limb;
        }
        match &self.kind {
            Kind::Product { size, length, .. } => {
                #[allow(clippy::integer_division_remainder_used, reason = "public")]
                let reciprocal = u64::MAX / u64::from(*size);
                let (rank, quotient) = words.0.split_at_mut(count.len());
                self.write::<Infallible>(*length, |paper| {
                    for _ in 0..*length {
                        let rest = divide(rank, quotient, (*size).into(), reciprocal);
                        rank.copy_from_slice(quotient);
                        #[allow(clippy::cast_possible_truncation, reason = "below the size")]
                        paper.put(rest as u32);
                    }
                    Ok(())
                })
                .ok()
            }
            Kind::Counted(_) | Kind::ByClass(_) => self.finish::<Infallible>(&mut words).ok(),
        }
    }

    /// The password of the rank at the beginning of `words`.
    fn finish<S>(&self, words: &mut Words) -> Result<SecretString, Error<S>> {
        match &self.kind {
            Kind::Product { length, .. } => Err(Error::TooLong { n: *length }),
            Kind::Counted(table) => {
                let mut desk = table.desk(&mut words.0);
                let length = table.length(&mut desk);
                self.write(length, |paper| {
                    table.unrank(length, &mut desk, |index| paper.put(index));
                    Ok(())
                })
            }
            Kind::ByClass(counts) => {
                let mut desk = counts.desk(&mut words.0);
                let length = counts.length(&mut desk);
                self.write(length, |paper| {
                    counts.unrank(length, &mut desk, |index| paper.put(index));
                    Ok(())
                })
            }
        }
    }

    /// The password of a rank that is drawn below `count`.
    fn mint_by_rank<R: TryCryptoRng + ?Sized>(
        &self,
        count: &[u64],
        rng: &mut R,
    ) -> Result<SecretString, Error<R::Error>> {
        let too_long = Error::TooLong { n: self.plan.most };
        let mut words = Words::new(self.kind.desk_len()).ok_or(too_long)?;
        let (rank, _) = words.0.split_at_mut(count.len());
        match rng.try_fill_below(count, rank) {
            Ok(()) => self.finish(&mut words),
            Err(DrawError::Source(error)) => Err(Error::Source(error)),
            Err(_) => {
                unreachable!("there are passwords, and the rank has the limbs of their number")
            }
        }
    }

    /// Text of `length` characters, of which `draw` gives the indices.
    fn write<S>(
        &self,
        length: usize,
        draw: impl FnOnce(&mut Paper<'_>) -> Result<(), S>,
    ) -> Result<SecretString, Error<S>> {
        let too_long = Error::TooLong { n: length };
        if self.spelling.is_ascii {
            let mut text = SecretBytes::zeroed(length).ok_or(too_long)?;
            draw(&mut Paper::Narrow(text.as_mut().iter_mut())).map_err(Error::Source)?;
            self.spelling.spell(text.as_mut());
            return Ok(SecretString::from_ascii(text));
        }
        let mut codes = Words::new(length).ok_or(too_long)?;
        draw(&mut Paper::Wide(codes.0.iter_mut())).map_err(Error::Source)?;
        for code in &mut codes.0 {
            #[allow(clippy::cast_possible_truncation, reason = "an index")]
            (*code = self.spelling.code_point(*code as u32).into());
        }
        text(&codes.0).ok_or(Error::TooLong { n: length })
    }
}

impl Recipe for PasswordSet {
    type Minted = SecretString;

    fn bits(&self) -> Bits {
        self.count().bits()
    }

    fn try_mint<R: TryCryptoRng + ?Sized>(
        &self,
        rng: &mut R,
    ) -> Result<SecretString, Error<R::Error>> {
        match &self.kind {
            Kind::Product { dice, length, .. } => {
                self.write(*length, |paper| dice.try_each(rng, *length, |index| paper.put(index)))
            }
            Kind::Counted(table) => self.mint_by_rank(&table.count, rng),
            Kind::ByClass(counts) => self.mint_by_rank(&counts.count, rng),
        }
    }
}

/// The number of passwords; what is behind it would fill pages.
impl fmt::Debug for PasswordSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PasswordSet").field("count", &self.count()).finish_non_exhaustive()
    }
}
