//! The command from its start to its end, beside pwgen.

use std::fs;

use super::Found;
use crate::commands::record::{Claim, Verdict};
use crate::commands::{Stop, Workspace, failed};
use crate::shell::{Line, need};

/// How the program is built without a loader at its start.
const STATIC: &str = "-C target-feature=+crt-static";

pub(super) fn measured(ws: &Workspace) -> Found {
    ["hyperfine", "taskset"].into_iter().try_for_each(need)?;
    // It has no `--version`, by which the others are asked; one that is not there is not checked.
    Line::new("pwgen -s 20 1").output()?;
    let load = fs::read_to_string("/proc/loadavg")?;
    let load = load.split(' ').next().unwrap_or_default().to_owned();
    let host = Line::new("rustc -vV").read()?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let target = ws.target.join("static");
    let line = Line::new("cargo build --release -p wellspring-cli --target").arg(host);
    line.arg("--target-dir").arg(&target).env("RUSTFLAGS", STATIC).dir(&ws.root).run()?;
    let loaderless = target.join(host).join("release").join("wellspring");
    Line::new("cargo build --release -p wellspring-cli").dir(&ws.root).run()?;
    let linked = ws.wellspring()?;
    // What `cargo install` leaves is a copy, which the page cache holds in larger pieces than what a linker wrote into.
    let installed = ws.scratch("installed")?.join("wellspring");
    fs::copy(&linked, &installed)?;
    let (installed, linked, loaderless) =
        (installed.display(), linked.display(), loaderless.display());
    let one = medians(
        ws,
        9,
        "--shell=none --warmup 20 --runs 250",
        &[
            "pwgen -s 20 1".into(),
            format!("{installed} urlsafe"),
            format!("{installed} password"),
            format!("{installed} password --length 20"),
            format!("{linked} password"),
            format!("{loaderless} password"),
            format!("{installed} password -n {SLOWED}"),
        ],
    )?;
    let many = medians(
        ws,
        3,
        "--shell=none --warmup 1 --runs 3",
        &[
            "pwgen -s 20 100000".into(),
            format!("{installed} password -n 100000"),
            format!("{installed} password -n 100000 --source generator"),
            format!("{installed} password -n 100000 --without symbol --upper 1 --digits 1"),
            "pwgen -s 20 100000".into(),
        ],
    )?;
    let (
        &[pwgen, token, password, option, as_linked, without_loader, slowed],
        &[slow, system, generator, classes, slow_again],
    ) = (one.as_slice(), many.as_slice())
    else {
        return Err(failed("hyperfine has not measured everything"));
    };
    let (control, again) = (Control::above(slowed / pwgen), Control::below(slow / slow_again));
    let claim = |what: &str, seconds: f64, peer: f64, most: Option<f64>| {
        let ratio = seconds / peer;
        Claim {
            what: what.into(),
            figure: format!("{:.3} ms, {ratio:.2} of pwgen's {:.3}", seconds * 1e3, peer * 1e3),
            demand: most.map_or(String::new(), |most| format!("at most {most} of pwgen's")),
            verdict: match most {
                None => Verdict::Figure,
                Some(_) if !control.fires => Verdict::NotChecked,
                Some(most) if ratio <= most => Verdict::Met,
                Some(_) => Verdict::Missed,
            },
            control: most.map_or(String::new(), |_| control.text.clone()),
        }
    };
    let faster = |what: &str, seconds: f64, least: Option<f64>| {
        let ratio = slow / seconds;
        Claim {
            what: what.into(),
            figure: format!(
                "{:.1} ms, {ratio:.0} times as fast as pwgen's {:.0}",
                seconds * 1e3,
                slow * 1e3
            ),
            demand: least.map_or(String::new(), |least| format!("at least {least} times")),
            verdict: match least {
                None => Verdict::Figure,
                Some(_) if !again.fires => Verdict::NotChecked,
                Some(least) if ratio >= least => Verdict::Met,
                Some(_) => Verdict::Missed,
            },
            control: least.map_or(String::new(), |_| again.text.clone()),
        }
    };
    Ok(vec![
        claim("one token, start to end", token, pwgen, Some(MOST)),
        claim("one password, start to end", password, pwgen, Some(MOST)),
        claim("one password, with an option", option, pwgen, Some(MOST)),
        claim("one password, of the file as the linker wrote it", as_linked, pwgen, Some(MOST)),
        claim("one password, linked statically", without_loader, pwgen, None),
        faster("100 000 passwords", system, Some(LEAST)),
        faster("100 000 passwords of the generator", generator, None),
        // What pwgen promises: it throws away what lacks one, and ours count what has all.
        faster("100 000 passwords with pwgen's classes in each", classes, None),
        Claim {
            what: "load average when it began, on top of which this ran".into(),
            figure: load,
            demand: String::new(),
            verdict: Verdict::Figure,
            control: String::new(),
        },
    ])
}

