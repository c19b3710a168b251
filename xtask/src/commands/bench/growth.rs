//! How the time of some work grows with n: the exponents, and what theory says.

use super::{
    fit::{self, Bent, Fit},
    rows::Rows,
};
use crate::commands::record::{Claim, Verdict};

/// A series of the bench `growth`.
#[derive(Debug)]
struct Series {
    table: &'static str,
    name: &'static str,
    /// What the algorithm takes.
    theory: &'static str,
    /// Below it what a call costs anyway is most of the time.
    from: f64,
    /// The exponent must not be above it; `None` for peers.
    most: Option<f64>,
}

const fn series(
    table: &'static str,
    name: &'static str,
    theory: &'static str,
    from: f64,
    most: Option<f64>,
) -> Series {
    Series { table, name, theory, from, most }
}

/// Half a power more than theory has: the further parts of the memory are slower, which these sizes reach, and a logarithm looks like a power of
/// 0.2 here. What grows by another power is above it.
const CONSTANT: Option<f64> = Some(0.5);
const LOGARITHM: Option<f64> = Some(0.7);
const LINEAR: Option<f64> = Some(1.5);
const SQUARE: Option<f64> = Some(2.5);
const CUBE: Option<f64> = Some(3.5);

const ALL: &[Series] = &[
    series("shuffle", "shuffle", "n", 64.0, LINEAR),
    series("shuffle", "rand, shuffle", "n", 64.0, None),
    series("sample", "sample n of 2^20", "n", 64.0, LINEAR),
    series("sample", "rand, sample n of 2^20", "n", 64.0, None),
    series("sample", "sample 10 of n", "constant", 64.0, CONSTANT),
    series("sample", "rand, sample 10 of n", "constant", 64.0, None),
    series("sample", CONTROL, "n²", 128.0, None),
    series("weighted", "choose_weighted", "n", 64.0, LINEAR),
    series("weighted", "make Weights", "n", 64.0, LINEAR),
    series("weighted", "make AliasTable", "n", 64.0, LINEAR),
    series("weighted", "draw from Weights", "log n", 16.0, LOGARITHM),
    series("weighted", "draw from DynamicWeights", "log n", 16.0, LOGARITHM),
    series("weighted", "draw from AliasTable", "constant", 16.0, CONSTANT),
    series("weighted", "rand, from WeightedIndex", "log n", 16.0, None),
    series("weighted", "rand_distr, from WeightedAliasIndex", "constant", 16.0, None),
    series("policy", "one of each of 4 classes", "n to n²", 16.0, SQUARE),
    series("policy", "no character 3 times in a row", "n to n²", 16.0, SQUARE),
    series("policy", "20 letters at most twice each", "n to n²", 16.0, SQUARE),
    series("policy", "20 letters, and n more", "n² to n³", 16.0, CUBE),
];

/// What a fit must find to be above [`LINEAR`].
const CONTROL: &str = "control: n of 2^20, list searched";

/// A series, and what was fitted to it.
#[derive(Debug)]
pub(super) struct Grown {
    series: &'static Series,
    pub(super) fit: Option<Fit>,
    bent: Option<Bent>,
    ends: [f64; 2],
    pub(super) verdict: Verdict,
    control: Option<f64>,
}

/// The fits to all series, if `growth` is among the named programs.
pub(super) fn judge(rows: &Rows, benches: &[&str]) -> Vec<Grown> {
    if !benches.contains(&"growth") {
        return Vec::new();
    }
    let points = |series: &Series| {
        let mut points = rows.series(series.table, series.name);
        points.retain(|(n, _)| *n >= series.from);
        points
    };
    let control = ALL.iter().find(|series| series.name == CONTROL);
    let control = control.and_then(|series| fit::power(&points(series))).map(|fit| fit.exponent);
    let judge = |series: &'static Series| {
        let points = points(series);
        let fit = fit::power(&points);
        let ends = [points.first(), points.last()].map(|point| point.map_or(f64::NAN, |p| p.0));
        let verdict = match (fit, series.most) {
            (None, _) => Verdict::NotChecked,
            (_, None) => Verdict::Figure,
            (Some(fit), Some(most)) => verdict(fit.exponent, most, control),
        };
        Grown { series, fit, bent: fit::bent(&points), ends, verdict, control }
    };
    ALL.iter().map(judge).collect()
}

/// On the border the bar is met. Without a control that is seen to grow faster than a line nothing is.
fn verdict(exponent: f64, most: f64, control: Option<f64>) -> Verdict {
    match control {
        None => Verdict::NotChecked,
        Some(control) if LINEAR.is_some_and(|line| control <= line) => Verdict::NotChecked,
        Some(_) if exponent <= most => Verdict::Met,
        Some(_) => Verdict::Missed,
    }
}

