//! An effect or a study for programs: one JSON document, described by `schemas/effect.schema.json`.

use super::effect::{Shown, What};
use crate::analyze::statistics::Interval;
use crate::diagnostic::{Lang, Say};
use crate::measure::effect::gain::Gain;
use crate::measure::effect::study::Worked;
use crate::measure::effect::{Effect, Outcome};
use serde_json::{Value, json};

pub fn json(shown: &Shown<'_, '_>) -> String {
    let root = shown.program.program().map(|root| root.id().to_string());
    let mut all = json!({
        "version": 1,
        "program": root,
        "as_of": shown.as_of,
        "confidence": crate::analyze::statistics::CONFIDENCE,
    });
    let lang = shown.lang;
    match &shown.what {
        What::Effect(effect) => {
            all["engine"] = shown.engine.into();
            all["playbook"] = self::effect(effect, lang);
        }
        What::Study(worked) => all["study"] = study(worked, lang),
    }
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn words(all: &[Say], lang: Lang) -> Vec<String> {
    all.iter().map(|words| words.in_lang(lang).to_owned()).collect()
}

fn ends(it: Interval) -> Value {
    json!({ "low": it.low, "high": it.high })
}

fn effect(effect: &Effect<'_>, lang: Lang) -> Value {
    let drawn = &effect.drawn;
    let balance: Vec<Value> = drawn
        .balance
        .iter()
        .map(|it| {
            json!({
                "column": it.column,
                "value": it.value,
                "treated": it.treated,
                "control": it.control,
                "standardized_difference": it.distance,
            })
        })
        .collect();
    let not_compared: Vec<Value> = effect
        .not_compared
        .iter()
        .map(|(metric, why, help)| json!({ "metric": metric, "why": why.in_lang(lang), "help": help.in_lang(lang) }))
        .collect();
    json!({
        "playbook": effect.playbook.id().as_str(),
        "drawn": {
            "treated": drawn.treated,
            "control": drawn.control,
            "protected": drawn.protected,
            "left": drawn.left,
            "share": drawn.share,
            "sample_ratio_p": drawn.p,
            "balance": balance,
        },
        "outcomes": effect.outcomes.iter().map(|it| outcome(it, lang)).collect::<Vec<_>>(),
        "not_compared": not_compared,
        "warnings": words(&effect.warnings, lang),
    })
}

fn outcome(it: &Outcome<'_>, lang: Lang) -> Value {
    let stratified = it.stratified.map(|by| {
        json!({ "difference": by.difference, "interval": ends(by.interval), "p": by.p, "strata": by.strata })
    });
    let group =
        |group: crate::analyze::statistics::experiment::Group| json!({ "value": group.mean(), "n": group.n });
    json!({
        "metric": it.metric.id().as_str(),
        "period": it.period,
        "treated": group(it.treated),
        "control": group(it.control),
        "difference": it.difference,
        "interval": ends(it.interval),
        "method": if it.is_share() { "newcombe" } else { "welch" },
        "p": it.p,
        "distinguishable": it.is_distinct(),
        "stratified": stratified,
        "without_value": { "treated": it.without[0], "control": it.without[1] },
        "assigned_late": it.late,
        "gain": it.gain.as_ref().map(gain),
        "warnings": words(&it.warnings, lang),
    })
}

fn gain(gain: &Gain) -> Value {
    let it = gain.recovery;
    let rises = it.effect > it.break_even_effect();
    json!({
        "currency": gain.currency,
        "treated": it.treated,
        "effect": it.effect,
        "kept": it.kept(),
        "value": it.value,
        "cost_per_case": it.cost_per_case,
        "fixed_cost": it.fixed_cost,
        "benefit": it.benefit(),
        "cost": it.cost(),
        "roi": it.roi(),
        "roi_interval": ends(gain.interval()),
        "roi_above_zero": it.gains(gain.control),
        "break_even_cost_per_case": it.break_even_cost_per_case(),
        "break_even_effect": it.break_even_effect(),
        "group_size_for_gain": if rises { Some(it.group_size_for_gain()) } else { None },
    })
}

fn study(worked: &Worked<'_>, lang: Lang) -> Value {
    let counted = worked.counted.map(|it| {
        json!({
            "events": it.events,
            "n": it.n,
            "difference": it.difference(),
            "interval": ends(it.newcombe()),
            "z": it.z(),
            "p": it.p_value(),
            "relative_reduction": it.relative_reduction(),
        })
    });
    let readings: Vec<Value> = worked
        .readings
        .iter()
        .map(|it| {
            json!({
                "reading": it.reading.word(),
                "used": it.used,
                "control_rate": it.control_rate,
                "control_rate_assumed": worked.assumed_rate,
                "treated_rate": it.treated_rate,
                "group_size": it.group_size,
                "gain": it.gain.as_ref().map(gain),
            })
        })
        .collect();
    let meanings: Vec<Value> = worked
        .meanings
        .iter()
        .map(|it| {
            json!({
                "reading": it.reading.word(),
                "control_rate": it.control_rate,
                "effect": it.effect,
                "kept": it.kept,
                "value_to_cost": it.value_to_cost,
                "group_size": it.group_size,
            })
        })
        .collect();
    json!({
        "study": worked.study.id().as_str(),
        "playbook": worked.playbook.map(|playbook| playbook.id().to_string()),
        "random": worked.random,
        "counted": counted,
        "readings": readings,
        "published_roi": worked.published_roi,
        "meanings": meanings,
        "warnings": words(&worked.warnings, lang),
    })
}
