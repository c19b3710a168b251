//! The command line: read wholly, and refused by name, before anything runs.

mod list;
mod quick;
mod together;

use std::path::PathBuf;

pub(super) use self::list::list;
use super::targets::{self, Depth, TARGETS, Target};
use super::{help, packages, table};
use crate::commands::Stop;

/// A rung of the ladder, where only that one is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Route {
    Rustup,
    Cross,
    Debian,
}

#[derive(Debug, Default)]
pub(super) struct Options {
    targets: Vec<&'static Target>,
    /// Empty for all of them.
    pub(super) packages: Vec<String>,
    /// The name of one of our sets, or features as cargo takes them; empty for all sets.
    pub(super) features: Vec<String>,
    depth: Option<Depth>,
    /// None for the first that there is.
    pub(super) route: Option<Route>,
    pub(super) setup: bool,
    pub(super) list: bool,
    pub(super) control: bool,
    pub(super) quick: bool,
    pub(super) allow_missing: bool,
    /// Another project's manifest.
    pub(super) manifest: Option<PathBuf>,
    pub(super) json: Option<PathBuf>,
}

impl Options {
    /// The chosen targets, or all.
    pub(super) fn targets(&self) -> Vec<&'static Target> {
        if self.targets.is_empty() { TARGETS.iter().collect() } else { self.targets.clone() }
    }

    /// How far this target is to be taken.
    pub(super) fn depth(&self, target: &Target) -> Depth {
        self.depth.map_or(target.depth, |depth| depth.min(target.depth))
    }

    /// The depth that was asked for, where this target was named and does not go so far. Without a name a depth is the most
    /// that each target is taken to.
    pub(super) fn beyond(&self, target: &Target) -> Option<Depth> {
        let named = self.targets.iter().any(|named| named.name == target.name);
        self.depth.filter(|depth| named && !self.quick && *depth > target.depth)
    }

    /// Whether nothing of the chosen targets is left out, so that their rows may stand in the documents.
    pub(super) fn is_whole(&self) -> bool {
        self.packages.is_empty() && self.features.is_empty() && self.is_deep()
    }

    /// Whether the rows are what those of a whole run would be, if fewer, so that they may take the place of the same rows.
    pub(super) fn is_deep(&self) -> bool {
        self.depth.is_none() && self.route.is_none() && self.manifest.is_none() && !self.quick
    }
}

/// Reads the arguments.
///
/// # Errors
///
/// `Usage`, with what is wrong and what there is.
pub(super) fn parse(args: &[String]) -> Result<Options, Stop> {
    let mut options = Options::default();
    let (mut args, mut given) = (args.iter(), Vec::new());
    while let Some(arg) = args.next() {
        given.push(arg.as_str());
        let mut value = || {
            let value = args.next().filter(|value| !value.starts_with("--"));
            value.ok_or_else(|| Stop::Usage(format!("matrix {arg} needs a value")))
        };
        match arg.as_str() {
            "--target" => named(&mut options.targets, target(value()?)?)?,
            "--crate" => options.packages.push(value()?.clone()),
            "--features" => options.features.push(value()?.clone()),
            "--depth" => options.depth = Some(depth(value()?)?),
            "--route" => options.route = Some(route(value()?)?),
            "--manifest-path" => options.manifest = Some(PathBuf::from(value()?)),
            "--json" => options.json = Some(table::in_a_folder(value()?)?),
            "--quick" => quick::choose(&mut options)?,
            "--setup" => options.setup = true,
            "--list" => options.list = true,
            "--control" => options.control = true,
            "--allow-missing" => options.allow_missing = true,
            _ => {
                return Err(Stop::Usage(format!(
                    "matrix has no option `{arg}`; {}",
                    help::options()
                )));
            }
        }
    }
    together::together(&given)?;
    // What another project calls its crates and features is cargo's business.
    if options.manifest.is_none() {
        for package in &options.packages {
            packages::known(package)?;
        }
        packages::known_features(&options.packages, &options.features)?;
    }
    Ok(options)
}

fn target(name: &str) -> Result<&'static Target, Stop> {
    TARGETS.iter().find(|target| target.name == name).ok_or_else(|| {
        let names = targets::names().join(", ");
        Stop::Usage(format!("matrix has no target `{name}`; there are {names}"))
    })
}

