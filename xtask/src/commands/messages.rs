//! `cargo xtask messages`: what the compiler says to whoever holds a public trait wrong.
//!
//! crates/facade/tests/messages has one wrong program per mistake. Its head says which sentences the compiler's errors must
//! have (`says:`), which they must not (`never says:`), or that there are none (`compiles`): the last two are the controls.
//! A public trait without `#[diagnostic::on_unimplemented]`, and one whose message no program shows, is a violation too.
//!
//! Only our own sentences are compared. The rest of an error is the compiler's, and changes with each release; whole
//! transcripts would have to be written anew every six weeks, and then nobody reads them.

use std::fs;
use std::path::Path;

use super::tidy::{files, unix_path};
use super::{Outcome, Stop, Workspace, failed, verdict};
use crate::json;
use crate::shell::Line;

/// Where the programs are.
const PROGRAMS: &str = "crates/facade/tests/messages";

/// The libraries whose public traits are looked at.
const SOURCES: &[&str] =
    &["crates/csprng/src/", "crates/dist/src/", "crates/entropy/src/", "crates/tokens/src/"];

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    if !args.is_empty() {
        return Err(Stop::Usage("messages takes nothing".into()));
    }
    let mut programs = Vec::new();
    for file in files(&ws.root.join(PROGRAMS))? {
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        programs.push((name, Program::read(&fs::read_to_string(&file)?)));
    }
    programs.sort_by(|(a, _), (b, _)| a.cmp(b));
    let names: Vec<&str> = programs.iter().map(|(name, _)| name.as_str()).collect();
    let errors = compile(ws, &names)?;
    let mut violations = Vec::new();
    for (name, program) in &programs {
        let said: String = errors.iter().filter(|(of, _)| of == name).map(|(_, e)| &**e).collect();
        violations.extend(program.judge(&said).iter().map(|what| format!("{name}: {what}")));
    }
    let said: Vec<&str> = programs.iter().flat_map(|(_, p)| &p.says).map(|s| &**s).collect();
    let mut traits = 0;
    for file in files(&ws.root.join("crates"))? {
        let path = unix_path(&ws.root, &file);
        if path.ends_with(".rs") && SOURCES.iter().any(|source| path.starts_with(source)) {
            let text = fs::read_to_string(&file)?;
            traits += public_traits(&text).len();
            violations
                .extend(unexplained(&text, &said).iter().map(|what| format!("{path}: {what}")));
        }
    }
    if traits == 0 || names.iter().filter(|name| name.starts_with("control_")).count() < 2 {
        return Err(failed("no public traits, or no controls: nothing was compared"));
    }
    verdict(&violations, format!("{} programs, {traits} public traits", programs.len()))
}

/// The errors of each program, by its name. All are compiled, whatever the others say.
fn compile(ws: &Workspace, names: &[&str]) -> Result<Vec<(String, String)>, Stop> {
    let dir = ws.scratch("messages")?;
    fs::write(dir.join("Cargo.toml"), manifest(&ws.root, names))?;
    // The versions that everything else here is built with.
    fs::copy(ws.root.join("Cargo.lock"), dir.join("Cargo.lock"))?;
    let line = Line::new("cargo check --quiet --keep-going --bins --message-format json").dir(&dir);
    let output = line.env("CARGO_TARGET_DIR", &ws.target).output()?;
    let errors = errors(&String::from_utf8_lossy(&output.stdout))?;
    if errors.is_empty() {
        return Err(failed(format!(
            "no error at all: {}",
            String::from_utf8_lossy(&output.stderr)
        )));
    }
    Ok(errors)
}

fn manifest(root: &Path, names: &[&str]) -> String {
    let path = |below: &str| root.join(below).display().to_string();
    let features = "\"csprng\", \"num_bigint\", \"serde\", \"url\"";
    let head = format!(
        "[package]\nname = \"messages\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\nserde = {{ version = \"1\", features = [\"derive\"] }}\nwellspring = {{ path = {:?}, features = [{features}] }}\n",
        path("crates/facade"),
    );
    let bins = names.iter().map(|name| {
        let file = path(&format!("{PROGRAMS}/{name}.rs"));
        format!("[[bin]]\nname = {name:?}\npath = {file:?}\n")
    });
    head + &bins.collect::<String>()
}

/// Of cargo's messages, one a line, those that are errors: the target's name, and the error as it is shown.
fn errors(messages: &str) -> Result<Vec<(String, String)>, Stop> {
    let mut errors = Vec::new();
    for line in messages.lines().filter(|line| line.starts_with('{')) {
        let value = json::read(line).map_err(|error| failed(format!("cargo's JSON: {error}")))?;
        let message = value.get("message");
        if message.get("level").text() == Some("error") {
            let of = value.get("target").get("name").text().unwrap_or_default();
            let shown = message.get("rendered").text().unwrap_or_default();
            errors.push((of.into(), shown.into()));
        }
    }
    Ok(errors)
}

