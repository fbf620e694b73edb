//! Texts that dbt reads as Jinja: what users write must come out as it was written.

use crate::emit::kpi::text::MARK;

/// A text in which nothing is a template: `{{` becomes an expression that prints it.
pub fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('{') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        match after.as_bytes().get(1) {
            Some(b'{' | b'%' | b'#') => {
                out.push_str("{{ '{' }}");
                rest = &after[1..];
                // What follows could open a template together with the brace that comes after it.
                if rest.starts_with('{') {
                    out.push_str("{{ '{' }}");
                    rest = &rest[1..];
                }
            }
            _ => {
                out.push('{');
                rest = &after[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// A statement as a model: relations are references, everything else is as it was written.
pub fn model(statement: &str) -> String {
    let mut out = String::with_capacity(statement.len());
    for (index, part) in statement.split(MARK).enumerate() {
        if index % 2 == 1 {
            out.push_str(&format!("{{{{ ref('{part}') }}}}"));
        } else {
            out.push_str(&text(part));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::emit::kpi::text::relation;

    #[test]
    fn templates_of_users_are_printed_and_not_run() {
        assert_eq!(text("a {{ x }} b"), "a {{ '{' }}{{ '{' }} x }} b");
        assert_eq!(text("{% if %}{# no #}"), "{{ '{' }}% if %}{{ '{' }}# no #}");
        assert_eq!(text("{{{"), "{{ '{' }}{{ '{' }}{");
        assert_eq!(text("{{{%"), "{{ '{' }}{{ '{' }}{{ '{' }}%");
        assert_eq!(text("a { b } {"), "a { b } {");
    }

    #[test]
    fn relations_become_references() {
        let statement = format!("SELECT '{{{{ x }}}}' FROM {}", relation("stg_a"));
        assert_eq!(model(&statement), "SELECT '{{ '{' }}{{ '{' }} x }}' FROM {{ ref('stg_a') }}");
    }
}
