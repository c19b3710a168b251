use alloc::{string::String, vec::Vec};
use core::{cmp::Ordering, fmt};

use super::limbs::significant;
use crate::Bits;

/// How many passwords there are: a whole number of any size.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{Bits, PasswordPolicy};
///
/// let set = PasswordPolicy::length(30).only("01").to_set()?;
/// assert_eq!(set.count().to_string(), "1073741824");
/// assert_eq!(set.count().limbs(), [1 << 30]);
/// assert_eq!(set.count().bits(), Bits::new(30));
/// # Ok::<(), wellspring_tokens::PolicyError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Count {
    /// The least significant first, without zeros at the end.
    limbs: Vec<u64>,
}

impl Count {
    pub(super) fn new(mut limbs: Vec<u64>) -> Self {
        limbs.truncate(significant(&limbs));
        Self { limbs }
    }

    /// The number in limbs, the least significant first, with none that is not needed.
    #[must_use]
    pub fn limbs(&self) -> &[u64] {
        &self.limbs
    }

    /// The strength of one of as many, all equally likely.
    #[must_use]
    pub fn bits(&self) -> Bits {
        Bits::of_limbs(&self.limbs)
    }
}

impl Ord for Count {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.limbs.iter().rev(), other.limbs.iter().rev());
        self.limbs.len().cmp(&other.limbs.len()).then_with(|| a.cmp(b))
    }
}

impl PartialOrd for Count {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// All digits.
impl fmt::Display for Count {
    #[allow(clippy::integer_division_remainder_used, reason = "how many there are is no secret")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // As many digits at once as fit a word beside another.
        const DIGITS: usize = 19;
        const BASE: u128 = 10_000_000_000_000_000_000;
        let (mut limbs, mut groups) = (self.limbs.clone(), Vec::new());
        while significant(&limbs) > 0 {
            let rest = limbs.iter_mut().rev().fold(0, |rest, limb| {
                let number = rest << 64 | u128::from(*limb);
                #[allow(clippy::cast_possible_truncation, reason = "the rest is below the base")]
                (*limb = (number / BASE) as u64);
                number % BASE
            });
            groups.push(rest);
        }
        let mut text = String::with_capacity(DIGITS * (groups.len() + 1));
        use fmt::Write as _;
        write!(text, "{}", groups.pop().unwrap_or(0))?;
        for group in groups.into_iter().rev() {
            write!(text, "{group:0DIGITS$}")?;
        }
        f.pad_integral(true, "", &text)
    }
}

impl fmt::Debug for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Count({self})")
    }
}
