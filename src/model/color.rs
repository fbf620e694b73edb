//! Colors as `"#0b4f8a"`, and how well one is read on another.

use super::scalar::Scalar;
use crate::diagnostic::{Mistake, Say, say};
use serde_json::Value as Json;

/// A color of sRGB, without transparency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    pub red: u8,
    pub green: u8,
    pub blue: u8,
}

impl Color {
    pub const WHITE: Color = Color::of(0xff_ffff);
    pub const BLACK: Color = Color::of(0);

    /// `Color::of(0x0b4f8a)`.
    pub const fn of(code: u32) -> Self {
        Self { red: (code >> 16) as u8, green: (code >> 8) as u8, blue: code as u8 }
    }

    fn channels(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }

    /// Relative luminance: WCAG 2.2, definition of "relative luminance".
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.channels().map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// How strongly it stands out from another color, from 1 to 21: WCAG 2.2, definition of "contrast ratio".
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// This color with a share of another one in it.
    pub fn mixed(self, other: Self, share: f64) -> Self {
        let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share).round() as u8;
        Self {
            red: mix(self.red, other.red),
            green: mix(self.green, other.green),
            blue: mix(self.blue, other.blue),
        }
    }

    /// The nearest color of the same hue that meets a condition: as little black or white is mixed in as
    /// possible, and of the two the one that looks more alike.
    pub fn nearest(self, meets: impl Fn(Self) -> bool) -> Option<Self> {
        const STEPS: u32 = 512;
        let toward = |end: Self| {
            (0..=STEPS)
                .map(|step| self.mixed(end, f64::from(step) / f64::from(STEPS)))
                .find(|color| meets(*color))
        };
        let found = [toward(Self::BLACK), toward(Self::WHITE)];
        found.into_iter().flatten().min_by(|a, b| self.distance(*a).total_cmp(&self.distance(*b)))
    }

    /// How different two colors look: the distance in Oklab (Björn Ottosson, "A perceptual color space for
    /// image processing", 2020).
    fn distance(self, other: Self) -> f64 {
        let (one, two) = (self.oklab(), other.oklab());
        one.iter().zip(two).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    fn oklab(self) -> [f64; 3] {
        let [r, g, b] = self.channels().map(linear);
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }
}

fn linear(channel: u8) -> f64 {
    let share = f64::from(channel) / 255.0;
    if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
}

impl std::fmt::Display for Color {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// The digits of a color, three made six.
fn digits(raw: &str) -> Option<Color> {
    let six = match raw.len() {
        3 => raw.chars().flat_map(|digit| [digit, digit]).collect(),
        6 => raw.to_owned(),
        _ => return None,
    };
    let all = six.bytes().all(|digit| digit.is_ascii_hexdigit());
    u32::from_str_radix(&six, 16).ok().filter(|_| all).map(Color::of)
}

impl Scalar for Color {
    const NAME: &'static str = "color";
    const PATTERN: &'static str = "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$";
    const EXAMPLES: &'static [&'static str] = &["#0b4f8a", "#74c8d8"];

    fn parse(raw: &str) -> Result<Self, Mistake> {
        if let Some(color) = raw.strip_prefix('#').and_then(digits) {
            return Ok(color);
        }
        let message = say!(en: "`{raw}` is not a color of six hexadecimal digits", es: "`{raw}` no es un color de seis dígitos hexadecimales");
        let help = match digits(raw) {
            Some(color) => say!(en: "write `\"{color}\"`", es: "escribe `\"{color}\"`"),
            None => {
                say!(en: "write it as `\"#0b4f8a\"`: two digits each for red, green and blue", es: "escríbelo como `\"#0b4f8a\"`: dos dígitos para el rojo, dos para el verde y dos para el azul")
            }
        };
        Err(Mistake::new(message, help))
    }

    fn spell(&self) -> String {
        self.to_string()
    }

    fn json(&self) -> Json {
        Json::from(self.to_string())
    }

    /// Without quotes YAML takes a color for a comment, and nothing is left.
    fn missing() -> Option<Say> {
        Some(say!(
            en: "write the color between quotes: without them `#` begins a comment, as in `accent: \"#0b4f8a\"`",
            es: "escribe el color entre comillas: sin ellas, `#` empieza un comentario, como en `accent: \"#0b4f8a\"`"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ratios that the WebAIM contrast checker gives for these pairs.
    #[test]
    fn contrast_is_that_of_the_accessibility_guidelines() {
        for (one, other, ratio) in [
            (0x00_0000, 0xff_ffff, 21.0),
            (0x77_7777, 0xff_ffff, 4.48),
            (0x76_7676, 0xff_ffff, 4.54),
            (0xff_0000, 0xff_ffff, 4.0),
            (0x00_00ff, 0xff_ffff, 8.59),
        ] {
            let found = Color::of(one).contrast(Color::of(other));
            assert!((found - ratio).abs() < 0.006, "{one:06x} on {other:06x}: {found}");
        }
    }

    #[test]
    fn the_nearest_readable_color_is_found_on_either_side() {
        let on_white = |color: Color| color.contrast(Color::WHITE) >= 4.5;
        let gray = Color::of(0x80_8080).nearest(on_white).expect("black is read on white");
        assert_eq!(gray.to_string(), "#767676");
        let on_black = |color: Color| color.contrast(Color::BLACK) >= 4.5;
        let blue = Color::of(0x00_33aa).nearest(on_black).expect("white is read on black");
        assert!(on_black(blue) && blue.contrast(Color::BLACK) < 4.6, "{blue}");
        assert_eq!(Color::BLACK.nearest(on_white), Some(Color::BLACK));
        assert_eq!(Color::BLACK.nearest(|_| false), None);
    }

    #[test]
    fn short_and_long_spellings_are_read_and_words_are_not() {
        assert_eq!(Color::parse("#0bf").map(|it| it.spell()).ok().as_deref(), Some("#00bbff"));
        for bad in ["0b4f8a", "#0b4f8", "red", "", "#+12345", "#gggggg", "rgb(1,2,3)"] {
            assert!(Color::parse(bad).is_err(), "{bad}");
        }
        assert!(Color::parse("0b4f8a").unwrap_err().help.en.contains("\"#0b4f8a\""));
    }
}
