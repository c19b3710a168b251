//! A lottery whose draw anybody can check afterwards.
//!
//! The organiser must not choose the winners, and nobody else may foresee them. So there are three steps:
//!
//! 1. **Commit.** The list of entrants is closed. The organiser draws a seed, keeps it, and publishes the list and a digest of list and seed.
//!    From here on the seed cannot be exchanged.
//! 2. **Wait** for a public value that nobody knows yet: the pulse of a randomness beacon at a time that was announced, or dice that a
//!    notary rolls. Without it an organiser could try seeds at home until a friend wins, and commit to that one.
//! 3. **Reveal.** The seed of the draw is a digest of all of it, and the winners are the numbers of `ReproducibleRng` from there, which are those of
//!    ChaCha20 (RFC 8439) and the same for ever. Everybody computes them anew.
//!
//! ```console
//! $ cargo run -p wellspring --example lottery --features csprng,sha2
//! ```

use std::io::{self, Write};

use wellspring::{Digest, Random, ReproducibleRng, SecretArray, encoding::HEX, try_token_array};

type Result<T> = core::result::Result<T, Box<dyn core::error::Error>>;

/// What is published before the draw.
#[derive(Debug)]
struct Announcement {
    /// Sorted, each once, so that there is one order.
    entrants: Vec<String>,
    winners: usize,
    commitment: Digest,
}

/// What is published after it: with the announcement all that an audit needs.
#[derive(Debug)]
struct Outcome {
    /// In hexadecimal; it was secret until now.
    seed: String,
    beacon: String,
    winners: Vec<String>,
}

impl Announcement {
    /// Closes the list. The seed stays with the organiser.
    fn new(entrants: &[&str], winners: usize) -> Result<(Self, SecretArray<32>)> {
        let mut entrants: Vec<String> = entrants.iter().map(|&name| name.to_owned()).collect();
        entrants.sort_unstable();
        entrants.dedup();
        let seed = try_token_array::<32>()?;
        let commitment = commitment(&entrants, winners, seed.expose_secret());
        Ok((Self { entrants, winners, commitment }, seed))
    }

    /// The draw, once the public value is there.
    fn draw(&self, seed: &SecretArray<32>, beacon: &str) -> Result<Outcome> {
        let winners = self.winners_of(seed.expose_secret(), beacon)?;
        let seed = HEX.encode_to_secret(seed.expose_secret()).expose_secret().to_owned();
        Ok(Outcome { seed, beacon: beacon.to_owned(), winners })
    }

    /// What everybody can do: does the seed fit the commitment, and do the winners follow from it?
    fn audit(&self, outcome: &Outcome) -> Result<()> {
        let mut seed = [0; 32];
        HEX.decode(&outcome.seed, &mut seed)?;
        if commitment(&self.entrants, self.winners, &seed) != self.commitment {
            return Err("the seed is not the one that was committed to".into());
        }
        if self.winners_of(&seed, &outcome.beacon)? != outcome.winners {
            return Err("these are not the winners of this seed".into());
        }
        Ok(())
    }

    fn winners_of(&self, seed: &[u8; 32], beacon: &str) -> Result<Vec<String>> {
        let all = digest("the draw", &[seed, beacon.as_bytes(), self.commitment.as_bytes()]);
        let mut rng = ReproducibleRng::from_seed(*all.as_bytes());
        let winners = rng.try_sample(&self.entrants, self.winners)?;
        Ok(winners.into_iter().cloned().collect())
    }
}

/// Hides the seed, which has 256 bits, and binds to it, to the list and to the number of winners.
fn commitment(entrants: &[String], winners: usize, seed: &[u8; 32]) -> Digest {
    let count = winners.to_string();
    let mut parts = vec![&seed[..], count.as_bytes()];
    parts.extend(entrants.iter().map(String::as_bytes));
    digest("the commitment", &parts)
}

