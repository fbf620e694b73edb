//! JSON Schemas over the tree itself. The committed schemas of the kinds are compiled once, on
//! first use; what they reject is a list of places, and the reader finds the words.

mod tree_json;

use crate::source::Span;
use crate::syntax::{Content, Node};
use jsonschema::error::ValidationErrorKind;
use jsonschema::{PatternOptions, ValidationError, Validator};
use tree_json::TreeJson;

/// A compiled schema.
pub struct Checker {
    validator: Validator<TreeJson>,
}

/// A place that a schema rejects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub span: Span,
    /// The keyword that rejects it: `required`, `additionalProperties`, `pattern`.
    pub keyword: String,
    /// JSON pointer of the place.
    pub path: String,
}

impl Checker {
    /// Compiles a schema.
    ///
    /// # Errors
    /// The schema is not one: for our own schemas this is a fault of ours, for a team's schema
    /// of its `x-` keys it is a finding.
    pub fn new(schema: &serde_json::Value) -> Result<Self, String> {
        jsonschema::options_for::<TreeJson>()
            .with_pattern_options(PatternOptions::regex())
            .build(schema)
            .map(|validator| Self { validator })
            .map_err(|e| e.to_string())
    }

    /// Whether the schema accepts the node, without looking for every reason.
    pub fn accepts(&self, node: Node<'_>) -> bool {
        self.validator.is_valid(tree_json::TreeNode(node))
    }

    /// Every place that the schema rejects.
    pub fn violations(&self, node: Node<'_>) -> Vec<Violation> {
        if self.accepts(node) {
            return Vec::new();
        }
        let mut out = Vec::new();
        for error in self.validator.iter_errors(tree_json::TreeNode(node)) {
            collect(&error, node, &mut out);
        }
        out
    }
}

fn collect(error: &ValidationError<'_>, root: Node<'_>, out: &mut Vec<Violation>) {
    let path = error.instance_path().to_string();
    let Some(node) = lookup(root, &path) else { return };
    if node.content() == Content::Bad || node.is_damaged() {
        return; // its finding is out already
    }
    let keyword = error.kind().keyword().to_owned();
    let mut push = |span| out.push(Violation { span, keyword: keyword.clone(), path: path.clone() });
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
            for (key, _) in node.entries() {
                if unexpected.iter().any(|u| key.raw() == Some(u)) {
                    push(key.span());
                }
            }
        }
        _ => push(node.span()),
    }
}

/// The node at a JSON pointer.
fn lookup<'t>(root: Node<'t>, pointer: &str) -> Option<Node<'t>> {
    pointer.split('/').skip(1).try_fold(root, |node, segment| {
        let segment = segment.replace("~1", "/").replace("~0", "~");
        match node.content() {
            Content::List => node.items().nth(segment.parse().ok()?),
            Content::Map => node.get(&segment),
            _ => None,
        }
    })
}
