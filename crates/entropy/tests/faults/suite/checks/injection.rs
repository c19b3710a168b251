//! The kernel fails at one call, or from one call on: strace makes it, and the draws are right or an error.
//!
//! A run without faults tells how many calls of each kind a program makes before its first draw, so that the third
//! call is the library's third. What a short answer holds is written by strace too, or it would be the kernel
//! that lies. A case that is never reached (no third read, say) is counted apart.

use std::{
    collections::HashMap,
    env,
    os::unix::process::parent_id,
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
};

use wellspring_entropy::System;

use crate::suite::{
    Form, os,
    report::{Outcome, Row},
    source::has_zero_run,
    this_program,
};

const CANARY: u8 = 0xC5;
const RIGHT: u8 = 0;
const WRONG: u8 = 1;
const REFUSED: u8 = 3;

/// `+draw COUNT SIZE [careless]`: the program that is traced. Its status says what came of the draws.
pub(super) fn draw(words: &[String]) -> ExitCode {
    let [count, size] = [&words[0], &words[1]].map(|word| word.parse::<usize>().unwrap());
    let careless = words.get(2).is_some();
    let mut dest = vec![0; size];
    let mut status = RIGHT;
    // System calls all of them, after which the vDSO is set up.
    for _ in 0..FIRST_DRAWS {
        _ = System.try_fill(&mut [0; 8]);
    }
    // The call that marks the start in strace's log.
    _ = parent_id();
    for _ in 0..count {
        dest.fill(CANARY);
        let result = if careless {
            os::careless_getrandom(&mut dest);
            Ok(())
        } else {
            System.try_fill(&mut dest)
        };
        status = match result {
            Ok(()) if has_zero_run(&dest) || has_canary_run(&dest) => return WRONG.into(),
            Err(_) if dest.iter().any(|byte| *byte != 0) => return WRONG.into(),
            Ok(()) => status,
            Err(_) => REFUSED,
        };
    }
    // A call that says it has opened file 0 has not made standard input ours.
    let input_is_open = std::fs::symlink_metadata("/proc/self/fd/0").is_ok();
    if input_is_open { status } else { WRONG }.into()
}

/// How many draws `System` makes before it turns to the vDSO.
const FIRST_DRAWS: usize = 8;

pub(super) fn has_canary_run(bytes: &[u8]) -> bool {
    let flipped: Vec<u8> = bytes.iter().map(|byte| byte ^ CANARY).collect();
    has_zero_run(&flipped)
}

/// What is traced; a `?` lets strace pass over what an architecture does not have.
const CALLS: [&str; 7] = ["getrandom", "openat", "?open", "read", "?poll", "ppoll", "prctl"];
const MARK: &str = "getppid";

