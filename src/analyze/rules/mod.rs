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
    dead_end_step,
    handoff_no_continuity,
    journey_end_not_job,
    journey_ends_at_purchase,
    journey_linear,
    unreachable_step,
}
