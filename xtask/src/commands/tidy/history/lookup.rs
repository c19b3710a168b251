//! Whether a function or a check is there, runs, and can fail.
//!
//! This reads text: it sees that a test is one, that no condition leaves it out on Linux, that it does not return at once and that it
//! asserts something, itself or through a function of the same file. Whether what it asserts is enough no text tells.

use std::collections::BTreeSet;

use super::functions::{Function, around, functions, header, in_name};
use crate::commands::tidy::conditions::{On, conditions, holds, leave_out, parts};
use crate::commands::tidy::orphans;
use crate::source::{code_only, lines_with, without_comments};

/// What became of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    There,
    /// It is there, and finds nothing; why.
    Idle(&'static str),
    Missing,
}

/// All files, and which of them a program runs that has its own harness.
pub(super) struct Tree<'a> {
    files: &'a [(String, String)],
    /// Paths of such programs without their `.rs` or `/main.rs`.
    programs: Vec<String>,
    /// What a compiler reaches on Linux.
    reached: BTreeSet<String>,
}

impl<'a> Tree<'a> {
    /// `files` are paths from the root with their text.
    pub(super) fn of(files: &'a [(String, String)]) -> Self {
        let manifests = files.iter().filter_map(|(path, text)| {
            let folder = path.strip_suffix("Cargo.toml")?;
            Some((folder, text))
        });
        let programs = manifests.flat_map(|(folder, text)| {
            let parts = text.split("[[test]]").skip(1);
            let own = parts.filter_map(|part| {
                let part = part.split("\n[").next()?;
                let name = part.lines().find_map(|line| line.strip_prefix("name = \""))?;
                part.lines().any(|line| line == "harness = false").then(|| name.trim_matches('"'))
            });
            own.map(move |name| format!("{folder}tests/{name}"))
        });
        Self { files, programs: programs.collect(), reached: orphans::reached(files, On::Linux) }
    }

    pub(super) fn text(&self, path: &str) -> Option<&'a str> {
        self.files.iter().find(|(known, _)| known == path).map(|(_, text)| text.as_str())
    }

    /// Where a function is written twice, as for two platforms, the one that runs counts.
    pub(super) fn look_up(&self, path: &str, name: &str, steps: &[&str]) -> Place {
        if !self.reached.contains(path) {
            return Place::Idle("no `mod` names its file on Linux");
        }
        let text = without_comments(self.text(path).unwrap_or_default());
        let code = code_only(&text);
        let program = self.program(path);
        // A command of this repository lists what it checks by name, as such a program does.
        let lists = program.is_some() || path.starts_with("xtask/src/");
        if lists && text.contains(&format!("\"{name}\"")) {
            return Place::There;
        }
        let mut place = Place::Missing;
        for function in functions(&code).filter(|function| function.name == name) {
            let why = left_out(&text, &code, function.at, steps)
                .or_else(|| vacuous(&code, &function, program.is_none()))
                .or_else(|| self.not_called(path, &code, &function, program));
            match why {
                None => return Place::There,
                Some(why) => place = Place::Idle(why),
            }
        }
        place
    }

    /// The program with its own harness that a file is a part of.
    fn program(&self, path: &str) -> Option<&str> {
        let of = |program: &&String| {
            path.strip_prefix(program.as_str()).is_some_and(|rest| rest.starts_with(['.', '/']))
        };
        self.programs.iter().find(of).map(String::as_str)
    }

    /// A test is called by its harness, a helper by a test beside it, and a check by its program.
    fn not_called(
        &self,
        path: &str,
        code: &str,
        function: &Function<'_>,
        program: Option<&str>,
    ) -> Option<&'static str> {
        let Function { name, is_test, .. } = *function;
        let Some(program) = program else {
            let call = format!("{name}(");
            let calls = |other: &Function<'_>| other.is_test && has(other.body, &call);
            return (!is_test && !functions(code).any(|other| calls(&other)))
                .then_some("it is no #[test]");
        };
        let here = lines_with(code, name).len() > lines_with(code, &format!("fn {name}")).len();
        let stem = path.rsplit('/').next().and_then(|file| file.strip_suffix(".rs"));
        let there = format!("{}::{name}", stem.unwrap_or_default());
        let others = self.files.iter().filter(|(other, _)| other.starts_with(program));
        let called = others.into_iter().any(|(_, text)| has(&code_only(text), &there));
        (name != "main" && !here && !called).then_some("its program does not call it")
    }
}

/// Why nothing runs what stands at this place: its own conditions and those of all that is around it.
fn left_out(text: &str, code: &str, at: usize, steps: &[&str]) -> Option<&'static str> {
    let whole_file =
        text.match_indices("#![").filter_map(|(at, _)| text.get(at..)?.split("]\n").next());
    // Strings are in the text, which has the same lines.
    let said = |end: usize| {
        let before = code.get(..end).unwrap_or_default();
        let start = end - header(before).trim_start().len();
        let [from, to] =
            [start, end].map(|at| code.get(..at).unwrap_or_default().matches('\n').count());
        let lines: Vec<&str> = text.lines().skip(from).take(to - from + 1).collect();
        lines.join("\n")
    };
    let own = said(at);
    let mut all: Vec<String> = whole_file.map(str::to_owned).chain([own.clone()]).collect();
    all.extend(around(code, at).into_iter().map(said));
    if all.iter().any(|said| leave_out(On::Linux, said)) {
        return Some("a condition leaves it out on Linux");
    }
    for (_, inner) in all.iter().flat_map(|said| conditions(said)) {
        let words = parts(inner);
        let first = words.first().and_then(|word| holds(On::Linux, word));
        let ignores = words.iter().skip(1).any(|word| word.trim().starts_with("ignore"));
        if ignores && first == Some(true) {
            return Some("it is ignored on Linux");
        }
    }
    let dense: String = own.split_whitespace().collect();
    let stepped = steps.iter().any(|step| own.contains(&format!("`cargo xtask ci {step}`")));
    (dense.contains("#[ignore") && !stepped)
        .then_some("it is ignored, and its reason names no step")
}

/// Why a function that runs finds nothing.
fn vacuous<'a>(code: &'a str, function: &Function<'a>, alone: bool) -> Option<&'static str> {
    let body = function.body.trim_start();
    if body.is_empty() {
        return Some("it is empty");
    }
    if body.strip_prefix("return").is_some_and(|rest| !rest.starts_with(in_name)) {
        return Some("it returns at once");
    }
    // What a program with its own harness calls gives its findings back.
    (alone && !asserts(code, function.body, &mut vec![function.name]))
        .then_some("it asserts nothing")
}

/// Whether a body can fail: by itself, or by a function of the same file.
fn asserts<'a>(code: &'a str, body: &str, seen: &mut Vec<&'a str>) -> bool {
    const WORDS: &[&str] = &["assert", "prop_assert", "panic!", "unreachable!", "check"];
    let itself = WORDS.iter().any(|word| body.contains(word))
        || ["expect(", "expect_err(", "unwrap(", "unwrap_err("].iter().any(|word| has(body, word));
    itself
        || functions(code).any(|other| {
            let called = !seen.contains(&other.name) && has(body, &format!("{}(", other.name));
            if called {
                seen.push(other.name);
            }
            called && asserts(code, other.body, seen)
        })
}

/// Whether the words stand there, and not as the end of a longer name.
fn has(code: &str, words: &str) -> bool {
    code.match_indices(words).any(|(at, _)| !code.get(..at).unwrap_or_default().ends_with(in_name))
}
