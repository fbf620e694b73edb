//! The ledger of assignments: who belongs to which group of which playbook, and since when. Lines are only
//! added, and each carries a check of everything above it, so that a change by hand is seen.

use crate::diagnostic::{Mistake, say};
use crate::emit::sha256;
use crate::measure::read::table_of_bytes;
use crate::model::scalar::Scalar;
use crate::model::time::Date;
use std::collections::BTreeMap;

/// The first line of every ledger.
pub const COLUMNS: [&str; 7] = ["playbook", "customer", "arm", "assigned_on", "draw", "strata", "check"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arm {
    Treated,
    Control,
    /// Never held out, and left out of the comparison.
    Protected,
    /// Was held out for as long as the playbook says; treated since.
    Released,
}

impl Arm {
    pub const ALL: [Arm; 4] = [Arm::Treated, Arm::Control, Arm::Protected, Arm::Released];

    pub fn name(self) -> &'static str {
        match self {
            Arm::Treated => "treated",
            Arm::Control => "control",
            Arm::Protected => "protected",
            Arm::Released => "released",
        }
    }

    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|arm| arm.name() == name)
    }
}

/// An assignment as it is first written, or a change of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Assigned {
    pub playbook: String,
    pub customer: String,
    pub arm: Arm,
    pub on: Date,
    /// The eight digits of the customer; empty when nobody was drawn.
    pub draw: String,
    /// What both groups are compared by: a JSON object of texts.
    pub strata: String,
}

/// All assignments, in the order in which they were written.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    text: String,
    check: String,
    all: Vec<Assigned>,
    /// For each playbook and customer the first and the last line.
    known: BTreeMap<(String, String), (usize, usize)>,
}

impl Ledger {
    /// A ledger without a line.
    pub fn new() -> Self {
        Self { text: format!("{}\n", COLUMNS.join(",")), ..Self::default() }
    }

    /// Reads what Senda wrote.
    ///
    /// # Errors
    /// It is something else, or was changed by hand.
    pub fn read(bytes: &[u8]) -> Result<Self, Mistake> {
        let mut ledger = Self::new();
        let head = ledger.text.as_bytes();
        if !bytes.starts_with(head) || !bytes.ends_with(b"\n") {
            return Err(foreign());
        }
        let rows = table_of_bytes(bytes).ok_or_else(foreign)?;
        for (number, row) in rows.into_iter().enumerate().skip(1) {
            let line = number + 1;
            let [playbook, customer, arm, on, draw, strata, check] =
                <[String; 7]>::try_from(row).map_err(|_| changed(line))?;
            let (Some(arm), Ok(on)) = (Arm::of(&arm), Date::parse(&on)) else { return Err(changed(line)) };
            ledger.add(Assigned { playbook, customer, arm, on, draw, strata });
            if ledger.check != check {
                return Err(changed(line));
            }
        }
        if ledger.text.as_bytes() == bytes { Ok(ledger) } else { Err(foreign()) }
    }

    /// Adds a line at the end.
    pub fn add(&mut self, assigned: Assigned) {
        let Assigned { playbook, customer, arm, on, draw, strata } = &assigned;
        let cells = [playbook, customer, arm.name(), &on.spell(), draw, strata];
        let line = cells.map(quoted).join(",");
        self.check = sha256(format!("{}\n{line}", self.check).as_bytes())[..16].to_owned();
        self.text.push_str(&format!("{line},{}\n", self.check));
        let (key, at) = ((playbook.clone(), customer.clone()), self.all.len());
        self.known.entry(key).and_modify(|(_, last)| *last = at).or_insert((at, at));
        self.all.push(assigned);
    }

    /// What is written of a customer last, and when the customer was assigned first.
    pub fn of(&self, playbook: &str, customer: &str) -> Option<(&Assigned, Date)> {
        let (first, last) = self.known.get(&(playbook.to_owned(), customer.to_owned()))?;
        Some((&self.all[*last], self.all[*first].on))
    }

    /// The first and the last line of each customer of a playbook.
    pub fn of_playbook<'l>(
        &'l self,
        playbook: &'l str,
    ) -> impl Iterator<Item = (&'l Assigned, &'l Assigned)> {
        let own = self.known.iter().filter(move |((of, _), _)| of == playbook);
        own.map(|(_, (first, last))| (&self.all[*first], &self.all[*last]))
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub fn text(&self) -> &str {
        &self.text
    }
}

fn quoted(cell: &str) -> String {
    // A space at an end would be lost by some readers, and a quote opens only at the start.
    if cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn foreign() -> Mistake {
    let head = COLUMNS.join(",");
    Mistake::new(
        say!(en: "it is no ledger that Senda wrote: that begins with `{head}`", es: "no es un registro que haya escrito Senda: ese empieza con `{head}`"),
        say!(en: "name another file; nothing was written", es: "nombra otro archivo; no se escribió nada"),
    )
}

fn changed(line: usize) -> Mistake {
    Mistake::new(
        say!(en: "its line {line} was changed, or one above it taken out, since Senda wrote it", es: "su línea {line} se cambió, o se quitó una anterior, desde que Senda la escribió"),
        say!(en: "bring back the file as it was: who was held out can no longer be told; nothing was written", es: "recupera el archivo como estaba: ya no se puede saber quién quedó fuera; no se escribió nada"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assigned(customer: &str, arm: Arm) -> Assigned {
        let on = Date::parse("2026-11-20").unwrap();
        let (playbook, draw) = ("recover".to_owned(), "1999999a".to_owned());
        Assigned {
            playbook,
            customer: customer.to_owned(),
            arm,
            on,
            draw,
            strata: "{\"a\":\"b, c\"}".to_owned(),
        }
    }

    fn hostile() -> Ledger {
        let mut ledger = Ledger::new();
        for customer in ["C1", " ", "O'Brien", "say \"hi\"", "a,b", "line\nbreak", "María 😀", "=1+1"] {
            ledger.add(assigned(customer, Arm::Control));
        }
        ledger.add(assigned("C1", Arm::Protected));
        ledger
    }

    #[test]
    fn what_was_written_is_read_back() {
        let ledger = hostile();
        let read = Ledger::read(ledger.text().as_bytes()).map_err(|it| it.message.en).unwrap();
        assert_eq!(read.text(), ledger.text());
        assert_eq!(read.len(), 9);
        assert_eq!(read.of("recover", "C1").unwrap().0.arm, Arm::Protected);
        assert_eq!(read.of("recover", "line\nbreak").unwrap().0.arm, Arm::Control);
        assert!(read.of("other", "C1").is_none());
        assert_eq!(read.of_playbook("recover").count(), 8);
    }

    #[test]
    fn a_change_by_hand_is_seen() {
        let text = hostile().text().to_owned();
        assert!(Ledger::read(text.replacen("control", "treated", 1).as_bytes()).is_err());
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let without: String = lines[..2].iter().chain(&lines[3..]).copied().collect();
        assert!(Ledger::read(without.as_bytes()).is_err());
        assert!(Ledger::read(&text.as_bytes()[..text.len() - 4]).is_err());
        assert!(Ledger::read(b"name,phone\nAna,5\n").is_err());
        assert!(Ledger::read(b"").is_err());
    }
}
