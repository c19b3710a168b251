//! Passwords that satisfy a policy, each with the same probability.
//!
//! The passwords of a policy are counted, a rank is drawn uniformly below their number, and the rank is made the password that has
//! it. So each password has exactly the same probability, the work is bounded, and the strength is known to the bit: log2 of
//! the number.
//!
//! **Counting.** A policy splits its alphabet into atoms, of which no rule tells the characters apart ([`plan`]). Reading a password from
//! the start, all that has to be remembered of it is a state: how many characters of each class that has limits there were, and what the last
//! run was ([`graph`]). With the number of ways to go on from each state, for each number of characters to come, the passwords are
//! counted, in whole numbers of any length ([`table`]); and with the same numbers a rank is followed to its password, in constant time ([`unrank`]).
//! Where classes have no characters in common and runs are not limited, there is a way without states, which takes over where
//! there would be many ([`by_class`]).
//!
//! H. S. Wilf, "A unified setting for sequencing, ranking, and selection algorithms for combinatorial objects", Advances in
//! Mathematics 24 (3), 1977, describes this for paths in general.
//!
//! **Without rules** every string of the alphabet is a password. Then no rank is needed: as many characters as fit come from each 64-bit
//! word ([`Dice`](wellspring_dist::Dice)), so that 20 of an alphabet of 62 take 16 bytes and 20 of all 94 take 24.
//!
//! **What was rejected.** To draw strings until one satisfies the policy is uniform as well, and as fast where most do. But its time has
//! no bound, it must refuse policies that few strings satisfy, and it does not say how many do. The usual recipe, to draw one
//! character of each class, fill up and shuffle, is *not* uniform: it reaches a password once for each way in which its characters could have
//! been the obligatory ones. At ten characters of four classes some passwords are then 5.14 times likelier than
//! others. The tests have it as their negative control.
//!
//! **Shown by enumeration.** Each rank gives a password, and each password has one rank: for every policy over two and over three characters, of
//! lengths within 1 to 3, with up to two limits to any classes (minimum 0 to 2, maximum 0 to 2 or none), any class of the first
//! character or none, and runs of at most 1, of at most 2 or not limited; and for 15 larger sets of 200 000 to 1 000 000 passwords, of each
//! kind of rule and alphabet. All strings of the alphabet are looked at for it, and the usual recipe does not pass.
//!
//! **Nobody can** satisfy some policies. Such a one is refused with rules that contradict each other, none of which can be left out
//! ([`conflict`]); and with the fewest such, where classes have no characters in common and runs are not limited ([`sums`]).

mod by_class;
mod characters;
mod class;
mod conflict;
mod count;
mod error;
mod graph;
mod limbs;
mod masks;
mod paper;
mod plan;
mod policy;
mod rules;
mod set;
mod spelling;
mod sums;
mod table;
mod unrank;

pub use self::{
    characters::Characters,
    class::Class,
    count::Count,
    error::PolicyError,
    policy::{Lengths, PasswordPolicy, PolicyRule},
    rules::RulesError,
    set::PasswordSet,
};

#[cfg(test)]
mod tests;
