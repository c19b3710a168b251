//! The examples that are packages of their own, as a user's project is: `cargo test` at the root does not build them.

use crate::commands::{Outcome, Workspace};
use crate::shell::{Line, need};

/// A board without an operating system, whose code runs here as well.
pub(super) fn bare_metal(ws: &Workspace) -> Outcome {
    let line = Line::new("cargo test --quiet --manifest-path");
    let line = line.arg("crates/entropy/examples/bare-metal/Cargo.toml");
    let line = line.words("--target-dir").arg(ws.target.join("xtask").join("bare-metal"));
    line.dir(&ws.root).run()?;
    Ok("tests passed; built for this machine alone".into())
}

/// A web service with everything that it stands on, SQLite's C code as well.
pub(super) fn service(ws: &Workspace) -> Outcome {
    need("cc")?;
    let line = Line::new("cargo test --quiet -p password-reset-service");
    line.dir(&ws.root).run()?;
    Ok("tests passed".into())
}
