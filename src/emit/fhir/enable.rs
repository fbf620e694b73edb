//! When an item is enabled: FHIR joins comparisons by "all" or by "any", and no further. So a condition becomes
//! demands that all hold, each of which is one of several comparisons; a demand of several is a group around
//! the item.

use super::item::link;
use crate::emit::survey::decided::{
    Decided, NOT_APPLICABLE, by_question, decides, holds_after, listed, sides,
};
use crate::emit::survey::{Answer, Comparator, Condition, Instrument, Item, Operand, Variable};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

/// More comparisons than this are no form that anybody could read.
const MOST: usize = 400;

/// Comparisons one of which must hold.
pub type Demand = Vec<Json>;

/// The demands of a condition, all of which must hold; nothing for one that cannot be told, or not in so few.
pub fn demands(instrument: &Instrument<'_>, condition: &Condition) -> Option<Vec<Demand>> {
    let all = Enable { items: &instrument.items }.demands(condition)?;
    let mut kept: Vec<Demand> = Vec::new();
    for demand in all {
        if !kept.contains(&demand) {
            kept.push(demand);
        }
    }
    (kept.iter().map(Vec::len).sum::<usize>() <= MOST).then_some(kept)
}

struct Enable<'i, 'p> {
    items: &'i [Item<'p>],
}

impl Enable<'_, '_> {
    fn demands(&self, condition: &Condition) -> Option<Vec<Demand>> {
        if let Some(place) = decides(self.items, condition) {
            return self.decided(place, condition);
        }
        match condition {
            Condition::Always => Some(Vec::new()),
            Condition::Never => Some(vec![Vec::new()]),
            Condition::All(each) => {
                let parts = by_question(self.items, each, true).into_iter().map(|part| self.part(part));
                Some(parts.collect::<Option<Vec<_>>>()?.concat())
            }
            Condition::Any(each) => {
                let mut any: Vec<Demand> = vec![Vec::new()];
                for part in by_question(self.items, each, false) {
                    let own = self.part(part)?;
                    // One of the two holds when each demand of one, or else each of the other, does.
                    any = any
                        .iter()
                        .flat_map(|one| own.iter().map(move |other| [one.as_slice(), other].concat()))
                        .collect();
                    if any.iter().map(Vec::len).sum::<usize>() > MOST {
                        return None;
                    }
                }
                Some(any)
            }
            Condition::Answered(of) => self.answered(of, true),
            Condition::Unanswered(of) => self.answered(of, false),
            Condition::Includes { of, option, inside } => {
                // Words of one's own have no code.
                let words = self.items[of.item].asks_for_words();
                words.is_none_or(|words| words.id.as_str() != option).then_some(())?;
                let operator = if *inside { "=" } else { "!=" };
                Some(vec![vec![coded(&link(&self.items[of.item], None), operator, option)]])
            }
            Condition::OneOf { .. } => None,
            Condition::Compare { left, by, right } => {
                let (of, by, value) = sides(left, *by, right)?;
                self.compared(of, by, value)
            }
        }
    }

    fn part(&self, part: Decided<'_>) -> Option<Vec<Demand>> {
        match part {
            Decided::By(place, own) => self.decided(place, &own),
            Decided::Else(part) => self.demands(part),
        }
    }

    /// The answers with which a condition holds. Words of one's own have no code: they are what is answered
    /// and is none of the others.
    fn decided(&self, place: usize, condition: &Condition) -> Option<Vec<Demand>> {
        let item = &self.items[place];
        let after = |answer: Option<&str>| holds_after(condition, place, answer);
        let silent = after(None)?;
        let words = item.asks_for_words().map(|option| option.id.to_string());
        let all = listed(item)?;
        let (held, others): (Vec<String>, Vec<String>) =
            all.into_iter().partition(|answer| after(Some(answer)) == Some(true));
        let link = link(item, None);
        let is = |answer: &String, operator: &str| match &item.answer {
            Answer::YesNo => {
                json!({"question": link, "operator": operator, "answerBoolean": answer == "true"})
            }
            _ => coded(&link, operator, answer),
        };
        let takes_words = words.as_ref().is_some_and(|words| held.contains(words));
        if others.is_empty() {
            return Some(if silent { Vec::new() } else { vec![vec![exists(&link, true)]] });
        }
        if takes_words {
            let there = (!silent).then(|| vec![exists(&link, true)]);
            let none_of_them = others.iter().map(|answer| vec![is(answer, "!=")]);
            return Some(there.into_iter().chain(none_of_them).collect());
        }
        let named = held.iter().map(|answer| is(answer, "="));
        Some(vec![silent.then(|| exists(&link, false)).into_iter().chain(named).collect()])
    }

