//! The processor's own generators: on a processor that has them, and on one that has not.

use wellspring_entropy::{
    Backend, Error,
    backends::{RdRand, RdSeed, Rndr},
};

static ALL: [&dyn Backend; 3] = [&RdRand, &RdSeed, &Rndr];

/// The ones that answer here.
fn present() -> Vec<&'static dyn Backend> {
    ALL.into_iter().filter(|backend| backend.try_fill(&mut [0]).is_ok()).collect()
}

#[test]
fn what_is_there_is_what_the_processor_reports() {
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    let reported = [is_x86_feature_detected!("rdrand"), is_x86_feature_detected!("rdseed"), false];
    #[cfg(target_arch = "aarch64")]
    let reported = [false, false, std::arch::is_aarch64_feature_detected!("rand")];
    #[cfg(not(any(target_arch = "x86", target_arch = "x86_64", target_arch = "aarch64")))]
    let reported = [false; 3];
    for (backend, is_reported) in ALL.into_iter().zip(reported) {
        let mut dest = [0xC5; 32];
        match backend.try_fill(&mut dest) {
            // An untouched buffer would be this one: 2^-256.
            Ok(()) => assert!(is_reported && dest != [0xC5; 32], "{}", backend.name()),
            Err(Error::NO_DATA) if backend.name() == "RDSEED" => assert!(is_reported),
            Err(error) => {
                assert_eq!((error, is_reported), (Error::UNSUPPORTED, false), "{}", backend.name());
                assert_eq!(dest, [0; 32], "a failed fill leaves zeros");
                println!("not checked: {} on this processor", backend.name());
            }
        }
        assert_eq!(backend.try_fill(&mut []), Ok(()), "an empty fill asks nothing");
    }
}

#[test]
fn every_byte_is_filled_and_no_more() {
    for backend in present() {
        for len in [0, 1, 7, 8, 9, 31, 32, 255, 1000] {
            // A byte that stays at the canary in all of 16 fills: 2^-128 if it was ever written.
            let mut untouched = vec![true; len];
            for _ in 0..16 {
                let mut memory = vec![0xC5; len + 8];
                backend.try_fill(&mut memory[..len]).unwrap();
                assert_eq!(memory[len..], [0xC5; 8], "{} wrote past the end", backend.name());
                for (flag, byte) in untouched.iter_mut().zip(&memory) {
                    *flag &= *byte == 0xC5;
                }
            }
            assert!(!untouched.contains(&true), "{} left a byte unfilled", backend.name());
        }
    }
}

#[test]
fn draws_differ_on_several_threads() {
    for backend in present() {
        let draw = || {
            let mut draw = [0; 16];
            backend.try_fill(&mut draw).map(|()| draw)
        };
        let mut draws: Vec<[u8; 16]> = std::thread::scope(|scope| {
            let many = || (0..500).map(|_| draw().unwrap()).collect::<Vec<_>>();
            let threads = [scope.spawn(many), scope.spawn(many)];
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        draws.sort_unstable();
        draws.dedup();
        assert_eq!(draws.len(), 1000, "{}: a repeat has a chance of 2^-108", backend.name());
    }
}

#[test]
fn they_are_zero_sized_and_shareable() {
    for (size, name) in [
        (size_of::<RdRand>(), RdRand.name()),
        (size_of::<RdSeed>(), RdSeed.name()),
        (size_of::<Rndr>(), Rndr.name()),
    ] {
        assert_eq!(size, 0, "{name}");
    }
}
