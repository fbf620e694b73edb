//! The log of contacts against the contact policies: whether somebody may be contacted today.

use crate::analyze::contacts::limits::{Maker, Policies};
use crate::measure::engine::Rows;
use crate::model::id::Id;
use crate::model::playbook::Playbook;
use crate::model::survey::Survey;
use crate::model::time::calendar::after;
use crate::model::{EntityIndex, Of};
use crate::resolve::Resolved;
use jiff::Zoned;
use jiff::civil;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// Who contacted a customer and when.
struct Contact {
    at: Zoned,
    by: Option<(EntityIndex, Maker)>,
}

/// The contacts of each customer.
pub struct Contacts<'r>(BTreeMap<&'r str, Vec<Contact>>);

impl<'r> Contacts<'r> {
    /// Reads `customer, contacted, survey, playbook`.
    pub fn of(program: &Resolved, rows: &'r Rows, zone: &TimeZone) -> Self {
        let mut found: BTreeMap<&str, Vec<Contact>> = BTreeMap::new();
        for row in rows {
            let text = |at: usize| row.get(at).and_then(|cell| cell.as_deref());
            let (Some(customer), Some(moment)) = (text(0), text(1)) else { continue };
            let at = moment.parse::<civil::DateTime>().ok().or_else(|| {
                let day = moment.parse::<civil::Date>().ok()?;
                Some(day.at(0, 0, 0, 0))
            });
            let Some(at) = at.and_then(|at| at.to_zoned(zone.clone()).ok()) else { continue };
            let survey = text(2).and_then(|id| program.get::<Survey>(Id::new(id)));
            let playbook = text(3).and_then(|id| program.get::<Playbook>(Id::new(id)));
            let by = match (survey, playbook) {
                (Some(survey), _) => Some((survey.index, Maker::survey(survey.it))),
                (None, Some(playbook)) => Some((playbook.index, Maker::playbook(playbook.it))),
                (None, None) => None,
            };
            found.entry(customer).or_default().push(Contact { at, by });
        }
        found.values_mut().for_each(|contacts| contacts.sort_by_key(|contact| contact.at.timestamp()));
        Self(found)
    }

    /// The rule that holds a contact back the longest, and until when; none when it may be made.
    ///
    /// A rule counts the contacts in scope in the window that ends now; one more is allowed when they are
    /// fewer than its maximum. A contact that names no survey and no playbook of the program counts in rules
    /// about everything.
    pub fn holds_back(
        &self,
        policies: &Policies,
        playbook: Of<'_, Playbook>,
        customer: &str,
        now: &Zoned,
    ) -> Option<(String, Zoned)> {
        let contacts = self.0.get(customer)?;
        let own = Maker::playbook(playbook.it);
        let mut longest: Option<(String, Zoned)> = None;
        for limit in policies.limits.iter().filter(|it| it.is_of_people() && it.covers(playbook.index, own)) {
            let counted = |contact: &&Contact| match contact.by {
                Some((source, maker)) => limit.covers(source, maker),
                None => limit.covers_unknown(),
            };
            // The moments at which contacts leave the window.
            let ends: Vec<Zoned> = contacts
                .iter()
                .filter(|contact| contact.at <= *now)
                .filter(counted)
                .filter_map(|contact| after(&contact.at, limit.written))
                .filter(|end| end > now)
                .collect();
            let Some(free) = ends.len().checked_sub(limit.maximum.max(1)) else { continue };
            let until = if limit.maximum == 0 { ends.last() } else { ends.get(free) };
            let Some(until) = until else { continue };
            if longest.as_ref().is_none_or(|(_, known)| until > known) {
                longest = Some((format!("{}/{}", limit.policy, limit.id), until.clone()));
            }
        }
        longest
    }
}
