//! The signals of each playbook as a query, with what has to be known about it above.

use crate::analyze::{Checked, in_use};
use crate::diagnostic::{Say, say};
use crate::emit::kpi::effect::{self, Compared};
use crate::emit::kpi::signals::{Signals, of_playbook};
use crate::emit::kpi::{Kpis, text, words};
use crate::model::EntityIndex;
use crate::model::playbook::Playbook;

/// The playbooks that start for customers in a table.
pub fn of_program<'p>(
    checked: &Checked<'p>,
    kpis: &mut Kpis<'p>,
    wanted: &dyn Fn(EntityIndex) -> bool,
) -> Vec<Signals<'p>> {
    let playbooks = checked.program.all::<Playbook>().filter(|it| in_use(it.entity, checked.as_of));
    let asked: Vec<_> = playbooks.filter(|it| wanted(it.index)).collect();
    asked.into_iter().filter_map(|playbook| of_playbook(checked, kpis, playbook).ok()).collect()
}

/// The effects of playbooks that hold customers out by lot.
pub fn compared<'p>(
    checked: &Checked<'p>,
    kpis: &mut Kpis<'p>,
    wanted: &dyn Fn(EntityIndex) -> bool,
) -> Vec<Compared<'p>> {
    let playbooks = checked.program.all::<Playbook>().filter(|it| in_use(it.entity, checked.as_of));
    let asked: Vec<_> = playbooks.filter(|it| wanted(it.index)).collect();
    asked.into_iter().filter_map(|playbook| effect::of_playbook(checked, kpis, playbook)).collect()
}

/// The comment above the query for an effect.
pub fn header_of_effect(checked: &Checked<'_>, one: &Compared<'_>) -> String {
    let mut all = vec![
        say!(en: "treated against held out, for those who were assigned before the period began", es: "tratados contra no tratados, para quienes se asignaron antes de que empezara el periodo"),
        say!(en: "the ledger of `senda worklist` is loaded into the table senda_ledger, its columns as texts", es: "el registro de `senda worklist` se carga en la tabla senda_ledger, con sus columnas como textos"),
        say!(en: "of averages, the interval and p are worked out by `senda effect`: they need Student's distribution", es: "de los promedios, el intervalo y p los calcula `senda effect`: necesitan la distribución de Student"),
    ];
    for (id, why) in &one.without {
        all.push(say!(en: "without {id}: {}", why.en; es: "sin {id}: {}", why.es));
    }
    let mut lines = vec![one.playbook.id().to_string()];
    for (language, lang) in words::languages(checked.program) {
        lines.extend(all.iter().map(|words| format!("{language}: {}", words.in_lang(lang))));
    }
    lines.iter().map(|line| format!("-- {}\n", text::comment(line))).collect()
}

/// The comment above a query.
pub fn header(checked: &Checked<'_>, list: &Signals<'_>) -> String {
    let program = checked.program;
    let mut lines = vec![list.playbook.id().to_string()];
    for (language, lang) in words::languages(program) {
        let common = list.playbook.entity.common();
        let title = common.title.get().map(|title| title.reading(language, program.first_language()));
        lines.extend(title.map(|title| format!("{language}: {title}")));
        for words in about(list) {
            lines.push(format!("{language}: {}", words.in_lang(lang)));
        }
    }
    lines.iter().map(|line| format!("-- {}\n", text::comment(line))).collect()
}

fn about(list: &Signals<'_>) -> Vec<Say> {
    let mut all = vec![
        say!(en: "every signal up to the day of the clock; deadlines, open cases and contacts are worked out by `senda worklist`", es: "todas las señales hasta el día del reloj; los plazos, los casos abiertos y los contactos los calcula `senda worklist`"),
    ];
    if list.draw.is_some() {
        all.push(say!(en: "MD5 is over UTF-8 and gives lower-case digits", es: "MD5 es sobre UTF-8 y da cifras en minúscula"));
    } else {
        all.push(say!(en: "nobody is held out by lot", es: "nadie queda fuera por sorteo"));
    }
    for word in &list.unseen {
        let word = word.word();
        all.push(say!(en: "no column says who is `{word}`: take them out by hand, or write a condition", es: "ninguna columna dice quién es `{word}`: sácalos a mano, o escribe una condición"));
    }
    for problem in &list.lost {
        all.push(say!(en: "without a part: {}", problem.why.en; es: "sin una parte: {}", problem.why.es));
    }
    all
}
