//! Who is left untreated for comparison: drawn by a hash of the customer, so that the draw is the same
//! on every day, on every machine and in every database.
//!
//! A customer is held out when the first eight hexadecimal digits of the MD5 of
//! `program/playbook/seed|customer` lie below the share. MD5 is no secret here: it is the one hash that
//! every engine has, and its digits are as good as thrown dice.

use crate::diagnostic::{Mistake, say};
use crate::model::Of;
use crate::model::playbook::{Assignment, Playbook};
use crate::resolve::Resolved;
use md5::{Digest, Md5};
use rust_decimal::Decimal;

/// The draw of one playbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// What stands before the customer: `program/playbook/seed|`.
    pub prefix: String,
    /// Hashes below it are held out: the share of all hashes, as eight digits.
    pub threshold: String,
    /// The part that is held out.
    pub share: Decimal,
}

impl Draw {
    /// The draw of a playbook; none when nobody is held out by lot.
    pub fn of(program: &Resolved, playbook: Of<'_, Playbook>) -> Option<Self> {
        let group = playbook.it.control_group.get()?;
        if group.assignment.value() != Some(Assignment::Random) {
            return None;
        }
        let share = group.share.value()?.fraction();
        let root = program.program()?;
        let seed = group.seed.get().map_or("", |seed| &**seed);
        let prefix = format!("{}/{}/{seed}|", root.id(), playbook.id());
        Some(Self { prefix, threshold: threshold(share)?, share })
    }

    /// The eight digits of a customer.
    pub fn hash(&self, customer: &str) -> String {
        let digits = hexadecimal(format!("{}{customer}", self.prefix).as_bytes());
        digits[..8].to_owned()
    }

    /// Whether a customer is left untreated.
    pub fn holds_out(&self, customer: &str) -> bool {
        self.hash(customer) < self.threshold
    }
}

/// The MD5 of some bytes as 32 lower-case digits, as `MD5(text)` gives it in SQL.
pub fn hexadecimal(bytes: &[u8]) -> String {
    Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// ⌈share × 2³²⌉ as eight digits; none for a share of nobody. Everybody is above all of them: `g`.
fn threshold(share: Decimal) -> Option<String> {
    let of = u64::try_from((share * Decimal::from(1_u64 << 32)).ceil()).ok()?;
    match of {
        0 => None,
        of if of > u64::from(u32::MAX) => Some("g".to_owned()),
        of => Some(format!("{of:08x}")),
    }
}

/// A seed that some engine reads differently between quotes.
///
/// # Errors
/// It has a backslash.
pub fn portable(prefix: &str) -> Result<(), Mistake> {
    if prefix.contains('\\') {
        return Err(Mistake::new(
            say!(en: "its `seed` has a backslash, which engines read differently", es: "su `seed` tiene una barra invertida, que cada motor lee de otra manera"),
            say!(en: "take another word as `seed`", es: "toma otra palabra como `seed`"),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draw(share: Decimal) -> Draw {
        Draw { prefix: "demo/recover/s1|".to_owned(), threshold: threshold(share).unwrap(), share }
    }

    #[test]
    fn shares_become_eight_digits_rounded_up() {
        let of = |tenths: i64| threshold(Decimal::new(tenths, 3));
        assert_eq!(of(100).as_deref(), Some("1999999a"));
        assert_eq!(of(500).as_deref(), Some("80000000"));
        assert_eq!(of(300).as_deref(), Some("4ccccccd"));
        assert_eq!(of(0), None);
        assert_eq!(of(1000).as_deref(), Some("g"));
    }

    /// The table of docs/experiments.md, of which every line was computed elsewhere.
    #[test]
    fn the_published_draws_come_out() {
        let page = include_str!("../../docs/experiments.md");
        let lines = page.lines().skip_while(|line| !line.starts_with("| customer |")).skip(2);
        let mut seen = 0;
        for line in lines.take_while(|line| line.starts_with('|')) {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [customer, hash, arm] = cells[..] else { panic!("{line}") };
            let customer: String = serde_json::from_str(customer.trim_matches('`')).unwrap();
            let draw = draw(Decimal::new(1, 1));
            assert_eq!(draw.hash(&customer), hash.trim_matches('`'), "{customer}");
            assert_eq!(if draw.holds_out(&customer) { "control" } else { "treated" }, arm, "{customer}");
            seen += 1;
        }
        assert!(seen >= 12, "{seen}");
    }

    #[test]
    fn the_part_held_out_is_the_share() {
        let draw = draw(Decimal::new(3, 1));
        let out = (0..20_000).filter(|n| draw.holds_out(&format!("C{n}"))).count();
        assert!((5_800..6_200).contains(&out), "{out}");
    }
}
