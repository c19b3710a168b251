//! `cargo xtask cli [kills|speed]`: the command as it is used at a shell, in full, and docs/evidence/cli-*.tsv.
//!
//! `kills` kills the command a thousand times while it writes a file; `cargo test` does so a few dozen times. `speed` compares it
//! from start to end with pwgen, by hyperfine, on one processor.

mod speed;
pub(crate) mod table;

use core::time::Duration;

use super::{
    Outcome, Stop, Workspace, failed,
    record::{self, Claim, Verdict},
};
use crate::shell::{Line, timed};

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
    let checks: [(&str, Check); 2] = [(KILLS, kills), (SPEED, speed::measured)];
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
    fn names_are_checked_before_anything_runs() {
        let outcome = run(&Workspace::find(), &["speeds".into()]);
        assert!(matches!(outcome, Err(Stop::Usage(reason)) if reason.contains("kills, speed")));
    }
}
