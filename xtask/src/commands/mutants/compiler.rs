//! What the compiler refuses of a text full of mutants, and what that says of them.
//!
//! An error that stands within a mutant is the mutant's; one that stands in a bracket alone may be that of any of its mutants. An
//! error that a mutant would bring about in its own place too, since it is one of types or names, is the proof that it does not
//! compile. All others that are refused are asked one by one.

use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use super::catalogue::Mutant;
use crate::json::{self, Value};

/// Where a mutant stands in the new text, in bytes of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) number: u32,
    pub(super) file: String,
    pub(super) own: Range<usize>,
    /// With all that chooses it.
    pub(super) whole: Range<usize>,
}

/// What to leave out of the next text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Refused {
    /// Mutants, and whether it is proved that they do not compile.
    pub(super) mutants: BTreeMap<u32, bool>,
    /// Functions that constants need.
    pub(super) constant: BTreeSet<String>,
    /// What none of this explains, as the compiler words it.
    pub(super) unexplained: Vec<String>,
}

/// Errors of types and names: E0277 (no such trait), E0308 (other type), E0369, E0368 and E0600 (no such operator), E0412,
/// E0423, E0425, E0432, E0433, E0574 and E0599 (no such name), E0603 and E0624 (none that is seen), E0061 (other arguments),
/// E0604 to E0606 (no such cast), E0614 and E0618 (no such use).
const PROOFS: &[&str] = &[
    "E0061", "E0277", "E0308", "E0368", "E0369", "E0412", "E0423", "E0425", "E0432", "E0433",
    "E0574", "E0599", "E0600", "E0603", "E0604", "E0605", "E0606", "E0614", "E0618", "E0624",
];
/// The same of a macro, which has no code: crates without std have no `vec!` but what they bring in.
const NO_MACRO: &str = "cannot find macro ";
/// Said of the later of two branches, where the type of the earlier one may be the wrong one.
const BRANCHES: &str = "`if` and `else` have incompatible types";
/// A constant calls what is no longer `const`.
const NOT_CONST: &str = "E0015";
/// A `match` that does not cover all values.
const NOT_ALL: &str = "E0004";

/// What the lines of `cargo check --message-format json` say. `mutants` are all, of which the first has number 1.
pub(super) fn refused(
    lines: &str,
    placed: &[Placed],
    mutants: &[Mutant],
    freed: &BTreeSet<String>,
) -> Result<Refused, String> {
    let mut refused = Refused::default();
    for line in lines.lines().filter(|line| line.starts_with('{')) {
        let value = json::read(line)?;
        let message = value.get("message");
        if value.get("reason").text() != Some("compiler-message")
            || message.get("level").text() != Some("error")
        {
            continue;
        }
        let text = message.get("rendered").text().unwrap_or_default();
        let code = message.get("code").get("code").text().unwrap_or_default();
        let words = message.get("message").text().unwrap_or_default();
        let spans: Vec<(String, Range<usize>)> = primary(message).collect();
        if spans.is_empty() {
            // The sum of the others, without a place.
            continue;
        }
        if code == NOT_CONST {
            if let Some(name) = last_name(words).filter(|name| freed.contains(name)) {
                refused.constant.insert(name);
                continue;
            }
        }
        let found =
            if code == NOT_ALL { arms(&spans, placed, mutants) } else { holders(&spans, placed) };
        if found.is_empty() {
            refused.unexplained.push(text.to_owned());
        }
        for (number, own) in found {
            let index = (number as usize).saturating_sub(1);
            let opaque = mutants.get(index).is_none_or(|mutant| mutant.opaque);
            let of_names = PROOFS.contains(&code) || words.starts_with(NO_MACRO);
            let proves = of_names && !words.starts_with(BRANCHES);
            let proved = code == NOT_ALL || own && !opaque && proves;
            // One proof is enough.
            *refused.mutants.entry(number).or_default() |= proved;
        }
    }
    Ok(refused)
}

/// The places that the message is about, each with those from which macros brought it there.
fn primary(message: &Value) -> impl Iterator<Item = (String, Range<usize>)> {
    let spans = message.get("spans").items().iter();
    let spans = spans.filter(|span| span.get("is_primary") == &Value::Bool(true));
    spans
        .flat_map(|span| core::iter::successors(Some(span), |span| brought(span)).filter_map(place))
}

/// Where the macro was called that brought the text there.
fn brought(span: &Value) -> Option<&Value> {
    match span.get("expansion").get("span") {
        Value::Null => None,
        outer => Some(outer),
    }
}

fn place(span: &Value) -> Option<(String, Range<usize>)> {
    let byte = |name: &str| match span.get(name) {
        Value::Number(digits) => digits.parse().ok(),
        _ => None,
    };
    Some((span.get("file_name").text()?.to_owned(), byte("byte_start")?..byte("byte_end")?))
}

