//! A lottery whose draw anybody can check afterwards.
//!
//! The organiser must not choose the winners, and nobody else may foresee them. So there are three steps:
//!
//! 1. **Commit.** The list of entrants is closed. The organiser draws a seed, keeps it, and publishes the list, which public value will be taken,
//!    and a digest of all that with the seed. From here on nothing of it can be exchanged.
//! 2. **Wait** for that value, which nobody knows yet: the pulse of a randomness beacon at a time that was announced, or dice that a
//!    notary rolls. Without it an organiser could try seeds at home until a friend wins, and commit to that one.
//! 3. **Reveal.** The seed of the draw is a digest of all of it, and the winners are the numbers of `ReproducibleRng` from there, which are those of
//!    ChaCha20 (RFC 8439) and the same for ever. Everybody computes them anew, with the public value **as they have it from its own source**:
//!    who took the organiser's word for it would let them try values until a friend wins.
//!
//! What no audit can mend: an organiser who does not like the winners may keep the seed back. So announce with the rest until when it is revealed and
//! what a silence means, for instance that everybody gets the stake back, or leave a sealed copy of the seed with the notary.
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
    /// Which public value is taken: whose, of what time, in which form, so that two people who look it up write the same.
    beacon: String,
    commitment: Digest,
}

/// What is published after it. An audit needs this, the announcement, and the public value from its own source.
#[derive(Debug)]
struct Outcome {
    /// In hexadecimal; it was secret until now.
    seed: String,
    winners: Vec<String>,
}

impl Announcement {
    /// Closes the list. The seed stays with the organiser.
    fn new(entrants: &[&str], winners: usize, beacon: &str) -> Result<(Self, SecretArray<32>)> {
        let mut entrants: Vec<String> = entrants.iter().map(|&name| name.to_owned()).collect();
        entrants.sort_unstable();
        entrants.dedup();
        let seed = try_token_array::<32>()?;
        let commitment = commitment(&entrants, winners, beacon, seed.expose_secret());
        Ok((Self { entrants, winners, beacon: beacon.to_owned(), commitment }, seed))
    }

    /// The draw, once the public value is there.
    fn draw(&self, seed: &SecretArray<32>, value: &str) -> Result<Outcome> {
        let winners = self.winners_of(seed.expose_secret(), value)?;
        let seed = HEX.encode_to_secret(seed.expose_secret()).expose_secret().to_owned();
        Ok(Outcome { seed, winners })
    }

    /// What everybody can do: does the seed fit the commitment, and do the winners follow from it and from the public value, which
    /// whoever audits has looked up?
    fn audit(&self, outcome: &Outcome, value: &str) -> Result<()> {
        let mut seed = [0; 32];
        HEX.decode(&outcome.seed, &mut seed)?;
        if commitment(&self.entrants, self.winners, &self.beacon, &seed) != self.commitment {
            return Err("this is not what was committed to".into());
        }
        if self.winners_of(&seed, value)? != outcome.winners {
            return Err("these are not the winners of this seed and this public value".into());
        }
        Ok(())
    }

    fn winners_of(&self, seed: &[u8; 32], value: &str) -> Result<Vec<String>> {
        let all = digest("the draw", &[seed, value.as_bytes(), self.commitment.as_bytes()]);
        let mut rng = ReproducibleRng::from_seed(*all.as_bytes());
        let winners = rng.try_sample(&self.entrants, self.winners)?;
        Ok(winners.into_iter().cloned().collect())
    }
}

/// Hides the seed, which has 256 bits, and binds to it, to the public value that will be taken, to the list and to the number of winners.
fn commitment(entrants: &[String], winners: usize, beacon: &str, seed: &[u8; 32]) -> Digest {
    let count = winners.to_string();
    let mut parts = vec![&seed[..], count.as_bytes(), beacon.as_bytes()];
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

    let beacon = "ten dice of notary N, 2026-07-01 12:00 UTC, digits with single spaces";
    let (announcement, seed) = Announcement::new(&entrants, 3, beacon)?;
    writeln!(out, "before      {} entrants, {} winners", entrants.len(), announcement.winners)?;
    writeln!(out, "beacon      {}", announcement.beacon)?;
    writeln!(out, "commitment  {}", announcement.commitment.to_hex())?;

    // Afterwards, from the notary, and not from the organiser.
    let value = "3 6 1 5 2 2 4 1 6 3";
    let outcome = announcement.draw(&seed, value)?;
    writeln!(out, "value       {value}")?;
    writeln!(out, "seed        {}", outcome.seed)?;
    writeln!(out, "winners     {}", outcome.winners.join(", "))?;

    announcement.audit(&outcome, value)?;
    writeln!(out, "audit       passed: anybody can repeat it")?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]
