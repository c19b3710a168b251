use super::*;

fn one(kind: Document, command: &str, text: &str) -> Found {
    let [found] = kind.claims(command, text).try_into().unwrap();
    found
}

const FORKS: &str = "\
| command | test | demand | found | negative control | version | kernel | date |
|---|---|---|---|---|---|---|---|
| `cargo xtask forks fork` | a test | none | 0 | 5 | 1.2 | K | D |
";

#[test]
fn a_row_is_a_claim_with_its_own_day() {
    let Found { claim, made } = one(Document::Rows, "forks", FORKS);
    let cells = [&claim.what, &claim.figure, &claim.demand, &claim.control];
    assert_eq!(cells, ["a test", "0", "none", "5"]);
    assert_eq!(claim.verdict, Verdict::Met);
    let made = [&made.command, &made.version, &made.machine, &made.date];
    assert_eq!(made, ["cargo xtask forks fork", "1.2", "K", "D"]);
    assert_eq!(Document::Rows.claims("faults", FORKS).len(), 0, "another command's");
}

#[test]
fn what_is_not_good_is_said() {
    for (mark, verdict) in [
        ("**FAILED**: 3", Verdict::Missed),
        ("**CONTROL SILENT**: 0", Verdict::Missed),
        ("**not checked**: no", Verdict::NotChecked),
    ] {
        let text = FORKS.replace("| 0 |", &format!("| {mark} |"));
        assert_eq!(one(Document::Rows, "forks", &text).claim.verdict, verdict);
    }
}

const STATS: &str = "\
| command | test | draws | found | bound | negative control | its bound | version | kernel | date |
|---|---|---|---|---|---|---|---|---|---|
| `cargo xtask stats beta` | x | 10 | p 0.5 | 1 | y | 2^-50 | 1 | K | D |
| `cargo xtask stats beta` | z | 10 | p 0.1 | 2^-3 | y | < 2^-99999 | 1 | K | D |
| `cargo xtask stats gamma` | z | 10 | p 0.1 | 2^-1 | y | 2^-60 | 1 | K | D |
";

#[test]
fn rows_of_a_check_are_one_claim_of_the_weakest() {
    let [beta, gamma] = Document::Bounds.claims("stats", STATS).try_into().unwrap();
    assert_eq!(beta.claim.what, "beta, 2 rows");
    assert_eq!(beta.claim.figure, "smallest bound 2^-3");
    assert_eq!(beta.claim.control, "largest bound 2^-50");
    assert_eq!((beta.claim.verdict, gamma.claim.what.as_str()), (Verdict::Met, "gamma, 1 rows"));
    let bad = STATS.replacen("| p 0.1 |", "| **FAILED**: p 0 |", 1);
    let [beta, gamma] = Document::Bounds.claims("stats", &bad).try_into().unwrap();
    assert_eq!((beta.claim.verdict, gamma.claim.verdict), (Verdict::Missed, Verdict::Met));
    // Another day makes another claim.
    assert_eq!(Document::Bounds.claims("stats", &STATS.replacen("| D |", "| E |", 1)).len(), 3);
}

#[test]
fn a_source_is_held_against_the_controls_of_its_battery() {
    let text = "\
| command | battery | bytes | found | bound | demand | version | kernel | date |
|---|---|---|---|---|---|---|---|---|
| `cargo xtask stats bytes b system` | B 1 | 9 | none | 1 | must not be rejected | 1 | K | D |
| `cargo xtask stats bytes b counter` | B 1 | 9 | all | 2^-60 | control: must be rejected | 1 | K | D |
| `cargo xtask stats bytes b sticky` | B 1 | 9 | **FAILED**: all | 1 | control: must be rejected | 1 | K | D |
";
    let claim = one(Document::Batteries, "stats bytes", text).claim;
    assert_eq!((claim.what.as_str(), claim.figure.as_str()), ("system by B 1", "none; 9 bytes"));
    assert_eq!(claim.control, "rejected: counter, sticky NOT");
    assert_eq!(claim.verdict, Verdict::Missed);
    let seen = text.replace("**FAILED**: ", "");
    assert_eq!(one(Document::Batteries, "stats bytes", &seen).claim.verdict, Verdict::Met);
    let (without, _) = text.split_once("| `cargo xtask stats bytes b counter").unwrap();
    assert_eq!(one(Document::Batteries, "stats bytes", without).claim.verdict, Verdict::NotChecked);
}

#[test]
fn functions_are_held_against_the_early_end() {
    let text = "\
| command | function | measurements | largest t | a call, ns | visible, ns | version | kernel | date |
|---|---|---|---|---|---|---|---|---|
| `cargo xtask timing hex` | h | 9 | 1.2 | 30 | 0.1 | 1 | K | D |
| `cargo xtask timing early-exit` | control: e | 9 | 500 | 3 | 0.1 | 1 | K | D |
";
    let [hex, early] = Document::Timing.claims("timing", text).try_into().unwrap();
    assert_eq!(hex.claim.control, "an early end has 500");
    assert_eq!([hex.claim.demand.as_str(), &early.claim.demand], ["t below 4.5", "t above 45"]);
}

const MEMORY: &str = "\
Version 1.2, K, D.

| | alive: in memory | alive: in a core dump | dropped: in memory | dropped: in a core dump | dropped: in registers |
|---|---|---|---|---|---|
| a | 20 of 20 | 20 of 20 | 0 of 20 | 0 of 20 | 3 of 20 |
| b | 20 of 20 | 20 of 20 | 0 of 20 | 0 of 20 | 3 of 20 |
| *control:* c | 20 of 20 | 20 of 20 | 20 of 20 | 20 of 20 | 3 of 20 |
";

#[test]
fn places_are_summed_up() {
    let [memory, dump] = Document::Memory.claims("memory", MEMORY).try_into().unwrap();
    assert_eq!(memory.claim.what, "2 ways to make a secret that was dropped, in memory");
    assert_eq!(memory.claim.figure, "found in 0 of 40 runs, 0 not checked");
    assert_eq!(memory.claim.control, "found in 20 of 20 runs");
    assert_eq!((memory.claim.verdict, dump.made.date.as_str()), (Verdict::Met, "D"));
    for (old, new, verdict) in [
        ("| b |", "| **WRONG** b |", Verdict::Missed),
        ("| 0 of 20 | 3", "| 0 of 19, 1 not checked | 3", Verdict::NotChecked),
        ("| *control:* c |", "| c |", Verdict::NotChecked),
    ] {
        let found = Document::Memory.claims("memory", &MEMORY.replacen(old, new, 1));
        assert_eq!(found[1].claim.verdict, verdict, "{new}");
    }
    assert_eq!(Document::Memory.claims("memory", &MEMORY.replace("0 of 20", "none")).len(), 0);
}

#[test]
fn bounds_are_compared_by_their_exponents() {
    assert_eq!(["1", "2^-40", "< 2^-99999"].map(exponent), [0, -40, -99999]);
}
