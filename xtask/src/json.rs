//! JSON (RFC 8259), read and written: what cargo says of packages, and what others shall read.
//!
//! The whole text becomes one [`Value`]. Objects keep the order of their members, so that what is written is the same
//! text each time. Numbers stay as they are spelled: a reader that has no floating point cannot round.

mod reader;

use core::fmt;

pub(crate) use self::reader::read;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// As it is spelled.
    Number(String),
    Text(String),
    List(Vec<Value>),
    /// Members in the order of the text; of two with one name, [`Value::get`] finds the first.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// The member of an object; [`Value::Null`] where there is none, so that look-ups can be chained.
    pub(crate) fn get(&self, name: &str) -> &Value {
        let members = if let Self::Map(members) = self { members.as_slice() } else { &[] };
        members.iter().find(|(key, _)| key == name).map_or(&Self::Null, |(_, value)| value)
    }

    /// The elements of a list; none of anything else.
    pub(crate) fn items(&self) -> &[Value] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// The members of an object; none of anything else.
    pub(crate) fn members(&self) -> &[(String, Value)] {
        if let Self::Map(members) = self { members } else { &[] }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(crate) fn number(&self) -> Option<f64> {
        if let Self::Number(digits) = self { digits.parse().ok() } else { None }
    }

    /// An object of texts and other values: the form in which they are written down in code.
    pub(crate) fn map<const N: usize>(members: [(&str, Value); N]) -> Self {
        Self::Map(members.map(|(name, value)| (name.to_owned(), value)).into())
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, depth: usize) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(digits) => f.write_str(digits),
            Self::Text(text) => quoted(f, text),
            Self::List(items) if items.is_empty() => f.write_str("[]"),
            Self::List(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    line(f, at, depth + 1)?;
                    item.write(f, depth + 1)?;
                }
                line(f, 0, depth)?;
                f.write_str("]")
            }
            Self::Map(members) if members.is_empty() => f.write_str("{}"),
            Self::Map(members) => {
                f.write_str("{")?;
                for (at, (name, value)) in members.iter().enumerate() {
                    line(f, at, depth + 1)?;
                    quoted(f, name)?;
                    f.write_str(": ")?;
                    value.write(f, depth + 1)?;
                }
                line(f, 0, depth)?;
                f.write_str("}")
            }
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// Indented by two spaces, without a line's end at the end.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

/// A new line, after a comma where an element stands before.
fn line(f: &mut fmt::Formatter<'_>, before: usize, depth: usize) -> fmt::Result {
    let comma = if before == 0 { "" } else { "," };
    write!(f, "{comma}\n{:width$}", "", width = 2 * depth)
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for c in text.chars() {
        match c {
            '"' | '\\' => write!(f, "\\{c}")?,
            '\n' => f.write_str("\\n")?,
            c if c < ' ' => write!(f, "\\u{:04x}", u32::from(c))?,
            c => write!(f, "{c}")?,
        }
    }
    f.write_str("\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let texts = ["", "a\"b\\c", "\u{0}\t\n\u{1f}\u{7f}", "grün 𝄞", "</script>"];
        let texts = texts.map(Value::from).to_vec();
        let value = Value::map([
            ("texts", Value::List(texts)),
            ("empty", Value::List(Vec::new())),
            ("nothing", Value::Map(Vec::new())),
            ("n", Value::Number("-1.5e+3".into())),
            ("b", Value::List(vec![Value::Null, Value::Bool(true), Value::Bool(false)])),
        ]);
        assert_eq!(read(&value.to_string()), Ok(value));
    }

    #[test]
    fn what_is_not_there_is_null_and_empty() {
        let value = read(r#"{"a": [{"b": "c"}, 2.5]}"#).unwrap();
        let [first, second] = value.get("a").items() else { panic!() };
        assert_eq!((first.get("b").text(), second.number()), (Some("c"), Some(2.5)));
        assert_eq!(value.get("x").get("y"), &Value::Null);
        assert_eq!((value.get("x").items(), value.get("a").members().len()), (&[][..], 0));
        assert_eq!((first.number(), second.text()), (None, None));
    }
}
