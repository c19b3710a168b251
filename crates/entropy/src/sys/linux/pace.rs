//! For which requests the vDSO is faster than the system call: measured where it matters, and not guessed.
//!
//! The vDSO saves the way into the kernel and back, and then makes each block of ChaCha20 with the instructions that every
//! processor of the architecture has; the kernel makes it with plain integers, and copies it. Which of the two
//! is faster for each byte depends on the processor: there are machines where the system call wins from 240 bytes on,
//! and others on which it never does, by a factor near 2 either way. No machine was seen where it wins below that.
//!
//! To find the vDSO and to map its states takes about 40 µs, a hundred times as long as a system call. The first draws of
//! a process, and of each child, are therefore system calls.
#![forbid(unsafe_code)]

use core::sync::atomic::{AtomicUsize, Ordering};

use super::{
    calls::{getrandom, nanoseconds},
    home::is_due,
    pool::vdso_getrandom,
};
use crate::{Error, backend::wipe};

/// The longest request that the vDSO answers without a measurement.
const SHORT: usize = 240;

/// Whether a request of `len` bytes is better made by the vDSO, now. The first long one takes the time of both.
#[inline]
pub(crate) fn vdso_is_faster(len: usize) -> bool {
    is_due() && (len <= SHORT || len <= limit())
}

fn limit() -> usize {
    /// 0 until it was measured. Threads that measure at the same time may disagree; any answer will do.
    static LIMIT: AtomicUsize = AtomicUsize::new(0);
    match LIMIT.load(Ordering::Relaxed) {
        0 => {
            let limit = if is_faster_by_the_byte() { usize::MAX } else { SHORT };
            LIMIT.store(limit, Ordering::Relaxed);
            limit
        }
        limit => limit,
    }
}

/// Three draws of 1 KiB by each, in turn, and the shortest time of each: what interrupts a draw only makes it longer.
#[cold]
fn is_faster_by_the_byte() -> bool {
    const ROUNDS: usize = 3;
    let (mut vdso, mut system_call) = (i64::MAX, i64::MAX);
    for _ in 0..ROUNDS {
        match (time(vdso_getrandom), time(getrandom)) {
            (Ok(one), Ok(other)) => {
                (vdso, system_call) = (vdso.min(one), system_call.min(other));
            }
            _ => return false,
        }
    }
    vdso <= system_call
}

/// How long a draw of 1 KiB takes. What was drawn is thrown away.
fn time(draw: impl Fn(&mut [u8]) -> Result<usize, Error>) -> Result<i64, Error> {
    let mut dest = [0; 1024];
    let start = nanoseconds()?;
    let drawn = draw(&mut dest);
    let end = nanoseconds()?;
    wipe(&mut dest);
    match drawn? {
        1024 => Ok(end.wrapping_sub(start)),
        _ => Err(Error::UNEXPECTED),
    }
}

#[cfg(test)]
mod tests {
    use super::{SHORT, getrandom, time, vdso_is_faster};
    use crate::Error;

    #[test]
    fn after_the_first_draws_the_answer_depends_on_the_length_alone() {
        let _made = super::vdso_getrandom(&mut [0; 8]);
        assert_eq!(vdso_is_faster(0), vdso_is_faster(SHORT));
        let long = vdso_is_faster(SHORT + 1);
        for len in [SHORT + 1, 1 << 20, usize::MAX] {
            assert_eq!(vdso_is_faster(len), long);
        }
    }

    #[test]
    fn a_draw_that_fails_or_falls_short_is_not_timed() {
        assert!(time(getrandom).is_ok_and(|time| time > 0));
        assert_eq!(time(|_| Ok(1023)), Err(Error::UNEXPECTED));
        assert_eq!(time(|_| Err(Error::NO_VDSO)), Err(Error::NO_VDSO));
    }
}
