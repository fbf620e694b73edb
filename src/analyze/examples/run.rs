//! Signals arrive one after another and playbooks start, each for one customer.

use super::due;
use super::given::{From, Scene, Signal};
use super::spelled;
use crate::analyze::in_use;
use crate::analyze::playbooks::precedence;
use crate::diagnostic::{Say, say};
use crate::model::dataset::Dataset;
use crate::model::expression::{TypedExpr, Value, holds, truth};
use crate::model::playbook::{Playbook, ProtectedCase, Trigger};
use crate::model::time::Date;
use crate::model::time::calendar::after;
use crate::model::unions::WordOr;
use crate::model::{EntityIndex, Of};
use crate::resolve::{Resolved, Target};
use crate::source::Span;
use jiff::Zoned;
use std::collections::{BTreeMap, BTreeSet};

/// A playbook at work for a customer.
pub struct Case<'p> {
    pub playbook: Of<'p, Playbook>,
    pub customer: String,
    pub started: Zoned,
    /// What is known of it: answers or columns of its signal.
    pub signal: usize,
    /// Where the trigger stands that started it.
    pub trigger: Span,
    /// From then on a new signal starts another one; never, when nothing says how long it may take.
    pub over: Option<Zoned>,
}

/// Why a playbook did not start although a signal of its kind arrived.
pub struct Refusal {
    pub playbook: EntityIndex,
    pub customer: String,
    /// The trigger that did not let it start; none when something else won.
    pub trigger: Option<Span>,
    pub why: Say,
    /// The test does not say enough to tell.
    pub unknown: bool,
}

/// Everything that came of the signals of a test.
#[derive(Default)]
pub struct Run<'p> {
    pub cases: Vec<Case<'p>>,
    pub refusals: Vec<Refusal>,
}

/// A playbook that a signal may start.
struct Candidate<'p> {
    playbook: Of<'p, Playbook>,
    signal: usize,
    trigger: Span,
}

impl<'p> Run<'p> {
    pub fn of(scene: &Scene<'p>) -> Self {
        let mut run = Run::default();
        let mut groups: BTreeMap<(Zoned, &str), Vec<Candidate<'p>>> = BTreeMap::new();
        for (index, signal) in scene.signals.iter().enumerate() {
            for playbook in &listening(scene, signal) {
                for (place, trigger) in playbook.it.trigger.spanned_items() {
                    let Some(starts) = starts_at(scene, *playbook, trigger, signal) else { continue };
                    if !in_use(playbook.entity, Date(starts.date())) {
                        continue;
                    }
                    let refusal = refused(scene, *playbook, trigger, signal);
                    match refusal {
                        Some((why, unknown)) => run.refusals.push(Refusal {
                            playbook: playbook.index,
                            customer: signal.customer.clone(),
                            trigger: Some(place),
                            why,
                            unknown,
                        }),
                        None => {
                            let group = groups.entry((starts, &signal.customer)).or_default();
                            if group.iter().all(|known| known.playbook.index != playbook.index) {
                                group.push(Candidate { playbook: *playbook, signal: index, trigger: place });
                            }
                        }
                    }
                }
            }
        }
        for ((at, customer), candidates) in groups {
            run.start(scene, &at, customer, candidates);
        }
        run
    }

