//! Where a target's standard library comes from: rustup where it has it, `cross` where that is installed, else Debian's
//! packages, unpacked privately. And what else must be there before a program can be linked and run.

use std::env;
use std::fs;
use std::path::Path;

use super::args::{Options, Route};
use super::runners;
use super::targets::{Depth, Library, Runner, Target};
use crate::commands::debian::{self, Compiler, Part};
use crate::commands::{Stop, Workspace};
use crate::shell::{Line, have};

/// The compiler that runs us.
#[derive(Debug)]
pub(super) struct Host {
    /// The target it compiles for by itself.
    pub(super) triple: String,
    release: String,
}

impl Host {
    pub(super) fn find() -> Result<Self, Stop> {
        let said = Line::new("rustc -vV").read()?;
        let field = |name: &str| {
            let line = said.lines().find_map(|line| line.strip_prefix(name));
            line.unwrap_or_default().trim().to_owned()
        };
        Ok(Self { triple: field("host:"), release: field("release:") })
    }

    /// Whether the compiler has the library of the target; rustup and distributions lay it into the same place.
    pub(super) fn has(&self, target: &Target) -> bool {
        let line = Line::new("rustc --print target-libdir --target").arg(target.name);
        let Ok(folder) = line.read() else {
            return false;
        };
        let wanted = if target.library == Library::Core { "libcore-" } else { "libstd-" };
        fs::read_dir(folder.trim()).is_ok_and(|mut entries| {
            entries.any(|entry| {
                entry.is_ok_and(|entry| {
                    let name = entry.file_name();
                    let name = name.to_string_lossy();
                    name.starts_with(wanted) && name.ends_with(".rlib")
                })
            })
        })
    }
}

/// What takes one target as far as it was asked for.
#[derive(Clone, Debug)]
pub(super) struct Equipment {
    /// The compiler's name, for the table.
    pub(super) with: String,
    /// `cargo`, or what stands in for it.
    program: &'static str,
    pub(super) compiler: Option<Compiler>,
    env: Vec<(String, String)>,
}

impl Equipment {
    /// A command line of cargo's, with everything that it needs to know in its environment.
    pub(super) fn cargo(&self, ws: &Workspace, words: &str) -> Line {
        // Emulators can wait for each other for ever.
        let limit = if have("timeout") {
            format!("timeout {LIMIT} {}", self.program)
        } else {
            self.program.into()
        };
        let mut line = Line::new(&limit).words(words);
        // A folder for each compiler: two in the same would throw each other's results away.
        let folder = if self.compiler.is_some() { "debian" } else { self.program };
        let folder = ws.target.join("xtask").join("matrix").join(folder);
        line = line.env("CARGO_TARGET_DIR", folder);
        line = line.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
        if let Some(compiler) = &self.compiler {
            line = compiler.apply(line);
        }
        // What the user set stays: a linker or a runner of their own.
        let ours = self.env.iter().filter(|(name, _)| env::var_os(name).is_none());
        ours.fold(line, |line, (name, value)| line.env(name.clone(), value))
    }
}

/// Seconds after which one command line is ended; the longest of them takes minutes.
const LIMIT: u32 = 2400;

