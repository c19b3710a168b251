//! A million random values in a static program without `std`, without a C library and without an allocator.
//!
//! ```console
//! $ cd crates/entropy/examples/no-libc && cargo build --release
//! $ strace -c target/release/no-libc
//! ```
//!
//! shows a handful of system calls: the values come from the vDSO. With any argument a thousand values are drawn by
//! the system call instead, to compare. Exit status: 0 all is well, 1 an error or a repeat, 101 a panic.
#![no_std]
#![no_main]

mod runtime;

use wellspring_entropy::{Backend, Error, System, backends::Syscall};

/// Called by the runtime with the number of words on the command line.
fn main(words: usize) -> u8 {
    let drawn = if words > 1 { draw(&Syscall, 500) } else { draw(&System, 500_000) };
    u8::from(drawn != Ok(true))
}

/// Each time a draw of 8 and one of 32 bytes; whether all that could be compared were different.
fn draw(source: &dyn Backend, times: u32) -> Result<bool, Error> {
    let mut last = 0;
    for _ in 0..times {
        let (mut word, mut key) = ([0; 8], [0; 32]);
        source.try_fill(&mut word)?;
        source.try_fill(&mut key)?;
        let word = u64::from_ne_bytes(word);
        if word == last || key == [0; 32] {
            return Ok(false);
        }
        last = word;
    }
    Ok(true)
}
