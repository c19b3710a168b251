//! The laws of `statrs`, and our own, against values that others computed.

use crate::suite::{Form, bound::Found, oracle::reference, report::Row};

/// A distribution function that is wrong by less than this moves no statistic: they count ten million draws.
const EXACT: f64 = 1e-8;

pub(crate) fn check(_: &Form) -> Vec<Row> {
    let floats = reference::floats().into_iter();
    let floats = floats.map(|(law, x, p)| (law.name.clone(), (law.cdf)(x), p));
    let whole = reference::whole().into_iter();
    let whole = whole.map(|(law, k, p)| (law.name.clone(), (law.cdf)(k), p));
    let values: Vec<(String, f64, f64)> = floats.chain(whole).collect();
    let furthest = |wrong: f64| {
        let errors = values.iter().map(|(name, value, p)| ((value - p - wrong).abs(), name));
        let (error, name) = errors.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
        // Not a matter of chance: the bound is 1 or 0.
        let bound = if error < EXACT { 0.0 } else { f64::NEG_INFINITY };
        Found { words: format!("at most {error:.0e} off, for {name}"), bound }
    };
    vec![Row {
        test: format!("{} values of distribution functions", values.len()),
        draws: values.len(),
        found: furthest(0.0),
        control: format!("all moved by {:.0e}", 2.0 * EXACT),
        caught: furthest(2.0 * EXACT),
    }]
}
