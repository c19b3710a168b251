//! Differences of logarithms without the digits that a subtraction would lose.
//!
//! The tests of rejection methods compare terms that nearly cancel: for a parameter of 10^16 the terms are as large,
//! the result is about 1, and all of its digits would be wrong. So they are put in terms of `ln(1 + t)` less the
//! beginning of its series, which has no cancellation left.

/// `ln(1 + t)` less those terms of its series `t - t^2/2 + t^3/3 - …` that come before the power `FIRST`; for `t >
/// -1`.
///
/// Near 0 it is the sum of the following fourteen terms: the first that is left out is below `2^-56` times the first
/// that is not.
#[inline]
pub(super) fn ln_1p_rest<const FIRST: u8>(t: f64) -> f64 {
    const NEAR: f64 = 1.0 / 16.0;
    if -NEAR < t && t < NEAR {
        let mut sum = 0.0;
        for power in (FIRST..FIRST + 14).rev() {
            sum = 1.0 / f64::from(power) - t * sum;
        }
        // Minus (-t) to the power FIRST, of which the signs alternate as they should.
        return (1..FIRST).fold(t, |product, _| product * -t) * sum;
    }
    let mut rest = libm::log1p(t);
    let mut term = -1.0;
    for power in 1..FIRST {
        term *= -t;
        rest -= term / f64::from(power);
    }
    rest
}

/// `(1 + t) ln(1 + t) - t`, for `t >= -1`: what a count costs that is off by the part `t` from its mean.
///
/// C. Loader, "Fast and Accurate Computation of Binomial Probabilities", 2000, where it is called the deviance.
#[inline]
pub(super) fn deviance(t: f64) -> f64 {
    if t <= -1.0 { 1.0 } else { t * t + (1.0 + t) * ln_1p_rest::<2>(t) }
}

/// `ln k! - k ln k + k`, for an integer `k >= 0`.
///
/// From a table, computed with 40 digits, and by Stirling's series from 16 on, where the first term that is left out
/// is below 10^-15.
#[inline]
pub(super) fn ln_factorial_rest(k: f64) -> f64 {
    const SMALL: [f64; 16] = [
        0.0,
        1.0,
        1.3068528194400546,
        1.4959226032237258,
        1.6328763858683832,
        1.7403021806115442,
        1.828694396641771,
        1.9037903176782212,
        1.9690705693065629,
        2.0268062840554952,
        2.0785616431350586,
        2.12545984509181,
        2.168334698205882,
        2.207822206123445,
        2.244418568125061,
        2.2785183673077407,
    ];
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an integer; large ones saturate"
    )]
    if let Some(rest) = SMALL.get(k as usize) {
        return *rest;
    }
    let square = 1.0 / (k * k);
    let series = 1.0 / 12.0
        - square
            * (1.0 / 360.0
                - square * (1.0 / 1260.0 - square * (1.0 / 1680.0 - square * (1.0 / 1188.0))));
    0.5 * libm::log(core::f64::consts::TAU * k) + series / k
}

#[cfg(test)]
mod tests {
    use super::{deviance, ln_1p_rest, ln_factorial_rest};

    /// Computed with 40 digits.
    #[test]
    fn rests_are_those_of_a_longer_arithmetic() {
        let near = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-14;
        // The third differs by terms that cancel, 0.3^4 at the least.
        let nearer = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-10;
        for (t, rest) in [
            (1e-09, -4.999999996666667e-19),
            (-1e-05, -5.0000333335833364e-11),
            (0.003, -4.4910202015211885e-06),
            (-0.05, -0.0012932943875505335),
            (0.0624, -0.0018695002599676464),
            (0.07, -0.002341351526185195),
            (-0.3, -0.056674943938732375),
            (-0.9, -1.402585092994046),
            (2.5, -1.247237031504632),
        ] {
            assert!(near(ln_1p_rest::<2>(t), rest), "{t}: {} {rest}", ln_1p_rest::<2>(t));
        }
        for (t, rest) in [
            (1e-09, -2.499999997999869e-37),
            (-1e-05, -2.500020000166669e-21),
            (0.003, -2.0201521188389374e-11),
            (-0.05, -1.6277208838667599e-06),
            (0.0624, -3.6104679676466753e-06),
            (0.07, -5.684859518528067e-06),
            (-0.3, -0.0026749439387323787),
            (-0.9, -0.7545850929940459),
            (2.5, -3.3305703648379654),
        ] {
            assert!(nearer(ln_1p_rest::<4>(t), rest), "{t}: {} {rest}", ln_1p_rest::<4>(t));
        }
        for (t, cost) in [
            (1e-09, 4.999999998333334e-19),
            (-1e-05, 5.0000166667500013e-11),
            (0.003, 4.495506737874248e-06),
            (-0.05, 0.0012713703318269934),
            (0.0624, 0.001907602923810372),
            (0.07, 0.002394753866981842),
            (-0.3, 0.05032753924288733),
            (-0.9, 0.6697414907005955),
            (2.5, 1.884670389733788),
        ] {
            assert!(near(deviance(t), cost), "{t}: {} {cost}", deviance(t));
        }
        for (k, rest) in [
            (1.0, 1.0),
            (2.0, 1.3068528194400546),
            (7.0, 1.9037903176782212),
            (15.0, 2.2785183673077407),
            (16.0, 2.310440550244173),
            (17.0, 2.3404466011812155),
            (100.0, 3.2223569567543535),
            (1000000.0, 7.826693895520143),
            (1000000000000000.0, 18.188326730660016),
        ] {
            // To within a few units of the last digit: at 16 all five terms of the series show, and a sixth would not.
            let off = (ln_factorial_rest(k) / rest - 1.0).abs();
            assert!(off < 1e-15, "{k}: {} {rest} {off:e}", ln_factorial_rest(k));
        }
    }

    /// Both ways of computing meet where one takes over.
    #[test]
    fn there_is_no_seam() {
        for t in [1.0f64 / 16.0, -1.0 / 16.0] {
            let inside = t * (1.0 - f64::EPSILON);
            assert!((ln_1p_rest::<2>(t) / ln_1p_rest::<2>(inside) - 1.0).abs() < 1e-12);
            assert!((ln_1p_rest::<4>(t) / ln_1p_rest::<4>(inside) - 1.0).abs() < 1e-9);
        }
    }

    #[test]
    fn nothing_is_the_worst_deviance_below_the_mean() {
        assert_eq!((deviance(-1.0), deviance(0.0), ln_factorial_rest(0.0)), (1.0, 0.0, 0.0));
    }
}
