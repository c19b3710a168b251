//! The bench programs: building them, and running each where its figures are steady.

use std::fs;
use std::path::Path;

use super::bars::CONTROL;
use crate::{
    commands::{Stop, Workspace},
    shell::{Line, have},
};

/// A bench of the package `wellspring-benches`.
#[derive(Debug, PartialEq)]
pub(super) struct Program {
    pub(super) name: &'static str,
    /// The parts that run on one processor; all of them if none is named.
    pinned: &'static [&'static str],
    /// The parts that want all processors.
    spread: &'static [&'static str],
}

pub(super) const ALL: &[Program] = &[
    Program {
        name: CONTROL_OF,
        pinned: &[CONTROL, "tier", "fills", "crossing"],
        spread: &["threads"],
    },
    program("dist"),
    program("tokens"),
    Program { name: "csprng", pinned: &["fills", "numbers", "tokens"], spread: &["threads"] },
    program("sources"),
    program("growth"),
    program("needed"),
    program(SHELL),
];

const fn program(name: &'static str) -> Program {
    Program { name, pinned: &[], spread: &[] }
}

/// Whether the peers can be built that stand on C libraries.
pub(super) fn has_c() -> Result<bool, Stop> {
    let tools = have("cc") && have("pkg-config");
    Ok(tools && Line::new("pkg-config --exists openssl").output()?.status.success())
}

/// Builds them on all processors, so that nothing is built while something is measured.
pub(super) fn build(ws: &Workspace, programs: &[&Program]) -> Result<(), Stop> {
    let place = Place::find();
    let mut line = cargo("bench --quiet --no-run", has_c()?).words("--bench").arg(CONTROL_OF);
    for Program { name, .. } in programs.iter().filter(|program| program.name != CONTROL_OF) {
        line = line.words("--bench").arg(name);
    }
    place.before(&line.dir(&ws.root)).run()?;
    if programs.iter().any(|program| program.name == SHELL) {
        let line = Line::new("cargo build --quiet --release -p wellspring-cli").dir(&ws.root);
        place.before(&line).run()?;
    }
    Ok(())
}

/// The program with the control, without which no bar can be judged.
const CONTROL_OF: &str = "entropy";
/// The program that runs our command.
const SHELL: &str = "shell";

/// On which processors they run.
pub(super) fn places() -> String {
    let place = Place::find();
    match (place.one().0, place.0) {
        (Some(one), Some(all)) => format!("{one}; two threads on {all}"),
        _ => "not chosen".into(),
    }
}

/// Runs the programs, which add their rows to `rows`.
pub(super) fn measure(
    ws: &Workspace,
    programs: &[&Program],
    quick: bool,
    rows: &Path,
) -> Result<(), Stop> {
    let (place, peers) = (Place::find(), has_c()?);
    let control = Program { name: CONTROL_OF, pinned: &[CONTROL], spread: &[] };
    let is_in = programs.iter().any(|program| program.name == control.name);
    let first = Some(&control).filter(|_| !is_in);
    for Program { name, pinned, spread } in first.into_iter().chain(programs.iter().copied()) {
        let line = |parts: &[&str]| {
            let mut line = cargo("bench --quiet", peers).words("--bench").arg(name).arg("--");
            line = line.arg(format!("--rows={}", rows.display()));
            if quick {
                line = line.arg("--quick");
            }
            if *name == SHELL {
                line = line.arg(format!("--program={}", ws.wellspring()?.display()));
            }
            Ok::<_, Stop>(parts.iter().fold(line, Line::arg).dir(&ws.root))
        };
        place.one().before(&line(pinned)?).run()?;
        if !spread.is_empty() {
            place.before(&line(spread)?).run()?;
        }
    }
    Ok(())
}

/// A cargo command on the package of the benches.
pub(super) fn cargo(words: &str, peers: bool) -> Line {
    let line = Line::new("cargo").words(words).words("-p wellspring-benches");
    if peers { line.words("--features c-peers") } else { line }
}

/// All processors, whatever this process was given, by Linux's numbers; none where they cannot be chosen.
#[derive(Debug, PartialEq)]
struct Place(Option<String>);

impl Place {
    fn find() -> Self {
        let online = fs::read_to_string("/sys/devices/system/cpu/online").ok();
        Self(online.map(|list| list.trim().to_owned()).filter(|_| have("taskset")))
    }

    /// The last, which has the fewest interrupts.
    fn one(&self) -> Self {
        let last = |list: &String| list.rsplit([',', '-']).next().map(str::to_owned);
        Self(self.0.as_ref().and_then(last))
    }

    fn before(&self, line: &Line) -> Line {
        match &self.0 {
            Some(list) => line.clone().after(&format!("taskset -c {list}")),
            None => line.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_processor_is_one_of_the_list() {
        for (list, last) in [("0-1", "1"), ("0", "0"), ("0-3,8-11", "11"), ("0,2", "2")] {
            assert_eq!(Place(Some(list.into())).one(), Place(Some(last.into())));
        }
        assert_eq!(Place(None).one(), Place(None));
    }

    #[test]
    fn a_command_is_put_on_processors_only_where_they_can_be_chosen() {
        let line = Line::new("cargo bench");
        let on = |list: Option<&str>| Place(list.map(str::to_owned)).before(&line).to_string();
        assert_eq!(on(Some("0-1")), "taskset -c 0-1 cargo bench");
        assert_eq!(on(None), "cargo bench");
    }

    #[test]
    fn the_programs_have_the_parts_and_are_all_of_the_package() {
        let benches = Workspace::find().root.join("benches");
        for Program { name, pinned, spread } in ALL {
            let main = benches.join("benches").join(name).join("main.rs");
            let main = fs::read_to_string(main).unwrap();
            for part in pinned.iter().chain(*spread) {
                assert!(main.contains(&format!("(\"{part}\", ")), "{name} {part}");
            }
            let parts = main.matches("        (\"").count();
            assert!(pinned.is_empty() || pinned.len() + spread.len() == parts, "{name}");
        }
        let manifest = fs::read_to_string(benches.join("Cargo.toml")).unwrap();
        assert_eq!(manifest.matches("[[bench]]").count(), ALL.len());
    }
}
