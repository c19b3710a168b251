//! The cells of docs/PROMISES.md that say "run", with every generator that this machine can build.

use crate::commands::{Outcome, Stop, Workspace};
use crate::shell::{Line, need};

pub(super) fn check(ws: &Workspace) -> Outcome {
    // Optimised, as users run it: else the stack keeps copies.
    let test = |more: &str| {
        let line = Line::new("cargo test --quiet --release -p wellspring-benches --test promises");
        line.words(more).dir(&ws.root).run()
    };
    test("")?;
    // aws-lc-rs compiles its C code; openssl links the system's library.
    need("cc")?;
    need("pkg-config")?;
    if Line::new("pkg-config --exists openssl").run().is_err() {
        return Err(Stop::NotChecked("libssl-dev is not installed; passed without it".into()));
    }
    let features = "--features c-peers";
    let clippy =
        Line::new("cargo clippy --release --all-targets -p wellspring-benches").words(features);
    clippy.words("-- -D warnings").dir(&ws.root).run()?;
    test(features)?;
    Ok("rand, aws-lc-rs, openssl".into())
}
