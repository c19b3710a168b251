use alloc::vec::Vec;

/// A set of characters by which others are found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::password) struct Key(pub(super) u128, pub(super) Vec<Span>);

/// Code points in a row, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::password) struct Span {
    pub(in crate::password) first: u32,
    pub(in crate::password) last: u32,
}

impl Span {
    pub(in crate::password) const fn len(self) -> u32 {
        self.last - self.first + 1
    }
}
