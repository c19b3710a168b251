//! Where the bytes come from: what is to be trusted, and what must not be.

mod controls;
mod draws;

use aes::{
    Aes256,
    cipher::{KeyIvInit, StreamCipher},
};
use chacha20::ChaCha20;
use ctr::Ctr128BE;
use wellspring_csprng::Cipher;
use wellspring_entropy::{Backend, System, backends};

/// A stream of bytes without an end.
pub(crate) trait Source {
    /// Overwrites `dest`; the reason if there is nothing to be had.
    fn fill(&mut self, dest: &mut [u8]) -> Result<(), String>;
}

/// A row of the table of sources.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// The batteries that have to reject it, for a control; a coarse one cannot see all of them.
    pub(crate) control: &'static [&'static str],
    open: fn(Key) -> Box<dyn Source>,
}

impl Kind {
    /// A new stream, of its own.
    pub(crate) fn open(&self, key: Key) -> Box<dyn Source> {
        (self.open)(key)
    }

    /// Whether it is there to be rejected.
    pub(crate) fn is_control(&self) -> bool {
        !self.control.is_empty()
    }
}

/// Of the ciphers, and of the good streams below the controls.
pub(crate) type Key = [u8; 32];

/// A key from the operating system.
pub(crate) fn fresh() -> Result<Key, String> {
    let mut key = [0; 32];
    System.try_fill(&mut key).map_err(|error| error.to_string())?;
    Ok(key)
}

pub(crate) const KINDS: &[Kind] = &[
    good("system", |_| Box::new(FromBackend(System))),
    good("vdso", |_| Box::new(FromBackend(backends::Vdso))),
    good("syscall", |_| Box::new(FromBackend(backends::Syscall))),
    good("aes-256-ctr", |key| {
        Box::new(Keystream(Ctr128BE::<Aes256>::new(&key.into(), &[0; 16].into())))
    }),
    good("chacha20", |key| Box::new(chacha(key))),
    good("key-erasure-aes", |_| Box::new(draws::key_erasure(Cipher::Aes256))),
    good("key-erasure-chacha", |_| Box::new(draws::key_erasure(Cipher::ChaCha20))),
    good("thread-rng", |_| Box::new(draws::thread())),
    control("counter", &["sp800-22", "rngtest", "dieharder"], |_| {
        Box::new(controls::Counter::new())
    }),
    control("seven-bit", &["sp800-22", "rngtest", "dieharder"], |key| {
        Box::new(controls::SevenBit(chacha(key)))
    }),
    control("biased", &["sp800-22", "dieharder"], |key| Box::new(controls::Biased(chacha(key)))),
    control("sticky", &["sp800-22", "dieharder"], |key| {
        Box::new(controls::Sticky::new(chacha(key)))
    }),
    control("shift-register", &["sp800-22"], |key| Box::new(controls::ShiftRegister::new(key))),
    control("repeating", &["sp800-22"], |key| Box::new(controls::Repeating::new(chacha(key)))),
];

const fn good(name: &'static str, open: fn(Key) -> Box<dyn Source>) -> Kind {
    Kind { name, control: &[], open }
}

const fn control(
    name: &'static str,
    control: &'static [&'static str],
    open: fn(Key) -> Box<dyn Source>,
) -> Kind {
    Kind { name, control, open }
}

struct FromBackend<B>(B);

impl<B: Backend> Source for FromBackend<B> {
    fn fill(&mut self, dest: &mut [u8]) -> Result<(), String> {
        self.0.try_fill(dest).map_err(|error| error.to_string())
    }
}

/// A stream cipher over zeros.
struct Keystream<C>(C);

impl<C: StreamCipher> Source for Keystream<C> {
    fn fill(&mut self, dest: &mut [u8]) -> Result<(), String> {
        dest.fill(0);
        self.0.try_apply_keystream(dest).map_err(|error| error.to_string())
    }
}

/// With 32 bits of counter: 256 GiB.
fn chacha(key: Key) -> Keystream<ChaCha20> {
    Keystream(ChaCha20::new(&key.into(), &[0; 12].into()))
}
