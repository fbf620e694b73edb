//! For people: a table for each metric, and what has to be said about the data.

use super::numbers::{Numbers, locale};
use super::{moved, verdict};
use crate::diagnostic::{Lang, Say, counted, say};
use crate::emit::kpi::words;
use crate::measure::judge::{Against, Before, Moved, Verdict};
use crate::measure::report::{DatasetOf, Report};
use crate::measure::values::{Point, State, Values};
use crate::model::metric::Each;
use crate::resolve::Resolved;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// The tables of all metrics, then what the data lacks.
pub fn table(report: &Report<'_, '_, '_>) -> String {
    let mut out = String::new();
    for values in &report.values {
        metric(report, values, &mut out);
    }
    let lang = report.lang;
    if !report.not_computed.is_empty() {
        let head = say!(en: "Not computed", es: "Sin calcular");
        let _ = writeln!(out, "{}", head.in_lang(lang));
        for one in &report.not_computed {
            let _ = writeln!(out, "  {}: {}", one.metric, one.why.in_lang(lang));
            let _ = writeln!(out, "    {}", one.help.in_lang(lang));
        }
        out.push('\n');
    }
    let head = say!(en: "Data", es: "Datos");
    let _ = writeln!(out, "{}", head.in_lang(lang));
    for dataset in &report.datasets {
        data(report.program.program, lang, dataset, &mut out);
    }
    out
}

fn metric(report: &Report<'_, '_, '_>, values: &Values<'_, '_>, out: &mut String) {
    let (program, lang) = (report.program.program, report.lang);
    let numbers = Numbers::of(program, values, lang);
    let title = words::title(program, values.query, lang.code());
    let mut head = format!("{title} ({})", values.query.metric.id());
    if let Some(unit) = numbers.unit() {
        head.push_str(&format!(", {}", unit.in_lang(lang)));
    }
    let _ = writeln!(out, "{head}");
    let points = report.chosen.of(values);
    if points.is_empty() {
        let none = if values.points.is_empty() {
            say!(en: "no row counts", es: "ninguna fila cuenta")
        } else {
            say!(en: "no value in the periods and cuts that were asked for", es: "ningún valor en los periodos y cortes que se pidieron")
        };
        let _ = writeln!(out, "  {}\n", none.in_lang(lang));
        return;
    }
    let mut lines = vec![header(lang)];
    let mut last = "";
    for point in &points {
        let period = if point.period == last { String::new() } else { period(point, lang) };
        last = &point.period;
        lines.push(line(values, point, period, &numbers, lang));
    }
    write_table(&lines, out);
    for note in notes(values, &points, &numbers) {
        let _ = writeln!(out, "  {}", note.in_lang(lang));
    }
    out.push('\n');
}

/// Which columns stand at the right.
const RIGHT: [bool; 7] = [false, false, true, false, true, false, false];

fn header(lang: Lang) -> Vec<String> {
    [
        say!(en: "period", es: "periodo"),
        say!(en: "of", es: "de"),
        say!(en: "value", es: "valor"),
        say!(en: "95 %", es: "95 %"),
        say!(en: "n", es: "n"),
        say!(en: "band and target", es: "banda y meta"),
        say!(en: "since the period before", es: "desde el periodo anterior"),
    ]
    .map(|words| words.in_lang(lang).to_owned())
    .to_vec()
}

fn period(point: &Point, lang: Lang) -> String {
    let all = say!(en: "all rows", es: "todas las filas");
    let shown = if point.days.is_none() { all.in_lang(lang) } else { &point.period };
    let state = match point.state {
        State::Complete => return shown.to_owned(),
        State::Unfinished => say!(en: "not over", es: "en curso"),
        State::Maturing => say!(en: "maturing", es: "madurando"),
    };
    format!("{shown} ({})", state.in_lang(lang))
}