/// The mutants within which an error stands, or else those of the innermost bracket around it.
fn holders(spans: &[(String, Range<usize>)], placed: &[Placed]) -> Vec<(u32, bool)> {
    let within = |range: &Range<usize>, outer: &Range<usize>| {
        outer.start <= range.start && range.end <= outer.end
    };
    let mut found = Vec::new();
    for (file, range) in spans {
        let here = || placed.iter().filter(move |mutant| mutant.file == *file);
        found.extend(here().filter(|m| within(range, &m.own)).map(|m| (m.number, true)));
    }
    if !found.is_empty() {
        return found;
    }
    for (file, range) in spans {
        let here = || placed.iter().filter(move |mutant| mutant.file == *file);
        let around = here().filter(|mutant| within(range, &mutant.whole));
        let Some(innermost) = around.map(|mutant| &mutant.whole).min_by_key(|r| r.len()) else {
            continue;
        };
        found.extend(here().filter(|m| m.whole == *innermost).map(|m| (m.number, false)));
    }
    found
}

/// The arms of the innermost `match` around an error.
fn arms(
    spans: &[(String, Range<usize>)],
    placed: &[Placed],
    mutants: &[Mutant],
) -> Vec<(u32, bool)> {
    let is_arm = |placed: &&Placed| {
        let index = (placed.number as usize).saturating_sub(1);
        mutants.get(index).is_some_and(|mutant| mutant.genre == "MatchArm")
    };
    let arms: Vec<Placed> = placed.iter().filter(is_arm).cloned().collect();
    holders(spans, &arms)
}

/// Of ``cannot call non-const associated function `a::B::<T>::name` in constants``.
fn last_name(message: &str) -> Option<String> {
    let path = message.split('`').nth(1)?;
    let name = path.rsplit("::").find(|part| !part.starts_with('<'))?;
    Some(name.trim_end_matches("()").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mutant(genre: &str, opaque: bool) -> Mutant {
        let text = || String::from("1");
        let genre = genre.to_owned();
        let (name, file, replacement) = (text(), "a.rs".into(), text());
        Mutant { name, file, genre, line: text(), column: text(), replacement, opaque }
    }

    fn error(code: &str, words: &str, start: usize, end: usize) -> String {
        format!(
            r#"{{"reason":"compiler-message","message":{{"level":"error","message":"{words}","code":{{"code":"{code}"}},"rendered":"{words}","spans":[{{"is_primary":true,"file_name":"a.rs","byte_start":{start},"byte_end":{end},"expansion":null}}]}}}}"#
        )
    }

    fn found(lines: &str) -> Refused {
        let mutants = [
            mutant("FnValue", false),
            mutant("FnValue", true),
            mutant("BinaryOperator", false),
            mutant("MatchArm", false),
        ];
        let place = |number, own, whole| Placed { number, file: "a.rs".into(), own, whole };
        let placed = [
            place(1, 10..20, 5..100),
            place(2, 22..30, 5..100),
            place(3, 40..50, 35..60),
            place(4, 35..35, 35..70),
        ];
        refused(lines, &placed, &mutants, &BTreeSet::from(["f".to_owned()])).unwrap()
    }

    #[test]
    fn an_error_within_a_mutant_is_its_own() {
        assert_eq!(found(&error("E0277", "x", 12, 14)).mutants, [(1, true)].into());
        // Of what body decides the type, the mutant may be another.
        assert_eq!(found(&error("E0308", "x", 22, 30)).mutants, [(2, false)].into());
        assert_eq!(
            found(&error("", "cannot find macro `vec`", 12, 15)).mutants,
            [(1, true)].into()
        );
        let words = "`if` and `else` have incompatible types";
        assert_eq!(found(&error("E0308", words, 41, 42)).mutants, [(3, false)].into());
        assert_eq!(found(&error("E0502", "x", 41, 42)).mutants, [(3, false)].into());
        assert_eq!(found(&error("E0369", "x", 41, 42)).mutants, [(3, true)].into());
    }

    #[test]
    fn an_error_in_a_bracket_is_that_of_any() {
        assert_eq!(found(&error("E0308", "x", 35, 60)).mutants, [(3, false)].into());
        assert_eq!(found(&error("E0308", "x", 80, 81)).mutants, [(1, false), (2, false)].into());
        assert_eq!(found(&error("E0004", "x", 41, 42)).mutants, [(4, true)].into());
        assert_eq!(found(&error("E0308", "x", 200, 201)).unexplained, ["x"]);
    }

    #[test]
    fn what_constants_call_stays_constant() {
        let words = "cannot call non-const function `a::B::<T>::f` in constants";
        assert_eq!(found(&error("E0015", words, 200, 201)).constant, ["f".to_owned()].into());
        let words = words.replace("::f", "::g");
        assert_eq!(found(&error("E0015", &words, 200, 201)).unexplained.len(), 1);
        let warning = error("E0277", "x", 12, 14).replace("error", "warning");
        assert_eq!(found(&warning), Refused::default());
    }
}
