//! The generators that are compared.

#[cfg_attr(not(feature = "c-peers"), path = "generators/c_peers_disabled.rs")]
mod c_peers;
mod ours;

use core::{
    marker::PhantomData,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

use rand::{
    rand_core::{Rng as _, TryRng as _},
    rngs::ThreadRng,
};

/// One of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Generator {
    pub(crate) name: &'static str,
    /// Of docs/PROMISES.md.
    pub(crate) column: &'static str,
    pub(crate) fill: fn(&mut [u8]) -> Result<(), String>,
    /// What one holds in order to draw, if that is a value at all.
    pub(crate) handle: Option<Handle>,
    /// The longest run of bytes that were handed out between two visits to the source, where the source can be watched.
    pub(crate) interval: Option<fn() -> usize>,
}

/// What is known of the type of a handle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Handle {
    /// `None` for a handle to what belongs to one thread, beside a form that can be sent.
    pub(crate) is_send: Option<bool>,
    /// Whether a clone's first bytes are the original's next ones; `None` if there is no `Clone`.
    pub(crate) clone_repeats: Option<fn() -> bool>,
    pub(crate) debug: fn() -> String,
}

impl Generator {
    /// Whether it is borrowed for each draw, and belongs to whoever owns it.
    pub(crate) fn is_owned(self) -> bool {
        self.column == "ours" && self.name != "thread_rng"
    }

    /// Random bytes, from a source that works.
    pub(crate) fn draw<const N: usize>(self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.fill)(&mut bytes).unwrap();
        bytes
    }

    /// Enough draws, of several lengths, that the generator has its state and is in the middle of it.
    pub(crate) fn warm(self) {
        for len in [8, 1, 32, 5, 16, 64, 8, 40, 3, 8] {
            (self.fill)(&mut vec![0; len]).unwrap();
        }
    }
}

/// All that this program was built with.
pub(crate) fn all() -> Vec<Generator> {
    let handle = Handle {
        is_send: Some(IsSend::<ThreadRng>::HOLDS),
        clone_repeats: Some(|| {
            let mut rng = rand::rng();
            let mut clone = rng.clone();
            clone.next_u64() == rng.next_u64()
        }),
        debug: || format!("{:?}", rand::rng()),
    };
    let rand = Generator {
        name: "ThreadRng",
        column: "rand",
        fill: from_rand,
        handle: Some(handle),
        interval: None,
    };
    ours::all().into_iter().chain([rand]).chain(c_peers::all()).collect()
}

/// What Cargo.lock does not tell about them.
pub(crate) fn versions() -> String {
    c_peers::versions()
}

/// A generator that has stuck and breaks what can be broken: the control of a check that nobody else fails.
pub(crate) fn stuck() -> Generator {
    let handle = Handle {
        is_send: Some(IsSend::<std::rc::Rc<u8>>::HOLDS),
        clone_repeats: Some(|| true),
        debug: || {
            static STATE: AtomicUsize = AtomicUsize::new(0);
            format!("{}", STATE.fetch_add(1, Relaxed))
        },
    };
    let fill = |dest: &mut [u8]| {
        dest.fill(7);
        Ok(())
    };
    let handle = Some(handle);
    Generator { name: "stuck", column: "stuck", fill, handle, interval: None }
}

/// Whether a type is `Send`, as a value: the inherent constant is preferred where its bound is met.
struct IsSend<T: ?Sized>(PhantomData<T>);

impl<T: ?Sized + Send> IsSend<T> {
    const HOLDS: bool = true;
}

trait OrNot {
    const HOLDS: bool = false;
}

impl<T: ?Sized> OrNot for T {}

fn from_rand(dest: &mut [u8]) -> Result<(), String> {
    rand::rng().try_fill_bytes(dest).map_err(|error| error.to_string())
}
