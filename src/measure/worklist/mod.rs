//! The work list of a playbook: whom to contact now, by whom and until when, in the order of the queue, and
//! who is left out and why.
//!
//! The query gives every signal. What opening hours, months and other clocks decide is worked out here, by
//! the calendar that `senda test` uses: which signals join an open case, when a case is over, when its first
//! step is due.

mod cases;
mod contacts;
pub mod ledger;

use crate::analyze::contacts::limits::Policies;
use crate::analyze::{Checked, business_time};
use crate::diagnostic::{Mistake, Say, say};
use crate::emit::kpi::signals::Signals;
use crate::measure::engine::Rows;
use crate::model::Of;
use crate::model::archetype::Archetype;
use crate::model::channel::Channel;
use crate::model::id::Id;
use crate::model::playbook::{Playbook, QueueOrder};
use crate::model::role::Role;
use crate::model::time::Date;
use crate::model::time::calendar::after;
use crate::resolve::names;
use cases::Case;
use contacts::Contacts;
use jiff::Zoned;
use ledger::{Arm, Assigned, Ledger};
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A case that is open on the day.
pub struct Entry {
    pub customer: String,
    pub archetype: Option<String>,
    pub started: Zoned,
    /// Which of the triggers, from 0.
    pub trigger: usize,
    pub score: Option<f64>,
    pub arm: Arm,
    /// When the customer was drawn; today, for one that is not in the ledger.
    pub assigned: Date,
    pub draw: String,
    /// By when the first step is due.
    ///
    /// # Errors
    /// It has no deadline, or no clock to run by.
    pub due: Result<Zoned, Mistake>,
    /// When the case is over.
    pub over: Option<Zoned>,
    /// What the customer is worth in a year.
    pub worth: Option<Decimal>,
    /// The rule of a contact policy that holds the first contact back, and until when.
    pub waits: Option<(String, Zoned)>,
    strata: String,
}

/// The whole list.
pub struct WorkList<'p> {
    pub playbook: Of<'p, Playbook>,
    pub as_of: Date,
    /// The first step, who takes it and where.
    pub step: Option<Id>,
    pub role: Option<Id>,
    pub channel: Option<Id>,
    /// To be contacted now, in order.
    pub now: Vec<Entry>,
    /// Held back by a contact policy.
    pub waiting: Vec<Entry>,
    /// Left untreated for comparison.
    pub held_out: Vec<Entry>,
    /// Rows that do not say whom they are about.
    pub nobody: usize,
    /// Rows whose moment could not be read.
    pub timeless: usize,
    /// Assignments that are new to the ledger.
    pub new: Vec<Assigned>,
    pub notes: Vec<Say>,
}

/// What a list is made of.
pub struct Making<'m, 'p> {
    pub checked: &'m Checked<'p>,
    pub signals: &'m Signals<'p>,
    pub rows: &'m Rows,
    /// The contacts of the log, when there is one.
    pub contacts: Option<&'m Rows>,
    pub ledger: &'m Ledger,
}

