//! The path of a playbook as a drawing: steps downwards, gates as diamonds, what leaves to the right.

use super::{number_of, within};
use crate::emit::site::page::Page;
use crate::emit::site::signal;
use crate::model::EntityIndex;
use crate::model::id::Id;
use crate::model::playbook::{Gate, GateTarget, Playbook, PlaybookStep};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

const LEFT: f64 = 16.0;
const BOX: f64 = 290.0;
const SIDE: f64 = 372.0;
const SIDE_BOX: f64 = 250.0;
const WIDTH: f64 = 660.0;
const LINE: f64 = 16.0;
const GAP: f64 = 32.0;
const DIAMOND: f64 = 220.0;
/// Characters that fit in a line of a box, of a side box, of a diamond.
const BOX_CHARS: usize = 36;
const SIDE_CHARS: usize = 30;
const DIAMOND_CHARS: usize = 19;

#[derive(Serialize, JsonSchema)]
struct Shape {
    x: f64,
    y: f64,
    w: f64,
    h: f64,
    kind: &'static str,
    href: String,
    n: String,
    words: Vec<String>,
    notes: Vec<String>,
    /// The base line of the first word.
    ty: f64,
}

#[derive(Serialize, JsonSchema)]
struct Arrow {
    d: String,
    tone: &'static str,
    word: String,
    lx: f64,
    ly: f64,
}

#[derive(Serialize, JsonSchema)]
pub struct FlowView {
    width: f64,
    height: f64,
    label: String,
    boxes: Vec<Shape>,
    edges: Vec<Arrow>,
}

/// The first sentence of a text.
pub fn opening(text: &str) -> &str {
    let end = text.find(['.', ';']).filter(|at| text[*at..].len() > 1);
    text[..end.unwrap_or(text.len())].trim_end_matches(['.', ' '])
}

