//! The lexicons: what is said, in Spanish and in English, about the things that rules look for.

use super::letters::Beginning;
use super::pattern::{Pattern, Sets, Vocabulary};
use super::plain::{Break, Plain};
use super::scanner::{Candidate, Found, Scanner};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

/// Declares the themes by their names in the lexicons.
macro_rules! themes {
    ($( $(#[doc = $doc:literal])+ $theme:ident = $name:literal, )*) => {
        /// What a phrase speaks of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Theme {
            $( $(#[doc = $doc])+ $theme, )*
            /// A product of the program's own.
            OwnProduct,
            /// A term of its glossary.
            Preferred,
            /// Another word for a term of its glossary.
            Synonym,
            /// A word that its glossary never shows to customers.
            Forbidden,
        }

        impl Theme {
            fn of_name(name: &str) -> Option<Self> {
                match name {
                    $( $name => Some(Self::$theme), )*
                    _ => None,
                }
            }
        }
    };
}

themes! {
    /// The company speaks where the customer should.
    CompanyVoice = "company-voice",
    /// People are made to do what we want.
    Control = "control",
    /// What business we are in, answered with what we make.
    IdentityProduct = "identity-product",
    /// What business we are in, answered with what anybody could say.
    IdentityGeneric = "identity-generic",
    /// Age, place, income, spend.
    Demographic = "demographic",
    /// What we fear or earn.
    Risk = "risk",
    /// Words of the sales funnel.
    Funnel = "funnel",
    /// Words that belong to the funnel in the company of others.
    FunnelInCompany = "funnel-in-company",
    /// What the organization wants of customers.
    OrganizationGoal = "organization-goal",
    /// Questions that push.
    Leading = "leading",
    /// Pairs that are one thing.
    OnePair = "one-pair",
    /// Words of the trade.
    Jargon = "jargon",
    /// Products, features and the handling of them.
    Solution = "solution",
    /// Selling and promoting.
    Marketing = "marketing",
    /// Deadlines that nobody can miss.
    VagueTime = "vague-time",
    /// The customer is asked to do something.
    CustomerActs = "customer-acts",
    /// We tell the customer to do something.
    ToldToAct = "told-to-act",
    /// Names of the recommendation score.
    NpsName = "nps-name",
    /// Groups of the recommendation score.
    NpsGroup = "nps-group",
    /// The recommendation score with a per cent sign.
    NpsPercent = "nps-percent",
    /// Names of the satisfaction score.
    CsatName = "csat-name",
    /// Names of the effort score.
    CesName = "ces-name",
    /// What cannot be measured.
    Unmeasurable = "unmeasurable",
    /// A direction, said in words.
    DirectionWord = "direction-word",
    /// Points, discounts, miles.
    Points = "points",
    /// A question for reasons.
    Reason = "reason",
    /// A question about somebody else.
    Proxy = "proxy",
    /// An answer that praises.
    Good = "good",
    /// An answer that complains.
    Bad = "bad",
    /// Usted.
    FormalAddress = "formal-address",
    /// Tú.
    FamiliarAddress = "familiar-address",
}

const FILES: &[&str] = &[
    include_str!("lexicon/company_voice.yml"),
    include_str!("lexicon/control.yml"),
    include_str!("lexicon/identity.yml"),
    include_str!("lexicon/demographic.yml"),
    include_str!("lexicon/risk.yml"),
    include_str!("lexicon/funnel.yml"),
    include_str!("lexicon/organization_goal.yml"),
    include_str!("lexicon/leading.yml"),
    include_str!("lexicon/one_pair.yml"),
    include_str!("lexicon/jargon.yml"),
    include_str!("lexicon/solution.yml"),
    include_str!("lexicon/marketing.yml"),
    include_str!("lexicon/vague_time.yml"),
    include_str!("lexicon/scores.yml"),
    include_str!("lexicon/outcome.yml"),
    include_str!("lexicon/points.yml"),
    include_str!("lexicon/asking.yml"),
];

/// A list of phrases for one theme.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    /// By language.
    phrases: BTreeMap<String, Vec<String>>,
    /// Phrases in which the others mean nothing.
    #[serde(default)]
    spare: BTreeMap<String, Vec<String>>,
    /// Whether a denial before it, "without pressing anybody", takes its meaning away.
    #[serde(default)]
    unless_denied: bool,
}

type Shared = BTreeMap<String, Sets>;

/// Words by language.
type Words = BTreeMap<String, HashSet<String>>;

fn sets_of(lists: &BTreeMap<String, Vec<String>>) -> Words {
    let set = |words: &Vec<String>| words.iter().cloned().collect();
    lists.iter().map(|(language, words)| (language.clone(), set(words))).collect()
}

/// What a phrase of the lexicons does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Means {
    Speaks(Theme),
    Spares(Theme),
    Denies,
}

struct Language {
    scanner: Scanner<Means>,
}

struct Lexicons {
    languages: BTreeMap<String, Language>,
    fillers: Words,
    deniable: Vec<Theme>,
}

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(|| Lexicons::read().expect("our own lexicons read"));

/// Words before a phrase among which a denial is looked for.
const DENIED_WITHIN: usize = 4;

impl Lexicons {
    fn read() -> Result<Self, String> {
        let common: Common =
            serde_yaml::from_str(include_str!("lexicon/common.yml")).map_err(|e| e.to_string())?;
        let mut phrases: BTreeMap<String, (Vocabulary<'_>, Vec<(Pattern, Means)>)> = BTreeMap::new();
        let mut deniable = Vec::new();
        let none = Sets::new();
        let mut add = |language: &str, list: &[String], means: Means| -> Result<(), String> {
            let vocabulary = || Vocabulary::new(common.sets.get(language).unwrap_or(&none));
            let (vocabulary, own) =
                phrases.entry(language.to_owned()).or_insert_with(|| (vocabulary(), Vec::new()));
            for phrase in list {
                own.push((Pattern::parse(phrase, vocabulary)?, means));
            }
            Ok(())
        };
        for (language, list) in &common.denials {
            add(language, list, Means::Denies)?;
        }
        for file in FILES {
            let themes: BTreeMap<String, Phrases> = serde_yaml::from_str(file).map_err(|e| e.to_string())?;
            for (name, list) in themes {
                let theme = Theme::of_name(&name).ok_or_else(|| format!("there is no theme `{name}`"))?;
                if list.unless_denied {
                    deniable.push(theme);
                }
                for (language, phrases) in &list.phrases {
                    add(language, phrases, Means::Speaks(theme))?;
                }
                for (language, phrases) in &list.spare {
                    add(language, phrases, Means::Spares(theme))?;
                }
            }
        }
        let fillers = sets_of(&common.fillers);
        let frequent = sets_of(&common.frequent);
        let scanner = |language: &str, phrases| {
            let is_in =
                |sets: &Words, word: &str| sets.get(language).is_some_and(|words| words.contains(word));
            Scanner::new(phrases, |word| is_in(&fillers, word) || is_in(&frequent, word))
        };
        let languages = phrases
            .into_iter()
            .map(|(language, (_, phrases))| {
                let scanner = scanner(&language, phrases);
                (language, Language { scanner })
            })
            .collect();
        Ok(Self { languages, fillers, deniable })
    }
}

/// Sets of words that phrases share, and words that deny what follows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    sets: Shared,
    denials: BTreeMap<String, Vec<String>>,
    /// Words that carry nothing by themselves.
    fillers: BTreeMap<String, Vec<String>>,
    /// Other words that stand in most texts: no phrase is sought by them where it has a rarer word.
    frequent: BTreeMap<String, Vec<String>>,
}

/// Everything the lexicons find in a text of a language: none inside another of the same theme,
/// none that is spared or denied.
pub fn listen(language: &str, plain: &Plain) -> Vec<Found<Theme>> {
    listen_for(&may_be_heard(language, &plain.beginnings()), language, plain)
}

/// What the lexicons may find in a text whose words begin so; nothing where no phrase could be heard.
pub fn may_be_heard(language: &str, words: &[Beginning]) -> Vec<Candidate> {
    let Some(own) = LEXICONS.languages.get(language) else { return Vec::new() };
    let candidates = own.scanner.candidates(words);
    let speaks = |it: &Candidate| matches!(own.scanner.means(*it), Means::Speaks(_));
    if candidates.iter().any(speaks) { candidates } else { Vec::new() }
}

/// What [`listen`] finds, of what may be heard.
pub fn listen_for(candidates: &[Candidate], language: &str, plain: &Plain) -> Vec<Found<Theme>> {
    let Some(own) = LEXICONS.languages.get(language) else { return Vec::new() };
    let all = own.scanner.find(candidates, plain);
    let mut heard: Vec<Found<Theme>> = Vec::new();
    for found in &all {
        let Means::Speaks(theme) = found.means else { continue };
        let within = |tokens: &std::ops::Range<usize>| {
            tokens.start <= found.tokens.start && found.tokens.end <= tokens.end
        };
        let known = heard.iter().any(|other| other.means == theme && within(&other.tokens));
        let spared = all.iter().any(|other| other.means == Means::Spares(theme) && overlap(other, found));
        let denied = LEXICONS.deniable.contains(&theme)
            && all.iter().any(|other| {
                other.means == Means::Denies && denies(plain, other.tokens.end, found.tokens.start)
            });
        if !known && !spared && !denied {
            heard.push(Found { means: theme, tokens: found.tokens.clone() });
        }
    }
    heard
}

/// Whether a word carries nothing by itself: an article, a preposition, "customer".
pub fn is_filler(language: &str, word: &str) -> bool {
    LEXICONS.fillers.get(language).is_some_and(|words| words.contains(word))
}

fn overlap(a: &Found<Means>, b: &Found<Means>) -> bool {
    a.tokens.start < b.tokens.end && b.tokens.start < a.tokens.end
}

/// Whether a denial that ends here reaches a phrase that begins there.
fn denies(plain: &Plain, end: usize, start: usize) -> bool {
    end <= start
        && start - end <= DENIED_WITHIN
        && plain.tokens[end..=start].iter().all(|token| token.before == Break::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lexicon_reads_and_has_both_languages() {
        let lexicons = Lexicons::read().unwrap();
        assert_eq!(lexicons.languages.keys().collect::<Vec<_>>(), ["en", "es"]);
        for file in FILES {
            let themes: BTreeMap<String, Phrases> = serde_yaml::from_str(file).unwrap();
            for (name, list) in themes {
                for language in ["en", "es"] {
                    assert!(
                        list.phrases.get(language).is_some_and(|it| !it.is_empty()),
                        "{name} in {language}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_is_denied_or_spared_is_not_heard() {
        let heard = |text: &str| listen("es", &Plain::of(text)).iter().any(|it| it.means == Theme::Control);
        assert!(heard("Presionar al cliente hasta que firme"));
        assert!(!heard("Ayudar sin presionar al cliente"));
        assert!(!heard("Nunca vamos a presionar al cliente"));
        assert!(heard("Si no firma, presionar al cliente"));
        assert!(listen("pt", &Plain::of("Presionar al cliente")).is_empty());
    }
}
