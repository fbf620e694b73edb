//! The sheets of roadmaps: one line for each initiative, gap, statement, dependency and session.

use super::{head, sheet, told, value};
use crate::emit::site::Page;
use crate::emit::table::{Cell, Table};
use crate::model::Of;
use crate::model::field::Field;
use crate::model::id::Id;
use crate::model::reference::{Ref, Target};
use crate::model::roadmap::Roadmap;
use crate::model::scalar::Scalar;

/// The lines of one roadmap.
type Each = dyn Fn(&Lines<'_>, Of<'_, Roadmap>) -> Vec<Vec<Cell>>;

/// What all lines need.
struct Lines<'a> {
    page: &'a Page<'a>,
    languages: Vec<&'a str>,
    first: &'a str,
}

fn spelled<T: Scalar>(field: &Field<T>) -> Cell {
    Cell::Text(field.get().map(Scalar::spell).unwrap_or_default())
}

fn id(field: &Field<Id>) -> Cell {
    Cell::Text(field.get().map(ToString::to_string).unwrap_or_default())
}

fn one<T: Target>(field: &Field<Ref<T>>) -> Cell {
    Cell::Text(field.get().map(|it| it.path.to_string()).unwrap_or_default())
}

fn all<'r, T: Target + 'r>(references: impl Iterator<Item = &'r Ref<T>>) -> Cell {
    Cell::Text(references.map(|it| it.path.to_string()).collect::<Vec<_>>().join(", "))
}

pub fn tables(page: &Page<'_>, roadmaps: &[Of<'_, Roadmap>]) -> Vec<Table> {
    let program = page.program();
    let lines = Lines { page, languages: program.languages(), first: program.first_language() };
    let table = |name, columns: &[&str], each: &Each| {
        let before = |roadmap: &Of<'_, Roadmap>| {
            let own = Cell::Text(roadmap.id().to_string());
            each(&lines, *roadmap).into_iter().map(move |line| [vec![own.clone()], line].concat())
        };
        let columns = [&["roadmap"][..], columns].concat();
        Table {
            name: sheet(page, name),
            head: head(page, &columns, &lines.languages),
            lines: roadmaps.iter().flat_map(before).collect::<Vec<_>>(),
        }
    };
    vec![
        table(
            "initiatives",
            &[
                "initiative",
                "title*",
                "type",
                "origin",
                "owner",
                "phase",
                "start",
                "first_value",
                "end",
                "cost",
                "closes",
                "pursues",
                "moves",
                "measures",
            ],
            &|lines, it| lines.initiatives(it),
        ),
        table("gaps", &["gap", "text*", "at", "to", "closed_by"], &|lines, it| lines.gaps(it)),
        table("vision", &["statement", "text*", "observable_as", "score_today"], &|lines, it| {
            lines.vision(it)
        }),
        table(
            "dependencies",
            &["dependency", "ask*", "of_whom*", "owner", "needed_by", "initiative", "state"],
            &|lines, it| lines.dependencies(it),
        ),
        table(
            "reviews",
            &["review", "title*", "every", "last", "next", "role", "participants"],
            &|lines, it| lines.reviews(it),
        ),
    ]
}

impl Lines<'_> {
    fn text(&self, field: &Field<crate::model::text::Text>) -> Vec<Cell> {
        told(field.get(), &self.languages, self.first)
    }

    fn initiatives(&self, roadmap: Of<'_, Roadmap>) -> Vec<Vec<Cell>> {
        let line = |it: &crate::model::roadmap::initiative::Initiative| {
            let mut line = vec![id(&it.id)];
            line.extend(self.text(&it.common.title));
            line.extend([
                value(self.page, "initiative_type", it.initiative_type.get().map(|it| it.word())),
                value(self.page, "origin", Some(it.origin.get().map_or("planned", |it| it.word()))),
                one(&it.owner),
                one(&it.phase),
                spelled(&it.start),
                spelled(&it.first_value),
                spelled(&it.end),
                Cell::Text(self.page.written(&it.cost)),
                all(it.closes.items()),
                all(it.pursues.items()),
                all(it.moves.items()),
                all(it.measures.items()),
            ]);
            line
        };
        roadmap.it.initiatives.items().map(line).collect()
    }

    fn gaps(&self, roadmap: Of<'_, Roadmap>) -> Vec<Vec<Cell>> {
        let line = |it: &crate::model::roadmap::Gap| {
            let closing = roadmap.it.initiatives.items().filter(|initiative| {
                let own = it.id.value();
                initiative.closes.items().any(|gap| Some(gap.path.head) == own)
            });
            let closing: Vec<String> =
                closing.filter_map(|initiative| Some(initiative.id.get()?.to_string())).collect();
            let mut line = vec![id(&it.id)];
            line.extend(self.text(&it.text));
            line.extend([all(it.places.items()), one(&it.to), Cell::from(closing.join(", "))]);
            line
        };
        roadmap.it.gaps.items().map(line).collect()
    }

    fn vision(&self, roadmap: Of<'_, Roadmap>) -> Vec<Vec<Cell>> {
        let scores = roadmap.it.diagnosis.get().map(|it| &it.scores);
        let line = |it: &crate::model::roadmap::VisionStatement| {
            let own = it.id.value();
            let score = scores.and_then(|scores| {
                let (_, score) = scores.pairs().find(|(key, _)| Some(key.path.head) == own)?;
                Some(score.get() as f64)
            });
            let mut line = vec![id(&it.id)];
            line.extend(self.text(&it.text));
            line.extend([all(it.observable_as.items()), Cell::Number(score)]);
            line
        };
        roadmap.it.vision.get().map(|it| it.statements.items().map(line).collect()).unwrap_or_default()
    }

    fn dependencies(&self, roadmap: Of<'_, Roadmap>) -> Vec<Vec<Cell>> {
        let line = |it: &crate::model::roadmap::dependency::Dependency| {
            let mut line = vec![id(&it.id)];
            line.extend(self.text(&it.ask));
            line.extend(self.text(&it.to));
            line.extend([
                one(&it.owner),
                spelled(&it.needed_by),
                one(&it.initiative),
                value(self.page, "dependency", it.state.get().map(|it| it.word())),
            ]);
            line
        };
        roadmap.it.dependencies.items().map(line).collect()
    }

    fn reviews(&self, roadmap: Of<'_, Roadmap>) -> Vec<Vec<Cell>> {
        let line = |it: &crate::model::common::Ritual| {
            let mut line = vec![id(&it.id)];
            line.extend(self.text(&it.common.title));
            line.extend([
                Cell::Text(self.page.written(&it.every)),
                spelled(&it.last),
                spelled(&it.next),
                one(&it.role),
                all(it.participants.items()),
            ]);
            line
        };
        roadmap.it.review.items().map(line).collect()
    }
}
