//! A journey that is a single straight line.
//! # es
//! Un recorrido que es una sola línea recta.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::journey::Journey;

rule! { journey_linear CustomerCentricity Warning each Journey }

fn check(journey: Of<'_, Journey>, _: &Context<'_>, out: &mut Findings) {
    out.push(RULE.finding(journey.entity.head(), say!(en: "x", es: "x")));
}
