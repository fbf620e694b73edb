//! The signal that starts something, in words: a survey's answer, a band, a fact, a date.

use super::page::Page;
use super::view::Shown;
use crate::model::EntityIndex;
use crate::model::expression::satisfying;
use crate::model::playbook::Trigger;

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

/// What a trigger waits for, in words alone.
pub fn spoken(page: &Page<'_>, index: EntityIndex, it: &Trigger) -> String {
    words(page, index, it).text.s
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
    let (at, _) = it.when.spanned()?;
    it.survey.get()?;
    let condition = page.program().expression(index, at)?;
    let (from, to) = condition.symbols().first()?.scale?;
    let codes = satisfying(condition)?.codes;
    Some(Hits { from, to, hit: (from..=to).map(|point| codes.contains(&point)).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_that_are_one_run_have_words() {
        let hits = |hit: fn(i64) -> bool| Hits { from: 0, to: 10, hit: (0..=10).map(hit).collect() }.words();
        assert_eq!(hits(|point| point <= 6).as_deref(), Some("0–6"));
        assert_eq!(hits(|point| point == 10).as_deref(), Some("10"));
        assert_eq!(hits(|point| point == 0 || point == 10), None);
        assert_eq!(hits(|_| false), None);
    }
}
