//! Notes to oneself that were left in a file. Comments count: that is where leftovers live.

use crate::source::lines_with;

/// Every word that is left over in a file of any kind.
pub(super) fn check(path: &str, text: &str) -> Vec<String> {
    // In two pieces, so that this file keeps its own rule.
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("XX", "X"),
        concat!("TB", "D"),
        concat!("TB", "A"),
        concat!("WI", "P"),
        concat!("dbg", "!("),
        concat!("todo", "!("),
        concat!("unimplemented", "!("),
    ];
    let spelled = words.iter().flat_map(|word| {
        lines_with(text, word).into_iter().map(move |line| (line, (*word).to_owned()))
    });
    let tags = [concat!("@to", "do"), concat!("@fix", "me")];
    let small = text.to_ascii_lowercase();
    let tagged = tags.iter().flat_map(|tag| {
        lines_with(&small, tag).into_iter().map(move |line| (line, (*tag).to_owned()))
    });
    let promised = small.lines().zip(1..).filter(|(line, _)| promises(line));
    let promised = promised.map(|(_, line)| (line, PROMISE.to_owned()));
    let noted = text.lines().zip(1..).filter_map(|(line, n)| Some((n, noted(line)?)));
    let mut found: Vec<(usize, String)> =
        spelled.chain(tagged).chain(promised).chain(noted).collect();
    found.sort();
    found.dedup();
    found.into_iter().map(|(line, word)| format!("{path}:{line}: {word} left over")).collect()
}

/// The word of a note to oneself, however it is spelled: at the start of a comment, or before a colon or a name in parentheses in
/// one. In a sentence these are words like others, and in code they are names.
fn noted(line: &str) -> Option<String> {
    let small = line.to_ascii_lowercase();
    let comment = ["//", "/*", "#", "<!--"].iter().filter_map(|open| small.find(open)).min()?;
    let (_, comment) = small.split_at(comment);
    let at_start = comment.trim_start_matches(|c: char| c.is_whitespace() || "/*#<!-".contains(c));
    let is_end = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || "_-".contains(c));
    let words = [
        concat!("to", "do"),
        concat!("fix", "me"),
        concat!("xx", "x"),
        concat!("ha", "ck"),
        concat!("tb", "d"),
        concat!("wi", "p"),
    ];
    let word = words.into_iter().find(|word| {
        let starts = at_start.strip_prefix(word).is_some_and(is_end);
        let mut others = comment.match_indices(word);
        starts
            || others.any(|(at, _)| {
                let (before, rest) = comment.split_at(at);
                let rest = rest.split_at(word.len()).1;
                before.ends_with(' ') && (rest.starts_with(": ") || rest.starts_with('('))
            })
    })?;
    Some(word.to_ascii_uppercase())
}

/// What stands where a text should be.
const PROMISE: &str = concat!("to be ", "written");

/// Whether a line, in small letters, says that it is still to come: at the end of a sentence, a cell or a line, and said of the text
/// itself. Much else has to be written.
fn promises(line: &str) -> bool {
    line.match_indices(PROMISE).any(|(at, _)| {
        let (before, rest) = line.split_at(at);
        let rest = rest.split_at(PROMISE.len()).1.trim_start();
        let alone = before.trim_end().ends_with(['|', '(', ':', '#', '*', '_', '/', '–']);
        let said = ["is ", "are ", "still ", "yet "].iter().any(|word| before.ends_with(word));
        let ends = rest.is_empty() || rest.starts_with(['.', '|', ')', '*', '_', '!']);
        ends && (alone || said || before.trim().is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_are_found_in_any_text() {
        for word in [
            concat!("// TO", "DO: x"),
            concat!("# FIX", "ME"),
            concat!("// XX", "X why"),
            concat!("| a | TB", "D |"),
            concat!("WI", "P: a page"),
            concat!("/** @to", "do a page */"),
            concat!("This part is to be ", "written."),
            concat!("| a | To be ", "written |"),
            concat!("How to use it (to be ", "written)"),
            concat!("## Still to be ", "written"),
            concat!("dbg", "!(x)"),
            concat!("todo", "!()"),
            concat!("unimplemented", "!()"),
        ] {
            assert_eq!(check("docs/DESIGN.md", word).len(), 1, "{word}");
        }
    }

    #[test]
    fn leftovers_are_found_however_they_are_spelled() {
        for note in [
            concat!("// to", "do: fix this later"),
            concat!("let x; // To", "do"),
            concat!("/* ha", "ck */"),
            concat!("// HA", "CK: x"),
            concat!("// wi", "p: x"),
            concat!("# fix", "me(me) x"),
            concat!("<!-- xx", "x -->"),
            concat!("// later; to", "do: x"),
        ] {
            assert_eq!(check("docs/DESIGN.md", note).len(), 1, "{note}");
        }
        for word in [
            "todo = \"warn\"",
            "// by cargo-hack: all",
            "const HACK: &str = \"\"; // of cargo",
            "# a hack",
            "// what was to be written, if anything is",
            "| the same, to be written | for pages |",
            "A cell as it has to be written, and a file to be written anew.",
        ] {
            assert_eq!(check("Cargo.toml", word), [""; 0], "{word}");
        }
    }
}
