//! `cargo xtask cli [kills|speed]`: the command as it is used at a shell, in full, and docs/evidence/cli-*.tsv.
//!
//! `kills` kills the command a thousand times while it writes a file; `cargo test` does so a few dozen times. `speed` compares it
//! from start to end with pwgen, by hyperfine, on one processor.

use core::time::Duration;
use std::fs;

use super::{
    Outcome, Stop, Workspace, failed,
    record::{self, Claim, Verdict},
};
use crate::shell::{Line, need, timed};

const KILLS: &str = "kills";
const SPEED: &str = "speed";

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let names = [KILLS, SPEED];
    if let Some(name) = args.iter().find(|name| !names.contains(&name.as_str())) {
        return Err(Stop::Usage(format!("cli has no check `{name}`; it has {}", names.join(", "))));
    }
    if !cfg!(target_os = "linux") {
        return Err(Stop::NotChecked("needs Linux".into()));
    }
    let chosen = |name| args.is_empty() || args.iter().any(|arg| arg == name);
    let mut notes = Vec::new();
    let checks: [(&str, Check); 2] = [(KILLS, kills), (SPEED, speed)];
    for (name, check) in checks {
        if chosen(name) {
            let (claims, time) = timed(|| check(ws));
            notes.push(keep(ws, name, &claims?, time)?);
        }
    }
    Ok(notes.join("; "))
}

type Found = Result<Vec<Claim>, Stop>;
type Check = fn(&Workspace) -> Found;

fn keep(ws: &Workspace, name: &str, claims: &[Claim], time: Duration) -> Outcome {
    record::write(ws, &format!("cli-{name}"), &format!("cargo xtask cli {name}"), time, claims)?;
    let missed = claims.iter().filter(|claim| claim.verdict == Verdict::Missed);
    let missed: Vec<_> = missed.map(|claim| format!("{}: {}", claim.what, claim.figure)).collect();
    match missed.as_slice() {
        [] => Ok(format!("{} rows of docs/evidence/cli-{name}.tsv", claims.len())),
        missed => Err(failed(missed.join("; "))),
    }
}

/// The most that are asked for, and that are made.
const MANY: &str = "1000";

