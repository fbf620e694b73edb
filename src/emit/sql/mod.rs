//! `sql`: staging views in each dialect, and one portable SELECT for each metric above them.
//!
//! - `kpi/sql/staging/<dialect>.sql` makes the views; it is run once
//! - `kpi/sql/<metric>.sql` gives `metric, period, cut, cut_value, value, n`
//! - `kpi/sql/each/<metric>.sql` gives the value of each customer or account, for metrics that have one
//! - `kpi/sql/playbooks/<playbook>.sql` lists the customers that a playbook starts for, and who is held out
//! - `kpi/sql/effects/<playbook>.sql` compares treated and held out, above `kpi/sql/staging/ledger/<dialect>.sql`
//! - `kpi/sql/playbooks/log/contacts.sql` lists the contacts that contact policies count
//! - `kpi/sql/checks/<dataset>.sql` lists rows of the data that break what the dataset declares
//!
//! - `kpi/sql/variants/<dialect>/…` has those of these queries that a dialect reads in another way
//!
//! No value is rounded, and shares are parts of one. A division by zero is no value.

pub mod checks;
mod playbooks;

use super::kpi::effect;
use super::kpi::signals::contacts;
use super::kpi::stage::Stage;
use super::kpi::staging::dialect::NAMES;
use super::kpi::staging::{self, DIALECTS, Dialect, Setting};
use super::kpi::{Kpis, statement, text, words};
use super::{Artifact, Options, Out, Target};
use crate::analyze::Checked;
use crate::diagnostic::{Diagnostic, Words};
use crate::emit::options::{OptionInfo, Takes};
use crate::model::contact_policy::ContactPolicy;
use crate::model::{EntityIndex, Kind};

pub const TARGET: Target = Target {
    name: "sql",
    about: Words {
        en: "KPIs as portable SQL, above staging views for nine engines and warehouses",
        es: "KPI como SQL portable, sobre vistas de preparación para nueve motores y almacenes",
    },
    folder: "kpi/sql",
    by_default: true,
    selects: &[Kind::Metric],
    options: &[
        OptionInfo {
            name: "dialects",
            about: Words {
                en: "the engines that staging views are written for",
                es: "los motores para los que se escriben las vistas de preparación",
            },
            takes: Takes::SomeOf(&NAMES),
        },
        OptionInfo {
            name: "checks",
            about: Words {
                en: "queries for rows that break what a dataset declares",
                es: "consultas de filas que incumplen lo que declara un conjunto de datos",
            },
            takes: Takes::Switch,
        },
    ],
    emit,
    platform: None,
};

fn emit(program: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let mut kpis = Kpis::of(program, &|metric| options.wants(metric));
    // Before the views are written: they get the columns that these queries need.
    let lists = playbooks::of_program(program, &mut kpis, &|playbook| options.wants(playbook));
    let compared = playbooks::compared(program, &mut kpis, &|playbook| options.wants(playbook));
    let log = contacts::statement(program, &mut kpis);
    let setting = Setting::of(program.program);
    let datasets = || kpis.stages.iter().map(|stage| stage.dataset.index);
    for dialect in DIALECTS.into_iter().filter(|dialect| options.has("dialects", dialect.name())) {
        let path = format!("staging/{}.sql", dialect.name());
        out.put(Artifact::text(path, staging_text(program, &kpis.stages, dialect, &setting), datasets()));
        if !compared.is_empty() {
            let from = compared.iter().map(|it| it.playbook.index);
            let path = format!("staging/ledger/{}.sql", dialect.name());
            out.put(Artifact::text(path, effect::ledger_view(dialect), from));
        }
    }
    let queries = Queries { options, out };
    for query in &kpis.queries {
        let (name, from) = (&query.name, vec![query.metric.index]);
        let header = words::header(program.program, query, &query.finished);
        queries.put(&format!("{name}.sql"), &header, &statement::of_query(query), from.clone());
        if let (Some(body), Some(finished)) = (statement::of_subjects(query), &query.subjects) {
            let header = words::header(program.program, query, finished);
            queries.put(&format!("each/{name}.sql"), &header, &body, from);
        }
    }
    if let Some(log) = log.filter(|_| !lists.is_empty()) {
        let policies = program.program.all::<ContactPolicy>().map(|policy| policy.index);
        queries.put("playbooks/log/contacts.sql", "", &log, policies.collect());
    }
    for list in &lists {
        let from = vec![list.playbook.index];
        let header = playbooks::header(program, list);
        queries.put(&format!("playbooks/{}.sql", list.name), &header, &list.sql, from);
    }
    for one in &compared {
        let header = playbooks::header_of_effect(program, one);
        queries.put(&format!("effects/{}.sql", one.name), &header, &one.sql, vec![one.playbook.index]);
    }
    for stage in kpis.stages.iter().filter(|_| options.is_on("checks")) {
        if let Some(body) = checks::statement(stage) {
            let path = format!("checks/{}.sql", stage.dataset.id().as_str().replace('-', "_"));
            queries.put(&path, "", &body, vec![stage.dataset.index]);
        }
    }
    kpis.findings
}

/// Where portable queries go.
struct Queries<'q, 'o> {
    options: &'q Options,
    out: &'q Out<'o>,
}

impl Queries<'_, '_> {
    /// A query below its comment, and what is another text for some dialect.
    fn put(&self, path: &str, header: &str, sql: &str, from: Vec<EntityIndex>) {
        let sql = text::with_plain_relations(sql);
        for name in NAMES.into_iter().filter(|name| self.options.has("dialects", name)) {
            if let Some(own) = staging::variant::of(name, &sql) {
                let path = format!("variants/{name}/{path}");
                self.out.put(Artifact::text(path, format!("{header}{own}"), from.iter().copied()));
            }
        }
        self.out.put(Artifact::text(path, format!("{header}{sql}"), from));
    }
}

/// All views of one dialect. The clock is the one place that says which day it is.
fn staging_text(
    program: &Checked<'_>,
    stages: &[Stage<'_>],
    dialect: &dyn Dialect,
    setting: &Setting,
) -> String {
    let (create, clock) = (dialect.create_view(), staging::CLOCK);
    let mut out = String::new();
    for stage in stages {
        out.push_str(&format!("DROP VIEW IF EXISTS {};\n", stage.view));
    }
    out.push_str(&format!("DROP VIEW IF EXISTS {clock};\n\n"));
    let languages = words::languages(program.program);
    for (_, lang) in &languages {
        let words = crate::diagnostic::say!(
            en: "the day on which the data is looked at: rows that have to mature wait for it",
            es: "el día en que se miran los datos: las filas que deben madurar lo esperan"
        );
        out.push_str(&format!("-- {}\n", words.in_lang(*lang)));
    }
    out.push_str(&format!("{create} {clock} AS\n{};\n", staging::clock(dialect, program.as_of)));
    for stage in stages {
        let (id, first) = (stage.dataset.id(), program.program.first_language());
        out.push_str(&format!("\n-- {id}\n"));
        if let Some(grain) = stage.dataset.it.grain.get() {
            for (language, _) in &languages {
                out.push_str(&format!("-- {language}: {}\n", text::comment(grain.reading(language, first))));
            }
        }
        let select =
            staging::select(stage, dialect, setting, &staging::dialect::table(dialect, &stage.table), clock);
        out.push_str(&format!("{create} {} AS\n{select};\n", stage.view));
    }
    // Some read a quote in a text in another way.
    staging::variant::of(dialect.name(), &out).unwrap_or(out)
}
