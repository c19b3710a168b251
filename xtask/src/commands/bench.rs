//! `cargo xtask bench [--quick] [--allow-missing] [NAME…]`: ours against the peers in one run, held against the bars, and
//! docs/PERFORMANCE.md.
//!
//! Four steps, each of which knows only what the one before has written: the bench programs measure and write rows, [`bars`] and
//! [`growth`] judge the rows, [`document`] writes what they say, and a package of its own draws the plots. The full form keeps
//! the rows in docs/performance; the quick one and the named ones leave all they find in the target directory.

mod bars;
mod document;
mod fit;
mod growth;
mod programs;
mod rows;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use self::{bars::Judged, growth::Grown, programs::Program, rows::Rows};
use super::{
    Outcome, Stop, Workspace, failed,
    record::{self, Claim, Found, Made, Verdict},
    remade::{self, Remade},
};
use crate::shell::Line;

pub(crate) fn names() -> Vec<&'static str> {
    programs::ALL.iter().map(|program| program.name).collect()
}

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let asked = Asked::read(args)?;
    let start = Instant::now();
    let (rows, folder) = measure(ws, &asked)?;
    let (judged, grown) =
        (bars::judge(&rows, &asked.names()), growth::judge(&rows, &asked.names()));
    let claims = claims(&judged, &grown);
    let (fits, document) = (folder.join("fits.tsv"), document::text(&rows, &judged, &grown));
    fs::write(&fits, growth::text(&grown))?;
    draw(ws, &folder.join(ROWS), &fits, &folder)?;
    if asked.all() {
        record::write(ws, "bench", COMMAND, start.elapsed(), &claims)?;
        let kept = ws.root.join("docs/performance");
        fs::create_dir_all(&kept)?;
        for file in fs::read_dir(&folder)? {
            let file = file?;
            fs::copy(file.path(), kept.join(file.file_name()))?;
        }
        remade::write(ws)?;
    } else if asked.names() == names() {
        record::write(&ws.quick(), "bench", QUICKLY, start.elapsed(), &claims)?;
    }
    print!("\n{document}");
    outcome(&claims, asked.allow_missing)
}

/// Both documents, the fits and the record as the kept rows have them; the day, the version and the machine are the record's.
pub(crate) fn remade(ws: &Workspace) -> Result<Vec<Remade>, Stop> {
    let kept = |path: &str| fs::read_to_string(ws.root.join(path));
    let rows = Rows::read(&kept("docs/performance/rows.tsv")?).map_err(failed)?;
    let record = record::read(&kept("docs/evidence/bench.tsv")?).map_err(failed)?;
    let made = record.first().map_or_else(Made::default, |found| found.made.clone());
    let (judged, grown) = (bars::judge(&rows, &names()), growth::judge(&rows, &names()));
    let tables = document::text(&rows, &judged, &grown);
    let page = document::page(&kept("docs/PERFORMANCE.md")?, &made, &rows, &tables)?;
    Ok([
        ("docs/PERFORMANCE.md", page),
        ("docs/performance/ROWS.md", document::all(&rows)),
        ("docs/performance/fits.tsv", growth::text(&grown)),
        ("docs/evidence/bench.tsv", record::text(&Found::all(&made, &claims(&judged, &grown)))),
    ]
    .map(|(path, text)| Remade { path, text })
    .into())
}

/// The plots as the kept rows and fits draw them.
pub(crate) fn redrawn(ws: &Workspace) -> Result<Vec<Remade>, Stop> {
    let (kept, folder) = (ws.root.join("docs/performance"), ws.scratch("plots")?);
    let rows = Rows::read(&fs::read_to_string(kept.join(ROWS))?).map_err(failed)?;
    // Those of today: a file of fits that is behind its rows is found by itself.
    let fits = folder.join("fits.tsv");
    fs::write(&fits, growth::text(&growth::judge(&rows, &names())))?;
    draw(ws, &kept.join(ROWS), &fits, &folder)?;
    let plots = document::plot_files().into_iter();
    let read = |path: &'static str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        Ok(Remade { path, text: fs::read_to_string(folder.join(name))? })
    };
    plots.map(read).collect()
}

fn draw(ws: &Workspace, rows: &Path, fits: &Path, folder: &Path) -> Result<(), Stop> {
    let line = Line::new("cargo run --quiet --locked -p wellspring-plots --").arg(rows).arg(fits);
    line.arg(folder).dir(&ws.root).run()
}

