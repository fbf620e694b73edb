//! A study worked out: its groups compared, every reading of its effect as money, and what a change whose
//! basis is not stated may mean.

use super::gain::{Gain, currency, recovery};
use crate::analyze::effects::{after, control_rate};
use crate::analyze::statistics::proportion::{Comparison, group_size};
use crate::analyze::statistics::recovery::Recovery;
use crate::analyze::terms::Terms;
use crate::diagnostic::{Say, say};
use crate::model::Of;
use crate::model::playbook::Playbook;
use crate::model::quantity::Change;
use crate::model::study::{Arm, Assignment, ChangeReading, Study};
use crate::resolve::Resolved;
use rust_decimal::prelude::ToPrimitive;

/// One reading of the effect.
pub struct Reading {
    pub reading: ChangeReading,
    /// The study says so, or assumes it.
    pub used: bool,
    pub control_rate: f64,
    pub treated_rate: f64,
    /// None when no playbook says what a customer is worth and what a case costs.
    pub gain: Option<Gain>,
    /// Customers in each group to find this effect.
    pub group_size: f64,
}

/// A share without treatment and a reading, and what would follow.
pub struct Meaning {
    pub reading: ChangeReading,
    pub control_rate: f64,
    /// How much less is lost, as a distance of two shares.
    pub effect: f64,
    /// How many times its cost a customer must be worth for the published return.
    pub value_to_cost: Option<f64>,
    /// Customers kept among those treated.
    pub kept: f64,
    pub group_size: f64,
}

pub struct Worked<'p> {
    pub study: Of<'p, Study>,
    /// The playbook whose case rests on it: it says the money.
    pub playbook: Option<Of<'p, Playbook>>,
    pub random: bool,
    /// The control rate is assumed, not published.
    pub assumed_rate: bool,
    /// Both groups as they were counted.
    pub counted: Option<Comparison>,
    pub readings: Vec<Reading>,
    /// As a fraction.
    pub published_roi: Option<f64>,
    /// What the change may mean, when its basis is not stated.
    pub meanings: Vec<Meaning>,
    pub currency: String,
    pub warnings: Vec<Say>,
}

/// Shares without treatment for which a change of unstated basis is worked out.
const RATES: [f64; 3] = [0.1, 0.2, 0.3];

/// Works a study out.
pub fn work_out<'p>(program: &'p Resolved, study: Of<'p, Study>) -> Worked<'p> {
    let it = study.it;
    let rests_on = |playbook: &Of<'p, Playbook>| {
        let expects = playbook.it.business_case.get().and_then(|case| case.expects.get());
        expects
            .and_then(|expects| program.follow::<Study>(playbook.index, expects.study.span()))
            .is_some_and(|found| found.index == study.index)
    };
    let playbook = program.all::<Playbook>().find(rests_on);
    let terms = playbook.and_then(|playbook| Terms::of(program, playbook));
    let arms: Vec<&Arm> = it.arms.items().collect();
    let sizes = match arms[..] {
        [treated, control] => {
            treated.n.get().zip(control.n.get()).and_then(|(n, m)| Some([n.0.to_f64()?, m.0.to_f64()?]))
        }
        _ => None,
    };
    let counted = sizes.and_then(|n| {
        let events = |arm: &Arm| arm.events.get()?.0.to_f64();
        Some(Comparison { events: [events(arms[0])?, events(arms[1])?], n })
    });
    let published = it.effect.get().and_then(|effect| effect.control_rate.get());
    let change = it.effect.get().and_then(|effect| effect.change.get());
    let published_roi =
        it.result.get().and_then(|result| result.roi.get()).and_then(|roi| roi.fraction().to_f64());
    let mut worked = Worked {
        study,
        playbook,
        random: it.assignment.value() == Some(Assignment::Random),
        assumed_rate: published.is_none(),
        counted,
        readings: Vec::new(),
        published_roi,
        meanings: Vec::new(),
        currency: currency(program),
        warnings: Vec::new(),
    };
    if let (Some(change), Some(rate), Some(n)) = (change, control_rate(it), sizes) {
        worked.readings = readings(it, change, rate, n, terms, &worked.currency);
        if matches!(change, Change::Unstated(_)) {
            worked.meanings = meanings(change, rate, n[0], published_roi);
        }
    }
    worked.warnings = warnings(&worked);
    worked
}

