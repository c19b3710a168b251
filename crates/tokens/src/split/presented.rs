use alloc::boxed::Box;
use core::fmt;

use super::{RAW_LEN, Refused, RefusedReason, Selector, halves};
use crate::{SecretBytes, encoding::URLSAFE};

/// A token as somebody sent it: well-formed, and not yet verified.
///
/// [`selector`](Self::selector) is what the row is looked up by. The verifier does not come out; it is wiped when this is
/// dropped.
///
/// # Examples
///
/// ```
/// use wellspring_tokens::PresentedToken;
///
/// let text = "BwcHBwcHBwcHBwcHBwcHBwkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJ";
/// let presented = PresentedToken::parse(text)?;
/// assert_eq!(presented.selector().as_bytes(), &[7; 16]);
/// assert_eq!(format!("{presented:?}"), "PresentedToken(BwcHBwcHBwcHBwcHBwcHBw.[REDACTED])");
/// # Ok::<(), wellspring_tokens::Refused>(())
/// ```
///
/// What would leak does not compile: `==`, `Display`, `Clone`, `AsRef`, `Deref`.
///
/// ```compile_fail,E0369
/// # use wellspring_tokens::PresentedToken;
/// let equal = |a: PresentedToken, b: PresentedToken| a == b;
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::PresentedToken;
/// let print = |a: PresentedToken| format!("{a}");
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::PresentedToken;
/// fn clone<T: Clone>() {}
/// clone::<PresentedToken>();
/// ```
/// ```compile_fail,E0277
/// # use wellspring_tokens::PresentedToken;
/// fn bytes<T: AsRef<[u8]>>() {}
/// bytes::<PresentedToken>();
/// ```
/// ```compile_fail,E0614
/// # use wellspring_tokens::PresentedToken;
/// let text = |a: PresentedToken| (*a).len();
/// ```
pub struct PresentedToken {
    raw: SecretBytes,
}

impl PresentedToken {
    /// From the text: exactly 64 characters of base64url, without spaces, padding or a line's end.
    ///
    /// # Errors
    ///
    /// [`Refused`] for [`RefusedReason::Malformed`]; it does not say where.
    ///
    /// # Security
    ///
    /// The time does not depend on the characters. `text` itself is the caller's to wipe.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let mut raw = SecretBytes::from(Box::<[u8]>::from([0; RAW_LEN]));
        let malformed = |_| Refused::because(RefusedReason::Malformed);
        URLSAFE.decode(text, raw.as_mut()).map_err(malformed)?;
        Ok(Self { raw })
    }

    /// The public half.
    #[must_use]
    pub fn selector(&self) -> Selector {
        self.halves().0
    }

    pub(super) fn halves(&self) -> (Selector, &[u8]) {
        halves(self.raw.expose_secret())
    }
}

impl fmt::Debug for PresentedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PresentedToken({}.[REDACTED])", self.selector())
    }
}

impl zeroize::ZeroizeOnDrop for PresentedToken {}
