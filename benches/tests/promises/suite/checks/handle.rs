//! What the type of a generator allows.

use super::super::{
    Found,
    generators::{Generator, Handle},
};

/// A clone must not repeat the original: either there is none, or it draws from the same state.
pub(crate) fn that_is_cloned(generator: Generator) -> Found {
    with(generator, |handle| match handle.clone_repeats {
        None => Found::Holds("there is no Clone".into()),
        Some(repeats) if repeats() => Found::Broken("a clone repeats the original".into()),
        Some(_) => Found::Holds("a clone shares its state with the original".into()),
    })
}

/// A generator that was made in one thread can go on in another, as a task of an asynchronous program does.
pub(crate) fn that_is_sent(generator: Generator) -> Found {
    with(generator, |handle| match handle.is_send {
        Some(true) => Found::Holds("it is Send".into()),
        Some(false) => Found::Broken("it is not Send".into()),
        None => Found::NotChecked("a handle to what belongs to a thread".into()),
    })
}

/// What `Debug` prints does not change with the state.
pub(crate) fn that_is_printed(generator: Generator) -> Found {
    with(generator, |handle| {
        let before = (handle.debug)();
        generator.warm();
        let after = (handle.debug)();
        if before == after { Found::Holds(before) } else { Found::Broken(after) }
    })
}

fn with(generator: Generator, judge: impl Fn(Handle) -> Found) -> Found {
    let absent = || Found::NotChecked("a function, without a type to ask".into());
    generator.handle.map_or_else(absent, judge)
}
