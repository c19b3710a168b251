//! What is taken through the targets: each library with its sets of features, and which tests are left out where.

use super::targets::{Library, Target};
use crate::commands::{Stop, nostd};

/// A set of features by name, and what cargo is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    pub(super) name: &'static str,
    pub(super) flags: &'static str,
}

pub(super) const SETS: &[Set] = &[
    Set { name: "none", flags: "--no-default-features" },
    Set { name: "default", flags: "" },
    Set { name: "all", flags: "--all-features" },
];

#[derive(Debug)]
pub(super) struct Package {
    pub(super) name: &'static str,
    manifest: &'static str,
}

impl Package {
    pub(super) fn find(name: &str) -> Option<&'static Self> {
        OURS.iter().find(|package| package.name == name)
    }

    /// Its folder in the repository: `wellspring-dist` lives in crates/dist, and `wellspring` itself in crates/facade.
    pub(super) fn folder(&self) -> String {
        format!("crates/{}", self.name.strip_prefix("wellspring-").unwrap_or("facade"))
    }

    /// The features that a test program of it wants, by its manifest; the others are not built by cargo and need not be.
    pub(super) fn wanted_by(&self, test: &str) -> Vec<&'static str> {
        let blocks = self.manifest.split("[[test]]").skip(1);
        let blocks = blocks.map(|block| block.split("\n[").next().unwrap_or(block));
        let own = blocks.filter(|block| block.contains(&format!("name = \"{test}\"")));
        let list =
            own.filter_map(|block| block.split_once("required-features = [")).map(|(_, rest)| rest);
        list.filter_map(|rest| rest.split_once(']')).flat_map(|(list, _)| quoted(list)).collect()
    }

    /// The features that a set switches on, by name, as far as the manifest says so in one step.
    pub(super) fn features_of(&self, set: &str) -> Vec<&'static str> {
        match set {
            "all" => self.features(),
            "none" => Vec::new(),
            "default" => {
                let line = self.manifest.lines().find_map(|line| line.strip_prefix("default = ["));
                quoted(line.unwrap_or_default())
            }
            list => {
                self.features().into_iter().filter(|f| list.split(',').any(|l| l == *f)).collect()
            }
        }
    }
}

fn quoted(list: &str) -> Vec<&str> {
    list.split('"').skip(1).step_by(2).collect()
}

macro_rules! package {
    ($name:literal, $folder:literal) => {
        Package {
            name: $name,
            manifest: include_str!(concat!("../../../../crates/", $folder, "/Cargo.toml")),
        }
    };
}

const OURS: &[Package] = &[
    package!("wellspring-entropy", "entropy"),
    package!("wellspring-csprng", "csprng"),
    package!("wellspring-dist", "dist"),
    package!("wellspring-tokens", "tokens"),
    package!("wellspring", "facade"),
];

pub(super) fn ours() -> &'static [Package] {
    OURS
}

impl Package {
    /// The sets to take through a target. `default` and `all` of the generator are one.
    pub(super) fn sets(&self, target: &Target) -> Vec<Set> {
        if target.library == Library::Core {
            return self.without_std();
        }
        let same = |set: &&Set| self.name == "wellspring-csprng" && set.name == "all";
        SETS.iter().filter(|set| !same(set)).copied().collect()
    }

    /// Whether a set is tested by the unit tests alone. Where two crates have dozens of test programs, each of which is
    /// linked once for each set and target, the smaller sets go without.
    pub(super) fn is_unit_tests(&self, set: &str) -> bool {
        ["wellspring-dist", "wellspring-tokens"].contains(&self.name)
            && ["none", "default"].contains(&set)
    }

    /// Whether it has programs that pin outputs; the quick form runs those alone.
    pub(super) fn has_known_answers(&self) -> bool {
        ["wellspring-dist", "wellspring-tokens"].contains(&self.name)
    }

    /// Those that the proof of `no_std` builds; the last of them is all that needs no `std`.
    fn without_std(&self) -> Vec<Set> {
        let sets = nostd::LIBRARIES.iter().find(|(name, _)| *name == self.name);
        let flags = sets.map_or(&[][..], |(_, flags)| flags);
        let named = flags.iter().enumerate().map(|(i, flags)| {
            let name = match (i, *flags) {
                (0, _) => "none",
                (_, "") => "default",
                (i, _) if i + 1 == sets.map_or(0, |(_, flags)| flags.len()) => "all but std",
                _ => "alloc",
            };
            Set { name, flags }
        });
        named.collect()
    }

    /// The names of the features in its manifest.
    pub(super) fn features(&self) -> Vec<&'static str> {
        let section = self.manifest.split_once("[features]").map_or("", |(_, rest)| rest);
        let section = section.split_once("\n[").map_or(section, |(section, _)| section);
        section.lines().filter_map(|line| line.split_once(" = [")).map(|(name, _)| name).collect()
    }
}

/// Whether there is such a crate.
pub(super) fn known(name: &str) -> Result<(), Stop> {
    if OURS.iter().any(|package| package.name == name) {
        return Ok(());
    }
    let names: Vec<&str> = OURS.iter().map(|package| package.name).collect();
    Err(Stop::Usage(format!("matrix has no crate `{name}`; there are {}", names.join(", "))))
}

/// Whether each is a set, or a list of features that one of the crates has.
pub(super) fn known_features(crates: &[String], features: &[String]) -> Result<(), Stop> {
    for wanted in features {
        let is_set = SETS.iter().any(|set| set.name == wanted);
        let chosen =
            || OURS.iter().filter(|p| crates.is_empty() || crates.iter().any(|c| c == p.name));
        if is_set || chosen().any(|package| has_all(package, wanted)) {
            continue;
        }
        let mut names: Vec<&str> = chosen().flat_map(Package::features).collect();
        names.sort_unstable();
        names.dedup();
        return Err(Stop::Usage(format!(
            "no chosen crate has the features `{wanted}`; there are the sets none, default, all, and the features {}",
            names.join(", ")
        )));
    }
    Ok(())
}

/// Whether the package has every feature of a list with commas.
pub(super) fn has_all(package: &Package, list: &str) -> bool {
    let features = package.features();
    list.split(',').all(|feature| features.contains(&feature))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::matrix::targets::TARGETS;

    #[test]
    fn every_package_has_sets_on_every_target() {
        for target in TARGETS {
            for package in OURS {
                let names: Vec<&str> = package.sets(target).iter().map(|set| set.name).collect();
                assert!(names.len() >= 2 && names[0] == "none", "{} {names:?}", package.name);
            }
        }
    }

    #[test]
    fn what_tests_want_is_read_from_manifests() {
        let package = Package::find("wellspring-csprng").unwrap();
        assert_eq!(package.wanted_by("shared_storage"), ["std"]);
        assert_eq!(package.wanted_by("fork_in_refill"), [""; 0]);
        assert_eq!(package.wanted_by("generator"), [""; 0]);
        assert_eq!(package.features_of("default"), ["portable", "std"]);
        let tokens = Package::find("wellspring-tokens").unwrap();
        assert!(tokens.wanted_by("survivors").contains(&"wordlists"));
        assert_eq!(tokens.features_of("sha2,url"), ["sha2", "url"]);
    }

    #[test]
    fn features_are_read_from_manifests() {
        let dist = OURS.iter().find(|package| package.name == "wellspring-dist").unwrap();
        assert!(has_all(dist, "alloc,num_bigint") && !has_all(dist, "alloc,sha2"));
        assert!(known_features(&[], &["sha2".into()]).is_ok());
        assert!(known_features(&["wellspring-dist".into()], &["sha2".into()]).is_err());
    }
}
