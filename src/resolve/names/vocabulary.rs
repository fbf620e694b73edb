//! The names that an expression may use where it stands, with what each of them leads to.

use crate::diagnostic::Mistake;
use crate::model::expression::{Currency, Lookup, Scope, Symbol};
use crate::model::quantity::{CurrencyCode, Rates};
use crate::resolve::{Resolved, Target};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What one name means.
#[derive(Clone, Debug)]
pub enum Meaning {
    Value(Arc<Symbol>, Vec<Target>),
    /// It exists and may not be used here.
    Refused(Mistake, Option<Target>),
    /// It exists and could not be read: whoever uses it is not to blame.
    Unreadable,
}

/// Names and their meanings, in the order in which they are offered.
#[derive(Default)]
pub struct Vocabulary {
    meanings: BTreeMap<String, Meaning>,
    order: Vec<String>,
    rates: Option<Rates>,
    /// What is said of every name when there are none at all.
    nothing: Option<Mistake>,
    /// More names were written than could be read.
    incomplete: bool,
}

impl Vocabulary {
    /// No names yet; money of other currencies is read by the rates of the program.
    pub fn of(resolved: &Resolved) -> Self {
        Self { rates: rates(resolved), ..Self::default() }
    }

    /// A vocabulary of which nothing is known: whatever is named, nobody is blamed.
    pub fn unreadable(resolved: &Resolved) -> Self {
        Self { incomplete: true, ..Self::of(resolved) }
    }

    /// A vocabulary without names, and why.
    pub fn without_names(resolved: &Resolved, why: Mistake) -> Self {
        Self { nothing: Some(why), ..Self::of(resolved) }
    }

    /// Adds a name. The first meaning of a name stays.
    pub fn add(&mut self, name: impl Into<String>, meaning: Meaning) {
        let name = name.into();
        if !self.meanings.contains_key(&name) {
            self.order.push(name.clone());
            self.meanings.insert(name, meaning);
        }
    }

    /// Gives a name another meaning.
    pub fn replace(&mut self, name: &str, meaning: Meaning) {
        if let Some(old) = self.meanings.get_mut(name) {
            *old = meaning;
        }
    }

    pub fn mark_incomplete(&mut self) {
        self.incomplete = true;
    }

    /// Whether a name that is not here may be one that could not be read.
    pub fn is_incomplete(&self) -> bool {
        self.incomplete
    }

    pub fn meaning(&self, name: &str) -> Option<&Meaning> {
        self.meanings.get(name)
    }

    /// All names, in the order in which they are offered.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Meaning)> {
        self.order.iter().filter_map(|name| Some((name.as_str(), self.meanings.get(name)?)))
    }
}

impl Scope for Vocabulary {
    fn name(&self, path: &[&str]) -> Lookup {
        match self.meanings.get(&path.join(".")) {
            Some(Meaning::Value(symbol, _)) => Lookup::Found(symbol.clone()),
            Some(Meaning::Refused(mistake, _)) => Lookup::Refused(mistake.clone()),
            Some(Meaning::Unreadable) => Lookup::Unknown(Vec::new()),
            None => match &self.nothing {
                Some(why) if self.meanings.is_empty() => Lookup::Refused(why.clone()),
                _ => Lookup::Unknown(self.order.clone()),
            },
        }
    }

    fn rate(&self, from: Currency, to: Currency) -> Option<Decimal> {
        rate(self.rates.as_ref()?, from, to)
    }
}

/// The rates that the program states.
pub fn rates(resolved: &Resolved) -> Option<Rates> {
    let program = resolved.program()?;
    let base = program.it.currency.value()?;
    let stated = program.it.rates.pairs().map(|(code, number)| (*code, number.0));
    Some(Rates::new(base, stated))
}

pub fn rate(rates: &Rates, from: Currency, to: Currency) -> Option<Decimal> {
    rates.convert(Decimal::ONE, CurrencyCode::of(from.code())?, CurrencyCode::of(to.code())?)
}

/// The currency of the program, as expressions know it.
pub fn currency(resolved: &Resolved) -> Option<Currency> {
    Currency::of_code(resolved.program()?.it.currency.value()?.code())
}
