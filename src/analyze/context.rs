//! What rules look at: the program, the day, and libraries that are computed once.

use super::texts::{self, TextSite};
use crate::model::common::Status;
use crate::model::time::Date;
use crate::model::{Entity, Kind};
use crate::resolve::Resolved;
use crate::source::{At, FileId, SourceMap, Span};
use std::sync::OnceLock;

/// Everything a rule may read.
pub struct Context<'a> {
    texts: OnceLock<Vec<TextSite>>,
    pub program: &'a Resolved,
    pub sources: &'a SourceMap,
    /// The day the program is looked at. Nothing reads the clock.
    pub as_of: Date,
}

impl<'a> Context<'a> {
    pub fn new(program: &'a Resolved, sources: &'a SourceMap, as_of: Date) -> Self {
        Self { texts: OnceLock::new(), program, sources, as_of }
    }

    /// Every text of the program, collected on first use.
    pub fn texts(&self) -> &[TextSite] {
        self.texts.get_or_init(|| texts::collect(self.program))
    }

    /// Where to point when the program as a whole is meant.
    pub fn root(&self) -> At {
        self.program
            .of_kind(Kind::Program)
            .next()
            .map_or(At { file: FileId(0), span: Span::default() }, |(_, entity)| entity.head())
    }

    /// Not a draft, not retired, not over and not yet begun: what proofs and outputs count.
    pub fn is_in_use(&self, entity: &Entity) -> bool {
        in_use(entity, self.as_of)
    }

    /// A text in the program's first language.
    pub fn first<'t>(&self, text: &'t crate::model::text::Text) -> &'t str {
        let first = self.program.first_language();
        text.reading(first, first)
    }
}

/// Whether an entity is in use on a day: `draft` and `retired` are not, nor is one whose `until`
/// has passed or whose `since` lies ahead.
pub fn in_use(entity: &Entity, day: Date) -> bool {
    let common = entity.common();
    let state = !matches!(common.status.get(), Some(Status::Draft | Status::Retired));
    let begun = common.since.get().is_none_or(|since| since.0 <= day.0);
    let not_over = common.until.get().is_none_or(|until| until.0 >= day.0);
    state && begun && not_over
}
