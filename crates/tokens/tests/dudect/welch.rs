//! B. L. Welch, "The Generalization of 'Student's' Problem when Several Different Population Variances are Involved",
//! Biometrika 34, 1947.

/// Mean, variance of the mean, and number, of some values.
#[derive(Clone, Copy, Debug)]
struct Mean {
    mean: f64,
    variance: f64,
}

impl Mean {
    /// In two passes, which loses no digits.
    #[allow(clippy::cast_precision_loss, reason = "millions")]
    fn of(values: &[f64]) -> Self {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
        Self { mean, variance: squares / (n - 1.0) / n }
    }
}

/// Welch's t of two samples, and the standard error of the difference of their means.
pub(crate) fn t(a: &[f64], b: &[f64]) -> (f64, f64) {
    let (a, b) = (Mean::of(a), Mean::of(b));
    let error = (a.variance + b.variance).sqrt();
    // All values the same: there is no difference, or nothing but one.
    let t = match a.mean - b.mean {
        0.0 => 0.0,
        difference => difference / error,
    };
    (t, error)
}

/// Two samples whose t was computed with Python's module `statistics`.
pub(crate) fn check() {
    let (t, _) =
        t(&[27.5, 21.0, 19.0, 23.6, 17.0, 17.9], &[27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8]);
    assert!((t - EXPECTED).abs() < 1e-9, "{t}");
}

const EXPECTED: f64 = -1.499_821_361_556_651;
