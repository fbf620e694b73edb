//! The fields that every part may have, which hardly any part has.

use super::common::PartFields;
use super::reader::Reader;
use super::record::RecordInfo;
use super::walk::Visitor;
use crate::syntax::Node;
use std::ops::Deref;
use std::sync::LazyLock;

/// The fields of [`PartFields`]. They take room only in the parts that write one of them: a program
/// has several parts for each entity, and nearly all of them have an id and nothing of this.
#[derive(Debug, Default)]
pub struct PartCommon(Option<Box<PartFields>>);

static NONE: LazyLock<PartFields> = LazyLock::new(PartFields::default);

impl Deref for PartCommon {
    type Target = PartFields;

    fn deref(&self) -> &PartFields {
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl PartCommon {
    pub const INFO: &'static RecordInfo = PartFields::INFO;

    /// Reads one key, when it is one of these.
    pub fn accept(&mut self, key: &str, node: Node<'_>, reader: &mut Reader<'_>) -> bool {
        Self::INFO.fields.iter().any(|field| field.key == key)
            && self.0.get_or_insert_default().accept(key, node, reader)
    }

    pub fn walk_fields<'m>(&'m self, visitor: &mut dyn Visitor<'m>) {
        if let Some(fields) = &self.0 {
            fields.walk_fields(visitor);
        }
    }
}
