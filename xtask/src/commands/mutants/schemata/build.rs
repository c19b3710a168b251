//! The copy of the workspace: its text is written, compiled, and written again without what was refused.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use super::super::catalogue::Mutant;
use super::super::compiler::{self, Placed};
use super::super::programs;
use super::super::switch;
use super::super::trial::Program;
use super::earlier::Earlier;
use crate::commands::{Stop, Workspace, copy, failed, tidy};
use crate::shell::Line;

/// The new text is tried so often before it is given up.
const ROUNDS: usize = 60;

/// The copy, while it is written.
pub(super) struct Build<'a> {
    ws: &'a Workspace,
    package: &'a str,
    sources: &'a str,
    pub(super) root: PathBuf,
    target: PathBuf,
    earlier: Earlier,
}

impl<'a> Build<'a> {
    pub(super) fn new(ws: &'a Workspace, package: &'a str, sources: &'a str) -> Result<Self, Stop> {
        let folder = ws.target.join("xtask");
        let (root, target) =
            (folder.join(format!("schemata-{package}")), folder.join(super::TARGET));
        let earlier = Earlier::of(&root)?;
        copy::whole(ws, &root)?;
        let library = root.join(sources).join("lib.rs");
        let text = fs::read_to_string(&library)? + "\n#[doc(hidden)]\npub mod mutant_switch;\n";
        fs::write(library, text)?;
        fs::write(root.join(sources).join("mutant_switch.rs"), switch::TEXT)?;
        Ok(Self { ws, package, sources, root, target, earlier })
    }

    /// Writes the text again and again, until it compiles with all mutants that are left; says which are not.
    pub(super) fn fit(&self, mutants: &[Mutant]) -> Result<BTreeMap<u32, bool>, Stop> {
        Line::new("cargo build --quiet -p wellspring-schemata").dir(&self.ws.root).run()?;
        let (mut refused, mut constant) = (BTreeMap::new(), BTreeSet::new());
        let mut targets = "--lib";
        for _ in 0..ROUNDS {
            let (placed, left, freed) = self.write(mutants, &refused, &constant)?;
            refused.extend(left.into_iter().map(|number| (number, false)));
            let line = self.cargo("check --quiet --message-format json").words(targets);
            let output = line.output()?;
            let lines = String::from_utf8_lossy(&output.stdout);
            let found = compiler::refused(&lines, &placed, mutants, &freed).map_err(failed)?;
            if output.status.success() {
                if targets == "--lib --tests" {
                    // What was not answered for has no place either.
                    let has: BTreeSet<u32> = placed.iter().map(|placed| placed.number).collect();
                    let numbers = (1..).zip(mutants).map(|(number, _)| number);
                    let missing = numbers.filter(|number| !has.contains(number));
                    missing.for_each(|n| refused.extend([(n, refused.get(&n) == Some(&true))]));
                    self.earlier.restore()?;
                    return Ok(refused);
                }
                targets = "--lib --tests";
                continue;
            }
            println!(
                "  refused: {} mutants; constants need: {} functions",
                found.mutants.len(),
                found.constant.len()
            );
            if found.mutants.is_empty() && found.constant.is_empty() {
                found.unexplained.iter().for_each(|text| eprintln!("{text}"));
                let words = String::from_utf8_lossy(&output.stderr);
                return Err(failed(format!(
                    "{}: the copy does not compile\n{words}",
                    self.package
                )));
            }
            refused.extend(found.mutants);
            constant.extend(found.constant);
        }
        Err(failed(format!("{}: the copy does not compile after {ROUNDS} rounds", self.package)))
    }

    /// The new text with what was not refused: where each mutant is, what has no place, which functions are no longer `const`.
    fn write(
        &self,
        mutants: &[Mutant],
        refused: &BTreeMap<u32, bool>,
        constant: &BTreeSet<String>,
    ) -> Result<Answers, Stop> {
        let mut plan: String = constant.iter().map(|name| format!("constant\t{name}\n")).collect();
        for file in tidy::files(&self.ws.root.join(self.sources))? {
            let path = tidy::unix_path(&self.ws.root, &file);
            let of_tests = path.split(['/', '.']).any(|part| part == "tests");
            if !path.ends_with(".rs") || of_tests || path.ends_with("src/lib.rs") {
                continue;
            }
            plan += &format!("file\t{path}\n");
            // Two values of one function cannot have two types, which is what a body does that decides it.
            let has_place = |mutant: &Mutant| !(mutant.opaque && mutant.genre == "FnValue");
            let here = (1_u32..).zip(mutants).filter(|(number, mutant)| {
                mutant.file == path && has_place(mutant) && !refused.contains_key(number)
            });
            for (number, Mutant { genre, line, column, replacement, .. }) in here {
                plan += &format!("mutant\t{number}\t{genre}\t{line}\t{column}\t{replacement}\n");
            }
        }
        let file = self.root.join("plan.tsv");
        fs::write(&file, plan)?;
        let program = self.ws.target.join("debug").join("wellspring-schemata");
        let line = Line::program(program).arg(file).arg(&self.ws.root).arg(&self.root);
        answers(&line.read()?).ok_or_else(|| failed("wellspring-schemata: not an answer"))
    }

    pub(super) fn programs(&self) -> Result<Vec<Program>, Stop> {
        let folder = self.sources.trim_end_matches("/src");
        let line = self.cargo("test --quiet --lib --tests");
        programs::build(line, &self.root.join(folder))
    }

    fn cargo(&self, words: &str) -> Line {
        let line = Line::new("cargo").words(words).arg("-p").arg(self.package);
        let line = line.words("--all-features").env("CARGO_TARGET_DIR", &self.target);
        super::flags(line).dir(&self.root)
    }
}

/// Where mutants are, which have no place, and which functions are no longer `const`.
type Answers = (Vec<Placed>, Vec<u32>, BTreeSet<String>);

/// What `wellspring-schemata` says.
fn answers(text: &str) -> Option<Answers> {
    let (mut placed, mut left, mut freed) = (Vec::new(), Vec::new(), BTreeSet::new());
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        match *fields.as_slice() {
            ["placed", number, file, ref bytes @ ..] => {
                let bytes: Vec<usize> =
                    bytes.iter().map(|n| n.parse().ok()).collect::<Option<_>>()?;
                let [start, end, from, to] = bytes.try_into().ok()?;
                let (own, whole) = (start..end, from..to);
                let number = number.parse().ok()?;
                placed.push(Placed { number, file: file.into(), own, whole });
            }
            ["left", number, _] => left.push(number.parse().ok()?),
            ["freed", name] => drop(freed.insert(name.to_owned())),
            _ => return None,
        }
    }
    Some((placed, left, freed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read() {
        let text = "placed\t3\ta.rs\t1\t2\t0\t9\nleft\t4\twhy not\nfreed\tnew\n";
        let (placed, left, freed) = answers(text).unwrap();
        let expected = Placed { number: 3, file: "a.rs".into(), own: 1..2, whole: 0..9 };
        assert_eq!((placed, left, freed), (vec![expected], vec![4], ["new".to_owned()].into()));
        assert!(answers("placed\t3\ta.rs\t1\t2\t0\n").is_none());
        assert!(answers("else\n").is_none());
    }
}