struct Case {
    /// Call, fault, and which call from the first draw on: `1` or `1+`.
    faults: Vec<(&'static str, &'static str, &'static str)>,
    /// An error will not do.
    must_be_right: bool,
}

pub(crate) fn check(form: Form) -> Outcome {
    if !Tracer::works() {
        return Err("strace is not installed, or may not trace here".into());
    }
    let (mut runs, mut hit, mut refused, mut wrong) = (0, 0, 0, Vec::new());
    for size in ["16", "4096"] {
        let cases = cases(form, size == "16");
        let tracer = Tracer::new(&["+draw", "4", size]);
        for case in &cases {
            let (status, was_hit) = tracer.run(case);
            runs += 1;
            hit += usize::from(was_hit);
            refused += usize::from(status == Some(REFUSED));
            let good = status == Some(RIGHT) || (!case.must_be_right && status == Some(REFUSED));
            if !good {
                wrong.push(format!("{:?} at {size} bytes: {status:?}", case.faults));
            }
        }
    }
    wrong.iter().for_each(|text| println!("{text}"));
    let eio = Case { faults: vec![("getrandom", "error=EIO", "1")], must_be_right: false };
    let (careless, _) = Tracer::new(&["+draw", "4", "16", "careless"]).run(&eio);
    let first = wrong.first().map_or(String::new(), |text| format!(" ({text})"));
    Ok(vec![Row {
        test: format!("strace, {runs} runs"),
        figure: format!(
            "{} wrong or stuck{first}, {refused} refused, {hit} faults met",
            wrong.len()
        ),
        good: wrong.is_empty() && hit * 2 > runs,
        demand: "right bytes or an error within 5 s".into(),
        control: format!(
            "a careless caller: {}",
            if careless == Some(WRONG) { "seen" } else { "not seen" }
        ),
        fired: careless == Some(WRONG),
    }])
}

/// The vDSO answers `short` draws, and asks without waiting: only there "try again" can be true.
fn cases(form: Form, short: bool) -> Vec<Case> {
    let gone = ("getrandom", "error=ENOSYS", "1+");
    let case = |faults: &[_], must_be_right| Case { faults: faults.to_vec(), must_be_right };
    let when = if form == Form::Full { &["1", "2", "3", "1+", "2+"][..] } else { &["1", "1+"] };
    let errors = ["error=EINTR", "error=EAGAIN", "error=ENOSYS", "error=EPERM", "retval=0"];
    let mut cases = vec![
        case(&[gone], true),
        case(&[("prctl", "error=EINVAL", "1+")], true),
        case(&[("prctl", "error=EINVAL", "1+"), gone], true),
        case(&[("prctl", "error=EINVAL", "1+"), ("openat", "error=EMFILE", "1+")], true),
        case(&[gone, ("openat", "error=EMFILE", "1+")], false),
        case(&[("getrandom", "error=EIO", "1+")], false),
    ];
    for &when in when {
        let once = !when.ends_with('+');
        for fault in errors {
            // A call that is interrupted for ever takes the library's patience, which under strace is long.
            if fault == "error=EINTR" && !once {
                continue;
            }
            let again = fault == "error=EINTR";
            let absent = ["error=ENOSYS", "error=EPERM"].contains(&fault);
            cases.push(case(
                &[("getrandom", fault, when)],
                again || absent || (short && once && fault == "error=EAGAIN"),
            ));
            for call in ["openat", "read", "ppoll"] {
                cases.push(case(&[gone, (call, fault, when)], again && call != "openat"));
            }
        }
        if once {
            let written = [
                "retval=7:poke_exit=@arg1=f1f2f3f4f5f6f7",
                "retval=7:poke_exit=@arg2=f1f2f3f4f5f6f7",
            ];
            cases.push(case(&[("getrandom", written[0], when)], true));
            cases.push(case(&[gone, ("read", written[1], when)], true));
        }
    }
    cases
}

/// A program under strace, and how many calls of each kind it makes before its mark.
struct Tracer {
    words: Vec<&'static str>,
    before: HashMap<&'static str, usize>,
    log: PathBuf,
}

impl Tracer {
    fn works() -> bool {
        let probe = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status();
        probe.is_ok_and(|status| status.success())
    }

    fn new(words: &[&'static str]) -> Self {
        let name = format!("wellspring-faults-{}.log", std::process::id());
        let mut tracer =
            Self { words: words.to_vec(), before: HashMap::new(), log: env::temp_dir().join(name) };
        tracer.status(&[]);
        let log = std::fs::read_to_string(&tracer.log).unwrap();
        let (before, _) = log.split_once(MARK).unwrap();
        for call in CALLS.map(|call| call.trim_start_matches('?')) {
            let start = format!("{call}(");
            let made = before.lines().filter(|line| line.starts_with(&start)).count();
            tracer.before.insert(call, made);
        }
        tracer
    }

    /// The exit status, or `None` when it was stuck or killed; and whether a fault was met.
    fn run(&self, case: &Case) -> (Option<u8>, bool) {
        let faults = case.faults.iter().flat_map(|(call, fault, when)| {
            // Whichever of the two the library uses.
            let calls = match *call {
                "ppoll" => vec!["poll", "ppoll"],
                call => vec![call],
            };
            calls.into_iter().map(move |call| {
                let (first, open) =
                    when.strip_suffix('+').map_or((*when, ""), |first| (first, "+"));
                let first = first.parse::<usize>().unwrap() + self.before[call];
                format!("inject={call}:{fault}:when={first}{open}")
            })
        });
        let status = self.status(&faults.collect::<Vec<_>>());
        let log = std::fs::read_to_string(&self.log).unwrap();
        (status, log.contains("(INJECTED"))
    }

    fn status(&self, faults: &[String]) -> Option<u8> {
        // timeout kills its whole group: a program that is stuck does not outlive its tracer.
        let mut command = Command::new("timeout");
        command.args(["--signal=KILL", "5", "strace", "-qq", "-e", "raw=getrandom,read", "-o"]);
        command.arg(&self.log).arg("-e").arg(format!("trace={},{MARK}", CALLS.join(",")));
        for fault in faults {
            command.args(["-e", fault]);
        }
        command.arg(this_program().get_program()).args(&self.words);
        let status = command.stdin(Stdio::null()).status().unwrap();
        status.code().and_then(|code| u8::try_from(code).ok()).filter(|code| *code < 100)
    }
}

impl Drop for Tracer {
    fn drop(&mut self) {
        _ = std::fs::remove_file(&self.log);
    }
}
