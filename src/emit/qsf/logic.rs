//! Conditions as display logic: which options are selected and which are not.
//!
//! A condition is turned into ways: a way says for each question which of its options are allowed. A
//! question with one answer has one of them or none; of one with several answers each option is on
//! or off by itself. Ways are then written out with "and" within and "or" between them.

use super::document::qid;
use crate::emit::survey::decided::{NOT_APPLICABLE, compares, listed, sides};
use crate::emit::survey::{Answer, Comparator, Condition, Instrument, Item, Most, Operand, Variable};
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// More expressions than this are no logic that anybody could read there.
const MOST_EXPRESSIONS: usize = 400;

/// What is decided: a question with one answer (its allowed options, 0 is none), or one option of a
/// question with several (1 on, 0 off).
type Slot = (usize, Option<usize>);
/// Expressions that hold together: question, option, selected or not.
type Group = Vec<(usize, usize, bool)>;
type Way = BTreeMap<Slot, BTreeSet<usize>>;

/// The display logic of a condition; none when it always holds.
///
/// # Errors
/// It cannot be told with options, or only with more expressions than [`MOST_EXPRESSIONS`].
pub fn logic(instrument: &Instrument<'_>, condition: &Condition) -> Result<Option<Json>, TooMuch> {
    let solver = Solver { items: &instrument.items };
    let ways = solver.ways(condition)?;
    if ways.iter().any(Way::is_empty) {
        return Ok(None);
    }
    let mut groups: Vec<Group> = Vec::new();
    for way in &ways {
        groups.extend(solver.written(way)?);
        if groups.iter().map(Vec::len).sum::<usize>() > MOST_EXPRESSIONS {
            return Err(TooMuch);
        }
    }
    let mut set = Map::new();
    for group in &groups {
        for (nth, (item, key, selected)) in group.iter().enumerate() {
            let conjunction = (!set.is_empty()).then_some(if nth == 0 { "Or" } else { "And" });
            let written = expression(&instrument.items[*item], *item, *key, *selected, conjunction);
            set.insert(set.len().to_string(), written);
        }
    }
    if set.is_empty() {
        // Nobody: the same option selected and not selected.
        let item = &instrument.items[0];
        set.insert("0".into(), expression(item, 0, 1, true, None));
        set.insert("1".into(), expression(item, 0, 1, false, Some("And")));
    }
    set.insert("Type".into(), json!("If"));
    Ok(Some(json!({"0": set, "Type": "BooleanExpression", "inPage": false})))
}

/// A condition that cannot be told, or not in so few expressions.
#[derive(Debug, PartialEq, Eq)]
pub struct TooMuch;

fn expression(item: &Item<'_>, place: usize, key: usize, selected: bool, conjunction: Option<&str>) -> Json {
    let (id, operator) = (qid(place), if selected { "Selected" } else { "NotSelected" });
    // The choices of an NPS question are a list that begins at 0.
    let key = if super::question::is_nps(item) { key - 1 } else { key };
    let locator = format!("q://{id}/SelectableChoice/{key}");
    let mut written = json!({
        "LogicType": "Question",
        "QuestionID": id,
        "QuestionIsInLoop": "no",
        "ChoiceLocator": locator,
        "Operator": operator,
        "QuestionIDFromLocator": id,
        "LeftOperand": locator,
        "Type": "Expression",
        "Description": format!("If {} {key} {operator}", item.name),
    });
    if let (Some(word), Json::Object(map)) = (conjunction, &mut written) {
        // Their spelling.
        map.insert("Conjuction".into(), json!(word));
    }
    written
}

struct Solver<'i, 'p> {
    items: &'i [Item<'p>],
}

impl Solver<'_, '_> {
    fn ways(&self, condition: &Condition) -> Result<Vec<Way>, TooMuch> {
        match condition {
            Condition::Always => Ok(vec![Way::new()]),
            Condition::Never => Ok(Vec::new()),
            Condition::Any(each) => {
                let mut all = Vec::new();
                for part in each {
                    all.extend(self.ways(part)?);
                    few(all.len())?;
                }
                Ok(merged(all))
            }
            Condition::All(each) => {
                let mut all = vec![Way::new()];
                for part in each {
                    let own = self.ways(part)?;
                    few(all.len() * own.len())?;
                    let both = all.iter().flat_map(|one| own.iter().filter_map(|other| met(one, other)));
                    all = merged(both.collect());
                }
                Ok(all)
            }
            Condition::Answered(of) => self.answered(of, true),
            Condition::Unanswered(of) => self.answered(of, false),
            Condition::OneOf { of, options, inside } => {
                let keys = self.keys(of)?;
                let fits = |(key, id): &(usize, String)| (options.contains(id) == *inside).then_some(*key);
                let mut allowed: BTreeSet<usize> = keys.iter().filter_map(fits).collect();
                if !inside {
                    allowed.insert(0);
                }
                Ok(one((of.item, None), allowed))
            }
            Condition::Includes { of, option, inside } => {
                let keys = self.keys(of)?;
                let (key, _) = keys.iter().find(|(_, id)| id == option).ok_or(TooMuch)?;
                Ok(one((of.item, Some(*key)), BTreeSet::from([usize::from(*inside)])))
            }
            Condition::Compare { left, by, right } => {
                let (of, by, value) = sides(left, *by, right).ok_or(TooMuch)?;
                self.compared(of, by, value)
            }
        }
    }

