//! The laws that the samples are held against: `statrs`, and by our own integration what it does not have.

mod circular;
pub(crate) mod reference;

use statrs::distribution::{
    Beta, Cauchy, ChiSquared, Continuous, ContinuousCDF, Discrete, DiscreteCDF, Exp, Gamma,
    Geometric, LogNormal, Normal, Pareto, Poisson, StudentsT, Triangular, Weibull,
};

use statrs::function::gamma::ln_gamma;

pub(crate) use self::circular::von_mises;

type Function<T> = Box<dyn Fn(T) -> f64 + Send + Sync>;

/// A law of floats.
pub(crate) struct Density {
    pub(crate) name: String,
    pub(crate) cdf: Function<f64>,
    pub(crate) pdf: Function<f64>,
    /// Outside of these nothing may be drawn.
    pub(crate) support: (f64, f64),
}

/// A law of whole numbers from 0.
pub(crate) struct Masses {
    pub(crate) name: String,
    pub(crate) cdf: Function<u64>,
    pub(crate) pmf: Function<u64>,
    pub(crate) support: (u64, u64),
}

/// A law by its parameters, of which six digits are enough.
fn named(law: &str, parameters: &[f64]) -> String {
    let short = |x: &f64| format!("{:.5e}", x).parse::<f64>().unwrap().to_string();
    let parameters: Vec<String> = parameters.iter().map(short).collect();
    format!("{law}({})", parameters.join(", "))
}

const INFINITY: f64 = f64::INFINITY;

fn density<D>(name: String, support: (f64, f64), law: D) -> Density
where
    D: Continuous<f64, f64> + ContinuousCDF<f64, f64> + Clone + Send + Sync + 'static,
{
    let twin = law.clone();
    Density {
        name,
        cdf: Box::new(move |x| law.cdf(x)),
        pdf: Box::new(move |x| twin.pdf(x)),
        support,
    }
}

fn masses<D>(name: String, support: (u64, u64), law: D) -> Masses
where
    D: Discrete<u64, f64> + DiscreteCDF<u64, f64> + Clone + Send + Sync + 'static,
{
    let twin = law.clone();
    Masses {
        name,
        cdf: Box::new(move |k| law.cdf(k)),
        pmf: Box::new(move |k| twin.pmf(k)),
        support,
    }
}

pub(crate) fn uniform(a: f64, b: f64) -> Density {
    Density {
        name: format!("uniform on {a} to {b}"),
        cdf: Box::new(move |x| ((x - a) / (b - a)).clamp(0.0, 1.0)),
        pdf: Box::new(move |x| if (a..=b).contains(&x) { 1.0 / (b - a) } else { 0.0 }),
        support: (a, b),
    }
}

pub(crate) fn normal(mean: f64, deviation: f64) -> Density {
    let law = Normal::new(mean, deviation).unwrap();
    density(named("Normal", &[mean, deviation]), (-INFINITY, INFINITY), law)
}

pub(crate) fn log_normal(mean: f64, deviation: f64) -> Density {
    let law = LogNormal::new(mean, deviation).unwrap();
    density(named("LogNormal", &[mean, deviation]), (0.0, INFINITY), law)
}

pub(crate) fn exponential(rate: f64) -> Density {
    density(named("Exponential", &[rate]), (0.0, INFINITY), Exp::new(rate).unwrap())
}

/// By shape and scale, as the crate has it and Python.
pub(crate) fn gamma(shape: f64, scale: f64) -> Density {
    let law = Gamma::new(shape, 1.0 / scale).unwrap();
    let mut gamma = density(named("Gamma", &[shape, scale]), (0.0, INFINITY), law);
    let rest = gamma.cdf;
    // `statrs` has 0 for all that is below 1e-15, where for small shapes much lies: the first terms of the series.
    gamma.cdf = Box::new(move |x| match x / scale {
        y if y < 1e-9 => {
            (shape * y.ln() - ln_gamma(shape + 1.0)).exp() * (1.0 - shape * y / (shape + 1.0))
        }
        _ => rest(x),
    });
    gamma
}

