//! The checks that run under memcheck, and what they print for the process that started them.

#![allow(clippy::indexing_slicing, reason = "a test may stop where it stands")]

mod codes;
mod controls;
mod encodings;
mod keys;
#[allow(unsafe_code, reason = "the requests to memcheck are instructions")]
mod memcheck;
mod passwords;
mod secret_types;
mod split;

use std::io::{Write, stdout};

use self::memcheck::{RUNNING_ON_VALGRIND, request};

type Check = (&'static str, fn() -> usize);

/// What must have no errors, but for those that its function knows of and subtracts.
const CHECKS: &[Check] = &[
    ("encoders", encodings::encoders),
    ("decoders", encodings::decoders),
    ("tokens", secret_types::tokens),
    ("comparisons", secret_types::comparisons),
    ("secret types", secret_types::secret_types),
    ("conversions", secret_types::conversions),
    ("digests", secret_types::digests),
    ("hexadecimal fields", secret_types::hexadecimal_fields),
    ("passwords", passwords::passwords),
    ("sets of passwords", passwords::sets_of_passwords),
    ("ranks", passwords::ranks),
    ("code points", passwords::code_points),
    ("codes and ids", codes::codes_and_ids),
    ("typed codes", codes::typed_codes),
    ("passphrases", codes::passphrases),
    ("minted keys", keys::minted),
    ("read keys", keys::read),
    ("split tokens", split::split_tokens),
    ("links", split::links),
];

/// What must have some.
const CONTROLS: &[Check] = &[
    ("a table of digits", controls::table),
    ("a table for decoding", controls::decoding_table),
    ("a decoder that stops", controls::early_end),
    ("a table of letters", controls::letters),
    ("words by look-up", controls::words),
    ("a table for a CRC", controls::table_of_remainders),
    ("typed codes by class", codes::typed_codes_by_class),
    ("widths of characters", passwords::widths),
    ("lengths of a range", passwords::lengths),
    ("lengths of a range, class by class", passwords::lengths_by_class),
    ("percent-encoding", controls::percent_encoding),
    ("==", controls::equality),
];

pub(super) fn main() {
    let mut out = stdout().lock();
    if request(RUNNING_ON_VALGRIND, &[]) == 0 {
        _ = writeln!(out, "constant_time: not checked: not under valgrind; cargo xtask ci timing");
        return;
    }
    let mut failed = false;
    let mut report = |kind: &str, &(name, count): &Check, expected: fn(usize) -> bool| {
        let errors = count();
        let passed = expected(errors);
        failed |= !passed;
        let verdict = if passed { "as it should be" } else { "WRONG" };
        _ = writeln!(out, "constant_time: {kind}{name}: {errors} errors, {verdict}");
    };
    CHECKS.iter().for_each(|check| report("", check, |errors| errors == 0));
    CONTROLS.iter().for_each(|check| report("control: ", check, |errors| errors > 0));
    assert!(!failed, "see above");
    let (checks, controls) = (CHECKS.len(), CONTROLS.len());
    _ = writeln!(out, "constant_time: passed: {checks} checks; {controls} controls");
}
