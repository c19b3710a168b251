//! Who may depend on whom: only the facade picks a source of randomness, everything below it is
//! mechanism, and the crates that others embed stay small.
//!
//! Looked at are the members that cargo finds, so that a new one cannot be overlooked: it needs a row here, and one that
//! does not refuse to be published needs a place among [`PACKAGES`], where all other checks find it.

use crate::commands::{PACKAGES, Stop, Workspace};
use crate::metadata::Package;
use crate::shell::Line;

/// A package's row: what it may name under `[dependencies]`, optional or not.
struct Layer {
    package: &'static str,
    ours: &'static [&'static str],
    others: Others,
    /// Whether it must build with no dependency at all once its features are off.
    bare: bool,
}

enum Others {
    Only(&'static [&'static str]),
    Any,
}

const LAYERS: &[Layer] = &[
    Layer {
        package: "wellspring-entropy",
        ours: &[],
        others: Others::Only(&["getrandom", "rand_core"]),
        bare: true,
    },
    Layer {
        package: "wellspring-csprng",
        ours: &["wellspring-entropy"],
        others: Others::Only(&["aes", "chacha20", "cipher", "ctr", "rand_core", "zeroize"]),
        bare: false,
    },
    Layer {
        package: "wellspring-dist",
        ours: &[],
        others: Others::Only(&["rand_core", "libm", "crypto-bigint", "num-bigint", "rand"]),
        bare: false,
    },
    Layer {
        package: "wellspring-tokens",
        ours: &["wellspring-dist"],
        others: Others::Only(&[
            "rand_core",
            "subtle",
            "zeroize",
            "sha2",
            "diceware_wordlists",
            "memmap2",
            "secrecy",
            "serde",
            "url",
            "uuid",
        ]),
        bare: false,
    },
    Layer {
        package: "wellspring",
        ours: &["wellspring-csprng", "wellspring-entropy", "wellspring-dist", "wellspring-tokens"],
        others: Others::Only(&[]),
        bare: false,
    },
    Layer { package: "wellspring-cli", ours: &["wellspring"], others: Others::Any, bare: false },
];

/// Members that nobody publishes, and which of ours they may name; of others' packages they may take any.
const UNPUBLISHED: &[(&str, &[&str])] = &[
    ("api-key-service", &["wellspring"]),
    ("password-reset-service", &["wellspring"]),
    ("session-cookies", &["wellspring"]),
    ("wellspring-batteries", &["wellspring-csprng", "wellspring-entropy"]),
    ("wellspring-plots", &[]),
    ("wellspring-schemata", &[]),
    (
        "wellspring-benches",
        &["wellspring", "wellspring-csprng", "wellspring-entropy", "wellspring-tokens"],
    ),
    ("wellspring-guest", &["wellspring-csprng", "wellspring-entropy"]),
    ("wellspring-web", &["wellspring", "wellspring-entropy"]),
    ("xtask", &[]),
];

/// `members` are the packages of the workspace.
pub(super) fn check(ws: &Workspace, members: &[Package]) -> Result<Vec<String>, Stop> {
    let listed: Vec<(&str, bool)> =
        members.iter().map(|member| (member.name.as_str(), member.published)).collect();
    let mut violations = known(&listed);
    for (name, _) in &listed {
        let all = tree(ws, name, "--all-features")?;
        violations.extend(layering(name, &dependencies(&all), &listed));
        if *name == "xtask" {
            // What judges all others stands on nothing.
            violations.extend(required(name, &dependencies(&all)));
        }
    }
    for Layer { package, .. } in LAYERS.iter().filter(|layer| layer.bare) {
        let none = tree(ws, package, "--no-default-features")?;
        violations.extend(required(package, &dependencies(&none)));
    }
    Ok(violations)
}

/// The members, and whether each may be published, against the lists of this program.
fn known(members: &[(&str, bool)]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, published) in members {
        if *published && !PACKAGES.contains(name) {
            found.push(format!("{name}: may be published, and is not in the list PACKAGES"));
        }
        if !published && PACKAGES.contains(name) {
            found.push(format!("{name}: is in the list PACKAGES, and refuses to be published"));
        }
    }
    let rows = PACKAGES.iter().chain(UNPUBLISHED.iter().map(|(name, _)| name));
    let gone = rows.filter(|row| !members.iter().any(|(name, _)| name == *row));
    found.extend(gone.map(|name| format!("{name}: is listed, and no member of the workspace")));
    found
}

