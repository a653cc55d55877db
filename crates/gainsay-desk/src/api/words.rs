//! The words that a type can be on the wire, asked of the type itself.

use serde::de::{Deserialize, Deserializer, Visitor, value::Error};
use serde::forward_to_deserialize_any;

/// The words of an enumeration, in their order.
pub(crate) fn words<T: Deserialize<'static>>() -> Vec<&'static str> {
    let mut words = Vec::new();
    // It is an error by design: all that is wanted is what was asked for.
    let _ = T::deserialize(Listener(&mut words));
    words
}

struct Listener<'a>(&'a mut Vec<&'static str>);

impl<'de> Deserializer<'de> for Listener<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(serde::de::Error::custom("no enumeration"))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        self.0.extend(variants);
        Err(serde::de::Error::custom("listed"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gainsay::record::Side;

    #[test]
    fn a_type_tells_its_words() {
        assert_eq!(words::<Side>(), ["asserts", "denies", "hedges", "declines"]);
        assert_eq!(words::<String>(), [""; 0]);
    }
}
