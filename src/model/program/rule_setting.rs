//! How strict a rule is in one program: a level, or a level and a limit of its own.

use crate::model::quantity::{Duration, Integer, ShareAnySize};
use crate::model::reader::Reader;
use crate::model::schemas::Schemas;
use crate::model::value::Value;
use crate::model::walk::Visitor;
use crate::model::{Constraint, choice, record};
use crate::source::Span;
use crate::syntax::{Content, Node};
use serde_json::{Value as Json, json};

choice! {
    /// How much a finding of a rule weighs.
    /// es: Cuánto pesa un hallazgo de una regla.
    pub enum RuleLevel("rule level") {
        /// The program is wrong until it is mended.
        /// es: El programa está mal hasta que se corrija.
        Error = "error" | "falla",
        /// It should be looked at.
        /// es: Conviene revisarlo.
        Warning = "warning" | "advertencia" | "aviso",
        /// Good to know.
        /// es: Es bueno saberlo.
        Info = "info" | "información",
        /// The rule stays silent.
        /// es: La regla calla.
        Off = "off" | "apagada" | "ninguno",
    }
}

record! {
    /// A level and a limit for a rule.
    /// es: Un nivel y un límite para una regla.
    pub struct RuleLimit("rule limit") {
        /// How much a finding weighs. The rule's own level when absent.
        /// es: Cuánto pesa un hallazgo. El nivel propio de la regla si falta.
        level: RuleLevel,
        /// From where on the rule speaks: a number, a share or a time, as the rule asks.
        /// es: A partir de dónde habla la regla: un número, un porcentaje o un tiempo, según la regla.
        limit: Threshold,
    }
    where Constraint::AtLeastOne(&["level", "limit"])
}

/// What a program says about a rule.
#[derive(Debug)]
pub enum RuleSetting {
    Level(RuleLevel),
    Limited(Box<RuleLimit>),
}

impl RuleSetting {
    /// The level it sets, if it sets one.
    pub fn level(&self) -> Option<RuleLevel> {
        match self {
            Self::Level(level) => Some(*level),
            Self::Limited(limited) => limited.level.value(),
        }
    }

    /// The limit it sets, if it sets one.
    pub fn limit(&self) -> Option<&Threshold> {
        match self {
            Self::Level(_) => None,
            Self::Limited(limited) => limited.limit.get(),
        }
    }
}

impl Value for RuleSetting {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if node.content() == Content::Map {
            RuleLimit::read(node, reader).map(Box::new).map(Self::Limited)
        } else {
            RuleLevel::read(node, reader).map(Self::Level)
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let limited = RuleLimit::schema(schemas);
        json!({"if": {"type": "object"}, "then": limited, "else": RuleLevel::schema(schemas)})
    }

    fn type_name() -> String {
        format!("{}, or {}", RuleLevel::type_name(), RuleLimit::type_name())
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match self {
            Self::Level(level) => level.walk(span, visitor),
            Self::Limited(limited) => limited.walk(span, visitor),
        }
    }
}

/// From where on a rule speaks.
#[derive(Clone, Debug, PartialEq)]
pub enum Threshold {
    Count(Integer),
    Share(ShareAnySize),
    Time(Duration),
}

impl Value for Threshold {
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.content() {
            Content::Integer(_) | Content::Number(_) => Integer::read(node, reader).map(Self::Count),
            Content::Text(raw) if raw.trim_end().ends_with('%') => {
                ShareAnySize::read(node, reader).map(Self::Share)
            }
            Content::Text(_) => Duration::read(node, reader).map(Self::Time),
            _ => {
                reader.wrong_type(node, &Self::type_name(), &["4", "30 %", "90 days"]);
                None
            }
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        let share = ShareAnySize::schema(schemas);
        let time = Duration::schema(schemas);
        json!({
            "if": {"type": "string"},
            "then": {"if": {"pattern": "%\\s*$"}, "then": share, "else": time},
            "else": Integer::schema(schemas)
        })
    }

    fn type_name() -> String {
        let time = <Duration as Value>::type_name();
        format!("{}, {} or {time}", <Integer as Value>::type_name(), <ShareAnySize as Value>::type_name())
    }

    fn walk<'m>(&'m self, span: Span, visitor: &mut dyn Visitor<'m>) {
        match self {
            Self::Count(value) => value.walk(span, visitor),
            Self::Share(value) => value.walk(span, visitor),
            Self::Time(value) => value.walk(span, visitor),
        }
    }
}
