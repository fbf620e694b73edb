//! An effect or a study in its forms.

use super::numbers::locale;
use super::worklist::columns;
use crate::analyze::statistics::Interval;
use crate::diagnostic::{Lang, Say, counted, say};
use crate::emit::sheet::{Sheet, text};
use crate::emit::site::locale::{Locale, NBSP};
use crate::measure::effect::gain::Gain;
use crate::measure::effect::study::{Reading, Worked};
use crate::measure::effect::{Effect, Outcome};
use crate::model::Entity;
use crate::model::study::ChangeReading;
use crate::resolve::Resolved;
use std::fmt::Write;

pub use super::effect_json::json;

/// What is shown.
pub enum What<'s, 'p> {
    Effect(&'s Effect<'p>),
    Study(&'s Worked<'p>),
}

pub struct Shown<'s, 'p> {
    pub program: &'p Resolved,
    pub as_of: String,
    pub engine: &'static str,
    pub what: What<'s, 'p>,
    pub lang: Lang,
}

/// For people.
pub fn table(shown: &Shown<'_, '_>) -> String {
    let page = Page { locale: locale(shown.program, shown.lang), program: shown.program, lang: shown.lang };
    let mut out = String::new();
    match &shown.what {
        What::Effect(effect) => page.effect(effect, &mut out),
        What::Study(worked) => page.study(worked, &mut out),
    }
    out
}

struct Page<'p> {
    locale: Locale,
    program: &'p Resolved,
    lang: Lang,
}

