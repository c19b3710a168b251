//! Memory for as much as a caller asks for, or an error: nothing aborts because an argument was large.

use alloc::vec::Vec;

use crate::ArgumentError;

/// An empty vector with room for `len` items.
#[inline]
pub(crate) fn with_room<T>(len: usize) -> Result<Vec<T>, ArgumentError> {
    let mut items = Vec::new();
    items.try_reserve_exact(len).map_err(|_| ArgumentError::Memory { items: len })?;
    Ok(items)
}

/// Appends an item.
#[inline]
pub(crate) fn push<T>(items: &mut Vec<T>, item: T) -> Result<(), ArgumentError> {
    if items.len() == items.capacity() {
        let len = items.len();
        items.try_reserve(1).map_err(|_| ArgumentError::Memory { items: len.saturating_add(1) })?;
    }
    items.push(item);
    Ok(())
}
