//! What is asked and what is answered: lines of fields between tabs.
//!
//! | line | says |
//! |---|---|
//! | `file` PATH | a file to be written anew; the mutants that follow are its own |
//! | `mutant` NUMBER GENRE LINE COLUMN REPLACEMENT | what stands there (both from 1, in characters) becomes something else |
//! | `constant` NAME | functions of this name stay `const`, for constants are computed by them |
//!
//! | line | answers |
//! |---|---|
//! | `placed` NUMBER PATH START END FROM TO | the mutant stands in these bytes of the new file, and what chooses it in those |
//! | `left` NUMBER WHY | it has no place |
//! | `freed` NAME | functions of this name are no longer `const` |

use std::collections::BTreeSet;

use crate::place::Place;
use crate::rewrite::Rewritten;

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) files: Vec<(String, Vec<Mutant>)>,
    pub(crate) constant: BTreeSet<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mutant {
    /// By which it is chosen; from 1.
    pub(crate) number: u32,
    pub(crate) genre: Genre,
    pub(crate) place: Place,
    /// What comes instead; empty where something is deleted.
    pub(crate) replacement: String,
}

/// What cargo-mutants calls a genre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Genre {
    /// The body of a function; its place is that of the first statement.
    Body,
    /// A binary operator, compound assignments included; its place is that of the operator, as for the next.
    Binary,
    Unary,
    /// The condition of an arm of a `match`.
    Guard,
    /// An arm of a `match` that has no condition.
    Arm,
    Other,
}

impl Plan {
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut plan = Self::default();
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            match *fields.as_slice() {
                ["file", path] => plan.files.push((path.into(), Vec::new())),
                ["constant", name] => drop(plan.constant.insert(name.into())),
                ["mutant", number, genre, line, column, replacement] => {
                    let mutant = mutant(number, genre, (line, column), replacement);
                    let wrong = || format!("not a mutant: {fields:?}");
                    let (_, mutants) = plan.files.last_mut().ok_or_else(wrong)?;
                    mutants.push(mutant.ok_or_else(wrong)?);
                }
                _ => return Err(format!("not a line of a plan: {line}")),
            }
        }
        Ok(plan)
    }
}

fn mutant(
    number: &str,
    genre: &str,
    (line, column): (&str, &str),
    replacement: &str,
) -> Option<Mutant> {
    let genre = match genre {
        "FnValue" => Genre::Body,
        "BinaryOperator" => Genre::Binary,
        "UnaryOperator" => Genre::Unary,
        "MatchArmGuard" => Genre::Guard,
        "MatchArm" => Genre::Arm,
        _ => Genre::Other,
    };
    let number = number.parse().ok().filter(|n| *n > 0)?;
    let place = Place { line: line.parse().ok()?, column: column.parse().ok()? };
    Some(Mutant { number, genre, place, replacement: replacement.into() })
}

/// The answers for one file.
pub(crate) fn report(file: &str, rewritten: &Rewritten) -> String {
    let placed = rewritten.placed.iter().map(|found| {
        let (own, whole) = (&found.own, &found.whole);
        let places = [own.start, own.end, whole.start, whole.end].map(|n| n.to_string()).join("\t");
        format!("placed\t{}\t{file}\t{places}\n", found.number)
    });
    let left = rewritten.left.iter().map(|(number, why)| format!("left\t{number}\t{why}\n"));
    placed.chain(left).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_read_and_nothing_else() {
        let text = "constant\tnew\nfile\ta.rs\nmutant\t7\tUnaryOperator\t3\t12\t\nfile\tb.rs\n";
        let plan = Plan::read(text).unwrap();
        let place = Place { line: 3, column: 12 };
        let mutant = Mutant { number: 7, genre: Genre::Unary, place, replacement: String::new() };
        assert_eq!(plan.files, [("a.rs".into(), vec![mutant]), ("b.rs".into(), vec![])]);
        assert!(plan.constant.contains("new"));
        for bad in [
            "mutant\t1\tFnValue\t1\t1\t0",
            "file\ta.rs\nmutant\t0\tFnValue\t1\t1\t0",
            "file\ta.rs\nmutant\t1\tFnValue\t1\tx\t0",
            "file",
            "",
            "else\t1",
        ] {
            assert!(Plan::read(&format!("{bad}\n")).is_err(), "{bad}");
        }
    }
}
