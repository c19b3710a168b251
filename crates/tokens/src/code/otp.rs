use core::num::NonZero;

use rand_core::TryCryptoRng;
use wellspring_dist::Dice;

use super::{CodeError, error::within};
use crate::{
    Bits, Error, Recipe, SecretBytes, SecretString,
    spelling::{self, Run},
};

/// The recipe for codes of decimal digits: one-time passwords that are sent, PINs. Zeros in front stay.
///
/// # Security
///
/// Six digits are found by one in half a million guesses on average: attempts have to be few, and the code short-lived (NIST SP 800-63B-4, 3.2.2
/// and 3.1.3.2). Whether they do as a look-up secret is for [`Gate`](crate::Gate) to say:
/// [`ASVS_LOOKUP_SECRET_OR_SIX_DIGITS`](crate::Gate::ASVS_LOOKUP_SECRET_OR_SIX_DIGITS).
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Gate, Otp, Recipe, Secrets};
///
/// let code = System.mint(&Otp::SIX_DIGITS);
/// assert_eq!(code.expose_secret().len(), 6);
/// let weak = Otp::SIX_DIGITS.bits().require(Gate::ASVS_LOOKUP_SECRET).unwrap_err();
/// assert!(weak.to_string().starts_with("the strength is 19.9 bits"));
/// Otp::digits(7)?.bits().require(Gate::ASVS_LOOKUP_SECRET)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(alias = "Pin", alias = "pin")]
pub struct Otp {
    digits: usize,
}

impl Otp {
    /// The most digits.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_tokens::Otp;
    ///
    /// assert!(Otp::digits(Otp::MAX_DIGITS).is_ok() && Otp::digits(Otp::MAX_DIGITS + 1).is_err());
    /// ```
    pub const MAX_DIGITS: usize = 128;

    /// The usual six: 19.93 bits.
    pub const SIX_DIGITS: Self = Self { digits: 6 };

    /// Codes of so many digits.
    ///
    /// # Errors
    ///
    /// [`CodeError::OutOfRange`] if there are none or more than [`MAX_DIGITS`](Self::MAX_DIGITS).
    pub const fn digits(digits: usize) -> Result<Self, CodeError> {
        match within("digits", digits, 1, Self::MAX_DIGITS) {
            Ok(digits) => Ok(Self { digits }),
            Err(error) => Err(error),
        }
    }
}

impl Recipe for Otp {
    type Minted = SecretString;

    fn bits(&self) -> Bits {
        Bits::of_text(10, self.digits)
    }

    fn try_mint<R: TryCryptoRng + ?Sized>(
        &self,
        rng: &mut R,
    ) -> Result<SecretString, Error<R::Error>> {
        const TEN: NonZero<u32> = NonZero::<u32>::MIN.saturating_add(9);
        let n = self.digits;
        let mut code = SecretBytes::zeroed(n).ok_or(Error::TooLong { n })?;
        let mut places = code.as_mut().iter_mut();
        Dice::new(TEN)
            .try_each(rng, n, |digit| {
                let [digit, ..] = digit.to_le_bytes();
                if let Some(place) = places.next() {
                    *place = digit;
                }
            })
            .map_err(Error::Source)?;
        spelling::spell(&[Run::of(b'0')], code.as_mut());
        Ok(SecretString::from_ascii(code))
    }
}
