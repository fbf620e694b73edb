//! The statistics give the values that were computed elsewhere, each by two routes.

use crate::programs::repository;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use senda::analyze::statistics::mean::Mean;
use senda::analyze::statistics::proportion::{self, Comparison};
use senda::analyze::statistics::recovery::Recovery;
use senda::analyze::statistics::{Interval, lifetime, nps};
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;
use std::fs;

type Found = BTreeMap<&'static str, f64>;

struct Given<'j>(&'j Map<String, Json>);

impl Given<'_> {
    fn number(&self, key: &str) -> f64 {
        self.0[key].as_f64().unwrap_or_else(|| panic!("{key} is a number"))
    }

    fn list(&self, key: &str) -> Vec<f64> {
        self.0[key].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
    }

    fn three(&self, key: &str) -> [f64; 3] {
        self.list(key).try_into().unwrap()
    }

    fn decimal(&self, key: &str) -> Decimal {
        Decimal::from_f64(self.number(key)).unwrap()
    }

    fn comparison(&self) -> Comparison {
        let events = [self.number("events_treated"), self.number("events_control")];
        Comparison { events, n: [self.number("treated"), self.number("control")] }
    }
}

fn ends(interval: Interval) -> [(&'static str, f64); 2] {
    [("low", interval.low), ("high", interval.high)]
}

fn found(of: &str, given: &Given<'_>) -> Found {
    match of {
        "nps"
        | "nps-adjusted"
        | "nps-two-waves"
        | "nps-answers-for-margin"
        | "nps-answers-for-change"
        | "nps-detectable-change" => of_score(of, given),
        "share" | "two-shares" | "group-size" | "fractions" => of_shares(of, given),
        "mean" | "mean-resampled" | "answers-by-code" => of_codes(of, given),
        "lifetime" => of_lifetime(given),
        _ => of_recovery(of, given),
    }
}

fn of_score(of: &str, given: &Given<'_>) -> Found {
    let number = |key| given.number(key);
    match of {
        "nps" => {
            let [p, n, d] = ["promoters", "passives", "detractors"].map(number);
            let all = p + n + d;
            let variance = nps::variance(p / all, d / all);
            let (score, margin) = (nps::score(p, n, d), nps::margin(variance, all));
            let error = nps::standard_error(variance, all);
            [("nps", score), ("standard_error", error), ("low", score - margin), ("high", score + margin)]
                .into()
        }
        "nps-adjusted" => {
            let interval = nps::interval(number("promoters"), number("passives"), number("detractors"));
            let middle = f64::midpoint(interval.low, interval.high);
            ends(interval).into_iter().chain([("middle", middle)]).collect()
        }
        "nps-two-waves" => {
            let (difference, error, p) = nps::compare(given.three("one"), given.three("other"));
            let z = difference / error;
            [("difference", difference), ("standard_error", error), ("z", z), ("p_value", p)].into()
        }
        _ => {
            let variance = nps::variance(number("promoters"), number("detractors"));
            match of {
                "nps-answers-for-margin" => {
                    [("n", nps::answers_for_margin(variance, number("points")))].into()
                }
                "nps-answers-for-change" => {
                    [("n", nps::answers_for_change(variance, number("points")))].into()
                }
                _ => [("points", nps::detectable_change(variance, number("n")))].into(),
            }
        }
    }
}

fn of_shares(of: &str, given: &Given<'_>) -> Found {
    let number = |key| given.number(key);
    match of {
        "share" => {
            let (successes, n) = (number("successes"), number("n"));
            ends(proportion::wilson(successes, n)).into_iter().chain([("share", successes / n)]).collect()
        }
        "two-shares" => {
            let groups = given.comparison();
            let (wald, newcombe, ratio) = (groups.wald(), groups.newcombe(), groups.ratio_interval());
            [
                ("difference", groups.difference()),
                ("z", groups.z()),
                ("p_value", groups.p_value()),
                ("wald_low", wald.low),
                ("wald_high", wald.high),
                ("newcombe_low", newcombe.low),
                ("newcombe_high", newcombe.high),
                ("relative_reduction", groups.relative_reduction()),
                ("ratio_low", ratio.low),
                ("ratio_high", ratio.high),
            ]
            .into()
        }
        "group-size" => {
            [("n", proportion::group_size(number("control_rate"), number("treated_rate")))].into()
        }
        _ => [
            ("nps", nps::score(number("promoters"), number("passives"), number("detractors"))),
            ("share", number("best") / number("of_best")),
            ("ces", number("sum") / number("n")),
        ]
        .into(),
    }
}

fn of_codes(of: &str, given: &Given<'_>) -> Found {
    if of == "answers-by-code" {
        let counts = given.list("counts");
        let codes = || (1..).map(f64::from).zip(counts.iter().copied()).collect::<Vec<_>>();
        let all: f64 = counts.iter().sum();
        let best = counts[3] + counts[4];
        let mean = Mean::of_counts(codes()).unwrap().mean;
        assert!((mean - given.number("published")).abs() <= 0.005 + 1e-9, "the published mean is {mean}");
        return ends(proportion::wilson(best, all))
            .into_iter()
            .chain([("mean", mean), ("top_two", best / all)])
            .collect();
    }
    let scores = given.list("scores");
    if of == "mean-resampled" {
        return ends(resampled(&scores)).into();
    }
    let mean = Mean::of_counts(scores.iter().map(|score| (*score, 1.0)).collect::<Vec<_>>()).unwrap();
    ends(mean.interval()).into_iter().chain([("mean", mean.mean), ("deviation", mean.deviation)]).collect()
}

/// The 95 % percentile interval of the mean over all samples that can be drawn from some whole scores:
/// what a bootstrap comes near to by chance (Efron and Tibshirani 1993), by adding up distributions.
fn resampled(scores: &[f64]) -> Interval {
    let (n, highest) = (scores.len(), scores.iter().fold(0.0_f64, |high, score| high.max(*score)) as usize);
    let mut sums = vec![0.0; n * highest + 1];
    sums[0] = 1.0;
    for _ in 0..n {
        let mut next = vec![0.0; sums.len()];
        for (sum, probability) in sums.iter().enumerate().filter(|(_, probability)| **probability > 0.0) {
            for score in scores {
                next[sum + *score as usize] += probability / n as f64;
            }
        }
        sums = next;
    }
    let at = |share: f64| {
        let mut reached = 0.0;
        let place = sums.iter().position(|probability| {
            reached += probability;
            reached >= share
        });
        place.unwrap_or(0) as f64 / n as f64
    };
    Interval { low: at(0.025), high: at(0.975) }
}

fn of_lifetime(given: &Given<'_>) -> Found {
    let [m, r, d] = ["margin", "retention", "discount"].map(|key| given.decimal(key));
    let number = |value: Option<Decimal>| value.unwrap().to_f64().unwrap();
    if given.0.contains_key("years") {
        let years = given.number("years") as u32;
        return [("at_the_end", number(lifetime::over_years(m, r, d, years)))].into();
    }
    [
        ("at_the_end", number(lifetime::at_the_end(m, r, d))),
        ("from_now", number(lifetime::from_now(m, r, d))),
        ("undiscounted", number(lifetime::undiscounted(m, r))),
    ]
    .into()
}

fn of_recovery(of: &str, given: &Given<'_>) -> Found {
    let number = |key| given.number(key);
    if of == "value-to-cost" {
        return [("value_to_cost", Recovery::value_to_cost(number("effect"), number("roi")))].into();
    }
    let (value, cost_per_case) = (number("value"), number("cost_per_case"));
    let recovery = |treated, control_rate, effect, fixed_cost| Recovery {
        treated,
        control_rate,
        effect,
        value,
        cost_per_case,
        fixed_cost,
    };
    match of {
        "recovery-interval" => {
            let groups = given.comparison();
            let rate = groups.events[1] / groups.n[1];
            let it = recovery(groups.n[0], rate, -groups.difference(), 0.0);
            let interval = it.roi_interval(groups.n[1]);
            ends(interval).into_iter().chain([("roi", it.roi()), ("gains", it.gains(groups.n[1]))]).collect()
        }
        "recovery-group-size" => {
            let rate = number("control_rate");
            let it = recovery(1.0, rate, rate - number("treated_rate"), 0.0);
            [("n", it.group_size_for_gain()), ("break_even_effect", it.break_even_effect())].into()
        }
        "recovery" => {
            let (rate, change) = (number("control_rate"), number("reduction"));
            let effect = if given.0["reduction_kind"] == "relative" { rate * change } else { change };
            let it = recovery(number("treated"), rate, effect, number("fixed_cost"));
            [
                ("treated_rate", it.treated_rate()),
                ("effect", it.effect),
                ("kept", it.kept()),
                ("benefit", it.benefit()),
                ("cost", it.cost()),
                ("roi", it.roi()),
                ("break_even_cost_per_case", it.break_even_cost_per_case()),
                ("break_even_value", it.break_even_value()),
            ]
            .into()
        }
        other => panic!("nobody computes {other}"),
    }
}

#[test]
fn every_value_that_was_computed_elsewhere_is_found() {
    let text = fs::read_to_string(repository().join("tests/data/statistics.json")).unwrap();
    let file: Json = serde_json::from_str(&text).unwrap();
    let values = file["values"].as_array().unwrap();
    assert_eq!(values.len(), 64);
    let mut wrong = Vec::new();
    for value in values {
        let (name, of) = (value["name"].as_str().unwrap(), value["of"].as_str().unwrap());
        let found = found(of, &Given(value["given"].as_object().unwrap()));
        for (key, expected) in value["expected"].as_object().unwrap() {
            let expected = expected.as_f64().unwrap();
            if key == "nps_weighted" {
                continue; // its rows are real answers: see the measure of them
            }
            // What is drawn by lot is near and no more.
            let tolerance = if of == "mean-resampled" { 0.06 } else { 1e-9 * expected.abs().max(1e-3) };
            match found.get(key.as_str()) {
                Some(number) if (number - expected).abs() <= tolerance => {}
                other => wrong.push(format!("{name}: {key} is {other:?}, not {expected}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
