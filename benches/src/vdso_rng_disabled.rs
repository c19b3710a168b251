//! The twin for systems that have no vDSO.

/// Says that there is none.
///
/// # Errors
///
/// Always.
pub fn fill(_dest: &mut [u8]) -> Result<(), &'static str> {
    Err("not Linux")
}
