//! Many threads that mint session tokens as fast as they can, on the generator and on the operating system.
//!
//! Each thread has a generator of its own: `thread_rng()` is a handle to it, which cannot leave its thread, so that no two threads ever wait for
//! each other or draw the same. rayon's `map_init` makes one handle for each piece of work.
//!
//! ```console
//! $ cargo run --release -p wellspring --example load_test --features csprng -- 1000000
//! ```

use std::{
    collections::HashSet,
    env,
    io::{self, Write},
    time::Instant,
};

use rayon::prelude::*;
use wellspring::{
    Random, SecretString, Secrets, SystemRandom, TokenError, distributions::Exponential, thread_rng,
};

type Result<T> = core::result::Result<T, Box<dyn core::error::Error + Send + Sync>>;

/// `count` session tokens, each from the generator of whichever thread mints it.
fn from_generators(count: u32) -> core::result::Result<Vec<SecretString>, TokenError> {
    let mint = |rng: &mut wellspring::ThreadRng, _| rng.try_token_urlsafe(32);
    (0..count).into_par_iter().map_init(thread_rng, mint).collect()
}

/// The same from the operating system, which any number of threads may ask.
fn from_the_system(count: u32) -> core::result::Result<Vec<SecretString>, TokenError> {
    (0..count).into_par_iter().map(|_| SystemRandom.try_token_urlsafe(32)).collect()
}

/// When the requests of a day come in, in seconds: so many in the mean, each independent of the others.
fn arrivals(count: u32) -> Result<Vec<f64>> {
    let gap = Exponential::new(f64::from(count) / 86_400.0)?;
    let mut times = (0..count)
        .into_par_iter()
        .map_init(thread_rng, |rng, _| rng.try_draw(&gap))
        .collect::<core::result::Result<Vec<f64>, _>>()?;
    let mut now = 0.0;
    for time in &mut times {
        now += *time;
        *time = now;
    }
    Ok(times)
}

/// How many are different. Looking at secrets is for a test.
fn different(tokens: &[SecretString]) -> usize {
    tokens.iter().map(SecretString::expose_secret).collect::<HashSet<_>>().len()
}

/// What mints so many tokens.
type Mint = fn(u32) -> core::result::Result<Vec<SecretString>, TokenError>;

fn run(count: u32, out: &mut impl Write) -> Result<()> {
    const SOURCES: [(&str, Mint); 2] =
        [("thread_rng()", from_generators), ("SystemRandom", from_the_system)];
    writeln!(out, "{count} tokens of 32 bytes, {} threads", rayon::current_num_threads())?;
    for (source, mint) in SOURCES {
        let start = Instant::now();
        let tokens = mint(count)?;
        let rate = f64::from(count) / start.elapsed().as_secs_f64();
        let different = different(&tokens);
        writeln!(out, "{source:13} {rate:12.0} a second, {different} different")?;
        if different != tokens.len() {
            return Err("two tokens are equal".into());
        }
    }
    let times = arrivals(count)?;
    let last = times.last().copied().unwrap_or(0.0);
    writeln!(out, "the last of {count} requests of a day came after {:.1} hours", last / 3600.0)?;
    Ok(())
}

fn main() -> Result<()> {
    let count = env::args().nth(1).map_or(Ok(100_000), |text| text.parse())?;
    run(count, &mut io::stdout().lock())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
mod tests {
    use super::*;

    #[test]
    fn no_two_tokens_of_any_threads_are_equal() {
        let mut out = Vec::new();
        run(10_000, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.matches("10000 different").count(), 2, "{text}");
        assert_eq!(text.lines().count(), 4);
    }

    #[test]
    fn equal_ones_would_be_found() {
        let twice = || SecretString::from("twice".to_owned());
        assert_eq!(different(&[twice(), twice()]), 1);
    }

    #[test]
    fn requests_come_in_order() {
        let times = arrivals(1000).unwrap();
        assert!(times.is_sorted() && times.iter().all(|time| *time > 0.0));
    }
}
