//! The tests of SP 800-22 revision 1a, "A Statistical Test Suite for Random and Pseudorandom Number Generators for
//! Cryptographic Applications" (NIST, 2010), on sequences of 2^20 bits.
//!
//! All of its fifteen tests but the spectral one (section 2.6): the law that the standard gives for that has been
//! corrected and is still not exact. Parameters are those of the standard's own program and examples: blocks of
//! 128 bits for frequencies, templates of 9 bits, patterns of 16 bits (serial) and 10 (approximate entropy), blocks of
//! 500 bits for linear complexity. Numbers of sections are the standard's.
//!
//! A test makes of a sequence a p-value, by a limit law. What is made of the p-values of many sequences is in
//! [`crate::judge`].

mod blocks;
mod complexity;
#[cfg(test)]
mod examples;
mod excursions;
mod frequency;
mod patterns;
mod universal;

use statrs::function::gamma::gamma_ur;

use crate::bits::Bits;

pub(crate) use frequency::hoeffding;

/// Bits of a sequence.
pub(crate) const SEQUENCE: usize = 1 << 20;

/// What does not change from one sequence to the next.
#[derive(Debug)]
pub(crate) struct Suite {
    templates: Vec<u16>,
    /// Of each p-value, the test that it comes from.
    pub(crate) names: Vec<String>,
}

impl Suite {
    pub(crate) fn new() -> Self {
        let templates = patterns::templates(TEMPLATE);
        let one = ["frequency", "block frequency", "runs", "longest run", "rank"];
        let mut names: Vec<String> = one.iter().map(|name| (*name).into()).collect();
        names.extend(templates.iter().map(|t| format!("template {t:0TEMPLATE$b}")));
        let more = [
            "overlapping template",
            "universal",
            "linear complexity",
            "serial 1",
            "serial 2",
            "approximate entropy",
            "sums forwards",
            "sums backwards",
        ];
        names.extend(more.iter().map(|name| (*name).into()));
        let states = |most: i32| (-most..=most).filter(|state| *state != 0);
        names.extend(states(4).map(|state| format!("excursions {state:+}")));
        names.extend(states(9).map(|state| format!("excursions variant {state:+}")));
        Self { templates, names }
    }

    /// The p-values of one sequence, in the order of the names; `NaN` where a test does not apply to it.
    pub(crate) fn values(&self, bits: &Bits) -> Vec<f64> {
        let mut values = vec![
            frequency::frequency(bits),
            frequency::block_frequency(bits, 128),
            frequency::runs(bits),
            blocks::longest_run(bits),
            blocks::rank(bits),
        ];
        values.extend(patterns::non_overlapping(bits, &self.templates, TEMPLATE, 8));
        values.push(patterns::overlapping(bits));
        values.push(universal::universal(bits));
        values.push(complexity::linear_complexity(bits, 500));
        let sixteen = patterns::ring(bits, 16);
        values.extend(patterns::serial(&sixteen, bits.len()));
        let eleven = (11..16).fold(sixteen, |counts, _| patterns::shorter(&counts));
        values.push(patterns::approximate_entropy(&eleven, bits.len()));
        values.extend(frequency::cumulative_sums(bits));
        match excursions::excursions(bits) {
            Some(found) => values.extend(found),
            None => values.resize(self.names.len(), f64::NAN),
        }
        values
    }
}

const TEMPLATE: usize = 9;

/// Pearson's chi-square test of counts.
fn chi_square(counts: &[u32], probabilities: &[f64]) -> f64 {
    let n: f64 = counts.iter().map(|count| f64::from(*count)).sum();
    let pairs = counts.iter().zip(probabilities);
    let chi: f64 = pairs.map(|(count, p)| (f64::from(*count) - n * p).powi(2) / (n * p)).sum();
    gamma_ur((counts.len() as f64 - 1.0) / 2.0, chi / 2.0)
}
