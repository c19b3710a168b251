//! What JavaScript sees. Secrets leave as strings of JavaScript, which are made from the memory in which the secret was drawn; that is
//! wiped before the call returns. What becomes of the string is JavaScript's affair: the page keeps it in one place and lets it go.

#![allow(clippy::use_self, reason = "wasm-bindgen wants the names of its types")]
#![allow(
    unnameable_types,
    unreachable_pub,
    reason = "JavaScript is where these are reached and named from"
)]

use wasm_bindgen::{JsError, JsValue, prelude::wasm_bindgen};
use wellspring::SystemRandom;

use crate::{Maker, PasswordChoices, Refusal, Uniformity, Way, count};

/// Something to make, of which each call of `mint` draws one.
#[wasm_bindgen(js_name = Recipe)]
#[derive(Debug)]
pub struct JsRecipe(Maker);

#[wasm_bindgen(js_class = Recipe)]
impl JsRecipe {
    #[allow(clippy::fn_params_excessive_bools, reason = "each is a box to tick")]
    pub fn password(
        length: usize,
        lower: bool,
        upper: bool,
        digit: bool,
        symbol: bool,
        each: bool,
        unambiguous: bool,
    ) -> Result<JsRecipe, JsError> {
        let choices = PasswordChoices { length, lower, upper, digit, symbol, each, unambiguous };
        Maker::password(choices).map(Self).map_err(thrown)
    }

    pub fn rules(rules: &str) -> Result<JsRecipe, JsError> {
        Maker::rules(rules).map(Self).map_err(thrown)
    }

    pub fn passphrase(
        words: usize,
        separator: &str,
        capital: bool,
        digit: bool,
    ) -> Result<JsRecipe, JsError> {
        Maker::passphrase(words, separator, capital, digit).map(Self).map_err(thrown)
    }

    #[wasm_bindgen(js_name = apiKey)]
    pub fn api_key(prefix: &str, bits: u32) -> Result<JsRecipe, JsError> {
        Maker::api_key(prefix, bits).map(Self).map_err(thrown)
    }

    pub fn uuid(version: u8) -> Result<JsRecipe, JsError> {
        Maker::uuid(version).map(Self).map_err(thrown)
    }

    /// The strength in bits.
    pub fn bits(&self) -> f64 {
        self.0.bits().as_f64()
    }

    /// The same with two decimals, rounded down.
    #[wasm_bindgen(js_name = bitsText)]
    pub fn bits_text(&self) -> String {
        format!("{:.2}", self.0.bits())
    }

    /// How many are equally likely: `[mantissa, exponent]` of ten.
    pub fn count(&self) -> Vec<f64> {
        let (mantissa, exponent) = count(self.0.bits());
        vec![mantissa, exponent.into()]
    }

    pub fn verdict(&self) -> String {
        self.0.verdict()
    }

    /// What scanners look for, of API keys.
    #[wasm_bindgen(js_name = scannerRegex)]
    pub fn scanner_regex(&self) -> Option<String> {
        self.0.scanner_regex()
    }

    /// `now` is `Date.now()`.
    #[wasm_bindgen(unchecked_return_type = "string")]
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "as checked")]
    pub fn mint(&self, now: f64) -> Result<JsValue, JsError> {
        let secret = self.0.mint(&mut SystemRandom, now as u64).map_err(thrown)?;
        Ok(JsValue::from_str(secret.expose_secret()))
    }
}

/// A histogram of numbers below `n`.
#[wasm_bindgen(js_name = Uniformity)]
#[derive(Debug)]
pub struct JsUniformity(Uniformity);

#[wasm_bindgen(js_class = Uniformity)]
impl JsUniformity {
    #[wasm_bindgen(constructor)]
    pub fn new(n: u32, biased: bool) -> Result<JsUniformity, JsError> {
        let way = if biased { Way::ByteModulo } else { Way::Below };
        Ok(Self(Uniformity::new(n, way)?))
    }

    pub fn add(&mut self, draws: u32) -> Result<(), JsError> {
        Ok(self.0.add(draws, &mut SystemRandom)?)
    }

    pub fn counts(&self) -> Vec<u32> {
        self.0.counts().to_vec()
    }

    #[wasm_bindgen(js_name = chiSquare)]
    pub fn chi_square(&self) -> f64 {
        self.0.chi_square()
    }

    pub fn tail(&self) -> f64 {
        self.0.tail()
    }

    pub fn alarm() -> f64 {
        Uniformity::ALARM
    }
}

/// With ranges as people write them, where the library's are Rust's.
fn thrown(refusal: Refusal) -> JsError {
    JsError::new(&refusal.to_string().replace("..=", " to "))
}
