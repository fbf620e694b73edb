//! When somebody answers, over a week: the same hours on every workday, or hours by day.

use super::field::MapOf;
use super::reader::Reader;
use super::schemas::Schemas;
use super::time::{self, DayRange, Hours};
use super::value::Value;
use super::walk::Visitor;
use crate::source::Span;
use crate::syntax::{Content, Node};
use serde_json::{Value as Json, json};

/// Opening hours, as written and as they count.
#[derive(Clone, Debug, PartialEq)]
pub struct WeeklyHours {
    written: Written,
    week: time::WeeklyHours,
}

#[derive(Clone, Debug, PartialEq)]
enum Written {
    Workdays(Hours),
    ByDay(MapOf<DayRange, Hours>),
}

impl WeeklyHours {
    /// The open stretches of the week.
    pub fn week(&self) -> &time::WeeklyHours {
        &self.week
    }

    fn by_day(days: MapOf<DayRange, Hours>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut parts = Vec::with_capacity(days.len());
        let mut week = time::WeeklyHours::from_parts([]).ok()?;
        for entry in days.entries() {
            parts.push((entry.key, entry.value.get()?.clone()));
            week = match time::WeeklyHours::from_parts(parts.iter().cloned()) {
                Ok(week) => week,
                Err(overlap) => {
                    reader.mistake(entry.key_span, overlap);
                    return None;
                }
            };
        }
        Some(Self { written: Written::ByDay(days), week })
    }
}

impl Value for WeeklyHours {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if node.content() == Content::Map {
            return Self::by_day(MapOf::read(node, reader)?, reader);
        }
        let hours = Hours::read(node, reader)?;
        Some(Self { week: hours.clone().into(), written: Written::Workdays(hours) })
    }

    fn schema(schemas: &mut Schemas) -> Json {
        schemas.define("weekly hours", |schemas| {
            let by_day = MapOf::<DayRange, Hours>::schema(schemas);
            json!({"if": {"type": "object"}, "then": by_day, "else": Hours::schema(schemas)})
        })
    }

    fn type_name() -> String {
        format!("{}, or {}", <Hours as Value>::type_name(), MapOf::<DayRange, Hours>::type_name())
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match &self.written {
            Written::Workdays(hours) => hours.walk(span, visitor),
            Written::ByDay(days) => days.walk(span, visitor),
        }
    }
}