fn readings(
    it: &Study,
    change: &Change,
    rate: f64,
    n: [f64; 2],
    terms: Option<Terms>,
    currency: &str,
) -> Vec<Reading> {
    let assumed = it.assumes.get().and_then(|assumes| assumes.reading.value());
    let all: Vec<ChangeReading> = match change {
        Change::Relative(_) => vec![ChangeReading::Relative],
        Change::PercentagePoints(_) => vec![ChangeReading::Pp],
        Change::Unstated(_) => vec![ChangeReading::Relative, ChangeReading::Pp],
        _ => Vec::new(),
    };
    let stated = all.len() == 1;
    let read = |reading: ChangeReading| {
        let treated_rate = after(rate, change, Some(reading)).filter(|rate| (0.0..=1.0).contains(rate))?;
        // What is gained is what is lost less; a share that should rise is lost the other way round.
        let falls = treated_rate <= rate;
        let lost = if falls { rate } else { 1.0 - rate };
        let gain = terms.map(|terms| Gain {
            recovery: recovery(terms, n[0], lost, (rate - treated_rate).abs()),
            control: n[1],
            currency: currency.to_owned(),
        });
        Some(Reading {
            reading,
            used: stated || assumed == Some(reading),
            control_rate: rate,
            treated_rate,
            gain,
            group_size: group_size(rate, treated_rate),
        })
    };
    all.into_iter().filter_map(read).collect()
}

fn meanings(change: &Change, rate: f64, treated: f64, roi: Option<f64>) -> Vec<Meaning> {
    let mut rates: Vec<f64> = RATES.to_vec();
    if rates.iter().all(|known| (known - rate).abs() > 1e-9) {
        rates.push(rate);
        rates.sort_by(f64::total_cmp);
    }
    let meaning = |reading: ChangeReading, rate: f64| {
        let after = after(rate, change, Some(reading)).filter(|after| (0.0..=1.0).contains(after))?;
        let effect = (rate - after).abs();
        let size = group_size(rate, after);
        Some(Meaning {
            reading,
            control_rate: rate,
            effect,
            value_to_cost: roi.map(|roi| Recovery::value_to_cost(effect, roi)),
            kept: treated * effect,
            group_size: size,
        })
    };
    let relative = rates.iter().filter_map(|rate| meaning(ChangeReading::Relative, *rate));
    let points = meaning(ChangeReading::Pp, rate);
    relative.chain(points).collect()
}

fn warnings(worked: &Worked<'_>) -> Vec<Say> {
    let mut all = Vec::new();
    if !worked.random {
        all.push(say!(en: "the groups were not formed by lot: the difference may have other reasons than the treatment", es: "los grupos no se formaron al azar: la diferencia puede tener otras razones que el trato"));
    }
    if let Some(counted) = worked.counted {
        let interval = counted.newcombe();
        if interval.low <= 0.0 && 0.0 <= interval.high {
            all.push(say!(en: "the interval holds zero: the difference cannot be told from chance", es: "el intervalo contiene el cero: la diferencia no se distingue de la casualidad"));
        }
    }
    let used = worked.readings.iter().filter(|reading| reading.used);
    all.extend(used.filter_map(|reading| reading.gain.as_ref()?.warning()));
    if let [_, _] = &worked.readings[..] {
        all.push(say!(en: "the source does not say whether the change is relative or in points: both are worked out, and the one that is assumed is marked", es: "la fuente no dice si el cambio es relativo o en puntos: se calculan los dos, y se marca el que se supone"));
    }
    all
}
