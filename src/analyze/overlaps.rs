//! Playbooks that may be open for one customer at once, and what nothing decides between them.

use super::Context;
use super::contacts::days::{Day, Length};
use super::playbooks::{Flow, intent, precedence};
use super::signals::Start;
use crate::model::archetype::Archetype;
use crate::model::expression::{Assignment, Meeting, Value, meeting};
use crate::model::playbook::{Intent, Loop, Playbook, PlaybookType};
use crate::model::unions::Within;
use crate::model::{EntityIndex, Of};
use crate::resolve::Target;
use crate::source::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Two or more playbooks that get in one another's way.
pub enum Clash<'a> {
    /// A playbook that asks for something does not stand back behind those that repair.
    AsksWhileMending { asks: Of<'a, Playbook>, mends: Vec<Of<'a, Playbook>>, more: usize, at: Span },
    /// One signal starts both, and nothing says who wins.
    SameSignal { one: Start<'a>, other: Start<'a>, example: Option<String> },
}

/// Of the repairing playbooks that one does not name, so many are named in a finding.
const NAMED: usize = 3;

/// Pairs that one signal starts are compared up to this number.
const MOST_PAIRS: usize = 5_000;

/// Days within which two playbooks in one channel get in one another's way.
const CLOSE: Day = 7;

pub fn clashes<'a>(context: &Context<'a>) -> Vec<Clash<'a>> {
    let mut all = asking_while_mending(context);
    all.extend(same_signal(context));
    all
}

fn is_inner(playbook: &Playbook) -> bool {
    matches!(playbook.r#loop.value(), None | Some(Loop::Inner))
}

/// Whether a playbook repairs what went wrong for a customer, or keeps one who is about to leave.
fn mends(playbook: &Playbook) -> bool {
    use PlaybookType::{ChurnSave, Complaint, ServiceRecovery};
    matches!(playbook.playbook_type.value(), Some(ServiceRecovery | Complaint | ChurnSave))
}

/// Whether a playbook asks customers for something without making sure first that nothing is open.
fn asks(playbook: &Playbook) -> bool {
    use PlaybookType::{Advocacy, Campaign, Renewal};
    let by_type = matches!(playbook.playbook_type.value(), Some(Advocacy | Campaign | Renewal));
    let flow = Flow::of(playbook);
    let asking: Vec<usize> = (0..flow.steps.len())
        .filter(|step| {
            let step = flow.steps[*step];
            !step.asks_for.is_absent() || matches!(intent(step), Some(Intent::AskReferral | Intent::Offer))
        })
        .collect();
    if asking.is_empty() {
        by_type
    } else {
        flow.complete && !asking.iter().all(|step| flow.is_guarded(*step))
    }
}

/// The archetypes a playbook is for; none when it is for everybody.
fn audience(playbook: Of<'_, Playbook>, context: &Context<'_>) -> BTreeSet<EntityIndex> {
    let named = playbook.it.audience.spanned_items();
    named
        .filter_map(|(at, _)| context.program.follow::<Archetype>(playbook.index, at))
        .map(|it| it.index)
        .collect()
}

fn not_with(playbook: Of<'_, Playbook>, context: &Context<'_>) -> BTreeSet<EntityIndex> {
    let named = playbook.it.not_with.spanned_items();
    named.filter_map(|(at, _)| context.program.target(playbook.index, at)?.entity()).collect()
}

fn asking_while_mending<'a>(context: &Context<'a>) -> Vec<Clash<'a>> {
    let inner: Vec<Of<'a, Playbook>> = context.in_use::<Playbook>().filter(|it| is_inner(it.it)).collect();
    // Repairing playbooks by whom they are for, so that each asking one looks at its own only.
    let mut of_everybody: Vec<usize> = Vec::new();
    let mut by_archetype: BTreeMap<EntityIndex, Vec<usize>> = BTreeMap::new();
    for (index, playbook) in inner.iter().enumerate().filter(|(_, it)| mends(it.it)) {
        let audience = audience(*playbook, context);
        if audience.is_empty() {
            of_everybody.push(index);
        }
        for archetype in audience {
            by_archetype.entry(archetype).or_default().push(index);
        }
    }
    let mut found = Vec::new();
    for playbook in inner.iter().filter(|it| !mends(it.it) && asks(it.it)) {
        let bad = playbook.it.not_with.is_bad() || playbook.it.audience.is_bad();
        let (Some((head, _)), false) = (playbook.it.playbook_type.spanned(), bad) else { continue };
        let audience = audience(*playbook, context);
        let stands_back = not_with(*playbook, context);
        let mut met: BTreeSet<usize> = of_everybody.iter().copied().collect();
        let own =
            by_archetype.iter().filter(|(archetype, _)| audience.is_empty() || audience.contains(archetype));
        met.extend(own.flat_map(|(_, them)| them.iter().copied()));
        let missing: Vec<Of<'a, Playbook>> =
            met.into_iter().map(|index| inner[index]).filter(|it| !stands_back.contains(&it.index)).collect();
        if !missing.is_empty() {
            let at = playbook.it.not_with.spanned().map_or(head, |(at, _)| at);
            let more = missing.len().saturating_sub(NAMED);
            let mends = missing.into_iter().take(NAMED).collect();
            found.push(Clash::AsksWhileMending { asks: *playbook, mends, more, at });
        }
    }
    found
}

