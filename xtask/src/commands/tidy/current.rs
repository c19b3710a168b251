//! Documents that commands write are what the kept rows make of them: docs/EVIDENCE.md of the documents and the records in
//! docs/evidence, docs/PERFORMANCE.md and docs/MATRIX.md of theirs. No figure was typed there, and none was left behind; and
//! every record has a place on docs/EVIDENCE.md.

use crate::commands::remade::Remade;

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

/// Plots that no rows draw say what nobody measured. `drawn` are those that the rows do draw.
pub(super) fn undrawn(all: &[String], drawn: &[Remade]) -> Vec<String> {
    let plots = all.iter().filter(|path| {
        path.starts_with("docs/performance/") && !path.ends_with(".tsv") && !path.ends_with(".md")
    });
    let undrawn = plots.filter(|path| !drawn.iter().any(|drawn| drawn.path == path.as_str()));
    undrawn.map(|path| format!("{path}: nothing draws it")).collect()
}

/// Every file that is not what its rows make of it, with the first line that differs.
pub(super) fn check(files: &[(String, String)], remade: &[Remade]) -> Vec<String> {
    remade.iter().filter_map(|remade| differs(files, remade)).collect()
}

fn differs(files: &[(String, String)], Remade { path, text: made }: &Remade) -> Option<String> {
    let Some((_, text)) = files.iter().find(|(known, _)| known == path) else {
        return Some(format!("{path}: missing; {REMEDY}"));
    };
    let mut lines = text.lines().zip(made.lines()).zip(1..);
    let line = lines.find(|((is, must), _)| is != must).map(|(_, number)| number);
    let line = line
        .or_else(|| (text != made).then(|| text.lines().count().min(made.lines().count()) + 1))?;
    Some(format!("{path}:{line}: not what it is made of; {REMEDY}"))
}

const REMEDY: &str = "`cargo xtask evidence --write` makes it";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::{Workspace, remade};

    const PAGE: &str = "docs/A.md";

    fn one(text: &str) -> [Remade; 1] {
        [Remade { path: PAGE, text: text.into() }]
    }

    fn found(text: &str) -> Vec<String> {
        check(&[(PAGE.into(), text.into())], &one("# a\n\nb\n"))
    }

    #[test]
    fn a_record_that_nobody_reads_is_found() {
        let all =
            ["docs/evidence/a.tsv", "docs/evidence/b.tsv", "docs/evidence/a.md", "docs/b.tsv"];
        let lost = lost(&all.map(str::to_owned), &["a"]);
        assert_eq!(lost.len(), 2, "{lost:?}");
    }

    #[test]
    fn a_plot_that_nothing_draws_is_found() {
        let all = ["docs/performance/a.svg", "docs/performance/b.png", "docs/performance/rows.tsv"];
        let drawn = [Remade { path: "docs/performance/a.svg", text: String::new() }];
        assert_eq!(undrawn(&all.map(str::to_owned), &drawn).len(), 1);
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
        assert_eq!(check(&[], &one("")).len(), 1);
    }

    /// The files as they are, with a verdict turned round by hand, a test more, and a row that was taken away.
    #[test]
    fn whoever_edits_a_table_is_found() {
        let ws = Workspace::find();
        let remade = remade::all(&ws).unwrap();
        let files: Vec<(String, String)> =
            remade.iter().map(|made| (made.path.into(), made.text.clone())).collect();
        assert_eq!(check(&files, &remade), [""; 0]);
        for (path, old, new) in [
            ("docs/PERFORMANCE.md", " met |\n", " **missed** |\n"),
            ("docs/performance/ROWS.md", " ns (", " ms ("),
            ("docs/performance/fits.tsv", "fit\t", "fit\tno "),
            ("docs/evidence/bench.tsv", "\tmet\t", "\tmissed\t"),
            ("docs/MATRIX.md", "rows passed", "rows failed"),
            ("docs/evidence/matrix.tsv", "passed, ", "passed,"),
        ] {
            let mut edited = files.clone();
            let (_, text) = edited.iter_mut().find(|(known, _)| known == path).unwrap();
            *text = text.replacen(old, new, 1);
            let [found] = check(&edited, &remade).try_into().unwrap();
            assert!(found.starts_with(&format!("{path}:")), "{found}");
        }
    }
}