fn kills(ws: &Workspace) -> Found {
    let line = Line::new("cargo test --release -p wellspring-cli --test cli kills -- --nocapture");
    let line = line.env("WELLSPRING_KILLS", MANY).dir(&ws.root);
    println!("$ {line}");
    let output = line.output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    print!("{text}");
    if !output.status.success() {
        return Err(failed(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    read_kills(&text).ok_or_else(|| failed("the test said nothing of its kills"))
}

/// The two lines that the test prints: names and numbers in turn.
fn read_kills(text: &str) -> Option<Vec<Claim>> {
    let line =
        |start: &str| text.lines().find_map(|line| line.find(start).and_then(|at| line.get(at..)));
    let fields = |line: &str, name: &str| {
        let fields: Vec<String> = line.split('\t').map(String::from).collect();
        fields
            .chunks(2)
            .find(|two| two.first().is_some_and(|found| found == name))
            .and_then(|two| two.get(1)?.parse::<u64>().ok())
    };
    let (kills, control) = (line("kills\t")?, line("control\t")?);
    let number = |name| fields(kills, name);
    let (partial, shown) = (number("partial")?, fields(control, "partial")?);
    let figure = |what: &str, figure: u64| Claim {
        what: what.into(),
        figure: figure.to_string(),
        demand: String::new(),
        verdict: Verdict::Figure,
        control: String::new(),
    };
    Some(vec![
        Claim {
            what: "partial files after kill -9 of a running command with --out".into(),
            figure: format!("{partial} of {} kills", number("kills")?),
            demand: "0 of 1000".into(),
            verdict: if partial == 0 && shown > 0 { Verdict::Met } else { Verdict::Missed },
            control: format!(
                "{shown} partial files of {} kills of the same commands with `>`",
                fields(control, "control")?
            ),
        },
        figure("had ended before it was killed, and is not counted", number("ended")?),
        figure("no file", number("absent")?),
        figure("the old file", number("old")?),
        figure("the whole new file", number("complete")?),
        figure("a whole file under a name of its own", number("beside")?),
    ])
}

/// How the program is built for it: without a loader at its start.
const STATIC: &str = "-C target-feature=+crt-static";

fn speed(ws: &Workspace) -> Found {
    ["hyperfine", "pwgen", "taskset"].into_iter().try_for_each(need)?;
    let host = Line::new("rustc -vV").read()?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    let target = ws.target.join("static");
    let line = Line::new("cargo build --release -p wellspring-cli --target").arg(host);
    line.arg("--target-dir").arg(&target).env("RUSTFLAGS", STATIC).dir(&ws.root).run()?;
    let linked = target.join(host).join("release").join("wellspring");
    Line::new("cargo build --release -p wellspring-cli").dir(&ws.root).run()?;
    let plain = ws.wellspring()?;
    let (linked, plain) = (linked.display(), plain.display());
    let one = medians(
        ws,
        "--shell=none --warmup 50 --runs 1000",
        &[
            format!("{linked} urlsafe"),
            format!("{linked} password"),
            "pwgen -s 20 1".into(),
            format!("{plain} password"),
        ],
    )?;
    let many = medians(
        ws,
        "--shell=none --warmup 1 --runs 10",
        &[
            format!("{linked} password -n 100000"),
            format!("{linked} password -n 100000 --source generator"),
            "pwgen -s 20 100000".into(),
        ],
    )?;
    let (&[token, password, pwgen, loaded], &[system, generator, slow]) =
        (one.as_slice(), many.as_slice())
    else {
        return Err(failed("hyperfine has not measured everything"));
    };
    let claim = |what: &str, seconds: f64, peer: f64, most: Option<f64>| {
        let ratio = seconds / peer;
        Claim {
            what: what.into(),
            figure: format!("{:.3} ms, {ratio:.2} of pwgen's {:.3}", seconds * 1e3, peer * 1e3),
            demand: most.map_or(String::new(), |most| format!("at most {most} of pwgen's")),
            verdict: match most {
                None => Verdict::Figure,
                Some(most) if ratio <= most => Verdict::Met,
                Some(_) => Verdict::Missed,
            },
            control: String::new(),
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
                Some(least) if ratio >= least => Verdict::Met,
                Some(_) => Verdict::Missed,
            },
            control: String::new(),
        }
    };
    Ok(vec![
        claim("one token, start to end", token, pwgen, Some(1.5)),
        claim("one password, start to end", password, pwgen, Some(1.5)),
        claim("one password, linked dynamically", loaded, pwgen, None),
        faster("100 000 passwords", system, Some(60.0)),
        faster("100 000 passwords of the generator", generator, None),
    ])
}

/// The median time of each command in seconds.
fn medians(ws: &Workspace, options: &str, commands: &[String]) -> Result<Vec<f64>, Stop> {
    let table = ws.scratch("hyperfine")?.join("times.csv");
    let line = Line::new("taskset -c 0 hyperfine").words(options).words("--export-csv").arg(&table);
    commands.iter().fold(line, |line, command| line.arg(command)).run()?;
    Ok(read_medians(&fs::read_to_string(table)?))
}

/// hyperfine's table: command, mean, standard deviation, median.
fn read_medians(csv: &str) -> Vec<f64> {
    let rows = csv.lines().skip(1);
    rows.filter_map(|row| row.split(',').nth(3).and_then(|median| median.parse().ok())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "kills\t1000\tended\t60\tabsent\t200\told\t210\tcomplete\t590\tbeside\t3\tpartial\t0\ncontrol\t300\tpartial\t77\n";

    #[test]
    fn a_partial_file_or_a_silent_control_is_missed() {
        let verdict = |text: &str| read_kills(text).map(|claims| claims[0].verdict);
        assert_eq!(verdict(TEXT), Some(Verdict::Met));
        assert_eq!(verdict(&TEXT.replace("partial\t0", "partial\t1")), Some(Verdict::Missed));
        assert_eq!(verdict(&TEXT.replace("partial\t77", "partial\t0")), Some(Verdict::Missed));
        assert_eq!(verdict("test kills ... ok"), None);
    }

    #[test]
    fn medians_are_the_fourth_column() {
        let csv = "command,mean,stddev,median,user\na b,0.2,0.1,0.15,1\nc,2,1,1.5,1\n";
        assert_eq!(read_medians(csv), [0.15, 1.5]);
    }

    #[test]
    fn names_are_checked_before_anything_runs() {
        let outcome = run(&Workspace::find(), &["speeds".into()]);
        assert!(matches!(outcome, Err(Stop::Usage(reason)) if reason.contains("kills, speed")));
    }
}
