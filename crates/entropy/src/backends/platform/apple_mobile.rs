//! iOS, iPadOS, tvOS, watchOS, visionOS and their simulators.
//!
//! getentropy(2) is in their kernels, but not in the public interface, and an application that names it is
//! refused by the App Store; so it is CommonCrypto's function, which SecRandomCopyBytes ends in as well. The
//! generator is corecrypto's, and takes its seed from the kernel's.

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "iOS, tvOS, watchOS, visionOS",
    interface: "CCRandomGenerateBytes",
    since: "iOS 8 (2014)",
    pool: "corecrypto's generator, seeded by the kernel's",
    limits: "none; a failure carries no code",
    may_be_predictable: false,
};
