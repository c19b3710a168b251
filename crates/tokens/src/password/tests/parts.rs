//! The parts of the alphabet that the classes of a policy cut it into.

use super::{PasswordPolicy, PolicyError, String};
use crate::password::plan::Plan;

/// So many classes, each inside the next.
fn nested(classes: u32) -> PasswordPolicy {
    let characters = || '\u{4E00}'..='\u{9FFF}';
    (1..=classes as usize).fold(PasswordPolicy::length(8).with(characters()), |policy, n| {
        let class: String = characters().take(n).collect();
        policy.at_most(7, class.as_str())
    })
}

/// The sum of the squares of how many classes each part is in, here `n³ / 3`, is what is limited: 2^22 are reached by 233 classes.
#[test]
fn many_classes_may_not_overlap_too_much() {
    for few in [1, 64, 120, 200] {
        assert!(Plan::new(&nested(few)).is_ok(), "{few}");
    }
    for many in [240, 400] {
        assert_eq!(Plan::new(&nested(many)).err(), Some(PolicyError::TooManyLimits), "{many}");
    }
}

/// A part is in limited classes alone; that its characters may stand first is said beside them.
#[test]
fn the_class_of_the_first_character_is_none_of_the_limited() {
    let policy = PasswordPolicy::length(4).at_least(1, "ab1").at_most(2, "b2").starting_with("bc3");
    let plan = Plan::new(&policy).unwrap();
    assert!(
        plan.atoms.iter().flat_map(|atom| &atom.classes).all(|class| *class < plan.tracked.len())
    );
    for (character, classes, may_start) in
        [('a', 1, false), ('b', 2, true), ('2', 1, false), ('c', 0, true), ('d', 0, false)]
    {
        let atom = plan.atoms.iter().find(|atom| atom.characters.contains(character)).unwrap();
        assert_eq!((atom.classes.len(), atom.may_start), (classes, may_start), "{character}");
    }
}
