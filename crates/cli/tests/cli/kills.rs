//! kill -9 while a file is written: it is complete or absent, or what it was before, and nothing else lies about.
//!
//! Here a few dozen times; a thousand with `WELLSPRING_KILLS=1000`, which `cargo xtask cli kills` sets. How long the command runs
//! until it is killed is drawn, from nothing to as long as it takes undisturbed. One that had ended before is not counted.

use core::time::Duration;
use std::{
    env, fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Instant,
};

use wellspring::{Random, SystemRandom};

/// What is written, and how many bytes are all of it.
const CASES: [(&[&str], u64); 3] = [
    (&["bytes", "3M"], 3 << 20),
    (&["hex", "-n", "50000"], 65 * 50_000),
    (&["password", "-n", "30000", "--source", "generator"], 21 * 30_000),
];

/// Runs the command for `time`, kills it, and says whether it was still running.
fn killed(arguments: &[&str], directory: &Path, out: Option<&str>, time: Duration) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wellspring"));
    command.args(arguments).current_dir(directory).stdin(Stdio::null()).stderr(Stdio::null());
    match out {
        Some(out) => command.args(["--out", out]).stdout(Stdio::null()),
        // The control: what a shell's `>` does.
        None => command.stdout(fs::File::create(directory.join("secret")).unwrap()),
    };
    let mut child = command.spawn().unwrap();
    thread::sleep(time);
    let running = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    running
}

/// The median of the times that it takes when nobody disturbs it.
fn patience(arguments: &[&str], directory: &Path) -> Duration {
    let mut times = [(); 5].map(|()| {
        let started = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_wellspring"));
        let status =
            command.args(arguments).args(["--out", "first"]).current_dir(directory).status();
        assert!(status.unwrap().success());
        fs::remove_file(directory.join("first")).unwrap();
        started.elapsed()
    });
    times.sort_unstable();
    times[2]
}

fn drawn(most: Duration) -> Duration {
    let most = u64::try_from(most.as_micros()).unwrap();
    Duration::from_micros(SystemRandom.range(0..=most))
}

#[test]
fn no_partial_file_is_ever_seen() {
    let kills: usize = env::var("WELLSPRING_KILLS").map_or(40, |kills| kills.parse().unwrap());
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("secret");
    let (mut running, mut ended) = (0, 0);
    let (mut absent, mut complete, mut old, mut beside) = (0, 0, 0, 0);
    let times = CASES.map(|(arguments, _)| patience(arguments, directory.path()));
    while running < kills {
        let (arguments, size) = CASES[running % CASES.len()];
        let most = times[running % CASES.len()];
        // Every second time there is a file of that name before.
        let before = running % 2 == 1;
        if before {
            fs::write(&path, "old").unwrap();
        }
        let was_running = killed(arguments, directory.path(), Some("secret"), drawn(most));
        let count = usize::from(was_running);
        running += count;
        ended += 1 - count;
        match fs::metadata(&path).map(|found| found.len()) {
            Err(_) if !before => absent += count,
            Ok(3) if before => old += count,
            Ok(found) if found == size => complete += count,
            other => panic!("{arguments:?}: {other:?}, and not {size} bytes"),
        }
        for entry in fs::read_dir(&directory).unwrap() {
            let entry = entry.unwrap();
            // A file that was about to replace another: all of it, under a name of its own.
            if entry.file_name() != "secret" && cfg!(target_os = "linux") {
                assert_eq!(entry.metadata().unwrap().len(), size, "{:?}", entry.file_name());
                beside += 1;
            }
            fs::remove_file(entry.path()).unwrap();
        }
        assert!(ended <= 20 * kills, "only {running} of {} were still running", running + ended);
    }
    println!(
        "kills\t{kills}\tended\t{ended}\tabsent\t{absent}\told\t{old}\tcomplete\t{complete}\tbeside\t{beside}\tpartial\t0"
    );
    control(kills);
}

/// The same kills leave pieces of what is written by `>`, or they prove nothing.
fn control(kills: usize) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("secret");
    let mut partial = 0;
    let times = CASES.map(|(arguments, _)| patience(arguments, directory.path()));
    for kill in 0..kills.min(300) {
        let (arguments, size) = CASES[kill % CASES.len()];
        let most = times[kill % CASES.len()];
        killed(arguments, directory.path(), None, drawn(most));
        let found = fs::metadata(&path).unwrap().len();
        partial += usize::from(found > 0 && found < size);
    }
    println!("control\t{}\tpartial\t{partial}", kills.min(300));
    assert!(partial > 0, "no kill came while something was written");
}
