/// Overwrites `bytes` with zeros, which the compiler may not leave out: `zeroize`'s barrier makes it
/// believe that they are looked at. A fill is a `memset`; `Zeroize` writes one volatile byte at a time.
pub(crate) fn wipe(bytes: &mut [u8]) {
    bytes.fill(0);
    zeroize::optimization_barrier(bytes);
}
