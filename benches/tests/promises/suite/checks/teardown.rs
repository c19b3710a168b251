//! A destructor of a thread-local value that draws, after the generator's own thread-local state is gone.

use core::{
    cell::Cell,
    sync::atomic::{AtomicBool, Ordering::SeqCst},
};
use std::thread;

use super::super::{Found, generators::Generator};

static DRAWN: AtomicBool = AtomicBool::new(false);

struct Late(Cell<Option<Generator>>);

impl Drop for Late {
    fn drop(&mut self) {
        if let Some(generator) = self.0.get() {
            let mut bytes = [0; 16];
            let result = (generator.fill)(&mut bytes);
            DRAWN.store(result.is_ok() && bytes != [0; 16], SeqCst);
        }
    }
}

thread_local!(static LATE: Late = const { Late(Cell::new(None)) });

/// The destructors run in the order opposite to that of the first uses. A panic there ends the process, which is
/// noticed by whoever started it.
pub(crate) fn of_a_thread(generator: Generator) -> Found {
    if generator.is_owned() {
        return Found::NotChecked("it lives as long as its owner lets it".into());
    }
    thread::spawn(move || {
        LATE.with(|late| late.0.set(Some(generator)));
        generator.warm();
    })
    .join()
    .unwrap();
    if DRAWN.load(SeqCst) {
        Found::Holds("drawn in a destructor of the thread".into())
    } else {
        Found::Broken("nothing was drawn".into())
    }
}