    /// The case that is open for a customer at a moment.
    pub fn open(&self, playbook: EntityIndex, customer: &str, at: &Zoned) -> Option<&Case<'p>> {
        self.cases.iter().find(|case| {
            case.playbook.index == playbook
                && case.customer == customer
                && case.started <= *at
                && case.over.as_ref().is_none_or(|over| at <= over)
        })
    }

    /// Starts what arrives at one moment for one customer, as far as nothing wins over it.
    fn start(&mut self, scene: &Scene<'p>, at: &Zoned, customer: &str, candidates: Vec<Candidate<'p>>) {
        let arriving: Vec<Of<'p, Playbook>> = candidates.iter().map(|candidate| candidate.playbook).collect();
        for Candidate { playbook, signal, trigger } in candidates {
            if self.open(playbook.index, customer, at).is_some() {
                continue; // the signal joins the case
            }
            if let Some(why) = self.loses(scene, playbook, &arriving, customer, at) {
                let (playbook, customer) = (playbook.index, customer.to_owned());
                self.refusals.push(Refusal { playbook, customer, trigger: None, why, unknown: false });
                continue;
            }
            let (customer, started) = (customer.to_owned(), at.clone());
            let mut case = Case { playbook, customer, started, signal, trigger, over: None };
            case.over = due::over(scene, &case);
            self.cases.push(case);
        }
    }

    /// What wins over a playbook for the same customer: one that it names under `not_with`, otherwise, at
    /// the same moment, a complaint before a recovery, that before keeping a customer, that before the rest.
    fn loses(
        &self,
        scene: &Scene<'p>,
        playbook: Of<'p, Playbook>,
        arriving: &[Of<'p, Playbook>],
        customer: &str,
        at: &Zoned,
    ) -> Option<Say> {
        let yields_to = |one: Of<'p, Playbook>, other: EntityIndex| {
            let mut named = one.it.not_with.spanned_items();
            named.any(|(at, _)| scene.program.target(one.index, at) == Some(Target::Entity(other)))
        };
        for other in arriving.iter().filter(|other| other.index != playbook.index) {
            let (id, rank, other_rank) = (other.id(), precedence(playbook.it), precedence(other.it));
            match (yields_to(playbook, other.index), yields_to(*other, playbook.index)) {
                (true, false) => {
                    return Some(
                        say!(en: "`{id}` starts at the same moment and wins (`not_with`)", es: "`{id}` empieza en el mismo momento y gana (`not_with`)"),
                    );
                }
                (false, true) => {}
                (both, _)
                    if other_rank < rank || (both && other_rank == rank && other.id() < playbook.id()) =>
                {
                    return Some(
                        say!(en: "`{id}` starts at the same moment and goes first", es: "`{id}` empieza en el mismo momento y va primero"),
                    );
                }
                _ => {}
            }
        }
        let open = self.cases.iter().filter(|case| case.started < *at && case.customer == customer);
        let winner = open
            .filter(|case| self.open(case.playbook.index, customer, at).is_some())
            .find(|case| yields_to(playbook, case.playbook.index))?;
        let (id, since) = (winner.playbook.id(), spelled(&winner.started));
        Some(
            say!(en: "`{id}` is open since {since} and wins (`not_with`)", es: "`{id}` está abierto desde {since} y gana (`not_with`)"),
        )
    }
}

/// The playbooks that a signal of this kind may start, in the order of their ids.
fn listening<'p>(scene: &Scene<'p>, signal: &Signal) -> Vec<Of<'p, Playbook>> {
    let source = match signal.from {
        From::Survey(survey) => survey,
        From::Event(dataset, _) => dataset,
    };
    let named =
        scene.program.edges_to(source).filter(|edge| matches!(edge.field(), "survey" | "event" | "before"));
    let indices: BTreeSet<EntityIndex> = named.map(|edge| edge.from).collect();
    indices.into_iter().filter_map(|index| scene.program.as_kind::<Playbook>(index)).collect()
}

/// When a signal would start a playbook by one of its triggers; none when it is not of its kind.
fn starts_at(
    scene: &Scene<'_>,
    playbook: Of<'_, Playbook>,
    trigger: &Trigger,
    signal: &Signal,
) -> Option<Zoned> {
    let program = scene.program;
    match signal.from {
        From::Survey(survey) => {
            let named = trigger.survey.spanned().and_then(|(at, _)| program.target(playbook.index, at));
            (named == Some(Target::Entity(survey))).then(|| signal.at.clone())
        }
        From::Event(dataset, event) => {
            let at = |at| program.target(playbook.index, at);
            if trigger.event.spanned().and_then(|(place, _)| at(place)) == Some(event) {
                return Some(signal.at.clone());
            }
            let ahead = trigger.before.spanned().and_then(|(place, _)| at(place))?;
            let known =
                if ahead == event { signal.at.clone() } else { date_of(scene, dataset, ahead, signal)? };
            let lead = trigger.lead.value()?;
            let back = crate::model::quantity::Duration::new(-lead.amount(), lead.unit());
            after(&known, back)
        }
    }
}

/// The date that a fact gives in a column.
fn date_of(scene: &Scene<'_>, dataset: EntityIndex, column: Target, signal: &Signal) -> Option<Zoned> {
    let Target::Part(owner, part) = column else { return None };
    if owner != dataset {
        return None;
    }
    match signal.values.get(scene.program.parts.get(part).id.as_str())? {
        Value::Date(day) => day.to_zoned(scene.zone.clone()).ok(),
        Value::Moment(moment) => Some(moment.to_zoned(scene.zone.clone())),
        _ => None,
    }
}

