//! An entity, or a part of one, as its file says it, with what its absent fields mean.

use crate::diagnostic::{Lang, say};
use crate::model::Entity;
use crate::model::id::Id;
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::walk::Visitor;
use crate::source::{At, SourceMap, Span};
use std::fmt::Write;

/// The YAML of an entity, or of the part of an id; none when there is no such part.
pub fn show(entity: &Entity, part: Option<&str>, sources: &SourceMap, lang: Lang) -> Option<String> {
    let mut seen = Seen::default();
    entity.body.walk(entity.span, &mut seen);
    let at = |span| At { file: entity.file, span };
    let (span, path) = match part {
        None => (entity.span, Vec::new()),
        Some(id) => seen
            .parts
            .into_iter()
            .find(|(path, _)| path.last().is_some_and(|it| it == id))
            .map(|(path, at)| (at, path))?,
    };
    let mut out = format!("# {}\n", sources.describe(at(span)));
    out.push_str(&dedented(sources, at(span)));
    let note = say!(en: "default", es: "por omisión");
    let note = note.in_lang(lang);
    if path.is_empty() {
        let is_block = !sources.slice(at(span)).trim_start().starts_with('{');
        for field in entity.kind.info().all_fields() {
            if let Some(default) = field.default.filter(|_| !seen.fields.contains(&field.key)) {
                let _ =
                    writeln!(out, "{}{}: {default}  # {note}", if is_block { "" } else { "# " }, field.key);
            }
        }
    }
    for (place, key, default) in seen.absent.iter().filter(|(place, ..)| place.starts_with(&path)) {
        let _ = writeln!(out, "# {}: {key}: {default}  # {note}", place.join("/"));
    }
    Some(out)
}

/// The lines of a block, as far to the left as they go: from the key before a place, to the last line
/// that is as deep.
fn dedented(sources: &SourceMap, at: At) -> String {
    let text = sources.get(at.file).text();
    let place = at.span.start as usize;
    let line = text[..place].rfind('\n').map_or(0, |i| i + 1);
    let column = text[line..place].chars().take_while(|c| matches!(c, ' ' | '-')).count();
    let start = line + column;
    let block = sources.slice(At { span: Span { start: start as u32, end: at.span.end }, ..at });
    // A part is known by the place of its id: what belongs to it stands below, as deep or deeper.
    let rest = &text[start + block.len()..];
    let inside = |line: &&str| line.trim().is_empty() || line.len() - line.trim_start().len() >= column;
    let more: usize = match column {
        0 => 0,
        _ => {
            let first = rest.find('\n').map_or(rest.len(), |i| i + 1);
            let below = rest[first..].split_inclusive('\n').take_while(inside);
            first + below.map(str::len).sum::<usize>()
        }
    };
    let pad = " ".repeat(column);
    let mut out = String::new();
    for line in text[start..start + block.len() + more].trim_end().lines() {
        out.push_str(line.strip_prefix(&pad).unwrap_or(line));
        out.push('\n');
    }
    out
}

/// What is written, and what parts leave out that has a default.
#[derive(Default)]
struct Seen {
    /// Fields of the entity itself.
    fields: Vec<&'static str>,
    parts: Vec<(Vec<String>, Span)>,
    absent: Vec<(Vec<String>, &'static str, &'static str)>,
    path: Vec<String>,
    /// The records around: their fields so far, and whether they are a part.
    open: Vec<(Vec<&'static str>, bool)>,
}

impl<'m> Visitor<'m> for Seen {
    fn record(&mut self, _: &'static RecordInfo, id: Option<(Id, Span)>, at: Span) {
        let is_part = id.is_some() && !self.open.is_empty();
        if let Some((id, _)) = id.filter(|_| is_part) {
            self.path.push(id.to_string());
            self.parts.push((self.path.clone(), at));
        }
        self.open.push((Vec::new(), is_part));
    }

    fn end_record(&mut self, info: &'static RecordInfo) {
        let Some((fields, is_part)) = self.open.pop() else { return };
        if self.open.is_empty() {
            self.fields = fields;
            return;
        }
        if is_part {
            for field in info.all_fields() {
                if let Some(default) = field.default.filter(|_| !fields.contains(&field.key)) {
                    self.absent.push((self.path.clone(), field.key, default));
                }
            }
            self.path.pop();
        }
    }

    fn field(&mut self, field: &'static FieldInfo, _: Span) -> bool {
        if let Some((fields, _)) = self.open.last_mut() {
            fields.push(field.key);
        }
        true
    }
}
