//! The bridges to the traits of others: the same bytes, and failures that stay failures.
#![cfg(feature = "testing")]
#![allow(unused_imports, dead_code, reason = "each test belongs to a feature of its own")]

use wellspring_entropy::{
    Backend, Error, System,
    backends::{Portable, Syscall, Vdso},
    testing::{Counting, Failing, Replay},
};

const SCRIPT: [u8; 13] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];

fn broken() -> Failing<System> {
    Failing::at_draw(1, System).with_error(Error::custom(42))
}

#[cfg(feature = "rand_core")]
mod v0_10 {
    use super::*;
    use wellspring_entropy::rand_core::{TryCryptoRng, TryRng};

    #[test]
    fn every_source_is_a_crypto_rng() {
        fn accepts(_: &dyn TryCryptoRng<Error = Error>) {}
        accepts(&System);
        accepts(&Portable);
        accepts(&Syscall);
        accepts(&Vdso);
        accepts(&Counting::new(Replay::new(&[])));
        accepts(&broken());
    }

    #[test]
    fn failures_are_returned_and_leave_zeros() {
        let mut dest = [9; 4];
        assert_eq!(broken().try_fill_bytes(&mut dest), Err(Error::custom(42)));
        assert_eq!(dest, [0; 4]);
        assert_eq!(broken().try_next_u32(), Err(Error::custom(42)));
        assert_eq!(broken().try_next_u64(), Err(Error::custom(42)));
    }
}

#[cfg(feature = "rand_core_0_9")]
mod v0_9 {
    use super::*;
    use rand_core_0_9::{CryptoRng, RngCore, TryCryptoRng, TryRngCore};

    #[test]
    fn words_are_little_endian_and_failures_are_returned() {
        let mut source = Replay::new(&SCRIPT);
        assert_eq!(source.try_next_u32(), Ok(0x0403_0201));
        assert_eq!(source.try_next_u64(), Ok(0x0C0B_0A09_0807_0605));
        assert_eq!(source.try_next_u32(), Err(Error::EXHAUSTED));
        let mut dest = [9; 4];
        assert_eq!(broken().try_fill_bytes(&mut dest), Err(Error::custom(42)));
        assert_eq!(dest, [0; 4]);
    }

    #[test]
    fn every_source_is_a_crypto_rng_and_infallible_once_unwrapped() {
        fn accepts(_: impl TryCryptoRng<Error = Error>) {}
        fn wants_infallible(mut source: impl CryptoRng) -> u64 {
            source.next_u64()
        }
        accepts(Portable);
        accepts(Syscall);
        accepts(Vdso);
        accepts(Counting::new(Replay::new(&[])));
        assert_ne!(wants_infallible(System.unwrap_err()), wants_infallible(System.unwrap_err()));
    }

    #[test]
    #[cfg_attr(target_family = "wasm", ignore = "no unwinding there")]
    #[should_panic(expected = "42")]
    fn an_unwrapped_failure_panics() {
        broken().unwrap_err().next_u32();
    }
}

#[cfg(feature = "rand_core_0_6")]
mod v0_6 {
    use super::*;
    use rand_core_0_6::{CryptoRng, RngCore};

    #[test]
    fn words_are_little_endian() {
        let mut source = Replay::new(&SCRIPT);
        assert_eq!(source.next_u32(), 0x0403_0201);
        assert_eq!(source.next_u64(), 0x0C0B_0A09_0807_0605);
        let mut last = [0];
        source.fill_bytes(&mut last);
        assert_eq!((last, source.remaining()), ([13], 0));
    }

    #[test]
    fn every_source_is_a_crypto_rng() {
        fn accepts<R: RngCore + CryptoRng>(_: R) {}
        accepts(System);
        accepts(Portable);
        accepts(Syscall);
        accepts(Vdso);
        accepts(Counting::new(Replay::new(&[])));
        accepts(broken());
    }

    #[test]
    fn an_error_keeps_its_word() {
        let mut dest = [9; 4];
        let error = broken().try_fill_bytes(&mut dest).unwrap_err();
        assert_eq!(dest, [0; 4]);
        assert_eq!(error.code(), Some(Error::custom(42).into()));
        // Where that release starts the codes of others.
        let start = rand_core_0_6::Error::CUSTOM_START;
        assert_eq!(error.code().map(u32::from), Some(start + 42));
        let os = rand_core_0_6::Error::from(Error::from_os(5));
        assert_eq!(os.code().map(u32::from), Some(5));
        let internal = rand_core_0_6::Error::from(Error::UNSUPPORTED);
        assert_eq!(internal.code().map(u32::from), Some(rand_core_0_6::Error::INTERNAL_START));
    }

    #[test]
    #[cfg_attr(target_family = "wasm", ignore = "no unwinding there")]
    fn the_infallible_methods_panic_with_the_source_and_the_reason() {
        type Draw = fn(&mut Failing<System>);
        let draws: [Draw; 3] = [
            |source| _ = source.next_u32(),
            |source| _ = source.next_u64(),
            |source| source.fill_bytes(&mut [0; 3]),
        ];
        for draw in draws {
            let panic = std::panic::catch_unwind(|| draw(&mut broken())).unwrap_err();
            let message = panic.downcast_ref::<String>().map_or("", String::as_str);
            assert_eq!(message, "a source that fails on purpose: error 42 of a custom backend");
        }
    }
}

#[cfg(feature = "std")]
mod io {
    use super::*;
    use std::io::{self, Read};

    #[test]
    fn a_read_fills_the_whole_buffer() {
        for len in [0, 1, 255, 4097] {
            // A byte that is zero in all of 16 reads: 2^-128 if it was written.
            let mut touched = vec![false; len];
            for _ in 0..16 {
                let mut dest = vec![0; len];
                assert_eq!(System.read(&mut dest).unwrap(), len);
                touched.iter_mut().zip(&dest).for_each(|(flag, byte)| *flag |= *byte != 0);
            }
            assert!(!touched.contains(&false), "{len}");
        }
        let mut exact = [0; 32];
        System.read_exact(&mut exact).unwrap();
        assert_ne!(exact, [0; 32]);
    }

    #[test]
    fn errors_keep_their_code_or_themselves() {
        for code in [1, 4, 38, i32::MAX] {
            assert_eq!(io::Error::from(Error::from_os(code)).raw_os_error(), Some(code));
        }
        for (error, kind) in [
            (Error::UNSUPPORTED, io::ErrorKind::Unsupported),
            (Error::UNEXPECTED, io::ErrorKind::Other),
            (Error::UNHEALTHY, io::ErrorKind::Other),
            (Error::custom(0), io::ErrorKind::Other),
        ] {
            let outer = io::Error::from(error);
            assert_eq!((outer.kind(), outer.raw_os_error()), (kind, None));
            assert_eq!(outer.get_ref().and_then(|e| e.downcast_ref()), Some(&error));
            assert_eq!(outer.to_string(), error.to_string());
        }
    }
}
