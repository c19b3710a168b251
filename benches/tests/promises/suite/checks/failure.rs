//! A process in which the kernel gives no randomness: is that an error that one can handle?

use std::panic::catch_unwind;

use super::super::{Found, generators::Generator, os::confine};

/// The first draw of a process whose system calls are refused and which may open no file. A generator that ends
/// the process is noticed by whoever started it.
pub(crate) fn of_the_source(generator: Generator) -> Found {
    let refused = libc::SECCOMP_RET_ERRNO | libc::EPERM.unsigned_abs();
    confine::filter_getrandom(refused);
    confine::no_files();
    std::panic::set_hook(Box::new(|_| ()));
    match catch_unwind(|| {
        let mut bytes = [0xaa; 32];
        let result = (generator.fill)(&mut bytes);
        (result, bytes)
    }) {
        Ok((Err(_), bytes)) if [[0; 32], [0xaa; 32]].contains(&bytes) => {
            Found::Holds("an error, and nothing handed out".into())
        }
        Ok((Err(_), _)) => Found::Broken("an error beside a buffer that was written to".into()),
        Ok((Ok(()), _)) => Found::Broken("no error".into()),
        Err(_) => Found::Broken("a panic".into()),
    }
}
