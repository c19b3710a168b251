//! Talk with the parent, which leaves no copy of the secret on this side: without buffers, byte by byte, all bits flipped.

use core::hint::black_box;
use std::{
    fs::File,
    io::{Read, Write, stdin, stdout},
    os::fd::AsFd,
    process,
};

pub(crate) struct Parent {
    from: File,
    to: File,
}

impl Parent {
    pub(crate) fn new() -> Self {
        Self {
            from: stdin().as_fd().try_clone_to_owned().unwrap().into(),
            to: stdout().as_fd().try_clone_to_owned().unwrap().into(),
        }
    }

    /// The whole life of a secret that was made: shown, looked at, moved as programs do, dropped, looked for.
    pub(crate) fn watch<T>(&mut self, secret: T, expose: impl Fn(&T) -> &[u8]) {
        self.show(&[expose(&secret)], &[]);
        self.end(secret);
    }

    /// The same of all that is secret in it.
    pub(crate) fn watch_all<T>(&mut self, secret: T, expose: impl Fn(&T) -> Vec<&[u8]>) {
        self.watch_drawn(secret, &[], expose);
    }

    /// The same, and of what was drawn for it, which comes with all bits flipped.
    pub(crate) fn watch_drawn<T>(
        &mut self,
        secret: T,
        drawn: &[u8],
        expose: impl Fn(&T) -> Vec<&[u8]>,
    ) {
        self.show(&expose(&secret), drawn);
        self.end(secret);
    }

    fn end<T>(&mut self, secret: T) {
        let moved = vec![Some(secret)];
        drop(black_box(moved));
        self.dropped();
    }

    /// Tells the parent the secret, in parts, some of which have all bits flipped already, and waits while it looks at the memory in
    /// which it is alive.
    pub(crate) fn show(&mut self, secret: &[&[u8]], flipped: &[u8]) {
        let len = secret.iter().map(|part| part.len()).sum::<usize>() + flipped.len();
        self.to.write_all(&u32::try_from(len).unwrap().to_le_bytes()).unwrap();
        for byte in secret.iter().copied().flatten() {
            self.to.write_all(&[!black_box(*byte)]).unwrap();
        }
        self.to.write_all(flipped).unwrap();
        self.wait();
    }

    /// Tells the parent that the secret should be gone, and waits while it looks for it.
    pub(crate) fn dropped(&mut self) {
        self.to.write_all(b"d").unwrap();
        self.wait();
    }

    /// Until the parent says to go on, or to end with a core dump.
    fn wait(&mut self) {
        let mut word = [0];
        match self.from.read(&mut word) {
            Ok(1) if word == *b"a" => process::abort(),
            Ok(1) => {}
            _ => process::exit(0),
        }
    }
}
