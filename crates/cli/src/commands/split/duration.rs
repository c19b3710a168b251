//! Times as people write them: `900`, `15m`, `12h`, `30d`.

use core::time::Duration;

/// A whole number of seconds, or with s, m, h or d.
pub(super) fn read(text: &str) -> Result<Duration, String> {
    let (digits, unit) = match text.find(|c: char| !c.is_ascii_digit()) {
        Some(end) => text.split_at(end),
        None => (text, "s"),
    };
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return Err(ALLOWED.into()),
    };
    let number = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(seconds));
    number.filter(|number| *number > 0).map(Duration::from_secs).ok_or_else(|| ALLOWED.into())
}

const ALLOWED: &str =
    "a time is a whole number of seconds above 0, or with s, m, h or d, as in 15m";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_seconds_minutes_hours_and_days() {
        for (text, seconds) in
            [("1", 1), ("90s", 90), ("15m", 900), ("12h", 43_200), ("30d", 2_592_000)]
        {
            assert_eq!(read(text), Ok(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["", "0", "0m", "m", "-1", "1.5h", "1w", "1 h", "99999999999999999d", "1m30s"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
