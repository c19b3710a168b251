//! Value stability: what each distribution makes of given bytes. A change here is a breaking change.
//!
//! The values are those of the crate, to the last bit. They were compared with values computed apart from it, with 50
//! digits, from the methods as the papers state them: gamma values with the logarithms that cancel, directions with
//! sines, the weights of counts with factorials. The counts are equal, and the floats are within 16 units in the last
//! place, but for the one that is computed in logarithms for its size, which is within 2^-42.
#![allow(clippy::unreadable_literal, clippy::unwrap_used, reason = "values as they were computed")]

use core::fmt::Debug;

use wellspring_dist::{
    ArgumentError, Distribution,
    distributions::{
        Bernoulli, Beta, Binomial, Cauchy, ChiSquared, Dirichlet, Exponential, Gamma, Geometric,
        LogNormal, Normal, Pareto, Poisson, StandardNormal, StudentT, Triangular, UnitCircle,
        UnitSphere, VonMises, Weibull,
    },
};
use wellspring_entropy::testing::Replay;

use crate::PI;

/// The value, to its last bit, and how many words it took.
#[track_caller]
fn pinned<T: PartialEq + Debug>(
    distribution: Result<impl Distribution<T> + Debug, ArgumentError>,
    first: &[u64],
    expected: T,
    words: usize,
) {
    let distribution = distribution.unwrap();
    let mut script: Vec<u8> = first.iter().flat_map(|word| word.to_le_bytes()).collect();
    script.extend(PI.repeat(2));
    let mut source = Replay::new(&script);
    let value = distribution.sample(&mut source);
    assert_eq!(value, expected, "{distribution:?}");
    assert_eq!(script.len() - source.remaining(), words * 8, "{distribution:?}");
}

#[test]
fn normal() {
    pinned(Ok(StandardNormal), &[], -1.9273284508110486, 1); // StandardNormal
    pinned(Ok(StandardNormal), &[0xFFFFFC000000000A], -0.7040596112345446, 3); // normal wedge
    pinned(Ok(StandardNormal), &[0xFCBA8D86E11B100A, 0x0000000000000000], 2.8571387315470647, 2); // normal wedge taken
    pinned(Ok(StandardNormal), &[0xFFFFFC0000000100], -4.433876670897764, 3); // normal tail
    pinned(Normal::new(-3.0, 0.5), &[], -3.963664225405524, 1);
    pinned(LogNormal::new(0.25, 0.5), &[], 0.4898459988166945, 1);
}

#[test]
fn exponential() {
    pinned(Exponential::new(2.5), &[], 1.1396919682814963, 1);
    pinned(Exponential::new(1.0), &[0xFFFFFC000000000A], 1.1410027634836037, 3); // exp wedge
    pinned(Exponential::new(1.0), &[0xFFFFFC0000000000], 10.546347390834791, 2); // exp tail
    pinned(Pareto::new(2.0, 1.5), &[], 13.364925754578081, 1);
    pinned(Weibull::new(2.0, 1.5), &[], 4.0195891003552795, 1);
}

#[test]
fn gamma() {
    pinned(Gamma::new(3.5, 2.0), &[], 1.652306771001649, 2);
    pinned(Gamma::new(0.25, 2.0), &[], 0.0011138415042799901, 3);
    pinned(Gamma::new(0.001, 1e300), &[], 6.644367080460558e-145, 3); // gamma logs
    pinned(Gamma::new(1e16, 1.0), &[], 9999999807267154.0, 2); // gamma large
    pinned(ChiSquared::new(5.0), &[], 0.7755509451922291, 2);
    pinned(StudentT::new(5.0), &[], -2.6864275883089728, 3);
    pinned(StudentT::new(0.5), &[], -465.5674427719769, 4);
}

#[test]
fn shares() {
    pinned(Beta::new(2.0, 3.0), &[], 0.14063176478598888, 4);
    pinned(Beta::new(0.5, 3.0), &[], 0.0016267946275569257, 5);
    pinned(Beta::new(0.5, 0.75), &[], 0.01511074946151836, 2);
    pinned(
        Dirichlet::new([1.0, 2.0, 0.5]),
        &[],
        [0.0057217376636241445, 0.5706067015049765, 0.42367156083139934],
        7,
    );
}

#[test]
fn triangular_and_cauchy() {
    pinned(Triangular::new(-1.0, 3.0, 0.5), &[], 1.6746719913928576, 1);
    pinned(Triangular::new(-1.0, 3.0, 2.9), &[], 2.586065928643564, 1); // rising
    pinned(Cauchy::new(1.0, 2.0), &[], -7.406117608475567, 1);
    pinned(Cauchy::new(1.0, 2.0), &[0x1308A385886A3F24], 1.4758439253772697, 1); // other half
}

#[test]
fn directions() {
    pinned(VonMises::new(1.0, 4.0), &[], -0.7834686148278323, 4);
    pinned(VonMises::new(-2.0, 0.0), &[], 1.6087510434942338, 2);
    pinned(VonMises::new(1e6, 1e-9), &[], -3.0319984303207366, 2);
    pinned(VonMises::new(3.0, 1e18), &[], 3.000000001247031, 6);
    pinned(Ok(UnitCircle), &[], [0.32071724207360686, -0.9471749841696091], 2);
    pinned(Ok(UnitSphere), &[], [0.7814095214596798, -0.5604012180203708, -0.2744988790750138], 2);
}

#[test]
fn counts() {
    pinned(Poisson::new(4.5), &[], 6, 1);
    pinned(Poisson::new(1234.5), &[], 1272, 2); // squeeze
    pinned(Poisson::new(1234.5), &[0xF47AE147AE147800, 0x2000000000000000], 1319, 2); // full
    pinned(Poisson::new(1e18), &[], 1000000001052330449, 2); // squeeze
    pinned(Binomial::new(20, 0.3), &[], 8, 1);
    pinned(Binomial::new(20, 0.8), &[], 14, 1);
    pinned(Binomial::new(1000, 0.3), &[], 315, 2); // squeeze
    pinned(Binomial::new(1000, 0.3), &[0xF47AE147AE147800, 0x2000000000000000], 334, 2); // full
    pinned(Binomial::new(u64::MAX, 0.7), &[], 12912720849525487181, 2); // squeeze
    pinned(Geometric::new(0.5), &[], 1, 2);
    pinned(Geometric::new(0.0625), &[], 44, 1);
    pinned(Geometric::new(1e-9), &[], 2848493166, 3);
    pinned(Bernoulli::new(0.75), &[], false, 1);
    pinned(Bernoulli::new(0.83), &[], true, 1);
}
