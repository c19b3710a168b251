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
