//! The emotion curve: today and as wanted, on one axis from −2 to +2.
//!
//! The steps of the page stand in the middle of their columns. The other path has other steps:
//! those of one moment are spread over the columns of that moment.

use super::{Path, runs_of_moments, signed};
use crate::emit::site::page::Page;
use crate::emit::site::view::{percent, short};
use schemars::JsonSchema;
use serde::Serialize;

const HEIGHT: f64 = 200.0;
const ZERO: f64 = 100.0;
const UNIT: f64 = 37.0;
/// Paths live in a box of this width, stretched to the page.
const WIDTH: f64 = 1000.0;

#[derive(Serialize, JsonSchema)]
struct Level {
    y: f64,
    word: String,
}

#[derive(Serialize, JsonSchema)]
struct Column {
    x: String,
    strong: bool,
}

#[derive(Serialize, JsonSchema)]
struct Point {
    x: String,
    y: f64,
    word: String,
    dx: i32,
    dy: i32,
    end: bool,
    mot: bool,
}

#[derive(Serialize, JsonSchema)]
struct Line {
    path: String,
    points: Vec<Point>,
}

#[derive(Serialize, JsonSchema)]
pub struct CurveView {
    height: f64,
    label: String,
    zero: f64,
    levels: Vec<Level>,
    columns: Vec<Column>,
    gap: String,
    today: Option<Line>,
    want: Option<Line>,
}

/// A step that feels something: where it stands (0 to 1), what it feels, whether it is a moment of truth.
#[derive(Clone, Copy)]
struct Felt {
    x: f64,
    feels: i64,
    mot: bool,
}

fn y(feels: i64) -> f64 {
    ZERO - feels as f64 * UNIT
}

fn own(path: &Path<'_>) -> Vec<Felt> {
    let count = path.steps.len() as f64;
    let felt = path.steps.iter().enumerate().filter_map(|(i, (step, _))| {
        let feels = step.feels.value()?.get();
        Some(Felt { x: (i as f64 + 0.5) / count, feels, mot: step.moment_of_truth.get().is_some() })
    });
    felt.collect()
}

/// The steps of the other path, spread over the columns of their moment on this one.
fn spread(path: &Path<'_>, other: &Path<'_>) -> Vec<Felt> {
    let columns = runs_of_moments(path);
    let count = path.steps.len() as f64;
    let mut felt = Vec::new();
    for (moment, first, length) in &columns {
        let steps: Vec<_> =
            (0..other.steps.len()).filter(|i| moment.is_some() && other.moment(*i) == *moment).collect();
        for (k, i) in steps.iter().enumerate() {
            let Some(feels) = other.steps[*i].0.feels.value() else { continue };
            let inside = (k as f64 + 0.5) / steps.len() as f64;
            let x = (*first as f64 + inside * *length as f64) / count;
            felt.push(Felt { x, feels: feels.get(), mot: other.steps[*i].0.moment_of_truth.get().is_some() });
        }
    }
    if felt.is_empty() {
        felt = own(other); // no moments to compare: over the whole width
    }
    felt.sort_by(|a, b| a.x.total_cmp(&b.x));
    felt
}

/// A smooth line through points; level at each of them, so that it never overshoots.
fn smooth(points: &[Felt]) -> String {
    let place = |f: &Felt| (f.x * WIDTH, y(f.feels));
    let mut d = String::new();
    for (i, felt) in points.iter().enumerate() {
        let (x, y) = place(felt);
        if i == 0 {
            d = format!("M{} {y}", short(x));
            continue;
        }
        let (px, py) = place(&points[i - 1]);
        let reach = (x - px) * 0.45;
        d.push_str(&format!("C{} {py} {} {y} {} {y}", short(px + reach), short(x - reach), short(x)));
    }
    d
}

fn line(points: &[Felt], above: bool) -> Option<Line> {
    if points.is_empty() {
        return None;
    }
    let marks = points.iter().map(|f| {
        let end = f.x > 0.95;
        Point {
            x: percent(f.x),
            y: y(f.feels),
            word: signed(f.feels),
            dx: if end { -9 } else { 9 },
            dy: if above { -9 } else { 16 },
            end,
            mot: above && f.mot,
        }
    });
    Some(Line { path: smooth(points), points: marks.collect() })
}

pub fn view(page: &Page<'_>, path: &Path<'_>, other: Option<&Path<'_>>) -> Option<CurveView> {
    let mine = own(path);
    let theirs = other.map(|o| spread(path, o)).unwrap_or_default();
    if mine.is_empty() && theirs.is_empty() {
        return None;
    }
    let (want, today) = if path.is_wanted() { (mine, theirs) } else { (theirs, mine) };
    let gap = if want.len() > 1 && today.len() > 1 {
        let back: Vec<Felt> = today.iter().rev().copied().collect();
        format!("{}L{}Z", smooth(&want), smooth(&back).trim_start_matches('M'))
    } else {
        String::new()
    };
    let words = |name: &str, points: &[Felt]| {
        let values: Vec<String> = points.iter().map(|f| signed(f.feels)).collect();
        (!values.is_empty()).then(|| format!("{}: {}", page.words.get(name), values.join(", ")))
    };
    let label: Vec<String> =
        [words("journey.today", &today), words("journey.wanted", &want)].into_iter().flatten().collect();
    let count = path.steps.len();
    Some(CurveView {
        height: HEIGHT,
        label: format!("{}. {}", page.word("journey.emotion"), label.join(". ")),
        zero: ZERO,
        levels: (-2..=2).rev().map(|f| Level { y: y(f), word: signed(f) }).collect(),
        columns: (1..count)
            .map(|i| Column { x: percent(i as f64 / count as f64), strong: path.first(i) })
            .collect(),
        gap,
        today: line(&today, false),
        want: line(&want, true),
    })
}
