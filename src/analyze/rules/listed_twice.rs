//! The same thing twice in one list.
//!
//! A metric that stands twice on a scorecard takes the place of one that is missing, and a name that
//! was copied and not changed is read as if the other were there.
//!
//! Source: how scorecards are read: every line weighs the same, so what stands twice counts double.
//!
//! Bad:
//!
//! ```yaml
//! metrics: [relationship-nps, churn-rate, relationship-nps]
//! ```
//!
//! Good:
//!
//! ```yaml
//! metrics: [relationship-nps, churn-rate, effort]
//! ```
//!
//! How to fix it: write the one that was meant, or take the second out.
//!
//! # es
//! Lo mismo dos veces en una lista.
//!
//! Una métrica que está dos veces en un tablero ocupa el lugar de una que falta, y un nombre que se
//! copió sin cambiarlo se lee como si estuviera el otro.
//!
//! Fuente: cómo se lee un tablero: toda línea pesa lo mismo, y lo que está dos veces cuenta doble.
//!
//! Mal:
//!
//! ```yaml
//! metrics: [relationship-nps, churn-rate, relationship-nps]
//! ```
//!
//! Bien:
//!
//! ```yaml
//! metrics: [relationship-nps, churn-rate, effort]
//! ```
//!
//! Cómo corregirlo: escribe el que querías poner, o quita el segundo.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::id::Id;
use crate::model::record::RecordInfo;
use crate::model::reference::Reference;
use crate::model::walk::{Leaf, Visitor};
use crate::resolve::{Edge, Target};
use crate::source::{Span, without_item};
use std::collections::BTreeMap;

rule! { listed_twice Suspicious Warning everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for (index, entity) in context.program.entities().filter(|(_, entity)| context.is_in_use(entity)) {
        if !repeats(context.program.edges_from(index)) {
            continue;
        }
        let mut lists = Lists::default();
        entity.body.walk(entity.span, &mut lists);
        out.about(entity);
        for list in lists.done {
            let mut seen: BTreeMap<Target, Span> = BTreeMap::new();
            for at in list {
                let Some(target) = context.program.target(index, at) else { continue };
                let Some(first) = seen.get(&target).copied() else {
                    seen.insert(target, at);
                    continue;
                };
                let text = context.sources.get(entity.file).text();
                let word = text.get(at.range()).unwrap_or_default();
                let edits = without_item(text, at).map(|span| (entity.place(span), String::new()));
                out.push(
                    RULE.finding(
                        entity.place(at),
                        say!(en: "`{word}` stands twice in this list", es: "`{word}` está dos veces en esta lista"),
                    )
                    .help(say!(en: "write the one that was meant, or take the second out", es: "escribe el que querías poner, o quita el segundo"))
                    .related(entity.place(first), say!(en: "the first time", es: "la primera vez"))
                    .guess(edits.into_iter().collect()),
                );
            }
        }
    }
}

/// Whether references that follow one another under one key, as those of a list do, lead to one thing.
fn repeats(edges: &[Edge]) -> bool {
    edges.chunk_by(|one, next| one.field() == next.field()).filter(|run| run.len() > 1).any(|run| {
        let mut targets: Vec<&Target> = run.iter().map(|edge| &edge.to).collect();
        targets.sort_unstable();
        targets.windows(2).any(|pair| pair[0] == pair[1])
    })
}

/// The lists of references, each as the places of its items.
#[derive(Default)]
struct Lists {
    /// What is open: a list with its references, or anything else.
    open: Vec<Option<Vec<Span>>>,
    done: Vec<Vec<Span>>,
}

impl Lists {
    fn close(&mut self) {
        let list = self.open.pop().flatten();
        self.done.extend(list.filter(|list| list.len() > 1));
    }
}

impl<'m> Visitor<'m> for Lists {
    fn record(&mut self, _: &'static RecordInfo, _: Option<(Id, Span)>, _: Span) {
        self.open.push(None);
    }

    fn end_record(&mut self, _: &'static RecordInfo) {
        self.close();
    }

    fn list(&mut self) {
        self.open.push(Some(Vec::new()));
    }

    fn end_list(&mut self) {
        self.close();
    }

    fn map(&mut self) {
        self.open.push(None);
    }

    fn end_map(&mut self) {
        self.close();
    }

    fn leaf(&mut self, leaf: Leaf<'m>, span: Span) {
        if let (Leaf::Reference(_), Some(Some(list))) = (leaf, self.open.last_mut()) {
            list.push(span);
        }
    }

    fn key_reference(&mut self, _: &'m dyn Reference, _: Span) {}
}
