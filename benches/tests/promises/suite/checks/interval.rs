//! How much a generator hands out between two visits to the kernel.
//!
//! Once it has begun, the kernel refuses to answer, and the generator draws until it notices. The limit is that of
//! a generator which never notices.

use core::sync::atomic::Ordering::SeqCst;
use std::panic::catch_unwind;

use super::super::{
    Found,
    generators::Generator,
    os::{confine, memory, process},
};

/// A draw of a key.
const AT_ONCE: usize = 32;
const LIMIT: usize = 1 << 23;
/// What is promised: a buffer.
const BOUND: usize = 4096;

pub(crate) fn between_reseeds(generator: Generator) -> Found {
    if let Some(interval) = generator.interval {
        return judge(interval());
    }
    if generator.column == "ours" {
        let why = "its source is the vDSO, which nobody can watch; the owned form was counted";
        return Found::NotChecked(why.into());
    }
    let handed_out = &memory::shared(1)[0];
    let draw = || {
        for _ in 0..LIMIT / AT_ONCE {
            if (generator.fill)(&mut [0; AT_ONCE]).is_err() {
                return;
            }
            handed_out.fetch_add(AT_ONCE as u64, SeqCst);
        }
    };
    match process::clone() {
        Some(pid) => drop(process::wait(pid)),
        None => {
            // In the child, where the generator is new to everything.
            generator.warm();
            confine::filter_getrandom(libc::SECCOMP_RET_ERRNO | libc::EPERM.unsigned_abs());
            confine::no_files();
            std::panic::set_hook(Box::new(|_| ()));
            drop(catch_unwind(draw));
            process::exit(0)
        }
    }
    judge(usize::try_from(handed_out.load(SeqCst)).unwrap())
}

fn judge(bytes: usize) -> Found {
    match bytes {
        ..=BOUND => Found::Holds(format!("{bytes} bytes")),
        LIMIT.. => Found::Broken(format!("not within {LIMIT} bytes")),
        _ => Found::Broken(format!("{bytes} bytes")),
    }
}
