//! `rngtest` of Debian's rng-tools5 or rng-tools-debian: the tests of FIPS 140-2, as of its change notice of 2001-10-10, on blocks of
//! 20 000 bits.
//!
//! They were made to look at one block when a machine starts, and reject a good one in about 1200. So the numbers of
//! rejected blocks are held against their expectation, from both sides.

use statrs::function::{beta::beta_reg, gamma::gamma_ur};

use crate::{
    judge::{Judgement, binomial, range},
    pipe::{feed, version},
    report::Report,
};

use super::{Stop, Streams};

pub(crate) fn run(open: &mut Streams<'_>, bytes: u64) -> Result<Report, Stop> {
    let mut source = open().map_err(Stop::NotChecked)?;
    let said = feed("rngtest", &[], &mut *source, bytes)?;
    let counts = Counts::read(&said.text)
        .ok_or_else(|| Stop::Failed(format!("rngtest said: {}", said.text.trim())))?;
    Ok(Report {
        label: format!(
            "FIPS 140-2, {}",
            version("rngtest", "--version", "rngtest").unwrap_or_default()
        ),
        bytes: said.bytes,
        extent: format!("{} blocks, {} of them rejected", counts.blocks, counts.rejected),
        judgements: counts.judge(),
    })
}

/// Rejected blocks, by the test that rejected them.
#[derive(Debug, PartialEq, Eq)]
struct Counts {
    blocks: u64,
    rejected: u64,
    monobit: u64,
    poker: u64,
    runs: u64,
    long_run: u64,
    continuous_run: u64,
}

impl Counts {
    fn read(text: &str) -> Option<Self> {
        let number = |words: &str| -> Option<u64> {
            let line = text.lines().find_map(|line| line.split_once(words))?;
            line.1.trim().parse().ok()
        };
        let rejected = number("FIPS 140-2 failures:")?;
        Some(Self {
            blocks: number("FIPS 140-2 successes:")? + rejected,
            rejected,
            monobit: number(") Monobit:")?,
            poker: number(") Poker:")?,
            runs: number(") Runs:")?,
            long_run: number(") Long run:")?,
            continuous_run: number(") Continuous run:")?,
        })
    }

    fn judge(&self) -> Vec<Judgement> {
        let one = |test, found, p| binomial(test, "", self.blocks, found, p);
        vec![
            one("monobit", self.monobit, monobit()),
            one("poker", self.poker, poker()),
            one("long run", self.long_run, long_run()),
            // 20 000 bits are 625 words of 32, each compared with the one before.
            one("continuous run", self.continuous_run, 625.0 / 2f64.powi(32)),
            range("runs", self.blocks, self.runs, RUNS),
            range("all blocks", self.blocks, self.rejected, ALL),
        ]
    }
}

/// That there are 9725 ones or fewer, or 10 275 or more.
fn monobit() -> f64 {
    2.0 * beta_reg(10_275.0, 9_726.0, 0.5)
}

/// That the chi-square of 5000 groups of four bits is 2.16 or less, or 46.17 or more, by its limit law.
fn poker() -> f64 {
    1.0 - gamma_ur(7.5, 2.16 / 2.0) + gamma_ur(7.5, 46.17 / 2.0)
}

/// That 26 bits or more in a row are the same: 25 bits or more in a row are like the one before.
fn long_run() -> f64 {
    const RUN: usize = 25;
    // The probability of no such run among so many bits: a first one ends where a bit that differs and 25 that do not
    // follow on bits without one.
    let mut none = vec![1.0; RUN];
    none.push(1.0 - 2f64.powi(-25));
    for n in RUN + 1..20_000 {
        none.push(none[n - 1] - none[n - 1 - RUN] / 2f64.powi(26));
    }
    1.0 - none[19_999]
}

/// Between which a rate has to lie whose law has no short form: what good ciphers show, 2.8e-4, and twice or half of
/// it.
const RUNS: [f64; 2] = [1.4e-4, 5.6e-4];

/// The same for blocks that any test rejects, 8.1e-4 in all. No block is rejected less often than by its long runs,
/// with 3e-4.
const ALL: [f64; 2] = [4e-4, 1.6e-3];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::{LEVEL, worst};

    const SAID: &str = "rngtest: bits received from input: 800000000
rngtest: FIPS 140-2 successes: 39972
rngtest: FIPS 140-2 failures: 27
rngtest: FIPS 140-2(2001-10-10) Monobit: 3
rngtest: FIPS 140-2(2001-10-10) Poker: 2
rngtest: FIPS 140-2(2001-10-10) Runs: 13
rngtest: FIPS 140-2(2001-10-10) Long run: 9
rngtest: FIPS 140-2(2001-10-10) Continuous run: 0
";

    #[test]
    fn counts_are_read_and_judged() {
        let counts = Counts::read(SAID).unwrap();
        assert_eq!((counts.blocks, counts.rejected, counts.long_run), (39_999, 27, 9));
        assert!(worst(&counts.judge()).is_some_and(|worst| worst.among(6) > LEVEL));
        for rejected in [200, 0] {
            let counts =
                Counts { blocks: 400_000, rejected: rejected * 10, ..Counts::read(SAID).unwrap() };
            assert!(worst(&counts.judge()).is_some_and(|worst| worst.among(6) < LEVEL));
        }
        assert_eq!(Counts::read("rngtest: no such thing"), None);
    }

    #[test]
    fn expectations_are_near_what_the_standard_says() {
        // FIPS 140-2 names 1e-4 for each; its long runs are three times as many.
        assert!((monobit() - 1.0e-4).abs() < 1e-5, "{}", monobit());
        assert!((poker() - 1.0e-4).abs() < 1e-5, "{}", poker());
        assert!((long_run() - 2.98e-4).abs() < 1e-6, "{}", long_run());
    }
}
