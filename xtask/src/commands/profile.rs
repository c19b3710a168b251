//! The ways to optimise in which secrets are looked for: a compiler leaves out wipes and puts in branches in some, and in others not.

use crate::shell::Line;

/// What a release profile says, whatever the manifest and the environment have in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Profile {
    lto: &'static str,
    units: &'static str,
    opt_level: &'static str,
}

/// Cargo's own, which everybody has who uses the libraries and says nothing.
pub(crate) const CARGO: Profile = Profile { lto: "false", units: "16", opt_level: "3" };

/// This repository's, of the command that is released: what is optimised as a whole may lose more wipes.
pub(crate) const SHIPPED: Profile = Profile { lto: "fat", units: "1", opt_level: "3" };

/// Of programs for browsers and small machines, where a mask takes more room than a jump.
pub(crate) const SIZE: Profile = Profile { opt_level: "s", ..CARGO };

/// What else manifests have.
pub(crate) const ALL: &[Profile] = &[
    CARGO,
    SHIPPED,
    SIZE,
    Profile { opt_level: "z", ..CARGO },
    Profile { opt_level: "1", ..CARGO },
    Profile { opt_level: "2", ..CARGO },
    Profile { units: "1", ..CARGO },
    Profile { lto: "thin", ..CARGO },
    Profile { lto: "off", units: "1", ..CARGO },
    Profile { opt_level: "z", ..SHIPPED },
];

impl Profile {
    /// The same line, with `--release` as this profile has it.
    pub(crate) fn of(self, line: Line) -> Line {
        line.env("CARGO_PROFILE_RELEASE_LTO", self.lto)
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", self.units)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level)
    }

    /// As in a manifest.
    pub(crate) fn name(self) -> String {
        let Self { lto, units, opt_level } = self;
        format!("opt-level {opt_level}, lto {lto}, codegen-units {units}")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_is_another_and_says_so() {
        let names: BTreeSet<String> = ALL.iter().map(|profile| profile.name()).collect();
        assert_eq!(names.len(), ALL.len());
        assert!([CARGO, SHIPPED, SIZE].iter().all(|profile| ALL.contains(profile)));
    }

    /// What is said of the command is what its manifest has.
    #[test]
    fn the_commands_is_the_manifests() {
        let manifest = crate::commands::Workspace::find().root.join("Cargo.toml");
        let manifest = std::fs::read_to_string(manifest).unwrap();
        let (_, release) = manifest.split_once("[profile.release]\n").unwrap();
        let (release, _) = release.split_once("\n[").unwrap();
        assert_eq!(release.trim(), "lto = \"fat\"\ncodegen-units = 1");
    }
}