fn claims(judged: &[Judged<'_>], grown: &[Grown]) -> Vec<Claim> {
    judged.iter().map(Judged::claim).chain(grown.iter().map(Grown::claim)).collect()
}

/// That every bar has its row and every series its fit, whatever they say: whether they are met is not for a machine that does other
/// things as well.
pub(crate) fn quickly(ws: &Workspace) -> Outcome {
    let asked = Asked::read(&["--quick".to_owned()])?;
    let (rows, _) = measure(ws, &asked)?;
    let (judged, grown) =
        (bars::judge(&rows, &asked.names()), growth::judge(&rows, &asked.names()));
    let bars = judged.iter().filter(|found| found.pair.is_none());
    let series = grown.iter().filter(|found| found.fit.is_none());
    match (bars.count(), series.count()) {
        (0, 0) => Ok(format!("{} bars and {} series measured", judged.len(), grown.len())),
        (bars, series) => Err(Stop::NotChecked(format!("{bars} bars and {series} series"))),
    }
}

const COMMAND: &str = "cargo xtask bench";
const QUICKLY: &str = "cargo xtask bench --quick";
const ROWS: &str = "rows.tsv";

/// The rows, and the folder that they were written to.
fn measure(ws: &Workspace, asked: &Asked) -> Result<(Rows, PathBuf), Stop> {
    let folder = ws.scratch("bench")?;
    let path = folder.join(ROWS);
    programs::build(ws, &asked.programs)?;
    let load = load();
    println!("load before the run: {load}");
    programs::measure(ws, &asked.programs, asked.quick, &path)?;
    let mut text = fs::read_to_string(&path)?;
    for (what, with) in [("processor used", programs::places()), ("load before the run", load)] {
        text += &format!("with\tall\t{what}\t{with}\n");
    }
    fs::write(&path, &text)?;
    Ok((Rows::read(&text).map_err(failed)?, folder))
}

/// What else the machine does, as one number: the figures of two threads and of whole processes suffer most from it.
fn load() -> String {
    let averages = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    averages.split(' ').next().filter(|first| !first.is_empty()).unwrap_or("unknown").to_owned()
}

/// What the arguments say.
struct Asked {
    quick: bool,
    allow_missing: bool,
    programs: Vec<&'static Program>,
}

impl Asked {
    fn read(args: &[String]) -> Result<Self, Stop> {
        let (options, chosen): (Vec<&String>, Vec<_>) =
            args.iter().partition(|arg| arg.starts_with('-'));
        let known = ["--quick", "--allow-missing"];
        if let Some(option) = options.iter().find(|option| !known.contains(&option.as_str())) {
            return Err(Stop::Usage(format!("bench has no option `{option}`")));
        }
        if let Some(twice) = args.iter().find(|arg| args.iter().filter(|a| a == arg).count() > 1) {
            return Err(Stop::Usage(format!("bench has `{twice}` twice")));
        }
        if let Some(name) = chosen.iter().find(|name| !names().contains(&name.as_str())) {
            let known = names().join(", ");
            return Err(Stop::Usage(format!("there is no bench `{name}`; there are {known}")));
        }
        let wanted = |name: &str| chosen.is_empty() || chosen.iter().any(|chosen| *chosen == name);
        Ok(Self {
            quick: options.iter().any(|option| *option == "--quick"),
            allow_missing: options.iter().any(|option| *option == "--allow-missing"),
            programs: programs::ALL.iter().filter(|program| wanted(program.name)).collect(),
        })
    }

    fn names(&self) -> Vec<&'static str> {
        self.programs.iter().map(|program| program.name).collect()
    }

    /// Whether the figures are those to keep.
    fn all(&self) -> bool {
        !self.quick && self.programs.len() == programs::ALL.len()
    }
}

fn outcome(claims: &[Claim], allow_missing: bool) -> Outcome {
    let count = |verdict| claims.iter().filter(|claim| claim.verdict == verdict).count();
    let [met, missed, unchecked] = [Verdict::Met, Verdict::Missed, Verdict::NotChecked].map(count);
    let text = format!("{met} met, {missed} missed, {unchecked} not checked");
    match (missed, unchecked) {
        (0, 0) if met == 0 => Ok("there is no bar among these".into()),
        (0, 0) => Ok(text),
        (0, _) if allow_missing => Ok(text),
        (0, _) => Err(Stop::NotChecked(text)),
        _ => Err(failed(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(verdicts: &[Verdict]) -> Vec<Claim> {
        let claim = |verdict: &Verdict| Claim {
            what: "a".into(),
            figure: "1".into(),
            demand: "2".into(),
            verdict: *verdict,
            control: String::new(),
        };
        verdicts.iter().map(claim).collect()
    }

    #[test]
    fn names_and_options_are_checked_before_anything_runs() {
        for (bad, says) in [("entropi", "entropy, dist"), ("--fast", "--fast")] {
            let outcome = run(&Workspace::find(), &[bad.into()]);
            assert!(matches!(outcome, Err(Stop::Usage(reason)) if reason.contains(says)), "{bad}");
        }
        assert!(Asked::read(&["--quick".into(), "--quick".into()]).is_err());
    }

    #[test]
    fn only_a_full_run_of_all_is_kept() {
        let asked = |args: &[&str]| {
            Asked::read(&args.iter().map(|arg| (*arg).to_owned()).collect::<Vec<_>>()).unwrap()
        };
        assert!(asked(&[]).all() && asked(&["--allow-missing"]).all());
        assert!(!asked(&["--quick"]).all() && !asked(&["dist"]).all());
        assert_eq!(asked(&["dist", "shell"]).programs.len(), 2);
    }

    #[test]
    fn what_is_missed_fails_and_what_is_absent_is_not_checked() {
        use Verdict::{Figure, Met, Missed, NotChecked};
        assert!(outcome(&claims(&[Met, Figure]), false).is_ok());
        let absent = claims(&[Met, NotChecked]);
        assert!(matches!(outcome(&absent, false), Err(Stop::NotChecked(_))));
        assert!(outcome(&absent, true).is_ok());
        let missed = claims(&[Met, Missed, NotChecked]);
        assert_eq!(outcome(&missed, true), Err(failed("1 met, 1 missed, 1 not checked")));
    }
}
