//! What tests touch of a program, and what none of them does.

use super::Tried;
use crate::analyze::measure::{self, Facts, Scope, Unmeasured};
use crate::analyze::{Context, business_time};
use crate::diagnostic::{Say, Words, say};
use crate::model::id::Id;
use crate::model::metric::Metric;
use crate::model::playbook::{Playbook, Trigger};
use crate::model::scalar::Scalar;
use crate::model::survey::Survey;
use crate::model::unions::Within;
use crate::model::{EntityIndex, Of};
use crate::resolve::names::{self, metrics};
use crate::source::{At, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Something of a program that a test can touch: by its entity, and by its id or its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spot {
    /// Its value is expected.
    Metric(EntityIndex),
    /// A value that is expected lies in it.
    Band(EntityIndex, String),
    /// It is expected to be open.
    Step(EntityIndex, Id),
    /// A trigger starts its playbook, or does not, as expected.
    Trigger(EntityIndex, Span, bool),
    /// A question is shown to somebody who answers, or is not.
    Asked(EntityIndex, Span, bool),
    /// A deadline, of several, is the one of a case.
    Deadline(EntityIndex, Span),
}

/// What of a program tests can touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    Metrics,
    Bands,
    Steps,
    Branches,
}

impl Aspect {
    pub const ALL: [Self; 4] = [Self::Metrics, Self::Bands, Self::Steps, Self::Branches];

    pub fn name(self) -> &'static str {
        match self {
            Self::Metrics => "metrics",
            Self::Bands => "bands",
            Self::Steps => "steps",
            Self::Branches => "branches",
        }
    }

    pub fn title(self) -> Words {
        match self {
            Self::Metrics => Words { en: "metrics", es: "métricas" },
            Self::Bands => Words { en: "bands of metrics", es: "bandas de métricas" },
            Self::Steps => Words { en: "steps of playbooks", es: "pasos de playbooks" },
            Self::Branches => Words { en: "branches", es: "bifurcaciones" },
        }
    }
}

/// One aspect of a program.
pub struct Part {
    pub aspect: Aspect,
    pub touched: usize,
    pub of: usize,
    /// What no test can touch, whatever it says; it is not counted in `of`.
    pub beyond: usize,
    /// What no test touches, and where it stands.
    pub untouched: Vec<(Say, At)>,
}

/// What all tests together touch of what is in use.
pub struct Coverage {
    pub parts: Vec<Part>,
}

impl Coverage {
    pub fn of(context: &Context<'_>, tried: &[Tried<'_>]) -> Self {
        let touched = tried.iter().flat_map(|tried| tried.touched.iter().cloned()).collect();
        let part = |aspect| Part { aspect, touched: 0, of: 0, beyond: 0, untouched: Vec::new() };
        let mut looker = Looker { context, touched, parts: Aspect::ALL.map(part).into() };
        looker.metrics();
        looker.playbooks();
        looker.surveys();
        Self { parts: looker.parts }
    }

    /// The share of what can be touched that is, of the whole; none when there is nothing.
    pub fn share(&self) -> Option<f64> {
        let sum = |pick: fn(&Part) -> usize| self.parts.iter().map(pick).sum::<usize>() as f64;
        let all = sum(|part| part.of);
        (all > 0.0).then(|| sum(|part| part.touched) / all)
    }
}

/// Goes through a program and counts.
struct Looker<'c, 'p> {
    context: &'c Context<'p>,
    touched: BTreeSet<Spot>,
    parts: Vec<Part>,
}

