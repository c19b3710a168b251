//! `cargo xtask vmclone [--setup] [--pairs N] [NAME…]`: what two copies of one virtual machine draw alike, and docs/VMCLONE.md.
//!
//! A machine without hardware acceleration starts a Debian kernel and one program, `xtask/guest`, which draws from every tier and from
//! rand's generator. It is written to a file and started twice from there, each time with an identity of its own (the
//! device vmgenid), and the draws after that are compared. `rest` copies the machine while the program waits, `drawing` in
//! the midst of its draws.
//!
//! The negative controls: rand's generator in the same copies, which nobody tells; the same sources in copies with one
//! identity; and a machine without the device.

mod initramfs;
mod kernel;
mod machine;
mod pair;
mod rows;

use core::time::Duration;
use std::fs;
use std::thread;

use self::kernel::Kernel;
use self::machine::{Identity, Machine, Parts};
use self::pair::{Pair, SOURCES, rounds};
use self::rows::{FORM, Found};
use super::suite::table::{PASSED, Row, Table};
use super::{Outcome, Stop, Workspace, failed, record, suite};
use crate::shell::{Line, have, timed};

/// When the machine is copied: while it waits, and while it draws.
const NAMES: &[&str] = &["rest", "drawing"];

const PAIRS: usize = 3;

pub(crate) fn names() -> Vec<&'static str> {
    NAMES.to_vec()
}

pub(crate) fn run(ws: &Workspace, args: &[String]) -> Outcome {
    let Wish { set_up, pairs, chosen } = Wish::read(args)?;
    if !cfg!(target_os = "linux") {
        return Err(Stop::NotChecked("what is copied is a Linux machine, on Linux".into()));
    }
    let folder = ws.target.join("xtask").join("vmclone");
    fs::create_dir_all(&folder)?;
    if set_up {
        kernel::set_up(&folder)?;
    }
    if !have("qemu-system-x86_64") {
        let missing = "qemu-system-x86_64 is not installed: `cargo xtask vmclone --setup` gets it";
        return Err(Stop::NotChecked(missing.into()));
    }
    let kernel = Kernel::find(&folder)?;
    let initramfs = folder.join("initramfs.cpio");
    fs::write(&initramfs, initramfs::archive(&fs::read(guest(ws)?)?))?;
    let parts = Parts { folder, kernel: kernel.image, initramfs };
    let (found, time) = timed(|| -> Result<Vec<Row>, Stop> {
        let mut rows = Vec::new();
        for name in &chosen {
            rows.extend(rows::of(name, &check(&parts, *name == "drawing", pairs)?));
        }
        Ok(rows)
    });
    let rows = found?;
    let claims = rows.iter().map(rows::claim).collect::<Vec<_>>();
    let command = ["cargo xtask vmclone"].into_iter().chain(args.iter().map(String::as_str));
    record::write_part(ws, "vmclone", &command.collect::<Vec<_>>().join(" "), time, &claims)?;
    keep(ws, &rows, &kernel.release)
}

/// What the arguments ask for.
#[derive(Debug, PartialEq)]
struct Wish {
    set_up: bool,
    pairs: usize,
    chosen: Vec<&'static str>,
}

impl Wish {
    fn read(args: &[String]) -> Result<Self, Stop> {
        let mut wish = Self { set_up: false, pairs: PAIRS, chosen: Vec::new() };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--setup" => wish.set_up = true,
                "--pairs" => {
                    let pairs = args.next().and_then(|pairs| pairs.parse().ok());
                    let pairs = pairs.filter(|pairs| (1..=1000).contains(pairs));
                    wish.pairs =
                        pairs.ok_or_else(|| Stop::Usage("--pairs takes 1 to 1000".into()))?;
                }
                name => {
                    let known = NAMES.iter().find(|known| **known == name);
                    let unknown = || {
                        let known = NAMES.join(", ");
                        Stop::Usage(format!("vmclone has no check `{name}`; it has {known}"))
                    };
                    wish.chosen.push(*known.ok_or_else(unknown)?);
                }
            }
        }
        if wish.chosen.is_empty() {
            wish.chosen = names();
        }
        Ok(wish)
    }
}

/// The program of the copied machine, which needs no file but itself.
fn guest(ws: &Workspace) -> Result<std::path::PathBuf, Stop> {
    const TARGET: &str = "x86_64-unknown-linux-gnu";
    let line = Line::new("cargo build --release -p wellspring-guest --target").arg(TARGET);
    // Without a C library to be loaded, in which rand's source looks for the call that it would else make itself.
    let flags = "-C target-feature=+crt-static --cfg getrandom_backend=\"linux_getrandom\"";
    let target = ws.target.join("guest");
    line.arg("--target-dir").arg(&target).env("RUSTFLAGS", flags).dir(&ws.root).run()?;
    Ok(target.join(TARGET).join("release/wellspring-guest"))
}