impl Page<'_> {
    fn title(&self, entity: &Entity, id: &str) -> String {
        match entity.common().title.get() {
            Some(title) => title.reading(self.lang.code(), self.program.first_language()).to_owned(),
            None => id.to_owned(),
        }
    }

    fn say(&self, out: &mut String, words: &Say) {
        let _ = writeln!(out, "{}", words.in_lang(self.lang));
    }

    fn share(&self, share: f64) -> String {
        format!("{}{NBSP}%", self.locale.float(100.0 * share, 2))
    }

    fn points(&self, share: f64) -> String {
        let shown = self.locale.float(100.0 * share, 2);
        let plus = if share > 0.0 { "+" } else { "" };
        format!("{plus}{shown}{NBSP}pp")
    }

    fn number(&self, number: f64) -> String {
        self.locale.float(number, 2)
    }

    /// A p value; none is ever nothing.
    fn p(&self, p: f64) -> String {
        if p < 0.0001 { format!("< {}", self.locale.float(0.0001, 4)) } else { self.locale.float(p, 4) }
    }

    fn between(&self, interval: Interval, show: impl Fn(&Self, f64) -> String) -> String {
        let (low, high) = (show(self, interval.low), show(self, interval.high));
        say!(en: "{low} to {high}", es: "{low} a {high}").in_lang(self.lang).to_owned()
    }

    fn effect(&self, effect: &Effect<'_>, out: &mut String) {
        let (playbook, drawn) = (effect.playbook, &effect.drawn);
        let title = self.title(playbook.entity, playbook.id().as_str());
        let _ = writeln!(out, "{title} ({})", playbook.id());
        let count = |n: usize| self.locale.count(n as i64);
        let (treated, control, protected) =
            (count(drawn.treated), count(drawn.control), count(drawn.protected));
        let (share, p) = (self.share(drawn.share), self.p(drawn.p));
        self.say(out, &say!(
            en: "  drawn: {treated} treated, {control} held out of {share}; p of such a split {p}; protected and in neither group: {protected}";
            es: "  sorteo: {treated} tratados, {control} no tratados con {share}; p de un reparto así {p}; protegidos y en ningún grupo: {protected}"
        ));
        if drawn.left > 0 {
            let left = count(drawn.left);
            self.say(out, &say!(en: "  {left} who were held out were treated later; they count where the lot put them", es: "  {left} de los no tratados se trataron después; cuentan donde los puso el sorteo"));
        }
        let mut lines = vec![self.words([
            say!(en: "column", es: "columna"),
            say!(en: "value", es: "valor"),
            say!(en: "treated", es: "tratados"),
            say!(en: "held out", es: "no tratados"),
            say!(en: "standardized difference", es: "diferencia estandarizada"),
        ])];
        lines.extend(drawn.balance.iter().map(|one| {
            let value = one.value.chars().map(|c| if c.is_control() { '·' } else { c }).collect();
            vec![
                one.column.clone(),
                value,
                self.share(one.treated),
                self.share(one.control),
                self.locale.float(one.distance, 3),
            ]
        }));
        if lines.len() > 1 {
            columns(&lines, out);
        }
        self.warn(&effect.warnings, out);
        out.push('\n');
        for outcome in &effect.outcomes {
            self.outcome(outcome, out);
        }
        for (metric, why, help) in &effect.not_compared {
            self.say(out, &say!(en: "{metric}: {}", why.en; es: "{metric}: {}", why.es));
            self.say(out, &say!(en: "  {}", help.en; es: "  {}", help.es));
        }
    }

    fn words<const N: usize>(&self, words: [Say; N]) -> Vec<String> {
        words.iter().map(|words| words.in_lang(self.lang).to_owned()).collect()
    }

    fn warn(&self, warnings: &[Say], out: &mut String) {
        for words in warnings {
            self.say(out, &say!(en: "  ! {}", words.en; es: "  ! {}", words.es));
        }
    }

    fn outcome(&self, outcome: &Outcome<'_>, out: &mut String) {
        let metric = outcome.metric;
        let title = self.title(metric.entity, metric.id().as_str());
        let all = say!(en: "all rows", es: "todas las filas");
        let period = if outcome.days.is_some() { outcome.period.as_str() } else { all.in_lang(self.lang) };
        let _ = writeln!(out, "{title} ({}), {period}", metric.id());
        let shares = outcome.is_share();
        let value = |value: f64| if shares { self.share(value) } else { self.number(value) };
        let distance = |page: &Self, value: f64| if shares { page.points(value) } else { page.number(value) };
        let group = |group: crate::analyze::statistics::experiment::Group| {
            (value(group.mean()), self.locale.count(group.n as i64))
        };
        let ((treated, n), (control, m)) = (group(outcome.treated), group(outcome.control));
        let by = if shares { say!(en: "Newcombe", es: "Newcombe") } else { say!(en: "Welch", es: "Welch") };
        self.say(out, &say!(en: "  treated {treated} (n {n}), held out {control} (n {m})", es: "  tratados {treated} (n {n}), no tratados {control} (n {m})"));
        let (difference, between, p) =
            (distance(self, outcome.difference), self.between(outcome.interval, distance), self.p(outcome.p));
        self.say(out, &say!(en: "  difference {difference}, 95 % {between} ({}), p {p}", by.en; es: "  diferencia {difference}, 95 % {between} ({}), p {p}", by.es));
        if let Some(it) = outcome.stratified {
            let (difference, between, p) =
                (distance(self, it.difference), self.between(it.interval, distance), self.p(it.p));
            let strata = counted(it.strata, ["stratum", "strata"], ["estrato", "estratos"]);
            self.say(out, &say!(en: "  by strata {difference}, 95 % {between}, p {p}; {}", strata.en; es: "  por estratos {difference}, 95 % {between}, p {p}; {}", strata.es));
        }
        let [no_treated, no_control] = outcome.without.map(|n| self.locale.count(n as i64));
        if outcome.without != [0, 0] {
            self.say(out, &say!(en: "  without a value: {no_treated} treated, {no_control} held out", es: "  sin valor: {no_treated} tratados, {no_control} no tratados"));
        }
        if outcome.late > 0 {
            let late = self.locale.count(outcome.late as i64);
            self.say(out, &say!(en: "  {late} assigned after the period began, and not counted in it", es: "  {late} asignados cuando el periodo ya había empezado, que no cuentan en él"));
        }
        if let Some(gain) = &outcome.gain {
            self.gain(gain, out);
        }
        self.warn(&outcome.warnings, out);
        out.push('\n');
    }

    fn money(&self, amount: f64, currency: &str) -> String {
        format!("{}{NBSP}{currency}", self.locale.float(amount, 2))
    }

    fn gain(&self, gain: &Gain, out: &mut String) {
        let (it, currency) = (gain.recovery, gain.currency.as_str());
        let money = |amount: f64| self.money(amount, currency);
        let (n, effect, value) = (self.locale.float(it.treated, 0), self.share(it.effect), money(it.value));
        let (kept, benefit) = (self.locale.float(it.kept(), 1), money(it.benefit()));
        self.say(out, &say!(en: "  benefit {benefit} = {n} × {effect} × {value}, {kept} customers", es: "  beneficio {benefit} = {n} × {effect} × {value}, {kept} clientes"));
        let (each, fixed, cost) = (money(it.cost_per_case), money(it.fixed_cost), money(it.cost()));
        self.say(out, &say!(en: "  cost {cost} = {n} × {each} + {fixed}", es: "  costo {cost} = {n} × {each} + {fixed}"));
        let show = |page: &Self, roi: f64| format!("{}{NBSP}%", page.locale.float(100.0 * roi, 1));
        let (roi, between) = (show(self, it.roi()), self.between(gain.interval(), show));
        let sure = self.share(it.gains(gain.control));
        self.say(out, &say!(en: "  return {roi}, 95 % {between} (Wald; value and cost taken as exact); above zero with probability {sure}", es: "  retorno {roi}, 95 % {between} (Wald; valor y costo como exactos); mayor que cero con probabilidad {sure}"));
        let (even_cost, even_effect) =
            (money(it.break_even_cost_per_case()), self.points(it.break_even_effect()));
        self.say(out, &say!(en: "  nothing is gained at {even_cost} a case, or at an effect of {even_effect}", es: "  no se gana nada con {even_cost} por caso, o con un efecto de {even_effect}"));
        if it.effect > it.break_even_effect() {
            let needed = self.locale.float(it.group_size_for_gain(), 0);
            self.say(out, &say!(en: "  to show a gain with a power of 80 %: {needed} in each group", es: "  para demostrar ganancia con potencia de 80 %: {needed} en cada grupo"));
        }
    }

    fn study(&self, worked: &Worked<'_>, out: &mut String) {
        let study = worked.study;
        let _ = writeln!(out, "{} ({})", self.title(study.entity, study.id().as_str()), study.id());
        if let Some(counted) = worked.counted {
            let shares = [0, 1].map(|at| self.share(counted.events[at] / counted.n[at]));
            let [n, m] = counted.n.map(|n| self.locale.float(n, 0));
            let (difference, between, p) = (
                self.points(counted.difference()),
                self.between(counted.newcombe(), Self::points),
                self.p(counted.p_value()),
            );
            self.say(out, &say!(en: "  {} of {n} against {} of {m}: {difference}, 95 % {between} (Newcombe), p {p}", shares[0], shares[1]; es: "  {} de {n} contra {} de {m}: {difference}, 95 % {between} (Newcombe), p {p}", shares[0], shares[1]));
        }
        if let Some(playbook) = worked.playbook {
            let id = playbook.id();
            self.say(out, &say!(en: "  what a customer is worth and a case costs comes from `{id}`", es: "  lo que vale un cliente y cuesta un caso viene de `{id}`"));
        }
        out.push('\n');
        for reading in &worked.readings {
            self.reading(worked, reading, out);
        }
        self.meanings(worked, out);
        self.warn(&worked.warnings, out);
    }

    fn reading(&self, worked: &Worked<'_>, reading: &Reading, out: &mut String) {
        let name = reading_name(reading.reading);
        let mark = match (reading.used, worked.readings.len()) {
            (true, 1) => Say::default(),
            (true, _) => say!(en: " (assumed)", es: " (se supone)"),
            (false, _) => say!(en: " (not assumed)", es: " (no se supone)"),
        };
        self.say(out, &say!(en: "{}{}", name.en, mark.en; es: "{}{}", name.es, mark.es));
        let assumed =
            if worked.assumed_rate { say!(en: ", assumed", es: ", supuesto") } else { Say::default() };
        let (control, treated) = (self.share(reading.control_rate), self.share(reading.treated_rate));
        let (effect, size) = (
            self.points(reading.treated_rate - reading.control_rate),
            self.locale.float(reading.group_size, 0),
        );
        self.say(out, &say!(en: "  without {control}{}, with {treated}: {effect}; found by {size} in each group with a power of 80 %", assumed.en; es: "  sin trato {control}{}, con trato {treated}: {effect}; lo encuentran {size} en cada grupo con potencia de 80 %", assumed.es));
        if let Some(gain) = &reading.gain {
            self.gain(gain, out);
            if let Some(published) = worked.published_roi {
                let same = (gain.recovery.roi() - published).abs() < 0.005;
                let roi = format!("{}{NBSP}%", self.locale.float(100.0 * published, 1));
                self.say(
                    out,
                    &if same {
                        say!(en: "  as published: {roi}", es: "  como se publicó: {roi}")
                    } else {
                        say!(en: "  not what was published, {roi}", es: "  distinto de lo publicado, {roi}")
                    },
                );
            }
        }
        out.push('\n');
    }

    fn meanings(&self, worked: &Worked<'_>, out: &mut String) {
        if worked.meanings.is_empty() {
            return;
        }
        self.say(out, &say!(en: "What the change may mean", es: "Lo que el cambio puede significar"));
        let mut lines = vec![self.words([
            say!(en: "reading", es: "lectura"),
            say!(en: "without treatment", es: "sin trato"),
            say!(en: "effect", es: "efecto"),
            say!(en: "kept", es: "conservados"),
            say!(en: "value over cost for the published return", es: "valor entre costo para el retorno publicado"),
            say!(en: "n in each group", es: "n en cada grupo"),
        ])];
        lines.extend(worked.meanings.iter().map(|it| {
            vec![
                reading_name(it.reading).in_lang(self.lang).to_owned(),
                self.share(it.control_rate),
                format!("{}{NBSP}pp", self.locale.float(100.0 * it.effect, 2)),
                self.locale.float(it.kept, 0),
                it.value_to_cost.map(|times| self.number(times)).unwrap_or_default(),
                self.locale.float(it.group_size, 0),
            ]
        }));
        columns(&lines, out);
        out.push('\n');
    }
}

