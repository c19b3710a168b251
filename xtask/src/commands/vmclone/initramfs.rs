//! The file system that the kernel of the copied machine starts from: one program and the two devices it speaks through.
//!
//! The format is cpio's "new ASCII" one, which the kernel's Documentation/driver-api/early-userspace/buffer-format.rst describes:
//! a header of thirteen fields of eight hexadecimal digits, the name with a NUL, the content, each padded to four bytes.

/// The archive with `program` as `/init`.
pub(super) fn archive(program: &[u8]) -> Vec<u8> {
    const FOLDER: usize = 0o040_755;
    const DEVICE: usize = 0o020_600;
    const PROGRAM: usize = 0o100_755;
    let mut bytes = Vec::new();
    let mut entry = |name: &str, mode, device, content: &[u8]| {
        header(&mut bytes, name, mode, device, content.len());
        bytes.extend_from_slice(name.as_bytes());
        bytes.push(0);
        pad(&mut bytes);
        bytes.extend_from_slice(content);
        pad(&mut bytes);
    };
    // The numbers of devices: the kernel's Documentation/admin-guide/devices.txt.
    entry("dev", FOLDER, (0, 0), &[]);
    entry("dev/console", DEVICE, (5, 1), &[]);
    entry("dev/ttyS1", DEVICE, (4, 65), &[]);
    entry("init", PROGRAM, (0, 0), program);
    entry("TRAILER!!!", 0, (0, 0), &[]);
    bytes
}

fn header(
    bytes: &mut Vec<u8>,
    name: &str,
    mode: usize,
    (major, minor): (usize, usize),
    size: usize,
) {
    // Number, mode, owner, group, links, time; size; the device it is on, the device it is; the name's size, a sum.
    let fields = [0, mode, 0, 0, 1, 0, size, 0, 0, major, minor];
    bytes.extend_from_slice(b"070701");
    for field in fields.into_iter().chain([name.len() + 1, 0]) {
        bytes.extend_from_slice(format!("{field:08x}").as_bytes());
    }
}

fn pad(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(4), 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names, modes and contents, read as the kernel's init/initramfs.c does.
    fn entries(mut archive: &[u8]) -> Vec<(String, u32, Vec<u8>)> {
        let mut found = Vec::new();
        while let Some((header, _)) = archive.split_at_checked(110) {
            assert_eq!(&header[..6], b"070701");
            let field = |index: usize| {
                let digits = core::str::from_utf8(&header[6 + 8 * index..][..8]).unwrap();
                u32::from_str_radix(digits, 16).unwrap()
            };
            let (size, name_size) = (field(6) as usize, field(11) as usize);
            let name = core::str::from_utf8(&archive[110..][..name_size - 1]).unwrap();
            let content = (110 + name_size).next_multiple_of(4);
            found.push((name.into(), field(1), archive[content..][..size].into()));
            archive = &archive[(content + size).next_multiple_of(4)..];
        }
        assert!(archive.is_empty());
        found
    }

    #[test]
    fn the_archive_is_read_back() {
        let entries = entries(&archive(b"program"));
        let names: Vec<&str> = entries.iter().map(|(name, ..)| name.as_str()).collect();
        assert_eq!(names, ["dev", "dev/console", "dev/ttyS1", "init", "TRAILER!!!"]);
        assert_eq!(entries[3], ("init".into(), 0o100_755, b"program".to_vec()));
    }
}
