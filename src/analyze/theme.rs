//! The colors of the pages: those a program writes, those we bring, and what is computed from them.

use crate::model::color::Color;
use crate::model::program::{Palette, Theme};

/// The least contrast of text: WCAG 2.2, success criterion 1.4.3.
pub const READABLE: f64 = 4.5;

/// Everything that is drawn in one of both themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    pub paper: Color,
    pub ground: Color,
    pub ink: Color,
    pub ink_2: Color,
    pub ink_3: Color,
    pub rule: Color,
    pub rule_2: Color,
    pub path: Color,
    pub path_soft: Color,
    pub on_path: Color,
    pub alert: Color,
    pub watch: Color,
}

/// As `templates/site/css/1-tokens.css` has them.
pub const LIGHT: Scheme = Scheme {
    paper: Color::of(0xfd_fdfc),
    ground: Color::of(0xf2_f5f4),
    ink: Color::of(0x15_201e),
    ink_2: Color::of(0x43_504d),
    ink_3: Color::of(0x5c_6865),
    rule: Color::of(0xd6_dcda),
    rule_2: Color::of(0x8d_9996),
    path: Color::of(0x0a_5768),
    path_soft: Color::of(0xdc_ebee),
    on_path: Color::WHITE,
    alert: Color::of(0xab_2417),
    watch: Color::of(0x7a_4f00),
};

pub const DARK: Scheme = Scheme {
    paper: Color::of(0x11_1716),
    ground: Color::of(0x1a_2221),
    ink: Color::of(0xe9_eeec),
    ink_2: Color::of(0xbc_c7c4),
    ink_3: Color::of(0x98_a5a1),
    rule: Color::of(0x2d_3836),
    rule_2: Color::of(0x6b_7a76),
    path: Color::of(0x74_c8d8),
    path_soft: Color::of(0x14_363e),
    on_path: Color::of(0x06_222a),
    alert: Color::of(0xff_9a8a),
    watch: Color::of(0xe9_bb62),
};

/// The schemes of a program, light and dark.
pub fn schemes(theme: &Theme) -> (Scheme, Scheme) {
    let colors = theme.colors.get();
    let light = colors.and_then(|it| it.light.get());
    let dark = colors.and_then(|it| it.dark.get());
    let mut night = written(DARK, dark);
    let own = light.and_then(|it| it.accent.value());
    if let Some(accent) = own.filter(|_| dark.is_none_or(|it| it.accent.is_absent())) {
        let reads = |color: Color| is_read(color, &[night.paper, night.ground]);
        night = accented(night, accent.nearest(reads).unwrap_or(DARK.path));
    }
    (written(LIGHT, light), night)
}

/// A scheme with the colors that a program writes, and what follows from them.
fn written(base: Scheme, palette: Option<&Palette>) -> Scheme {
    let Some(palette) = palette else { return base };
    let mut scheme = Scheme {
        paper: palette.paper.value().unwrap_or(base.paper),
        ground: palette.ground.value().unwrap_or(base.ground),
        ink: palette.ink.value().unwrap_or(base.ink),
        ..base
    };
    let backs = [scheme.paper, scheme.ground];
    if (scheme.paper, scheme.ground, scheme.ink) != (base.paper, base.ground, base.ink) {
        scheme.ink_2 = softer(scheme.ink, scheme.paper, 0.22, |it| it.contrast(scheme.paper) >= 7.0);
        scheme.ink_3 =
            softer(scheme.ink, scheme.paper, 0.36, |it| backs.iter().all(|back| it.contrast(*back) >= 5.3));
        scheme.rule = scheme.ink.mixed(scheme.paper, 0.83);
        scheme.rule_2 = softer(scheme.ink, scheme.paper, 0.55, |it| it.contrast(scheme.paper) >= 3.0);
    }
    match palette.accent.value() {
        Some(accent) => accented(scheme, accent),
        None if scheme.paper != base.paper => accented(scheme, base.path),
        None => scheme,
    }
}

