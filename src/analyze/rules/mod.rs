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
    journey_linear,
    missing_translation,
    policy,
    policy_example_differs,
    policy_never_failed,
    unknown_language,
}
