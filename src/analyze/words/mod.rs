//! Words: finds phrases of lexicons in the texts of a program, whatever their accents, case and
//! endings, and says where they stand.

pub mod asked;
mod content;
mod letters;
mod lexicon;
mod own;
mod pattern;
mod place;
mod plain;
mod said;
mod scanner;

pub use content::{alike, content};
pub use lexicon::{Theme, is_filler, listen};
pub use own::{OwnTerm, OwnWords};
pub use pattern::Pattern;
pub use plain::{Break, Plain, Token};
pub use said::{Hearing, Said, language, place_of};
pub use scanner::{Found, Scanner};
