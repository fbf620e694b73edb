//! From which value to which a metric can go.

use crate::diagnostic::{Mistake, say};
use crate::model::quantity::Level;
use crate::model::scalar::Scalar;
use serde_json::{Value as Json, json};

/// The values a metric can take, both ends included: `0 %..100 %`, `0 days..`, `..0 points`.
/// Whether the ends suit the unit of the metric is not known here.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelRange {
    /// No lower end when absent.
    pub from: Option<Level>,
    /// No upper end when absent.
    pub to: Option<Level>,
}

impl Scalar for LevelRange {
    const NAME: &'static str = "level-range";
    const PATTERN: &'static str = "^([+-]?[0-9][^.]*(\\.[0-9][^.]*)?\\.\\.([+-]?[0-9][^.]*(\\.[0-9][^.]*)?)?|\\.\\.[+-]?[0-9][^.]*(\\.[0-9][^.]*)?)$";
    const EXAMPLES: &'static [&'static str] = &["0 %..100 %", "-100 points..100 points", "0 days.."];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let Some((from, to)) = raw.split_once("..").filter(|(from, to)| !(from.is_empty() && to.is_empty())) else {
            return Err(Mistake::new(
                say!(en: "`{raw}` is not a range of values", es: "`{raw}` no es un rango de valores"),
                say!(en: "write both ends with two points between them: `0 %..100 %`; leave one out when there is none: `0 days..`",
                     es: "escribe los dos extremos con dos puntos seguidos entre ellos: `0 %..100 %`; deja fuera el que no exista: `0 days..`"),
            ));
        };
        let end = |text: &str| match text.trim() {
            "" => Ok(None),
            text => Level::parse(text).map(Some),
        };
        let range = Self { from: end(from)?, to: end(to)? };
        if let (Some(from), Some(to)) = (&range.from, &range.to)
            && from.compare(to) == Some(std::cmp::Ordering::Greater)
        {
            return Err(Mistake::new(
                say!(en: "`{raw}` ends before it starts", es: "`{raw}` termina antes de empezar"),
                say!(en: "write the smaller value first: `{}..{}`", to.spell(), from.spell();
                     es: "escribe primero el valor menor: `{}..{}`", to.spell(), from.spell()),
            ));
        }
        Ok(range)
    }

    fn spell(&self) -> String {
        let end = |level: &Option<Level>| level.as_ref().map(Level::spell).unwrap_or_default();
        format!("{}..{}", end(&self.from), end(&self.to))
    }

    fn json(&self) -> Json {
        json!({"from": self.from.as_ref().map(Level::json), "to": self.to.as_ref().map(Level::json)})
    }
}