/// What must miss the bars: the same clock on a program that does too much, and on the peer itself.
struct Control {
    text: String,
    fires: bool,
}

impl Control {
    fn above(ratio: f64) -> Self {
        let text = format!("{SLOWED} passwords at once: {ratio:.2} of pwgen's");
        Self { text, fires: ratio > MOST }
    }

    fn below(ratio: f64) -> Self {
        Self { text: format!("pwgen itself: {ratio:.2} times"), fires: ratio < LEAST }
    }
}

/// The bars: times of pwgen's for one, and how many times as fast for many.
const MOST: f64 = 1.5;
const LEAST: f64 = 60.0;
/// So many passwords in one call take longer than one may.
const SLOWED: usize = 20_000;

/// The time of each command in seconds: the median of the medians of so many rounds, in each of which all commands have their turn, so
/// that what else the machine does in between falls on all of them. Where we may, with the priority of real-time work: on a
/// machine that does other work, what takes longer than a slice of time would be interrupted, and what takes less would not.
fn medians(
    ws: &Workspace,
    rounds: usize,
    options: &str,
    commands: &[String],
) -> Result<Vec<f64>, Stop> {
    let table = ws.scratch("hyperfine")?.join("times.csv");
    let line = Line::new("taskset -c 0 hyperfine").words(options).words("--export-csv").arg(&table);
    let may = Line::new(PRIORITY).arg("true").output();
    let line = if may.is_ok_and(|o| o.status.success()) { line.after(PRIORITY) } else { line };
    let line = commands.iter().fold(line, |line, command| line.arg(command));
    let mut all = Vec::new();
    for _ in 0..rounds {
        line.read()?;
        all.push(read_medians(&fs::read_to_string(&table)?));
    }
    let command = |i: usize| all.iter().filter_map(|round| round.get(i).copied()).collect();
    Ok((0..commands.len()).filter_map(|i| median(command(i))).collect())
}

fn median(mut times: Vec<f64>) -> Option<f64> {
    times.sort_unstable_by(f64::total_cmp);
    times.get(times.len() >> 1).copied()
}

/// Before everything but what has a higher one, and before all ordinary work (sched(7)).
const PRIORITY: &str = "chrt --fifo 10";

/// hyperfine's table: command, mean, standard deviation, median.
fn read_medians(csv: &str) -> Vec<f64> {
    let rows = csv.lines().skip(1);
    rows.filter_map(|row| row.split(',').nth(3).and_then(|median| median.parse().ok())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_has_to_miss_the_bar() {
        assert!(Control::above(4.0).fires && !Control::above(1.2).fires);
        assert!(Control::below(1.01).fires && !Control::below(80.0).fires);
        assert_eq!(Control::above(4.0).text, "20000 passwords at once: 4.00 of pwgen's");
    }

    #[test]
    fn medians_are_the_fourth_column() {
        let csv = "command,mean,stddev,median,user\na b,0.2,0.1,0.15,1\nc,2,1,1.5,1\n";
        assert_eq!(read_medians(csv), [0.15, 1.5]);
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(Vec::new()), None);
    }
}
