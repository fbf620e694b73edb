//! Links to related material.

use super::scalar::Scalar;
use crate::diagnostic::{Mistake, say};

/// An `https:` address or a path inside the program's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link(Box<str>);

impl Link {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_address(&self) -> bool {
        self.0.starts_with("https:")
    }
}

impl Scalar for Link {
    const NAME: &'static str = "link";
    const PATTERN: &'static str = "^(https://\\S+|[^/:\\s][^:]*)$";
    const EXAMPLES: &'static [&'static str] = &["https://example.org/report", "research/interviews.md"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        let help = say!(en: "write an address that starts with `https://`, or a path inside the program's folder such as `research/interviews.md`",
                        es: "escribe una dirección que empiece con `https://`, o una ruta dentro de la carpeta del programa como `research/interviews.md`");
        let inside = !raw.split('/').any(|part| part == "..") && !raw.contains('\\');
        let address = raw
            .strip_prefix("https://")
            .is_some_and(|rest| !rest.is_empty() && !raw.contains(char::is_whitespace));
        let path =
            !raw.is_empty() && !raw.contains(':') && !raw.starts_with(['/', ' ', '\t', '\n']) && inside;
        if address || path {
            return Ok(Link(raw.into()));
        }
        Err(Mistake::new(say!(en: "`{raw}` cannot be a link", es: "`{raw}` no puede ser un enlace"), help))
    }

    fn spell(&self) -> String {
        self.0.to_string()
    }

    fn json(&self) -> serde_json::Value {
        serde_json::Value::from(&*self.0)
    }
}
