//! `cargo xtask profiles`: what dropped secrets leave, and what jumps and addresses depend on them, in ten ways to optimise.
//!
//! Each is a build of its own: minutes for all. The two that most users have are steps of `cargo xtask ci`.

use core::time::Duration;

use super::ci::optimised::{in_memory, memcheck};
use super::profile::{ALL, Profile};
use super::record::{self, Claim, Verdict};
use super::{Outcome, Stop, Workspace, failed, memory};
use crate::shell::timed;

/// What is looked at in each: a few words, what asks, and what has to be found for the answer to count.
type Look = (&'static str, fn(&Workspace, Profile) -> Outcome, &'static str);

const LOOKS: &[Look] = &[
    (
        "left in the process that dropped it",
        in_memory,
        "a plain string and a live hasher are found",
    ),
    ("left in memory and dumps, from outside", memory::once, "each control row is found"),
    ("jumps and addresses, by memcheck", memcheck, "tables, early ends and an `==` are reported"),
];

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    if let Some(arg) = args.first() {
        return Err(Stop::Usage(format!("profiles takes no argument `{arg}`")));
    }
    let (claims, time) = timed(|| claims(ws));
    record(ws, time, &claims)?;
    judge(&claims)
}

fn claims(ws: &Workspace) -> Vec<Claim> {
    let mut claims = Vec::new();
    for profile in ALL {
        claims.extend(LOOKS.iter().map(|look| claim(ws, *profile, *look)));
    }
    claims
}

fn claim(ws: &Workspace, profile: Profile, (what, look, control): Look) -> Claim {
    let what = format!("{}: {what}", profile.name());
    println!("\n== {what}");
    let (verdict, figure) = match look(ws, profile) {
        Ok(note) => (Verdict::Met, note),
        Err(Stop::NotChecked(reason)) => (Verdict::NotChecked, reason),
        Err(Stop::Failed(reason) | Stop::Usage(reason)) => (Verdict::Missed, reason),
    };
    let demand = "nothing left, nothing that depends on a secret".into();
    // The looks fail without their controls: where one was not made, none was seen.
    let control = if verdict == Verdict::Met { control } else { "" };
    Claim { what, figure, demand, verdict, control: control.into() }
}

fn record(ws: &Workspace, time: Duration, claims: &[Claim]) -> Result<(), Stop> {
    record::write(ws, "profiles", "cargo xtask profiles", time, claims)
}

fn judge(claims: &[Claim]) -> Outcome {
    println!();
    for Claim { what, figure, verdict, .. } in claims {
        println!("{what}: {verdict}: {figure}");
    }
    let count = |verdict| claims.iter().filter(|claim| claim.verdict == verdict).count();
    match (count(Verdict::Missed), count(Verdict::NotChecked)) {
        (0, 0) => Ok(format!("{} profiles, {} looks", ALL.len(), claims.len())),
        (0, n) => Err(Stop::NotChecked(format!("{n} of {} looks", claims.len()))),
        (n, _) => Err(failed(format!("{n} of {} looks", claims.len()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_checked_before_anything_runs() {
        let outcome = run(&Workspace::find(), &["fat".into()]);
        assert!(matches!(outcome, Err(Stop::Usage(reason)) if reason.contains("fat")));
    }

    #[test]
    fn what_failed_is_missed_and_what_was_not_looked_at_is_not_met() {
        let ws = Workspace::find();
        let look = |look: fn(&Workspace, Profile) -> Outcome| claim(&ws, ALL[0], ("x", look, "y"));
        let met = look(|_, _| Ok("18 checks".into()));
        let missed = look(|_, _| Err(failed("3 left")));
        let unchecked = look(|_, _| Err(Stop::NotChecked("no valgrind".into())));
        assert_eq!([met.verdict, missed.verdict], [Verdict::Met, Verdict::Missed]);
        assert_eq!([&*met.control, &unchecked.control], ["y", ""]);
        assert!(judge(core::slice::from_ref(&met)).is_ok());
        assert!(matches!(judge(&[met.clone(), unchecked.clone()]), Err(Stop::NotChecked(_))));
        assert!(matches!(judge(&[unchecked, missed]), Err(Stop::Failed(_))));
    }
}