/// For every target at once: a dependency that only Windows has is a dependency all the same.
fn tree(ws: &Workspace, package: &str, features: &str) -> Result<String, Stop> {
    let line =
        Line::new("cargo tree --locked --target all -e normal,build --depth 1 --prefix none");
    let line = line.words(features).words("--format {p} -p").arg(package);
    line.dir(&ws.root).read()
}

/// The names in a tree of depth 1, without the package itself on the first line.
fn dependencies(tree: &str) -> Vec<&str> {
    let lines = tree.lines().skip(1);
    lines.filter_map(|l| l.split_whitespace().next()).collect()
}

/// What one package names, all of the `members` being ours.
fn layering(package: &str, dependencies: &[&str], members: &[(&str, bool)]) -> Vec<String> {
    let layer = LAYERS.iter().find(|layer| layer.package == package);
    let row = UNPUBLISHED.iter().find(|(name, _)| *name == package);
    let (ours, others) = match (layer, row) {
        (Some(layer), _) => (layer.ours, &layer.others),
        (None, Some((_, ours))) => (*ours, &Others::Any),
        (None, None) => return vec![format!("{package}: has no row in the table of layers")],
    };
    let allowed = |name: &&&str| {
        if name.starts_with("wellspring") || members.iter().any(|(member, _)| member == *name) {
            return ours.contains(name);
        }
        match others {
            Others::Any => true,
            Others::Only(list) => list.contains(name),
        }
    };
    let wrong = dependencies.iter().filter(|name| !allowed(name));
    wrong.map(|name| format!("{package}: may not depend on {name}")).collect()
}

/// What is left of a package's dependencies that should have none: without its features, or at all.
fn required(package: &str, dependencies: &[&str]) -> Vec<String> {
    dependencies.iter().map(|name| format!("{package}: {name} must not be required")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read_by_name() {
        let tree = "wellspring-dist v0.1.0 (/x)\nrand_core v0.10.1\ntoml v1.0.0 (proc-macro)\n";
        assert_eq!(dependencies(tree), ["rand_core", "toml"]);
    }

    /// The members as they are listed here.
    fn listed() -> Vec<(&'static str, bool)> {
        let published = PACKAGES.iter().map(|name| (*name, true));
        published.chain(UNPUBLISHED.iter().map(|(name, _)| (*name, false))).collect()
    }

    #[test]
    fn every_package_has_a_row() {
        for (package, _) in listed() {
            assert_eq!(layering(package, &[], &listed()), [""; 0]);
        }
        assert_eq!(layering("wellspring-new", &[], &listed()).len(), 1);
    }

    #[test]
    fn a_new_member_and_one_that_is_gone_are_found() {
        assert_eq!(known(&listed()), [""; 0]);
        let mut more = listed();
        more.push(("wellspring-extra", true));
        assert_eq!(known(&more).len(), 1);
        for at in 0..listed().len() {
            let mut other = listed();
            other[at].1 ^= true;
            assert_eq!(known(&other).len(), 1, "{other:?}");
            other.remove(at);
            assert_eq!(known(&other).len(), 1, "{other:?}");
        }
    }

    #[test]
    fn a_dependency_upwards_sideways_or_unlisted_is_found() {
        let broken = [
            ("wellspring-entropy", "wellspring-dist"),
            ("wellspring-entropy", "libc"),
            ("wellspring-dist", "wellspring-entropy"),
            ("wellspring-dist", "getrandom"),
            ("wellspring-csprng", "wellspring-dist"),
            ("wellspring-csprng", "getrandom"),
            ("wellspring-tokens", "wellspring-csprng"),
            ("wellspring-tokens", "wellspring-entropy"),
            ("wellspring-tokens", "getrandom"),
            ("wellspring", "rand_core"),
            ("wellspring", "wellspring-cli"),
            ("wellspring-cli", "wellspring-tokens"),
            ("wellspring-cli", "xtask"),
            ("wellspring-cli", "session-cookies"),
            ("wellspring-web", "wellspring-tokens"),
            ("session-cookies", "wellspring-entropy"),
        ];
        for (package, dependency) in broken {
            let found = layering(package, &["rand_core", dependency], &listed());
            assert!(found.iter().any(|v| v.ends_with(dependency)), "{package}");
        }
        assert_eq!(layering("wellspring-cli", &["clap", "wellspring"], &listed()), [""; 0]);
        assert_eq!(layering("wellspring-dist", &["rand_core"], &listed()), [""; 0]);
    }

    #[test]
    fn what_is_required_of_entropy_is_found() {
        assert_eq!(required("wellspring-entropy", &["getrandom"]).len(), 1);
        assert_eq!(required("wellspring-entropy", &[]), [""; 0]);
        assert_eq!(required("xtask", &["serde_json"]).len(), 1);
    }
}
