//! Python's names for choices, drawn from [`SystemRandom`].

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(feature = "alloc")]
use alloc::vec::Vec;

use wellspring_dist::Random;

#[cfg(feature = "alloc")]
use crate::DrawError;
use crate::{SourceError, SystemRandom};

/// One of `items`, each with the same probability; `None` if there are none.
///
/// Of a range there is `SystemRandom.range(a..b)`, and of a set, a map or another iterator `SystemRandom.choose_iter(items)`.
///
/// # Panics
///
/// If the operating system fails. [`try_choice`] returns that as an error.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// let winner = secrets::choice(&["ann", "bob", "cy"]);
/// assert!(winner.is_some());
/// assert_eq!(secrets::choice::<u8>(&[]), None);
/// ```
#[doc(alias = "choose", alias = "pick", alias = "random_element")]
#[must_use]
#[track_caller]
pub fn choice<T>(items: &[T]) -> Option<&T> {
    SystemRandom.choose(items)
}

/// [`choice`], with errors instead of panics.
///
/// # Errors
///
/// The operating system's failure.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// assert_eq!(secrets::try_choice(&[7])?, Some(&7));
/// # Ok::<(), secrets::SourceError>(())
/// ```
pub fn try_choice<T>(items: &[T]) -> Result<Option<&T>, SourceError> {
    SystemRandom.try_choose(items)
}

/// Brings `items` into a random order: each of the `n!` orders has the same probability.
///
/// # Panics
///
/// If the operating system fails. `items` then holds the same items in some order. [`try_shuffle`] returns that as an error.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// let mut deck: Vec<u8> = (0..52).collect();
/// secrets::shuffle(&mut deck);
/// deck.sort();
/// assert!(deck.into_iter().eq(0..52));
/// ```
#[doc(alias = "permutation")]
#[track_caller]
pub fn shuffle<T>(items: &mut [T]) {
    SystemRandom.shuffle(items)
}

/// [`shuffle`], with errors instead of panics.
///
/// # Errors
///
/// The operating system's failure. `items` then holds the same items in some order.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// let mut coins = ["heads", "tails"];
/// secrets::try_shuffle(&mut coins)?;
/// assert!(coins.contains(&"heads"));
/// # Ok::<(), secrets::SourceError>(())
/// ```
pub fn try_shuffle<T>(items: &mut [T]) -> Result<(), SourceError> {
    SystemRandom.try_shuffle(items)
}

/// `k` different ones of `items` in random order: each ordered sample has the same probability.
///
/// For the items and not references to them: `SystemRandom.sample_iter(items, k)`, which also takes what is no slice. For numbers below
/// `n`: `SystemRandom.sample_indices(n, k)`.
///
/// # Panics
///
/// If `k` exceeds `items.len()` or the operating system fails. [`try_sample`] returns that as an error.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// let deck: Vec<u8> = (0..52).collect();
/// let hand = secrets::sample(&deck, 5);
/// assert_eq!(hand.len(), 5);
/// ```
#[doc(alias = "choose_multiple")]
#[cfg(feature = "alloc")]
#[must_use]
#[track_caller]
pub fn sample<T>(items: &[T], k: usize) -> Vec<&T> {
    SystemRandom.sample(items, k)
}

/// [`sample`], with errors instead of panics.
///
/// # Errors
///
/// An argument error if `k` exceeds `items.len()`, or the operating system's failure.
///
/// # Examples
///
/// ```
/// use wellspring as secrets;
///
/// assert_eq!(secrets::try_sample(&[7, 7], 2)?, [&7, &7]);
/// assert_eq!(
///     secrets::try_sample(&[7, 7], 3).unwrap_err().to_string(),
///     "`k` is 3, allowed is 0..=2, the number of items"
/// );
/// # Ok::<(), secrets::DrawError>(())
/// ```
#[cfg(feature = "alloc")]
pub fn try_sample<T>(items: &[T], k: usize) -> Result<Vec<&T>, DrawError> {
    SystemRandom.try_sample(items, k)
}
