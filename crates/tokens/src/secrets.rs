use rand_core::TryCryptoRng;

use crate::{
    Error, Passphrase, PasswordPolicy, Recipe, SecretArray, SecretBytes, SecretString,
    encoding::{Encoding, HEX, URLSAFE},
};

/// Tokens and passwords from any cryptographically secure generator.
///
/// It is implemented for every [`TryCryptoRng`], by value or behind a reference, sized or `dyn`: as some methods are generic, a function
/// without a type parameter takes `&mut dyn TryCryptoRng<Error = …>`, not `dyn Secrets`. Each method
/// has two forms: `try_x` returns every failure, and plain `x` panics where `try_x` would return one.
///
/// A secret is drawn into the memory in which it stays, encoded there, and wiped there when it is dropped.
/// Where the source fails, what had been drawn is wiped and nothing is returned.
///
/// # Examples
///
/// ```
/// use wellspring_entropy::System;
/// use wellspring_tokens::{Class, Otp, PasswordPolicy, Secrets};
///
/// let link = format!("https://example.com/reset={}", System.token_urlsafe(32).expose_secret());
/// let password = System.try_password(&PasswordPolicy::length(16).at_least(1, Class::Digit))?;
/// assert_eq!((link.len(), password.len(), System.mint(&Otp::SIX_DIGITS).len()), (69, 16, 6));
/// # Ok::<(), wellspring_tokens::Error<wellspring_entropy::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not mint secrets",
    label = "not a generator that secrets may come from",
    note = "`Secrets` comes with rand_core's `TryCryptoRng`: `SystemRandom`, `ThreadRng` and `KeyErasureRng` have it",
    note = "`ReproducibleRng` is for simulations, and whoever knows its seed knows its secrets: take `SystemRandom`",
    note = "methods draw by `&mut`: hand over `&mut rng`, not `&rng`; in an argument `&mut SystemRandom` will do"
)]
pub trait Secrets: TryCryptoRng {
    /// `n` random bytes: `8 n` bits of strength.
    ///
    /// # Panics
    ///
    /// If `n` bytes cannot be allocated or the source fails. [`try_token_bytes`](Self::try_token_bytes) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::Secrets;
    ///
    /// let key = System.token_bytes(32);
    /// assert_eq!(key.expose_secret().len(), 32);
    /// ```
    #[doc(alias = "randbytes")]
    #[must_use]
    #[track_caller]
    fn token_bytes(&mut self, n: usize) -> SecretBytes {
        ok::<_, _, Self>(self.try_token_bytes(n))
    }

    /// [`token_bytes`](Self::token_bytes), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`Error::TooLong`] if `n` bytes cannot be allocated, or the source's failure.
    fn try_token_bytes(&mut self, n: usize) -> Result<SecretBytes, Error<Self::Error>> {
        let mut bytes = SecretBytes::zeroed(n).ok_or(Error::TooLong { n })?;
        self.try_fill_bytes(bytes.as_mut()).map_err(Error::Source)?;
        Ok(bytes)
    }

    /// `N` random bytes as an array: a key of `8 N` bits.
    ///
    /// # Panics
    ///
    /// If `N` bytes cannot be allocated or the source fails. [`try_token_array`](Self::try_token_array) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::Secrets;
    ///
    /// let key = System.token_array::<16>();
    /// assert_eq!(key.expose_secret().len(), 16);
    /// ```
    #[doc(alias = "token_bytes_array", alias = "generate_key")]
    #[must_use]
    #[track_caller]
    fn token_array<const N: usize>(&mut self) -> SecretArray<N> {
        ok::<_, _, Self>(self.try_token_array())
    }

    /// [`token_array`](Self::token_array), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`Error::TooLong`] if `N` bytes cannot be allocated, or the source's failure.
    fn try_token_array<const N: usize>(&mut self) -> Result<SecretArray<N>, Error<Self::Error>> {
        let bytes = self.try_token_bytes(N)?;
        SecretArray::from_bytes(bytes).ok_or(Error::TooLong { n: N })
    }

    /// `n` random bytes as `2 n` lower-case hexadecimal digits: `8 n` bits of strength.
    ///
    /// # Panics
    ///
    /// If the text cannot be allocated or the source fails. [`try_token_hex`](Self::try_token_hex) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::Secrets;
    ///
    /// let token = System.token_hex(32);
    /// assert_eq!(token.expose_secret().len(), 64);
    /// ```
    #[doc(alias = "hexdigest")]
    #[must_use]
    #[track_caller]
    fn token_hex(&mut self, n: usize) -> SecretString {
        ok::<_, _, Self>(self.try_token_hex(n))
    }

    /// [`token_hex`](Self::token_hex), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`Error::TooLong`] if the text cannot be allocated, or the source's failure.
    fn try_token_hex(&mut self, n: usize) -> Result<SecretString, Error<Self::Error>> {
        text(HEX, n, self)
    }

    /// `n` random bytes as base64url without padding, `ceil(4 n / 3)` characters of `A-Z a-z 0-9 - _`: `8 n`
    /// bits of strength.
    ///
    /// # Panics
    ///
    /// If the text cannot be allocated or the source fails. [`try_token_urlsafe`](Self::try_token_urlsafe) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::Secrets;
    ///
    /// let token = System.token_urlsafe(32);
    /// assert_eq!(token.expose_secret().len(), 43);
    /// ```
    #[doc(alias = "token_base64")]
    #[must_use]
    #[track_caller]
    fn token_urlsafe(&mut self, n: usize) -> SecretString {
        ok::<_, _, Self>(self.try_token_urlsafe(n))
    }

