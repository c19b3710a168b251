use core::fmt;

/// Why there is no link. The base is not shown: it has room for secrets of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkError {
    /// The base is no absolute URL.
    NoUrl(url::ParseError),
    /// The base cannot have a path, as `mailto:` and `data:` cannot, or is a `file:`, which leads nobody anywhere and whose drive letters
    /// are not read twice in the same way.
    CannotBeABase,
    /// The base has a user name or a password, which the link would give away.
    Credentials,
    /// The base has a fragment already.
    FragmentTaken,
    /// The base has a parameter of that name already.
    NameTaken,
    /// The name of the parameter is empty.
    NoName,
    /// The token is empty, `.` or `..`, which are not segments of a path.
    NotASegment,
    /// A link of so many bytes cannot be allocated.
    TooLong {
        /// Its length.
        len: usize,
    },
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoUrl(error) => write!(f, "the base is no absolute URL: {error}"),
            Self::CannotBeABase => f.write_str(
                "the base is a file or cannot have a path, allowed are URLs as https://example.com/reset",
            ),
            Self::Credentials => f.write_str(
                "the base has a user name or password, which every link would give away; leave it out",
            ),
            Self::FragmentTaken => f.write_str(
                "the base has a fragment, allowed is none where the token is to be the fragment",
            ),
            Self::NameTaken => f.write_str(
                "the base has a parameter of that name, allowed is a name that it does not have",
            ),
            Self::NoName => {
                f.write_str("the name of the parameter is empty, allowed is any other text")
            }
            Self::NotASegment => f.write_str(
                "the token is empty, `.` or `..`, allowed in a path is what stays a segment of it",
            ),
            Self::TooLong { len } => {
                write!(f, "the link has {len} bytes, allowed is what the memory holds")
            }
        }
    }
}

impl core::error::Error for LinkError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::NoUrl(error) => Some(error),
            _ => None,
        }
    }
}
