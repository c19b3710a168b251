//! Which password a rank means, where one more or less would lead elsewhere.

use num_bigint::BigUint;

use super::{Class, PasswordPolicy, Vec};
use crate::password::{by_class::Groups, plan::Plan};

/// Of exactly as many states as are few, so that no rank means another password one day.
#[test]
fn few_states_are_at_most_so_many() {
    // All counts: 0 and 1 of "a", and none of the rest.
    let plan = Plan::new(&PasswordPolicy::length(4).only("ab").at_least(1, "a")).unwrap();
    let groups = Groups::new(&plan).unwrap();
    assert_eq!([1, 2].map(|few| groups.has_few_states(few)), [false, true]);
}

/// Where the first place is dealt with apart, fewer are open than the length: ways to choose beyond the table would be taken for short ones.
#[test]
fn the_last_of_long_passwords_with_a_start_is_the_last() {
    let policy = PasswordPolicy::length(50).at_least(16, Class::Symbol).at_most(25, Class::Symbol);
    let policy = policy.at_least(16, Class::Lower).at_most(25, Class::Lower);
    let set = policy.starting_with(Class::Letter).to_set().unwrap();
    let last = BigUint::from_slice(&digits(set.count().limbs())) - 1u32;
    let last = set.unrank(&last.to_u64_digits()).unwrap();
    assert_eq!(last.expose_secret(), ["z".repeat(25), "~".repeat(25)].concat());
}

/// The same number, in digits of 32 bits.
fn digits(limbs: &[u64]) -> Vec<u32> {
    limbs
        .iter()
        .flat_map(|limb| [*limb, limb >> 32])
        .map(|half| (half & 0xFFFF_FFFF) as u32)
        .collect()
}