pub(crate) fn beta(a: f64, b: f64) -> Density {
    density(named("Beta", &[a, b]), (0.0, 1.0), Beta::new(a, b).unwrap())
}

pub(crate) fn triangular(low: f64, high: f64, mode: f64) -> Density {
    let law = Triangular::new(low, high, mode).unwrap();
    density(named("Triangular", &[low, high, mode]), (low, high), law)
}

pub(crate) fn pareto(scale: f64, shape: f64) -> Density {
    let law = Pareto::new(scale, shape).unwrap();
    density(named("Pareto", &[scale, shape]), (scale, INFINITY), law)
}

pub(crate) fn weibull(scale: f64, shape: f64) -> Density {
    let law = Weibull::new(shape, scale).unwrap();
    density(named("Weibull", &[scale, shape]), (0.0, INFINITY), law)
}

pub(crate) fn chi_squared(freedom: f64) -> Density {
    let law = ChiSquared::new(freedom).unwrap();
    density(named("ChiSquared", &[freedom]), (0.0, INFINITY), law)
}

pub(crate) fn student_t(freedom: f64) -> Density {
    let law = StudentsT::new(0.0, 1.0, freedom).unwrap();
    density(named("StudentT", &[freedom]), (-INFINITY, INFINITY), law)
}

pub(crate) fn cauchy(median: f64, scale: f64) -> Density {
    let law = Cauchy::new(median, scale).unwrap();
    density(named("Cauchy", &[median, scale]), (-INFINITY, INFINITY), law)
}

/// From the mode outwards by the ratio of neighbours, and divided by the sum. The incomplete beta function of `statrs`
/// is wrong by 1e-4 for a million trials.
pub(crate) fn binomial(n: u64, p: f64) -> Masses {
    let mode = (((n + 1) as f64 * p) as u64).min(n);
    let ratio = |k: u64| (n - k) as f64 / (k + 1) as f64 * (p / (1.0 - p));
    let (mut low, mut masses) = (mode, vec![1.0]);
    while low > 0 && masses[masses.len() - 1] > 1e-40 {
        low -= 1;
        masses.push(masses[masses.len() - 1] / ratio(low));
    }
    masses.reverse();
    let mut high = mode;
    while high < n && masses[masses.len() - 1] > 1e-40 {
        masses.push(masses[masses.len() - 1] * ratio(high));
        high += 1;
    }
    let whole: f64 = masses.iter().sum();
    let add = |sum: &mut f64, mass: &f64| {
        *sum += mass;
        Some(*sum)
    };
    let sums: Vec<f64> = masses.iter().scan(0.0, add).collect();
    let place = move |k: u64| k.checked_sub(low).map(|index| index as usize);
    Masses {
        name: named("Binomial", &[n as f64, p]),
        cdf: Box::new(move |k| {
            place(k).map_or(0.0, |index| sums.get(index).map_or(1.0, |sum| sum / whole))
        }),
        pmf: Box::new(move |k| {
            place(k).and_then(|index| masses.get(index)).map_or(0.0, |mass| mass / whole)
        }),
        support: (0, n),
    }
}

pub(crate) fn poisson(mean: f64) -> Masses {
    // No sample holds a number of which the probability is below e^-100.
    let last = (mean + 20.0 * mean.sqrt() + 100.0) as u64;
    masses(named("Poisson", &[mean]), (0, last), Poisson::new(mean).unwrap())
}

/// Failures before the first success, from 0; `statrs` counts the success.
pub(crate) fn geometric(p: f64) -> Masses {
    let law = Geometric::new(p).unwrap();
    Masses {
        name: named("Geometric", &[p]),
        cdf: Box::new(move |k| -((k as f64 + 1.0) * (-p).ln_1p()).exp_m1()),
        pmf: Box::new(move |k| law.pmf(k + 1)),
        support: (0, u64::MAX - 1),
    }
}