fn accented(scheme: Scheme, accent: Color) -> Scheme {
    let soft = |share: f64| accent.mixed(scheme.paper, share);
    let texts = [accent, scheme.ink_2, scheme.ink_3];
    // As strong a tint as the texts on it allow.
    let path_soft = (86..=100)
        .map(|share| soft(f64::from(share) / 100.0))
        .find(|it| texts.iter().all(|text| text.contrast(*it) >= READABLE))
        .unwrap_or(scheme.paper);
    let ends = [Color::WHITE, scheme.ink, scheme.paper, Color::BLACK];
    let on_path = ends.into_iter().find(|it| it.contrast(accent) >= READABLE).unwrap_or(Color::BLACK);
    Scheme { path: accent, path_soft, on_path, ..scheme }
}

/// Text with as much of the paper in it as a condition allows, and no more than a share.
fn softer(ink: Color, paper: Color, most: f64, reads: impl Fn(Color) -> bool) -> Color {
    const STEPS: u32 = 50;
    let shares = (0..=STEPS).rev().map(|step| most * f64::from(step) / f64::from(STEPS));
    shares.map(|share| ink.mixed(paper, share)).find(|color| reads(*color)).unwrap_or(ink)
}

fn is_read(color: Color, backs: &[Color]) -> bool {
    backs.iter().all(|back| color.contrast(*back) >= READABLE)
}

/// A color that a program writes, by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Accent,
    Ink,
    Paper,
    Ground,
}

/// What stands on what in a scheme, and which of them a program can write.
pub struct Pair {
    pub text: (Color, Option<Role>),
    pub back: (Color, Option<Role>),
}

/// Everything that is read on something else.
pub fn pairs(scheme: &Scheme) -> Vec<Pair> {
    let backs = [(scheme.paper, Some(Role::Paper)), (scheme.ground, Some(Role::Ground))];
    let texts = [
        (scheme.ink, Some(Role::Ink)),
        (scheme.path, Some(Role::Accent)),
        (scheme.alert, None),
        (scheme.watch, None),
    ];
    backs.into_iter().flat_map(|back| texts.map(|text| Pair { text, back })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods)] // the test compares with the stylesheet
    fn what_we_bring_is_what_the_stylesheet_has_and_is_read() {
        let css = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/site/css/1-tokens.css");
        let css = std::fs::read_to_string(css).expect("the stylesheet");
        let (light, dark) = css.split_once("prefers-color-scheme: dark").expect("both themes");
        for (scheme, text) in [(LIGHT, light), (DARK, dark)] {
            for (name, color) in [
                ("paper", scheme.paper),
                ("ground", scheme.ground),
                ("ink", scheme.ink),
                ("ink-2", scheme.ink_2),
                ("ink-3", scheme.ink_3),
                ("rule", scheme.rule),
                ("rule-2", scheme.rule_2),
                ("path", scheme.path),
                ("path-soft", scheme.path_soft),
                ("on-path", scheme.on_path),
                ("alert", scheme.alert),
                ("watch", scheme.watch),
            ] {
                assert!(text.contains(&format!("--{name}: {color};")), "{name} is {color}");
            }
            for pair in pairs(&scheme) {
                assert!(pair.text.0.contrast(pair.back.0) >= READABLE, "{} on {}", pair.text.0, pair.back.0);
            }
        }
    }

    #[test]
    fn whatever_the_accent_the_shades_around_it_are_read() {
        for code in (0..0x100_0000).step_by(0x1_0f37) {
            let accent = Color::of(code);
            for base in [LIGHT, DARK] {
                let scheme = accented(base, accent);
                assert!(scheme.on_path.contrast(accent) >= READABLE, "on {accent}: {}", scheme.on_path);
                if is_read(accent, &[base.paper]) {
                    for text in [scheme.path, scheme.ink_2, scheme.ink_3] {
                        assert!(text.contrast(scheme.path_soft) >= READABLE, "{accent}: {text}");
                    }
                }
            }
        }
    }
}
