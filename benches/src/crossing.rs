//! From which size on one of two ways is the faster.

use std::io;

use crate::{bench::Bench, timing::Pair};

/// The size from which `large` is faster than `small`, among `sizes` in ascending order. Each is called with a buffer
/// of the size.
///
/// No single measurement decides: it is the size that puts the fewest of all measurements on the wrong side. `None` if
/// that is the end, or if so many are on the wrong side that there is no such size.
///
/// # Errors
///
/// Those of `report`, which is told each size and the nanoseconds of both.
pub fn crossing<T, U>(
    bench: &Bench,
    sizes: &[usize],
    mut small: impl FnMut(&mut [u8]) -> T,
    mut large: impl FnMut(&mut [u8]) -> U,
    mut report: impl FnMut(usize, f64, f64) -> io::Result<()>,
) -> io::Result<Option<usize>> {
    let mut faster = Vec::new();
    for &size in sizes {
        let (mut a, mut b) = (vec![0; size], vec![0; size]);
        let pair = Pair::measure(bench.effort.for_a_sweep(), || small(&mut a), || large(&mut b));
        report(size, pair.ours.median, pair.peer.median)?;
        faster.push(pair.ours.median < pair.peer.median);
    }
    let wrong = |from: &usize| {
        let (below, above) = faster.split_at(*from);
        below.iter().filter(|small| !**small).count() + above.iter().filter(|small| **small).count()
    };
    let from = (0..=sizes.len()).min_by_key(wrong).filter(|from| wrong(from) <= sizes.len() >> 3);
    Ok(from.and_then(|from| sizes.get(from)).copied())
}