/// Takes in a target, once.
fn named(targets: &mut Vec<&'static Target>, target: &'static Target) -> Result<(), Stop> {
    if targets.iter().any(|known| known.name == target.name) {
        return Err(Stop::Usage(format!("matrix has --target {} twice", target.name)));
    }
    targets.push(target);
    Ok(())
}

fn depth(name: &str) -> Result<Depth, Stop> {
    Depth::ALL.into_iter().find(|depth| depth.to_string() == name).ok_or_else(|| {
        Stop::Usage(format!("matrix has no depth `{name}`; there are checked, built and run"))
    })
}

fn route(name: &str) -> Result<Route, Stop> {
    match name {
        "rustup" => Ok(Route::Rustup),
        "cross" => Ok(Route::Cross),
        "debian" => Ok(Route::Debian),
        _ => Err(Stop::Usage(format!(
            "matrix has no route `{name}`; there are rustup, cross and debian"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Result<Options, Stop> {
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        parse(&words)
    }

    #[test]
    fn unknown_names_are_told_what_there_is() {
        for (bad, hint) in [
            ("--target s390", "s390x-unknown-linux-gnu"),
            ("--crate rand", "wellspring-dist"),
            ("--features everything", "none, default, all"),
            ("--depth deep", "checked, built and run"),
            ("--route npm", "rustup, cross and debian"),
            ("--fast", "--allow-missing"),
            ("--target", "needs a value"),
            ("--json --quick", "needs a value"),
            ("--json no/such/folder/x.json", "there is no folder no/such/folder"),
            ("--list --setup", "--setup"),
            ("--depth run --depth run", "--depth once"),
            ("--target thumbv6m-none-eabi --target thumbv6m-none-eabi", "twice"),
        ] {
            let outcome = words(bad).map(|_| ());
            assert!(
                matches!(&outcome, Err(Stop::Usage(r)) if r.contains(hint)),
                "{bad}: {outcome:?}"
            );
        }
    }

    #[test]
    fn there_is_every_option_of_the_help() {
        let names = help::HELP.lines().filter_map(|line| line.split_whitespace().next());
        for option in names {
            let outcome = words(option).map(|_| ());
            let is_unknown =
                matches!(&outcome, Err(Stop::Usage(reason)) if reason.contains("has no option"));
            assert!(!is_unknown, "{option}: {outcome:?}");
        }
    }

    #[test]
    fn a_depth_is_the_most_and_never_more_than_the_target_has() {
        let options = words("--depth built").unwrap();
        let of = |name| options.depth(target(name).unwrap());
        assert_eq!(of("s390x-unknown-linux-gnu"), Depth::Built);
        assert_eq!(of("aarch64-apple-darwin"), Depth::Checked);
        let beyond = |words: &str| {
            let options = self::words(words).unwrap();
            options.targets().iter().filter_map(|target| options.beyond(target)).count()
        };
        assert_eq!(beyond("--depth run"), 0);
        assert_eq!(beyond("--depth checked --target aarch64-apple-darwin"), 0);
        let two = "--target aarch64-apple-darwin --target s390x-unknown-linux-gnu";
        assert_eq!((beyond(&format!("--depth run {two}")), beyond(two)), (1, 0));
        assert!(!options.is_deep() && words("--setup").unwrap().is_whole());
        let some = words("--crate wellspring-tokens --features all").unwrap();
        assert!(some.is_deep() && !some.is_whole());
        assert!(!words("--route debian").unwrap().is_deep());
    }

    #[test]
    fn the_list_has_every_target_crate_and_set() {
        let text = list(&words("").unwrap());
        for name in targets::names().into_iter().chain(["wellspring-tokens", "all"]) {
            assert!(text.contains(name), "{name}");
        }
        let one = list(&words("--target thumbv6m-none-eabi").unwrap());
        assert!(one.contains("thumbv6m-none-eabi") && !one.contains("s390x"));
    }

    #[test]
    fn another_project_has_its_own_names() {
        let options = words("--manifest-path x/Cargo.toml --crate mine --features fast").unwrap();
        assert_eq!((options.packages.len(), options.features.len()), (1, 1));
    }
}
