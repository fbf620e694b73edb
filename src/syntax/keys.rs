//! The keys of one map: each once, each a word, none of them a merge.

use super::build::Builder;
use super::rules;
use super::tree::{Data, NodeId, Style};
use crate::diagnostic::{Diagnostic, say};
use crate::source::{At, Span};
use foldhash::fast::FixedState;
use std::collections::{HashMap, HashSet};

type Entry = (NodeId, NodeId);

/// Keys that are compared with one another; of more, a table is made.
const FEW: usize = 12;

impl Builder<'_> {
    /// The entries as they stay in the tree, with a finding for each key that is not as it should be.
    pub(super) fn checked_entries(&mut self, mut kept: Vec<Entry>) -> Vec<Entry> {
        let mut findings = Vec::new();
        let mut merged = Vec::new();
        kept.retain(|(key, value)| {
            let slot = self.slot(*key);
            match &slot.data {
                Data::Scalar(text, _) if text.is_empty() => findings.push(no_name(self.at(slot.span))),
                Data::Scalar(text, Style::Plain) if text == "<<" => {
                    findings.push(merge_key(self.at(slot.span)));
                    self.merge(*value, &mut merged);
                }
                Data::Scalar(..) | Data::Bad => return true,
                Data::List(..) | Data::Map(..) | Data::Alias(_) => {
                    findings.push(no_word(self.at(slot.span)));
                }
            }
            false
        });
        if self.find_duplicates(&kept, &mut findings) {
            kept = self.last_of_each(kept);
        }
        self.add_merged(merged, &mut kept);
        self.findings.extend(findings);
        kept
    }

    /// Whether a key stands here twice; says so for each.
    fn find_duplicates(&self, entries: &[Entry], findings: &mut Vec<Diagnostic>) -> bool {
        if self.are_few_and_differ(entries) {
            return false;
        }
        let before = findings.len();
        if let Some(finding) = self.lost_dash(entries) {
            findings.push(finding);
            return true;
        }
        let mut seen: HashMap<&str, Span, FixedState> =
            HashMap::with_capacity_and_hasher(entries.len(), FixedState::default());
        for (key, _) in entries {
            let slot = self.slot(*key);
            let Data::Scalar(text, _) = &slot.data else { continue };
            if let Some(first) = seen.insert(text, slot.span) {
                findings.push(duplicate(text, self.at(slot.span), self.at(first)));
            }
        }
        findings.len() > before
    }

    /// Whether there are few keys, as in most maps, and no two alike.
    fn are_few_and_differ(&self, entries: &[Entry]) -> bool {
        let name = |(key, _): &Entry| match &self.slot(*key).data {
            Data::Scalar(text, _) => Some(text.as_ref()),
            _ => None,
        };
        let stands_before = |at: usize| {
            let own = name(&entries[at]);
            own.is_some() && entries[..at].iter().any(|entry| name(entry) == own)
        };
        entries.len() <= FEW && !(1..entries.len()).any(stands_before)
    }

    /// An item whose fields begin again with its first one: the dash of the next item is missing.
    fn lost_dash(&self, entries: &[Entry]) -> Option<Diagnostic> {
        let name = |entry: &Entry| match &self.slot(entry.0).data {
            Data::Scalar(text, _) => Some(text.as_ref()),
            _ => None,
        };
        let line_before = |at: Span| {
            let start = at.start as usize;
            let line = self.text[..start].rfind('\n').map_or(0, |i| i + 1);
            (line, &self.text[line..start])
        };
        let first = self.slot(entries.first()?.0).span;
        let (_, head) = line_before(first);
        let dash = head.strip_suffix("- ").filter(|before| before.trim_end_matches(['-', ' ']).is_empty())?;
        let again = entries.iter().skip(1).find(|entry| name(entry) == name(&entries[0]))?;
        let at = self.slot(again.0).span;
        let (line, indent) = line_before(at);
        if !indent.bytes().all(|b| b == b' ') || indent.len() != head.len() || dash.contains('-') {
            return None;
        }
        let end = self.text[line..].find('\n').map_or(self.text.len(), |i| line + i);
        let (key, said) = (name(again)?, self.text[at.start as usize..end].trim_end());
        let shown = super::explain::shorten(format!("{dash}- {said}"));
        let place = self.at(Span::new(line, at.start as usize));
        let message = say!(en: "a new item seems to begin here, and its dash `- ` is missing", es: "aquí parece comenzar un elemento nuevo y le falta su guion `- `");
        Some(
            Diagnostic::new(&rules::DUPLICATE_KEY, self.at(at), message)
                .here(say!(en: "`{key}` for the second time", es: "`{key}` por segunda vez"))
                .related(
                    self.at(first),
                    say!(en: "the item above begins here", es: "el elemento de arriba comienza aquí"),
                )
                .help(say!(en: "Most likely it is:\n  {shown}", es: "Lo más probable es:\n  {shown}"))
                .fix(false, vec![(place, format!("{dash}- "))]),
        )
    }

    /// Of a key that stands here twice, the last one counts; what the others say is not read.
    fn last_of_each(&self, entries: Vec<Entry>) -> Vec<Entry> {
        let name = |key: NodeId| match &self.slot(key).data {
            Data::Scalar(text, _) => Some(text.as_ref()),
            _ => None,
        };
        let mut seen: HashSet<&str> = HashSet::with_capacity(entries.len());
        let mut kept: Vec<Entry> = entries
            .iter()
            .rev()
            .filter(|(key, _)| name(*key).is_none_or(|n| seen.insert(n)))
            .copied()
            .collect();
        kept.reverse();
        kept
    }

    /// Merged fields never replace those that the map writes itself.
    fn add_merged(&self, merged: Vec<Entry>, kept: &mut Vec<Entry>) {
        if merged.is_empty() {
            return;
        }
        let name = |key: NodeId| match &self.slot(key).data {
            Data::Scalar(text, _) => text.to_string(),
            _ => String::new(),
        };
        let mut there: HashSet<String> = kept.iter().map(|(key, _)| name(*key)).collect();
        kept.extend(merged.into_iter().filter(|(key, _)| there.insert(name(*key))));
    }

    /// What `<<` would bring in, so that nothing is reported as missing besides.
    fn merge(&self, value: NodeId, kept: &mut Vec<Entry>) {
        let mut slot = self.slot(value);
        while let Data::Alias(target) = slot.data {
            slot = self.slot(target);
        }
        match &slot.data {
            Data::Map(entries, _) => kept.extend(entries.iter().copied()),
            Data::List(items, _) => items.iter().for_each(|item| self.merge(*item, kept)),
            _ => {}
        }
    }
}

