//! The units that may stand after a number.

/// Declares an enum whose values are words of the language.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$value_doc:meta])* $value:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$value_doc])* $value,)* }

        impl $name {
            /// All of them, in the order of the reference.
            pub const ALL: &'static [Self] = &[$(Self::$value,)*];

            /// How it is written.
            pub fn word(self) -> &'static str {
                match self { $(Self::$value => $word,)* }
            }

            /// The value that is written so.
            pub fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$value),)* _ => None }
            }
        }
    };
}

pub(super) use words;

/// The unit written after a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnitWord {
    /// `%`: a share.
    Percent,
    /// `points`: the unit of NPS.
    Points,
    /// `pp`: the distance between two shares.
    PercentagePoints,
    /// `850 MXN`.
    Money(Currency),
    /// `240 MXN per year`.
    MoneyPer(Currency, PeriodWord),
    /// `24 h`, `3 business days`.
    Duration(DurationUnit),
}

/// Three capital letters of ISO 4217.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency of a code, if ISO 4217 has it.
    pub fn of_code(code: &str) -> Option<Self> {
        iso_currency::Currency::from_code(code)?;
        code.as_bytes().try_into().ok().map(Self)
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a code of ISO 4217 is ASCII")
    }
}

impl std::fmt::Debug for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

words! {
    /// What money flows per.
    PeriodWord {
        Day = "day",
        Week = "week",
        Month = "month",
        Quarter = "quarter",
        Year = "year",
    }
}

words! {
    /// The unit of a duration, in the spelling it has with every number but 1.
    DurationUnit {
        Seconds = "s",
        Minutes = "min",
        Hours = "h",
        Days = "days",
        Weeks = "weeks",
        Months = "months",
        Quarters = "quarters",
        Years = "years",
        BusinessHours = "business hours",
        BusinessDays = "business days",
    }
}

impl DurationUnit {
    /// The spelling next to 1: `day`, `business hour`, but `h`.
    pub fn singular(self) -> &'static str {
        match self {
            Self::Seconds | Self::Minutes | Self::Hours => self.word(),
            _ => self.word().trim_end_matches('s'),
        }
    }

    /// Whether half of one can be meant: half an hour can, half a day cannot.
    pub fn divisible(self) -> bool {
        matches!(self, Self::Seconds | Self::Minutes | Self::Hours | Self::BusinessHours)
    }
}