/// SHA-256 of parts, each behind its length, so that no two lists of parts are the same bytes.
fn digest(purpose: &str, parts: &[&[u8]]) -> Digest {
    let mut bytes = Vec::new();
    for part in [purpose.as_bytes()].iter().chain(parts) {
        bytes.extend((part.len() as u64).to_be_bytes());
        bytes.extend(*part);
    }
    Digest::of(&bytes)
}

fn main() -> Result<()> {
    let entrants = ["ann", "bob", "cy", "dot", "eve", "fay", "gil", "hal"];
    let mut out = io::stdout().lock();

    let (announcement, seed) = Announcement::new(&entrants, 3)?;
    writeln!(out, "before      {} entrants, {} winners", entrants.len(), announcement.winners)?;
    writeln!(out, "commitment  {}", announcement.commitment.to_hex())?;

    // The value of a beacon at the time that was announced; here that of a die which a notary rolled.
    let beacon = "2026-07-01 12:00 UTC: 3 6 1 5 2 2 4 1 6 3";
    let outcome = announcement.draw(&seed, beacon)?;
    writeln!(out, "beacon      {}", outcome.beacon)?;
    writeln!(out, "seed        {}", outcome.seed)?;
    writeln!(out, "winners     {}", outcome.winners.join(", "))?;

    announcement.audit(&outcome)?;
    writeln!(out, "audit       passed: anybody can repeat it")?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]
mod tests {
    use super::*;

    const ENTRANTS: [&str; 5] = ["eve", "ann", "bob", "ann", "cy"];

    #[test]
    fn an_honest_draw_passes() {
        main().unwrap();
        let (announcement, seed) = Announcement::new(&ENTRANTS, 2).unwrap();
        assert_eq!(announcement.entrants, ["ann", "bob", "cy", "eve"]);
        let outcome = announcement.draw(&seed, "3 6 1").unwrap();
        assert_eq!(outcome.winners.len(), 2);
        announcement.audit(&outcome).unwrap();
        assert!(Announcement::new(&ENTRANTS, 5).unwrap().0.draw(&seed, "").is_err());
    }

    /// What an organiser might change afterwards, one thing at a time.
    #[test]
    fn every_change_is_found() {
        let (announcement, seed) = Announcement::new(&ENTRANTS, 2).unwrap();
        let honest = || announcement.draw(&seed, "3 6 1").unwrap();
        announcement.audit(&honest()).unwrap();

        let mut other = honest();
        other.winners.reverse();
        assert!(announcement.audit(&other).is_err());
        let mut other = honest();
        other.seed = "00".repeat(32);
        assert!(announcement.audit(&other).is_err());
        let mut other = honest();
        other.beacon.push('1');
        // The same two of four in the same order: one time in twelve.
        if announcement.draw(&seed, &other.beacon).unwrap().winners != other.winners {
            assert!(announcement.audit(&other).is_err());
        }
        let (mut more, _) = Announcement::new(&ENTRANTS, 2).unwrap();
        more.commitment = announcement.commitment;
        more.entrants.push("mallory".to_owned());
        assert!(more.audit(&honest()).is_err());
        more.entrants.pop();
        more.audit(&honest()).unwrap();
        more.winners = 1;
        assert!(more.audit(&honest()).is_err());
    }

    /// Fixed for ever: who audits in ten years computes this.
    #[test]
    fn a_known_answer() {
        let entrants: Vec<String> = ["ann", "bob", "cy", "eve"].map(str::to_owned).to_vec();
        let commitment = commitment(&entrants, 2, &[7; 32]);
        let announcement = Announcement { entrants, winners: 2, commitment };
        assert_eq!(
            (announcement.winners_of(&[7; 32], "3 6 1").unwrap(), commitment.to_hex()),
            (KNOWN.map(str::to_owned).to_vec(), COMMITTED.to_owned())
        );
    }

    const KNOWN: [&str; 2] = ["ann", "bob"];
    /// By another implementation of SHA-256.
    const COMMITTED: &str = "88a01665197db07b1d1c301e8b64418db22fb2bea1edd0e9f63c66f07876e6ad";
}
