//! The signal that starts something, in words: a survey's answer, a band, a fact, a date.

use super::page::Page;
use super::view::Shown;
use crate::model::EntityIndex;
use crate::model::expression::{BinaryOp, Expr, Literal, Node, Set, UnaryOp};
use crate::model::library;
use crate::model::playbook::Trigger;
use crate::model::question::Item;
use crate::model::survey::Survey;
use crate::resolve::Target;
use rust_decimal::Decimal;

/// A signal in words, and the icon of its sort.
pub struct Signal {
    pub icon: &'static str,
    pub text: Shown,
}

/// The points of a scale, and which of them start something.
pub struct Hits {
    pub from: i64,
    pub to: i64,
    pub hit: Vec<bool>,
}

impl Hits {
    /// `0 – 6`, when the points that hit are one run.
    pub fn words(&self) -> Option<String> {
        let first = self.hit.iter().position(|h| *h)?;
        let last = self.hit.iter().rposition(|h| *h)?;
        let whole = self.hit[first..=last].iter().all(|h| *h);
        let point = |i: usize| (self.from + i as i64).to_string();
        whole.then(|| if first == last { point(first) } else { format!("{}–{}", point(first), point(last)) })
    }
}

/// What a trigger waits for.
pub fn words(page: &Page<'_>, index: EntityIndex, it: &Trigger) -> Signal {
    if let Some(survey) = page.one(index, &it.survey) {
        let condition = match (hits(page, index, it).and_then(|h| h.words()), it.when.get()) {
            (Some(range), _) => format!("{} {range}", page.word("playbook.answers")),
            (None, Some(when)) => when.text.to_string(),
            (None, None) => page.word("playbook.any_answer"),
        };
        return Signal { icon: "survey", text: survey.wrap(|name| format!("{name}: {condition}")) };
    }
    if let Some(metric) = page.one(index, &it.metric) {
        let band = it.is.get().map(|b| page.value("band", b)).unwrap_or_default();
        let periods = it
            .r#for
            .get()
            .filter(|n| n.0 > 1)
            .map(|n| format!(", {} {}", page.write(n), page.word("playbook.in_a_row")));
        let text = metric.wrap(|name| {
            format!("{name}: {} «{band}»{}", page.word("playbook.falls_in"), periods.unwrap_or_default())
        });
        return Signal { icon: "metric", text };
    }
    if let Some(event) = page.one(index, &it.event) {
        let when = it.when.get().map(|w| format!(" ({})", w.text)).unwrap_or_default();
        return Signal {
            icon: "event",
            text: event.wrap(|name| format!("{} «{name}»{when}", page.word("playbook.event"))),
        };
    }
    if let Some(before) = page.one(index, &it.before) {
        let lead = page.written(&it.lead);
        return Signal {
            icon: "event",
            text: before.wrap(|name| format!("{lead} {} «{name}»", page.word("playbook.before"))),
        };
    }
    let every = page.written(&it.every);
    Signal { icon: "event", text: Shown::new(format!("{} {every}", page.word("playbook.every"))) }
}

/// The points of the scale of the one question that a trigger looks at.
pub fn hits(page: &Page<'_>, index: EntityIndex, it: &Trigger) -> Option<Hits> {
    let condition = it.when.get()?;
    let names = condition.expr.names();
    let question = names.first()?.0.single()?;
    if names.iter().any(|(path, _)| path.single() != Some(question)) {
        return None;
    }
    let (at, _) = it.survey.spanned()?;
    let survey = page.program().follow::<Survey>(index, at)?;
    let asked = survey.it.questions.items().find(|q| q.id.get().is_some_and(|id| id.as_str() == question))?;
    let (from, to) = scale(page, survey.index, asked.item())?;
    let hit = (from..=to).map(|point| holds(&condition.expr, point)).collect::<Option<Vec<bool>>>()?;
    Some(Hits { from, to, hit })
}

/// The scale of a question: its own, or that of the shared or canonical one it uses.
pub fn scale(page: &Page<'_>, from: EntityIndex, it: Item<'_>) -> Option<(i64, i64)> {
    if let Some(range) = it.scale.get().and_then(|s| s.points.get()) {
        return Some((range.from(), range.to()));
    }
    let (at, _) = it.r#use.spanned()?;
    match page.program().target(from, at)? {
        Target::BuiltIn(name) => library::question(name)?.range(),
        Target::Entity(entity) => {
            let shared = page.program().follow::<crate::model::question::Question>(from, at)?;
            scale(page, entity, shared.it.item())
        }
        Target::Part(..) => None,
    }
}

/// Whether a condition over one question holds for an answer; none when it is about more.
fn holds(expr: &Expr, answer: i64) -> Option<bool> {
    match &expr.node {
        Node::Unary(UnaryOp::Not, of) => holds(of, answer).map(|h| !h),
        Node::Binary(BinaryOp::And, a, b) => Some(holds(a, answer)? && holds(b, answer)?),
        Node::Binary(BinaryOp::Or, a, b) => Some(holds(a, answer)? || holds(b, answer)?),
        Node::Binary(op, a, b) if op.compares() => {
            let (a, b) = (number(a, answer)?, number(b, answer)?);
            Some(match op {
                BinaryOp::Equal => a == b,
                BinaryOp::NotEqual => a != b,
                BinaryOp::Less => a < b,
                BinaryOp::AtMost => a <= b,
                BinaryOp::More => a > b,
                _ => a >= b,
            })
        }
        Node::In(of, Set::Range(from, to)) => {
            number(of, answer).map(|n| n >= Decimal::from(*from) && n <= Decimal::from(*to))
        }
        Node::In(of, Set::List(items)) => {
            let n = number(of, answer)?;
            items
                .iter()
                .map(|item| number(item, answer))
                .collect::<Option<Vec<_>>>()
                .map(|all| all.contains(&n))
        }
        Node::State { state, negated, .. } => Some(state.wants_value(*negated)),
        _ => None,
    }
}

fn number(expr: &Expr, answer: i64) -> Option<Decimal> {
    match &expr.node {
        Node::Name(_) => Some(Decimal::from(answer)),
        Node::Literal(Literal::Number(value)) => Some(*value),
        Node::Unary(UnaryOp::Minus, of) => number(of, answer).map(|n| -n),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::expression::parse;

    #[test]
    fn the_points_that_start_a_playbook_are_found() {
        let hits = |text: &str| {
            let expr = parse(text).expect("reads");
            let hit = (0..=10).map(|point| holds(&expr, point)).collect::<Option<Vec<_>>>()?;
            Hits { from: 0, to: 10, hit }.words()
        };
        assert_eq!(hits("recommend <= 6").as_deref(), Some("0–6"));
        assert_eq!(hits("recommend in 7..8").as_deref(), Some("7–8"));
        assert_eq!(hits("recommend = 0 or recommend = 10"), None);
        assert_eq!(hits("drivers includes speed"), None);
    }
}