impl<'p> Looker<'_, 'p> {
    fn part(&mut self, aspect: Aspect) -> &mut Part {
        let place = self.parts.iter().position(|part| part.aspect == aspect).unwrap_or(0);
        &mut self.parts[place]
    }

    fn look(&mut self, aspect: Aspect, spot: &Spot, at: At, what: impl FnOnce() -> Say) {
        let touched = self.touched.contains(spot);
        let part = self.part(aspect);
        part.of += 1;
        if touched {
            part.touched += 1;
        } else {
            part.untouched.push((what(), at));
        }
    }

    fn beyond(&mut self, aspect: Aspect, number: usize) {
        self.part(aspect).beyond += number;
    }

    fn metrics(&mut self) {
        let program = self.context.program;
        let nothing = Facts {
            program,
            tables: BTreeMap::new(),
            as_of: self.context.as_of,
            zone: names::zone(program),
            calendar: business_time::of_program(program),
        };
        for metric in self.context.in_use::<Metric>() {
            let bands = bands(metric);
            let computed = measure::measure(&nothing, metric, &Scope::default());
            if matches!(computed, Err(Unmeasured::Because(_))) {
                self.beyond(Aspect::Metrics, 1);
                self.beyond(Aspect::Bands, bands.len());
                continue;
            }
            let name = metric.entity.name();
            let whole = || Say::same(name.clone());
            self.look(Aspect::Metrics, &Spot::Metric(metric.index), metric.entity.head(), whole);
            for (band, at) in bands {
                let what = || say!(en: "{name}: `{band}`", es: "{name}: `{band}`");
                self.look(Aspect::Bands, &Spot::Band(metric.index, band.clone()), metric.place(at), what);
            }
        }
    }

    fn playbooks(&mut self) {
        for playbook in self.context.in_use::<Playbook>() {
            let mut starts = false;
            for (place, trigger) in playbook.it.trigger.spanned_items() {
                starts |= self.can_happen(playbook, trigger);
                self.trigger(playbook, place, trigger);
            }
            for step in playbook.it.steps.items() {
                let Some((at, id)) = step.id.spanned() else { continue };
                let open = starts && step.only_from.is_absent();
                let name = format!("{}/{id}", playbook.entity.name());
                match open {
                    true => {
                        self.look(Aspect::Steps, &Spot::Step(playbook.index, *id), playbook.place(at), || {
                            Say::same(name.clone())
                        })
                    }
                    false => self.beyond(Aspect::Steps, 1),
                }
                let Some(Within::ByCase(cases)) = step.within.get() else { continue };
                for (at, sla) in cases.iter().filter_map(|case| case.within.spanned()) {
                    let sla = sla.spell();
                    let what = || say!(en: "{name}: the deadline `{sla}`", es: "{name}: el plazo `{sla}`");
                    match open {
                        true => self.look(
                            Aspect::Branches,
                            &Spot::Deadline(playbook.index, at),
                            playbook.place(at),
                            what,
                        ),
                        false => self.beyond(Aspect::Branches, 1),
                    }
                }
            }
        }
    }

    /// A trigger with a condition starts its playbook or does not; one without only starts it.
    fn trigger(&mut self, playbook: Of<'p, Playbook>, place: Span, trigger: &'p Trigger) {
        let conditional = !trigger.when.is_absent() || !trigger.metric.is_absent();
        let ways: &[bool] = if conditional { &[true, false] } else { &[true] };
        if !self.can_happen(playbook, trigger) {
            return self.beyond(Aspect::Branches, ways.len());
        }
        let name = playbook.entity.name();
        let words = by(trigger);
        for starts in ways {
            let what = || match starts {
                true => say!(en: "{name} starts {}", words.en; es: "{name} empieza {}", words.es),
                false => say!(en: "{name} does not start {}", words.en; es: "{name} no empieza {}", words.es),
            };
            let spot = Spot::Trigger(playbook.index, place, *starts);
            self.look(Aspect::Branches, &spot, playbook.place(place), what);
        }
    }

    /// Whether a test can make a trigger happen: none has a calendar, several periods, or a value that
    /// is one for all.
    fn can_happen(&self, playbook: Of<'p, Playbook>, trigger: &Trigger) -> bool {
        if trigger.metric.is_absent() {
            return trigger.every.is_absent();
        }
        let program = self.context.program;
        let metric = program.follow::<Metric>(playbook.index, trigger.metric.span());
        trigger.r#for.get().is_none_or(|periods| periods.0 <= 1)
            && metric.is_some_and(|metric| metrics::each(program, metric).is_some())
    }

    fn surveys(&mut self) {
        for survey in self.context.in_use::<Survey>() {
            for question in survey.it.questions.items() {
                let (Some(id), Some(condition)) = (question.id.get(), question.show_when.get()) else {
                    continue;
                };
                let (at, text) = (question.show_when.span(), &condition.text);
                let name = format!("{}/{id}", survey.entity.name());
                for shown in [true, false] {
                    let what = || match shown {
                        true => say!(en: "{name} is asked (`{text}`)", es: "{name} se pregunta (`{text}`)"),
                        false => {
                            say!(en: "{name} is not asked (`{text}`)", es: "{name} no se pregunta (`{text}`)")
                        }
                    };
                    self.look(
                        Aspect::Branches,
                        &Spot::Asked(survey.index, at, shown),
                        survey.place(at),
                        what,
                    );
                }
            }
        }
    }
}

/// The names of the bands of a metric, whoever they are for, each once.
fn bands(metric: Of<'_, Metric>) -> Vec<(String, Span)> {
    let of_some = metric.it.bands_by.items().flat_map(|some| some.bands.items());
    let mut all: Vec<(String, Span)> = Vec::new();
    for band in metric.it.bands.items().chain(of_some) {
        let Some((at, id)) = band.name.spanned() else { continue };
        if all.iter().all(|(known, _)| known != id.as_str()) {
            all.push((id.to_string(), at));
        }
    }
    all
}

/// What a trigger waits for, in words.
fn by(trigger: &Trigger) -> Say {
    if let Some(when) = trigger.when.get() {
        let text = &when.text;
        return say!(en: "with `{text}`", es: "con `{text}`");
    }
    if let (Some(metric), Some(band)) = (trigger.metric.get(), trigger.is.get()) {
        let (metric, band) = (metric.path, &**band);
        return say!(en: "when `{metric}` is `{band}`", es: "cuando `{metric}` es `{band}`");
    }
    let named = [
        trigger.survey.get().map(|it| it.path),
        trigger.event.get().map(|it| it.path),
        trigger.before.get().map(|it| it.path),
    ];
    match named.into_iter().flatten().next() {
        Some(path) => say!(en: "with `{path}`", es: "con `{path}`"),
        None => Say::default(),
    }
}
