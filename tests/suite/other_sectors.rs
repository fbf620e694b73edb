//! A program of another sector than the examples has nothing to report.

use crate::programs::{check_world, files_below, repository};
use senda::diagnostic::Lang;
use senda::source::MemoryWorld;
use std::fs;

#[test]
fn a_program_of_another_sector_has_nothing_to_report() {
    let files: Vec<(String, Vec<u8>)> = files_below(&repository().join("tests/programs/clinic-network"))
        .into_iter()
        .map(|(path, disk)| (path, fs::read(disk).expect("a file of ours can be read")))
        .collect();
    assert!(files.len() > 10, "the program lies in several files");
    let outcome = check_world(&MemoryWorld::new(files));
    for lang in Lang::ALL {
        let told: Vec<String> = outcome
            .diagnostics
            .iter()
            .map(|d| format!("{}: {}", d.rule.name, d.message.in_lang(lang)))
            .collect();
        assert_eq!(told, Vec::<String>::new());
    }
}
