//! From text to a value, by recursive descent: strict, as RFC 8259 has it, and with a limit to the depth, so that no text
//! can exhaust the stack.

use super::Value;

/// Reads one value with nothing but space around it.
///
/// # Errors
///
/// What was expected, and the number of the byte where it was not found.
pub(crate) fn read(text: &str) -> Result<Value, String> {
    let mut reader = Reader { text, at: 0 };
    reader.space();
    let value = reader.value(0)?;
    reader.space();
    if reader.rest().is_empty() { Ok(value) } else { Err(reader.expected("the end")) }
}

/// Deeper than what cargo writes.
const DEPTH: usize = 128;

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn expected(&self, what: &str) -> String {
        format!("JSON: expected {what} at byte {}", self.at)
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    /// Whether the token stood here; if so, it is behind us.
    fn skip(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        self.at += if found { token.len() } else { 0 };
        found
    }

    fn need(&mut self, token: &str) -> Result<(), String> {
        if self.skip(token) { Ok(()) } else { Err(self.expected(&format!("`{token}`"))) }
    }

    fn value(&mut self, depth: usize) -> Result<Value, String> {
        if depth == DEPTH {
            return Err(self.expected("less depth"));
        }
        let words =
            [("null", Value::Null), ("true", Value::Bool(true)), ("false", Value::Bool(false))];
        if let Some((_, value)) = words.into_iter().find(|(word, _)| self.skip(word)) {
            return Ok(value);
        }
        match self.rest().chars().next() {
            Some('"') => self.string().map(Value::Text),
            Some('[') => self.list(depth),
            Some('{') => self.map(depth),
            Some('-' | '0'..='9') => self.number(),
            _ => Err(self.expected("a value")),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Value, String> {
        let mut items = Vec::new();
        self.need("[")?;
        self.space();
        if self.skip("]") {
            return Ok(Value::List(items));
        }
        loop {
            self.space();
            items.push(self.value(depth + 1)?);
            self.space();
            if !self.skip(",") {
                self.need("]")?;
                return Ok(Value::List(items));
            }
        }
    }

    fn map(&mut self, depth: usize) -> Result<Value, String> {
        let mut members = Vec::new();
        self.need("{")?;
        self.space();
        if self.skip("}") {
            return Ok(Value::Map(members));
        }
        loop {
            self.space();
            let name = self.string()?;
            self.space();
            self.need(":")?;
            self.space();
            members.push((name, self.value(depth + 1)?));
            self.space();
            if !self.skip(",") {
                self.need("}")?;
                return Ok(Value::Map(members));
            }
        }
    }

    fn number(&mut self) -> Result<Value, String> {
        let start = self.at;
        self.skip("-");
        if !self.skip("0") {
            self.digits()?;
        }
        if self.skip(".") {
            self.digits()?;
        }
        if self.skip("e") || self.skip("E") {
            _ = self.skip("+") || self.skip("-");
            self.digits()?;
        }
        let spelled = self.text.get(start..self.at).unwrap_or_default();
        Ok(Value::Number(spelled.into()))
    }

    fn digits(&mut self) -> Result<(), String> {
        let rest = self.rest();
        let count = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        self.at += count;
        if count == 0 { Err(self.expected("a digit")) } else { Ok(()) }
    }

    fn string(&mut self) -> Result<String, String> {
        self.need("\"")?;
        let mut text = String::new();
        loop {
            let Some(c) = self.rest().chars().next() else {
                return Err(self.expected("`\"`"));
            };
            if c < ' ' {
                return Err(self.expected("an escape in place of a control character"));
            }
            self.at += c.len_utf8();
            match c {
                '"' => return Ok(text),
                '\\' => text.push(self.escape()?),
                c => text.push(c),
            }
        }
    }

    fn escape(&mut self) -> Result<char, String> {
        let plain = [
            ("\"", '"'),
            ("\\", '\\'),
            ("/", '/'),
            ("b", '\u{8}'),
            ("f", '\u{c}'),
            ("n", '\n'),
            ("r", '\r'),
            ("t", '\t'),
        ];
        if let Some((_, c)) = plain.into_iter().find(|(name, _)| self.skip(name)) {
            return Ok(c);
        }
        self.need("u")?;
        let first = self.unit()?;
        let mut units = vec![first];
        // Characters beyond 16 bits are written as two halves.
        if (0xd800..0xdc00).contains(&first) && self.skip("\\u") {
            units.push(self.unit()?);
        }
        let mut characters = char::decode_utf16(units);
        match (characters.next(), characters.next()) {
            (Some(Ok(c)), None) => Ok(c),
            _ => Err(self.expected("two halves of a character")),
        }
    }

    fn unit(&mut self) -> Result<u16, String> {
        let digits = self.rest().get(..4).unwrap_or_default();
        let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let unit = u16::from_str_radix(digits, 16).ok().filter(|_| is_hex);
        let unit = unit.ok_or_else(|| self.expected("four hexadecimal digits"))?;
        self.at += 4;
        Ok(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_value_is_read() {
        for (text, value) in [
            (" null\n", Value::Null),
            ("[ ]", Value::List(vec![])),
            ("{\t}", Value::Map(vec![])),
            ("-0", Value::Number("-0".into())),
            ("10.25E-7", Value::Number("10.25E-7".into())),
            (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t".into()),
            (r#""\u00e4\uD834\udd1e𝄞""#, "ä𝄞𝄞".into()),
            ("[[true]]", Value::List(vec![Value::List(vec![Value::Bool(true)])])),
        ] {
            assert_eq!(read(text), Ok(value), "{text}");
        }
    }

    #[test]
    fn everything_else_is_refused() {
        let bad = [
            "",
            "nul",
            "null_",
            "[1,]",
            "[1 2]",
            "{a: 1}",
            "{\"a\" 1}",
            "{\"a\": 1,}",
            "[",
            "{",
            "\"",
            "01",
            "1.",
            ".5",
            "+1",
            "1e",
            "0x1",
            "-",
            "'a'",
            "\"\t\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u+123\"",
            "\"\\ud834\"",
            "\"\\ud834\\u0041\"",
            "\"\\udd1e\"",
            "1 2",
            "[]]",
        ];
        for text in bad {
            assert!(read(text).is_err(), "{text}");
        }
        let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
        assert!(read(&nested(DEPTH)).is_ok() && read(&nested(DEPTH + 1)).is_err());
        assert!(read(&nested(1 << 20)).is_err());
    }
}
