use core::fmt;

use super::Bits;

/// The least strength that a standard asks for, and where it does.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{Bits, Gate};
///
/// let token = Bits::of_text(64, 22);
/// assert!(token.satisfies(Gate::ASVS_SESSION));
///
/// let code = Bits::of_text(10, 6);
/// assert!(!code.satisfies(Gate::ASVS_LOOKUP_SECRET));
/// assert!(code.satisfies(Gate::ASVS_LOOKUP_SECRET_OR_SIX_DIGITS));
/// ```
///
/// A strength, and what it is good for:
///
/// ```
/// use wellspring_tokens::{Bits, Gate};
///
/// let good_for = |bits: Bits, gates: &[Gate]| gates.iter().filter(|gate| bits.satisfies(**gate)).count();
/// let plain_hash = [Gate::ASVS_PLAIN_HASH, Gate::NIST_PLAIN_HASH];
/// assert_eq!((good_for(Bits::new(111), &plain_hash), good_for(Bits::new(112), &plain_hash)), (0, 2));
///
/// let codes = [Gate::NIST_LOOKUP_SECRET, Gate::NIST_LOOKUP_SECRET_OR_SIX_DIGITS, Gate::NIST_UNLIMITED_ATTEMPTS];
/// assert_eq!(good_for(Bits::of_text(10, 6), &codes), 1, "the one that names six digits");
/// assert_eq!(good_for(Bits::of_text(10, 7), &codes), 2, "as long as attempts are limited");
/// assert_eq!(good_for(Bits::of_text(10, 20), &codes), 3);
///
/// assert!(Bits::new(160).satisfies(Gate::RFC_6749_TOKEN));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gate {
    minimum: Bits,
    /// One strength that passes although it is below the minimum, because the standard names it.
    exception: Option<Bits>,
    section: &'static str,
    purpose: &'static str,
}

/// Six decimal digits, 19.93 bits: what is called "20 bits".
const SIX_DIGITS: Bits = Bits::of_count(1_000_000);

/// OWASP's Application Security Verification Standard 5.0 (May 2025).
impl Gate {
    /// ASVS 5.0, 7.2.3: reference tokens for sessions "possess at least 128 bits of entropy".
    pub const ASVS_SESSION: Self = Self::new(128, "OWASP ASVS 5.0, 7.2.3", "a session token");

    /// ASVS 5.0, 6.5.4: look-up secrets and out-of-band codes have "a minimum of 20 bits of entropy".
    ///
    /// Six digits have 19.93 bits and do not pass. The requirement goes on to call them sufficient: whoever wants that writes
    /// [`ASVS_LOOKUP_SECRET_OR_SIX_DIGITS`](Self::ASVS_LOOKUP_SECRET_OR_SIX_DIGITS).
    pub const ASVS_LOOKUP_SECRET: Self =
        Self::new(20, "OWASP ASVS 5.0, 6.5.4", "a look-up secret or out-of-band code");

    /// ASVS 5.0, 6.5.4, with its own exception: "typically […] 6 random digits is sufficient".
    ///
    /// 20 bits or more pass, and exactly the strength of six random digits; nothing else between. Exactly: as `Bits::of_text(10, 6)`,
    /// `Bits::of_count(1_000_000)` and [`Otp`](crate::Otp) have it. Two times three digits, added up by [`Bits::plus`], are rounded down twice and do not pass.
    pub const ASVS_LOOKUP_SECRET_OR_SIX_DIGITS: Self = Self::ASVS_LOOKUP_SECRET.or_six_digits();

    /// ASVS 5.0, 6.5.2: a stored look-up secret may be hashed by a standard hash function "if the secret has 112 bits of entropy
    /// or more", and otherwise takes a password hash with a salt.
    pub const ASVS_PLAIN_HASH: Self =
        Self::new(112, "OWASP ASVS 5.0, 6.5.2", "storage by a plain hash");

    /// ASVS 5.0, 11.5.1: what is "intended to be non-guessable" has "at least 128 bits of entropy. Note that UUIDs do not
    /// respect this condition": version 4 has 122.
    pub const ASVS_UNGUESSABLE: Self =
        Self::new(128, "OWASP ASVS 5.0, 11.5.1", "a value that must not be guessed");
}

/// NIST SP 800-63B: revision 4 (SP 800-63B-4, July 2025) unless revision 3 is named.
impl Gate {
    /// SP 800-63B-4, 5.1: secrets for session binding "are at least 64 bits in length". Revision 3, 7.1 said "at least 64 bits of
    /// entropy".
    pub const NIST_SESSION: Self = Self::new(64, "NIST SP 800-63B-4, 5.1", "a session secret");

    /// SP 800-63B revision 3, 5.1.2.1 and 5.1.3.2: look-up secrets and out-of-band codes have "at least 20 bits of entropy".
    ///
    /// Six digits have 19.93 bits and do not pass. Revision 4 asks for digits instead:
    /// [`NIST_LOOKUP_SECRET_OR_SIX_DIGITS`](Self::NIST_LOOKUP_SECRET_OR_SIX_DIGITS).
    pub const NIST_LOOKUP_SECRET: Self = Self::new(
        20,
        "NIST SP 800-63B revision 3, 5.1.2.1",
        "a look-up secret or out-of-band code",
    );

