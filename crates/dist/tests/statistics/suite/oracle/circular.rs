//! Von Mises's law on the circle, by integration of its density.
//!
//! The density over the angle `t` from the mean is `exp(k cos t) / (2 pi I0(k))`. It is taken as `exp(-2 k sin^2 (t / 2))`,
//! which neither overflows for large `k` nor loses digits near its peak, and divided by its own integral, so that no
//! Bessel function is needed.

use core::f64::consts::{PI, TAU};

use super::{Density, named};

/// Cells of the table, and the points of Gauss and Legendre's rule in each.
const CELLS: usize = 4096;

/// For angles from `mean - pi` to `mean + pi`, wrapped into -pi to pi.
pub(crate) fn von_mises(mean: f64, k: f64) -> Density {
    // Beyond 12 deviations of the normal law that it nears there is less than 2^-100.
    let reach = if k > 15.0 { (12.0 / k.sqrt()).min(PI) } else { PI };
    let width = 2.0 * reach / CELLS as f64;
    let kernel = move |t: f64| (-2.0 * k * (t / 2.0).sin().powi(2)).exp();
    let mut sums = vec![0.0];
    for cell in 0..CELLS {
        let middle = -reach + (cell as f64 + 0.5) * width;
        let points = [(0.0, 8.0 / 18.0), (-0.6f64.sqrt(), 5.0 / 18.0), (0.6f64.sqrt(), 5.0 / 18.0)];
        let part = points.map(|(x, weight)| weight * kernel(middle + x * width / 2.0));
        sums.push(sums[cell] + width * part.iter().sum::<f64>());
    }
    let whole = sums[CELLS];
    // The angle from the mean, in -pi to pi.
    let from_mean = move |x: f64| (x - mean + PI).rem_euclid(TAU) - PI;
    // Between the places of the table by Hermite's cubic: the slope there is the density.
    let integral = move |t: f64| {
        let place = ((t + reach) / width).clamp(0.0, CELLS as f64);
        let cell = (place as usize).min(CELLS - 1);
        let s = place - cell as f64;
        let left = -reach + cell as f64 * width;
        let (f0, f1) = (sums[cell], sums[cell + 1]);
        let (m0, m1) = (width * kernel(left), width * kernel(left + width));
        let (s2, s3) = (s * s, s * s * s);
        let value = (2.0 * s3 - 3.0 * s2 + 1.0) * f0
            + (s3 - 2.0 * s2 + s) * m0
            + (3.0 * s2 - 2.0 * s3) * f1
            + (s3 - s2) * m1;
        value / whole
    };
    // From -pi on, whatever the mean is.
    let before = integral(from_mean(-PI));
    let cdf = move |x: f64| {
        let value = integral(from_mean(x)) - before;
        // Rounding must not carry what is nearly 0 once around.
        let value = if value < -1e-12 { value + 1.0 } else { value.max(0.0) };
        if x >= PI { 1.0 } else { value }
    };
    Density {
        name: named("VonMises", &[mean, k]),
        cdf: Box::new(cdf),
        pdf: Box::new(move |x| kernel(from_mean(x)) / whole),
        support: (-PI, PI),
    }
}
