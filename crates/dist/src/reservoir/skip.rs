//! The next item that enters a reservoir, without a die for each one that does not.
//!
//! Let `s` items be gone by. None of those up to number `e` enters with the probability
//!
//! ```text
//! product over t in s+1..=e of (t - k) / t  =  product over m in 0..k of (s - m) / (e - m)
//! ```
//!
//! since each factor `(t - k) / t` is itself `(t - 1) / t * (t - 2) / (t - 1) * … * (t - k) / (t - k + 1)`, and for each
//! `m` the factors `(t - m - 1) / (t - m)` cancel from one `t` to the next. So the next item to enter is the first one of
//! `k` independent numbers `J`, of which number `m` has `P(J > e) = (s - m) / (e - m)`.
//!
//! One window `s+1..=e` is looked at after the other; the first has `e = 2 s`. For each `m`, with `a = s - m` and
//! `b = e - m`, a die with `b` faces says whether `J` is behind the window: `a` of `b` faces do. If `J` is in it,
//! `P(J = j) = a / (j - m - 1) - a / (j - m)`, in proportion to `1 / ((j - m) (j - m - 1))`, is drawn by rejection: a
//! uniform `j` of the window is taken with the probability `(a + 1) a / ((j - m) (j - m - 1))`, which is 1 at its start
//! and about 1/4 at `2 s`; two dice decide. Then the window ends at `j`: the others need only be looked at up
//! to there. If no `J` was in the window, they are all behind `e`, and given that, `P(J > j)` is `(e - m) / (j - m)`: the
//! same question again, with `e` items gone by.
//!
//! All of this is dice with whole numbers of faces. Nothing is rounded.

/// Calls `enter(place, item)` for the items of which each enters a reservoir of `k` places with its probability, when
/// `seen` items were before them. `die(n)` is uniform below `n`.
///
/// What comes after item number 2^128 - 1 does not enter.
pub(super) fn skip<I: Iterator, E>(
    mut items: I,
    k: u64,
    mut seen: u128,
    mut die: impl FnMut(u128) -> Result<u128, E>,
    mut enter: impl FnMut(u64, I::Item),
) -> Result<(), E> {
    // First there is an item, then something is drawn.
    while let Some(next) = items.next() {
        let Some(number) = next_entry(k, seen, &mut die, within)? else { break };
        let Some(item) = advance(&mut items, next, number - seen - 1) else { break };
        let place = if k > 1 { die(k.into())? } else { 0 };
        // Below `k`.
        enter(u64::try_from(place).unwrap_or(0), item);
        seen = number;
    }
    Ok(())
}

/// The number of the next item that enters, counted from 1; `None` if that is no u128.
///
/// `within` is [`within`], but for tests.
fn next_entry<D: FnMut(u128) -> Result<u128, E>, E>(
    k: u64,
    mut seen: u128,
    die: &mut D,
    within: impl Fn(u128, u128, u128, &mut D) -> Result<u128, E>,
) -> Result<Option<u128>, E> {
    loop {
        let mut end = seen.saturating_mul(2);
        if end == seen {
            return Ok(None);
        }
        let mut entered = false;
        for m in (0..k).map(u128::from) {
            if die(end - m)? >= seen - m {
                end = within(seen, end, m, die)?;
                entered = true;
            }
            if entered && end - seen == 1 {
                break;
            }
        }
        if entered {
            return Ok(Some(end));
        }
        seen = end;
    }
}

/// A number `j` of `seen+1..=end` in proportion to `1 / ((j - m) (j - m - 1))`, for `m < seen`.
fn within<E>(
    seen: u128,
    end: u128,
    m: u128,
    die: &mut impl FnMut(u128) -> Result<u128, E>,
) -> Result<u128, E> {
    loop {
        if let Some(j) = proposed(seen, end, m, &mut *die)? {
            return Ok(j);
        }
    }
}

/// One that may be rejected.
fn proposed<E>(
    seen: u128,
    end: u128,
    m: u128,
    mut die: impl FnMut(u128) -> Result<u128, E>,
) -> Result<Option<u128>, E> {
    let j = seen + 1 + die(end - seen)?;
    let (a, b) = (seen - m, j - m);
    let taken = die(b)? <= a && die(b - 1)? < a;
    Ok(taken.then_some(j))
}

/// The item `by` places after `item`, which was the last to come.
fn advance<I: Iterator>(items: &mut I, mut item: I::Item, mut by: u128) -> Option<I::Item> {
    while by > 0 {
        let step = usize::try_from(by).unwrap_or(usize::MAX);
        item = items.nth(step - 1)?;
        by -= u128::try_from(step).unwrap_or(by);
    }
    Some(item)
}

#[cfg(test)]
mod tests;