/// What every target is to be taken with, or why it cannot be; built where that is possible without an installation.
pub(super) fn prepare(
    ws: &Workspace,
    options: &Options,
    chosen: &[(&'static Target, Depth)],
) -> Result<Vec<Result<Equipment, Stop>>, Stop> {
    let host = Host::find()?;
    let cross = options.route != Some(Route::Debian) && have("cross");
    let found: Vec<Option<Equipment>> =
        chosen.iter().map(|(target, _)| installed(&host, options, cross, target)).collect();
    let wanting: Vec<(&Target, Depth)> =
        chosen.iter().zip(&found).filter(|(_, f)| f.is_none()).map(|(&(t, d), _)| (t, d)).collect();
    let debian = if wanting.is_empty() { None } else { Some(debian(ws, options, &wanting)) };
    let equip = |(&(target, depth), found): (&(&'static Target, Depth), Option<Equipment>)| {
        let equipment = match (found, &debian) {
            (Some(equipment), _) => equipment,
            (None, Some(Ok(compiler))) if compiler.has(target.name, target.part(depth)) => {
                private(compiler)
            }
            (None, Some(Err(Stop::NotChecked(reason)))) => {
                let rustup = format!("rustup target add {}", target.name);
                let is_cross = options.route == Some(Route::Cross);
                let hint = if is_cross { "cargo install cross" } else { &rustup };
                return Err(Stop::NotChecked(format!("no standard library: {hint}; or {reason}")));
            }
            (None, Some(Err(Stop::Failed(reason) | Stop::Usage(reason)))) => {
                return Err(Stop::Failed(reason.clone()));
            }
            (None, _) => return Err(Stop::Failed("its standard library did not build".into())),
        };
        complete(ws, &host, target, depth, equipment)
    };
    Ok(chosen.iter().zip(found).map(equip).collect())
}

/// The first two rungs of the ladder.
fn installed(host: &Host, options: &Options, cross: bool, target: &Target) -> Option<Equipment> {
    let plain = |program, with| Equipment { with, program, compiler: None, env: Vec::new() };
    let is = |route| options.route.is_none() || options.route == Some(route);
    // The target of the compiler itself needs no route.
    if target.name == host.triple || (is(Route::Rustup) && host.has(target)) {
        return Some(plain("cargo", format!("rustc {}", host.release)));
    }
    (is(Route::Cross) && cross && target.cross).then(|| plain("cross", "cross".into()))
}

fn private(compiler: &Compiler) -> Equipment {
    let with = format!("Debian's {}", compiler.version);
    Equipment { with, program: "cargo", compiler: Some(compiler.clone()), env: Vec::new() }
}

/// The last rung: the private compiler, and as much of the library as each target needs.
fn debian(
    ws: &Workspace,
    options: &Options,
    wanting: &[(&Target, Depth)],
) -> Result<Compiler, Stop> {
    if options.route.is_some_and(|route| route != Route::Debian) {
        return Err(Stop::NotChecked("without --route".into()));
    }
    let compiler = debian::compiler(ws)?;
    for part in [Part::Core, Part::Check, Part::Full] {
        let of_this_part = wanting.iter().filter(|(target, depth)| target.part(*depth) == part);
        let names: Vec<&str> = of_this_part.map(|(target, _)| target.name).collect();
        if compiler.build(ws, part, &names).is_ok() {
            continue;
        }
        // One of them has stopped the others: each by itself, and who has none is told at its row.
        for name in names {
            if let Err(stop) = compiler.build(ws, part, &[name]) {
                eprintln!("{name}: {stop:?}");
            }
        }
    }
    Ok(compiler)
}

/// Checks that everything else is there, and lays out what runs and links.
fn complete(
    ws: &Workspace,
    host: &Host,
    target: &Target,
    depth: Depth,
    mut equipment: Equipment,
) -> Result<Equipment, Stop> {
    if !target.rustflags.is_empty() {
        equipment.env.push((variable(target, "RUSTFLAGS"), target.rustflags.into()));
    }
    if depth == Depth::Checked || target.library == Library::Core || equipment.program == "cross" {
        return Ok(equipment);
    }
    if target.name == host.triple {
        return Ok(equipment);
    }
    let missing = missing(target, equipment.compiler.as_ref());
    if !missing.is_empty() {
        let packages = missing.join(" ");
        let reason = format!("missing (Debian's names): {packages}; cargo xtask matrix --setup");
        return Err(Stop::NotChecked(reason));
    }
    let is_ours = host.triple.starts_with("x86_64-") && host.triple.contains("-linux-");
    if target.runner == Runner::Native && !is_ours {
        return Err(Stop::NotChecked("runs on x86-64 Linux alone".into()));
    }
    if let Some(compiler) = &equipment.compiler {
        runners::complete_sysroot(ws, target, compiler)?;
    }
    equipment.env.extend(runners::environment(ws, target, equipment.compiler.as_ref())?);
    Ok(equipment)
}

/// The packages of Debian's that would bring what is not there.
pub(super) fn missing(target: &Target, compiler: Option<&Compiler>) -> Vec<String> {
    let listed = target.needs.iter().map(|need| (need.probe.to_owned(), need.package.to_owned()));
    let more = compiler.map(|compiler| runners::more_needs(target, compiler)).unwrap_or_default();
    listed.chain(more).filter(|(probe, _)| !is_there(probe)).map(|(_, package)| package).collect()
}

/// A file by its whole path, or a program on the search path.
fn is_there(probe: &str) -> bool {
    if probe.starts_with('/') {
        return Path::new(probe).exists();
    }
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(probe).is_file())
}

/// Cargo's variable for one target: `CARGO_TARGET_S390X_UNKNOWN_LINUX_GNU_LINKER`.
pub(super) fn variable(target: &Target, what: &str) -> String {
    format!("CARGO_TARGET_{}_{what}", target.name.to_uppercase().replace(['-', '.'], "_"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::matrix::targets::TARGETS;

    #[test]
    fn variables_are_as_cargo_reads_them() {
        let target =
            TARGETS.iter().find(|target| target.name == "s390x-unknown-linux-gnu").unwrap();
        assert_eq!(variable(target, "LINKER"), "CARGO_TARGET_S390X_UNKNOWN_LINUX_GNU_LINKER");
    }

    #[test]
    fn a_missing_program_names_its_package() {
        let mut target = TARGETS[0];
        target.needs = &[
            crate::commands::matrix::targets::Need { probe: "no-such-cc", package: "gcc-nobody" },
            crate::commands::matrix::targets::Need { probe: "/", package: "base-files" },
        ];
        assert_eq!(missing(&target, None), ["gcc-nobody"]);
    }

    #[test]
    fn the_host_has_its_own_library() {
        let host = Host::find().unwrap();
        let own = Target { name: "nobody-has-this", ..TARGETS[0] };
        assert!(!host.has(&own) && !host.triple.is_empty() && !host.release.is_empty());
    }
}
