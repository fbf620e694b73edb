//! Why a metric has no query, at the line that asks for what it lacks.

use super::lower::Unsupported;
use crate::analyze::outputs::METRIC_NOT_COMPUTABLE;
use crate::diagnostic::{Diagnostic, Say, say};
use crate::model::Of;
use crate::model::metric::Metric;
use crate::source::{At, Span};

/// Why a metric, or one of its cuts, has no query.
#[derive(Clone, Debug)]
pub struct Problem {
    pub at: At,
    pub why: Say,
    pub help: Say,
}

impl Problem {
    pub fn new(at: At, why: Say, help: Say) -> Self {
        Self { at, why, help }
    }

    /// What an expression cannot be written as, at its field.
    pub fn of(metric: Of<'_, Metric>, at: Span, unsupported: Unsupported) -> Self {
        Self { at: metric.place(at), why: unsupported.why, help: unsupported.help }
    }

    /// The finding about a metric that has no query at all.
    pub fn finding(&self, metric: Of<'_, Metric>) -> Diagnostic {
        let (id, why) = (metric.id(), &self.why);
        Diagnostic::new(
            &METRIC_NOT_COMPUTABLE,
            self.at,
            say!(en: "no query can compute `{id}`: {}", why.en; es: "ninguna consulta puede calcular `{id}`: {}", why.es),
        )
        .help(self.help.clone())
        .entity(metric.entity.name())
    }
}
