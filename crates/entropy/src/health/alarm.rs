use core::fmt;

/// Which test a source failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alarm {
    /// The repetition count test (SP 800-90B, 4.4.1): one value too often in a row.
    Repetition,
    /// The adaptive proportion test (SP 800-90B, 4.4.2): one value too often in a window.
    Proportion,
}

impl fmt::Display for Alarm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Repetition => "repetition count test failed: one value too often in a row",
            Self::Proportion => "adaptive proportion test failed: one value too often in a window",
        })
    }
}

impl core::error::Error for Alarm {}
