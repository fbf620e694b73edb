//! Imports go one way, and only the command line touches the outside.

use crate::programs::{files_below, repository};
use std::fs;

/// The stages in their order; each may import from those before it. `lib.rs`, `main.rs` and
/// `check.rs` tie them together.
const STAGES: [&[&str]; 12] = [
    &["source"],
    &["diagnostic"],
    &["syntax"],
    &["schema"],
    &["model"],
    &["resolve"],
    &["analyze"],
    &["edit"],
    &["emit"],
    &["measure"],
    &["import"],
    &["cli"],
];

fn rank(stage: &str) -> Option<usize> {
    STAGES.iter().position(|names| names.contains(&stage))
}

fn sources() -> Vec<(String, String)> {
    files_below(&repository().join("src"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs") && !path.ends_with("tests.rs"))
        .map(|(path, disk)| (path, fs::read_to_string(disk).unwrap()))
        .collect()
}

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let Some(own) = path.split('/').next().and_then(rank) else { continue };
        let in_tests = text.find("#[cfg(test)]").unwrap_or(text.len());
        for (number, line) in text[..in_tests].lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for used in line.split("crate::").skip(1) {
                let stage: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if rank(&stage).is_some_and(|r| r > own) {
                    wrong.push(format!("src/{path}:{}: {}", number + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_command_line_touches_the_outside() {
    let doors = [
        "std::fs",
        "std::env",
        "std::process",
        "println!",
        "eprintln!",
        "print!(",
        "SystemTime",
        "Zoned::now",
        "Instant::now",
    ];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if path.starts_with("cli/") || path == "main.rs" {
            continue;
        }
        let in_tests = text.find("#[cfg(test)]").unwrap_or(text.len());
        for (number, line) in text[..in_tests].lines().enumerate() {
            if !line.trim_start().starts_with("//") && doors.iter().any(|door| line.contains(door)) {
                wrong.push(format!("src/{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    let long: Vec<String> = sources()
        .into_iter()
        .map(|(path, text)| (text.lines().count(), path))
        .filter(|(lines, _)| *lines > 500)
        .map(|(lines, path)| format!("src/{path}: {lines}"))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn the_binary_is_thin() {
    let main = fs::read_to_string(repository().join("src/main.rs")).unwrap();
    assert!(main.lines().count() < 30);
}
