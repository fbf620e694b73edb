//! A metric in one number: whoever keeps its values can tell later whether they were computed and judged
//! as the program says now. Words, owners and the wish to show it elsewhere are not in it.

use super::series::breaks;
use super::staging::{self, DIALECTS, Setting};
use super::{Kpis, statement, words};
use crate::analyze::Checked;
use crate::emit::json::fields_json;
use crate::emit::sha256;
use crate::model::Of;
use crate::model::metric::Metric;
use crate::model::scalar::Scalar;
use serde_json::{Value, json};

/// What values of a metric are judged by. The rest of its definition is in its query.
const JUDGED_BY: [&str; 5] = ["target", "bands", "bands_by", "matures_after", "minimum_n"];

/// The digest of a metric; none where no query can be written. It is planned alone, so that nothing of
/// other metrics is in it.
pub fn of(checked: &Checked<'_>, metric: Of<'_, Metric>) -> Option<String> {
    let kpis = Kpis::of(checked, &|index| index == metric.index);
    let query = kpis.queries.first()?;
    let text = statement::of_query(query);
    let setting = Setting::of(checked.program);
    let views: Vec<String> = kpis
        .stages
        .iter()
        .filter(|stage| text.contains(&super::text::relation(&stage.view)))
        .map(|stage| staging::select(stage, DIALECTS[0], &setting, "raw", staging::CLOCK))
        .collect();
    let fields = fields_json(metric.entity, checked.program.first_language());
    let judged: Vec<Value> = JUDGED_BY.iter().map(|name| without_words(&fields[*name])).collect();
    let breaks: Vec<Value> = breaks(checked.program, query)
        .iter()
        .map(|one| json!([one.day.spell(), one.from, one.to, one.method.word(), one.offset, one.of]))
        .collect();
    let root = checked.program.program();
    let fiscal = root.and_then(|root| root.it.fiscal_year_start.value()).map(|month| month.get());
    let all = json!({
        "query": text,
        "views": views,
        "judged": judged,
        "breaks": breaks,
        "fiscal_year_start": fiscal,
        "unit": query.unit.map(|unit| unit.word()),
        "direction": words::direction(query),
    });
    Some(sha256(all.to_string().as_bytes()))
}

/// The same without what only readers see.
fn without_words(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.iter().filter(|(key, _)| !matches!(key.as_str(), "title" | "description" | "why"));
            Value::Object(kept.map(|(key, value)| (key.clone(), without_words(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(without_words).collect()),
        other => other.clone(),
    }
}
