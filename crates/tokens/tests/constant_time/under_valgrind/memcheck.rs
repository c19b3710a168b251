//! Requests to memcheck, and secrets that it takes for undefined.

use core::{arch::asm, convert::Infallible, hint::black_box};

use wellspring_tokens::rand_core::{TryCryptoRng, TryRng, utils};

pub(super) const RUNNING_ON_VALGRIND: usize = 0x1001;
const COUNT_ERRORS: usize = 0x1201;
pub(super) const MAKE_UNDEFINED: usize = 0x4D43_0001;
pub(super) const MAKE_DEFINED: usize = 0x4D43_0002;

/// A client request of valgrind.h; 0 when valgrind is not there.
pub(super) fn request(code: usize, memory: &[u8]) -> usize {
    let arguments = [code, memory.as_ptr().addr(), memory.len(), 0, 0, 0];
    let mut answer = 0usize;
    // SAFETY: the rotations sum to 128 and leave rdi as it was, and exchanging rbx with itself does
    // nothing; under valgrind the sequence is a request, which reads `arguments` through rax and writes
    // rdx, both declared (valgrind.h, amd64).
    unsafe {
        asm!(
            "rol rdi, 3",
            "rol rdi, 13",
            "rol rdi, 61",
            "rol rdi, 51",
            "xchg rbx, rbx",
            in("rax") arguments.as_ptr(),
            inout("rdx") answer,
            out("rdi") _,
        );
    }
    answer
}

/// A source whose bytes are undefined.
pub(super) struct Undefined;

impl TryRng for Undefined {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        utils::next_word_via_fill(self)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        utils::next_word_via_fill(self)
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), Infallible> {
        let mut byte = 29u8;
        dest.fill_with(|| {
            byte = byte.wrapping_mul(77).wrapping_add(41);
            byte
        });
        request(MAKE_UNDEFINED, dest);
        Ok(())
    }
}

impl TryCryptoRng for Undefined {}

/// How many errors memcheck reports while `work` runs.
pub(super) fn errors<T>(work: impl FnOnce() -> T) -> usize {
    let before = request(COUNT_ERRORS, &[]);
    black_box(work());
    request(COUNT_ERRORS, &[]) - before
}

pub(super) fn secret<const N: usize>() -> [u8; N] {
    let mut secret = [0; N];
    let Ok(()) = Undefined.try_fill_bytes(&mut secret);
    secret
}
