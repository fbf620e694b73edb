//! Every rule there is, whichever stage speaks for it.

use super::{held_back, levels, outputs, rules};
use crate::diagnostic::RuleInfo;

/// All rules by name.
pub fn all_rules() -> Vec<&'static RuleInfo> {
    let built_in = [
        crate::syntax::rules::RULES,
        crate::model::rules::RULES,
        crate::model::package_rules::RULES,
        crate::resolve::rules::RULES,
        crate::resolve::names::rules::RULES,
        levels::RULES,
        held_back::RULES,
        outputs::RULES,
    ];
    let mut all: Vec<&RuleInfo> = built_in.into_iter().flatten().copied().collect();
    all.extend(rules::ALL.iter().map(|rule| &rule.info));
    all.sort_by_key(|info| info.name);
    all
}

pub fn find_rule(name: &str) -> Option<&'static RuleInfo> {
    all_rules().into_iter().find(|info| info.name == name)
}
