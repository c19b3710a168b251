//! docs/EVIDENCE.md is what the documents and the records in docs/evidence make of it: no figure was typed there, and
//! none was left behind; and every record has a place on it.

use crate::commands::evidence::PAGE;

/// Records that no entry reads would be evidence that nobody sees. `all` are the paths of all files.
pub(super) fn lost(all: &[String], names: &[&str]) -> Vec<String> {
    let records = all.iter().filter(|path| path.starts_with("docs/evidence/"));
    let is_read = |path: &str| {
        let file = path.rsplit('/').next().unwrap_or(path);
        file.strip_suffix(".tsv").is_some_and(|name| names.contains(&name))
    };
    let lost = records.filter(|path| !is_read(path));
    lost.map(|path| format!("{path}: the record of nothing in `cargo xtask evidence`")).collect()
}

/// `made` is the page as it has to be.
pub(super) fn check(files: &[(String, String)], made: &str) -> Vec<String> {
    let Some((_, text)) = files.iter().find(|(path, _)| path == PAGE) else {
        return vec![format!("{PAGE}: missing; `cargo xtask evidence --write` makes it")];
    };
    let mut lines = text.lines().zip(made.lines()).zip(1..);
    let differs = lines.find(|((is, must), _)| is != must).map(|(_, number)| number);
    let differs = differs
        .or_else(|| (text != made).then(|| text.lines().count().min(made.lines().count()) + 1));
    let said = |line| {
        format!("{PAGE}:{line}: not what it is made of; `cargo xtask evidence --write` makes it")
    };
    differs.map(said).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        check(&[(PAGE.into(), text.into())], "# a\n\nb\n")
    }

    #[test]
    fn a_record_that_nobody_reads_is_found() {
        let all =
            ["docs/evidence/a.tsv", "docs/evidence/b.tsv", "docs/evidence/a.md", "docs/b.tsv"];
        let lost = lost(&all.map(str::to_owned), &["a"]);
        assert_eq!(lost.len(), 2, "{lost:?}");
    }

    #[test]
    fn a_page_as_it_is_made_is_clean() {
        assert_eq!(found("# a\n\nb\n"), [""; 0]);
    }

    #[test]
    fn a_figure_that_was_typed_a_line_too_few_and_no_page_are_found() {
        for (text, line) in [("# a\n\nc\n", 3), ("# a\n", 2), ("# a\n\nb\nc\n", 4), ("", 1)] {
            let [found] = found(text).try_into().unwrap();
            assert!(found.starts_with(&format!("{PAGE}:{line}: ")), "{found}");
        }
        assert_eq!(check(&[], "").len(), 1);
    }
}
