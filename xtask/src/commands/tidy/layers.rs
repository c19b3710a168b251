//! Who may depend on whom: only the facade picks a source of randomness, everything below it is
//! mechanism, and the crates that others embed stay small.

use crate::commands::{PACKAGES, Stop, Workspace};
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

pub(super) fn check(ws: &Workspace) -> Result<Vec<String>, Stop> {
    // What judges all others stands on nothing.
    let mut violations = required("xtask", &dependencies(&tree(ws, "xtask", "--all-features")?));
    for package in PACKAGES {
        let all = tree(ws, package, "--all-features")?;
        violations.extend(layering(package, &dependencies(&all)));
    }
    for Layer { package, .. } in LAYERS.iter().filter(|layer| layer.bare) {
        let none = tree(ws, package, "--no-default-features")?;
        violations.extend(required(package, &dependencies(&none)));
    }
    Ok(violations)
}

/// For every target at once: a dependency that only Windows has is a dependency all the same.
fn tree(ws: &Workspace, package: &str, features: &str) -> Result<String, Stop> {
    let line = Line::new("cargo tree --target all -e normal,build --depth 1 --prefix none");
    let line = line.words(features).words("--format {p} -p").arg(package);
    line.dir(&ws.root).read()
}

/// The names in a tree of depth 1, without the package itself on the first line.
fn dependencies(tree: &str) -> Vec<&str> {
    let lines = tree.lines().skip(1);
    lines.filter_map(|l| l.split_whitespace().next()).collect()
}

fn layering(package: &str, dependencies: &[&str]) -> Vec<String> {
    let Some(layer) = LAYERS.iter().find(|layer| layer.package == package) else {
        return vec![format!("{package}: has no row in the table of layers")];
    };
    let allowed = |name: &&&str| {
        if name.starts_with("wellspring") {
            return layer.ours.contains(name);
        }
        match layer.others {
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

    #[test]
    fn every_package_has_a_row() {
        for package in PACKAGES {
            assert_eq!(layering(package, &[]), [""; 0]);
        }
        assert_eq!(layering("wellspring-new", &[]).len(), 1);
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
        ];
        for (package, dependency) in broken {
            let found = layering(package, &["rand_core", dependency]);
            assert!(found.iter().any(|v| v.ends_with(dependency)), "{package}");
        }
        assert_eq!(layering("wellspring-cli", &["clap", "wellspring"]), [""; 0]);
        assert_eq!(layering("wellspring-dist", &["rand_core"]), [""; 0]);
    }

    #[test]
    fn what_is_required_of_entropy_is_found() {
        assert_eq!(required("wellspring-entropy", &["getrandom"]).len(), 1);
        assert_eq!(required("wellspring-entropy", &[]), [""; 0]);
        assert_eq!(required("xtask", &["serde_json"]).len(), 1);
    }
}
