//! A power of n fitted to a series: `time = factor * n^exponent`, by least squares on the logarithms of both.

/// What was fitted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fit {
    pub(super) exponent: f64,
    /// The standard error of the exponent.
    pub(super) error: f64,
    /// The time at n = 1, by the fit.
    pub(super) factor: f64,
    /// The sum of the squares of what the logarithms of the times are off by.
    rest: f64,
}

/// Two powers that meet at one of the points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bent {
    /// Up to the point, and from it on.
    pub(super) parts: [Fit; 2],
    pub(super) at: f64,
}

/// How far off the points are from one power, as a standard deviation of the logarithms, before two are tried.
const LOOSE: f64 = 0.2;
/// What of it two may leave: by less than half nothing is explained.
const LEFT: f64 = 0.5;
/// The points that each of the two needs.
const LEAST: usize = 4;

/// Two powers where one is no description: what fits the caches and what does not, or what a call costs anyway and what n costs.
pub(super) fn bent(points: &[(f64, f64)]) -> Option<Bent> {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let whole = power(points)?;
    let spread = (whole.rest / count(points.len().checked_sub(2)?)).sqrt();
    let ends = LEAST..=points.len().checked_sub(LEAST - 1)?;
    let bends = ends.filter_map(|end| {
        // The point of the bend is in both.
        let (first, last) = (points.get(..end)?, points.get(end - 1..)?);
        let parts = [power(first)?, power(last)?];
        Some(Bent { parts, at: first.last()?.0 })
    });
    let rest = |bent: &Bent| bent.parts.iter().map(|part| part.rest).sum::<f64>();
    let best = bends.min_by(|a, b| rest(a).total_cmp(&rest(b)))?;
    // Four numbers are fitted, at a place that is chosen.
    let left = (rest(&best) / count(points.len().checked_sub(4)?)).sqrt();
    (spread > LOOSE && left < LEFT * spread).then_some(best)
}

/// The fit of the points `(n, time)`; `None` if there are fewer than three of them or all have the same `n`.
pub(super) fn power(points: &[(f64, f64)]) -> Option<Fit> {
    let logs: Vec<(f64, f64)> = points.iter().map(|(n, time)| (n.ln(), time.ln())).collect();
    if logs.len() < 3 {
        return None;
    }
    let count = f64::from(u32::try_from(logs.len()).ok()?);
    let mean = |part: fn(&(f64, f64)) -> f64| logs.iter().map(part).sum::<f64>() / count;
    let (x0, y0) = (mean(|log| log.0), mean(|log| log.1));
    let spread: f64 = logs.iter().map(|(x, _)| (x - x0).powi(2)).sum();
    let exponent = logs.iter().map(|(x, y)| (x - x0) * (y - y0)).sum::<f64>() / spread;
    let intercept = y0 - exponent * x0;
    let rest: f64 = logs.iter().map(|(x, y)| (y - intercept - exponent * x).powi(2)).sum();
    let error = (rest / (count - 2.0) / spread).sqrt();
    let fit = Fit { exponent, error, factor: intercept.exp(), rest };
    (fit.exponent.is_finite() && fit.factor.is_finite()).then_some(fit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(time: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
        (4..16).map(|bits| f64::from(1 << bits)).map(|n| (n, time(n))).collect()
    }

    #[test]
    fn an_exact_power_is_found_again() {
        for (factor, exponent) in [(3.0, 1.0), (0.5, 2.0), (7.0, 0.0), (2.0, 1.5), (4.0, -0.5)] {
            let fit = power(&series(|n: f64| factor * n.powf(exponent))).unwrap();
            assert!((fit.exponent - exponent).abs() < 1e-12, "{fit:?}");
            assert!((fit.factor / factor - 1.0).abs() < 1e-12 && fit.error < 1e-6, "{fit:?}");
        }
    }

    #[test]
    fn a_known_answer_with_residuals() {
        // Logarithms (0, 0), (1, 2), (2, 2): a slope of 1, of which the residuals -1/3, 2/3, -1/3 leave 1/sqrt(3) in doubt.
        let points =
            [(0.0, 0.0), (1.0, 2.0), (2.0, 2.0)].map(|(x, y): (f64, f64)| (x.exp(), y.exp()));
        let fit = power(&points).unwrap();
        assert!((fit.exponent - 1.0).abs() < 1e-12);
        assert!((fit.factor.ln() - 1.0 / 3.0).abs() < 1e-12);
        assert!((fit.error - 1.0 / 3.0_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn what_grows_faster_has_the_greater_exponent() {
        let exponent = |time: &dyn Fn(f64) -> f64| power(&series(time)).unwrap().exponent;
        let linear = exponent(&|n| 50.0 + 3.0 * n);
        let sorting = exponent(&|n| n * n.log2());
        let logarithm = exponent(&f64::log2);
        let square = exponent(&|n| 100.0 * n + n * n);
        assert!(logarithm < linear && linear < sorting && sorting < square, "{linear} {sorting}");
        assert!((0.1..0.3).contains(&logarithm) && (0.8..1.0).contains(&linear) && square > 1.5);
    }

    #[test]
    fn a_bend_is_found_where_it_is_and_nowhere_else() {
        let bend = |n: f64| if n <= 1024.0 { 8.0 } else { 8.0 * (n / 1024.0) };
        let Bent { parts: [flat, steep], at } = bent(&series(bend)).unwrap();
        assert!((at - 1024.0).abs() < 0.5 && flat.exponent.abs() < 1e-9, "{at} {flat:?}");
        assert!((steep.exponent - 1.0).abs() < 1e-9, "{steep:?}");
        // A power, one with a little of another, and one that jumps to and fro.
        let noisy = |n: f64| n * if n.log2().to_bits().count_ones() & 1 == 0 { 2.0 } else { 1.0 };
        assert_eq!(bent(&series(|n| 3.0 * n)), None);
        assert_eq!(bent(&series(|n| 5.0 + n * n.ln())), None);
        assert_eq!(bent(&series(noisy)), None);
        assert_eq!(bent(&series(bend)[4..10]), None);
    }

    #[test]
    fn too_little_is_not_fitted() {
        assert_eq!(power(&[(1.0, 1.0), (2.0, 2.0)]), None);
        assert_eq!(power(&[(2.0, 1.0), (2.0, 2.0), (2.0, 3.0)]), None);
    }
}
