//! Two trees of one entity, field by field.

use super::levels::{self, How};
use super::lists;
use super::renames::Renames;
use super::tree::{self, Entry, FieldOf, Node, Place, Record, Said};
use super::{Change, Level, Side, What, judge};
use crate::model::common::Bridge;
use crate::model::record::{FieldInfo, RecordInfo};
use crate::model::{Entity, EntityIndex};
use crate::source::Span;

/// What comparing one entity gives.
#[derive(Default)]
pub struct Found {
    pub changes: Vec<Change>,
    pub unread: usize,
}

/// Where we are: the record, and the field of it that is being compared.
#[derive(Clone, Copy)]
pub struct Spot {
    pub record: &'static RecordInfo,
    pub field: &'static FieldInfo,
}

/// A value on one side, or none.
pub type One<'n> = Option<(Span, &'n Node)>;

pub struct Compare<'c> {
    before: &'c Entity,
    after: &'c Entity,
    index: EntityIndex,
    renames: &'c Renames,
    path: Vec<String>,
    /// The bridges that the records around declare anew.
    bridges: Vec<Option<String>>,
    /// What is better, in a metric: `up` or `down`.
    direction: Option<String>,
    found: Found,
}

/// Compares an entity of before with the one of afterwards; one of them may be missing.
pub fn entities(
    before: Side<'_>,
    after: Side<'_>,
    pair: (Option<EntityIndex>, Option<EntityIndex>),
    renames: &Renames,
) -> Found {
    match pair {
        (Some(old), Some(new)) => both(before, after, (old, new), renames),
        (Some(index), None) => alone(before, index, What::EntityRemoved, after),
        (None, Some(index)) => alone(after, index, What::EntityAdded, before),
        (None, None) => Found::default(),
    }
}

/// An entity that stands on one side only. Where the other could not be read, it may stand there.
fn alone(side: Side<'_>, index: EntityIndex, what: What, other: Side<'_>) -> Found {
    let entity = side.program.entity(index);
    if other.program.may_have(entity.kind) {
        return Found { changes: Vec::new(), unread: 1 };
    }
    let gone = what == What::EntityRemoved;
    let level = levels::of_entity(if gone { "removed" } else { "added" }, entity.kind);
    let title = entity.common().title.get();
    let first = side.program.first_language();
    let shown = title.map_or_else(|| entity.id.to_string(), |title| title.reading(first, first).to_owned());
    let (at, other) = (Some(entity.head()), None);
    let change = Change {
        what,
        level,
        entity: entity.name(),
        index: Some(index),
        path: String::new(),
        field: None,
        before: gone.then(|| shown.clone()),
        after: (!gone).then_some(shown),
        before_at: if gone { at } else { other },
        after_at: if gone { other } else { at },
        bridge: None,
        fingerprint: String::new(),
    };
    Found { changes: vec![change], unread: 0 }
}

fn both(
    before: Side<'_>,
    after: Side<'_>,
    (old, new): (EntityIndex, EntityIndex),
    renames: &Renames,
) -> Found {
    let (one, other) = (before.program.entity(old), after.program.entity(new));
    let place = Place { program: before.program, index: old, renames: Some(renames) };
    let was = tree::of(one, place);
    let is = tree::of(other, Place { program: after.program, index: new, renames: None });
    let mut compare = Compare {
        before: one,
        after: other,
        index: new,
        renames,
        path: Vec::new(),
        bridges: Vec::new(),
        direction: None,
        found: Found::default(),
    };
    let renamed = one.id != other.id;
    if renamed {
        let level = levels::of_entity("renamed", other.kind);
        let names = (Some(one.id.to_string()), Some(other.id.to_string()));
        compare.push(What::EntityRenamed, level, None, names, (Some(one.at), Some(other.at)));
    }
    if let (Node::Record(was), Node::Record(is)) = (&was, &is) {
        compare.direction = is.get("direction").map(|field| field.node.means());
        compare.records(was, is, renamed);
    }
    compare.found
}

