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
    archetype_no_needs,
    archetype_without_job,
    archetype_without_owner,
    archetype_without_vp,
    canvas_incomplete,
    control_not_randomized,
    control_unethical,
    dead_end_step,
    demand_before_help,
    detractor_no_playbook,
    effect_basis_ambiguous,
    focus_claim_unsupported,
    gap_without_initiative,
    goal_achievement_not_measured,
    handoff_no_continuity,
    initiative_not_leveraged,
    initiative_without_gap,
    journey_end_not_job,
    journey_ends_at_purchase,
    journey_linear,
    jtbd_moment_missing,
    loop_not_closed_upstream,
    missing_translation,
    model_without_vp,
    mot_no_playbook,
    mot_not_measured,
    mot_survey_delay,
    no_economic_behavior,
    no_resources,
    no_sponsor,
    no_stop_list,
    playbook_no_control_group,
    playbook_no_outcome_metric,
    playbook_step_no_owner,
    playbook_step_no_sla,
    promise_not_delivered_anywhere,
    promoter_no_playbook,
    readiness_claim_unsupported,
    recovery_without_resolve,
    referral_before_validation,
    referral_third_party_data,
    roi_inconsistent,
    stage_no_customer_goal,
    survey_no_action,
    tech_without_strategy,
    too_many_handoffs,
    unit_without_loyalty_model,
    unknown_language,
    unreachable_step,
    vp_without_archetype,
    vp_without_voc,
}