fn line(
    values: &Values<'_, '_>,
    point: &Point,
    period: String,
    numbers: &Numbers,
    lang: Lang,
) -> Vec<String> {
    let nothing = || "–".to_owned();
    let whom = match &point.cut_value {
        None => say!(en: "everybody", es: "todos").in_lang(lang).to_owned(),
        Some(value) => format!("{}: {}", point.cut, cut_value(value, lang)),
    };
    let interval = match (point.interval, point.sample) {
        (Some(it), Some(sample)) => {
            let (low, high, margin) =
                (numbers.end(it.low), numbers.end(it.high), numbers.margin(sample.margin()));
            say!(en: "± {margin} ({low} to {high})", es: "± {margin} ({low} a {high})")
                .in_lang(lang)
                .to_owned()
        }
        _ => nothing(),
    };
    let mut judged: Vec<String> = point.band.iter().cloned().collect();
    judged.extend(point.target.as_ref().map(|it| against(it, numbers, lang)));
    let value = point.value.map_or_else(nothing, |value| numbers.value(value));
    vec![
        period,
        whom,
        value,
        interval,
        numbers.locale.count(i64::try_from(point.n).unwrap_or(i64::MAX)),
        judged.join("; "),
        point.before.as_ref().map(|it| since(it, values, numbers, lang)).unwrap_or_default(),
    ]
}

fn cut_value(value: &str, lang: Lang) -> String {
    let stated = say!(en: "not stated", es: "sin dato");
    value.replace("not stated", stated.in_lang(lang))
}

fn against(it: &Against, numbers: &Numbers, lang: Lang) -> String {
    let target = numbers.value(it.value);
    let words = verdict(it.verdict);
    let by = it.due.map(|due| numbers.locale.date(due));
    let head = match by {
        Some(by) => say!(en: "target {target} by {by}", es: "meta {target} para el {by}"),
        None => say!(en: "target {target}", es: "meta {target}"),
    };
    let head = head.in_lang(lang);
    match it.distance.filter(|_| it.verdict != Verdict::NotCompared) {
        Some(distance) => format!("{head}: {}, {}", numbers.distance(distance), words.in_lang(lang)),
        None => format!("{head}: {}", words.in_lang(lang)),
    }
}

fn since(it: &Before, values: &Values<'_, '_>, numbers: &Numbers, lang: Lang) -> String {
    let broken = it.break_at.and_then(|at| values.breaks.get(at));
    if let (Some(_), Moved::NotCompared) = (broken, it.moved) {
        return say!(en: "series break: not compared", es: "corte de la serie: no se compara")
            .in_lang(lang)
            .to_owned();
    }
    match it.change {
        Some(change) => format!("{}, {}", numbers.distance(change), moved(it.moved).in_lang(lang)),
        None => moved(it.moved).in_lang(lang).to_owned(),
    }
}

fn notes(values: &Values<'_, '_>, points: &[&Point], numbers: &Numbers) -> Vec<Say> {
    let mut notes = Vec::new();
    match &values.method {
        Err(why) => {
            notes.push(say!(en: "no interval: {}", why.en; es: "sin intervalo: {}", why.es));
        }
        Ok(_) if points.iter().any(|p| p.effective_n.is_some_and(|n| n < 0.999 * p.n as f64)) => {
            let total = points.iter().find(|point| point.is_total()).or(points.first());
            let worth = total.and_then(|point| point.effective_n).unwrap_or(0.0);
            let (shown, n) =
                (numbers.locale.float(worth, 0), numbers.locale.count(total.map_or(0, |p| p.n as i64)));
            notes.push(say!(en: "weighted: the {n} answers are worth {shown} of equal weight, and the interval is theirs", es: "ponderado: las {n} respuestas valen por {shown} de igual peso, y el intervalo es de esas"));
        }
        Ok(_) => {}
    }
    if let Some(each) = values.query.each {
        let (en, es) = match each {
            Each::Customer => ("customer", "cliente"),
            Each::Account => ("account", "cuenta"),
        };
        notes.push(say!(en: "bands and targets are of each {en}: see the query under `kpi/sql/each`", es: "las bandas y metas son de cada {es}: mira la consulta en `kpi/sql/each`"));
    }
    let hidden = points.iter().filter(|point| point.hidden).count();
    if let (Some(least), true) = (values.query.minimum_n, hidden > 0) {
        notes.push(
            say!(en: "no value below {least} answers", es: "sin valor con menos de {least} respuestas"),
        );
    }
    let shown = |point: &&&Point| point.days.is_some();
    let first = points.iter().filter(shown).filter_map(|point| point.days).map(|days| days.first).min();
    let last = points.iter().filter(shown).filter_map(|point| point.days).map(|days| days.last).max();
    if let (Some(_), Some(last)) = (first, last) {
        let between =
            |at: &usize| points.iter().any(|p| p.before.as_ref().is_some_and(|b| b.break_at == Some(*at)));
        let within =
            |at: usize| points.iter().filter_map(|point| point.days).any(|days| values.breaks[at].cuts(days));
        for (at, one) in values.breaks.iter().enumerate() {
            if one.day.0 <= last && (between(&at) || within(at)) {
                notes.push(one.say());
            }
        }
    }
    notes
}

