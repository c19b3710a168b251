//! The quick form: a choice of targets, crates and features.

use super::{Options, target};
use crate::commands::Stop;

/// What every change is put through: three foreign processors, one of them with its bytes the other way round, and
/// five systems; with all features, and of the larger crates what pins their outputs.
pub(super) fn choose(options: &mut Options) -> Result<(), Stop> {
    for name in TARGETS {
        options.targets.push(target(name)?);
    }
    options.features.push("all".into());
    let libraries = ["entropy", "csprng", "dist", "tokens"];
    options.packages.extend(libraries.map(|name| format!("wellspring-{name}")));
    options.quick = true;
    Ok(())
}

const TARGETS: [&str; 8] = [
    "i686-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "s390x-unknown-linux-gnu",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
    "x86_64-unknown-freebsd",
    "aarch64-linux-android",
    "thumbv6m-none-eabi",
];

#[cfg(test)]
mod tests {
    use super::super::parse;
    use crate::commands::matrix::targets::{Depth, Target};

    #[test]
    fn the_quick_form_runs_three_and_looks_at_five_more() {
        let options = parse(&["--quick".into()]).unwrap();
        let run = |target: &&&Target| target.depth == Depth::Run;
        assert_eq!(options.targets().iter().filter(run).count(), 3);
        assert_eq!((options.targets().len(), options.is_deep()), (8, false));
    }
}