/// Cuts a text into lines of about so many characters, at its spaces; never at a no-break space.
pub fn wrap(text: &str, chars: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= chars => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

struct Drawing<'d> {
    page: &'d Page<'d>,
    index: EntityIndex,
    it: &'d Playbook,
    y: f64,
    boxes: Vec<Shape>,
    edges: Vec<Arrow>,
    /// Where each step stands: its box.
    places: BTreeMap<Id, (f64, f64, f64, f64)>,
    /// Arrows to a step that is not drawn yet: from where, and with which word.
    pending: Vec<(f64, f64, Id, &'static str, String)>,
    /// The end of what comes before: x, y, and the word on the way down.
    from: Option<(f64, f64, &'static str, String)>,
    /// Side steps that join the main way again at the next step.
    joining: Vec<(f64, f64)>,
    words: Vec<String>,
}

pub fn view(page: &Page<'_>, index: EntityIndex, it: &Playbook) -> Option<FlowView> {
    it.steps.items().next()?;
    let mut drawing = Drawing {
        page,
        index,
        it,
        y: 10.0,
        boxes: Vec::new(),
        edges: Vec::new(),
        places: BTreeMap::new(),
        pending: Vec::new(),
        from: None,
        joining: Vec::new(),
        words: Vec::new(),
    };
    drawing.start();
    for step in it.steps.items().filter(|s| s.only_from.has_none()) {
        drawing.step(step);
    }
    drawing.end();
    drawing.late_arrows();
    let height = drawing.boxes.iter().map(|b| b.y + b.h).fold(drawing.y, f64::max) + 10.0;
    Some(FlowView {
        width: WIDTH,
        height,
        label: drawing.words.join(". "),
        boxes: drawing.boxes,
        edges: drawing.edges,
    })
}

impl Drawing<'_> {
    fn middle(&self) -> f64 {
        LEFT + BOX / 2.0
    }

    fn round(&mut self, kind: &'static str, x: f64, y: f64, w: f64, words: Vec<String>, href: String) -> f64 {
        let h = 18.0 + LINE * words.len().max(1) as f64 + 6.0;
        let ty = y + h / 2.0 + 5.0 - LINE / 2.0 * (words.len().max(1) - 1) as f64;
        self.boxes.push(Shape { x, y, w, h, kind, href, n: String::new(), words, notes: Vec::new(), ty });
        h
    }

    fn start(&mut self) {
        let signals: Vec<String> =
            self.it.trigger.items().map(|t| signal::words(self.page, self.index, t).text.s).collect();
        let mut words = signals.first().map(|s| wrap(s, BOX_CHARS)).unwrap_or_default();
        if signals.len() > 1 {
            words.push(format!("+ {}", signals.len() - 1));
        }
        self.words.extend(signals);
        let h = self.round("start", LEFT, self.y, BOX, words, "#_trigger".to_owned());
        self.y += h;
        self.from = Some((self.middle(), self.y, "", String::new()));
    }

    /// The arrow from what came before to a place below it.
    fn arrow_down(&mut self, to: f64) {
        if let Some((x, y, tone, word)) = self.from.take() {
            self.edges.push(Arrow {
                d: format!("M{x} {y}V{}", to - 2.0),
                tone,
                lx: x + 9.0,
                ly: y + 19.0,
                word,
            });
        }
        let middle = self.middle();
        for (x, y) in std::mem::take(&mut self.joining) {
            let at = to - GAP / 2.0;
            self.edges.push(Arrow {
                d: format!("M{x} {y}V{at}H{}", middle + 4.0),
                tone: "",
                word: String::new(),
                lx: 0.0,
                ly: 0.0,
            });
        }
    }

    fn box_of(
        &mut self,
        step: &PlaybookStep,
        x: f64,
        y: f64,
        w: f64,
        chars: usize,
        kind: &'static str,
    ) -> f64 {
        let name =
            self.page.opt(&step.common.title).or_else(|| self.page.opt(&step.r#do)).unwrap_or_default().s;
        let name = opening(&name).to_owned();
        let role = self.page.one(self.index, &step.role).map(|r| r.s);
        let mut notes: Vec<String> = within(self.page, step).map(|w| w.s).into_iter().chain(role).collect();
        if kind == "side"
            && let Some(ask) = step.gate.get().and_then(|g| self.page.opt(&g.ask))
        {
            notes.push(ask.s);
        }
        let words = wrap(&name, chars);
        self.words.push(name);
        let id = step.id.value();
        let n = id.and_then(|id| number_of(self.it, id)).map(|n| n.to_string()).unwrap_or_default();
        let notes = wrap(&notes.join(" · "), chars + 4);
        let h = 22.0 + LINE * (words.len() + notes.len()) as f64;
        let href = id.map(|id| format!("#{id}")).unwrap_or_default();
        self.boxes.push(Shape { x, y, w, h, kind, href, n, words, notes, ty: y + 23.0 });
        if let Some(id) = id {
            self.places.insert(id, (x, y, w, h));
        }
        h
    }

    fn step(&mut self, step: &PlaybookStep) {
        let y = self.y + GAP;
        self.arrow_down(y);
        let h = self.box_of(step, LEFT, y, BOX, BOX_CHARS, "step");
        self.y = y + h;
        self.from = Some((self.middle(), self.y, "", String::new()));
        if let Some(gate) = step.gate.get() {
            self.gate(gate);
        }
    }

    fn gate(&mut self, gate: &Gate) {
        let words = self.page.opt(&gate.ask).map(|a| wrap(&a.s, DIAMOND_CHARS)).unwrap_or_default();
        self.words.push(words.join(" "));
        let h = (60.0 + LINE * words.len() as f64).max(84.0);
        let y = self.y + GAP;
        self.arrow_down(y);
        let x = self.middle() - DIAMOND / 2.0;
        let ty = y + h / 2.0 + 5.0 - LINE / 2.0 * (words.len().max(1) - 1) as f64;
        self.boxes.push(Shape {
            x,
            y,
            w: DIAMOND,
            h,
            kind: "gate",
            href: String::new(),
            n: String::new(),
            words,
            notes: Vec::new(),
            ty,
        });
        let yes = (self.page.word("playbook.answer_yes"), gate.if_yes.get());
        let no = (self.page.word("playbook.answer_no"), gate.if_no.get());
        let right = x + DIAMOND;
        let mut bottom = y + h;
        let mut at = y + h / 2.0;
        let mut down = None;
        for (word, target) in [yes, no] {
            match target {
                None => down = Some(word),
                Some(target) => {
                    let used = self.branch(target, word, (right, y + h / 2.0), at);
                    at = used + 20.0;
                    bottom = bottom.max(used);
                }
            }
        }
        self.y = bottom.max(y + h);
        self.from = down.map(|word| (self.middle(), y + h, "yes", word));
    }

    /// What an answer leads to, drawn to the right; gives back how far down it reaches.
    fn branch(&mut self, target: &GateTarget, word: String, from: (f64, f64), at: f64) -> f64 {
        let label =
            |d: String| Arrow { d, tone: "no", word: word.clone(), lx: from.0 + 8.0, ly: from.1 - 8.0 };
        if let Some((span, _)) = target.go_to.spanned()
            && let Some(part) = self.page.program().follow_part(self.index, span)
        {
            let id = part.id;
            let step = self.it.steps.items().find(|s| s.id.value() == Some(id));
            match step {
                Some(step) if !step.only_from.has_none() && !self.places.contains_key(&id) => {
                    let y = at - 26.0;
                    let h = self.box_of(step, SIDE, y, SIDE_BOX, SIDE_CHARS, "side");
                    self.edges.push(label(elbow(from, (SIDE, y + h / 2.0))));
                    self.joining.push((SIDE + SIDE_BOX / 2.0, y + h));
                    return y + h;
                }
                _ => {
                    self.pending.push((from.0, from.1, id, "no", word));
                    return from.1;
                }
            }
        }
        let (text, href) = self.out_words(target);
        let words = wrap(&text, SIDE_CHARS);
        self.words.push(text);
        let y = at - 20.0;
        let h = self.round("out", SIDE, y, SIDE_BOX, words, href);
        self.edges.push(label(elbow(from, (SIDE, y + h / 2.0))));
        y + h
    }

    fn out_words(&self, target: &GateTarget) -> (String, String) {
        if let Some(other) = self.page.one(self.index, &target.hand_over_to) {
            return (format!("{} {}", self.page.word("playbook.hands_over"), other.s), other.href);
        }
        if let Some(outcome) = self.page.one(self.index, &target.end) {
            return (format!("{}: {}", self.page.word("playbook.ends"), outcome.s), outcome.href);
        }
        (self.page.word("playbook.stops"), String::new())
    }

    fn end(&mut self) {
        if self.from.is_none() && self.joining.is_empty() {
            return;
        }
        let y = self.y + GAP;
        self.arrow_down(y);
        let word = self.page.word("journey.end");
        let middle = self.middle();
        let h = self.round("out", middle - 60.0, y, 120.0, vec![word], String::new());
        self.y = y + h;
    }

    /// Arrows that go back or ahead along the main way, on its left or right.
    fn late_arrows(&mut self) {
        for (x, y, id, tone, word) in std::mem::take(&mut self.pending) {
            let Some((bx, by, bw, bh)) = self.places.get(&id).copied() else { continue };
            let lane = LEFT + BOX + 28.0;
            let d = format!("M{x} {y}H{lane}V{}H{}", by + bh / 2.0, bx + bw + 2.0);
            self.edges.push(Arrow { d, tone, word, lx: x + 8.0, ly: y - 8.0 });
        }
    }
}

/// A line to the right that goes down or up on its way.
fn elbow(from: (f64, f64), to: (f64, f64)) -> String {
    if (from.1 - to.1).abs() < 1.0 {
        return format!("M{} {}H{}", from.0, from.1, to.0 - 2.0);
    }
    let turn = (from.0 + to.0) / 2.0;
    format!("M{} {}H{turn}V{}H{}", from.0, from.1, to.1, to.0 - 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_its_first_sentence_and_at_its_spaces() {
        assert_eq!(opening("Llama y escucha. Anota sus palabras."), "Llama y escucha");
        assert_eq!(opening("Llama."), "Llama");
        assert_eq!(wrap("Llamar y agradecer la sinceridad", 12), ["Llamar y", "agradecer la", "sinceridad"]);
    }
}
