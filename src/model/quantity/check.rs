//! What the tests of every scalar ask.

use crate::diagnostic::Lang;
use crate::model::scalar::Scalar;
use proptest::prelude::*;
use proptest::sample::select;
use std::fmt::Debug;

/// Whether a JSON Schema with the type's pattern accepts the text.
pub(in crate::model) fn schema_accepts<T: Scalar>(raw: &str) -> bool {
    let schema = serde_json::json!({ "type": "string", "pattern": T::PATTERN });
    jsonschema::is_valid(&schema, &serde_json::Value::from(raw))
}

/// Every text is read, matches the pattern and survives the round trip.
pub(in crate::model) fn accepts<T: Scalar + PartialEq + Debug>(texts: &[&str]) {
    for raw in texts.iter().chain(T::EXAMPLES) {
        let value = T::parse(raw).unwrap_or_else(|mistake| panic!("{}: `{raw}`: {mistake:?}", T::NAME));
        assert!(schema_accepts::<T>(raw), "{}: the pattern rejects `{raw}`", T::NAME);
        survives_the_round_trip(&value);
    }
}

/// The canonical spelling is read as the same value and matches the pattern.
pub(in crate::model) fn survives_the_round_trip<T: Scalar + PartialEq + Debug>(value: &T) {
    let spelled = value.spell();
    let again = T::parse(&spelled).unwrap_or_else(|mistake| panic!("{}: `{spelled}`: {mistake:?}", T::NAME));
    assert_eq!(&again, value, "{}: `{spelled}`", T::NAME);
    assert_eq!(again.spell(), spelled);
    assert!(schema_accepts::<T>(&spelled), "{}: the pattern rejects `{spelled}`", T::NAME);
}

/// Every text is refused by the pattern too, and explained.
pub(in crate::model) fn rejects<T: Scalar + Debug>(cases: &[(&str, &[&str])]) {
    for (raw, _) in cases {
        assert!(!schema_accepts::<T>(raw), "{}: the pattern accepts `{raw}`", T::NAME);
    }
    explains::<T>(cases);
}

/// Every text is refused, in both languages, and the help shows these forms, each of them
/// accepted. The pattern may accept the text.
pub(in crate::model) fn explains<T: Scalar + Debug>(cases: &[(&str, &[&str])]) {
    for (raw, forms) in cases {
        let mistake = match T::parse(raw) {
            Err(mistake) => mistake,
            Ok(value) => panic!("{}: `{raw}` was read as {value:?}", T::NAME),
        };
        reads_or_explains::<T>(raw);
        for lang in Lang::ALL {
            let help = mistake.help.in_lang(lang);
            assert!(!mistake.message.in_lang(lang).is_empty());
            for form in *forms {
                assert!(
                    help.contains(&format!("`{form}`")),
                    "{}: `{raw}`: `{form}` is not in: {help}",
                    T::NAME
                );
            }
        }
    }
}

/// Whatever the type reads, its pattern matches; whatever it refuses, it shows only spellings
/// that it reads; and no text makes it panic.
pub(in crate::model) fn reads_or_explains<T: Scalar + Debug>(text: &str) {
    let Err(mistake) = T::parse(text) else {
        assert!(schema_accepts::<T>(text), "{}: the pattern rejects `{text}`", T::NAME);
        return;
    };
    for help in Lang::ALL.map(|lang| mistake.help.in_lang(lang)) {
        for form in help.split('`').skip(1).step_by(2) {
            assert!(T::parse(form).is_ok(), "{}: `{text}`: the help shows `{form}`", T::NAME);
        }
    }
}

/// Texts put together from tokens of the language (with `|` between them), and a strange
/// character now and then.
pub(in crate::model) fn texts(tokens: &'static str) -> impl Strategy<Value = String> {
    let token = prop_oneof![9 => select(tokens.split('|').collect::<Vec<_>>()).prop_map(str::to_owned), 1 => "\\PC{0,3}"];
    proptest::collection::vec(token, 1..7).prop_map(|tokens| tokens.concat())
}
