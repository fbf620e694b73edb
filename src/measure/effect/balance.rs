//! Whether both groups resemble one another in what was known before anybody was treated.

use crate::analyze::statistics::experiment::standardized;
use crate::measure::worklist::ledger::{Arm, Assigned};
use std::collections::{BTreeMap, BTreeSet};

/// How often a value occurs in both groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Balance {
    pub column: String,
    pub value: String,
    pub treated: f64,
    pub control: f64,
    /// The distance of both shares in standard deviations.
    pub distance: f64,
}

/// What stands in the column `strata` of a ledger.
pub fn strata_of(text: &str) -> BTreeMap<String, String> {
    serde_json::from_str(text).unwrap_or_default()
}

/// Every value of every column that was written down.
pub fn balance(assigned: &[&Assigned]) -> Vec<Balance> {
    let of = |arm: Arm| -> Vec<BTreeMap<String, String>> {
        assigned.iter().filter(|it| it.arm == arm).map(|it| strata_of(&it.strata)).collect()
    };
    let (treated, control) = (of(Arm::Treated), of(Arm::Control));
    if treated.is_empty() || control.is_empty() {
        return Vec::new();
    }
    let all = treated.iter().chain(&control);
    let values: BTreeSet<(String, String)> = all.flatten().map(|(k, v)| (k.clone(), v.clone())).collect();
    let share = |group: &[BTreeMap<String, String>], column: &str, value: &str| {
        let own = group.iter().filter(|it| it.get(column).is_some_and(|known| known == value)).count();
        own as f64 / group.len() as f64
    };
    values
        .into_iter()
        .map(|(column, value)| {
            let (treated, control) = (share(&treated, &column, &value), share(&control, &column, &value));
            Balance { column, value, treated, control, distance: standardized(treated, control) }
        })
        .collect()
}
