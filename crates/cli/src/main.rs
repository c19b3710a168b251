//! The `wellspring` command: the library beside it, on the operating system's own source.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use wellspring::SystemRandom;
use wellspring_cli::{Handles, run};

fn main() -> ExitCode {
    let mut handles = Handles::open();
    run(std::env::args_os(), &mut SystemRandom, &mut handles.streams()).into()
}
