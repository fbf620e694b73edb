//! Values of data as expressions see them: the answer to a question, a cell of a row. The same reading
//! checks the data of a test and computes with it.

use crate::diagnostic::{Say, say};
use crate::model::dataset::{Column, ColumnType, ColumnZone};
use crate::model::expression::{Type, Value};
use crate::model::quantity::{Integer, Number};
use crate::model::question::QuestionType;
use crate::model::scalar::Scalar;
use crate::model::time::{Date, DateTime};
use crate::model::unions::{Answer, ColumnValues};
use crate::resolve::names::answers::Answers;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

/// Why a value cannot be one of its question or column, with the values that can.
pub type Impossible = Say;

/// The value of an answer to a question.
///
/// # Errors
/// What the question could never be answered with, in words.
pub fn of_answer(answers: &Answers, answer: &Answer) -> Result<Value, Impossible> {
    let wanted = || -> Impossible {
        match answers.question_type {
            QuestionType::Scale => scale_words(answers.scale),
            QuestionType::YesNo => {
                say!(en: "it is answered with `true` or `false`", es: "se contesta con `true` o `false`")
            }
            QuestionType::Number => say!(en: "it is answered with a number", es: "se contesta con un número"),
            QuestionType::Date => {
                say!(en: "it is answered with a day such as `2026-11-20`", es: "se contesta con un día, como `2026-11-20`")
            }
            QuestionType::Matrix => {
                say!(en: "each line of a matrix is answered by itself: `matrix.line`", es: "cada línea de una matriz se contesta por separado: `matriz.linea`")
            }
            QuestionType::Statement => {
                say!(en: "it is only read: nobody answers it", es: "solo se lee: nadie lo contesta")
            }
            QuestionType::Open => say!(en: "it is answered in words", es: "se contesta con palabras"),
            QuestionType::Choice | QuestionType::Ranking => choice_words(&answers.ty),
        }
    };
    let value = match (&answers.ty, answer) {
        (_, Answer::None) => Some(Value::None),
        (Type::Integer, Answer::Whole(code)) => {
            let fits = answers.scale.is_none_or(|(low, high)| (low..=high).contains(&code.0));
            fits.then(|| Value::Number(code.0.into()))
        }
        (Type::Number, Answer::Whole(number)) => Some(Value::Number(number.0.into())),
        (Type::Number, Answer::Number(number)) => Some(Value::Number(number.0)),
        (Type::YesNo, Answer::Bool(value)) => Some(Value::YesNo(*value)),
        (Type::Date, Answer::Text(text)) => Date::parse(text).ok().map(|date| Value::Date(date.0)),
        (Type::Text, Answer::Text(text)) => Some(Value::Text(text.to_string())),
        (Type::Text, Answer::Whole(number)) => Some(Value::Text(number.spell())),
        (Type::Option(choices), Answer::Text(id)) => {
            (choices.open || choices.has(id)).then(|| Value::Text(id.to_string()))
        }
        (Type::Options(choices), Answer::Text(id)) => {
            (choices.open || choices.has(id)).then(|| Value::Several(vec![id.to_string()]))
        }
        (Type::Options(choices), Answer::Options(ids)) => {
            let taken: Vec<String> = ids.iter().map(|id| id.to_string()).collect();
            let few = answers.most.is_none_or(|most| taken.len() as i64 <= most);
            (few && taken.iter().all(|id| choices.open || choices.has(id))).then_some(Value::Several(taken))
        }
        _ => None,
    };
    value.ok_or_else(wanted)
}

/// The value of a cell of a column, as expressions see it: in our ids, and none for a missing code.
///
/// # Errors
/// What the column could never hold, in words.
pub fn of_cell(column: &Column, ty: &Type, zone: &TimeZone, answer: &Answer) -> Result<Value, Impossible> {
    let code = match answer {
        Answer::None => return Ok(Value::None),
        Answer::Whole(number) => number.spell(),
        Answer::Number(number) => number.spell(),
        Answer::Bool(value) => value.to_string(),
        Answer::Text(text) => text.to_string(),
        Answer::Options(options) => options.iter().map(|option| &**option).collect::<Vec<_>>().join(","),
    };
    if column.missing.items().any(|missing| **missing == *code) {
        return Ok(Value::None);
    }
    if let (Type::Options(_), Answer::Options(options)) = (ty, answer) {
        return Ok(Value::Several(options.iter().map(|option| option.to_string()).collect()));
    }
    if matches!(answer, Answer::Options(_)) {
        return Err(say!(en: "a cell holds one value", es: "una celda tiene un solo valor"));
    }
    value_of_code(column, ty, zone, &code)
}

/// The value of a code as a CSV file or a test has it; the empty code and missing codes are none.
///
/// # Errors
/// What the column could never hold, in words.
pub fn of_code(column: &Column, ty: &Type, zone: &TimeZone, code: &str) -> Result<Value, Impossible> {
    if code.is_empty() || column.missing.items().any(|missing| **missing == *code) {
        return Ok(Value::None);
    }
    value_of_code(column, ty, zone, code)
}

