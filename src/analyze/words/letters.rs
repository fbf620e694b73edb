//! Letters as phrases compare them: in lower case and without accents. A word is told from others by
//! its first eight bytes, which are one number, so that most texts need not be taken apart.

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The first bytes of a word, the first one lowest; nought where it is shorter.
pub type Beginning = u64;

/// Bytes of a word that its [`Beginning`] has.
pub const BEGINNING: usize = size_of::<Beginning>();

/// The beginning of a word that is in lower case and has no accents.
pub fn beginning(word: &str) -> Beginning {
    let mut first = [0; BEGINNING];
    first.iter_mut().zip(word.bytes()).for_each(|(to, byte)| *to = byte);
    Beginning::from_le_bytes(first)
}

/// Bits of [`first_letter`].
pub const FIRST_LETTER_BITS: u32 = 5;

/// The first letter of a word as a number: all digits are one, and so are all other signs. Nought where
/// there is none.
pub fn first_letter(word: Beginning) -> u32 {
    const NUMBERS: [u8; 256] = {
        let mut numbers = [28; 256];
        numbers[0] = 0;
        let mut byte = 1;
        while byte < 256 {
            match byte as u8 {
                b'0'..=b'9' => numbers[byte] = 27,
                letter @ b'a'..=b'z' => numbers[byte] = letter - b'a' + 1,
                _ => {}
            }
            byte += 1;
        }
        numbers
    };
    u32::from(NUMBERS[usize::from(word as u8)])
}

/// How the words begin that something may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Opening {
    pub word: Beginning,
    /// The bits that must be the same.
    same: Beginning,
}

impl Opening {
    /// That of a word, which may go on.
    pub fn of(word: &str, goes_on: bool) -> Self {
        // a whole word that is shorter ends where its beginning is nought
        let bytes = if goes_on { word.len().min(BEGINNING) } else { BEGINNING };
        let same = Beginning::MAX.unbounded_shr(Beginning::BITS - u8::BITS * bytes as u32);
        Self { word: beginning(word), same }
    }

    pub fn fits(self, word: Beginning) -> bool {
        (self.word ^ word) & self.same == 0
    }

    /// How many letters of it count.
    pub fn letters(self) -> u32 {
        self.same.count_ones() / u8::BITS
    }
}

/// A letter in lower case and without its accents; nothing when it is an accent.
pub fn plain(letter: char, mut add: impl FnMut(char)) {
    match common(letter) {
        Some('\0') => add(letter),
        Some(known) => add(known),
        None => letter.to_lowercase().nfd().filter(|it| !is_combining_mark(*it)).for_each(add),
    }
}

/// Letters of the languages of Europe, which are looked up. All others are worked out.
const COMMON: std::ops::Range<u32> = 0xC0..0x180;

/// What a common letter is without its case and accents; nought for a sign that is no letter.
fn common(letter: char) -> Option<char> {
    static PLAIN: LazyLock<Vec<char>> = LazyLock::new(|| COMMON.map(one).collect());
    fn one(code: u32) -> char {
        let letter = char::from_u32(code).filter(|it| it.is_alphanumeric());
        let plain = letter.and_then(|it| it.to_lowercase().nfd().find(|it| !is_combining_mark(*it)));
        plain.unwrap_or('\0')
    }
    let place = (letter as u32).checked_sub(COMMON.start)?;
    PLAIN.get(place as usize).copied()
}

/// A letter or digit without accents, by its byte, in lower case; nought for everything else.
const ASCII: [u8; 256] = {
    let mut all = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            all[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    all
};

/// How many bytes at the beginning of a text are letters and digits without accents.
pub fn unaccented(text: &str) -> usize {
    text.bytes().take_while(|byte| ASCII[usize::from(*byte)] != 0).count()
}

/// Marks that stand within words: don't, customer's.
pub fn joins(mark: char) -> bool {
    matches!(mark, '\'' | '’')
}

/// Marks that are words.
pub fn is_word(mark: char) -> bool {
    matches!(mark, '%' | '&')
}

/// Whether a letter goes on with a word, or begins one.
pub fn goes_on(letter: char, within: bool) -> bool {
    letter.is_alphanumeric() || (within && is_combining_mark(letter))
}

/// The beginnings of all words of a text, in its order, as [`super::Plain`] has its words.
pub fn beginnings(text: &str, all: &mut Vec<Beginning>) {
    all.clear();
    let bytes = text.as_bytes();
    let mut word = Word::default();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if ASCII[usize::from(*byte)] != 0 {
            at += word.add(&bytes[at..]);
            continue;
        }
        // most of what is no letter is a space
        let char = if byte.is_ascii() { char::from(*byte) } else { text[at..].chars().next().unwrap_or(' ') };
        at += char.len_utf8();
        if !byte.is_ascii() && goes_on(char, word.is_open) {
            word.is_open = true;
            plain(char, |it| word.add_letter(it));
        } else if !(joins(char) && word.is_open) {
            all.extend(word.close());
            all.extend(is_word(char).then_some(char as Beginning));
        }
    }
    all.extend(word.close());
}

/// A word that is being read.
#[derive(Default)]
struct Word {
    beginning: Beginning,
    /// Bits of its beginning that are there.
    bits: u32,
    is_open: bool,
}

impl Word {
    /// Adds the letters without accents with which some bytes begin, and tells how many these are.
    fn add(&mut self, bytes: &[u8]) -> usize {
        self.is_open = true;
        let letters = bytes.iter().map(|byte| ASCII[usize::from(*byte)]).take_while(|letter| *letter != 0);
        letters.map(|letter| self.add_byte(letter)).count()
    }

    fn add_letter(&mut self, letter: char) {
        letter.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.add_byte(byte));
    }

    fn add_byte(&mut self, byte: u8) {
        if self.bits < Beginning::BITS {
            self.beginning |= Beginning::from(byte) << self.bits;
            self.bits += u8::BITS;
        }
    }

    fn close(&mut self) -> Option<Beginning> {
        let word = std::mem::take(self);
        word.is_open.then_some(word.beginning)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Plain;
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Vec<Beginning> {
        let mut all = Vec::new();
        beginnings(text, &mut all);
        all
    }

    #[test]
    fn a_common_letter_is_what_is_worked_out() {
        for letter in COMMON.filter_map(char::from_u32).filter(|it| it.is_alphanumeric()) {
            let mut looked_up = String::new();
            plain(letter, |it| looked_up.push(it));
            let worked_out: String =
                letter.to_lowercase().nfd().filter(|it| !is_combining_mark(*it)).collect();
            assert_eq!(looked_up, worked_out, "{letter}");
        }
    }

    #[test]
    fn a_word_is_its_first_eight_bytes() {
        assert_eq!(of("¿Qué 5 %?"), ["que", "5", "%"].map(beginning));
        assert_eq!(of("customer's ÑANDÚ, impresionante"), ["customers", "nandu", "impresio"].map(beginning));
        assert_eq!(beginning("abcdefghi"), beginning("abcdefgh"));
        assert_ne!(beginning("abc"), beginning("abcd"));
    }

    proptest! {
        #[test]
        fn the_beginnings_of_a_text_are_those_of_its_words(text in "[a-zA-ZÁéñÇßİŉ×0-9 '’%&.,¿\u{301}\u{93e}漢\u{1f642}-]{0,40}|\\PC{0,40}") {
            let plain = Plain::of(&text);
            prop_assert_eq!(of(&text), plain.all().map(beginning).collect::<Vec<_>>());
        }
    }
}