/// All that is compared for one moment of the copy.
fn check(parts: &Parts, drawing: bool, pairs: usize) -> Result<Found, Stop> {
    booted(parts, Identity::Same, drawing)?.save()?;
    let told = (0..pairs).map(|_| pair(parts, Identity::New, drawing));
    let told = told.collect::<Result<_, Stop>>()?;
    let same = pair(parts, Identity::Same, drawing)?;
    booted(parts, Identity::Untold, drawing)?.save()?;
    let untold = pair(parts, Identity::Untold, drawing)?;
    Ok(Found { told, same, untold })
}

/// Attempts at what the emulator may spoil: on a busy machine it now and then makes a kernel fail while that starts.
const ATTEMPTS: usize = 8;

fn attempts<T>(mut work: impl FnMut() -> Result<T, Stop>) -> Result<T, Stop> {
    for _ in 1..ATTEMPTS {
        match work() {
            Err(Stop::Failed(reason)) => println!("  {reason}; again"),
            other => return other,
        }
    }
    work()
}

/// A machine whose sources have all been drawn from; `drawing` right then.
fn booted(parts: &Parts, identity: Identity, drawing: bool) -> Result<Machine, Stop> {
    attempts(|| {
        let mut machine = Machine::start(parts, identity, false)?;
        let said = machine.hear("ready")?;
        let names = format!("names {}", SOURCES.join(" "));
        if !said.contains(&names) {
            return Err(failed(format!("the guest does not say `{names}`")));
        }
        // Or the tier would be the system call in all columns.
        if !said.last().is_some_and(|ready| ready.starts_with("ready vDSO getrandom answers")) {
            return Err(Stop::NotChecked(format!("in the machine: {:?}", said.last())));
        }
        if drawing {
            machine.say("draw\n")?;
            machine.hear("drawing")?;
        }
        // At its work, or at rest.
        thread::sleep(Duration::from_millis(300));
        Ok(machine)
    })
}

/// How long the kernel has to say that it was told, and how long one that is not told is waited for.
const NOTICE: Duration = Duration::from_secs(60);
const SILENCE: Duration = Duration::from_secs(2);

fn pair(parts: &Parts, identity: Identity, drawing: bool) -> Result<Pair, Stop> {
    attempts(|| {
        let copy = || {
            let mut machine = Machine::start(parts, identity, true)?;
            if drawing {
                // Before it goes on, so that the mark is not far from the copy.
                machine.say("mark\n")?;
            }
            machine.go_on()?;
            let told = identity == Identity::New;
            if machine.is_told(if told { NOTICE } else { SILENCE })? != told {
                return Err(Stop::NotChecked(match told {
                    true => {
                        "the kernel is not told of the copy: it has no driver for vmgenid".into()
                    }
                    false => "the kernel says that it was told of a copy, and was not".to_owned(),
                }));
            }
            if !drawing {
                machine.say("draw\nmark\n")?;
            }
            rounds(&machine.hear("done")?)
        };
        Pair::of(&copy()?, &copy()?, drawing)
    })
}

fn keep(ws: &Workspace, found: &[Row], kernel: &str) -> Outcome {
    let [version, _, date] = suite::made(ws)?;
    let path = ws.root.join("docs").join("VMCLONE.md");
    let mut table = Table::read(&FORM, &fs::read_to_string(&path)?).map_err(failed)?;
    table.replace(found, &[version, format!("Linux {kernel}"), date]);
    fs::write(&path, table.to_string())?;
    match found.iter().filter(|row| row.verdict != PASSED).count() {
        0 => Ok(format!("{} rows of docs/VMCLONE.md", found.len())),
        wrong => Err(failed(format!("{wrong} of {} rows", found.len()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(args: &[&str]) -> Result<Wish, Stop> {
        Wish::read(&args.iter().map(|arg| (*arg).into()).collect::<Vec<_>>())
    }

    #[test]
    fn arguments_are_checked_before_anything_runs() {
        let all = Wish { set_up: false, pairs: PAIRS, chosen: names() };
        assert_eq!(read(&[]), Ok(all));
        let some = Wish { set_up: true, pairs: 7, chosen: vec!["drawing"] };
        assert_eq!(read(&["--pairs", "7", "drawing", "--setup"]), Ok(some));
        for bad in [&["--pairs"][..], &["--pairs", "0"], &["--pairs", "rest"], &["sleep"], &["--x"]]
        {
            assert!(matches!(read(bad), Err(Stop::Usage(_))), "{bad:?}");
        }
    }

    #[test]
    fn what_fails_is_tried_again_and_what_is_missing_is_not() {
        let mut calls = 0;
        let result = attempts(|| {
            calls += 1;
            if calls < 3 { Err(failed("stopped")) } else { Ok(calls) }
        });
        assert_eq!(result, Ok(3));
        let mut calls = 0;
        let result = attempts(|| -> Outcome {
            calls += 1;
            Err(Stop::NotChecked("no driver".into()))
        });
        assert_eq!((result, calls), (Err(Stop::NotChecked("no driver".into())), 1));
        assert_eq!(attempts(|| -> Outcome { Err(failed("always")) }), Err(failed("always")));
    }

    #[test]
    fn the_document_has_a_place_for_the_rows() {
        let document = Workspace::find().root.join("docs/VMCLONE.md");
        assert!(Table::read(&FORM, &fs::read_to_string(document).unwrap()).is_ok());
    }
}
