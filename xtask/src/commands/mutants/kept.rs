//! What is committed of the mutants is what was found: the document adds up, its record is made of it, and both say how many files
//! changed since.
//!
//! Nobody asks thousands of mutants again to see whether a figure was typed. But a row that says that none lives while lines say that
//! two do, a sum that is not that of its rows, and a record of files that are not those of today are seen at once.

use super::files::critical;
use super::outcome::Outcomes;
use super::table::Document;
use crate::commands::record::{self, Claim, Found as Recorded, Verdict};

/// What the document comes to for the files of today.
pub(super) struct Found {
    pub(super) counts: Outcomes,
    /// How many live and are not argued.
    pub(super) open: usize,
    /// How many files have another text than their row, or no row.
    pub(super) left: usize,
    pub(super) claims: Vec<Claim>,
}

/// `files` are paths with the digests of their text.
pub(super) fn found(document: &Document, files: &[(&str, &str)]) -> Found {
    let asked = |path: &str| {
        let row = document.digest(path).map(String::as_str);
        files.iter().any(|(known, digest)| *known == path && row == Some(*digest))
    };
    let counts = document.counts(asked);
    let open = document.open(critical).len();
    let left = files.iter().filter(|(path, _)| !asked(path)).count();
    let verdict = if open == 0 { Verdict::Met } else { Verdict::Missed };
    let all_asked = if left == 0 { Verdict::Met } else { Verdict::NotChecked };
    let claims = vec![
        claim("mutants of dist and tokens", counts.to_string(), "", Verdict::Figure),
        claim(OPEN, open.to_string(), "0", verdict),
        claim(CHANGED, format!("{left} of {}", files.len()), "0", all_asked),
    ];
    Found { counts, open, left, claims }
}

/// One without a control.
pub(super) fn claim(what: &str, figure: String, demand: &str, verdict: Verdict) -> Claim {
    let (what, demand, control) = (what.into(), demand.into(), String::new());
    Claim { what, figure, demand, verdict, control }
}

const CHANGED: &str = "files whose mutants were not asked, or changed since";
pub(super) const OPEN: &str = "mutants that live and are not argued";
pub(super) const PLANTED: &str = "planted mutants that met their fate";

/// Whether the planted mutants of the last call that had some met their fate.
pub(super) fn planted(record: &str) -> bool {
    let found = record::read(record).unwrap_or_default();
    let mut claims = found.iter().map(|found| &found.claim);
    claims.any(|claim| claim.what == PLANTED && claim.verdict == Verdict::Met)
}

/// The violations, and how many files changed since, in words.
pub(super) fn check(document: &str, record: &str, files: &[(&str, &str)]) -> (Vec<String>, String) {
    const PLACE: &str = "docs/MUTANTS.md";
    const RECORD: &str = "docs/evidence/mutants.tsv";
    const REMEDY: &str = "`cargo xtask mutants --minutes 0` counts again";
    let document = match Document::read(document) {
        Ok(document) => document,
        Err(why) => return (vec![format!("{PLACE}: {why}")], String::new()),
    };
    let is_there = |path: &str| files.iter().any(|(known, _)| *known == path);
    let mut violations: Vec<String> =
        document.wrong(is_there).into_iter().map(|why| format!("{PLACE}: {why}")).collect();
    let Found { left, claims, .. } = found(&document, files);
    match record::read(record) {
        Ok(kept) => {
            for claim in &claims {
                let Claim { what, figure, verdict, .. } = claim;
                let same = |Recorded { claim, .. }: &Recorded| {
                    (&claim.what, &claim.figure, claim.verdict) == (what, figure, *verdict)
                };
                if !kept.iter().any(same) {
                    violations.push(format!(
                        "{RECORD}: {what}: not {figure} ({verdict}), which is so now; {REMEDY}"
                    ));
                }
            }
            if !planted(record) {
                violations.push(format!("{RECORD}: no planted mutant met its fate"));
            }
        }
        Err(why) => violations.push(format!("{RECORD}: {why}")),
    }
    let note = format!("{left} of {} files changed since their mutants were asked", files.len());
    (violations, note)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "\
# M

| file | digest | caught | ran too long | does not compile | lives | date |
|---|---|---|---|---|---|---|
| `a.rs` | `aa` | 3 | 1 | 2 | 1 | 2026-01-02 |
| `b.rs` | `bb` | 4 | 0 | 0 | 0 | 2026-01-02 |

| mutant | why it may live |
|---|---|
| `` a.rs:1:2: replace + with * in f `` | Equal: x is 0. |
";
    const FILES: &[(&str, &str)] = &[("a.rs", "aa"), ("b.rs", "bb")];

    fn kept() -> String {
        let mut claims = found(&Document::read(DOCUMENT).unwrap(), FILES).claims;
        claims.push(claim(PLANTED, "6".into(), "6", Verdict::Met));
        record::text(&Recorded::all(&record::Made::default(), &claims))
    }

    #[test]
    fn what_adds_up_is_clean() {
        let note = "0 of 2 files changed since their mutants were asked";
        assert_eq!(check(DOCUMENT, &kept(), FILES), (vec![], note.to_owned()));
    }

    #[test]
    fn a_row_that_was_edited_is_found() {
        for (old, new, count) in [
            // The row and its lines, and the sum.
            ("| 2 | 1 | 2026", "| 2 | 0 | 2026", 1),
            ("| 4 | 0 | 0 | 0 |", "| 5 | 0 | 0 | 0 |", 1),
            ("| 4 | 0 | 0 | 0 |", "| 4 | 0 | 0 | 1 |", 1),
            ("| `` a.rs:1:2: replace + with * in f `` | Equal: x is 0. |\n", "", 2),
            ("Equal: x is 0.", "", 1),
            ("`bb`", "`cc`", 2),
            ("| `b.rs` |", "| `c.rs` |", 3),
            ("| `b.rs` | `bb` |", "| `a.rs` | `aa` |", 4),
            ("`` a.rs:1:2", "`` c.rs:1:2", 3),
            ("| mutant |", "| mutants |", 1),
        ] {
            let edited = DOCUMENT.replace(old, new);
            assert_ne!(edited, DOCUMENT);
            let (found, _) = check(&edited, &kept(), FILES);
            assert_eq!(found.len(), count, "{new}: {found:?}");
        }
    }

    #[test]
    fn a_record_that_was_edited_or_is_old_is_found() {
        for (old, new) in
            [("0 of 2", "1 of 2"), ("7 caught", "8 caught"), ("\t6\t6\tmet", "\t5\t6\tmissed")]
        {
            let (found, _) = check(DOCUMENT, &kept().replace(old, new), FILES);
            assert_eq!(found.len(), 1, "{new}: {found:?}");
        }
        assert_eq!(check(DOCUMENT, "", FILES).0.len(), 4);
        let (found, note) = check(DOCUMENT, &kept(), &[("a.rs", "changed"), ("b.rs", "bb")]);
        assert_eq!((found.len(), note.starts_with("1 of 2 files")), (2, true), "{found:?}");
    }
}
