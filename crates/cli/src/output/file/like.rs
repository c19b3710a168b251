//! The owner, the group and the mode of a file for another one that takes its place.

use std::{fs::File, io};

/// Gives `file` what `old` has of them. Whoever may not give a file away keeps it; who may not give it the group keeps from its own
/// group what others may not do either, so that nobody reads what they could not read before.
///
/// Nothing where files have no modes. Attributes and access control lists are not taken over.
///
/// # Errors
///
/// That the old file cannot be asked, or that the mode cannot be set.
#[cfg(unix)]
pub(super) fn become_like(file: &File, old: &File) -> io::Result<()> {
    use std::{
        fs::Permissions,
        os::unix::fs::{MetadataExt, PermissionsExt, fchown},
    };

    let (old, new) = (old.metadata()?, file.metadata()?);
    let has_group = new.gid() == old.gid() || fchown(file, None, Some(old.gid())).is_ok();
    if new.uid() != old.uid() {
        // Not ours to give, as a rule.
        let _ = fchown(file, Some(old.uid()), None);
    }
    // After that, since a change of the owner can take bits away (chown(2)). None of those above 0777 means anything for rows.
    file.set_permissions(Permissions::from_mode(mode(old.mode(), has_group)))
}

#[cfg(not(unix))]
pub(super) fn become_like(_file: &File, _old: &File) -> io::Result<()> {
    Ok(())
}

/// The mode of a file that has the group, or has another one.
#[cfg(unix)]
const fn mode(old: u32, has_group: bool) -> u32 {
    let of_group = if has_group { 0o070 } else { (old & 0o007) << 3 };
    old & (0o707 | of_group)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn another_group_may_do_what_others_may() {
        for (old, kept, lost) in [
            (0o640, 0o640, 0o600),
            (0o644, 0o644, 0o644),
            (0o660, 0o660, 0o600),
            (0o4775, 0o775, 0o755),
        ] {
            assert_eq!((mode(old, true), mode(old, false)), (kept, lost), "{old:o}");
        }
    }
}