fn no_name(at: At) -> Diagnostic {
    Diagnostic::new(&rules::ODD_KEY, at, say!(en: "a key has no name", es: "una clave no tiene nombre")).help(
        say!(
            en: "Write the name of the field before the colon.",
            es: "Escribe el nombre del campo antes de los dos puntos."
        ),
    )
}

fn no_word(at: At) -> Diagnostic {
    let message = say!(en: "a key must be a word, not a list or a block", es: "una clave debe ser una palabra, no una lista ni un bloque");
    Diagnostic::new(&rules::ODD_KEY, at, message).help(say!(
        en: "A field is written with its name, a colon and its value.",
        es: "Un campo se escribe con su nombre, dos puntos y su valor."
    ))
}

fn merge_key(at: At) -> Diagnostic {
    let message = say!(en: "`<<` copies fields from elsewhere", es: "`<<` copia campos de otro lugar");
    Diagnostic::new(&rules::MERGE_KEY, at, message).help(say!(
        en: "Write the fields out, so that each entity says what it says.",
        es: "Escribe los campos aquí, para que cada entidad diga lo que dice."
    ))
}

fn duplicate(name: &str, at: At, first: At) -> Diagnostic {
    let message = say!(en: "`{name}` is written twice here", es: "`{name}` está escrito dos veces aquí");
    Diagnostic::new(&rules::DUPLICATE_KEY, at, message)
        .here(say!(en: "the second one", es: "la segunda vez"))
        .related(first, say!(en: "the first one", es: "la primera vez"))
        .help(say!(
            en: "Keep one of both. Two things of the same kind are two items of a list, or two documents with `---` between them.",
            es: "Conserva una de las dos. Dos cosas del mismo tipo son dos elementos de una lista, o dos documentos con `---` entre ellos."
        ))
}