impl Compare<'_> {
    /// Whether both sides can be compared; what cannot be read is counted.
    fn can_read(&mut self, nodes: [&Node; 2]) -> bool {
        let bad = nodes.iter().any(|node| node.has_bad());
        self.found.unread += usize::from(bad);
        !bad
    }

    pub fn records(&mut self, was: &Record, is: &Record, renamed: bool) {
        self.bridges.push(new_bridge(was, is));
        for field in is.info.all_fields().filter(|field| field.key != "id") {
            if renamed && field.key == "was" {
                continue;
            }
            let spot = Spot { record: is.info, field };
            self.path.push(field.key.to_owned());
            self.field(spot, was.get(field.key), is.get(field.key));
            self.path.pop();
        }
        self.bridges.pop();
    }

    fn field(&mut self, spot: Spot, was: Option<&FieldOf>, is: Option<&FieldOf>) {
        let says = |it: &&FieldOf| {
            let default = spot.field.default.is_some_and(|default| default == it.node.means());
            !it.node.is_empty() && !default
        };
        match (was.filter(says), is.filter(says)) {
            (None, None) => {}
            (Some(was), Some(is)) => self.nodes(spot, (was.at, &was.node), (is.at, &is.node)),
            (was, is) => {
                // One side says what the other leaves to the default.
                let one = was.or(is).map(|it| (it.at, &it.node));
                let gone = was.is_some();
                self.one_only(spot, one, gone);
            }
        }
    }

    /// A value that is there on one side only.
    pub fn one_only(&mut self, spot: Spot, one: One<'_>, gone: bool) {
        let Some((at, node)) = one else { return };
        if !self.can_read([node, node]) {
            return;
        }
        let is_part = matches!(node, Node::Record(Record { id: Some(_), .. }))
            || matches!((node, spot.field.keyed), (Node::Record(_), true));
        let what = match (is_part, gone) {
            (true, true) => What::PartRemoved,
            (true, false) => What::PartAdded,
            (false, true) => What::ValueRemoved,
            (false, false) => What::ValueAdded,
        };
        let how = if gone { How::Removed } else { How::Added };
        let mut level = level(spot, how);
        if let (Node::Record(record), true) = (node, gone)
            && record.id.is_some()
        {
            level = level.min(id_level(record));
        }
        level = judge::one_only(spot, node, gone, level);
        let shown = Some(node.shown());
        let texts = if gone { (shown, None) } else { (None, shown) };
        let places = if gone { (Some(at), None) } else { (None, Some(at)) };
        self.push(what, level, Some(spot), texts, places);
    }

    pub fn nodes(&mut self, spot: Spot, (old_at, was): (Span, &Node), (new_at, is): (Span, &Node)) {
        match (was, is) {
            (Node::Record(was), Node::Record(is)) if was.info.name == is.info.name => {
                self.records(was, is, false);
            }
            (Node::List(was), Node::List(is)) => lists::compare(self, spot, was, is, (old_at, new_at)),
            (Node::Map(was), Node::Map(is)) => self.maps(spot, was, is),
            (Node::Text(was), Node::Text(is)) => self.texts(spot, was, is, (old_at, new_at)),
            _ if !self.can_read([was, is]) => {}
            (Node::Leaf(was), Node::Leaf(is))
                if was.is_same(is) || self.renames.is_word(&was.means, &is.means) => {}
            // The name of something that is there on one side only, where text is allowed as well.
            (Node::Leaf(_), Node::Text(_)) | (Node::Text(_), Node::Leaf(_)) if was.shown() == is.shown() => {}
            // Codes that mean themselves are a list, and others a map of codes to what they mean.
            (Node::List(items), Node::Map(_)) if words_of(items).is_some() => {
                let was = Node::Map(words_of(items).unwrap_or_default());
                self.nodes(spot, (old_at, &was), (new_at, is));
            }
            (Node::Map(_), Node::List(items)) if words_of(items).is_some() => {
                let is = Node::Map(words_of(items).unwrap_or_default());
                self.nodes(spot, (old_at, was), (new_at, &is));
            }
            _ if was.means() == is.means() => {}
            _ => {
                let level =
                    judge::changed(spot, was, is, self.direction.as_deref(), level(spot, How::Changed));
                let shown = (Some(was.shown()), Some(is.shown()));
                self.push(What::ValueChanged, level, Some(spot), shown, (Some(old_at), Some(new_at)));
            }
        }
    }

    fn maps(&mut self, spot: Spot, was: &[Entry], is: &[Entry]) {
        let renames = self.renames;
        let met = |old: &Entry, new: &Entry| {
            old.0 == new.0 || (renames.is_word(&old.0, &new.0) && is.iter().all(|it| it.0 != old.0))
        };
        for old in was {
            self.path.push(old.1.clone());
            match is.iter().find(|new| met(old, new)) {
                Some(new) => self.nodes(spot, (old.2, &old.3), (new.2, &new.3)),
                None => self.one_only(spot, Some((old.2, &old.3)), true),
            }
            self.path.pop();
        }
        for new in is.iter().filter(|new| was.iter().all(|old| !met(old, new))) {
            self.path.push(new.1.clone());
            self.one_only(spot, Some((new.2, &new.3)), false);
            self.path.pop();
        }
    }

    /// Language by language. A language that is added starts a series of its own and breaks none.
    fn texts(&mut self, spot: Spot, was: &[(String, String)], is: &[(String, String)], at: (Span, Span)) {
        let find = |side: &[(String, String)], language: &str| {
            side.iter().find(|(it, _)| it == language).map(|(_, words)| words.clone())
        };
        let mut languages: Vec<&str> = was.iter().chain(is).map(|(language, _)| language.as_str()).collect();
        languages.sort_unstable();
        languages.dedup();
        let last = self.path.last().cloned().unwrap_or_default();
        for language in languages {
            let (old, new) = (find(was, language), find(is, language));
            if old == new {
                continue;
            }
            let (what, level) = match (&old, &new) {
                (None, _) if level(spot, How::Changed) == Level::Series => {
                    (What::ValueAdded, Level::Cosmetic)
                }
                (None, _) => (What::ValueAdded, level(spot, How::Added)),
                (_, None) => (What::ValueRemoved, level(spot, How::Removed)),
                _ => (What::ValueChanged, level(spot, How::Changed)),
            };
            if let Some(end) = self.path.last_mut() {
                *end = format!("{last}.{language}");
            }
            let places = (old.is_some().then_some(at.0), new.is_some().then_some(at.1));
            self.push(what, level, Some(spot), (old, new), places);
            if let Some(end) = self.path.last_mut() {
                end.clone_from(&last);
            }
        }
    }

    /// A part that is called otherwise, and what else it says.
    pub fn part(&mut self, spot: Spot, was: (Span, &Record), is: (Span, &Record)) {
        let name = |record: &Record| record.id.map(|(id, _)| id.to_string()).unwrap_or_default();
        let (old, new) = (name(was.1), name(is.1));
        self.path.push(new.clone());
        let renamed = old != new;
        if renamed {
            let at = |record: &Record| record.id.map(|(_, at)| at);
            self.push(
                What::PartRenamed,
                id_level(is.1),
                Some(spot),
                (Some(old), Some(new)),
                (at(was.1), at(is.1)),
            );
        }
        self.records(was.1, is.1, renamed);
        self.path.pop();
    }

    /// Goes one name deeper, for as long as `inside` takes.
    pub fn under(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.path.push(name.to_owned());
        inside(self);
        self.path.pop();
    }

    pub fn push(
        &mut self,
        what: What,
        level: Level,
        spot: Option<Spot>,
        (before, after): (Option<String>, Option<String>),
        (old_at, new_at): (Option<Span>, Option<Span>),
    ) {
        let declared = (level == Level::Series).then(|| self.bridges.iter().rev().flatten().next().cloned());
        self.found.changes.push(Change {
            what,
            level,
            entity: self.after.name(),
            index: Some(self.index),
            path: self.path.join("/"),
            field: spot.map(|spot| (spot.record, spot.field)),
            before,
            after,
            before_at: old_at.map(|at| self.before.place(at)),
            after_at: new_at.map(|at| self.after.place(at)),
            bridge: declared.flatten(),
            fingerprint: String::new(),
        });
    }
}

