//! Lengths that the memory does not hold are errors, or panics of the plain forms; never the end of the process.
//!
//! The test runs itself in a process with a limit, which is set by a shell: lengths of texts are given by slices that are
//! there, and so no number is too large for every machine.
#![cfg(all(target_os = "linux", target_pointer_width = "64", feature = "alloc"))]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use std::{env, panic::catch_unwind, process::Command};

use wellspring_tokens::{
    SecretArray,
    encoding::{DecodeError, HEX},
};

const CHILD: &str = "WELLSPRING_NO_MEMORY";
/// In KiB, as `ulimit` takes it: the program and the input, but not half of the input again.
const LIMIT: usize = 900 << 10;
const INPUT: usize = 700 << 20;

#[test]
fn in_a_process_with_a_limit() {
    if env::var_os(CHILD).is_some() {
        return limited();
    }
    // Under an emulator of processors the kernel does not know this program.
    let list = Command::new(env::current_exe().unwrap()).arg("--list").output();
    if !list.is_ok_and(|output| output.status.success()) {
        return println!("not checked: this program cannot start itself here");
    }
    let script =
        format!("ulimit -v {LIMIT} && exec \"$0\" in_a_process_with_a_limit --exact --nocapture");
    let mut child = Command::new("sh");
    let child = child
        .arg("-c")
        .arg(script)
        .arg(env::current_exe().unwrap())
        .env(CHILD, "1")
        .env("RUST_BACKTRACE", "0");
    let output = child.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{output:?}");
}

fn limited() {
    let array = SecretArray::<{ 1 << 46 }>::try_init_with(|_| -> Result<(), ()> { unreachable!() });
    let said = "the secret has 70368744177664 bytes, allowed is what the memory holds";
    assert_eq!(array.unwrap_err().to_string(), said);
    assert!(catch_unwind(|| SecretArray::<{ 1 << 46 }>::init_with(|_| unreachable!())).is_err());

    // Zeros that nobody has touched.
    let input = vec![0; INPUT];
    let said = HEX.try_encode_to_secret(&input).unwrap_err().to_string();
    assert_eq!(said, "the secret has 1468006400 bytes, allowed is what the memory holds");
    assert!(catch_unwind(|| HEX.encode_to_secret(&input)).is_err());
    let error = HEX.try_decode_to_secret(&input).unwrap_err();
    assert_eq!(error, DecodeError::NoMemory { bytes: INPUT >> 1 });
    assert_eq!(error.to_string(), "the text has 367001600 bytes, allowed is what the memory holds");
    assert!(catch_unwind(|| HEX.decode_to_secret(&input)).is_err());
    // Other errors are returned, and what fits is made.
    assert!(HEX.decode_to_secret("0").is_err());
    assert_eq!(HEX.encode_to_secret(b"\x0F").expose_secret(), "0f");
    #[cfg(feature = "url")]
    long_link();
}

/// Half of a link that the memory holds.
#[cfg(feature = "url")]
fn long_link() {
    use wellspring_tokens::{Link, LinkError, SecretString};

    const TOKEN: usize = 24 << 20;
    let link = Link::path("https://example.com").unwrap();
    let token = SecretString::from("a".repeat(TOKEN));
    assert_eq!(link.with(&token).unwrap().expose_secret().len(), TOKEN + 20);
    let mut room = vec![];
    let mut piece = || {
        let mut piece = Vec::<u8>::new();
        piece.try_reserve_exact(1 << 20).map(|()| room.push(piece))
    };
    while piece().is_ok() {}
    // Room for what says so, and not for the text.
    room.truncate(room.len() - 8);
    let error = link.with(&token).unwrap_err();
    assert_eq!(error, LinkError::TooLong { len: TOKEN + 20 });
    assert!(error.to_string().contains("allowed is what the memory holds"), "{error}");
}
