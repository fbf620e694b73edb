//! One file per rule. A new rule adds its file and one name here.

use super::Rule;

/// Declares the rules by their files.
macro_rules! rules {
    ($($module:ident),* $(,)?) => {
        $(pub mod $module;)*
        /// Every rule, in the order of their names.
        pub static ALL: &[&Rule] = &[$(&$module::RULE),*];
    };
}

rules! {
    control_not_randomized,
    control_unethical,
    dead_end_step,
    handoff_no_continuity,
    journey_end_not_job,
    journey_ends_at_purchase,
    journey_linear,
    loop_not_closed_upstream,
    mot_no_playbook,
    mot_not_measured,
    playbook_no_control_group,
    playbook_no_outcome_metric,
    playbook_step_no_owner,
    playbook_step_no_sla,
    promise_not_delivered_anywhere,
    recovery_without_resolve,
    referral_before_validation,
    referral_third_party_data,
    unreachable_step,
}
