//! The page in a real browser: Chromium without a window, driven by playwright-core, looked at by axe-core.
//!
//! The script prints one line per claim, with tabs; it is judged there and counted here.

use core::time::Duration;
use std::fs;
use std::path::{Path, PathBuf};

use super::server;
use crate::commands::record::{self, Claim, Verdict};
use crate::commands::tidy::{self, tested};
use crate::commands::{Outcome, Stop, Workspace, failed};
use crate::shell::{Line, have, need, timed};

const SCRIPTS: &str = "crates/web/tests/browser";

/// By the names under which systems have it.
const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome"];

/// Runs all of the test and keeps what it found.
pub(super) fn recorded(ws: &Workspace, page: &Path) -> Outcome {
    // Before the test: what changes while it runs was not tested.
    let files = sources(ws)?;
    let (mut claims, time) = test(ws, page)?;
    let note = format!("{} claims in a browser, {}", claims.len(), tested::RECORD);
    claims.push(Claim {
        what: tested::WHAT.into(),
        figure: tested::number(&files),
        demand: String::new(),
        verdict: Verdict::Figure,
        control: String::new(),
    });
    record::write(ws, "web", "cargo xtask web --test", time, &claims)?;
    Ok(note)
}

/// What the browser found, all of it as demanded, and how long it took.
pub(super) fn test(ws: &Workspace, page: &Path) -> Result<(Vec<Claim>, Duration), Stop> {
    let scripts = scripts(ws)?;
    let address = server::aside(page.to_path_buf())?;
    let line = script(&scripts, "test.mjs")?.arg(format!("http://{address}/"));
    let (output, time) = timed(|| line.arg(page).output());
    let output = output?;
    eprint!("{}", String::from_utf8_lossy(&output.stderr));
    let claims = claims(&String::from_utf8_lossy(&output.stdout))?;
    for Claim { what, figure, verdict, control, .. } in &claims {
        let control = if control.is_empty() { String::new() } else { format!(" [{control}]") };
        println!("{:8}{what}: {figure}{control}", verdict.to_string());
    }
    let missed = claims.iter().filter(|claim| claim.verdict != Verdict::Met).count();
    if missed > 0 || !output.status.success() || claims.is_empty() {
        let reason = format!("{missed} of {} claims, and {}", claims.len(), output.status);
        return Err(failed(reason));
    }
    Ok((claims, time))
}

/// The files of the crate by their paths from the root, with their text.
fn sources(ws: &Workspace) -> Result<Vec<(String, String)>, Stop> {
    let files = tidy::files(&ws.root.join("crates").join("web"))?;
    let read =
        |file: PathBuf| Some((tidy::unix_path(&ws.root, &file), fs::read_to_string(&file).ok()?));
    Ok(files.into_iter().filter_map(read).collect())
}

/// Takes the pictures of the documentation anew.
pub(super) fn pictures(ws: &Workspace, page: &Path) -> Outcome {
    let scripts = scripts(ws)?;
    let address = server::aside(page.to_path_buf())?;
    let folder = ws.root.join("docs").join("web");
    fs::create_dir_all(&folder)?;
    script(&scripts, "pictures.mjs")?.arg(format!("http://{address}/")).arg(&folder).run()?;
    Ok(format!("{}", folder.display()))
}

/// The scripts beside the packages that they import, which are no part of the sources.
fn scripts(ws: &Workspace) -> Result<PathBuf, Stop> {
    need("node")?;
    need("npm")?;
    let folder = ws.target.join("xtask").join("web-browser");
    fs::create_dir_all(&folder)?;
    let mut changed = !folder.join("node_modules").join("playwright-core").exists();
    for entry in fs::read_dir(ws.root.join(SCRIPTS))? {
        let entry = entry?;
        let (text, copy) = (fs::read(entry.path())?, folder.join(entry.file_name()));
        let is_new = fs::read(&copy).ok().is_none_or(|old| old != text);
        changed |= is_new && entry.file_name() == "package-lock.json";
        if is_new {
            fs::write(copy, text)?;
        }
    }
    if changed {
        let line = Line::new("npm ci --ignore-scripts --no-audit --no-fund --silent").dir(&folder);
        line.run()
            .map_err(|stop| Stop::NotChecked(format!("no packages for the test: {stop:?}")))?;
    }
    Ok(folder)
}

fn script(folder: &Path, name: &str) -> Result<Line, Stop> {
    let browser = BROWSERS.iter().find(|browser| have(browser));
    let browser = browser.ok_or_else(|| Stop::NotChecked("no Chromium is installed".into()))?;
    let path = Line::new("which").arg(browser).read()?;
    Ok(Line::new("node").arg(folder.join(name)).env("CHROMIUM", path.trim()))
}

/// `what`, `figure`, `demand`, `met` or `missed`, and what the control showed.
fn claims(text: &str) -> Result<Vec<Claim>, Stop> {
    text.lines()
        .map(|line| match line.split('\t').collect::<Vec<_>>().as_slice() {
            [what, figure, demand, verdict, control] => Ok(Claim {
                what: (*what).into(),
                figure: (*figure).into(),
                demand: (*demand).into(),
                verdict: if *verdict == "met" { Verdict::Met } else { Verdict::Missed },
                control: (*control).into(),
            }),
            _ => Err(failed(format!("not a claim: {line}"))),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_met_is_met() {
        let found = claims("a\t1\t1\tmet\tfires\nb\t2\t1\tmissed\t\n").unwrap();
        let verdicts: Vec<_> = found.iter().map(|claim| claim.verdict).collect();
        assert_eq!(verdicts, [Verdict::Met, Verdict::Missed]);
        assert_eq!(claims("a\t1\t1\tMET\t\n").unwrap()[0].verdict, Verdict::Missed);
    }

    #[test]
    fn a_line_that_is_no_claim_is_no_success() {
        assert!(matches!(claims("Error: no browser"), Err(Stop::Failed(_))));
    }
}
