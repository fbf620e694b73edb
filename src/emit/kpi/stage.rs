//! A dataset as a staging view: typed columns, missing codes taken out, codes as our ids, and the
//! columns that a query needs and no portable text can compute.

use super::grain::Grain;
use super::lower::Unsupported;
use super::text::{self, Taken};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::dataset::{Column, ColumnType, Dataset};
use crate::model::expression::Function;
use crate::model::metric::Each;
use crate::model::time::{CalendarUnit, Date};

/// A staging view above the raw table of a dataset.
pub struct Stage<'p> {
    pub dataset: Of<'p, Dataset>,
    /// The name of the view: `stg_responses`.
    pub view: String,
    /// The raw table as the warehouse names it; `raw_…` when the data is only a file.
    pub table: String,
    /// The file of the program's folder that holds the same rows.
    pub file: Option<&'p str>,
    pub columns: Vec<StageColumn<'p>>,
    /// Columns that queries need besides those of the data, in the order in which they were asked for.
    pub derived: Vec<Derived>,
    /// Whether the program has opening hours, so that business time can be counted.
    pub has_business_time: bool,
    taken: Taken,
}

/// A column of the data.
pub struct StageColumn<'p> {
    /// Its name in the raw table.
    pub raw: &'static str,
    /// Its name in the view.
    pub name: String,
    pub ty: ColumnType,
    pub column: &'p Column,
}

/// A column that is computed in the view, because each dialect computes it in its own way.
#[derive(Clone, Debug, PartialEq)]
pub struct Derived {
    pub name: String,
    pub value: DerivedValue,
}

#[derive(Clone, Debug, PartialEq)]
pub enum DerivedValue {
    /// Whole units of time completed between two moments.
    Between(Function, Moment, Moment),
    /// A day that is no column of the data: today, or an end of the row's period.
    Day(Moment),
    /// The name of the period that the row lies in: `2026-Q4`.
    Period(Grain),
}

/// A day or a moment of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Moment {
    /// A column of the view, by its name there.
    Column {
        name: String,
        timestamp: bool,
    },
    Literal(Date),
    /// The day that the data is looked at.
    AsOf,
    /// First and last day of the period that the row lies in.
    Start(Grain),
    End(Grain),
    /// The first that has a value.
    First(Vec<Moment>),
    Earliest(Vec<Moment>),
    Latest(Vec<Moment>),
}

impl Moment {
    /// Whether it has a time of day.
    pub fn is_timestamp(&self) -> bool {
        match self {
            Moment::Column { timestamp, .. } => *timestamp,
            Moment::First(all) | Moment::Earliest(all) | Moment::Latest(all) => {
                all.iter().any(Moment::is_timestamp)
            }
            _ => false,
        }
    }

    /// As part of a column's name.
    fn slug(&self) -> String {
        let joined = |all: &[Moment]| all.iter().map(Moment::slug).collect::<Vec<_>>().join("_or_");
        match self {
            Moment::Column { name, .. } => name.clone(),
            Moment::Literal(day) => day.to_string().replace('-', ""),
            Moment::AsOf => "as_of".to_owned(),
            Moment::Start(grain) => format!("start_of_{}", grain.slug()),
            Moment::End(grain) => format!("end_of_{}", grain.slug()),
            Moment::First(all) => joined(all),
            Moment::Earliest(all) => format!("earliest_{}", joined(all)),
            Moment::Latest(all) => format!("latest_{}", joined(all)),
        }
    }
}

impl DerivedValue {
    /// Whether it counts open time only.
    pub fn is_business(&self) -> bool {
        matches!(self, DerivedValue::Between(Function::BusinessHours | Function::BusinessDays, ..))
    }

    fn slug(&self) -> String {
        match self {
            DerivedValue::Between(function, from, to) => {
                format!("{}_{}_{}", function.word(), from.slug(), to.slug())
            }
            DerivedValue::Day(moment @ (Moment::AsOf | Moment::Start(_) | Moment::End(_))) => moment.slug(),
            DerivedValue::Day(moment) => format!("day_of_{}", moment.slug()),
            DerivedValue::Period(grain) => format!("period_{}", grain.slug()),
        }
    }
}

