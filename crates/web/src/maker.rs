use core::error::Error;

use wellspring::{
    Bits, Capital, Class, Gate, KeyFormat, Passphrase, PassphraseOptions, PasswordPolicy,
    PasswordSet, Place, Recipe, SecretString, TokenError, UnixMillis, Uuid, UuidV4, UuidV7,
    WordList, tokens::rand_core::TryCryptoRng,
};

use crate::verdict;

/// Something that the page makes: described and checked once, then drawn as often as a button is pressed.
///
/// # Examples
///
/// ```
/// use wellspring::SystemRandom;
/// use wellspring_web::Maker;
///
/// let maker = Maker::rules("required: upper; required: digit; minlength: 12; maxlength: 12")?;
/// assert_eq!(maker.mint(&mut SystemRandom, 0)?.len(), 12);
///
/// let refused = Maker::rules("required: kittens").unwrap_err();
/// assert!(refused.to_string().starts_with("`kittens` at byte 10 is no class"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Maker {
    kind: Kind,
}

/// What a password is made of, as the boxes of the page say it.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a box to tick")]
pub struct PasswordChoices {
    /// In characters.
    pub length: usize,
    /// `a` to `z`.
    pub lower: bool,
    /// `A` to `Z`.
    pub upper: bool,
    /// `0` to `9`.
    pub digit: bool,
    /// The 32 of ASCII.
    pub symbol: bool,
    /// At least one of each class that is chosen.
    pub each: bool,
    /// None of [`PasswordPolicy::AMBIGUOUS`].
    pub unambiguous: bool,
}

/// Why there is no [`Maker`], in words for the page.
pub type Refusal = Box<dyn Error>;

#[derive(Debug)]
enum Kind {
    Password(PasswordSet),
    Passphrase(Passphrase),
    ApiKey(KeyFormat),
    UuidV4,
    UuidV7,
}

impl Maker {
    /// Passwords by length and classes.
    ///
    /// # Errors
    ///
    /// No class, or a length that is not allowed or too short for one of each.
    pub fn password(choices: PasswordChoices) -> Result<Self, Refusal> {
        let PasswordChoices { length, lower, upper, digit, symbol, each, unambiguous } = choices;
        let ticked = [lower, upper, digit, symbol];
        if !ticked.contains(&true) {
            return Err("no characters are chosen: tick at least one kind".into());
        }
        let mut policy = PasswordPolicy::length(length);
        for (class, ticked) in Class::ALL.into_iter().zip(ticked) {
            policy = match ticked {
                false => policy.without(class),
                true if each => policy.at_least(1, class),
                true => policy,
            };
        }
        if unambiguous {
            policy = policy.without_ambiguous();
        }
        Ok(Self { kind: Kind::Password(policy.to_set()?) })
    }

    /// Passwords by the rules of a site, as in the attribute `passwordrules` of HTML; never with a space, which forms trim.
    ///
    /// # Errors
    ///
    /// Text that is not in that syntax, or rules that no password keeps.
    pub fn rules(rules: &str) -> Result<Self, Refusal> {
        let policy: PasswordPolicy = rules.parse()?;
        Ok(Self { kind: Kind::Password(policy.without(" ").to_set()?) })
    }

    /// Passphrases of `words` words of EFF's long list.
    ///
    /// `capital` makes the first letter of each word one, which adds no strength; `digit` puts one behind a word that is drawn.
    ///
    /// # Errors
    ///
    /// A number of words that is not allowed, or a separator that is too long or could be taken for what a word has.
    pub fn passphrase(
        words: usize,
        separator: &str,
        capital: bool,
        digit: bool,
    ) -> Result<Self, Refusal> {
        let mut options = PassphraseOptions::words(words).separator(separator);
        if capital {
            options = options.capital(Capital::FirstLetters);
        }
        if digit {
            options = options.digits(1, Place::RandomWord);
        }
        Ok(Self { kind: Kind::Passphrase(Passphrase::new(&WordList::eff_long(), options)?) })
    }

    /// API keys of base62 with a checksum, whose payload has at least `bits` bits.
    ///
    /// # Errors
    ///
    /// A prefix that scanners would not find, or a payload that is too short or too long.
    pub fn api_key(prefix: &str, bits: u32) -> Result<Self, Refusal> {
        Ok(Self { kind: Kind::ApiKey(KeyFormat::try_new(prefix)?.try_payload_bits(bits)?) })
    }

    /// UUIDs of version 4 or 7.
    ///
    /// # Errors
    ///
    /// Another version.
    pub fn uuid(version: u8) -> Result<Self, Refusal> {
        let kind = match version {
            4 => Kind::UuidV4,
            7 => Kind::UuidV7,
            other => return Err(format!("version {other} is not made here, 4 and 7 are").into()),
        };
        Ok(Self { kind })
    }

    /// The strength of each.
    #[must_use]
    pub fn bits(&self) -> Bits {
        match &self.kind {
            Kind::Password(set) => set.bits(),
            Kind::Passphrase(passphrase) => passphrase.bits(),
            Kind::ApiKey(format) => format.bits(),
            Kind::UuidV4 => UuidV4.bits(),
            Kind::UuidV7 => UuidV7::at(UnixMillis::MAX).bits(),
        }
    }

    /// What its strength is good for; of a UUID, whose bits keep names apart, that it is no secret.
    #[must_use]
    pub fn verdict(&self) -> String {
        match &self.kind {
            Kind::UuidV4 | Kind::UuidV7 => format!(
                "A name, not a secret, however many bits it has: they keep names apart. What must not be guessed is another kind ({}).",
                Gate::ASVS_UNGUESSABLE.section()
            ),
            _ => verdict(self.bits()),
        }
    }

    /// What scanners look for, of API keys.
    #[must_use]
    pub fn scanner_regex(&self) -> Option<String> {
        match &self.kind {
            Kind::ApiKey(format) => Some(format.scanner_regex()),
            _ => None,
        }
    }

    /// Draws one; `now` is the time in milliseconds since 1970, which UUIDs of version 7 start with.
    ///
    /// # Errors
    ///
    /// The source's failure, or a time that no UUID can hold.
    pub fn mint<R>(&self, rng: &mut R, now: u64) -> Result<SecretString, Refusal>
    where
        R: TryCryptoRng<Error = wellspring::SourceError>,
    {
        fn boxed(error: TokenError) -> Refusal {
            error.into()
        }
        match &self.kind {
            Kind::Password(set) => set.try_mint(rng).map_err(boxed),
            Kind::Passphrase(passphrase) => passphrase.try_mint(rng).map_err(boxed),
            Kind::ApiKey(format) => {
                let key = format.try_mint(rng).map_err(boxed)?;
                Ok(SecretString::from(Box::<str>::from(key.expose_secret())))
            }
            Kind::UuidV4 => UuidV4.try_mint(rng).map_err(boxed).map(text),
            Kind::UuidV7 => {
                let recipe = UuidV7::at(UnixMillis::new(now)?);
                recipe.try_mint(rng).map_err(boxed).map(text)
            }
        }
    }
}

/// Of exactly the length, so that no shorter copy is left behind.
fn text(id: Uuid) -> SecretString {
    Box::<str>::from(&*id.to_text()).into()
}

#[cfg(test)]
mod tests;