/// Why a signal of the right kind does not start a playbook, and whether the test leaves it open.
fn refused(
    scene: &Scene<'_>,
    playbook: Of<'_, Playbook>,
    trigger: &Trigger,
    signal: &Signal,
) -> Option<(Say, bool)> {
    if !trigger.when.is_absent() {
        let condition = scene.program.expression(playbook.index, trigger.when.span())?;
        let text = trigger.when.get().map(|when| when.text.clone()).unwrap_or_default();
        match truth(condition, signal) {
            Some(true) => {}
            Some(false) => {
                let given = told(condition, signal);
                return Some((
                    say!(en: "`{text}` does not hold with {given}", es: "`{text}` no se cumple con {given}"),
                    false,
                ));
            }
            None => {
                let missing = missing(condition, signal);
                return Some((
                    say!(en: "`{text}` is not known to hold: {missing} is not given", es: "no se sabe si se cumple `{text}`: no se da {missing}"),
                    false,
                ));
            }
        }
    }
    let person = scene.person(&signal.customer);
    if !playbook.it.audience.has_none() {
        let customer = &signal.customer;
        let Some(own) = person.archetype else {
            return Some((
                say!(en: "it is for certain archetypes, and the test does not say which one `{customer}` is", es: "es para ciertos arquetipos, y la prueba no dice cuál es `{customer}`"),
                true,
            ));
        };
        let mut audience = playbook.it.audience.spanned_items();
        if !audience.any(|(at, _)| scene.program.target(playbook.index, at) == Some(Target::Entity(own))) {
            let own = scene.program.entity(own).id;
            return Some((say!(en: "it is not for `{own}`", es: "no es para `{own}`"), false));
        }
    }
    held_out(scene, playbook, signal, person.control)
}

/// Whether the customer is left untreated for comparison; some are always treated.
fn held_out(
    scene: &Scene<'_>,
    playbook: Of<'_, Playbook>,
    signal: &Signal,
    control: bool,
) -> Option<(Say, bool)> {
    let group = playbook.it.control_group.get().filter(|_| control)?;
    let protected = group.exclude.spanned_items().any(|(at, exclusion)| match exclusion {
        WordOr::Other(_) => {
            scene.program.expression(playbook.index, at).is_some_and(|condition| holds(condition, signal))
        }
        WordOr::Word(ProtectedCase::OpenComplaint) => complained(scene, signal),
        WordOr::Word(_) => false,
    });
    let customer = &signal.customer;
    (!protected).then(|| {
        (say!(en: "`{customer}` is in the comparison group", es: "`{customer}` está en el grupo de comparación"), false)
    })
}

/// Whether a signal that starts a playbook for complaints came before from the same customer.
fn complained(scene: &Scene<'_>, signal: &Signal) -> bool {
    let earlier =
        scene.signals.iter().filter(|other| other.customer == signal.customer && other.at <= signal.at);
    earlier.into_iter().any(|other| {
        let complaints = listening(scene, other).into_iter().filter(|playbook| precedence(playbook.it) == 0);
        complaints.into_iter().any(|playbook| {
            playbook.it.trigger.items().any(|trigger| {
                let condition = scene.program.expression(playbook.index, trigger.when.span());
                starts_at(scene, playbook, trigger, other).is_some()
                    && (trigger.when.is_absent()
                        || condition.is_some_and(|condition| holds(condition, other)))
            })
        })
    })
}

/// The values that decide a condition: `recommend` = 8.
fn told(condition: &TypedExpr, signal: &Signal) -> String {
    let one = |symbol: &std::sync::Arc<crate::model::expression::Symbol>| {
        let value = signal.values.get(&symbol.name)?;
        let name = symbol.name.rsplit('/').next()?;
        Some(format!("`{name}` = {}", word(value)))
    };
    condition.symbols().iter().filter_map(one).collect::<Vec<_>>().join(", ")
}

fn missing(condition: &TypedExpr, signal: &Signal) -> String {
    let symbols = condition.symbols();
    let absent = symbols
        .iter()
        .filter(|symbol| signal.values.get(&symbol.name).is_none_or(|value| *value == Value::None));
    let names = absent.map(|symbol| format!("`{}`", symbol.name.rsplit('/').next().unwrap_or_default()));
    names.collect::<Vec<_>>().join(", ")
}

pub fn word(value: &Value) -> String {
    match value {
        Value::None | Value::Group => "–".to_owned(),
        Value::YesNo(value) => value.to_string(),
        Value::Number(number) | Value::Quantity(number, _) => number.normalize().to_string(),
        Value::Text(text) => format!("`{text}`"),
        Value::Several(taken) => format!("[{}]", taken.join(", ")),
        Value::Date(day) => day.to_string(),
        Value::Moment(moment) => moment.to_string(),
    }
}

/// The dataset of an event, for messages.
pub fn event_name(program: &Resolved, dataset: EntityIndex, event: Target) -> String {
    let part = match event {
        Target::Part(_, part) => program.parts.get(part).id.as_str(),
        _ => "",
    };
    let owner = program.as_kind::<Dataset>(dataset).map(|dataset| dataset.id().as_str()).unwrap_or_default();
    format!("{owner}/{part}")
}
