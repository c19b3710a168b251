//! The targets: how far each can be taken from a Linux machine, and what that needs.

use core::fmt;

use crate::commands::debian::Part;

/// How far a target is taken, each more than the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Depth {
    /// Types, lints and `cfg`s: a misspelt call is found, a wrong promise of the system is not.
    #[default]
    Checked,
    /// Machine code too, and linked where there is something to link.
    Built,
    /// The tests ran to their end, on an emulated processor or beside a system's stand-in.
    Run,
}

impl Depth {
    pub(super) const ALL: [Self; 3] = [Self::Checked, Self::Built, Self::Run];
}

impl fmt::Display for Depth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Checked => "checked",
            Self::Built => "built",
            Self::Run => "run",
        })
    }
}

/// What runs the programs of a target on this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Runner {
    /// The kernel, on x86-64 Linux.
    Native,
    /// `qemu-ARCH`, with the folder of the foreign C library.
    Qemu(&'static str, &'static str),
    Wine,
    /// Node.js, as a host for WASI preview 1.
    Wasi,
    /// Headless Chromium where there is one and its driver, else Node.js; by the runner of wasm-bindgen.
    Browser,
    None,
}

/// Something that must be there: a program, or a file by its whole path, and Debian's package that brings it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Need {
    pub(super) probe: &'static str,
    pub(super) package: &'static str,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub(super) name: &'static str,
    pub(super) depth: Depth,
    pub(super) library: Library,
    pub(super) runner: Runner,
    /// What links, where that is not the compiler's own choice.
    pub(super) linker: &'static str,
    pub(super) rustflags: &'static str,
    pub(super) needs: &'static [Need],
    /// Whether `cross` has an image of it that runs tests.
    pub(super) cross: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Library {
    Std,
    /// `core` and `alloc` alone: tests cannot be built, libraries can.
    Core,
}

impl Target {
    /// How much of the standard library is needed to take the target to this depth.
    pub(super) fn part(&self, depth: Depth) -> Part {
        match (self.library, depth) {
            (Library::Core, _) => Part::Core,
            (Library::Std, Depth::Checked) => Part::Check,
            (Library::Std, _) => Part::Full,
        }
    }

    pub(super) fn is_wasm(&self) -> bool {
        self.name.starts_with("wasm")
    }
}

const fn need(probe: &'static str, package: &'static str) -> Need {
    Need { probe, package }
}

const fn checked(name: &'static str) -> Target {
    Target {
        name,
        depth: Depth::Checked,
        library: Library::Std,
        runner: Runner::None,
        linker: "",
        rustflags: "",
        needs: &[],
        cross: false,
    }
}

/// A processor and its board, without an operating system.
const fn bare(name: &'static str, rustflags: &'static str) -> Target {
    Target { depth: Depth::Built, library: Library::Core, rustflags, ..checked(name) }
}

const fn linux(
    name: &'static str,
    runner: Runner,
    linker: &'static str,
    needs: &'static [Need],
) -> Target {
    Target { depth: Depth::Run, runner, linker, needs, cross: true, ..checked(name) }
}

/// `sha2` brings code for SSE, which a target without its registers cannot compile: its users say the same.
const SOFT: &str = "--cfg sha2_backend=\"soft\"";

