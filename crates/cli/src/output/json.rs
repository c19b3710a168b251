//! One result as a line of JSON (RFC 8259), in memory that is wiped.

use wellspring::encoding::BASE64;
use zeroize::Zeroizing;

use super::Value;

/// The object `{"value": …, more…}`, with the strength at its end.
///
/// The text has room for the longest escapes from the start, since a `Vec` that grows leaves a copy behind.
pub(crate) fn object(
    value: Value<'_>,
    more: &[(&str, Value<'_>)],
    bits: &str,
) -> Zeroizing<Vec<u8>> {
    let room = more.iter().map(|(name, value)| name.len() + value.room()).sum::<usize>();
    let room = room + value.room() + bits.len() + 16 * (more.len() + 3);
    let mut text = Zeroizing::new(Vec::with_capacity(room));
    text.push(b'{');
    // What is no text is encoded, and says so by its name.
    let value = match value {
        Value::Text(bytes) if core::str::from_utf8(bytes).is_err() => Value::Binary(bytes),
        value => value,
    };
    text.extend_from_slice(match value {
        Value::Binary(_) => b"\"base64\":",
        Value::Text(_) | Value::Number(_) => b"\"value\":",
    });
    write(value, &mut text);
    for (name, value) in more {
        text.push(b',');
        string(name.as_bytes(), &mut text);
        text.push(b':');
        write(*value, &mut text);
    }
    text.extend_from_slice(b",\"bits\":");
    text.extend_from_slice(bits.as_bytes());
    text.push(b'}');
    debug_assert!(text.capacity() <= room.max(8) || room == 0, "it has grown");
    text
}

fn write(value: Value<'_>, text: &mut Vec<u8>) {
    match value {
        Value::Text(bytes) => string(bytes, text),
        Value::Binary(bytes) => {
            let encoded = BASE64.try_encode_to_secret(bytes);
            string(encoded.as_ref().map_or("", |all| all.expose_secret()).as_bytes(), text);
        }
        Value::Number(digits) => text.extend_from_slice(digits.as_bytes()),
    }
}

/// RFC 8259, section 7: quotes, backslashes and control characters are escaped; all else stands as it is.
fn string(bytes: &[u8], text: &mut Vec<u8>) {
    text.push(b'"');
    for &byte in bytes {
        match byte {
            b'"' | b'\\' => text.extend_from_slice(&[b'\\', byte]),
            b'\n' => text.extend_from_slice(b"\\n"),
            b'\t' => text.extend_from_slice(b"\\t"),
            // A terminal obeys DEL and some of what follows it; JSON allows them, and an escape harms nobody.
            0..=0x1F | 0x7F => {
                let digit = |half: u8| if half < 10 { b'0' + half } else { b'a' + half - 10 };
                text.extend_from_slice(b"\\u00");
                text.extend_from_slice(&[digit(byte >> 4), digit(byte & 15)]);
            }
            _ => text.push(byte),
        }
    }
    text.push(b'"');
}

impl Value<'_> {
    /// The text of a value that is no secret.
    pub(crate) fn to_json(self) -> String {
        let mut text = Vec::new();
        write(self, &mut text);
        String::from_utf8(text).unwrap_or_default()
    }

    /// The most bytes that it takes.
    const fn room(&self) -> usize {
        match self {
            Value::Text(bytes) | Value::Binary(bytes) => bytes.len() * 6 + 8,
            Value::Number(digits) => digits.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_comes_back_from_a_reader_of_json() {
        let all: Vec<u8> = (0..128).collect();
        for text in [&all[..], "ü€𝄞\"\\".as_bytes(), b"", &[0x1F; 1000]] {
            let line = object(Value::Text(text), &[("id", Value::Text(text))], "12.50");
            let read: serde_json::Value = serde_json::from_slice(&line).unwrap();
            assert_eq!(read["value"].as_str().unwrap().as_bytes(), text);
            assert_eq!(read["id"].as_str().unwrap().as_bytes(), text);
            assert_eq!(read["bits"].as_f64(), Some(12.5));
            assert!(!line.iter().any(u8::is_ascii_control));
        }
    }

    #[test]
    fn numbers_are_bare_and_what_is_not_utf_8_is_encoded() {
        let line = object(Value::Number("-7"), &[], "null");
        assert_eq!(line.as_slice(), b"{\"value\":-7,\"bits\":null}");
        let line = object(Value::Text(b"\xff\0"), &[], "8.00");
        assert_eq!(line.as_slice(), b"{\"base64\":\"/wA=\",\"bits\":8.00}");
    }
}