    /// [`token_urlsafe`](Self::token_urlsafe), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`Error::TooLong`] if the text cannot be allocated, or the source's failure.
    fn try_token_urlsafe(&mut self, n: usize) -> Result<SecretString, Error<Self::Error>> {
        text(URLSAFE, n, self)
    }

    /// A password that satisfies `policy`; every one that does has the same probability.
    ///
    /// The passwords are counted for each call. For many of them make a [`PasswordSet`](crate::PasswordSet) once, and
    /// [`mint`](Self::mint) from that.
    ///
    /// # Panics
    ///
    /// If no password satisfies `policy`, or it is too complex to count, or the source fails. [`try_password`](Self::try_password) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{Class, PasswordPolicy, Secrets};
    ///
    /// let policy = PasswordPolicy::length(12).at_least(2, Class::Digit).without(Class::Symbol);
    /// let password = System.password(&policy);
    /// assert_eq!(password.expose_secret().len(), 12);
    /// ```
    #[doc(alias = "generate_password")]
    #[must_use]
    #[track_caller]
    fn password(&mut self, policy: &PasswordPolicy) -> SecretString {
        ok::<_, _, Self>(self.try_password(policy))
    }

    /// [`password`](Self::password), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`Error::Policy`] if no password satisfies `policy` or it is too complex to count, [`Error::TooLong`] if a password
    /// cannot be allocated, or the source's failure.
    fn try_password(
        &mut self,
        policy: &PasswordPolicy,
    ) -> Result<SecretString, Error<Self::Error>> {
        policy.to_set()?.try_mint(self)
    }

    /// A passphrase, each one of the recipe's with the same probability.
    ///
    /// # Panics
    ///
    /// If the text cannot be allocated or the source fails. [`try_passphrase`](Self::try_passphrase) returns that as an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use wellspring_entropy::System;
    /// use wellspring_tokens::{Passphrase, PassphraseOptions, Secrets, WordList};
    ///
    /// let list = WordList::new(["correct", "horse", "battery", "staple"])?;
    /// let recipe = Passphrase::new(&list, PassphraseOptions::words(4))?;
    /// let passphrase = System.passphrase(&recipe);
    /// assert_eq!(passphrase.expose_secret().split('-').count(), 4);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "diceware")]
    #[must_use]
    #[track_caller]
    fn passphrase(&mut self, recipe: &Passphrase) -> SecretString {
        self.mint(recipe)
    }

    /// [`passphrase`](Self::passphrase), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// [`Error::TooLong`] if the text cannot be allocated, or the source's failure.
    fn try_passphrase(&mut self, recipe: &Passphrase) -> Result<SecretString, Error<Self::Error>> {
        self.try_mint(recipe)
    }

    /// What `recipe` describes: a passphrase, a code, an API key and whatever else implements [`Recipe`].
    ///
    /// # Panics
    ///
    /// If the source fails, or the text cannot be allocated. [`try_mint`](Self::try_mint) returns that as an error.
    #[must_use]
    #[track_caller]
    fn mint<T: Recipe + ?Sized>(&mut self, recipe: &T) -> T::Minted {
        ok::<_, _, Self>(self.try_mint(recipe))
    }

    /// [`mint`](Self::mint), with errors instead of panics.
    ///
    /// # Errors
    ///
    /// The source's failure, or [`Error::TooLong`] if the text cannot be allocated.
    fn try_mint<T: Recipe + ?Sized>(
        &mut self,
        recipe: &T,
    ) -> Result<T::Minted, Error<Self::Error>> {
        recipe.try_mint(self)
    }
}

// A bound that is not met is told of `Secrets`, not of what rand_core would have needed for it.
#[diagnostic::do_not_recommend]
impl<R: TryCryptoRng + ?Sized> Secrets for R {}

/// `n` random bytes as text: drawn at the end of the memory that the text then fills.
fn text<R: TryCryptoRng + ?Sized>(
    encoding: Encoding,
    n: usize,
    rng: &mut R,
) -> Result<SecretString, Error<R::Error>> {
    let len = encoding.encoded_len(n);
    let mut text = SecretBytes::zeroed(len).ok_or(Error::TooLong { n })?;
    let (_, tail) = text.as_mut().split_at_mut(len - n);
    rng.try_fill_bytes(tail).map_err(Error::Source)?;
    encoding.write_in_place(n, text.as_mut());
    Ok(SecretString::from_ascii(text))
}

/// The plain form of a method: what its `try_` twin returns, or a panic that names the source `R`.
#[track_caller]
fn ok<T, E: core::error::Error, R: ?Sized>(result: Result<T, Error<E>>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => refuse(&error, core::any::type_name::<R>()),
    }
}

#[cold]
#[track_caller]
#[allow(clippy::panic, reason = "the documented behaviour of the plain forms")]
fn refuse(error: &dyn core::fmt::Display, source: &str) -> ! {
    panic!("{error} (drawing from {source})")
}
