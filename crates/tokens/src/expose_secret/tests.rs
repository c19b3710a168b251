use alloc::{
    borrow::ToOwned,
    format,
    string::{String, ToString},
};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{
        Expected, IntoDeserializer, Visitor,
        value::{BytesDeserializer, Error, StrDeserializer, StringDeserializer},
    },
};

use crate::{SecretArray, SecretBytes, SecretString};

#[derive(Serialize, Deserialize)]
struct All {
    #[serde(with = "crate::expose_secret")]
    text: SecretString,
    #[serde(with = "crate::expose_secret")]
    bytes: SecretBytes,
    #[serde(with = "crate::expose_secret")]
    array: SecretArray<3>,
    #[serde(with = "crate::expose_secret::option", default)]
    some: Option<SecretBytes>,
    #[serde(with = "crate::expose_secret::option", default)]
    none: Option<SecretString>,
}

const JSON: &str = r#"{"text":"p\"ä","bytes":"00c0ffee","array":"0102ff","some":"aa","none":null}"#;

#[test]
fn json_makes_the_round_trip() {
    let all: All = serde_json::from_str(JSON).unwrap();
    assert_eq!(all.text.expose_secret(), "p\"ä");
    assert_eq!(all.bytes.expose_secret(), b"\x00\xC0\xFF\xEE");
    assert_eq!(all.array.expose_secret(), &[1, 2, 255]);
    assert_eq!(serde_json::to_string(&all).unwrap(), JSON);
    let owned: serde_json::Value = serde_json::from_str(JSON).unwrap();
    let all: All = serde_json::from_value(owned).unwrap();
    assert_eq!(serde_json::to_string(&all).unwrap(), JSON);
    let all: All = serde_json::from_reader(JSON.as_bytes()).unwrap();
    assert_eq!(serde_json::to_string(&all).unwrap(), JSON);
}

#[test]
fn every_way_that_a_format_hands_it_over() {
    let str: StrDeserializer<'_, Error> = "00ff".into_deserializer();
    let string: StringDeserializer<Error> = "00FF".to_owned().into_deserializer();
    assert_eq!(SecretBytes::deserialize(str).unwrap().expose_secret(), b"\x00\xFF");
    assert_eq!(SecretBytes::deserialize(string.clone()).unwrap().expose_secret(), b"\x00\xFF");
    assert_eq!(SecretString::deserialize(str).unwrap().expose_secret(), "00ff");
    assert_eq!(SecretString::deserialize(string).unwrap().expose_secret(), "00FF");
    let bytes: BytesDeserializer<'_, Error> = b"00ff"[..].into_deserializer();
    assert_eq!(SecretBytes::deserialize(bytes).unwrap().expose_secret(), b"00ff");
    assert_eq!(SecretArray::<4>::deserialize(bytes).unwrap().expose_secret(), b"00ff");
    assert_eq!(SecretString::deserialize(bytes).unwrap().expose_secret(), "00ff");
    assert!(SecretArray::<2>::deserialize(bytes).is_err());
}

/// Whatever stands where a secret should, the message does not repeat it.
#[test]
fn errors_repeat_nothing() {
    let field = |value: &str| format!("{{\"text\":\"\",\"bytes\":\"\",\"array\":{value}}}");
    for value in
        ["12345678", "-12345678", "1234567.8", "\"12345678\"", "[12345678]", "{\"12345678\":1}"]
    {
        let error = |json: String| serde_json::from_str::<All>(&json).err().unwrap().to_string();
        let text = error(field(value)) + &error(field(&value.replace("78", "7")));
        assert!(!text.contains("234"), "{text}");
    }
    let error = |json| serde_json::from_str::<SecretString>(json).unwrap_err().to_string();
    assert!(error("12345678").starts_with("cannot read a secret as text"));
    let error = |json| serde_json::from_str::<SecretBytes>(json).unwrap_err().to_string();
    assert!(error("\"0g\"").starts_with("cannot read a secret as hexadecimal digits or bytes"));
    // The negative control: a plain type's message does.
    let error = serde_json::from_str::<String>("12345678").unwrap_err().to_string();
    assert!(error.contains("12345678"), "{error}");
}

/// A format that keeps what it was asked for, as one does that explains itself.
struct Asks<'asked>(&'asked mut String);

impl<'de> Deserializer<'de> for Asks<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let expected: &dyn Expected = &visitor;
        *self.0 = expected.to_string();
        visitor.visit_str("00")
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

#[test]
fn a_format_can_say_what_it_was_asked_for() {
    let mut asked = String::new();
    assert!(crate::expose_secret::deserialize::<SecretString, _>(Asks(&mut asked)).is_ok());
    assert_eq!(asked, "a secret as text");
    assert!(crate::expose_secret::deserialize::<SecretBytes, _>(Asks(&mut asked)).is_ok());
    assert_eq!(asked, "a secret as hexadecimal digits or bytes");
}
