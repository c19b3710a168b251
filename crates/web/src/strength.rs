use wellspring::{Bits, Gate};

/// What a strength is good for, by the standards that say so.
///
/// # Examples
///
/// ```
/// use wellspring::Bits;
///
/// assert!(wellspring_web::verdict(Bits::new(128)).starts_with("Beyond guessing."));
/// assert!(wellspring_web::verdict(Bits::new(13)).starts_with("Guessed at once."));
/// ```
#[must_use]
pub fn verdict(bits: Bits) -> String {
    let steps = [
        (Gate::ASVS_UNGUESSABLE, "Beyond guessing. Enough for whatever must not be guessed", ""),
        (Gate::NIST_PLAIN_HASH, "Very strong. A service may store it by a plain hash", ""),
        (
            Gate::NIST_UNLIMITED_ATTEMPTS,
            "Strong. Enough even where nobody counts the attempts",
            ", if a password hash stores it",
        ),
        (
            Gate::NIST_LOOKUP_SECRET,
            "Weak. Only where the number of attempts is limited",
            ", and never for a file",
        ),
    ];
    let step = steps.into_iter().find(|(gate, ..)| bits.satisfies(*gate));
    step.map_or_else(
        || "Guessed at once. No standard accepts it as a secret.".into(),
        |(gate, good_for, but)| {
            format!("{good_for}{but} ({}, {:.0} bits).", gate.section(), gate.minimum())
        },
    )
}

/// How many are equally likely, as `9.1 × 10^38`: mantissa and exponent, rounded down.
///
/// # Examples
///
/// ```
/// use wellspring::Bits;
///
/// let (mantissa, exponent) = wellspring_web::count(Bits::new(64));
/// assert_eq!(format!("{mantissa:.2} × 10^{exponent}"), "1.84 × 10^19");
/// ```
#[must_use]
pub fn count(bits: Bits) -> (f64, i32) {
    let digits = bits.as_f64() * core::f64::consts::LOG10_2;
    let exponent = digits.floor();
    #[allow(clippy::cast_possible_truncation, reason = "a whole number below 2^32")]
    ((100.0 * 10_f64.powf(digits - exponent)).floor() / 100.0, exponent as i32)
}
