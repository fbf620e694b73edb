//! Rows that an engine adds up first give the same as all rows.

use super::*;
use crate::measure::engine::asked;
use crate::source::MemoryWorld;
use std::path::PathBuf;

fn read_below(folder: &Path, under: &str, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{under}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            read_below(&path, &format!("{name}/"), files);
        } else {
            files.push((name, std::fs::read(&path).unwrap()));
        }
    }
}

struct Example(PathBuf);

impl Files for Example {
    fn open(&self, path: &str) -> Result<Box<dyn Read>, Mistake> {
        Ok(Box::new(std::fs::File::open(self.place(path)).unwrap()))
    }

    fn place(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    fn progress(&self, _: &str, _: u64) {}
}

/// SQLite as an engine that adds equal rows up, or not; keeps what it was asked and what it gave.
struct Kept {
    sqlite: Sqlite,
    adds: bool,
    asked: Vec<Text>,
    gave: Vec<Rows>,
}

impl Engine for Kept {
    fn name(&self) -> &'static str {
        self.sqlite.name()
    }

    fn version(&self) -> Option<String> {
        self.sqlite.version()
    }

    fn adds_up_first(&self) -> bool {
        self.adds
    }

    fn ask(&mut self, views: &[Text], queries: &[Text]) -> Result<Vec<Rows>, Mistake> {
        self.asked = views.iter().chain(queries).cloned().collect();
        self.gave = self.sqlite.ask(views, queries)?;
        Ok(self.gave.clone())
    }
}

fn agree(one: &Rows, other: &Rows) -> bool {
    let same = |(a, b): (&Option<String>, &Option<String>)| {
        let number = |cell: &Option<String>| cell.as_ref()?.parse::<f64>().ok();
        a == b || number(a).zip(number(b)).is_some_and(|(a, b)| (a - b).abs() <= 1e-9 * a.abs().max(1.0))
    };
    let row = |(a, b): (&Vec<_>, &Vec<_>)| a.len() == b.len() && a.iter().zip(b).all(same);
    one.len() == other.len() && one.iter().zip(other).all(row)
}

#[test]
fn rows_added_up_give_what_every_row_gives() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/banco-horizonte");
    let mut files = Vec::new();
    read_below(&root, "", &mut files);
    let world = MemoryWorld::new(files);
    let as_of = "2026-11-20".parse().unwrap();
    let outcome = crate::check::check(&world, crate::model::time::Date(as_of)).unwrap();
    let checked = outcome.checked().unwrap();
    let kpis = Kpis::of(&checked, &|_| true);
    let asked = asked(checked.program, &kpis);
    let measuring =
        Measuring { program: &checked, kpis: &kpis, asked: &asked, more: &[], skips: false, trusts: false };
    let ask = |adds: bool| {
        let mut engine = Kept { sqlite: Sqlite::open().unwrap(), adds, asked: Vec::new(), gave: Vec::new() };
        let files = Example(root.clone());
        let loaded = measuring.stages().into_iter().map(|at| {
            let (dataset, name) = measuring.load(&engine.sqlite, at, false, &files).unwrap();
            (dataset, RawOf { at, name: name.unwrap(), counted: false })
        });
        let (datasets, raw): (Vec<_>, Vec<_>) = loaded.unzip();
        measuring.ask(&mut engine, dialect("sqlite"), &raw, datasets).unwrap();
        engine
    };
    let (single, added) = (ask(false), ask(true));
    let reads = |engine: &Kept| engine.asked.iter().filter(|text| text.sql.contains("_added_up")).count();
    assert_eq!(reads(&single), 0);
    let tables = added.asked.iter().filter(|text| text.sql.starts_with("CREATE TEMPORARY TABLE")).count();
    assert!(tables > 0 && reads(&added) > 2 * tables, "{tables} tables, read {} times", reads(&added));
    assert_eq!(single.gave.len(), added.gave.len());
    let queries = added.asked.iter().rev().zip(single.gave.iter().rev().zip(added.gave.iter().rev()));
    for (query, (single, added)) in queries {
        assert!(agree(single, added), "{}\n{}\n{single:?}\n{added:?}", query.about, query.sql);
    }
}
