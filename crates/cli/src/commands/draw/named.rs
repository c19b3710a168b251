//! Distributions by name.

use clap::ValueEnum;
use wellspring::{
    Distribution,
    dist::ArgumentError,
    distributions::{
        Bernoulli, Beta, Binomial, Cauchy, ChiSquared, Exponential, Gamma, Geometric, LogNormal,
        Normal, Pareto, Poisson, StudentT, Triangular, VonMises, Weibull,
    },
    rand_core::TryRng,
};

use super::empty;
use crate::shown;

/// What can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Name {
    Bernoulli,
    Beta,
    Binomial,
    Cauchy,
    ChiSquared,
    Exponential,
    Gamma,
    Geometric,
    LogNormal,
    Normal,
    Pareto,
    Poisson,
    StudentT,
    Triangular,
    Uniform,
    VonMises,
    Weibull,
}

/// A distribution with its parameters.
#[derive(Debug)]
pub(super) enum Named {
    Bernoulli(Bernoulli),
    Beta(Beta),
    Binomial(Binomial),
    Cauchy(Cauchy),
    ChiSquared(ChiSquared),
    Exponential(Exponential),
    Gamma(Gamma),
    Geometric(Geometric),
    LogNormal(LogNormal),
    Normal(Normal),
    Pareto(Pareto),
    Poisson(Poisson),
    StudentT(StudentT),
    Triangular(Triangular),
    Uniform(wellspring::dist::Interval<f64>),
    VonMises(VonMises),
    Weibull(Weibull),
}

impl Name {
    /// The names of its parameters.
    const fn parameters(self) -> &'static [&'static str] {
        match self {
            Self::Bernoulli | Self::Geometric => &["P"],
            Self::Beta => &["ALPHA", "BETA"],
            Self::Binomial => &["N", "P"],
            Self::Cauchy => &["MEDIAN", "SCALE"],
            Self::ChiSquared | Self::StudentT => &["DEGREES"],
            Self::Exponential => &["RATE"],
            Self::Gamma => &["SHAPE", "SCALE"],
            Self::LogNormal => &["MU", "SIGMA"],
            Self::Normal => &["MEAN", "STD_DEV"],
            Self::Pareto => &["SCALE", "SHAPE"],
            Self::Poisson => &["MEAN"],
            Self::Triangular => &["MIN", "MAX", "MODE"],
            Self::Uniform => &["START", "END"],
            Self::VonMises => &["MU", "KAPPA"],
            Self::Weibull => &["SCALE", "SHAPE"],
        }
    }

    fn text(self) -> String {
        self.to_possible_value().map_or(String::new(), |value| value.get_name().to_owned())
    }
}

/// All names and their parameters, for the help.
pub(super) fn table() -> String {
    let rows = Name::value_variants().iter().map(|name| {
        let parameters = name.parameters().join(" ");
        format!("\n  {:12} {parameters}", name.text())
    });
    format!("Distributions and their parameters:{}", rows.collect::<String>())
}

impl Named {
    /// Or what is wrong with the parameters.
    pub(super) fn new(name: Name, parameters: &[f64]) -> Result<Self, String> {
        let wanted = name.parameters();
        if parameters.len() != wanted.len() {
            let (text, given) = (name.text(), parameters.len());
            return Err(format!(
                "PARAMETER: {given} given, `draw {text}` takes {}: {}",
                wanted.len(),
                wanted.join(" ")
            ));
        }
        let parameter = |index: usize| parameters.get(index).copied().unwrap_or(f64::NAN);
        let (a, b, c) = (parameter(0), parameter(1), parameter(2));
        let made: Result<Self, ArgumentError> = match name {
            Name::Bernoulli => Bernoulli::new(a).map(Self::Bernoulli),
            Name::Beta => Beta::new(a, b).map(Self::Beta),
            Name::Binomial => Binomial::new(whole(a)?, b).map(Self::Binomial),
            Name::Cauchy => Cauchy::new(a, b).map(Self::Cauchy),
            Name::ChiSquared => ChiSquared::new(a).map(Self::ChiSquared),
            Name::Exponential => Exponential::new(a).map(Self::Exponential),
            Name::Gamma => Gamma::new(a, b).map(Self::Gamma),
            Name::Geometric => Geometric::new(a).map(Self::Geometric),
            Name::LogNormal => LogNormal::new(a, b).map(Self::LogNormal),
            Name::Normal => Normal::new(a, b).map(Self::Normal),
            Name::Pareto => Pareto::new(a, b).map(Self::Pareto),
            Name::Poisson => Poisson::new(a).map(Self::Poisson),
            Name::StudentT => StudentT::new(a).map(Self::StudentT),
            Name::Triangular => Triangular::new(a, b, c).map(Self::Triangular),
            Name::Uniform => wellspring::dist::Interval::new(a..b).map(Self::Uniform),
            Name::VonMises => VonMises::new(a, b).map(Self::VonMises),
            Name::Weibull => Weibull::new(a, b).map(Self::Weibull),
        };
        made.map_err(|error| match error {
            ArgumentError::Parameter { name: parameter, value, allowed } => {
                let (parameter, value) = (parameter.to_uppercase(), shown::number(value));
                format!("PARAMETER {parameter}: it is {value}, allowed is {}", in_capitals(allowed))
            }
            ArgumentError::EmptyRange { .. } => empty(a, b),
            error => format!("PARAMETER: {error}"),
        })
    }
}

/// With the names of parameters as the help has them, where the library has those of its arguments, in backquotes.
fn in_capitals(allowed: &str) -> String {
    let parts = allowed.split('`').enumerate();
    parts.map(|(n, part)| if n & 1 == 1 { part.to_uppercase() } else { part.to_owned() }).collect()
}

/// A number of trials.
fn whole(number: f64) -> Result<u64, String> {
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is whole and in range"
    )]
    match number.fract() == 0.0 && (0.0..=LARGEST).contains(&number) {
        true => Ok(number as u64),
        false => Err(format!(
            "PARAMETER N: it is {}, allowed is a whole number from 0 to {LARGEST}",
            shown::number(number)
        )),
    }
}

impl Distribution<f64> for Named {
    #[allow(clippy::cast_precision_loss, reason = "a count is printed as the nearest float")]
    fn try_sample<R: TryRng + ?Sized>(&self, rng: &mut R) -> Result<f64, R::Error> {
        Ok(match self {
            Self::Bernoulli(d) => u8::from(d.try_sample(rng)?).into(),
            Self::Beta(d) => d.try_sample(rng)?,
            Self::Binomial(d) => d.try_sample(rng)? as f64,
            Self::Cauchy(d) => d.try_sample(rng)?,
            Self::ChiSquared(d) => d.try_sample(rng)?,
            Self::Exponential(d) => d.try_sample(rng)?,
            Self::Gamma(d) => d.try_sample(rng)?,
            Self::Geometric(d) => d.try_sample(rng)? as f64,
            Self::LogNormal(d) => d.try_sample(rng)?,
            Self::Normal(d) => d.try_sample(rng)?,
            Self::Pareto(d) => d.try_sample(rng)?,
            Self::Poisson(d) => d.try_sample(rng)? as f64,
            Self::StudentT(d) => d.try_sample(rng)?,
            Self::Triangular(d) => d.try_sample(rng)?,
            Self::Uniform(d) => d.try_sample(rng)?,
            Self::VonMises(d) => d.try_sample(rng)?,
            Self::Weibull(d) => d.try_sample(rng)?,
        })
    }
}
