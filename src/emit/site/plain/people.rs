//! Channels, roles and contact policies.

use super::{PlainView, cell, head, yes};
use crate::emit::site::archetype::referring;
use crate::emit::site::page::Page;
use crate::emit::site::sheet;
use crate::emit::site::view::{Facts, Grid, Shown};
use crate::model::channel::Channel;
use crate::model::contact_policy::{ContactPolicy, ContactUnit};
use crate::model::role::{IncentiveScope, Role};
use crate::model::unions::WordOr;
use crate::model::{EntityIndex, Kind};

pub fn channel(page: &Page<'_>, index: EntityIndex, it: &Channel) -> PlainView {
    let mut what = Facts::default();
    page.add(
        &mut what,
        "channel.type",
        it.channel_type.get().map(|t| Shown::new(page.value("channel_type", t.word()))),
    );
    page.add(
        &mut what,
        "channel.direction",
        it.direction.get().map(|d| Shown::new(page.value("channel_direction", d.word()))),
    );
    page.add(
        &mut what,
        "channel.purpose",
        it.purpose.items().map(|p| Shown::new(page.value("purpose", p.word()))),
    );
    page.add(&mut what, "channel.rationale", page.opt(&it.rationale));
    page.add(&mut what, "channel.serves", page.list(index, &it.serves));
    let mut how = Facts::default();
    page.add(&mut how, "channel.hours", it.hours.get().map(|h| Shown::new(page.write(h.week()))));
    if let Some(level) = it.service_level.get() {
        let words = format!(
            "{} {} {}",
            page.written(&level.answered),
            page.word("channel.within"),
            page.written(&level.within)
        );
        page.add(
            &mut how,
            "channel.service_level",
            [Shown::new(words)].into_iter().chain(page.one(index, &level.metric)),
        );
    }
    page.add(&mut how, "channel.human", yes(page, it.human.value()));
    page.add(&mut how, "channel.customers_connect", yes(page, it.customers_connect.value()));
    page.add(&mut how, "channel.premium", yes(page, it.premium_number.value()));
    page.add(&mut how, "channel.cost", page.shown(&it.cost_per_contact));
    page.add(
        &mut how,
        "channel.preferred",
        referring(page, index, Kind::Archetype, "prefers").into_iter().map(|i| page.entity(i)),
    );
    PlainView::of([what, how], [])
}

pub fn role(page: &Page<'_>, index: EntityIndex, it: &Role) -> PlainView {
    let mut what = Facts::default();
    page.add(
        &mut what,
        "role.manages",
        it.manages.get().map(|m| Shown::new(page.value("manages", m.word()))),
    );
    page.add(&mut what, "role.archetypes", page.list(index, &it.archetypes));
    page.add(&mut what, "role.people", page.plains(&it.people));
    page.add(&mut what, "role.reports_to", page.one(index, &it.reports_to));
    let below = referring(page, index, Kind::Role, "reports_to").into_iter().map(|i| page.entity(i));
    page.add(&mut what, "role.leads", below);
    let mut how = Facts::default();
    if let Some(capacity) = it.capacity.get() {
        let cases = capacity
            .cases_per_day
            .get()
            .map(|n| Shown::new(format!("{} {}", page.write(n), page.word("playbook.cases_per_day"))));
        page.add(&mut how, "role.capacity", cases);
        page.add(&mut how, "channel.hours", capacity.hours.get().map(|h| Shown::new(page.write(h.week()))));
    }
    let sheets = sheet::all(page.site).iter().copied().filter(|(_, role)| *role == index);
    page.add(
        &mut how,
        "playbook.sheets",
        sheets.map(|(playbook, role)| {
            page.title(playbook).to(page.href(&sheet::path(page.program(), playbook, role)))
        }),
    );
    let mut incentives = Grid::new(
        "_incentives",
        page.word("role.incentives"),
        head(page, &["kinds.metric.one", "role.share", "role.horizon", "role.applies_to"]),
    );
    for incentive in it.incentives.items() {
        let scope = incentive.applies_to.value().unwrap_or(IncentiveScope::Individual);
        incentives.row(
            "",
            vec![
                cell(page.one(index, &incentive.metric)),
                cell(page.shown(&incentive.share)),
                cell(page.shown(&incentive.horizon)),
                vec![Shown::new(page.value("applies_to", scope.word()))],
            ],
        );
    }
    PlainView::of([what, how], [incentives])
}

pub fn contact_policy(page: &Page<'_>, index: EntityIndex, it: &ContactPolicy) -> PlainView {
    let mut rules = Grid::new(
        "_rules",
        page.word("contact.rules"),
        head(
            page,
            &[
                "contact.rule",
                "contact.scope",
                "contact.maximum",
                "contact.window",
                "contact.per",
                "contact.reminders",
            ],
        ),
    );
    for rule in it.rules.items() {
        let scope = match rule.scope.get() {
            Some(WordOr::Word(word)) => vec![Shown::new(page.value("scope", word.word()))],
            Some(WordOr::Other(list)) => list.spanned().map(|(at, r)| page.reference(index, at, r)).collect(),
            None => Vec::new(),
        };
        let id = rule.id.value();
        let name = page.opt(&rule.common.title).or_else(|| id.map(|id| Shown::new(id.readable())));
        rules.row(
            &id.map(|id| id.to_string()).unwrap_or_default(),
            vec![
                cell(name),
                scope,
                cell(page.shown(&rule.maximum)),
                cell(page.shown(&rule.window)),
                vec![Shown::new(page.value("per", rule.per.value().unwrap_or(ContactUnit::Person).word()))],
                cell(yes(page, Some(rule.counts_reminders.value() != Some(false)))),
            ],
        );
    }
    let mut exemptions = Grid::new(
        "_exemptions",
        page.word("contact.exemptions"),
        head(page, &["contact.what", "contact.why"]),
    );
    for exemption in it.exemptions.items() {
        let what = exemption.what.spanned().map(|(at, what)| match what {
            WordOr::Word(word) => Shown::new(page.value("scope", word.word())),
            WordOr::Other(reference) => page.reference(index, at, reference),
        });
        exemptions.row("", vec![cell(what), cell(page.opt(&exemption.why))]);
    }
    let mut facts = Facts::default();
    page.add(&mut facts, "contact.rest", page.shown(&it.on_decline));
    page.add(
        &mut facts,
        "contact.priority",
        it.priority.spanned_items().map(|(at, p)| match p {
            WordOr::Word(word) => Shown::new(page.value("scope", word.word())),
            WordOr::Other(reference) => page.reference(index, at, reference),
        }),
    );
    let mut used = Facts::default();
    page.add(
        &mut used,
        "contact.surveys",
        referring(page, index, Kind::Survey, "contact_policy").into_iter().map(|i| page.entity(i)),
    );
    PlainView::of([facts, used], [rules, exemptions])
}
