//! Rules, and what they demand, as somebody reads them.

/// Rules, what else the command line says, and what a password has to be then.
pub(super) struct Case {
    pub(super) rules: &'static str,
    pub(super) flags: &'static [&'static str],
    pub(super) lengths: (usize, usize),
    pub(super) allowed: &'static [&'static str],
    /// So many of these, at least.
    pub(super) minimums: &'static [(usize, &'static str)],
    pub(super) longest_run: usize,
}

const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGIT: &str = "0123456789";
const SYMBOL: &str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
pub(super) const ALL: &[&str] = &[LOWER, UPPER, DIGIT, SYMBOL];

/// Rules alone, and beside every other argument that says something of passwords.
pub(super) const CASES: [Case; 17] = [
    case(
        "minlength: 8; maxlength: 8; required: upper; required: digit",
        &[],
        (8, 8),
        &[UPPER, DIGIT],
        &[(1, UPPER), (1, DIGIT)],
    ),
    case(
        "minlength: 4; maxlength: 4; required: lower; required: upper; required: digit; required: special",
        &[],
        (4, 4),
        ALL,
        &[(1, LOWER), (1, UPPER), (1, DIGIT), (1, SYMBOL)],
    ),
    case(
        "required: digit; allowed: lower; maxlength: 3",
        &[],
        (3, 3),
        &[LOWER, DIGIT],
        &[(1, DIGIT)],
    ),
    case(
        "required: [0123456789]; allowed: upper; minlength: 2; maxlength: 3",
        &[],
        (2, 3),
        &[UPPER, DIGIT],
        &[(1, DIGIT)],
    ),
    case(
        "required: upper, digit; allowed: lower; maxlength: 2",
        &[],
        (2, 2),
        &[LOWER, UPPER, DIGIT],
        &[(1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")],
    ),
    case(
        "required: [-!?]; required: lower; maxlength: 3",
        &[],
        (3, 3),
        &[LOWER, "-!?"],
        &[(1, LOWER), (1, "-!?")],
    ),
    Case {
        longest_run: 1,
        ..case(
            "required: digit; required: [ab]; max-consecutive: 1; maxlength: 6",
            &[],
            (6, 6),
            &[DIGIT, "ab"],
            &[(1, DIGIT), (1, "ab")],
        )
    },
    Case {
        longest_run: 2,
        ..case(
            "allowed: [ab]; max-consecutive: 2; minlength: 9; maxlength: 9",
            &[],
            (9, 9),
            &["ab"],
            &[],
        )
    },
    case(
        "allowed: ascii-printable; required: special; maxlength: 2",
        &[],
        (2, 2),
        ALL,
        &[(1, SYMBOL)],
    ),
    case("", &[], (20, 20), ALL, &[]),
    // What the arguments ask for comes on top of the rules, and a 0 takes nothing away.
    case(
        "required: upper; required: digit; maxlength: 4",
        &["--digits", "0", "--upper", "0"],
        (4, 4),
        &[UPPER, DIGIT],
        &[(1, UPPER), (1, DIGIT)],
    ),
    case(
        "required: upper; required: digit; allowed: lower; maxlength: 6",
        &["--upper", "3"],
        (6, 6),
        &[LOWER, UPPER, DIGIT],
        &[(3, UPPER), (1, DIGIT)],
    ),
    case(
        "required: upper; allowed: lower, digit; maxlength: 5",
        &["--digits", "2"],
        (5, 5),
        &[LOWER, UPPER, DIGIT],
        &[(1, UPPER), (2, DIGIT)],
    ),
    case(
        "minlength: 3; maxlength: 30; required: upper; required: digit",
        &["--length", "3"],
        (3, 3),
        &[UPPER, DIGIT],
        &[(1, UPPER), (1, DIGIT)],
    ),
    // 36^2 - 26^2 = 620 have 9.3 bits, 36^3 - 26^3 have 14.8.
    case(
        "minlength: 2; maxlength: 30; required: digit; allowed: lower",
        &["--bits", "12"],
        (3, 3),
        &[LOWER, DIGIT],
        &[(1, DIGIT)],
    ),
    case(
        "required: digit; allowed: lower; maxlength: 3",
        &["--exclude", "0123abc"],
        (3, 3),
        &["defghijklmnopqrstuvwxyz456789"],
        &[(1, "456789")],
    ),
    case(
        "required: digit; required: upper; maxlength: 2",
        &["--no-ambiguous"],
        (2, 2),
        &["ABCDEFGHJKLMNPQRSTUVWXYZ23456789"],
        &[(1, "23456789"), (1, "ABCDEFGHJKLMNPQRSTUVWXYZ")],
    ),
];

const fn case(
    rules: &'static str,
    flags: &'static [&'static str],
    lengths: (usize, usize),
    allowed: &'static [&'static str],
    minimums: &'static [(usize, &'static str)],
) -> Case {
    Case { rules, flags, lengths, allowed, minimums, longest_run: usize::MAX }
}
