//! The kernel, the C library, and whether this machine can be copied unnoticed.

use std::{fs, path::Path};

use super::Finding;

pub(super) fn findings() -> Vec<Finding> {
    vec![
        Finding::new("kernel", kernel()),
        Finding::new("libc", libc()),
        Finding::new("clones", clones(virtual_machine(), generation_id())),
    ]
}

#[cfg(unix)]
fn kernel() -> String {
    let name = rustix::system::uname();
    let parts = [name.sysname(), name.release(), name.machine()].map(|part| part.to_string_lossy());
    parts.join(" ")
}

#[cfg(not(unix))]
fn kernel() -> String {
    format!("{} {}", std::env::consts::OS, std::env::consts::ARCH)
}

/// The C library that is mapped, and its version, as its file has it. The draws themselves do not go through it on Linux.
fn libc() -> String {
    if !cfg!(target_os = "linux") {
        return "the system's own".into();
    }
    let maps = fs::read_to_string("/proc/self/maps").unwrap_or_default();
    match mapped(&maps) {
        None => "linked into this program, or not known; draws do not go through it".into(),
        Some(path) => {
            let version = fs::read(path).ok().and_then(|file| version(&file));
            format!(
                "{}, {path}; draws do not go through it",
                version.unwrap_or_else(|| "not known which".into())
            )
        }
    }
}

/// The file of a C library among the mappings (proc_pid_maps(5)).
fn mapped(maps: &str) -> Option<&str> {
    let paths = maps.lines().filter_map(|line| line.find('/').and_then(|at| line.get(at..)));
    let mut paths = paths.filter(|path| {
        let name = path.rsplit('/').next().unwrap_or_default();
        name.starts_with("libc.so")
            || name.starts_with("libc-2.")
            || name.starts_with("ld-musl-")
            || name.starts_with("libc.musl-")
    });
    paths.next()
}

/// What the library calls itself: `GNU C Library … release version 2.36.` or `musl libc … Version 1.2.3`.
fn version(file: &[u8]) -> Option<String> {
    const GLIBC: &[u8] = b"GNU C Library (";
    let at = file.windows(GLIBC.len()).position(|window| window == GLIBC)?;
    let text = file.get(at..)?.split(|byte| matches!(byte, 0 | b'\n')).next()?;
    let text = core::str::from_utf8(text).ok()?;
    let number = text.rsplit("version ").next()?.trim_end_matches('.');
    Some(format!("glibc {number}"))
}

/// Whether this is a virtual machine; `None` if it cannot be told.
fn virtual_machine() -> Option<bool> {
    // The processor says so to every guest (CPUID leaf 1, ECX bit 31).
    let info = fs::read_to_string("/proc/cpuinfo").ok()?;
    let flags = info.lines().find(|line| line.starts_with("flags"))?;
    Some(flags.split_whitespace().any(|flag| flag == "hypervisor"))
}

/// Whether the host tells the kernel when this machine was copied or set back ("Virtual Machine Generation ID", Microsoft, 2012; Linux 5.18
/// reseeds then).
fn generation_id() -> bool {
    const FOLDER: &str = "/sys/bus/acpi/devices";
    const DEVICE_TREE: &str = "/sys/bus/platform/drivers/vmgenid";
    let devices = fs::read_dir(FOLDER).into_iter().flatten().flatten();
    let named = |path: &Path| {
        let texts = ["hid", "modalias", "uevent"]
            .map(|name| fs::read_to_string(path.join(name)).unwrap_or_default());
        is_generation_id(&texts.concat())
    };
    devices.map(|device| device.path()).any(|path| named(&path)) || bound(Path::new(DEVICE_TREE))
}

/// The names that hosts give the device, of which the driver knows both (drivers/virt/vmgenid.c).
fn is_generation_id(text: &str) -> bool {
    let text = text.to_ascii_uppercase();
    ["VMGENCTR", "VM_GEN_COUNTER", "VMGENID"].iter().any(|name| text.contains(name))
}

/// Whether a driver has a device.
fn bound(driver: &Path) -> bool {
    let entries = fs::read_dir(driver).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).any(|path| path.is_symlink() && !path.ends_with("module"))
}

fn clones(virtual_machine: Option<bool>, generation_id: bool) -> String {
    match (virtual_machine, generation_id) {
        (_, true) => "a virtual machine; its host tells the kernel when it was copied (vmgenid)".into(),
        (Some(true), false) => "a virtual machine, and no vmgenid is seen: after a copy of it runs, kernels may repeat each \
             other until they reseed, which Linux does once a minute"
            .into(),
        (Some(false), false) => "no virtual machine is seen".into(),
        (None, false) => "not known whether this is a virtual machine; no vmgenid is seen".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_library_is_found_among_the_mappings() {
        let maps = "55-56 r--p 0 08:01 1 /usr/bin/x\n7f-80 r-xp 0 08:01 2 /lib/x86_64-linux-gnu/libc.so.6\n7f-80 rw-p 0 00:00 0 [heap]\n";
        assert_eq!(mapped(maps), Some("/lib/x86_64-linux-gnu/libc.so.6"));
        assert_eq!(
            mapped("7f-80 r-xp 0 08:01 2 /lib/ld-musl-x86_64.so.1"),
            Some("/lib/ld-musl-x86_64.so.1")
        );
        assert_eq!(mapped("7f-80 r-xp 0 08:01 2 /lib/libcrypto.so.3\n"), None);
    }

    #[test]
    fn the_version_is_what_the_file_says() {
        let file = b"\0GNU C Library (Debian GLIBC 2.36-9+deb12u10) stable release version 2.36.\nCopyright";
        assert_eq!(version(file).as_deref(), Some("glibc 2.36"));
        assert_eq!(version(b"nothing of the kind"), None);
    }

    #[test]
    fn both_names_of_the_device_are_known() {
        assert!(is_generation_id("acpi:QEMUVGID:VMGENCTR:") && is_generation_id("VM_Gen_Counter"));
        assert!(!is_generation_id("acpi:PNP0C0C:"));
    }

    #[test]
    fn a_virtual_machine_without_the_device_is_told_apart() {
        assert!(clones(Some(true), false).contains("no vmgenid"));
        assert!(clones(Some(true), true).contains("tells the kernel"));
        assert!(clones(None, false).contains("not known"));
    }
}
