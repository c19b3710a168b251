//! Sections 2.14 and 2.15: what a random walk visits between its returns to zero.

use statrs::function::{erf::erfc, gamma::gamma_ur};

use crate::bits::Bits;

/// The random excursions test for the states -4 to -1 and 1 to 4, then its variant for -9 to -1 and 1 to 9; `None` for
/// a walk of fewer than 500 cycles, to which neither applies.
pub(crate) fn excursions(bits: &Bits) -> Option<Vec<f64>> {
    let walk = Walk::of(bits);
    let least = (0.005 * (bits.len() as f64).sqrt()).max(500.0);
    (f64::from(walk.cycles) >= least).then(|| walk.values())
}

/// What is counted on the way.
#[derive(Debug)]
pub(super) struct Walk {
    pub(super) cycles: u32,
    /// For each state from -4 to 4, in how many cycles it was visited 0 to 4 times, and more often.
    visits: [[u32; 6]; 9],
    /// How often each state from -9 to 9 was visited.
    totals: [u32; 19],
}

impl Walk {
    pub(super) fn of(bits: &Bits) -> Self {
        let mut walk = Self { cycles: 0, visits: [[0; 6]; 9], totals: [0; 19] };
        let (mut at, mut cycle) = (0_i64, [0_u32; 9]);
        for (index, word) in bits.words().iter().enumerate() {
            let steps = (bits.len() - index * 64).min(64);
            if at.abs() > 9 + 64 && steps == 64 {
                // Nothing that is counted is in reach.
                at += 2 * i64::from(word.count_ones()) - 64;
                continue;
            }
            for k in 0..steps {
                at += if word << k >> 63 == 1 { 1 } else { -1 };
                if let Some(total) = walk.totals.get_mut((at + 9) as usize) {
                    *total += 1;
                }
                if let Some(visits) = cycle.get_mut((at + 4) as usize) {
                    *visits += 1;
                }
                if at == 0 {
                    walk.end(&mut cycle);
                }
            }
        }
        // A walk that does not end at zero is led there.
        if at != 0 {
            walk.end(&mut cycle);
        }
        walk
    }

    fn end(&mut self, cycle: &mut [u32; 9]) {
        self.cycles += 1;
        for (classes, visits) in self.visits.iter_mut().zip(&mut *cycle) {
            classes[(*visits as usize).min(5)] += 1;
            *visits = 0;
        }
    }

    pub(super) fn values(&self) -> Vec<f64> {
        let cycles = f64::from(self.cycles);
        let states = |most: i32| (-most..=most).filter(|state| *state != 0);
        let excursions = states(4).map(|state| {
            let counts = &self.visits[(state + 4) as usize];
            let pairs = counts.iter().zip(probabilities(f64::from(state.abs())));
            let terms = pairs.map(|(n, p)| (f64::from(*n) - cycles * p).powi(2) / (cycles * p));
            gamma_ur(2.5, terms.sum::<f64>() / 2.0)
        });
        let variant = states(9).map(|state| {
            let visits = f64::from(self.totals[(state + 9) as usize]);
            let variance = cycles * (4.0 * f64::from(state.abs()) - 2.0);
            erfc((visits - cycles).abs() / (2.0 * variance).sqrt())
        });
        excursions.chain(variant).collect()
    }
}

/// That a cycle visits the state `x` 0, 1, 2, 3, 4 times, or more often: section 3.14.
fn probabilities(x: f64) -> [f64; 6] {
    let none = 1.0 - 1.0 / (2.0 * x);
    let times = |k: i32| none.powi(k - 1) / (4.0 * x * x);
    [none, times(1), times(2), times(3), times(4), none.powi(4) / (2.0 * x)]
}
