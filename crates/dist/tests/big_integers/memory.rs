//! Numbers that there is no memory for are refused: the process, which is this one in a child, lives on.

use std::{
    env,
    process::{Command, Output},
};

use num_bigint::BigUint;
use wellspring_dist::{ArgumentError, Error, Random};
use wellspring_entropy::{System, testing::Counting};

/// Set where there is little memory.
const CHILD: &str = "WELLSPRING_TEST_WITHOUT_MEMORY";

/// Runs a test of this program alone, with so many kilobytes for its addresses.
fn run(test: &str, kilobytes: u32) -> Output {
    let script = format!("ulimit -v {kilobytes} && exec \"$0\" \"$@\"");
    let mut shell = Command::new("sh");
    shell.args(["-c", &script]).arg(env::current_exe().unwrap());
    shell.args(["--exact", test, "--test-threads", "1"]).env(CHILD, "").output().unwrap()
}

/// Under an emulator of processors the kernel does not know this program.
#[allow(clippy::print_stdout, reason = "what was not looked at is said")]
fn can_start_itself() -> bool {
    let output = Command::new(env::current_exe().unwrap()).arg("--list").output();
    let can = output.is_ok_and(|output| output.status.success());
    if !can {
        println!("not checked: this program cannot start itself here");
    }
    can
}

#[test]
fn a_number_that_there_is_no_memory_for_is_refused() {
    if !can_start_itself() {
        return;
    }
    // The limbs are 128 MiB, and so are the digits of the number that is made of them.
    for kilobytes in [100_000, 250_000] {
        let child = run("memory::child_that_is_refused", kilobytes);
        let said = String::from_utf8_lossy(&child.stdout);
        assert!(child.status.success(), "{kilobytes}: {} {said}", child.status);
        assert!(said.contains("1 passed"), "{said}");
    }
}

/// The control: the same memory, taken as a `vec!` takes it, is the end of the process.
#[test]
fn memory_that_is_taken_without_asking_aborts() {
    if !can_start_itself() {
        return;
    }
    let child = run("memory::child_that_aborts", 100_000);
    assert!(!child.status.success());
    assert!(String::from_utf8_lossy(&child.stderr).contains("memory allocation of"));
}

#[test]
fn child_that_is_refused() {
    if env::var_os(CHILD).is_none() {
        return;
    }
    let mut source = Counting::new(System);
    let refused = source.try_bits_big::<BigUint>(1 << 30);
    assert_eq!(refused, Err(Error::Argument(ArgumentError::Memory { items: 1 << 25 })));
    assert_eq!(source.draws(), 0);
}

#[test]
fn child_that_aborts() {
    if env::var_os(CHILD).is_none() {
        return;
    }
    let limbs = vec![0u32; 1 << 25];
    assert_eq!(core::hint::black_box(limbs).len(), 1 << 25);
}
