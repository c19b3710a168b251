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
/// assert_eq!(wellspring_web::count(Bits::of_count(100)), (1.0, 2));
/// ```
#[must_use]
pub fn count(bits: Bits) -> (f64, i32) {
    // Bits are rounded down, by 7e-11 of a digit at most: a power of ten would be 9.99 of the one below.
    let digits = bits.as_f64() * core::f64::consts::LOG10_2 + 1e-9;
    let exponent = digits.floor();
    #[allow(clippy::cast_possible_truncation, reason = "a whole number below 2^32")]
    ((100.0 * 10_f64.powf(digits - exponent)).floor() / 100.0, exponent as i32)
}