fn reading_name(reading: ChangeReading) -> Say {
    match reading {
        ChangeReading::Relative => say!(en: "relative", es: "relativo"),
        ChangeReading::Pp => say!(en: "in percentage points", es: "en puntos porcentuales"),
    }
}

const COLUMNS: [&str; 22] = [
    "of",
    "metric",
    "period",
    "reading",
    "used",
    "treated",
    "treated_n",
    "control",
    "control_n",
    "difference",
    "low",
    "high",
    "p",
    "stratified",
    "stratified_low",
    "stratified_high",
    "roi",
    "roi_low",
    "roi_high",
    "roi_above_zero",
    "break_even_cost",
    "currency",
];

/// With commas and decimal points: one line for each metric or reading.
pub fn csv(shown: &Shown<'_, '_>) -> String {
    written(&Sheet::PLAIN, shown)
}

/// As spreadsheets in Spanish open it.
pub fn csv_es(shown: &Shown<'_, '_>) -> String {
    Sheet::MARK.to_owned() + &written(&Sheet::SPANISH, shown)
}

fn written(sheet: &Sheet, shown: &Shown<'_, '_>) -> String {
    let mut out = sheet.line(&COLUMNS);
    let number = |value: f64| sheet.number(Some(value));
    let money = |gain: Option<&Gain>| -> Vec<String> {
        let Some(gain) = gain else { return vec![String::new(); 6] };
        let interval = gain.interval();
        let it = gain.recovery;
        let numbers =
            [it.roi(), interval.low, interval.high, it.gains(gain.control), it.break_even_cost_per_case()];
        numbers.into_iter().map(number).chain([gain.currency.clone()]).collect()
    };
    match &shown.what {
        What::Effect(effect) => {
            for it in &effect.outcomes {
                let mut cells = vec![
                    effect.playbook.id().to_string(),
                    it.metric.id().to_string(),
                    text(&it.period),
                    String::new(),
                    String::new(),
                ];
                let all = [
                    it.treated.mean(),
                    it.treated.n,
                    it.control.mean(),
                    it.control.n,
                    it.difference,
                    it.interval.low,
                    it.interval.high,
                    it.p,
                ];
                cells.extend(all.map(number));
                let by = it.stratified;
                let strata =
                    [by.map(|it| it.difference), by.map(|it| it.interval.low), by.map(|it| it.interval.high)];
                cells.extend(strata.map(|value| sheet.number(value)));
                cells.extend(money(it.gain.as_ref()));
                out.push_str(&sheet.line(&cells));
            }
        }
        What::Study(worked) => {
            for it in &worked.readings {
                let mut cells = vec![worked.study.id().to_string(), String::new(), String::new()];
                cells.extend([it.reading.word().to_owned(), it.used.to_string()]);
                let sizes = it.gain.as_ref().map(|gain| [gain.recovery.treated, gain.control]);
                cells.extend([
                    number(it.treated_rate),
                    sheet.number(sizes.map(|n| n[0])),
                    number(it.control_rate),
                    sheet.number(sizes.map(|n| n[1])),
                    number(it.treated_rate - it.control_rate),
                ]);
                cells.extend(vec![String::new(); 6]);
                cells.extend(money(it.gain.as_ref()));
                out.push_str(&sheet.line(&cells));
            }
        }
    }
    out
}