    fn answered(&self, of: &Variable, there: bool) -> Result<Vec<Way>, TooMuch> {
        let keys = self.keys(of)?;
        if self.takes_several(of) {
            let on = |key: &usize, on: usize| ((of.item, Some(*key)), BTreeSet::from([on]));
            let keys: Vec<usize> = keys.into_iter().map(|(key, _)| key).collect();
            return Ok(match there {
                true => keys.iter().map(|key| Way::from([on(key, 1)])).collect(),
                false => vec![keys.iter().map(|key| on(key, 0)).collect()],
            });
        }
        let known = keys.into_iter().filter(|(_, id)| id != NOT_APPLICABLE).map(|(key, _)| key);
        let answers: BTreeSet<usize> = known.collect();
        if there {
            return Ok(one((of.item, None), answers));
        }
        let all = 0..=self.keys(of)?.len();
        Ok(one((of.item, None), all.filter(|key| !answers.contains(key)).collect()))
    }

    fn compared(&self, of: &Variable, by: Comparator, value: &Operand) -> Result<Vec<Way>, TooMuch> {
        if !matches!(value, Operand::Number(_) | Operand::YesNo(_) | Operand::Option(_)) {
            return Err(TooMuch);
        }
        let fitting =
            self.keys(of)?.into_iter().filter(|(_, id)| id != NOT_APPLICABLE && compares(id, by, value));
        Ok(one((of.item, None), fitting.map(|(key, _)| key).collect()))
    }

    /// The options of a question: the key of each, and the answer that it is.
    fn keys(&self, of: &Variable) -> Result<Vec<(usize, String)>, TooMuch> {
        let named = listed(&self.items[of.item]).ok_or(TooMuch)?;
        Ok(named.into_iter().enumerate().map(|(nth, id)| (nth + 1, id)).collect())
    }

    fn takes_several(&self, of: &Variable) -> bool {
        matches!(&self.items[of.item].answer, Answer::Choice { most, .. } if *most != Most::One)
    }

    /// A way as groups of expressions that hold together.
    fn written(&self, way: &Way) -> Result<Vec<Group>, TooMuch> {
        let mut groups: Vec<Group> = vec![Vec::new()];
        for ((item, option), allowed) in way {
            if let Some(key) = option {
                let on = allowed.contains(&1);
                groups.iter_mut().for_each(|group| group.push((*item, *key, on)));
                continue;
            }
            if allowed.contains(&0) {
                let all = self.keys(&Variable { item: *item, row: None })?;
                let others = all.iter().filter(|(key, _)| !allowed.contains(key));
                let refused: Vec<_> = others.map(|(key, _)| (*item, *key, false)).collect();
                groups.iter_mut().for_each(|group| group.extend(&refused));
                continue;
            }
            let with = |key: &usize| {
                let one = (*item, *key, true);
                groups.iter().map(move |group| [group.as_slice(), &[one]].concat()).collect::<Vec<_>>()
            };
            groups = allowed.iter().flat_map(with).collect();
            if groups.len() > MOST_EXPRESSIONS {
                return Err(TooMuch);
            }
        }
        Ok(groups)
    }
}

/// Whether ways are few enough to be compared with each other.
fn few(ways: usize) -> Result<(), TooMuch> {
    if ways > MOST_EXPRESSIONS { Err(TooMuch) } else { Ok(()) }
}

fn one(slot: Slot, allowed: BTreeSet<usize>) -> Vec<Way> {
    if allowed.is_empty() { Vec::new() } else { vec![Way::from([(slot, allowed)])] }
}

/// Both ways at once; nothing when they contradict each other.
fn met(one: &Way, other: &Way) -> Option<Way> {
    let mut both = one.clone();
    for (slot, allowed) in other {
        let own = both.entry(*slot).or_insert_with(|| allowed.clone());
        own.retain(|key| allowed.contains(key));
        if own.is_empty() {
            return None;
        }
    }
    Some(both)
}

/// Ways that differ in one question only are one.
fn merged(ways: Vec<Way>) -> Vec<Way> {
    let mut kept: Vec<Way> = Vec::new();
    for way in ways {
        let same = kept.iter_mut().find_map(|own| {
            let differing: Vec<Slot> =
                own.keys().chain(way.keys()).filter(|slot| own.get(slot) != way.get(slot)).copied().collect();
            let [slot, rest @ ..] = &differing[..] else { return Some(()) };
            let alike = rest.iter().all(|other| other == slot)
                && slot.1.is_none()
                && own.contains_key(slot)
                && way.contains_key(slot);
            alike.then(|| own.entry(*slot).or_default().extend(&way[slot]))
        });
        if same.is_none() {
            kept.push(way);
        }
    }
    let implied = |nth: usize| {
        let others = kept.iter().enumerate();
        others.filter(|(other, _)| *other != nth).any(|(other, wider)| {
            is_within(&kept[nth], wider) && (other < nth || !is_within(wider, &kept[nth]))
        })
    };
    let needed: Vec<bool> = (0..kept.len()).map(|nth| !implied(nth)).collect();
    kept.into_iter().zip(needed).filter_map(|(way, needed)| needed.then_some(way)).collect()
}

/// Whether everybody on one way is on the other as well.
fn is_within(way: &Way, wider: &Way) -> bool {
    wider.iter().all(|(slot, allowed)| way.get(slot).is_some_and(|own| own.is_subset(allowed)))
}
