//! What is known of each system's interface, and which system this build is for.
//!
//! Every file is compiled on every target: they are words, a test on one machine can then read them all, and what
//! nobody asks for is not in the program.

mod aix;
mod android;
mod apple_mobile;
mod browser;
mod cygwin;
mod dragonfly;
mod emscripten;
mod esp_idf;
mod freebsd;
mod fuchsia;
mod haiku;
mod hermit;
mod hurd;
mod illumos;
mod linux;
mod linux_libc;
mod macos;
mod motor;
mod netbsd;
mod nintendo_3ds;
mod none;
mod openbsd;
mod overridden;
mod qnx;
mod redox;
mod sgx;
mod solaris;
mod solid;
mod uefi;
mod vita;
mod vxworks;
mod wasi_p1;
mod wasi_p2;
mod windows;
mod windows_7;

use crate::sys;

/// A system's source of randomness in words: for reports, error messages and the curious.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::backends::Platform;
///
/// let here = Platform::current();
/// println!("{}: {} ({})", here.system, here.interface, here.limits);
/// assert!(!here.may_be_predictable);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Platform {
    /// The operating system, or what stands in its place.
    pub system: &'static str,
    /// The interface that the bytes come through, in the words of its own documentation.
    pub interface: &'static str,
    /// The first version of the system that has it.
    pub since: &'static str,
    /// The generator behind it.
    pub pool: &'static str,
    /// How much a call gives, when it waits and how it can fail. Nobody who calls this crate needs to heed
    /// it: longer requests are made in pieces.
    pub limits: &'static str,
    /// Whether the interface is known to answer, in circumstances that `limits` names, with bytes that can be
    /// predicted, and to report success. Nothing on our side can tell. A program for such a system should register
    /// a backend of its own.
    pub may_be_predictable: bool,
}

impl Platform {
    /// Every system that this crate knows, the last one being "none of these".
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::backends::Platform;
    ///
    /// assert!(Platform::ALL.contains(Platform::current()));
    /// let doubtful = Platform::ALL.iter().filter(|platform| platform.may_be_predictable);
    /// assert!(doubtful.map(|platform| platform.system).count() < Platform::ALL.len());
    /// ```
    pub const ALL: &'static [Self] = &[
        linux::PLATFORM,
        linux_libc::PLATFORM,
        android::PLATFORM,
        macos::PLATFORM,
        apple_mobile::PLATFORM,
        windows::PLATFORM,
        windows_7::PLATFORM,
        freebsd::PLATFORM,
        dragonfly::PLATFORM,
        netbsd::PLATFORM,
        openbsd::PLATFORM,
        illumos::PLATFORM,
        solaris::PLATFORM,
        fuchsia::PLATFORM,
        wasi_p1::PLATFORM,
        wasi_p2::PLATFORM,
        browser::PLATFORM,
        emscripten::PLATFORM,
        uefi::PLATFORM,
        hermit::PLATFORM,
        haiku::PLATFORM,
        redox::PLATFORM,
        qnx::PLATFORM,
        aix::PLATFORM,
        hurd::PLATFORM,
        cygwin::PLATFORM,
        vxworks::PLATFORM,
        solid::PLATFORM,
        esp_idf::PLATFORM,
        nintendo_3ds::PLATFORM,
        vita::PLATFORM,
        sgx::PLATFORM,
        motor::PLATFORM,
        overridden::PLATFORM,
        none::PLATFORM,
    ];

    /// The system that this build is for, as [`System`](crate::System) uses it.
    ///
    /// A backend that the application registered is not looked at.
    #[must_use]
    pub const fn current() -> &'static Self {
        if sys::NATIVE { &linux::PLATFORM } else { portable() }
    }

    pub(super) const fn of_getrandom() -> &'static Self {
        portable()
    }
}

/// The row for what the `getrandom` crate does on this target: the order is that of its src/backends.rs.
const fn portable() -> &'static Platform {
    const OVERRIDDEN: bool = cfg!(any(
        getrandom_backend = "custom",
        getrandom_backend = "extern_impl",
        getrandom_backend = "linux_getrandom",
        getrandom_backend = "linux_raw",
        getrandom_backend = "rdrand",
        getrandom_backend = "rndr",
        getrandom_backend = "unsupported",
        getrandom_backend = "windows_legacy",
    ));
    macro_rules! first {
        ($($condition:expr => $row:ident,)+) => {
            $(if $condition { &$row::PLATFORM } else)+ { &none::PLATFORM }
        };
    }
    first! {
        !super::portable::LINKED => none,
        OVERRIDDEN => overridden,
        cfg!(target_os = "uefi") => uefi,
        cfg!(target_os = "linux") => linux_libc,
        cfg!(target_os = "android") => android,
        cfg!(target_os = "espidf") => esp_idf,
        cfg!(target_os = "haiku") => haiku,
        cfg!(target_os = "redox") => redox,
        cfg!(target_os = "nto") => qnx,
        cfg!(target_os = "aix") => aix,
        cfg!(target_os = "macos") => macos,
        cfg!(target_os = "openbsd") => openbsd,
        cfg!(target_os = "vita") => vita,
        cfg!(target_os = "emscripten") => emscripten,
        cfg!(target_os = "dragonfly") => dragonfly,
        cfg!(target_os = "freebsd") => freebsd,
        cfg!(target_os = "hurd") => hurd,
        cfg!(target_os = "illumos") => illumos,
        cfg!(target_os = "cygwin") => cygwin,
        cfg!(target_os = "horizon") => nintendo_3ds,
        cfg!(target_os = "solaris") => solaris,
        cfg!(target_os = "netbsd") => netbsd,
        cfg!(target_os = "fuchsia") => fuchsia,
        cfg!(target_vendor = "apple") => apple_mobile,
        cfg!(all(target_os = "wasi", target_env = "p1")) => wasi_p1,
        cfg!(target_os = "wasi") => wasi_p2,
        cfg!(target_os = "hermit") => hermit,
        cfg!(target_os = "motor") => motor,
        cfg!(target_os = "vxworks") => vxworks,
        cfg!(target_os = "solid_asp3") => solid,
        cfg!(all(windows, target_vendor = "win7")) => windows_7,
        cfg!(windows) => windows,
        cfg!(target_env = "sgx") => sgx,
        cfg!(target_family = "wasm") => browser,
    }
}
