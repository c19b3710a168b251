/// Overwrites `bytes` with zeros, which the compiler may not leave out: `zeroize`'s barrier makes it
/// believe that they are looked at. A fill is a `memset`; `Zeroize` writes one volatile byte at a time.
pub(crate) fn wipe(bytes: &mut [u8]) {
    bytes.fill(0);
    zeroize::optimization_barrier(bytes);
}

/// Overwrites what a function that was called before has left on the stack.
///
/// Compilers put words of eight and sixteen bytes there when they run out of registers, and those of a decoder or a hash are
/// secret. What is called from the same place has its frame in the same place: `BYTES` is more than twice what it used.
#[inline(never)]
pub(crate) fn wipe_stack<const BYTES: usize>() {
    wipe(&mut [0; BYTES]);
}

#[cfg(all(test, target_os = "linux", target_arch = "x86_64", not(miri)))]
#[allow(clippy::unwrap_used, reason = "a test may stop where it stands")]
mod tests {
    extern crate std;

    use core::{hint::black_box, ptr};
    use std::{fs::File, os::unix::fs::FileExt, vec, vec::Vec};

    use super::wipe_stack;

    const LEFT: usize = 2048;

    fn pattern() -> impl Iterator<Item = u8> {
        (0..LEFT).map(|i| i.wrapping_mul(0x9E37).to_be_bytes()[6])
    }

    /// What leaves a secret on the stack.
    #[inline(never)]
    fn leave() {
        let mut left = [0; LEFT];
        left.iter_mut().zip(pattern()).for_each(|(place, byte)| *place = byte);
        black_box(&mut left);
    }

    /// How much of it is found below the frame of who asks.
    fn found(memory: &File, buffer: &mut [u8], top: usize, pattern: &[u8]) -> usize {
        let below = u64::try_from(top - buffer.len()).unwrap();
        memory.read_exact_at(buffer, below).unwrap();
        pattern.chunks_exact(16).filter(|part| buffer.windows(16).any(|seen| seen == *part)).count()
    }

    #[test]
    fn what_was_left_on_the_stack_is_gone() {
        let memory = File::open("/proc/self/mem").unwrap();
        let (mut buffer, pattern) = (vec![0; 4 * LEFT], pattern().collect::<Vec<_>>());
        let here = 0_u8;
        let top = ptr::from_ref(black_box(&here)).addr();
        leave();
        // The control: reading overwrites some of it, and not all.
        assert!(found(&memory, &mut buffer, top, &pattern) > LEFT >> 5);
        leave();
        wipe_stack::<{ 2 * LEFT }>();
        assert_eq!(found(&memory, &mut buffer, top, &pattern), 0);
    }
}
