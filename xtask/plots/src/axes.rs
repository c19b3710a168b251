//! Logarithmic axes: where the labels stand, and what they say.

use core::ops::Range;

/// What an axis counts.
#[derive(Clone, Copy)]
pub(crate) struct Axis {
    pub(crate) title: &'static str,
    pub(crate) unit: Unit,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Unit {
    /// Whole numbers, with labels at powers of two.
    Count,
    /// With labels at powers of ten.
    Nanoseconds,
    /// With labels at powers of ten.
    BytesASecond,
}

impl Unit {
    fn base(self) -> f64 {
        if self == Self::Count { 2.0 } else { 10.0 }
    }

    /// Where a value stands on the axis.
    pub(crate) fn place(self, value: f64) -> f64 {
        value.ln() / self.base().ln()
    }

    /// From a little before the least of the values to a little behind the greatest.
    pub(crate) fn range(self, values: impl Iterator<Item = f64>) -> Range<f64> {
        let places = values.map(|value| self.place(value));
        let (low, high) =
            places.fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(x), high.max(x)));
        let margin = 0.04 * (high - low).max(1.0);
        low - margin..high + margin
    }

    /// The places of the labels: whole powers, not more than nine.
    pub(crate) fn labels(self, range: &Range<f64>) -> Vec<(f64, String)> {
        let (first, last) = (range.start.ceil() as i32, range.end.floor() as i32);
        let step = (1..).find(|step| (last - first) / step < 9).unwrap_or(1);
        let powers = (first..=last).filter(|power| power % step == 0);
        powers.map(|power| (f64::from(power), self.label(self.base().powi(power)))).collect()
    }

    /// A value with the unit that suits it.
    pub(crate) fn label(self, value: f64) -> String {
        let units: &[(f64, &str)] = match self {
            Self::Count => &[(1_048_576.0, " Mi"), (1024.0, " Ki"), (1.0, "")],
            Self::Nanoseconds => &[(1e9, " s"), (1e6, " ms"), (1e3, " µs"), (0.0, " ns")],
            Self::BytesASecond => &[(1e9, " GB/s"), (1e6, " MB/s"), (1e3, " kB/s"), (0.0, " B/s")],
        };
        let (size, unit) =
            units.iter().find(|(size, _)| value >= size * 0.999_999).unwrap_or(&units[0]);
        format!("{}{unit}", (value / size.max(1.0) * 1e6).round() / 1e6)
    }
}
