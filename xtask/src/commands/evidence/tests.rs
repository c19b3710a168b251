use core::time::Duration;

use super::running::{command, keep, said};
use super::*;

fn found(what: &str, verdict: Verdict) -> Found {
    let claim = Claim {
        what: what.into(),
        figure: "3 | 4".into(),
        demand: "5".into(),
        verdict,
        control: "fires".into(),
    };
    let made = Made {
        command: "cargo xtask x".into(),
        date: "2026-01-02".into(),
        version: "1".into(),
        machine: "M".into(),
        seconds: 9,
    };
    Found { claim, made }
}

const ALL: [Verdict; 4] = [Verdict::Met, Verdict::Missed, Verdict::NotChecked, Verdict::Figure];

#[test]
fn the_page_has_every_claim_and_says_what_is_bad_first() {
    let entry = &ENTRIES[0];
    let parts = [(entry, ALL.map(|verdict| found(&format!("what {verdict}"), verdict)).to_vec())];
    let text = page::page(&parts);
    assert!(
        text.contains("4 claims: 1 met, 1 missed, of which 0 are argued, 1 not checked"),
        "{text}"
    );
    assert!(text.contains("2026-01-02, version 1, M, 9 s."), "{text}");
    for verdict in ALL {
        assert!(
            text.contains(&format!(
                "| what {verdict} | 3 \\| 4 | 5 | {verdict} | fires | `cargo xtask x` |"
            )),
            "{text}"
        );
    }
    let [missed, unchecked, section] =
        ["## Missed", "## Not checked", "## stats"].map(|title| text.find(title).unwrap());
    assert!(missed < unchecked && unchecked < section);
    let clean = page::page(&[(entry, vec![found("a", Verdict::Met)])]);
    assert!(!clean.contains("## Missed") && !clean.contains("## Not checked"));
}

#[test]
fn what_is_missed_or_not_checked_does_not_pass() {
    let (name, what, _) = list::ARGUED[0];
    let entry = ENTRIES.iter().find(|entry| entry.name == name).unwrap();
    let judged_of = |what: &str, verdicts: &[Verdict], broken: &[Broken], missed, missing| {
        let found = verdicts.iter().map(|verdict| found(what, *verdict)).collect();
        judge(&[(entry, found)], broken, missed, missing)
    };
    let judged = |verdicts: &[Verdict], broken: &[Broken], missed, missing| {
        judged_of(what, verdicts, broken, missed, missing)
    };
    let [met, missed, unseen, figure] = ALL;
    assert!(judged(&[met, figure], &[], false, false).is_ok());
    assert!(matches!(judged(&[met, missed], &[], false, true), Err(Stop::Failed(_))));
    assert!(matches!(judged_of("a", &[met, missed], &[], true, true), Err(Stop::Failed(_))));
    let both = judged(&[missed, unseen], &[], false, false);
    assert!(
        matches!(both, Err(Stop::Failed(why)) if why.contains("--allow-missed with --allow-missing lets"))
    );
    assert!(judged(&[met, missed], &[], true, false).is_ok());
    assert!(matches!(judged(&[met, unseen], &[], true, false), Err(Stop::NotChecked(_))));
    assert!(judged(&[met, unseen], &[], false, true).is_ok());
    assert!(matches!(judged(&[missed, unseen], &[], true, false), Err(Stop::NotChecked(_))));
    assert!(judged(&[missed, unseen], &[], true, true).is_ok());
    let broken =
        |verdict, wrote| [Broken { name: entry.name, verdict, reason: String::new(), wrote }];
    for (rows, wrote) in [(&[met], false), (&[met], true), (&[missed], false)] {
        let judged = judged(rows, &broken(missed, wrote), true, true);
        assert!(matches!(judged, Err(Stop::Failed(_))), "{rows:?} {wrote}");
    }
    assert!(judged(&[missed], &broken(missed, true), true, true).is_ok());
    assert!(matches!(
        judged(&[met], &broken(unseen, false), true, false),
        Err(Stop::NotChecked(_))
    ));
    assert!(judged(&[met], &broken(unseen, false), true, true).is_ok());
    let counted = judged(&[unseen], &broken(unseen, true), true, true).unwrap();
    assert!(counted.contains("1 not checked"), "{counted}");
}

