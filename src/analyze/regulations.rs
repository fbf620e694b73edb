//! What laws demand, as data: one entry for each profile of a program that stands for a law.

use crate::model::program::Profile;
use crate::model::quantity::{Duration, Share};
use crate::model::scalar::Scalar;
use serde::Deserialize;
use std::sync::LazyLock;

/// What one law demands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regulation {
    profile: String,
    pub en: String,
    pub es: String,
    calls: Option<Calls>,
    complaints: Option<String>,
    /// A person can be reached.
    #[serde(default)]
    pub human: bool,
    /// Calls cost nothing extra.
    #[serde(default)]
    pub free_calls: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Calls {
    answered: String,
    within: String,
}

static REGULATIONS: LazyLock<Vec<Regulation>> = LazyLock::new(|| {
    serde_yaml::from_str(include_str!("regulations.yml")).expect("our own regulations read")
});

/// The law that a profile stands for.
pub fn of(profile: Profile) -> Option<&'static Regulation> {
    REGULATIONS.iter().find(|it| it.profile == profile.word())
}

impl Regulation {
    /// The part of the calls that has to be answered, and in which time.
    pub fn calls(&self) -> Option<(Share, Duration)> {
        let calls = self.calls.as_ref()?;
        Some((Share::parse(&calls.answered).ok()?, Duration::parse(&calls.within).ok()?))
    }

    /// The longest time in which a complaint has to be answered.
    pub fn complaints(&self) -> Option<Duration> {
        Duration::parse(self.complaints.as_deref()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_regulation_is_of_a_profile_and_its_quantities_read() {
        for regulation in REGULATIONS.iter() {
            assert!(Profile::ALL.iter().any(|it| it.word() == regulation.profile), "{}", regulation.profile);
            assert_eq!(regulation.calls.is_some(), regulation.calls().is_some());
            assert_eq!(regulation.complaints.is_some(), regulation.complaints().is_some());
        }
    }

    #[test]
    fn the_spanish_law_asks_for_three_minutes_and_fifteen_business_days() {
        let law = of(Profile::EsLey102025).unwrap();
        let (share, within) = law.calls().unwrap();
        assert_eq!((share.spell(), within.spell()), ("95 %".to_owned(), "3 min".to_owned()));
        assert_eq!(law.complaints().unwrap().spell(), "15 business days");
        assert!(law.human && law.free_calls && of(Profile::Core).is_none());
    }
}
