//! Answers that have no row yet, since another mutant of their file is still to be asked: kept below the target folder, so that a call
//! that is cut short has lost nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
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
    /// The digests of the files that have a row by now, whose answers are no longer kept on the disk.
    settled: BTreeSet<String>,
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
        let mut known = lines(&text);
        known.retain(|(digest, _), _| !again.iter().any(|file| file.digest == *digest));
        Ok(Self { path, known, settled: BTreeSet::new() })
    }

    pub(super) fn get(&self, file: &File, name: &str) -> Option<Answer> {
        self.known.get(&(file.digest.clone(), name.to_owned())).copied()
    }

    /// Known from here on, and on the disk.
    pub(super) fn add(&mut self, file: &File, name: &str, answer: Answer) -> Result<(), Stop> {
        let key = (file.digest.clone(), name.to_owned());
        let mut kept = fs::File::options().append(true).create(true).open(&self.path)?;
        kept.write_all(line(&key, answer).as_bytes())?;
        self.known.insert(key, answer);
        Ok(())
    }

    pub(super) fn has_row(&self, file: &File) -> bool {
        self.settled.contains(&file.digest)
    }

    /// The file has its row.
    pub(super) fn settle(&mut self, file: &File) -> Result<(), Stop> {
        self.settled.insert(file.digest.clone());
        let kept = self.known.iter().filter(|((digest, _), _)| !self.settled.contains(digest));
        let lines = kept.map(|(key, answer)| line(key, *answer));
        Ok(fs::write(&self.path, lines.collect::<String>())?)
    }
}

fn line((digest, name): &(String, String), answer: Answer) -> String {
    let word = WORDS.iter().find(|(known, _)| *known == answer);
    format!("{digest}\t{}\t{name}\n", word.map_or("", |(_, word)| word))
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
            answers.add(&file("ab"), name, answer).unwrap();
        }
        let appended = fs::read_to_string(&answers.path).unwrap();
        assert_eq!(lines(&appended), answers.known);
        answers.settle(&file("ef")).unwrap();
        let back = Answers::read(&ws, &[]).unwrap();
        for (answer, name) in WORDS {
            assert_eq!(back.get(&file("ab"), name), Some(answer));
            assert_eq!(back.get(&file("cd"), name), None);
        }
        let again = Answers::read(&ws, &[&file("ab")]).unwrap();
        assert_eq!(again.get(&file("ab"), "lives"), None);
        answers.settle(&file("ab")).unwrap();
        assert!(answers.has_row(&file("ab")) && answers.get(&file("ab"), "lives").is_some());
        assert!(Answers::read(&ws, &[]).unwrap().known.is_empty());
        assert!(lines("ab\tflies\ta\nab\n").is_empty());
    }
}