/// What the head of a program asks.
#[derive(Debug, Default)]
struct Program {
    says: Vec<String>,
    never: Vec<String>,
    compiles: bool,
}

impl Program {
    fn read(text: &str) -> Self {
        let mut program = Self::default();
        for line in text.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim) {
            if let Some(sentence) = line.strip_prefix("says: ") {
                program.says.push(sentence.into());
            } else if let Some(sentence) = line.strip_prefix("never says: ") {
                program.never.push(sentence.into());
            } else if line == "compiles" {
                program.compiles = true;
            }
        }
        program
    }

    fn judge(&self, errors: &str) -> Vec<String> {
        if self.compiles {
            return (!errors.is_empty())
                .then(|| format!("does not compile:\n{errors}"))
                .into_iter()
                .collect();
        }
        if self.says.is_empty() {
            return vec!["its head has neither `says:` nor `compiles`".into()];
        }
        if errors.is_empty() {
            return vec!["compiles, and should not".into()];
        }
        // The compiler breaks no line of ours, but it cuts paths short.
        let missing = self.says.iter().filter(|sentence| !errors.contains(&***sentence));
        let missing = missing.map(|sentence| format!("does not say `{sentence}`, but:\n{errors}"));
        let wrong = self.never.iter().filter(|sentence| errors.contains(&***sentence));
        missing.chain(wrong.map(|sentence| format!("says `{sentence}`"))).collect()
    }
}

/// The public traits of a file that are not sealed away in a module: each with the message of its attribute, if it has one.
fn public_traits(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut message = None;
    let mut traits = Vec::new();
    for line in text.lines() {
        if let Some(rest) = line.trim_start().strip_prefix("message = \"") {
            message = rest.split('"').next();
        } else if let Some(rest) = line.strip_prefix("pub trait ") {
            let name = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            traits.push((name, message.take()));
        }
    }
    traits
}

/// The traits that say nothing of their own, or what no program shows.
fn unexplained(text: &str, said: &[&str]) -> Vec<String> {
    let mut violations = Vec::new();
    for (name, message) in public_traits(text) {
        let Some(message) = message else {
            violations.push(format!("`{name}` has no `#[diagnostic::on_unimplemented]` message"));
            continue;
        };
        let words = message.split("`{Self}`").max_by_key(|words| words.len()).unwrap_or_default();
        if !said.iter().any(|sentence| sentence.contains(words.trim())) {
            violations.push(format!("no program shows what `{name}` says, `{message}`"));
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRAIT: &str = "#[diagnostic::on_unimplemented(\n    message = \"`{Self}` is no door\"\n)]\npub trait Door: Wood {}\n";

    #[test]
    fn a_sentence_that_is_missing_is_a_violation() {
        let program = Program::read(
            "//! A wall.\n//!\n//! says: is no door\n//! never says: is\n\nfn main() {}\n",
        );
        assert_eq!(program.judge("error: `Wall` is no door\n"), ["says `is`"]);
        assert_eq!(program.judge("error: no").len(), 1);
        assert_eq!(program.judge(""), ["compiles, and should not"]);
        assert_eq!(Program::read("//! Nothing.\n").judge("error").len(), 1);
    }

    #[test]
    fn a_control_that_fails_is_a_violation() {
        let program = Program::read("//! Right.\n//!\n//! compiles\n");
        assert!(program.judge("").is_empty());
        assert_eq!(program.judge("error: no").len(), 1);
    }

    #[test]
    fn a_trait_without_words_or_without_a_program_is_a_violation() {
        assert!(unexplained(TRAIT, &["`Wall` is no door"]).is_empty());
        assert_eq!(unexplained(TRAIT, &["`Wall` is a wall"]).len(), 1);
        assert_eq!(unexplained("pub trait Door {}\n", &["`Wall` is no door"]).len(), 1);
        let two = format!("{TRAIT}pub trait Window {{}}\n");
        assert_eq!(public_traits(&two), [("Door", Some("`{Self}` is no door")), ("Window", None)]);
        assert!(public_traits("mod sealed {\n    pub trait Wood {}\n}\n").is_empty());
    }

    #[test]
    fn errors_are_told_from_warnings() {
        let line = |level: &str| {
            format!(
                "{{\"target\":{{\"name\":\"wall\"}},\"message\":{{\"level\":\"{level}\",\"rendered\":\"no\"}}}}\n"
            )
        };
        let found = errors(&(line("warning") + &line("error") + "noise\n")).unwrap();
        assert_eq!(found, [("wall".to_owned(), "no".to_owned())]);
        assert!(errors("{").is_err());
    }
}
