use crate::backend::wipe;

/// Bytes on the stack that are wiped when they go, a panic in the source included.
pub(super) struct Scratch([u8; Self::LEN]);

impl Scratch {
    /// What getrandom(2) gives in one piece, and little enough for a small board's stack.
    pub(super) const LEN: usize = 256;

    pub(super) const fn new() -> Self {
        Self([0; Self::LEN])
    }

    /// The first `len` bytes, or all if there are fewer.
    pub(super) fn up_to(&mut self, len: usize) -> &mut [u8] {
        let (front, _) = self.0.split_at_mut(len.min(Self::LEN));
        front
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}
