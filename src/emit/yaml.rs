//! YAML files: texts stay on their line, and what YAML 1.1 would misread is quoted.

use serde_json::Value as Json;
use serde_saphyr::SerializerOptions;

/// A document, with a comment above it.
pub fn document(comment: &str, value: &Json) -> String {
    let mut options = SerializerOptions::default();
    options.folded_wrap_chars = usize::MAX;
    options.prefer_block_scalars = false;
    let body = serde_saphyr::to_string_with_options(value, options).expect("a value we built serializes");
    format!("# {comment}\n{body}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_survive_readers_of_yaml_1_1() {
        let long = "palabra ".repeat(60);
        let hostile = json!({
            "on": "no", "y": "12:30", "date": "2026-01-01", "null": "~", "number": "1_000", "hash": "a #b: c",
            "jinja": "{{ x }}", "quote": "it's \"so\"", "lines": "one\ntwo", "tab": "a\tb", "long": long.trim(), "empty": "",
        });
        let text = document("made here", &hostile);
        let back: Json = serde_yaml::from_str(&text).unwrap();
        assert_eq!(back, hostile);
        assert!(text.contains("\"on\"") || text.contains("'on'"), "{text}");
        assert_eq!(
            text.lines().filter(|line| line.contains("palabra")).count(),
            1,
            "prose stays on its line"
        );
    }
}