fn same_signal<'a>(context: &Context<'a>) -> Vec<Clash<'a>> {
    let mut found = Vec::new();
    let mut left = MOST_PAIRS;
    for group in context.signals().groups() {
        for (index, one) in group.iter().enumerate() {
            for other in &group[index + 1..] {
                if left == 0 {
                    return found;
                }
                left -= 1;
                if let Some(example) = clash(one, other, context) {
                    found.push(Clash::SameSignal { one: *one, other: *other, example });
                }
            }
        }
    }
    found
}

/// An answer that starts both, when nothing decides between them; the inner value is none where
/// the signal has no answers.
fn clash(one: &Start<'_>, other: &Start<'_>, context: &Context<'_>) -> Option<Option<String>> {
    let (a, b) = (one.playbook, other.playbook);
    let bad = |it: &Playbook| it.not_with.is_bad() || it.audience.is_bad() || it.playbook_type.is_bad();
    if a.index == b.index || !is_inner(a.it) || !is_inner(b.it) || bad(a.it) || bad(b.it) {
        return None;
    }
    let decided = precedence(a.it) != precedence(b.it)
        || not_with(a, context).contains(&b.index)
        || not_with(b, context).contains(&a.index);
    let (for_a, for_b) = (audience(a, context), audience(b, context));
    let apart = !for_a.is_empty() && !for_b.is_empty() && for_a.is_disjoint(&for_b);
    if decided || apart || !meet(a, b, context) {
        return None;
    }
    if one.trigger.metric.is_absent() {
        return both(one, other, context);
    }
    (one.trigger.is.get().map(|it| &**it) == other.trigger.is.get().map(|it| &**it)).then_some(None)
}

/// Whether both reach the customer in one channel within a few days.
fn meet(a: Of<'_, Playbook>, b: Of<'_, Playbook>, context: &Context<'_>) -> bool {
    let (a, b) = (contacts(a, context), contacts(b, context));
    a.iter()
        .any(|(channel, day)| b.iter().any(|(other, then)| channel == other && (day - then).abs() <= CLOSE))
}

fn contacts(playbook: Of<'_, Playbook>, context: &Context<'_>) -> Vec<(Target, Day)> {
    let mut found = Vec::new();
    let mut day = 0;
    for step in playbook.it.steps.items().filter(|step| step.only_from.has_none()).take(40) {
        if let Some(Within::Always(sla)) = step.within.get() {
            day = Length::of(sla.duration()).about();
        }
        let channel = step.channel.spanned().and_then(|(at, _)| context.program.target(playbook.index, at));
        found.extend(channel.map(|channel| (channel, day)));
    }
    found
}

/// An answer for which both conditions hold.
fn both(one: &Start<'_>, other: &Start<'_>, context: &Context<'_>) -> Option<Option<String>> {
    let typed = |start: &Start<'_>| match start.trigger.when.spanned() {
        Some((at, _)) => context.program.expression(start.playbook.index, at).map(Some),
        None => (!start.trigger.when.is_bad()).then_some(None),
    };
    let conditions: Vec<_> = [typed(one)?, typed(other)?].into_iter().flatten().collect();
    if conditions.is_empty() {
        return Some(None);
    }
    match meeting(&conditions, &[]) {
        Meeting::Met(example) => Some(told(&example)),
        _ => None,
    }
}

/// `recommend = 9`, as a condition would say it.
pub fn told(answers: &Assignment) -> Option<String> {
    let parts: Vec<String> = answers
        .0
        .iter()
        .filter_map(|answer| {
            let name = answer.symbol.name.rsplit('/').next()?.to_owned();
            Some(match &answer.value {
                Value::Number(number) => format!("{name} = {}", number.normalize()),
                Value::Text(text) => format!("{name} = {text}"),
                Value::YesNo(yes) => format!("{name} = {yes}"),
                Value::Date(date) => format!("{name} = {date}"),
                _ => return None,
            })
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(" and "))
}