/// Words as a map in which each means itself; none when something in the list is no word.
fn words_of(items: &[(Span, Node)]) -> Option<Vec<Entry>> {
    let entry = |(at, node): &(Span, Node)| match node {
        Node::Leaf(said) => {
            let word = Said { means: said.means.clone(), shown: said.shown.clone(), is_name: said.is_name };
            Some((said.means.clone(), said.shown.clone(), *at, Node::Leaf(word)))
        }
        _ => None,
    };
    items.iter().map(entry).collect()
}

/// The level of a field of ours; a field without one is as grave as can be, and a test names it.
pub fn level(spot: Spot, how: How) -> Level {
    levels::of_field(spot.record, spot.field.key, how).unwrap_or(Level::Series)
}

/// What another id of this part means.
fn id_level(record: &Record) -> Level {
    levels::of_field(record.info, "id", How::Changed).unwrap_or(Level::Consumers)
}

/// A bridge that the record declares and did not before.
fn new_bridge(was: &Record, is: &Record) -> Option<String> {
    let is_bridge = |field: &&FieldOf| (field.info.record)().is_some_and(|it| it.name == Bridge::INFO.name);
    let items = |record: &Record| -> Vec<(String, String)> {
        let fields = record.fields.iter().filter(is_bridge);
        let lists = fields.filter_map(|field| match &field.node {
            Node::List(items) => Some(items),
            _ => None,
        });
        lists.flatten().map(|(_, node)| (node.means(), node.shown())).collect()
    };
    let known = items(was);
    items(is).into_iter().find(|(means, _)| known.iter().all(|(it, _)| it != means)).map(|(_, shown)| shown)
}
