//! What a change means for those who rely on what changed. The table is data: `levels.yml`.

use crate::diagnostic::Say;
use crate::diagnostic::{Words, say};
use crate::model::Kind;
use crate::model::record::RecordInfo;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// How far a change reaches, from the gravest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    Series,
    Consumers,
    Commitment,
    Weakens,
    Cosmetic,
}

impl Level {
    pub const ALL: [Level; 5] =
        [Level::Series, Level::Consumers, Level::Commitment, Level::Weakens, Level::Cosmetic];

    pub fn name(self) -> &'static str {
        match self {
            Level::Series => "series",
            Level::Consumers => "consumers",
            Level::Commitment => "commitment",
            Level::Weakens => "weakens",
            Level::Cosmetic => "cosmetic",
        }
    }

    pub fn of_name(name: &str) -> Option<Self> {
        Level::ALL.into_iter().find(|level| level.name() == name)
    }

    /// What it does, as a heading.
    pub fn title(self) -> Words {
        match self {
            Level::Series => Words { en: "Breaks a series", es: "Rompe una serie" },
            Level::Consumers => Words { en: "Breaks what others read", es: "Rompe lo que otros leen" },
            Level::Commitment => Words { en: "Changes a commitment", es: "Cambia un compromiso" },
            Level::Weakens => Words { en: "Weakens a safeguard", es: "Debilita un resguardo" },
            Level::Cosmetic => Words { en: "Breaks nothing", es: "No rompe nada" },
        }
    }

    /// Why a reviewer looks at it.
    pub fn why(self) -> Say {
        match self {
            Level::Series => say!(
                en: "What is measured before and after is not comparable: raise `version`, and say with `bridge` how the two are joined.",
                es: "Lo medido antes y después no se puede comparar: sube `version` y di con `bridge` cómo se unen los dos."
            ),
            Level::Consumers => say!(
                en: "Dashboards, data and links that use the old name, unit or file find it no more.",
                es: "Los tableros, los datos y los enlaces que usan el nombre, la unidad o el archivo de antes ya no lo encuentran."
            ),
            Level::Commitment => say!(
                en: "What was agreed with customers, with people or by law is another thing now.",
                es: "Lo acordado con clientes, con personas o por ley ahora es otra cosa."
            ),
            Level::Weakens => say!(
                en: "Something that kept the program honest is gone or asks for less.",
                es: "Algo que cuidaba el programa ya no está o pide menos."
            ),
            Level::Cosmetic => {
                say!(en: "Additions and words on which nothing hangs.", es: "Lo que se agrega y palabras de las que nada depende.")
            }
        }
    }
}

/// What happened to a field or a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum How {
    Added,
    Removed,
    Changed,
    Order,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    entities: BTreeMap<String, BTreeMap<String, String>>,
    records: BTreeMap<String, Fields>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    #[serde(default)]
    series: String,
    #[serde(default)]
    consumers: String,
    #[serde(default)]
    commitment: String,
    #[serde(default)]
    weakens: String,
    #[serde(default)]
    cosmetic: String,
    #[serde(default)]
    added: BTreeMap<String, String>,
    #[serde(default)]
    removed: BTreeMap<String, String>,
    #[serde(default)]
    order: BTreeMap<String, String>,
}

/// The table, by record, field and what happened.
struct Table {
    entities: BTreeMap<String, BTreeMap<String, String>>,
    fields: HashMap<(String, String, How), Level>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File = serde_yaml::from_str(include_str!("levels.yml")).expect("our own table of levels reads");
    let mut fields = HashMap::new();
    for (record, it) in &file.records {
        let mut put = |how: How, names: &str, level: Level| {
            for name in names.split_whitespace() {
                let twice = fields.insert((record.clone(), name.to_owned(), how), level);
                assert!(twice.is_none(), "{record}: {name} has two levels");
            }
        };
        let always = [&it.series, &it.consumers, &it.commitment, &it.weakens, &it.cosmetic];
        for (level, names) in Level::ALL.into_iter().zip(always) {
            put(How::Changed, names, level);
        }
        for (how, own) in [(How::Added, &it.added), (How::Removed, &it.removed), (How::Order, &it.order)] {
            for (level, names) in own {
                put(how, names, Level::of_name(level).expect("a level of ours"));
            }
        }
    }
    Table { entities: file.entities, fields }
});

/// The level of a change of a field; none when the table does not know it.
pub fn of_field(record: &RecordInfo, key: &str, how: How) -> Option<Level> {
    let own = record.fields.iter().any(|field| field.key == key);
    let name = record.common.filter(|_| !own).map_or(record.name, |common| common.name);
    let find = |how| TABLE.fields.get(&(name.to_owned(), key.to_owned(), how)).copied();
    let always = find(How::Changed)?;
    Some(match how {
        How::Changed => always,
        How::Order => find(How::Order).unwrap_or(Level::Cosmetic),
        _ => find(how).unwrap_or(always),
    })
}

/// The level of a whole entity that came, went or has another id: `added`, `removed`, `renamed`.
pub fn of_entity(what: &str, kind: Kind) -> Level {
    let named = |word: &str| {
        let levels = TABLE.entities.get(what)?;
        let found = levels.iter().find(|(_, kinds)| kinds.split_whitespace().any(|it| it == word))?;
        Level::of_name(found.0)
    };
    named(kind.name()).or_else(|| named("*")).unwrap_or(Level::Series)
}

/// Every record and field that the table names, for the test that compares it with the language.
#[cfg(test)]
pub fn all_named() -> Vec<(String, String)> {
    let mut all: Vec<_> =
        TABLE.fields.keys().map(|(record, field, _)| (record.clone(), field.clone())).collect();
    all.sort();
    all.dedup();
    all
}