fn value_of_code(column: &Column, ty: &Type, zone: &TimeZone, code: &str) -> Result<Value, Impossible> {
    let decimal = || Number::parse(code).ok().map(|number| number.0).or_else(|| code.parse::<Decimal>().ok());
    let found = match column.column_type.value() {
        Some(ColumnType::Integer) if *ty != Type::Share => {
            let whole = Integer::parse(code).ok().map(|whole| whole.0);
            let fits =
                whole.is_some_and(|code| column.scale.value().is_none_or(|scale| scale.contains(code)));
            fits.then(|| whole.map_or(Value::None, |whole| Value::Number(whole.into())))
        }
        Some(ColumnType::Integer | ColumnType::Number | ColumnType::Money) => {
            let percent = column.unit.get().is_some_and(|unit| &**unit == "percent");
            let scaled = |number: Decimal| {
                if percent { number.checked_div(Decimal::ONE_HUNDRED) } else { Some(number) }
            };
            decimal().and_then(scaled).map(Value::Number)
        }
        Some(ColumnType::Boolean) => match code {
            "true" => Some(Value::YesNo(true)),
            "false" => Some(Value::YesNo(false)),
            _ => None,
        },
        Some(ColumnType::Date) => Date::parse(code).ok().map(|date| Value::Date(date.0)),
        Some(ColumnType::Timestamp) => moment(column, zone, code),
        Some(ColumnType::Text) | None => {
            let ours = our_id(column, code);
            let fits = ty.choices().is_none_or(|choices| choices.open || choices.has(&ours));
            fits.then_some(Value::Text(ours))
        }
    };
    found.ok_or_else(|| column_words(column, ty))
}

/// What a code of the data is among our ids: its meaning, or itself.
fn our_id(column: &Column, code: &str) -> String {
    match column.values.get() {
        Some(ColumnValues::Meanings(meanings)) => {
            let entry = meanings.entries().iter().find(|entry| *entry.key == *code);
            entry.and_then(|entry| entry.value.get()).map_or(code.to_owned(), |id| id.to_string())
        }
        _ => code.to_owned(),
    }
}

/// A moment in the zone that the column says, or in its own; a day is its first moment.
fn moment(column: &Column, zone: &TimeZone, code: &str) -> Option<Value> {
    let zone = if column.zone.value() == Some(ColumnZone::Utc) { &TimeZone::UTC } else { zone };
    let text = code.replacen(' ', "T", 1);
    let moment = match DateTime::parse(&text) {
        Ok(moment) => moment.at(zone),
        Err(_) => Date::parse(&text).ok()?.0.to_zoned(zone.clone()).ok()?,
    };
    Some(Value::Moment(moment.timestamp()))
}

fn scale_words(scale: Option<(i64, i64)>) -> Say {
    match scale {
        Some((low, high)) => {
            say!(en: "it is answered with a whole number from {low} to {high}", es: "se contesta con un entero de {low} a {high}")
        }
        None => say!(en: "it is answered with a whole number", es: "se contesta con un entero"),
    }
}

fn choice_words(ty: &Type) -> Say {
    let listed = ty
        .choices()
        .map(|choices| choices.ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "));
    let listed = listed.unwrap_or_default();
    match ty {
        Type::Options(_) => {
            say!(en: "it takes a list of options: {listed}", es: "admite una lista de opciones: {listed}")
        }
        _ => say!(en: "it takes one option: {listed}", es: "admite una opción: {listed}"),
    }
}

fn column_words(column: &Column, ty: &Type) -> Say {
    if let Some(choices) = ty.choices() {
        let listed = choices.ids.iter().take(12).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
        return say!(en: "the column holds one of {listed}", es: "la columna tiene uno de {listed}");
    }
    match column.column_type.value() {
        Some(ColumnType::Integer) => match column.scale.value() {
            Some(scale) => {
                say!(en: "the column holds whole numbers from {} to {}, or a code under `missing`", scale.from(), scale.to();
                es: "la columna tiene enteros de {} a {}, o un código de `missing`", scale.from(), scale.to())
            }
            None => say!(en: "the column holds whole numbers", es: "la columna tiene enteros"),
        },
        Some(ColumnType::Number | ColumnType::Money) => {
            say!(en: "the column holds plain numbers, without a unit", es: "la columna tiene números, sin unidad")
        }
        Some(ColumnType::Boolean) => {
            say!(en: "the column holds `true` or `false`", es: "la columna tiene `true` o `false`")
        }
        Some(ColumnType::Date) => {
            say!(en: "the column holds days such as `2026-11-20`", es: "la columna tiene días, como `2026-11-20`")
        }
        Some(ColumnType::Timestamp) => {
            say!(en: "the column holds moments such as `2026-11-20T10:00`", es: "la columna tiene momentos, como `2026-11-20T10:00`")
        }
        _ => say!(en: "the column holds text", es: "la columna tiene texto"),
    }
}
