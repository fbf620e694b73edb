//! Which names an expression may use, by the place it stands in.

use super::sites::{Site, Sites};
use super::vocabulary::Vocabulary;
use super::{answers, baseline, case, columns, expected, fields, metrics, parameters};
use crate::diagnostic::{Mistake, say};
use crate::model::dataset::Dataset;
use crate::model::economic_behavior::EconomicBehavior;
use crate::model::expression_field::Names;
use crate::model::metric::Metric;
use crate::model::policy::Policy;
use crate::model::survey::Survey;
use crate::model::{EntityIndex, Kind};
use crate::resolve::{PartIndex, Resolved, Target};
use crate::source::Span;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// Gives every expression its names; what several share is put together once.
pub struct Scopes<'r> {
    resolved: &'r Resolved,
    metrics: OnceCell<Rc<Vocabulary>>,
    /// The same, as the program's own files name them, where it has packages.
    written: OnceCell<Rc<Vocabulary>>,
    datasets: RefCell<HashMap<EntityIndex, Rc<Vocabulary>>>,
}

impl<'r> Scopes<'r> {
    pub fn of(resolved: &'r Resolved) -> Self {
        Self {
            resolved,
            metrics: OnceCell::new(),
            written: OnceCell::new(),
            datasets: RefCell::new(HashMap::new()),
        }
    }

    /// The names that an expression may use.
    pub fn names(&self, sites: &Sites, site: &Site) -> Rc<Vocabulary> {
        match site.expression.names {
            Names::Questions => Rc::new(self.earlier_questions(site)),
            Names::Signal => self.signal(sites, site),
            Names::Columns => self.columns(sites, site),
            Names::OwnColumns => self.dataset(site.from),
            Names::Metrics => self.metrics(site.from),
            Names::Baseline => Rc::new(match self.resolved.as_kind::<EconomicBehavior>(site.from) {
                Some(behavior) => baseline::of_behavior(self.resolved, behavior),
                None => Vocabulary::unreadable(self.resolved),
            }),
            Names::Cuts => Rc::new(match self.resolved.as_kind::<Metric>(site.from) {
                Some(metric) => columns::cuts(self.resolved, metric),
                None => Vocabulary::unreadable(self.resolved),
            }),
            Names::Case => Rc::new(case::of_entity(self.resolved, site.from)),
            Names::Fields => Rc::new(match self.resolved.as_kind::<Policy>(site.from) {
                Some(policy) => fields::of_policy(self.resolved, policy.it, &site.expression.expr),
                None => Vocabulary::unreadable(self.resolved),
            }),
            Names::Parameter => self.parameter(sites, site),
        }
    }

    fn metrics(&self, from: EntityIndex) -> Rc<Vocabulary> {
        let packages = &self.resolved.packages;
        let is_own = packages.of_file(self.resolved.entity(from).file).is_none();
        if is_own && !packages.list.is_empty() {
            return self.written.get_or_init(|| Rc::new(metrics::as_written(self.resolved))).clone();
        }
        self.metrics.get_or_init(|| Rc::new(metrics::all(self.resolved))).clone()
    }

    fn dataset(&self, index: EntityIndex) -> Rc<Vocabulary> {
        let known = self.datasets.borrow().get(&index).cloned();
        known.unwrap_or_else(|| {
            let made = Rc::new(match self.resolved.as_kind::<Dataset>(index) {
                Some(dataset) => columns::of_dataset(self.resolved, dataset),
                None => Vocabulary::unreadable(self.resolved),
            });
            self.datasets.borrow_mut().insert(index, made.clone());
            made
        })
    }

    /// Questions of the same survey, up to the one that the condition belongs to.
    fn earlier_questions(&self, site: &Site) -> Vocabulary {
        let Some(survey) = self.resolved.as_kind::<Survey>(site.from) else {
            return Vocabulary::without_names(self.resolved, shared_question());
        };
        answers::of_survey(self.resolved, survey, site.part.map(|part| self.question(part)))
    }

    /// The question a part belongs to: itself, or the one it is an option of.
    fn question(&self, part: PartIndex) -> PartIndex {
        self.resolved.parts.get(part).parent.unwrap_or(part)
    }

    /// Answers of the survey, or columns of the event or the date, that is named in the same record.
    fn signal(&self, sites: &Sites, site: &Site) -> Rc<Vocabulary> {
        if let Some(at) = sites.beside(site, "survey").next() {
            return match self.resolved.follow::<Survey>(site.from, at) {
                Some(survey) => Rc::new(answers::of_survey(self.resolved, survey, None)),
                None => self.unreadable(),
            };
        }
        let fact = ["event", "before"].into_iter().find_map(|key| sites.beside(site, key).next());
        if let Some(at) = fact {
            return self.columns_at(site.from, at);
        }
        if let Some(at) = sites.beside(site, "metric").next() {
            return match self.resolved.follow::<Metric>(site.from, at) {
                Some(metric) => Rc::new(case::of_metric(self.resolved, metric)),
                None => self.unreadable(),
            };
        }
        Rc::new(Vocabulary::without_names(self.resolved, no_signal()))
    }

    /// Columns of the dataset that the record or a record around it names.
    fn columns(&self, sites: &Sites, site: &Site) -> Rc<Vocabulary> {
        match sites.around(site, "dataset") {
            Some(at) => self.columns_at(site.from, at),
            None => Rc::new(Vocabulary::without_names(self.resolved, no_dataset())),
        }
    }

    /// Columns of the dataset that a reference leads to or into.
    fn columns_at(&self, from: EntityIndex, at: Span) -> Rc<Vocabulary> {
        match self.resolved.target(from, at).and_then(Target::entity) {
            Some(index) if self.resolved.entity(index).kind == Kind::Dataset => self.dataset(index),
            _ => self.unreadable(),
        }
    }

    fn parameter(&self, sites: &Sites, site: &Site) -> Rc<Vocabulary> {
        let words = site.key.as_deref().map_or(&[][..], expected::parameter_words);
        if !words.is_empty() {
            return Rc::new(Vocabulary::of(self.resolved));
        }
        let dataset = sites.around(site, "dataset").map(|at| self.columns_at(site.from, at));
        Rc::new(parameters::names(self.resolved, dataset.as_deref()))
    }

    fn unreadable(&self) -> Rc<Vocabulary> {
        Rc::new(Vocabulary::unreadable(self.resolved))
    }
}

fn shared_question() -> Mistake {
    Mistake::new(
        say!(en: "A shared question does not know what was asked before it.",
             es: "Una pregunta compartida no sabe qué se preguntó antes."),
        say!(en: "Write the condition in each survey that uses it.", es: "Escribe la condición en cada encuesta que la usa."),
    )
}

fn no_signal() -> Mistake {
    Mistake::new(
        say!(en: "Nothing arrives here that a condition could look at.", es: "Aquí no llega nada que una condición pueda mirar."),
        say!(en: "Name a `survey` or an `event` beside `when`, or take the condition away.",
             es: "Nombra una `survey` o un `event` junto a `when`, o quita la condición."),
    )
}

fn no_dataset() -> Mistake {
    Mistake::new(
        say!(en: "Columns are named here, and no dataset is.", es: "Aquí se nombran columnas y ningún conjunto de datos."),
        say!(en: "Add `dataset:` with the table that has them.", es: "Agrega `dataset:` con la tabla que las tiene."),
    )
}