impl<'p> Making<'_, 'p> {
    /// Works the list out.
    pub fn list(&self) -> WorkList<'p> {
        let (program, playbook) = (self.checked.program, self.signals.playbook);
        let zone = names::zone(program);
        let calendar = business_time::of_program(program);
        let found = cases::open(self, &zone, calendar.as_ref());
        let first = crate::analyze::playbooks::Flow::of(playbook.it).first();
        let step = first.and_then(|at| playbook.it.steps.items().nth(at));
        let follow = |at| program.follow::<Role>(playbook.index, at).map(|role| role.id());
        let mut list = WorkList {
            playbook,
            as_of: self.checked.as_of,
            step: step.and_then(|step| step.id.value()),
            role: step.and_then(|step| follow(step.role.span())),
            channel: step.and_then(|step| {
                program.follow::<Channel>(playbook.index, step.channel.span()).map(|channel| channel.id())
            }),
            now: Vec::new(),
            waiting: Vec::new(),
            held_out: Vec::new(),
            nobody: found.nobody,
            timeless: found.timeless,
            new: Vec::new(),
            notes: self.notes(),
        };
        let worth = self.worth();
        let policies = Policies::of(program, self.checked.as_of);
        let reaches =
            step.is_some_and(|it| crate::analyze::contacts::limits::reaches_out(program, playbook, it));
        let contacts = self.contacts.filter(|_| reaches).map(|rows| Contacts::of(program, rows, &zone));
        for case in found.cases {
            let mut entry = self.entry(&case, &worth, &mut list.new);
            entry.waits = contacts
                .as_ref()
                .and_then(|contacts| contacts.holds_back(&policies, playbook, &entry.customer, &found.now));
            match entry.arm {
                Arm::Control => list.held_out.push(entry),
                _ if entry.waits.is_some() => list.waiting.push(entry),
                _ => list.now.push(entry),
            }
        }
        for entries in [&mut list.now, &mut list.waiting, &mut list.held_out] {
            self.sort(entries);
        }
        list
    }

    fn entry(&self, case: &Case, worth: &BTreeMap<String, Decimal>, new: &mut Vec<Assigned>) -> Entry {
        let id = self.signals.playbook.id().to_string();
        let today = self.checked.as_of;
        let known = self.ledger.of(&id, &case.customer);
        let arm = self.arm(case, known.map(|(line, on)| (line.arm, on)));
        let assigned = known.map_or(today, |(_, on)| on);
        if self.signals.draw.is_some() && known.is_none_or(|(line, _)| line.arm != arm) {
            new.push(Assigned {
                playbook: id,
                customer: case.customer.clone(),
                arm,
                on: today,
                draw: case.draw.clone(),
                strata: case.strata.clone(),
            });
        }
        Entry {
            customer: case.customer.clone(),
            archetype: case.archetype.clone(),
            started: case.started.clone(),
            trigger: case.trigger,
            score: case.score,
            arm,
            assigned,
            draw: case.draw.clone(),
            due: case.due.clone(),
            over: case.over.clone(),
            worth: case.archetype.as_ref().and_then(|id| worth.get(id).copied()),
            waits: None,
            strata: case.strata.clone(),
        }
    }

    /// The group of a customer: whoever is protected today is; whoever was drawn before stays, for as
    /// long as the playbook says.
    fn arm(&self, case: &Case, known: Option<(Arm, Date)>) -> Arm {
        if case.arm == Arm::Protected {
            return Arm::Protected;
        }
        match known {
            None => case.arm,
            Some((Arm::Control, on)) => {
                let lasts = self.signals.playbook.it.control_group.get().and_then(|it| it.lasts.value());
                let start = on.0.to_zoned(names::zone(self.checked.program)).ok();
                let over = lasts.zip(start).and_then(|(lasts, start)| after(&start, lasts));
                if over.is_some_and(|over| over.date() <= self.checked.as_of.0) {
                    Arm::Released
                } else {
                    Arm::Control
                }
            }
            Some((arm, _)) => arm,
        }
    }

    /// What customers of each archetype are worth in a year, in the currency of the program.
    fn worth(&self) -> BTreeMap<String, Decimal> {
        let program = self.checked.program;
        let rates = names::rates(program);
        let current = self.signals.playbook.it.prioritize_by.value() == Some(QueueOrder::CurrentValue);
        let of = |it: Of<'_, Archetype>| {
            let value = it.it.value.get()?;
            let rate = if current { value.current.get()? } else { value.projected.get()? };
            let money = rate.annual()?;
            let rates = rates.as_ref()?;
            Some((it.id().to_string(), rates.convert(money.amount, money.currency, rates.base())?))
        };
        program.all::<Archetype>().filter_map(of).collect()
    }

    /// By the queue of the playbook, then by due time, then by the moment, then by the customer.
    fn sort(&self, entries: &mut [Entry]) {
        let order = self.signals.playbook.it.prioritize_by.value();
        let due = |entry: &Entry| entry.due.as_ref().ok().map(Zoned::timestamp);
        let late = |entry: &Entry| due(entry).map_or((true, entry.started.timestamp()), |due| (false, due));
        let rest = |entry: &Entry| (late(entry), entry.started.timestamp(), entry.customer.clone());
        match order {
            Some(QueueOrder::ProjectedValue | QueueOrder::CurrentValue) => {
                entries.sort_by_cached_key(|entry| (Reverse(entry.worth), rest(entry)));
            }
            Some(QueueOrder::LowestScore) => entries.sort_by(|a, b| {
                let score = |entry: &Entry| entry.score.unwrap_or(f64::INFINITY);
                score(a).total_cmp(&score(b)).then_with(|| rest(a).cmp(&rest(b)))
            }),
            Some(QueueOrder::Oldest) => {
                entries.sort_by_cached_key(|entry| (entry.started.timestamp(), rest(entry)));
            }
            _ => entries.sort_by_cached_key(rest),
        }
    }

    fn notes(&self) -> Vec<Say> {
        let mut notes = Vec::new();
        let signals = self.signals;
        if signals.draw.is_none() {
            notes.push(match signals.playbook.it.control_group.get() {
                None => say!(en: "it has no `control_group`: everybody is treated, and whether it helps will not be known", es: "no tiene `control_group`: se trata a todos, y no se sabrá si sirve"),
                Some(_) => say!(en: "its `control_group` is not drawn by lot (`assignment: random`), so nobody is held out here", es: "su `control_group` no se sortea (`assignment: random`), así que aquí nadie queda fuera"),
            });
        }
        for word in &signals.unseen {
            let word = word.word();
            notes.push(say!(en: "no column says who is `{word}`: whoever works the list takes them out of the comparison, or the playbook says it with a condition", es: "ninguna columna dice quién es `{word}`: quien trabaja la lista los saca de la comparación, o el playbook lo dice con una condición"));
        }
        for problem in &signals.lost {
            let (why, help) = (&problem.why, &problem.help);
            notes.push(say!(en: "a part is missing: {}; {}", why.en, help.en; es: "falta una parte: {}; {}", why.es, help.es));
        }
        if self.contacts.is_none() {
            notes.push(say!(en: "no contact policy names a `log`, so contacts made elsewhere are not known here", es: "ninguna política de contacto nombra un `log`, así que aquí no se conocen los contactos hechos en otra parte"));
        }
        notes
    }
}

impl Entry {
    /// What both groups are compared by, as a JSON object of texts.
    pub fn strata(&self) -> &str {
        &self.strata
    }

    /// Whether its first step should have been taken before the day.
    pub fn is_late(&self, as_of: Date) -> bool {
        self.due.as_ref().is_ok_and(|due| due.date() < as_of.0)
    }
}