#[test]
fn a_command_that_is_not_there_is_not_checked_and_a_panic_is_a_failure() {
    let ws = Workspace::find();
    assert!(matches!(command(&ws, &["no-such-command"]), Err(Stop::NotChecked(_))));
    assert!(matches!(command(&ws, &["tidy", "x"]), Err(Stop::Usage(_))));
    assert!(matches!(command(&ws, &["ci", "no-such-step"]), Err(Stop::Usage(_))));
    assert_eq!(said(&"why"), "it panicked: why");
}

/// Into a folder of this test's own.
#[test]
fn a_failure_that_no_claim_tells_of_is_kept() {
    let mut ws = Workspace::find();
    ws.records = ws.target.join("xtask").join("evidence-test");
    _ = fs::remove_dir_all(&ws.records);
    let entry = ENTRIES.iter().find(|entry| entry.name == "nopanic").unwrap();
    let kept = |written, last| {
        keep(&ws, entry, entry.full, Duration::ZERO, written, last).unwrap();
        let found = entry.found(&ws, true).unwrap();
        found.into_iter().map(|found| found.claim.verdict).collect::<Vec<_>>()
    };
    assert_eq!(
        entry.found(&ws, true).unwrap()[0].claim.verdict,
        Verdict::NotChecked,
        "not run yet"
    );
    assert_eq!(kept(false, entry.claim("x", Verdict::Met)), [Verdict::Met]);
    assert_eq!(kept(true, entry.claim("x", Verdict::Met)), [Verdict::Met]);
    assert_eq!(kept(true, entry.claim("x", Verdict::Missed)), [Verdict::Met, Verdict::Missed]);
    assert_eq!(kept(true, entry.claim("x", Verdict::Missed)), [Verdict::Met, Verdict::Missed]);
    assert_eq!(kept(false, entry.claim("x", Verdict::NotChecked)), [Verdict::NotChecked]);
}

#[test]
fn claims_without_a_control_are_counted() {
    let entry = |name: &str| ENTRIES.iter().find(|entry| entry.name == name).unwrap();
    let with = |what: &str, verdict, control: &str| {
        let claim = entry("nopanic").claim(what, verdict);
        Found { claim: Claim { control: control.into(), ..claim }, made: Made::default() }
    };
    let bare = with("a", Verdict::Met, "");
    let parts = [
        (
            entry("nopanic"),
            vec![bare.clone(), with("b", Verdict::Missed, "fires"), with("c", Verdict::Figure, "")],
        ),
        (entry("mutants"), vec![with("d", Verdict::NotChecked, "fires")]),
    ];
    let text = page::page(&parts);
    assert!(text.contains("Of the 3 of which something is asked, 2 say what a negative control showed; without one: 1 (1 of [nopanic](#nopanic)).\n"), "{text}");
    assert!(page::page(&parts[1..]).contains("without one: 0.\n"));
}

#[test]
fn arguments_are_checked_before_anything_runs() {
    for bad in [&["--fast"][..], &["everything"], &["--quick", "--write"]] {
        let args: Vec<String> = bad.iter().map(|word| (*word).into()).collect();
        assert!(matches!(run(&Workspace::find(), &args), Err(Stop::Usage(_))), "{bad:?}");
    }
}

#[test]
fn every_command_is_evidence_or_said_to_be_none() {
    for name in crate::names() {
        let has = ENTRIES.iter().any(|entry| entry.full.first() == Some(&name));
        assert!(has || list::OTHERS.contains(&name), "{name}");
    }
}

#[test]
fn documents_have_claims_of_every_entry() {
    let ws = Workspace::find();
    for entry in ENTRIES.iter().filter(|entry| matches!(entry.source, Source::Document(..))) {
        let found = entry.found(&ws, false).unwrap();
        assert!(
            found.len() > 1 && found.iter().all(|found| !found.made.date.is_empty()),
            "{}",
            entry.name
        );
    }
}

#[test]
fn what_runs_beside_others_has_a_quick_form() {
    for name in list::COMPILING.iter().chain(list::MEASURING) {
        assert!(all().any(|entry| entry.name == *name && !entry.quick.is_empty()), "{name}");
    }
}