fn write_table(lines: &[Vec<String>], out: &mut String) {
    let widths: Vec<usize> =
        (0..RIGHT.len()).map(|at| lines.iter().map(|line| line[at].width()).max().unwrap_or(0)).collect();
    for line in lines {
        let mut text = String::new();
        for (at, cell) in line.iter().enumerate() {
            if widths[at] == 0
                || (at >= 5
                    && widths[at] == lines[0][at].width()
                    && lines[1..].iter().all(|l| l[at].is_empty()))
            {
                continue;
            }
            let fill = " ".repeat(widths[at] - cell.width());
            let _ = if RIGHT[at] { write!(text, "  {fill}{cell}") } else { write!(text, "  {cell}{fill}") };
        }
        let _ = writeln!(out, "{}", text.trim_end());
    }
}

/// What was read of a dataset, and what did not fit.
pub fn data(program: &Resolved, lang: Lang, dataset: &DatasetOf, out: &mut String) {
    let locale = locale(program, lang);
    let (id, place) = (&dataset.id, &dataset.place);
    if let Some((why, help)) = &dataset.stopped {
        let _ = writeln!(out, "  {id}: {}", why.in_lang(lang));
        let _ = writeln!(out, "    {}", help.in_lang(lang));
    }
    if let Some(loaded) = &dataset.loaded {
        let number = |count: u64| locale.count(i64::try_from(count).unwrap_or(i64::MAX));
        let rows = counted(number(loaded.rows), ["row", "rows"], ["fila", "filas"]);
        let mut told = format!("{id} ({place}): {}", rows.in_lang(lang));
        if loaded.without_weight > 0 {
            let without = number(loaded.without_weight);
            let words = say!(en: ", {without} without weight", es: ", {without} sin peso");
            told.push_str(words.in_lang(lang));
        }
        if loaded.left_out > 0 {
            let out = number(loaded.left_out);
            let words = say!(en: ", {out} that do not fit", es: ", {out} que no encajan");
            told.push_str(words.in_lang(lang));
        }
        let _ = writeln!(out, "  {told}");
        for fault in &loaded.faults {
            let rows = counted(number(fault.rows), ["row", "rows"], ["fila", "filas"]);
            let column = fault.column.as_ref().map(|column| format!("`{column}`, ")).unwrap_or_default();
            let _ = writeln!(out, "    {column}{}: {}", rows.in_lang(lang), fault.reason.say().in_lang(lang));
            for example in &fault.examples {
                let (line, found) = (example.line, &example.found);
                let words = say!(en: "line {line}: `{found}`", es: "línea {line}: `{found}`");
                let _ = writeln!(out, "      {}", words.in_lang(lang));
            }
            let _ = writeln!(out, "      {}", fault.wanted.in_lang(lang));
        }
    } else if dataset.stopped.is_none() {
        let trusted = say!(en: ", taken as declared: repeated keys and codes off the scale were not looked for", es: ", tal como se declara: no se buscaron llaves repetidas ni códigos fuera de escala");
        let trusted = if dataset.trusted { trusted.in_lang(lang) } else { "" };
        let _ = writeln!(out, "  {id} ({place}){trusted}");
    }
    for (column, declared, rows) in &dataset.broken {
        let rows = counted(*rows, ["row", "rows"], ["fila", "filas"]);
        let words = say!(en: "`{column}`, {}: against the `{declared}` that the dataset declares", rows.en; es: "`{column}`, {}: contra el `{declared}` que declara el conjunto de datos", rows.es);
        let _ = writeln!(out, "    {}", words.in_lang(lang));
    }
}