    /// That there is an answer, or none. "Does not apply" is none.
    fn answered(&self, of: &Variable, there: bool) -> Option<Vec<Demand>> {
        let item = &self.items[of.item];
        let Answer::Matrix { rows, scale } = &item.answer else {
            let ranked = matches!(item.answer, Answer::Ranking { .. });
            return (!ranked).then(|| vec![vec![exists(&link(item, None), there)]]);
        };
        let own = rows.iter().filter(|row| of.row.as_deref().is_none_or(|wanted| wanted == row.id.as_str()));
        let links = own.map(|row| link(item, Some(row.id.as_str())));
        let none = scale.not_applicable.is_some();
        Some(if there {
            let codes = |link: String| -> Vec<Json> {
                match none {
                    true => scale.codes().map(|code| coded(&link, "=", &code.to_string())).collect(),
                    false => vec![exists(&link, true)],
                }
            };
            vec![links.flat_map(codes).collect()]
        } else {
            let empty = |link: String| {
                let refused = none.then(|| coded(&link, "=", NOT_APPLICABLE));
                std::iter::once(exists(&link, false)).chain(refused).collect()
            };
            links.map(empty).collect()
        })
    }

    fn compared(&self, of: &Variable, by: Comparator, value: &Operand) -> Option<Vec<Demand>> {
        let item = &self.items[of.item];
        let link = link(item, of.row.as_deref());
        match (&item.answer, value) {
            (Answer::Matrix { scale, .. }, Operand::Number(number)) => {
                let fits = |code: &i64| by.holds(Decimal::from(*code).cmp(number));
                Some(vec![
                    scale.codes().filter(fits).map(|code| coded(&link, "=", &code.to_string())).collect(),
                ])
            }
            (Answer::Number, Operand::Number(number)) => {
                let number: serde_json::Number = number.normalize().to_string().parse().ok()?;
                Some(ordered(&link, by, "answerDecimal", &json!(number)))
            }
            (Answer::Scale(_), Operand::Number(number)) => Some(whole(&link, by, *number)),
            (Answer::Date, Operand::Date(day)) => {
                Some(ordered(&link, by, "answerDate", &json!(day.to_string())))
            }
            (Answer::Open, Operand::Text(text)) if matches!(by, Comparator::Equal | Comparator::NotEqual) => {
                let operator = if by == Comparator::Equal { "=" } else { "!=" };
                Some(vec![vec![json!({"question": link, "operator": operator, "answerString": text})]])
            }
            _ => None,
        }
    }
}

/// A whole number compared with one that may have decimals.
fn whole(link: &str, by: Comparator, number: Decimal) -> Vec<Demand> {
    let at = |by: Comparator, number: Decimal| {
        let number: i64 = number.try_into().unwrap_or_default();
        ordered(link, by, "answerInteger", &json!(number))
    };
    if number.fract().is_zero() {
        return at(by, number);
    }
    match by {
        Comparator::Equal => vec![Vec::new()],
        Comparator::NotEqual => vec![vec![exists(link, true)]],
        Comparator::Less | Comparator::AtMost => at(Comparator::AtMost, number.floor()),
        Comparator::More | Comparator::AtLeast => at(Comparator::AtLeast, number.ceil()),
    }
}

fn ordered(link: &str, by: Comparator, kind: &str, value: &Json) -> Vec<Demand> {
    let one = |operator: &str| json!({"question": link, "operator": operator, kind: value});
    vec![match by {
        Comparator::Equal => vec![one("=")],
        Comparator::NotEqual => vec![one("<"), one(">")],
        Comparator::Less => vec![one("<")],
        Comparator::AtMost => vec![one("<=")],
        Comparator::More => vec![one(">")],
        Comparator::AtLeast => vec![one(">=")],
    }]
}

fn exists(link: &str, there: bool) -> Json {
    json!({"question": link, "operator": "exists", "answerBoolean": there})
}

fn coded(link: &str, operator: &str, code: &str) -> Json {
    json!({"question": link, "operator": operator, "answerCoding": {"code": code}})
}
