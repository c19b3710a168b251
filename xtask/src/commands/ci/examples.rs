//! The examples that stand alone, as a user's project does: no workspace builds them.

use crate::commands::{Outcome, Workspace};
use crate::shell::Line;

/// A board without an operating system, whose code runs here as well.
pub(super) fn bare_metal(ws: &Workspace) -> Outcome {
    let line = Line::new("cargo test --quiet --manifest-path");
    let line = line.arg("crates/entropy/examples/bare-metal/Cargo.toml");
    let line = line.words("--target-dir").arg(ws.target.join("xtask").join("bare-metal"));
    line.dir(&ws.root).run()?;
    Ok("tests passed; built for this machine alone".into())
}