pub(super) const TARGETS: &[Target] = &[
    linux("x86_64-unknown-linux-gnu", Runner::Native, "", &[need("cc", "gcc")]),
    linux(
        "x86_64-unknown-linux-musl",
        Runner::Native,
        "",
        &[need("cc", "gcc"), need("musl-gcc", "musl-tools")],
    ),
    linux(
        "i686-unknown-linux-gnu",
        Runner::Qemu("i386", "/usr/i686-linux-gnu"),
        "i686-linux-gnu-gcc",
        &[
            need("i686-linux-gnu-gcc", "gcc-i686-linux-gnu"),
            need("/usr/i686-linux-gnu/lib/crt1.o", "libc6-dev-i386-cross"),
            need("qemu-i386", "qemu-user"),
        ],
    ),
    linux(
        "aarch64-unknown-linux-gnu",
        Runner::Qemu("aarch64", "/usr/aarch64-linux-gnu"),
        "aarch64-linux-gnu-gcc",
        &[
            need("aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu"),
            need("/usr/aarch64-linux-gnu/lib/crt1.o", "libc6-dev-arm64-cross"),
            need("qemu-aarch64", "qemu-user"),
        ],
    ),
    linux(
        "armv7-unknown-linux-gnueabihf",
        Runner::Qemu("arm", "/usr/arm-linux-gnueabihf"),
        "arm-linux-gnueabihf-gcc",
        &[
            need("arm-linux-gnueabihf-gcc", "gcc-arm-linux-gnueabihf"),
            need("/usr/arm-linux-gnueabihf/lib/crt1.o", "libc6-dev-armhf-cross"),
            need("qemu-arm", "qemu-user"),
        ],
    ),
    linux(
        "riscv64gc-unknown-linux-gnu",
        Runner::Qemu("riscv64", "/usr/riscv64-linux-gnu"),
        "riscv64-linux-gnu-gcc",
        &[
            need("riscv64-linux-gnu-gcc", "gcc-riscv64-linux-gnu"),
            need("/usr/riscv64-linux-gnu/lib/crt1.o", "libc6-dev-riscv64-cross"),
            need("qemu-riscv64", "qemu-user"),
        ],
    ),
    linux(
        "s390x-unknown-linux-gnu",
        Runner::Qemu("s390x", "/usr/s390x-linux-gnu"),
        "s390x-linux-gnu-gcc",
        &[
            need("s390x-linux-gnu-gcc", "gcc-s390x-linux-gnu"),
            need("/usr/s390x-linux-gnu/lib/crt1.o", "libc6-dev-s390x-cross"),
            need("qemu-s390x", "qemu-user"),
        ],
    ),
    linux(
        "powerpc64-unknown-linux-gnu",
        Runner::Qemu("ppc64", "/usr/powerpc64-linux-gnu"),
        "powerpc64-linux-gnu-gcc",
        &[
            need("powerpc64-linux-gnu-gcc", "gcc-powerpc64-linux-gnu"),
            need("/usr/powerpc64-linux-gnu/lib/crt1.o", "libc6-dev-ppc64-cross"),
            need("qemu-ppc64", "qemu-user"),
        ],
    ),
    linux(
        "powerpc64le-unknown-linux-gnu",
        Runner::Qemu("ppc64le", "/usr/powerpc64le-linux-gnu"),
        "powerpc64le-linux-gnu-gcc",
        &[
            need("powerpc64le-linux-gnu-gcc", "gcc-powerpc64le-linux-gnu"),
            need("/usr/powerpc64le-linux-gnu/lib/crt1.o", "libc6-dev-ppc64el-cross"),
            need("qemu-ppc64le", "qemu-user"),
        ],
    ),
    linux(
        "x86_64-pc-windows-gnu",
        Runner::Wine,
        "x86_64-w64-mingw32-gcc",
        &[
            need("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64"),
            need("wine", "wine"),
            need("/usr/lib/wine/wine64", "wine64"),
        ],
    ),
    Target {
        depth: Depth::Run,
        runner: Runner::Wasi,
        needs: &[need("node", "nodejs")],
        ..checked("wasm32-wasip1")
    },
    Target {
        depth: Depth::Run,
        runner: Runner::Browser,
        needs: &[
            need("node", "nodejs"),
            need("chromium", "chromium"),
            need("chromedriver", "chromium-driver"),
        ],
        ..checked("wasm32-unknown-unknown")
    },
    bare("x86_64-unknown-none", SOFT),
    bare("thumbv6m-none-eabi", ""),
    bare("thumbv7em-none-eabi", ""),
    bare("riscv32imac-unknown-none-elf", ""),
    checked("aarch64-apple-darwin"),
    checked("aarch64-apple-ios"),
    checked("x86_64-pc-windows-msvc"),
    checked("x86_64-unknown-freebsd"),
    checked("x86_64-unknown-netbsd"),
    checked("x86_64-unknown-openbsd"),
    checked("x86_64-unknown-dragonfly"),
    checked("x86_64-unknown-illumos"),
    checked("aarch64-linux-android"),
    checked("x86_64-unknown-fuchsia"),
    // The flag is how `getrandom` is told that the firmware has a generator.
    Target { rustflags: "--cfg getrandom_backend=\"efi_rng\"", ..checked(UEFI) },
];

/// Its part of `std` is unstable, and with the flag `getrandom` uses it.
pub(super) const UEFI: &str = "x86_64-unknown-uefi";

pub(super) fn names() -> Vec<&'static str> {
    TARGETS.iter().map(|target| target.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(depth: Depth) -> usize {
        TARGETS.iter().filter(|target| target.depth == depth).count()
    }

    #[test]
    fn there_are_as_many_as_was_promised() {
        assert!(at(Depth::Run) >= 10 && TARGETS.len() >= 25, "{} run", at(Depth::Run));
        let mut names = names();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TARGETS.len());
    }

    #[test]
    fn what_runs_has_a_runner_and_nothing_else_does() {
        for target in TARGETS {
            assert_eq!(
                target.depth == Depth::Run,
                target.runner != Runner::None,
                "{}",
                target.name
            );
        }
    }

    /// The name of a processor for rustc, its compiler and its emulator: a row copied halfway is found.
    #[test]
    fn emulators_belong_to_their_linkers() {
        for target in TARGETS {
            let Runner::Qemu(processor, root) = target.runner else {
                continue;
            };
            let triple = root.strip_prefix("/usr/").unwrap();
            assert_eq!(target.linker, format!("{triple}-gcc"));
            let probes: Vec<&str> = target.needs.iter().map(|need| need.probe).collect();
            let expected = [
                target.linker.to_owned(),
                format!("{root}/lib/crt1.o"),
                format!("qemu-{processor}"),
            ];
            assert_eq!(probes, expected);
            assert!(target.needs[0].package == format!("gcc-{triple}"), "{triple}");
        }
    }

    #[test]
    fn depths_are_ordered() {
        assert!(Depth::Checked < Depth::Built && Depth::Built < Depth::Run);
        assert_eq!(Depth::ALL.map(|depth| depth.to_string()), ["checked", "built", "run"]);
    }
}
