//! Merge conflicts that were left in a file: one finding for each, and the first side is read.

use super::rules;
use crate::diagnostic::{Diagnostic, say};
use crate::source::{At, FileId, Span};
use std::borrow::Cow;
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marker {
    Ours,
    Base,
    Middle,
    Theirs,
}

/// The text with conflicts settled for the first side. It is as long as before.
pub(super) fn settle(file: FileId, text: &str) -> (Cow<'_, str>, Vec<Diagnostic>) {
    let markers = markers(text);
    if markers.is_empty() {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut findings = Vec::new();
    let mut blank: Vec<Range<usize>> = Vec::new();
    let at = |range: &Range<usize>| At { file, span: Span::new(range.start, range.end) };
    // Markers since the last one that opened a conflict, and not yet settled.
    let mut pending: Vec<(Marker, Range<usize>)> = Vec::new();
    for (kind, range) in markers {
        let opened = pending.first().is_some_and(|(first, _)| *first == Marker::Ours);
        if kind == Marker::Theirs && opened {
            let (_, first) = &pending[0];
            let sides = sides(&pending[1..], first.end, range.start);
            let places = sides.clone().map(|side| at(&trimmed(text, side)));
            findings.push(conflict(text, at(first), places.into()));
            blank.push(first.clone());
            blank.push(sides[0].end..range.end);
            pending.clear();
        } else if kind == Marker::Ours || !opened {
            leave(&mut pending, &mut blank, &mut findings, at);
            pending.push((kind, range));
        } else {
            pending.push((kind, range));
        }
    }
    leave(&mut pending, &mut blank, &mut findings, at);
    (Cow::Owned(blanked(text, &blank)), findings)
}

/// What stands on both sides of a conflict; the common ancestor belongs to none.
fn sides(inside: &[(Marker, Range<usize>)], start: usize, end: usize) -> [Range<usize>; 2] {
    let first_ends = inside.first().map_or(end, |(_, range)| range.start);
    let middle = inside.iter().find(|(kind, _)| *kind == Marker::Middle);
    let second_starts = middle.map_or(end, |(_, range)| range.end);
    [start..first_ends, second_starts..end]
}

/// Markers that make no conflict: each is named, and its line is skipped.
fn leave(
    pending: &mut Vec<(Marker, Range<usize>)>,
    blank: &mut Vec<Range<usize>>,
    findings: &mut Vec<Diagnostic>,
    at: impl Fn(&Range<usize>) -> At,
) {
    for (_, range) in pending.drain(..) {
        findings.push(leftover(at(&range)));
        blank.push(range);
    }
}

fn conflict(text: &str, at: At, (ours, theirs): (At, At)) -> Diagnostic {
    let name = text[at.span.range()].trim_start_matches('<').trim();
    let of = if name.is_empty() { String::new() } else { format!(" ({name})") };
    Diagnostic::new(
        &rules::MERGE_CONFLICT,
        at,
        say!(en: "a merge conflict is still in the file", es: "queda en el archivo un conflicto de fusión"),
    )
    .here(say!(en: "it begins here{of}", es: "comienza aquí{of}"))
    .related(ours, say!(en: "one side", es: "un lado"))
    .related(theirs, say!(en: "the other side", es: "el otro lado"))
    .help(say!(
        en: "Keep one of both, or both, and delete the three marker lines. Until then the first side is read.",
        es: "Conserva uno de los dos, o ambos, y borra las tres líneas de marcas. Mientras tanto se lee el primer lado."
    ))
}

fn leftover(at: At) -> Diagnostic {
    Diagnostic::new(
        &rules::MERGE_CONFLICT,
        at,
        say!(en: "a marker of a merge conflict was left in the file", es: "quedó en el archivo una marca de un conflicto de fusión"),
    )
    .help(say!(en: "Delete the line.", es: "Borra la línea."))
    .fix(false, vec![(at, String::new())])
}

/// The marker lines, in order. A line of equals signs counts only between two others.
fn markers(text: &str) -> Vec<(Marker, Range<usize>)> {
    if !text.contains("<<<<<<<") && !text.contains(">>>>>>>") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        if let Some(kind) = marker(words) {
            found.push((kind, start..start + words.len()));
        }
        start += line.len();
    }
    if !found.iter().any(|(kind, _)| matches!(kind, Marker::Ours | Marker::Theirs)) {
        found.clear();
    }
    found
}

fn marker(line: &str) -> Option<Marker> {
    let (sign, kind) = match line.as_bytes().first()? {
        b'<' => ("<<<<<<<", Marker::Ours),
        b'|' => ("|||||||", Marker::Base),
        b'=' => ("=======", Marker::Middle),
        b'>' => (">>>>>>>", Marker::Theirs),
        _ => return None,
    };
    let rest = line.strip_prefix(sign)?;
    (rest.is_empty() || rest.starts_with(' ')).then_some(kind)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let start = range.start + (inside.len() - inside.trim_start_matches(['\n', '\r']).len());
    let end = range.start + inside.trim_end().len();
    start..end.max(start)
}

fn blanked(text: &str, ranges: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for range in ranges {
        out.push_str(&text[done..range.start]);
        out.extend(
            text[range.clone()].bytes().map(|b| if matches!(b, b'\n' | b'\r') { char::from(b) } else { ' ' }),
        );
        done = range.end;
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: &str = "id: a\n<<<<<<< HEAD\ntext: uno\n=======\ntext: dos más\n>>>>>>> rama\nz: 1\n";

    #[test]
    fn a_conflict_is_one_finding_that_shows_both_sides() {
        let (text, findings) = settle(FileId(0), BOTH);
        assert_eq!(text.len(), BOTH.len());
        assert_eq!(text.split_whitespace().collect::<Vec<_>>(), ["id:", "a", "text:", "uno", "z:", "1"]);
        assert_eq!(findings.len(), 1);
        let sides: Vec<&str> = findings[0].related.iter().map(|(at, _)| &BOTH[at.span.range()]).collect();
        assert_eq!(sides, ["text: uno", "text: dos más"]);
    }

    #[test]
    fn the_common_ancestor_is_left_out() {
        let text = "<<<<<<< a\nx: 1\n||||||| base\nx: 0\n=======\nx: 2\n>>>>>>> b\n";
        let (settled, findings) = settle(FileId(0), text);
        assert_eq!((settled.trim(), findings.len()), ("x: 1", 1));
        assert_eq!(&text[findings[0].related[1].0.span.range()], "x: 2");
    }

    #[test]
    fn a_lone_marker_is_named_and_skipped() {
        let (settled, findings) = settle(FileId(0), "x: 1\n>>>>>>> b\ny: 2\n");
        assert_eq!(findings.len(), 1);
        assert!(!settled.contains('>'));
    }

    #[test]
    fn indented_signs_are_text() {
        let text = "x: |\n  <<<<<<< a\n  =======\n  >>>>>>> b\n";
        assert!(matches!(settle(FileId(0), text), (Cow::Borrowed(_), findings) if findings.is_empty()));
    }
}
