//! JSON whose objects have no field twice, which `serde_json` lets pass: the last one wins there, and others take the first.

use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// The value of `text`, or what is wrong with it.
pub(crate) fn read(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map(|Unique(value)| value).map_err(|error| error.to_string())
}

struct Unique(Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(Unique(value)) = items.next_element()? {
            all.push(value);
        }
        Ok(all.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some((name, Unique(value))) = fields.next_entry::<String, _>()? {
            if all.insert(name.clone(), value).is_some() {
                return Err(A::Error::custom(format!("`{name}` comes twice")));
            }
        }
        Ok(all.into())
    }
}

#[test]
fn a_field_that_comes_twice_is_seen_at_every_depth() {
    for text in ["{}", r#"[1,-2,2.5,null,true,"a",{"a":{"b":1},"b":2}]"#] {
        assert_eq!(read(text).unwrap(), serde_json::from_str::<Value>(text).unwrap());
    }
    // As the report was: two interfaces, one name.
    for text in [
        r#"{"no answer":{"found":"vDSO"},"no answer":{"found":"getrandom"}}"#,
        r#"{"a":[{"b":1,"b":1}]}"#,
    ] {
        assert!(read(text).unwrap_err().contains("comes twice"), "{text}");
    }
}
