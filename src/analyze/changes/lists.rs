//! Lists: parts by their ids, other items by what they say.

use super::What;
use super::compare::{Compare, Spot, level};
use super::levels::How;
use super::tree::{Node, Record};
use crate::source::Span;

type Items = [(Span, Node)];

/// Some of a list, by their places in it.
type Chosen<'i> = (&'i Items, &'i [usize]);

/// Parts have ids; what has none among them is compared like items without.
pub fn compare(to: &mut Compare<'_>, spot: Spot, was: &Items, is: &Items, at: (Span, Span)) {
    let split = |items: &'_ Items, named: bool| -> Vec<usize> {
        (0..items.len()).filter(|i| id_of(&items[*i].1).is_some() == named).collect()
    };
    let by_id = by_id(to, spot, (was, &split(was, true)), (is, &split(is, true)));
    let by_words = by_words(to, spot, (was, &split(was, false)), (is, &split(is, false)));
    if let Some((before, after)) = by_id.or(by_words) {
        let shown = (Some(before), Some(after));
        to.push(What::OrderChanged, level(spot, How::Order), Some(spot), shown, (Some(at.0), Some(at.1)));
    }
}

fn record_of(node: &Node) -> Option<&Record> {
    match node {
        Node::Record(record) => Some(record),
        _ => None,
    }
}

fn id_of(node: &Node) -> Option<String> {
    record_of(node)?.id.map(|(id, _)| id.to_string())
}

/// What stands in both lists, in each order; none when the orders are one.
fn orders(met: &[(usize, usize)], names: impl Fn(usize) -> String) -> Option<(String, String)> {
    let mut before: Vec<_> = met.to_vec();
    let mut after = before.clone();
    before.sort_by_key(|(old, _)| *old);
    after.sort_by_key(|(_, new)| *new);
    if before == after {
        return None;
    }
    let joined =
        |list: &[(usize, usize)]| list.iter().map(|(old, _)| names(*old)).collect::<Vec<_>>().join(", ");
    Some((joined(&before), joined(&after)))
}

/// Parts by their ids; a part that says `was` is the one that had this id.
fn by_id(
    to: &mut Compare<'_>,
    spot: Spot,
    (was, old): Chosen<'_>,
    (is, new): Chosen<'_>,
) -> Option<(String, String)> {
    let id = |items: &Items, at: usize| id_of(&items[at].1).unwrap_or_default();
    let formerly =
        |node: &Node, id: &str| record_of(node).is_some_and(|it| it.was.iter().any(|was| was == id));
    let has = |items: &Items, chosen: &[usize], word: &str| chosen.iter().any(|at| id(items, *at) == word);
    let mut met: Vec<(usize, usize)> = Vec::new();
    for one in old {
        let name = id(was, *one);
        let free = |other: &&usize| met.iter().all(|(_, taken)| taken != *other);
        let same = new.iter().filter(free).find(|other| id(is, **other) == name);
        let renamed = || {
            let fits = |other: &&usize| {
                let now = id(is, **other);
                let said = formerly(&is[**other].1, &name) || formerly(&was[*one].1, &now);
                said && !has(was, old, &now) && !has(is, new, &name)
            };
            new.iter().filter(free).find(fits)
        };
        met.extend(same.or_else(renamed).map(|other| (*one, *other)));
    }
    for one in old {
        let partner = met
            .iter()
            .find(|(it, _)| it == one)
            .and_then(|(_, other)| Some((is[*other].0, record_of(&is[*other].1)?)));
        match (partner, record_of(&was[*one].1)) {
            (Some(partner), Some(record)) => to.part(spot, (was[*one].0, record), partner),
            _ => to.under(&id(was, *one), |to| to.one_only(spot, Some((was[*one].0, &was[*one].1)), true)),
        }
    }
    for other in new.iter().filter(|other| met.iter().all(|(_, it)| it != *other)) {
        to.under(&id(is, *other), |to| to.one_only(spot, Some((is[*other].0, &is[*other].1)), false));
    }
    orders(&met, |one| id(was, one))
}

/// Equal items are met first; of what is left, those that begin alike are one item that changed.
fn by_words(
    to: &mut Compare<'_>,
    spot: Spot,
    (was, old): Chosen<'_>,
    (is, new): Chosen<'_>,
) -> Option<(String, String)> {
    let means: Vec<String> = is.iter().map(|(_, it)| it.means()).collect();
    let mut met: Vec<(usize, usize)> = Vec::new();
    let mut taken = vec![false; is.len()];
    for one in old {
        let said = was[*one].1.means();
        if let Some(other) = new.iter().find(|other| !taken[**other] && means[**other] == said) {
            taken[*other] = true;
            met.push((*one, *other));
        }
    }
    let equal = met.len();
    let left = |met: &[(usize, usize)]| -> (Vec<usize>, Vec<usize>) {
        let old = old.iter().copied().filter(|it| met.iter().all(|(one, _)| one != it)).collect();
        let new = new.iter().copied().filter(|it| met.iter().all(|(_, other)| other != it)).collect();
        (old, new)
    };
    let (some, others) = left(&met);
    for one in some {
        let free = |other: &&usize| met.iter().all(|(_, it)| it != *other);
        if let Some(other) =
            others.iter().filter(free).find(|other| begins_alike(&was[one].1, &is[**other].1))
        {
            met.push((one, *other));
        }
    }
    let (some, others) = left(&met);
    if some.len() == others.len() {
        met.extend(some.into_iter().zip(others));
    }
    for (one, other) in &met[equal..] {
        to.nodes(spot, (was[*one].0, &was[*one].1), (is[*other].0, &is[*other].1));
    }
    let (some, others) = left(&met);
    for one in some {
        to.one_only(spot, Some((was[one].0, &was[one].1)), true);
    }
    for other in others {
        to.one_only(spot, Some((is[other].0, &is[other].1)), false);
    }
    orders(&met[..equal], |one| was[one].1.shown())
}

/// Whether two records say the same in the first field that either of them has.
fn begins_alike(one: &Node, other: &Node) -> bool {
    let (Some(one), Some(other)) = (record_of(one), record_of(other)) else { return false };
    let Some(key) = one.info.keys().find(|key| one.get(key).is_some() || other.get(key).is_some()) else {
        return false;
    };
    match (one.get(key), other.get(key)) {
        (Some(one), Some(other)) => one.node.means() == other.node.means(),
        _ => false,
    }
}
