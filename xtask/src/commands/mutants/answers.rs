//! Answers that have no row yet, since another mutant of their file is still to be asked: kept below the target folder, so that a call
//! that is cut short has lost nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::files::File;
use super::outcome::Fate;
use super::schemata::Answer;
use crate::commands::{Stop, Workspace};

#[derive(Debug, Default)]
pub(super) struct Answers {
    path: PathBuf,
    /// By the digest of the file, which says of which text they are, and the name of the mutant.
    known: BTreeMap<(String, String), Answer>,
}

const WORDS: [(Answer, &str); 5] = [
    (Answer::Fate(Fate::Caught), "caught"),
    (Answer::Fate(Fate::TooLong), "ran too long"),
    (Answer::Fate(Fate::DoesNotCompile), "does not compile"),
    (Answer::Fate(Fate::Lives), "lives"),
    (Answer::Singly, "singly"),
];

impl Answers {
    /// Without those of files that are asked by their names: who asks again wants another answer.
    pub(super) fn read(ws: &Workspace, again: &[&File]) -> Result<Self, Stop> {
        let path = ws.target.join("xtask").join("mutants-answers.tsv");
        let text = if path.exists() { fs::read_to_string(&path)? } else { String::new() };
        let mut answers = Self { path, known: lines(&text) };
        again.iter().for_each(|file| answers.forget(file));
        Ok(answers)
    }

    pub(super) fn get(&self, file: &File, name: &str) -> Option<Answer> {
        self.known.get(&(file.digest.clone(), name.to_owned())).copied()
    }

    pub(super) fn add(&mut self, file: &File, name: &str, answer: Answer) {
        self.known.insert((file.digest.clone(), name.to_owned()), answer);
    }

    pub(super) fn forget(&mut self, file: &File) {
        self.known.retain(|(digest, _), _| *digest != file.digest);
    }

    pub(super) fn keep(&self) -> Result<(), Stop> {
        let line = |((digest, name), answer): (&(String, String), &Answer)| {
            let word = WORDS.iter().find(|(known, _)| known == answer);
            format!("{digest}\t{}\t{name}\n", word.map_or("", |(_, word)| word))
        };
        Ok(fs::write(&self.path, self.known.iter().map(line).collect::<String>())?)
    }
}

/// A line that is none is no answer: its mutant is asked again.
fn lines(text: &str) -> BTreeMap<(String, String), Answer> {
    let line = |line: &str| {
        let mut fields = line.splitn(3, '\t');
        let (digest, word, name) = (fields.next()?, fields.next()?, fields.next()?);
        let (answer, _) = WORDS.iter().find(|(_, known)| *known == word)?;
        Some(((digest.to_owned(), name.to_owned()), *answer))
    };
    text.lines().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_back_for_the_same_text_alone() {
        let mut ws = Workspace::find();
        ws.target = ws.scratch("mutants-answers").unwrap();
        fs::create_dir_all(ws.target.join("xtask")).unwrap();
        let file = |digest: &str| File {
            package: "p",
            path: "a.rs".into(),
            digest: digest.into(),
            critical: false,
        };
        let mut answers = Answers::read(&ws, &[]).unwrap();
        for (answer, name) in WORDS {
            answers.add(&file("ab"), name, answer);
        }
        answers.keep().unwrap();
        let back = Answers::read(&ws, &[]).unwrap();
        for (answer, name) in WORDS {
            assert_eq!(back.get(&file("ab"), name), Some(answer));
            assert_eq!(back.get(&file("cd"), name), None);
        }
        let again = Answers::read(&ws, &[&file("ab")]).unwrap();
        assert_eq!(again.get(&file("ab"), "lives"), None);
        assert!(lines("ab\tflies\ta\nab\n").is_empty());
    }
}
