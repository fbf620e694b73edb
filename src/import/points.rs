//! Points of scales, as platforms list them.

use super::NOT_APPLICABLE;
use super::draft::{Choice, Scale, Text};
use super::report::Report;
use crate::diagnostic::say;
use crate::emit::survey::{not_applicable, ours};

/// One point as it stands in a file.
pub struct Point {
    pub stored: String,
    pub text: Text,
    pub place: String,
}

/// What stands between the number of an end and its words: first as Senda writes it.
const BEHIND: &[&str] = &[" · ", " - ", " – ", ". ", ": ", " = ", " "];

/// A scale of points. `ends`: the words of the lowest and the highest may stand behind their numbers.
pub fn scale(points: Vec<Point>, place: &str, ends: bool, report: &mut Report) -> Scale {
    let mut scale = Scale::default();
    let (mut texts, mut codes): (Vec<Text>, Vec<Option<i64>>) = Default::default();
    for point in points {
        if point.stored == NOT_APPLICABLE {
            scale.not_applicable = true;
            if !point.text.0.iter().all(|(tag, words)| words == ours(&not_applicable(), tag)) {
                report.changed(
                    point.place,
                    say!(en: "`na` has words of its own", es: "`na` tiene palabras propias"),
                    say!(en: "it is “does not apply”, in Senda's words", es: "es «no aplica», con las palabras de Senda"),
                );
            }
            continue;
        }
        codes.push(point.stored.trim().parse().ok());
        texts.push(point.text);
    }
    let known: Option<Vec<i64>> = codes.iter().copied().collect();
    let codes = match known.filter(|codes| follow(codes)) {
        Some(codes) => codes,
        None => {
            let count = i64::try_from(texts.len()).unwrap_or(1);
            report.changed(
                place,
                say!(en: "its points are not numbers one after the other", es: "sus puntos no son números seguidos"),
                say!(en: "they are counted from 1 to {count}, in their order", es: "se cuentan del 1 al {count}, en su orden"),
            );
            (1..=count).collect()
        }
    };
    let (Some(low), Some(high)) = (codes.first(), codes.last()) else { return scale };
    (scale.low, scale.high) = (*low, *high);
    words(&mut scale, &texts, ends);
    scale
}

fn follow(codes: &[i64]) -> bool {
    codes.windows(2).all(|pair| pair[0].checked_add(1) == Some(pair[1]))
}

/// Options that are numbers one after the other are a scale: 0 and 1 alone are not.
pub fn of_options(options: &[Choice]) -> Option<Scale> {
    let plain = options.iter().all(|option| !option.other && !option.exclusive && option.when.is_none());
    let counted = options.iter().filter(|option| option.stored != NOT_APPLICABLE);
    let codes: Vec<i64> = counted.map(|option| option.stored.parse().ok()).collect::<Option<_>>()?;
    let enough = codes.len() > 2 || (codes.len() == 2 && codes[0] != 0);
    if !plain || !enough || !follow(&codes) {
        return None;
    }
    let points = options.iter().map(|option| Point {
        stored: option.stored.clone(),
        text: option.text.clone(),
        place: String::new(),
    });
    Some(scale(points.collect(), "", true, &mut Report::default()))
}

/// What is written on the points: words on each, words of the ends behind their numbers, or the
/// numbers alone.
fn words(scale: &mut Scale, texts: &[Text], ends: bool) {
    let Some(last) = texts.len().checked_sub(1) else { return };
    let code = |nth: usize| (scale.low + i64::try_from(nth).unwrap_or(0)).to_string();
    let says =
        |text: &Text, words: &dyn Fn(&str) -> bool| !text.0.is_empty() && text.0.values().all(|it| words(it));
    let bare = |nth: usize, text: &Text| says(text, &|words| words == code(nth));
    let cut = |nth: usize, text: &Text| {
        let behind = BEHIND.iter().map(|sign| format!("{}{sign}", code(nth)));
        let fits = behind.into_iter().find(|behind| says(text, &|words| words.starts_with(behind)))?;
        Some(text.map(|words| words[fits.len()..].to_owned())).filter(|_| ends && (nth == 0 || nth == last))
    };
    if texts.iter().enumerate().all(|(nth, text)| bare(nth, text) || cut(nth, text).is_some()) {
        let (low, high) = (cut(0, &texts[0]), cut(last, &texts[last]));
        scale.low_words = low;
        scale.high_words = high.filter(|_| last > 0);
        return;
    }
    scale.labels = texts.to_vec();
}
