//! A color of the theme that is hard to read on the pages.
//!
//! Text needs a contrast of 4.5 to 1 with what is behind it, or people with poor sight, on an old screen
//! or in the sun cannot read it. The ratio is computed as the accessibility guidelines define it (WCAG 2.2,
//! success criterion 1.4.3), for both themes: each color that is written against all that it meets.
//!
//! Bad: a light orange on white:
//!
//! ```yaml
//! theme:
//!   colors:
//!     light: { accent: "#f59b23" }
//! ```
//!
//! Good: the same orange, dark enough:
//!
//! ```yaml
//! theme:
//!   colors:
//!     light: { accent: "#9d6316" }
//! ```
//!
//! How to fix it: take the color that the message offers, the nearest one that is read; the logo keeps
//! the color of the brand. A dark theme without `accent` computes its own.
//!
//! # es
//! Un color del tema que cuesta leer en las páginas.
//!
//! Un texto necesita un contraste de 4.5 a 1 con lo que tiene detrás; sin él no lo lee quien ve poco, usa
//! una pantalla vieja o está al sol. La razón se calcula como la definen las pautas de accesibilidad
//! (WCAG 2.2, criterio 1.4.3), en ambos temas: cada color escrito contra todo lo que toca.
//!
//! Mal: un naranja claro sobre blanco:
//!
//! ```yaml
//! theme:
//!   colors:
//!     light: { accent: "#f59b23" }
//! ```
//!
//! Bien: el mismo naranja, lo bastante oscuro:
//!
//! ```yaml
//! theme:
//!   colors:
//!     light: { accent: "#9d6316" }
//! ```
//!
//! Cómo corregirlo: toma el color que ofrece el mensaje, el más cercano que se lee; el logotipo conserva
//! el color de la marca. Un tema oscuro sin `accent` calcula el suyo.

use crate::analyze::theme::{Pair, READABLE, Role, Scheme, pairs, schemes};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Say, Severity, say};
use crate::model::Of;
use crate::model::color::Color;
use crate::model::field::Field;
use crate::model::program::{Palette, Program};
use crate::source::Span;

rule! { contrast_too_low CustomerCentricity Error each Program }

fn check(program: Of<'_, Program>, context: &Context<'_>, out: &mut Findings) {
    let Some(theme) = program.theme.get() else { return };
    let Some(colors) = theme.colors.get() else { return };
    let (light, dark) = schemes(theme);
    for (palette, scheme, is_dark) in [(&colors.light, light, false), (&colors.dark, dark, true)] {
        let Some(palette) = palette.get() else { continue };
        for role in [Role::Accent, Role::Ink, Role::Paper, Role::Ground] {
            if let Some((at, color)) = field(palette, role).spanned() {
                judge(program, context, (at, *color, role), (palette, &scheme, is_dark), out);
            }
        }
    }
}

fn field(palette: &Palette, role: Role) -> &Field<Color> {
    match role {
        Role::Accent => &palette.accent,
        Role::Ink => &palette.ink,
        Role::Paper => &palette.paper,
        Role::Ground => &palette.ground,
    }
}

/// What a color meets, as far as no other color that is written answers for it: a text speaks before what
/// is behind it.
fn met(palette: &Palette, scheme: &Scheme, role: Role) -> Vec<(Color, Option<Role>)> {
    let is_written = |role: Option<Role>| role.is_some_and(|role| !field(palette, role).is_absent());
    let other = |pair: Pair| {
        if pair.text.1 == Some(role) {
            Some(pair.back)
        } else if pair.back.1 == Some(role) && !is_written(pair.text.1) {
            Some(pair.text)
        } else {
            None
        }
    };
    pairs(scheme).into_iter().filter_map(other).collect()
}

fn judge(
    program: Of<'_, Program>,
    context: &Context<'_>,
    (at, color, role): (Span, Color, Role),
    (palette, scheme, is_dark): (&Palette, &Scheme, bool),
    out: &mut Findings,
) {
    let met = met(palette, scheme, role);
    let worst = met.iter().min_by(|a, b| color.contrast(a.0).total_cmp(&color.contrast(b.0)));
    let Some((other, other_role)) = worst.filter(|(other, _)| color.contrast(*other) < READABLE) else {
        return;
    };
    // Cut, not rounded: 4.499 is not 4.5.
    let ratio = format!("{:.2}", (color.contrast(*other) * 100.0).floor() / 100.0);
    let what = name(*other_role, *other, scheme);
    let theme =
        if is_dark { say!(en: "dark", es: "oscuro") } else { say!(en: "light", es: "claro") };
    let help = match color.nearest(|it| met.iter().all(|(other, _)| it.contrast(*other) >= READABLE)) {
        Some(better) => {
            say!(en: "the nearest color that is read is `\"{better}\"`", es: "el color más cercano que se lee es `\"{better}\"`")
        }
        None => say!(
            en: "no shade of it is read with the other colors of this theme: change those first",
            es: "ningún tono suyo se lee con los demás colores de este tema: cambia primero esos"
        ),
    };
    out.push(
        RULE.finding(
            program.place(at),
            say!(en: "in the {} theme, `{color}` and {} have a contrast of {ratio} to 1, and text needs 4.5", theme.en, what.en;
                 es: "en el tema {}, `{color}` y {} tienen un contraste de {ratio} a 1, y un texto necesita 4.5", theme.es, what.es),
        )
        .help(help)
        .severity(context.weigh(Severity::Error, Asks::Craft)),
    );
}

/// What a color stands beside, with its code.
fn name(role: Option<Role>, color: Color, scheme: &Scheme) -> Say {
    match role {
        Some(Role::Ink) => say!(en: "the text `{color}`", es: "el texto `{color}`"),
        Some(Role::Accent) => say!(en: "the accent `{color}`", es: "el acento `{color}`"),
        Some(Role::Paper) => say!(en: "the page `{color}`", es: "la página `{color}`"),
        Some(Role::Ground) => say!(en: "the panels `{color}`", es: "los paneles `{color}`"),
        None if color == scheme.alert => say!(en: "the color of alerts `{color}`", es: "el color de las alertas `{color}`"),
        None => say!(en: "the color of warnings `{color}`", es: "el color de los avisos `{color}`"),
    }
}
