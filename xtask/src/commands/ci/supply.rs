//! What comes with the crates: how little, and under which licences.

use crate::commands::{Outcome, Workspace, failed};
use crate::shell::{Line, need};

/// The crate that others embed must ask for nothing.
pub(super) fn entropy_tree(ws: &Workspace) -> Outcome {
    let line = cargo("tree --locked -p wellspring-entropy --no-default-features -e normal");
    let tree = line.dir(&ws.root).read()?;
    print!("{tree}");
    match tree.lines().count() {
        1 => Ok("no required dependency".into()),
        n => Err(failed(format!("{n} lines where one was promised"))),
    }
}

/// Without `advisories`: their database is a download of its own and changes from day to day.
pub(super) fn deny(ws: &Workspace) -> Outcome {
    need("cargo-deny")?;
    let check = "check licenses bans sources";
    cargo("deny --locked").words(check).dir(&ws.root).run()?;
    // What is outside of the workspace has locks of its own; the smaller one needs not all that is allowed.
    let fuzz = cargo("deny --locked --manifest-path fuzz/Cargo.toml").words(check);
    fuzz.dir(&ws.root).run()?;
    let example = "deny --locked --manifest-path crates/entropy/examples/no-libc/Cargo.toml";
    let example = cargo(example).words("check -A license-not-encountered -A unused-wrapper");
    example.words("licenses bans sources").dir(&ws.root).run()?;
    Ok("licences, bans, sources; of the fuzz targets and the example no-libc as well".into())
}

fn cargo(words: &str) -> Line {
    Line::new("cargo").words(words)
}
