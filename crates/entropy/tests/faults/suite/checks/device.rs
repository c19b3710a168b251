//! A file, or another device, in the place of `/dev/urandom`, and no system call: refused, whatever it holds. A pipe
//! that nobody writes to, in the place of any file that is opened: no reason to wait.

use core::time::Duration;
use std::{env, ffi::CStr, fs, fs::File, io::Read, path::Path, process, process::Command};

use wellspring_entropy::{Error, System};

use crate::suite::{
    Form,
    os::{
        self,
        confine::{bind, filter_getrandom, private_mounts},
        process::{Ended, in_child},
    },
    report::{Outcome, Row},
};

const RIGHT: i32 = 0;
const REFUSED: i32 = 3;
const ENOSYS: u32 = 38;
const TIME: Duration = Duration::from_secs(5);

pub(crate) fn check(_: Form) -> Outcome {
    if !os::is_admin() {
        return Err("only root may put something in the place of /dev/urandom".into());
    }
    let file = env::temp_dir().join(format!("wellspring-faults-{}", process::id()));
    fs::write(&file, vec![0xAB; 1 << 16]).unwrap();
    let rows = [
        ("a file", file.as_path(), Ended::Exit(REFUSED)),
        ("/dev/zero", Path::new("/dev/zero"), Ended::Exit(REFUSED)),
        ("/dev/null", Path::new("/dev/null"), Ended::Exit(REFUSED)),
        ("the device itself", Path::new("/dev/urandom"), Ended::Exit(RIGHT)),
    ]
    .map(|(name, there, demand)| row(name, there, demand));
    fs::remove_file(&file).unwrap();
    let made = Command::new("mkfifo").arg(&file).status();
    if !made.is_ok_and(|status| status.success()) {
        return Err("mkfifo is not there or may not make a pipe".into());
    }
    let pipes = [
        (c"/dev/urandom", Ended::Exit(REFUSED)),
        (c"/dev/random", Ended::Exit(REFUSED)),
        (c"/proc/self/auxv", Ended::Exit(RIGHT)),
    ]
    .map(|(place, demand)| pipe(&file, place, demand));
    fs::remove_file(&file).unwrap();
    Ok(rows.into_iter().chain(pipes).collect())
}

/// More draws than `System` makes before it looks for the vDSO.
fn pipe(pipe: &Path, place: &CStr, demand: Ended) -> Row {
    let with_pipe = |time, work: &dyn Fn() -> i32| {
        in_child(time, || {
            private_mounts();
            bind(pipe, place);
            if demand == Ended::Exit(REFUSED) {
                filter_getrandom(libc::SECCOMP_RET_ERRNO | ENOSYS);
            }
            work()
        })
    };
    let found = with_pipe(TIME, &|| {
        let mut dest = [0; 16];
        match (0..20).try_for_each(|_| System.try_fill(&mut dest)) {
            Ok(()) => RIGHT,
            Err(Error::NOT_A_DEVICE) => REFUSED,
            Err(_) => 1,
        }
    });
    let path = place.to_str().unwrap();
    let naive = with_pipe(Duration::from_secs(1), &|| i32::from(File::open(path).is_err()));
    Row {
        test: format!("a pipe as {path}"),
        figure: words(found).into(),
        good: found == demand,
        demand: words(demand).into(),
        control: format!("a plain reader: {}", words(naive)),
        fired: naive == Ended::Stuck,
    }
}

fn row(name: &str, there: &Path, demand: Ended) -> Row {
    let found = with_device(there, || {
        let mut dest = [0xC5; 16];
        match System.try_fill(&mut dest) {
            Ok(()) => RIGHT,
            Err(Error::NOT_A_DEVICE) if dest == [0; 16] => REFUSED,
            Err(_) => 1,
        }
    });
    let naive = with_device(there, || {
        let read = File::open("/dev/urandom").and_then(|mut file| file.read(&mut [0; 16]));
        if read.is_ok() { RIGHT } else { REFUSED }
    });
    Row {
        test: format!("{name} as /dev/urandom"),
        figure: words(found).into(),
        good: found == demand,
        demand: words(demand).into(),
        control: format!("a plain reader: {}", words(naive)),
        fired: naive == Ended::Exit(RIGHT),
    }
}

/// In a process that sees `there` as `/dev/urandom` and has no `getrandom`.
fn with_device(there: &Path, work: impl FnOnce() -> i32) -> Ended {
    in_child(TIME, || {
        private_mounts();
        bind(there, c"/dev/urandom");
        filter_getrandom(libc::SECCOMP_RET_ERRNO | ENOSYS);
        work()
    })
}

fn words(ended: Ended) -> &'static str {
    match ended {
        Ended::Exit(RIGHT) => "read",
        Ended::Exit(REFUSED) => "refused",
        Ended::Stuck => "stuck",
        _ => "neither read nor refused",
    }
}
