//! What commands write into docs of the rows that they keep there, made again of those rows.
//!
//! A table that is written once and then edited by hand, or that stays as it is when its rows change, says what nobody has
//! measured. So `cargo xtask tidy` makes each of them again and compares, and `cargo xtask evidence --write` puts them right. What
//! no rows are kept of is not among them: the plots of docs/statistics, and the documents whose tables are themselves the rows,
//! as docs/FAULTS.md and docs/STATISTICS.md, of which docs/EVIDENCE.md is made.

use std::fs;

use super::{Stop, Workspace, bench, cli, matrix};

/// A file as it has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remade {
    /// From the root, with `/`.
    pub(crate) path: &'static str,
    pub(crate) text: String,
}

/// All of them; parts that are written by hand are as they are in the files.
///
/// # Errors
///
/// Rows or records that cannot be read.
pub(crate) fn all(ws: &Workspace) -> Result<Vec<Remade>, Stop> {
    let mut all = [bench::remade(ws)?, matrix::remade(ws)?].concat();
    // Of this page a part is of another command's record.
    for remade in all.iter_mut().filter(|remade| remade.path == "docs/PERFORMANCE.md") {
        remade.text = cli::table::refreshed(ws, &remade.text)?;
    }
    Ok(all)
}

/// The plots of docs/PERFORMANCE.md, for which a program is built and run.
///
/// # Errors
///
/// Rows that cannot be read, or a program that does not draw.
pub(crate) fn drawn(ws: &Workspace) -> Result<Vec<Remade>, Stop> {
    bench::redrawn(ws)
}

/// Writes them all, with the plots.
pub(crate) fn write(ws: &Workspace) -> Result<(), Stop> {
    for Remade { path, text } in [all(ws)?, drawn(ws)?].concat() {
        fs::write(ws.root.join(path), text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that is missing here could be changed without anybody seeing it.
    #[test]
    fn every_file_that_has_rows_is_made_again() {
        let all = all(&Workspace::find()).unwrap();
        let paths: Vec<&str> = all.iter().map(|remade| remade.path).collect();
        let must = [
            "docs/PERFORMANCE.md",
            "docs/performance/ROWS.md",
            "docs/performance/fits.tsv",
            "docs/evidence/bench.tsv",
            "docs/MATRIX.md",
            "docs/evidence/matrix.tsv",
        ];
        assert_eq!(paths, must);
        assert!(all.iter().all(|remade| remade.text.lines().count() > 5));
    }
}
