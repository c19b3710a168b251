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
        let announcement = Self { entrants, winners, beacon: beacon.to_owned(), commitment };
        announcement.check()?;
        Ok((announcement, seed))
    }

    /// The draw, once the public value is there.
    fn draw(&self, seed: &SecretArray<32>, value: &str) -> Result<Outcome> {
        let winners = self.winners_of(seed.expose_secret(), value)?;
        let seed = HEX.encode_to_secret(seed.expose_secret()).expose_secret().to_owned();
        Ok(Outcome { seed, winners })
    }

    /// What everybody can do: is the list sorted and has everybody once, does the seed fit the commitment, are there as many winners as were
    /// announced, and do they follow from the seed and from the public value, which whoever audits has looked up?
    fn audit(&self, outcome: &Outcome, value: &str) -> Result<()> {
        self.check()?;
        let mut seed = [0; 32];
        HEX.decode(&outcome.seed, &mut seed)?;
        if commitment(&self.entrants, self.winners, &self.beacon, &seed) != self.commitment {
            return Err("this is not what was committed to".into());
        }
        if outcome.winners.len() != self.winners {
            return Err("there are more or fewer winners than were announced".into());
        }
        if self.winners_of(&seed, value)? != outcome.winners {
            return Err("these are not the winners of this seed and this public value".into());
        }
        Ok(())
    }

    /// What is committed to is not yet fair: an organiser could commit to a list that has a friend twice.
    fn check(&self) -> Result<()> {
        if !self.entrants.windows(2).all(|pair| matches!(pair, [a, b] if a < b)) {
            return Err("the entrants are not sorted, or one of them is there twice".into());
        }
        if self.winners == 0 || self.winners > self.entrants.len() {
            return Err("there are more winners than entrants, or none".into());
        }
        if self.beacon.trim().is_empty() {
            return Err("it is not said which public value is taken".into());
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
    }

    /// An organiser who commits to it may still have made it unfair, and publishes seed, commitment and winners that fit.
    #[test]
    fn what_was_committed_to_has_to_be_a_lottery() {
        let seed = SecretArray::from(Box::new([7; 32]));
        let audit = |entrants: &[&str], winners: usize, beacon: &str| {
            let entrants: Vec<String> = entrants.iter().map(|&name| name.to_owned()).collect();
            let commitment = commitment(&entrants, winners, beacon, seed.expose_secret());
            let beacon = beacon.to_owned();
            let announcement = Announcement { entrants, winners, beacon, commitment };
            let outcome = announcement.draw(&seed, "3 6 1")?;
            announcement.audit(&outcome, "3 6 1")
        };
        audit(&["ann", "bob", "cy"], 2, DICE).unwrap();
        for (entrants, winners, beacon, why) in [
            (&["ann", "bob", "bob", "cy"][..], 2, DICE, "twice"),
            (&["bob", "ann", "cy"], 2, DICE, "not sorted"),
            (&["ann", "bob"], 0, DICE, "or none"),
            (&[], 0, DICE, "or none"),
            (&["ann", "bob"], 1, " ", "which public value"),
        ] {
            let error = audit(entrants, winners, beacon).unwrap_err().to_string();
            assert!(error.contains(why), "{entrants:?} {winners}: {error}");
        }
        assert!(audit(&["ann", "bob"], 3, DICE).is_err());
        assert!(Announcement::new(&ENTRANTS, 5, DICE).is_err());
        assert!(Announcement::new(&ENTRANTS, 2, "").is_err());
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
        other.winners.pop();
        assert!(audit(&other).unwrap_err().to_string().contains("more or fewer winners"));
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
