//! What the kernel says of the pages of locked secrets, and what they say where the kernel refuses.
//!
//! A test that could not look fails: a green run means that everything was looked at. Whoever works where nothing may be locked, or where
//! the program cannot start itself, says so by `WELLSPRING_ALLOW_MISSING`; then it says what it did not look at, and passes.
#![cfg(all(target_os = "linux", feature = "locked"))]
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may stop where it stands, and has to say what it could not check"
)]

use std::{env, fs, process::Command};

use wellspring_tokens::{LockError, Locked, SecretBytes};

/// The flags in `/proc/self/smaps` of the mapping that holds an address.
fn flags(address: usize) -> Option<Vec<String>> {
    let smaps = fs::read_to_string("/proc/self/smaps").unwrap();
    let mut inside = false;
    for line in smaps.lines() {
        if let Some((start, end)) = line.split(' ').next().and_then(|range| range.split_once('-')) {
            let parse = |text| usize::from_str_radix(text, 16);
            if let (Ok(start), Ok(end)) = (parse(start), parse(end)) {
                inside = (start..end).contains(&address);
            }
        }
        if let Some(flags) = line.strip_prefix("VmFlags:").filter(|_| inside) {
            return Some(flags.split_whitespace().map(str::to_owned).collect());
        }
    }
    None
}

/// Locked, not in a dump, not in a child: `lo`, `dd`, `dc` in `proc_pid_smaps(5)`.
fn is_kept_in(address: usize) -> [bool; 3] {
    let flags = flags(address).unwrap_or_default();
    ["lo", "dd", "dc"].map(|flag| flags.iter().any(|other| other == flag))
}

const ALLOW_MISSING: &str = "WELLSPRING_ALLOW_MISSING";

/// Ends a test that could not look.
fn not_checked(why: &str) {
    let allowed = env::var_os(ALLOW_MISSING).is_some();
    assert!(allowed, "locked: not checked: {why}; {ALLOW_MISSING}=1 lets that pass");
    println!("locked: not checked: {why}");
}

#[test]
fn the_kernel_says_that_the_pages_are_locked_and_in_no_dump_and_in_no_child() {
    let secret = match Locked::try_from(SecretBytes::from(vec![7; 10_000])) {
        Ok(secret) => secret,
        Err(error) => return not_checked(&error.to_string()),
    };
    let start = secret.expose_secret().as_ptr().addr();
    assert_eq!(start & 4095, 0, "pages of its own");
    for offset in [0, 4096, 9999] {
        assert_eq!(is_kept_in(start + offset), [true; 3]);
    }
    drop(secret);
    assert_ne!(is_kept_in(start), [true; 3], "given back");
    // The control: memory of the allocator's, large enough for a mapping of its own.
    let plain = vec![7u8; 1 << 20];
    assert_eq!(is_kept_in(plain.as_ptr().addr() + 4096), [false; 3]);
}

const LIMIT: &str = "WELLSPRING_TEST_LIMIT";

/// Runs the test below in a process that may lock so many KiB and has no privilege to lock more. Says in one line what was refused.
fn under_a_limit(kib: u32) -> Option<String> {
    let test = env::current_exe().unwrap();
    let script = format!("ulimit -l {kib} && exec \"$0\" --ignored --exact --nocapture says");
    let drops = "setpriv --bounding-set=-ipc_lock --inh-caps=-ipc_lock -- true 2>/dev/null";
    let script = format!(
        "if {drops}; then exec setpriv --bounding-set=-ipc_lock --inh-caps=-ipc_lock -- bash -c '{script}' \"$0\"; \
         else {script}; fi"
    );
    let output =
        Command::new("bash").arg("-c").arg(script).arg(test).env(LIMIT, "").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = text.lines().find(|line| line.starts_with("said: ")).map(str::to_owned);
    // Root keeps its privilege where setpriv is missing, and then nothing is refused.
    said.filter(|said| said != "said: everything was locked")
}

/// Not a test of its own: what the other process does.
#[test]
#[ignore = "run by the tests below, under a limit: `cargo test -p wellspring-tokens --all-features --test locked`"]
fn says() {
    if env::var_os(LIMIT).is_none() {
        return;
    }
    let (mut fills, mut kept) = (0, Vec::new());
    let refused = [32, 32, 4096, 50_000, 100_000].into_iter().find_map(|len| {
        let result = Locked::init_with(len, |bytes| {
            fills += 1;
            bytes.fill(1);
        });
        match result {
            // Kept, so that it counts against the limit.
            Ok(secret) => {
                kept.push(secret);
                None
            }
            Err(LockError::Limit { len, limit, .. }) => Some(format!("{len} of {limit:?}")),
            Err(error) => Some(error.to_string()),
        }
    });
    match refused {
        Some(refused) => println!("\nsaid: {refused} after {fills}"),
        None => println!("\nsaid: everything was locked"),
    }
}

const NO_PROCESS: &str = "no process without the privilege to lock";

/// The control: where nothing can be looked at, the tests say so and fail, and pass only if that is allowed.
#[test]
fn what_is_not_checked_passes_only_where_that_is_allowed() {
    // In a process that finds no shell no limit can be set.
    let test = "where_nothing_may_be_locked_nothing_is_written";
    let run = |allowed: Option<&str>| {
        let mut command = Command::new(env::current_exe().unwrap());
        command.args([test, "--exact", "--nocapture"]).env("PATH", "").env_remove(ALLOW_MISSING);
        command.envs(allowed.map(|value| (ALLOW_MISSING, value)));
        let output = command.output().ok()?;
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        // What is no program of the system is given to a shell, which ends: so it is where this one is emulated.
        said.contains("running 1 test").then_some((output.status.success(), said))
    };
    let (Some((refused, why)), Some((passed, said))) = (run(None), run(Some("1"))) else {
        return not_checked("this program cannot start itself here");
    };
    let not_checked = format!("locked: not checked: {NO_PROCESS}");
    assert!(!refused && why.contains(&not_checked) && why.contains(ALLOW_MISSING), "{why}");
    assert!(passed && said.contains(&not_checked), "{said}");
}

#[test]
fn where_nothing_may_be_locked_nothing_is_written() {
    match under_a_limit(0) {
        None => not_checked(NO_PROCESS),
        Some(said) => assert_eq!(said, "said: 32 of Some(0) after 0"),
    }
}

#[test]
fn where_little_may_be_locked_it_is_the_sum_that_counts() {
    match under_a_limit(64) {
        None => not_checked(NO_PROCESS),
        // Three pages, 13 pages are exactly the limit, and the rest is too much.
        Some(said) => assert_eq!(said, "said: 100000 of Some(65536) after 4"),
    }
}