mod tests {
    use super::*;

    const ENTRANTS: [&str; 5] = ["eve", "ann", "bob", "ann", "cy"];

    const DICE: &str = "three dice of notary N";

    #[test]
    fn an_honest_draw_passes() {
        main().unwrap();
        let (announcement, seed) = Announcement::new(&ENTRANTS, 2, DICE).unwrap();
        assert_eq!(announcement.entrants, ["ann", "bob", "cy", "eve"]);
        let outcome = announcement.draw(&seed, "3 6 1").unwrap();
        assert_eq!(outcome.winners.len(), 2);
        announcement.audit(&outcome, "3 6 1").unwrap();
        assert!(Announcement::new(&ENTRANTS, 5, DICE).unwrap().0.draw(&seed, "").is_err());
    }

    /// What an organiser might change afterwards, one thing at a time.
    #[test]
    fn every_change_is_found() {
        let (announcement, seed) = Announcement::new(&ENTRANTS, 2, DICE).unwrap();
        let honest = || announcement.draw(&seed, "3 6 1").unwrap();
        let audit = |outcome: &Outcome| announcement.audit(outcome, "3 6 1");
        audit(&honest()).unwrap();

        let mut other = honest();
        other.winners.reverse();
        assert!(audit(&other).is_err());
        let mut other = honest();
        other.seed = "00".repeat(32);
        assert!(audit(&other).is_err());
        let (mut more, _) = Announcement::new(&ENTRANTS, 2, DICE).unwrap();
        more.commitment = announcement.commitment;
        more.entrants.push("mallory".to_owned());
        assert!(more.audit(&honest(), "3 6 1").is_err());
        more.entrants.pop();
        more.audit(&honest(), "3 6 1").unwrap();
        more.winners = 1;
        assert!(more.audit(&honest(), "3 6 1").is_err());
        more.winners = 2;
        more.beacon.push_str(", or those of the next day");
        assert!(more.audit(&honest(), "3 6 1").is_err());
    }

    /// With the seed in hand values can be tried until somebody wins, at home; the audit has the true one.
    #[test]
    fn a_value_of_the_organisers_choice_is_found() {
        let (announcement, seed) = Announcement::new(&ENTRANTS, 1, DICE).unwrap();
        let of = |value: &str| announcement.draw(&seed, value).unwrap();
        let honest = of("3 6 1");
        let mut tried = (0..).map(|n: u32| of(&n.to_string()));
        let other = tried.find(|outcome| outcome.winners != honest.winners).unwrap();
        announcement.audit(&honest, "3 6 1").unwrap();
        assert!(announcement.audit(&other, "3 6 1").is_err());
    }

    /// Fixed for ever: who audits in ten years computes this.
    #[test]
    fn a_known_answer() {
        let entrants: Vec<String> = ["ann", "bob", "cy", "eve"].map(str::to_owned).to_vec();
        let commitment = commitment(&entrants, 2, DICE, &[7; 32]);
        let beacon = DICE.to_owned();
        let announcement = Announcement { entrants, winners: 2, beacon, commitment };
        assert_eq!(
            (announcement.winners_of(&[7; 32], "3 6 1").unwrap(), commitment.to_hex()),
            (KNOWN.map(str::to_owned).to_vec(), COMMITTED.to_owned())
        );
    }

    const KNOWN: [&str; 2] = ["eve", "cy"];
    /// By another implementation of SHA-256.
    const COMMITTED: &str = "c370f2be38eca6ac00024c8ed4f236487dc7831a9811f0969bdfbf156e5eba98";
}