/// The fits in lines of fields between tabs, for the plots: the table, the series, the ends, the factor in nanoseconds, the
/// exponent, and theory. A series that bends has two lines.
pub(super) fn text(grown: &[Grown]) -> String {
    let lines = |grown: &Grown| {
        let Series { table, name, theory, .. } = grown.series;
        let [from, to] = grown.ends;
        let fits = match (grown.bent, grown.fit) {
            (Some(Bent { parts: [first, last], at }), _) => {
                vec![(first, from, at), (last, at, to)]
            }
            (None, fit) => fit.into_iter().map(|fit| (fit, from, to)).collect(),
        };
        let line = |(Fit { exponent, factor, .. }, from, to): (Fit, f64, f64)| {
            format!("fit\t{table}\t{name}\t{from}\t{to}\t{factor:.4e}\t{exponent:.4}\t{theory}\n")
        };
        fits.into_iter().map(line).collect::<String>()
    };
    grown.iter().map(lines).collect()
}

impl Grown {
    /// Table, series, theory, sizes, exponent, that of each part where one power is no description, demand.
    pub(super) fn cells(&self) -> [String; 7] {
        let Series { table, name, theory, most, .. } = self.series;
        let [from, to] = self.ends;
        [
            (*table).into(),
            (*name).into(),
            (*theory).into(),
            if self.fit.is_some() { format!("{from} to {to}") } else { String::new() },
            self.fit.map_or(String::new(), |fit| format!("{:.2} ± {:.2}", fit.exponent, fit.error)),
            self.bent.map_or(String::new(), |Bent { parts: [first, last], at }| {
                format!("{:.2} to {at}, {:.2} beyond", first.exponent, last.exponent)
            }),
            most.map_or(String::new(), |most| format!("≤ {most}")),
        ]
    }

    pub(super) fn claim(&self) -> Claim {
        let [table, name, theory, sizes, exponent, parts, demand] = self.cells();
        let parts = if parts.is_empty() { parts } else { format!(" ({parts})") };
        let control = self.control.filter(|_| self.series.most.is_some());
        Claim {
            what: format!("growth, {table}: {name}"),
            figure: format!("exponent {exponent} for n of {sizes}{parts}; theory: {theory}"),
            demand: if demand.is_empty() { demand } else { format!("exponent {demand}") },
            verdict: self.verdict,
            control: control.map_or(String::new(), |c| format!("quadratic on purpose: {c:.2}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of one series and of the control, with the exponents given.
    fn rows(name: &str, exponent: f64, control: f64) -> Rows {
        let mut text = String::new();
        for n in (6..12).map(|bits| f64::from(1 << bits)) {
            for (table, name, exponent) in
                [("shuffle", name, exponent), ("sample", CONTROL, control)]
            {
                let time = 3.0 * n.powf(exponent);
                text += &format!("point\tgrowth\t{table}\t{name}\t{n}\t{time}\t{time}\t{time}\n");
            }
        }
        Rows::read(&text).unwrap()
    }

    fn of_shuffle(rows: &Rows) -> Verdict {
        judge(rows, &["growth"])[0].verdict
    }

    #[test]
    fn what_grows_too_fast_is_missed() {
        assert_eq!(of_shuffle(&rows("shuffle", 1.0, 2.0)), Verdict::Met);
        assert_eq!(of_shuffle(&rows("shuffle", 1.6, 2.0)), Verdict::Missed);
        assert_eq!(verdict(1.2, 1.2, Some(2.0)), Verdict::Met);
        assert_eq!(verdict(1.2_f64.next_up(), 1.2, Some(2.0)), Verdict::Missed);
    }

    #[test]
    fn without_the_series_or_without_a_control_nothing_is_checked() {
        assert_eq!(of_shuffle(&rows("another", 1.0, 2.0)), Verdict::NotChecked);
        assert_eq!(of_shuffle(&rows("shuffle", 1.0, 1.0)), Verdict::NotChecked);
        assert_eq!(verdict(1.0, 1.2, None), Verdict::NotChecked);
        assert!(judge(&rows("shuffle", 1.0, 2.0), &["dist"]).is_empty());
    }

    #[test]
    fn fits_are_handed_on() {
        let grown = judge(&rows("shuffle", 1.0, 2.0), &["growth"]);
        let text = text(&grown);
        assert_eq!(text.lines().count(), 2);
        assert!(
            text.starts_with("fit\tshuffle\tshuffle\t64\t2048\t3.0000e0\t1.0000\tn\n"),
            "{text}"
        );
        assert!(grown[0].claim().control.ends_with("2.00"));
    }

    #[test]
    fn the_program_has_every_series() {
        let benches = crate::commands::Workspace::find().root.join("benches/benches/growth");
        let files = crate::commands::tidy::files(&benches).unwrap();
        let code: String =
            files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect();
        for Series { table, name, .. } in ALL {
            assert!(code.contains(&format!("(\"{name}\", ")), "{name}");
            assert!(code.contains(&format!("points(\"{table}\", ")), "{table}");
        }
    }
}
