//! Samples without replacement: the first `k` steps of a Fisher-Yates shuffle of the indices.
//!
//! Durstenfeld, "Algorithm 235: Random permutation", Communications of the ACM 7 (7), 1964. Step `i` swaps
//! position `i` with a uniform one of `i..n`; after `k` steps each of the `n! / (n - k)!` ordered samples
//! has the same probability, the product of `1 / (n - i)`.
//!
//! The indices are kept in one of two ways, which give the same sample from the same draws: all `n` of them
//! where that is little, else only those that a swap has moved, which are at most `k`.

use alloc::{collections::BTreeMap, vec::Vec};

use rand_core::TryRng;

use crate::shuffle;

/// Below this many items, or if at least one in `DENSE_SHARE` is drawn, all indices are listed.
const DENSE_LEN: usize = 1024;
const DENSE_SHARE: usize = 16;

/// `k` distinct indices below `n` in random order, for `k <= n`.
pub(crate) fn indices<R: TryRng + ?Sized>(
    n: usize,
    k: usize,
    rng: &mut R,
) -> Result<Vec<usize>, R::Error> {
    if n <= DENSE_LEN || k >= n.div_ceil(DENSE_SHARE) {
        dense(n, k, rng)
    } else {
        sparse(n, k, rng)
    }
}

fn dense<R: TryRng + ?Sized>(n: usize, k: usize, rng: &mut R) -> Result<Vec<usize>, R::Error> {
    let mut indices: Vec<usize> = (0..n).collect();
    shuffle::steps(n, k, rng, |i, j| indices.swap(i, j))?;
    indices.truncate(k);
    Ok(indices)
}

fn sparse<R: TryRng + ?Sized>(n: usize, k: usize, rng: &mut R) -> Result<Vec<usize>, R::Error> {
    let mut moved = BTreeMap::new();
    let mut sample = Vec::with_capacity(k);
    shuffle::steps(n, k, rng, |i, j| {
        let at_i = moved.remove(&i).unwrap_or(i);
        // Position `i` is never read again, so only what goes to `j` has to be remembered.
        let at_j = if j == i { at_i } else { moved.insert(j, at_i).unwrap_or(j) };
        sample.push(at_j);
    })?;
    Ok(sample)
}

#[cfg(test)]
mod tests {
    use rand_core::TryRng;
    use wellspring_entropy::testing::{Failing, Replay};

    use super::{dense, sparse};

    #[test]
    fn both_forms_draw_the_same_sample() {
        for seed in 1..50u8 {
            // Never the same byte four times in a row: a constant word may be rejected for ever.
            let mut byte = 0u8;
            let script: [u8; 251] = core::array::from_fn(|_| {
                byte = byte.wrapping_mul(5).wrapping_add(seed | 1);
                byte
            });
            for (n, k) in [(1, 1), (5, 0), (5, 5), (40, 7), (60, 60)] {
                let (mut a, mut b) = (Replay::repeating(&script), Replay::repeating(&script));
                let listed = dense(n, k, &mut a).unwrap();
                assert_eq!(listed, sparse(n, k, &mut b).unwrap(), "{k} of {n}");
                assert_eq!(a.try_next_u32(), b.try_next_u32(), "and the same bytes are used");
            }
        }
    }

    #[test]
    fn a_failing_source_gives_no_sample() {
        // 400 steps of 1000 take more than the 64 words of two blocks.
        for at in 1..=3 {
            let source =
                || Failing::at_draw(at, Replay::repeating(b"No word of these is rejected."));
            assert!(dense(1000, 400, &mut source()).is_err());
            assert!(sparse(1000, 400, &mut source()).is_err());
        }
    }
}