    /// SP 800-63B-4, 3.1.2.1 and 3.1.3.2: look-up secrets and out-of-band codes are "at least six decimal digits (or equivalent)
    /// in length".
    ///
    /// 20 bits or more pass, and exactly the strength of six random digits, as for
    /// [`ASVS_LOOKUP_SECRET_OR_SIX_DIGITS`](Self::ASVS_LOOKUP_SECRET_OR_SIX_DIGITS). Attempts at them have to be limited.
    pub const NIST_LOOKUP_SECRET_OR_SIX_DIGITS: Self =
        Self { section: "NIST SP 800-63B-4, 3.1.2.1", ..Self::NIST_LOOKUP_SECRET.or_six_digits() };

    /// SP 800-63B-4, 3.1.2.2: look-up secrets below 112 bits are stored by a salted password hash.
    pub const NIST_PLAIN_HASH: Self =
        Self::new(112, "NIST SP 800-63B-4, 3.1.2.2", "storage by a plain hash");

    /// SP 800-63B-4, 3.1.3.2: for an out-of-band secret of "less than 64 bits" the verifier limits the rate of attempts.
    pub const NIST_UNLIMITED_ATTEMPTS: Self =
        Self::new(64, "NIST SP 800-63B-4, 3.1.3.2", "a code whose attempts are not limited");

    /// SP 800-63B-4, 4.2.1.1: a saved recovery code has "at least 64 bits from an approved random bit generator".
    pub const NIST_RECOVERY_CODE: Self =
        Self::new(64, "NIST SP 800-63B-4, 4.2.1.1", "a saved recovery code");
}

/// RFCs.
impl Gate {
    /// RFC 4226, section 4, R6: the shared secret of HOTP, and so of TOTP, has "at least 128 bits".
    pub const RFC_4226_SECRET: Self =
        Self::new(128, "RFC 4226, section 4, R6", "the shared secret of one-time passwords");

    /// RFC 6749, section 10.10: a generated OAuth token is guessed with a probability of at most 2^-128 ("and SHOULD be less than or equal
    /// to 2^(-160)").
    pub const RFC_6749_TOKEN: Self = Self::new(128, "RFC 6749, section 10.10", "an OAuth token");
}

impl Gate {
    const fn new(bits: u32, section: &'static str, purpose: &'static str) -> Self {
        Self { minimum: Bits::new(bits), exception: None, section, purpose }
    }

    const fn or_six_digits(self) -> Self {
        Self { exception: Some(SIX_DIGITS), ..self }
    }

    /// The least number of bits that passes, exceptions aside.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{Bits, Gate};
    ///
    /// let gate = Gate::RFC_4226_SECRET;
    /// assert_eq!(gate.minimum(), Bits::new(128));
    /// assert_eq!(gate.section(), "RFC 4226, section 4, R6");
    /// assert_eq!(gate.purpose(), "the shared secret of one-time passwords");
    /// ```
    #[must_use]
    pub const fn minimum(self) -> Bits {
        self.minimum
    }

    /// The standard and its section.
    #[must_use]
    pub const fn section(self) -> &'static str {
        self.section
    }

    /// What has to have the strength, as it reads after "for".
    #[must_use]
    pub const fn purpose(self) -> &'static str {
        self.purpose
    }

    pub(super) const fn lets_pass(self, bits: Bits) -> bool {
        let named = match self.exception {
            Some(exception) => exception.units == bits.units,
            None => false,
        };
        named || bits.units >= self.minimum.units
    }
}

/// A strength is below what a standard asks for.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::{Bits, Gate};
///
/// let weak = Bits::of_text(10, 6).require(Gate::NIST_SESSION).unwrap_err();
/// assert_eq!(
///     weak.to_string(),
///     "the strength is 19.9 bits, NIST SP 800-63B-4, 5.1 asks for 64 for a session secret"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TooWeak {
    pub(super) bits: Bits,
    pub(super) gate: Gate,
}

impl TooWeak {
    /// The strength that was found.
    #[must_use]
    pub const fn bits(self) -> Bits {
        self.bits
    }

    /// The gate that stayed shut.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::{Bits, Gate};
    ///
    /// let weak = Bits::new(64).require(Gate::ASVS_SESSION).unwrap_err();
    /// assert_eq!((weak.bits(), weak.gate()), (Bits::new(64), Gate::ASVS_SESSION));
    /// ```
    #[must_use]
    pub const fn gate(self) -> Gate {
        self.gate
    }
}

impl fmt::Display for TooWeak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bits, gate: Gate { minimum, section, purpose, .. } } = self;
        write!(f, "the strength is {bits:.1} bits, {section} asks for {minimum:.0} for {purpose}")
    }
}

impl core::error::Error for TooWeak {}
