//! The traits of other crates and of `std` that this crate's sources implement, one file each.

/// Calls the given macro with every source, so that a bridge is written once for all of them. **Whoever adds a
/// backend adds it here.**
///
/// `where A B` says that the type has parameters `A` and `B`, which are the sources inside.
#[cfg(any(feature = "rand_core", feature = "rand_core_0_9", feature = "rand_core_0_6"))]
macro_rules! for_every_source {
    ($implement:ident) => {
        const _: () = {
            use $crate::{
                System,
                backends::{Device, Portable, RdRand, RdSeed, Rndr, Syscall, Vdso},
                health::{Combined, Tested},
            };
            $implement!(System, Vdso, Syscall, Device, Portable, RdRand, RdSeed, Rndr);
    $implement!(Tested<B> where B, Combined<A, B> where A B);
        };
        #[cfg(feature = "testing")]
        const _: () = {
            use $crate::testing::{Counting, Failing, Replay};
    $implement!(Counting<B> where B, Failing<B> where B, Replay<'_>);
        };
    };
}

#[cfg(feature = "std")]
mod io;
#[cfg(feature = "rand_core")]
mod rand_core_0_10;
#[cfg(feature = "rand_core_0_6")]
mod rand_core_0_6;
#[cfg(feature = "rand_core_0_9")]
mod rand_core_0_9;
