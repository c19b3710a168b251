//! Destructors of a thread that draw: before the generator of the thread is dropped, and after it.
#![cfg(feature = "std")]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use core::cell::RefCell;
use std::{collections::HashSet, sync::mpsc, thread};

use wellspring_csprng::{rand_core::TryRng, thread_rng};

struct DrawsAtTheEnd(mpsc::Sender<[u64; 20]>);

impl Drop for DrawsAtTheEnd {
    fn drop(&mut self) {
        let drawn = [(); 20].map(|()| thread_rng().try_next_u64().unwrap());
        let mut long = [0; 2000];
        thread_rng().try_fill_bytes(&mut long).unwrap();
        assert_ne!(long, [0; 2000]);
        self.0.send(drawn).unwrap();
    }
}

/// Destructors run in the reverse order of first uses, so one of these two comes after the generator's.
fn ends_with_draws(used_first: bool) -> Vec<[u64; 20]> {
    thread_local! {
        static LAST: RefCell<Option<DrawsAtTheEnd>> = const { RefCell::new(None) };
    }
    let (sender, receiver) = mpsc::channel();
    let thread = thread::spawn(move || {
        let draw = || _ = [(); 20].map(|()| thread_rng().try_next_u64().unwrap());
        if used_first {
            draw();
        }
        LAST.set(Some(DrawsAtTheEnd(sender)));
        if !used_first {
            draw();
        }
    });
    thread.join().unwrap();
    receiver.iter().collect()
}

#[test]
fn a_thread_draws_to_its_end() {
    let drawn = [ends_with_draws(true), ends_with_draws(false)].concat();
    assert_eq!(drawn.len(), 2, "negative control: a destructor that did not run");
    let distinct: HashSet<u64> = drawn.iter().flatten().copied().collect();
    assert_eq!(distinct.len(), 40);
}

/// proc_pid_statm(5): what a thread had is given back with it.
#[cfg(target_os = "linux")]
#[test]
fn threads_that_end_leave_nothing() {
    let size = || {
        let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
        statm.split(' ').next().unwrap().parse::<usize>().unwrap()
    };
    let run = |threads| {
        for _ in 0..threads {
            thread::spawn(|| (0..10).for_each(|_| _ = thread_rng().try_next_u64())).join().unwrap();
        }
    };
    if cfg!(miri) {
        return;
    }
    let program = std::fs::read_to_string("/proc/self/comm").unwrap();
    if program.starts_with("qemu-") {
        return println!("not checked: this memory is that of {}", program.trim());
    }
    run(50);
    let before = size();
    run(2000);
    // Two pages each, if they stayed.
    assert!(size().saturating_sub(before) < 2000, "{} pages", size() - before);
}
