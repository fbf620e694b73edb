//! Tests and a team's own rules.

use super::{PlainView, cell, head};
use crate::emit::site::page::Page;
use crate::emit::site::view::{Facts, Grid, Shown};
use crate::model::EntityIndex;
use crate::model::policy::Policy;
use crate::model::scalar::Scalar;
use crate::model::test::Test;

pub fn test(page: &Page<'_>, index: EntityIndex, it: &Test) -> PlainView {
    let mut given = Facts::default();
    let mut responses = Grid::new(
        "_responses",
        page.word("test.responses"),
        head(page, &["test.customer", "kinds.survey.one", "test.at", "test.answers"]),
    );
    if let Some(start) = it.given.get() {
        page.add(&mut given, "test.now", start.now.get().map(|n| Shown::code(n.spell())));
        for response in start.responses.items() {
            let answers = response
                .answers
                .entries()
                .filter_map(|e| Some(Shown::code(format!("{}: {}", e.key, answer(e.value.get()?)))));
            responses.row(
                "",
                vec![
                    cell(response.customer.get().map(|c| Shown::code(c.to_string()))),
                    cell(page.one(index, &response.survey)),
                    cell(response.at_time.get().map(|t| Shown::code(t.spell()))),
                    answers.collect(),
                ],
            );
        }
    }
    PlainView::of([given], [responses, expected(page, index, it)])
}

fn answer(value: &crate::model::unions::Answer) -> String {
    use crate::model::unions::Answer;
    match value {
        Answer::None => "–".to_owned(),
        Answer::Whole(n) => n.0.to_string(),
        Answer::Number(n) => n.0.to_string(),
        Answer::Bool(b) => b.to_string(),
        Answer::Text(t) => t.to_string(),
        Answer::Options(options) => options.iter().map(|o| o.to_string()).collect::<Vec<_>>().join(", "),
    }
}

fn expected(page: &Page<'_>, index: EntityIndex, it: &Test) -> Grid {
    let mut grid = Grid::new(
        "_expected",
        page.word("test.expects"),
        head(page, &["test.what", "test.customer", "test.value"]),
    );
    let Some(expect) = it.expect.get() else { return grid };
    for entry in expect.metrics.entries() {
        let value = entry.value.get().and_then(|v| v.level()).map(|level| Shown::new(page.write(level)));
        grid.row("", vec![vec![page.reference(index, entry.key_span, &entry.key)], Vec::new(), cell(value)]);
    }
    for entry in expect.bands.entries() {
        let band = entry.value.get().map(|b| Shown::new(page.value("band", b)));
        grid.row("", vec![vec![page.reference(index, entry.key_span, &entry.key)], Vec::new(), cell(band)]);
    }
    for playbook in expect.playbooks.items() {
        let mut value: Vec<Shown> = page.one(index, &playbook.step).into_iter().collect();
        value.extend(page.one(index, &playbook.role));
        value.extend(playbook.due.get().map(|d| Shown::code(d.spell())));
        let customer = playbook.customer.get().map(|c| Shown::code(c.to_string()));
        grid.row("", vec![cell(page.one(index, &playbook.playbook)), cell(customer), value]);
    }
    for playbook in expect.no_playbooks.items() {
        let name = page
            .one(index, &playbook.playbook)
            .map(|p| p.wrap(|n| format!("{}: {n}", page.word("test.not"))));
        let customer = playbook.customer.get().map(|c| Shown::code(c.to_string()));
        grid.row("", vec![cell(name), cell(customer), cell(page.opt(&playbook.why))]);
    }
    for survey in expect.surveys.items() {
        let sent = survey
            .sent
            .value()
            .map(|s| Shown::new(page.words.get(if s { "test.sent" } else { "test.held" })));
        let customer = survey.customer.get().map(|c| Shown::code(c.to_string()));
        grid.row("", vec![cell(page.one(index, &survey.survey)), cell(customer), cell(sent)]);
    }
    grid
}

pub fn policy(page: &Page<'_>, _: EntityIndex, it: &Policy) -> PlainView {
    let mut what = Facts::default();
    page.add(&mut what, "policy.for", it.r#for.get().map(|f| Shown::code(f.spell())));
    page.add(&mut what, "policy.where", it.r#where.get().map(|w| Shown::code(&*w.text)));
    page.add(&mut what, "policy.must", it.must.get().map(|m| Shown::code(&*m.text)));
    page.add(&mut what, "policy.message", page.opt(&it.message));
    page.add(&mut what, "findings.level", it.level.get().map(|l| Shown::new(page.value("level", l.word()))));
    page.add(&mut what, "contact.why", page.opt(&it.why));
    PlainView::of([what], [])
}
