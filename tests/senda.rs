//! The one integration-test binary; each module is a part of the product seen from outside.

#[path = "suite/architecture.rs"]
mod architecture;
#[path = "suite/bad_input.rs"]
mod bad_input;
#[path = "suite/breakages.rs"]
mod breakages;
#[path = "suite/carried.rs"]
mod carried;
#[path = "suite/changes.rs"]
mod changes;
#[path = "suite/collect_command.rs"]
mod collect_command;
#[path = "suite/command.rs"]
mod command;
#[path = "suite/concepts.rs"]
mod concepts;
#[path = "suite/container.rs"]
mod container;
#[path = "suite/diff.rs"]
mod diff;
#[path = "suite/edit_commands.rs"]
mod edit_commands;
#[path = "suite/examples.rs"]
mod examples;
#[path = "suite/experiment_command.rs"]
mod experiment_command;
#[path = "suite/format.rs"]
mod format;
#[path = "suite/import.rs"]
mod import;
#[path = "dead_fields/leaves.rs"]
mod leaves;
#[path = "suite/literate.rs"]
mod literate;
#[path = "suite/measure.rs"]
mod measure;
#[path = "suite/measure_command.rs"]
mod measure_command;
#[path = "suite/measured_pages.rs"]
mod measured_pages;
#[path = "suite/mutations.rs"]
mod mutations;
#[path = "suite/nothing_dropped.rs"]
mod nothing_dropped;
#[path = "suite/one_mistake.rs"]
mod one_mistake;
#[path = "suite/other_sectors.rs"]
mod other_sectors;
#[path = "suite/outputs.rs"]
mod outputs;
#[path = "suite/packages.rs"]
mod packages;
#[path = "suite/pages.rs"]
mod pages;
#[path = "suite/plain_words.rs"]
mod plain_words;
#[path = "suite/programs.rs"]
mod programs;
#[path = "suite/proofs.rs"]
mod proofs;
#[path = "suite/reference.rs"]
mod reference;
#[path = "suite/rename.rs"]
mod rename;
#[path = "suite/rules.rs"]
mod rules;
#[path = "suite/schemas.rs"]
mod schemas;
#[path = "suite/series.rs"]
mod series;
#[path = "suite/serve.rs"]
mod serve;
#[path = "suite/simulate.rs"]
mod simulate;
#[path = "suite/spanish.rs"]
mod spanish;
#[path = "suite/statistics.rs"]
mod statistics;
#[path = "suite/surveyjs.rs"]
mod surveyjs;
#[path = "suite/targets.rs"]
mod targets;
#[path = "suite/test_command.rs"]
mod test_command;
#[path = "suite/theming.rs"]
mod theming;
#[path = "suite/words.rs"]
mod words;