impl<'p> Stage<'p> {
    /// The view of a dataset; none when its rows are neither in a table nor in a file.
    pub fn of(dataset: Of<'p, Dataset>, has_business_time: bool) -> Option<Self> {
        let name = text::name(dataset.id().as_str());
        let file = dataset.it.file.get().map(|file| &**file);
        let table = match dataset.it.table.get() {
            Some(table) => table.trim().to_owned(),
            None => file.map(|_| format!("raw_{name}"))?,
        };
        let mut taken = Taken::default();
        let columns = dataset
            .it
            .columns
            .pairs()
            .filter_map(|(raw, column)| {
                let name = taken.unique(&text::column_name(raw.as_str()));
                Some(StageColumn { raw: raw.as_str(), name, ty: column.column_type.value()?, column })
            })
            .collect();
        let mut stage = Stage {
            dataset,
            view: format!("stg_{name}"),
            table,
            file,
            columns,
            derived: Vec::new(),
            has_business_time,
            taken,
        };
        if stage.time().is_some() {
            for unit in CalendarUnit::ALL {
                stage.derive(DerivedValue::Period(Grain::Calendar(unit)));
            }
        }
        Some(stage)
    }

    pub fn column(&self, raw: &str) -> Option<&StageColumn<'p>> {
        self.columns.iter().find(|column| column.raw == raw)
    }

    /// Whether a column of the view has this name.
    pub fn has_name(&self, name: &str) -> bool {
        self.columns.iter().any(|column| column.name == name)
            || self.derived.iter().any(|derived| derived.name == name)
    }

    /// The moment of the row.
    pub fn time(&self) -> Option<&StageColumn<'p>> {
        let dated = |c: &&StageColumn<'p>| matches!(c.ty, ColumnType::Date | ColumnType::Timestamp);
        self.columns.iter().filter(dated).find(|c| c.column.time.value() == Some(true))
    }

    /// The weight of the row.
    pub fn weight(&self) -> Option<&StageColumn<'p>> {
        self.columns.iter().find(|c| c.column.weight.value() == Some(true))
    }

    /// The customer or the account that the row is about.
    pub fn subject(&self, each: Each) -> Option<&StageColumn<'p>> {
        self.columns.iter().find(|c| match each {
            Each::Customer => c.column.person.value() == Some(true),
            Each::Account => c.column.account.value() == Some(true),
        })
    }

    /// The columns that together tell one row from every other.
    pub fn keys(&self) -> impl Iterator<Item = &StageColumn<'p>> {
        self.columns.iter().filter(|c| c.column.key.value() == Some(true))
    }

    /// Whether its rows are answers of people, so that small groups of them are not shown.
    pub fn holds_answers(&self) -> bool {
        self.columns.iter().any(|c| !c.column.question.is_absent())
    }

    /// The columns of the view that a computed column is made of.
    pub fn columns_of<'s>(&'s self, value: &'s DerivedValue) -> Vec<&'s str> {
        let mut found = Vec::new();
        match value {
            DerivedValue::Between(_, from, to) => {
                self.columns_of_moment(from, &mut found);
                self.columns_of_moment(to, &mut found);
            }
            DerivedValue::Day(moment) => self.columns_of_moment(moment, &mut found),
            DerivedValue::Period(_) => found.extend(self.time().map(|time| time.name.as_str())),
        }
        found
    }

    fn columns_of_moment<'s>(&'s self, moment: &'s Moment, found: &mut Vec<&'s str>) {
        match moment {
            Moment::Column { name, .. } => found.push(name),
            Moment::Literal(_) | Moment::AsOf => {}
            Moment::Start(_) | Moment::End(_) => found.extend(self.time().map(|time| time.name.as_str())),
            Moment::First(all) | Moment::Earliest(all) | Moment::Latest(all) => {
                all.iter().for_each(|one| self.columns_of_moment(one, found));
            }
        }
    }

    /// The name of a computed column that an expression asks for.
    ///
    /// # Errors
    /// It counts business time, and nobody said when that is.
    pub fn computed(&mut self, value: DerivedValue) -> Result<String, Unsupported> {
        if value.is_business() && !self.has_business_time {
            return Err(Unsupported::new(
                say!(en: "it counts business time, and the program has no opening hours", es: "cuenta tiempo hábil, y el programa no tiene horario"),
                say!(en: "add `calendar` to the program, with `workdays` and `hours`", es: "agrega `calendar` al programa, con `workdays` y `hours`"),
            ));
        }
        Ok(self.derive(value))
    }

    /// The name of a computed column, which is added when it is not there yet.
    pub fn derive(&mut self, value: DerivedValue) -> String {
        if let Some(known) = self.derived.iter().find(|known| known.value == value) {
            return known.name.clone();
        }
        let name = self.taken.unique(&text::name(&value.slug()));
        self.derived.push(Derived { name: name.clone(), value });
        name
    }
}

impl StageColumn<'_> {
    /// The column as a moment of the row.
    pub fn moment(&self) -> Moment {
        Moment::Column { name: self.name.clone(), timestamp: self.ty == ColumnType::Timestamp }
    }

    /// Holds personal data, so no output shows it.
    pub fn is_personal(&self) -> bool {
        self.column.pii.value() == Some(true)
    }
}
