//! A kernel for the copied machine: Debian's own for virtual machines, of the backports, which is new enough for getrandom in the
//! vDSO (6.11) and has the driver that is told of copies built in.
//!
//! It is fetched by apt with a state and a list of sources of its own, so that nothing of the machine that this runs on is
//! changed, and unpacked without being installed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::commands::{Stop, failed};
use crate::shell::{Line, have};

/// The package that depends on the newest kernel of its kind.
const NEWEST: &str = "linux-image-cloud-amd64";

/// What is found below a folder.
#[derive(Debug)]
pub(super) struct Kernel {
    pub(super) image: PathBuf,
    /// As `uname -r` has it.
    pub(super) release: String,
}

impl Kernel {
    /// The one that `fetch` has left in `folder`.
    pub(super) fn find(folder: &Path) -> Result<Self, Stop> {
        let missing =
            || Stop::NotChecked("no kernel: `cargo xtask vmclone --setup` gets one".into());
        let boot = folder.join("root/boot");
        let entries = fs::read_dir(&boot).map_err(|_| missing())?;
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let release =
            names.filter_map(|name| name.strip_prefix("vmlinuz-").map(String::from)).max();
        let release = release.ok_or_else(missing)?;
        let config = fs::read_to_string(boot.join(format!("config-{release}")))?;
        if let Some(option) = lacking(&config) {
            return Err(Stop::NotChecked(format!("the kernel {release} has no {option}")));
        }
        Ok(Self { image: boot.join(format!("vmlinuz-{release}")), release })
    }
}

/// What has to be in the kernel itself, since there are no modules beside it.
fn lacking(config: &str) -> Option<&'static str> {
    const NEEDED: [&str; 4] = [
        "CONFIG_VMGENID=y",
        "CONFIG_VDSO_GETRANDOM=y",
        "CONFIG_SERIAL_8250=y",
        "CONFIG_BLK_DEV_INITRD=y",
    ];
    NEEDED.into_iter().find(|option| !config.lines().any(|line| line == *option))
}

/// Installs the emulator, and fetches and unpacks the kernel into `folder`.
pub(super) fn set_up(folder: &Path) -> Result<(), Stop> {
    if !have("qemu-system-x86_64") {
        let root = Line::new("id -u").read()?.trim() == "0";
        let line = if root { Line::new("apt-get") } else { Line::new("sudo apt-get") };
        let line = line.words("-o DPkg::Lock::Timeout=600 install -y --no-install-recommends");
        line.arg("qemu-system-x86").env("DEBIAN_FRONTEND", "noninteractive").run()?;
    }
    if Kernel::find(folder).is_ok() {
        return Ok(());
    }
    for part in ["state/lists/partial", "cache/archives/partial"] {
        fs::create_dir_all(folder.join(part))?;
    }
    let targets = Line::new("apt-get indextargets --format")
        .arg("$(ORIGIN) $(CODENAME) $(REPO_URI)")
        .arg("Created-By: Packages");
    let source = source(&targets.read()?).ok_or_else(|| {
        Stop::NotChecked(
            "apt knows no archive of Debian's: the kernel is a package of its backports".into(),
        )
    })?;
    fs::write(folder.join("sources.list"), source)?;
    apt(folder, "apt-get update").run()?;
    let newest = apt(folder, "apt-cache show").arg(NEWEST).read()?;
    let package = package(&newest).ok_or_else(|| failed(format!("{NEWEST} names no kernel")))?;
    apt(folder, "apt-get download").arg(&package).run()?;
    let archives =
        fs::read_dir(folder)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let archive = archives.filter(|name| name.starts_with(&package)).max();
    let archive = archive.ok_or_else(|| failed(format!("no archive of {package}")))?;
    Line::new("dpkg -x").arg(archive).arg("root").dir(folder).run()
}

/// A command of apt's that keeps to `folder`.
fn apt(folder: &Path, words: &str) -> Line {
    let at = |name: &str, part: &str| format!("{name}={}", folder.join(part).display());
    let options = [
        at("Dir::State", "state"),
        "Dir::State::status=/var/lib/dpkg/status".into(),
        at("Dir::Cache", "cache"),
        at("Dir::Etc::SourceList", "sources.list"),
        "Dir::Etc::SourceParts=/dev/null".into(),
        // As the one who called: the folder may be closed to apt's own user.
        "APT::Sandbox::User=root".into(),
    ];
    options.iter().fold(Line::new(words), |line, option| line.arg("-o").arg(option)).dir(folder)
}

/// The backports of the archive that this machine's own packages come from.
fn source(targets: &str) -> Option<String> {
    let words = targets.lines().filter_map(|line| line.strip_prefix("Debian "));
    let mut archives = words.filter_map(|line| line.split_once(' '));
    let (release, address) =
        archives.find(|(release, _)| release.chars().all(char::is_alphabetic))?;
    let keys = "/usr/share/keyrings/debian-archive-keyring.gpg";
    Some(format!("deb [signed-by={keys}] {address} {release}-backports main\n"))
}

/// The package that the newest one of its kind stands for, from `apt-cache show`.
fn package(shown: &str) -> Option<String> {
    let depends = shown.lines().find_map(|line| line.strip_prefix("Depends: "))?;
    let name = depends.split([' ', ',']).next()?;
    name.starts_with("linux-image-").then(|| name.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_is_the_machine_s_own_archive() {
        let targets = "Other stable http://a.example/x\n\
                       Debian bookworm-security http://b.example/security\n\
                       Debian bookworm http://c.example/debian/\n";
        let source = source(targets).unwrap();
        assert!(
            source.ends_with("] http://c.example/debian/ bookworm-backports main\n"),
            "{source}"
        );
        assert_eq!(super::source("Other stable http://a.example/x\n"), None);
    }

    #[test]
    fn the_newest_kernel_is_named_by_what_stands_for_it() {
        let shown = "Package: linux-image-cloud-amd64\nDepends: linux-image-6.12.9-cloud-amd64 (= 6.12.9-1)\n";
        assert_eq!(package(shown).as_deref(), Some("linux-image-6.12.9-cloud-amd64"));
        assert_eq!(package("Package: x\n"), None);
        assert_eq!(package("Depends: rm -rf\n"), None);
    }

    #[test]
    fn a_kernel_that_cannot_be_told_of_copies_is_refused() {
        let config = "CONFIG_VMGENID=y\nCONFIG_VDSO_GETRANDOM=y\nCONFIG_SERIAL_8250=y\nCONFIG_BLK_DEV_INITRD=y\n";
        assert_eq!(lacking(config), None);
        assert_eq!(lacking(&config.replace("VMGENID=y", "VMGENID=m")), Some("CONFIG_VMGENID=y"));
    }
}
