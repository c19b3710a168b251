use crate::password::{Characters, Class};

/// The classes that have names, those first that rules are written with.
pub(super) static NAMES: [(&str, Characters); 6] = [
    ("upper", Characters::ascii(Class::Upper.ascii())),
    ("lower", Characters::ascii(Class::Lower.ascii())),
    ("digit", Characters::ascii(Class::Digit.ascii())),
    // With the space.
    ("special", Characters::ascii(Class::Symbol.ascii() | 1 << b' ')),
    ("ascii-printable", Characters::PRINTABLE),
    ("unicode", Characters::PRINTABLE),
];
