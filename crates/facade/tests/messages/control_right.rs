//! A control: what is right compiles, so that the others fail by what is wrong in them.
//!
//! compiles

use wellspring::{Otp, Random, ReproducibleRng, Secrets, SystemRandom, distributions::Normal, mint};

fn roll(mut rng: impl Random) -> u8 {
    rng.range(1..=6)
}

fn session(rng: &mut impl Secrets) -> usize {
    rng.token_urlsafe(32).len()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut rng = ReproducibleRng::from_number(1);
    let number: u32 = wellspring::randbelow(10);
    let noise: f64 = rng.draw(&Normal::new(0.0, 1.0)?);
    let byte: u8 = SystemRandom.range(..);
    println!("{number} {noise} {byte} {} {}", roll(&mut rng), roll(SystemRandom));
    println!("{} {}", session(&mut SystemRandom), mint(&Otp::digits(6)?).len());
    Ok(())
}
