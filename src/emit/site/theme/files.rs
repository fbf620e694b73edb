//! The logo and the fonts of a theme: files of the program that the site takes along.

use super::drawing;
use crate::analyze::outputs::THEME_FILE;
use crate::diagnostic::{Diagnostic, Say, say};
use crate::emit::sha256;
use crate::model::program::Theme;
use crate::model::reader::nearest;
use crate::model::text::Plain;
use crate::resolve::Resolved;
use crate::source::{LineIndex, Span, World};
use std::collections::BTreeMap;

/// Larger than this, a page would wait for it.
const LARGEST_LOGO: usize = 200 * 1024;
const LARGEST_FONT: usize = 2 * 1024 * 1024;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Logo,
    Font,
}

/// A file that a theme names: where, and as what.
struct Named<'p> {
    at: Span,
    path: &'p Plain,
    sort: Sort,
}

fn named(theme: &Theme) -> Vec<Named<'_>> {
    let logo = theme.logo.get();
    let logos = logo.into_iter().flat_map(|it| [it.light.spanned(), it.dark.spanned()]).flatten();
    let fonts =
        theme.fonts.get().into_iter().flat_map(|it| it.files.items()).filter_map(|it| it.file.spanned());
    let named = |sort| move |(at, path)| Named { at, path, sort };
    logos.map(named(Sort::Logo)).chain(fonts.map(named(Sort::Font))).collect()
}

/// The files of a theme by their paths, and what keeps others out.
pub fn read(program: &Resolved, world: &dyn World) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
    let (mut files, mut faults) = (BTreeMap::new(), Vec::new());
    let Some(root) = program.program() else { return (files, faults) };
    let Some(theme) = root.it.theme.get() else { return (files, faults) };
    for Named { at, path, sort } in named(theme) {
        match file(world, path, sort) {
            Ok(bytes) => {
                files.insert(path.to_string(), bytes);
            }
            // A world that holds only what is read cannot tell.
            Err(_) if !there(world, path) => {}
            Err((message, help)) => {
                let finding = Diagnostic::new(&THEME_FILE, root.place(at), message);
                faults.push(finding.help(help).entity(root.entity.name()));
            }
        }
    }
    (files, faults)
}

/// Whether a world can tell that a file is missing, or has it.
fn there(world: &dyn World, path: &Plain) -> bool {
    world.has(path).is_some() || world.read(path).is_ok()
}

fn file(world: &dyn World, path: &Plain, sort: Sort) -> Result<Vec<u8>, (Say, Say)> {
    let Ok(bytes) = world.read(path) else { return Err(missing(world, path, sort)) };
    let (is_right, most) = match sort {
        Sort::Logo => (is_png(&bytes) || path.to_lowercase().ends_with(".svg"), LARGEST_LOGO),
        Sort::Font => (font(&bytes).is_some(), LARGEST_FONT),
    };
    if !is_right {
        let message = match sort {
            Sort::Logo => say!(en: "`{path}` is neither an SVG nor a PNG", es: "`{path}` no es SVG ni PNG"),
            Sort::Font => say!(en: "`{path}` is not a font file", es: "`{path}` no es un archivo de letra"),
        };
        return Err((message, format(sort)));
    }
    if bytes.len() > most {
        let (size, most) = (bytes.len().div_ceil(1024), most / 1024);
        let message = say!(en: "`{path}` has {size} KB, and a page that opens at once takes {most} at most", es: "`{path}` tiene {size} KB, y una página que abre al instante admite {most} como máximo");
        let help = match sort {
            Sort::Logo => {
                say!(en: "export it smaller: it is shown 28 pixels high", es: "expórtalo más pequeño: se muestra con 28 píxeles de alto")
            }
            Sort::Font => {
                say!(en: "leave out the scripts that the program's languages do not need, and save it as WOFF2", es: "deja fuera los alfabetos que los idiomas del programa no necesitan y guárdalo como WOFF2")
            }
        };
        return Err((message, help));
    }
    if sort == Sort::Logo
        && !is_png(&bytes)
        && let Some((why, at)) = drawing::fault(&bytes)
    {
        let text = String::from_utf8_lossy(&bytes);
        let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let place = LineIndex::new(&text).place(&text, u32::try_from(at).unwrap_or(0));
        let (line, column) = (place.line, place.column);
        let message = say!(en: "`{path}` cannot be a logo: {} (line {line}, column {column})", why.en;
                           es: "`{path}` no puede ser logotipo: {} (línea {line}, columna {column})", why.es);
        return Err((message, format(sort)));
    }
    Ok(bytes)
}

fn format(sort: Sort) -> Say {
    match sort {
        Sort::Logo => {
            say!(en: "export it as a plain SVG (lines, shapes and text) or as a PNG", es: "expórtalo como SVG simple (trazos, formas y texto) o como PNG")
        }
        Sort::Font => {
            say!(en: "fonts of pages are WOFF2, WOFF, TTF or OTF", es: "las letras de una página son WOFF2, WOFF, TTF u OTF")
        }
    }
}

fn missing(world: &dyn World, path: &Plain, sort: Sort) -> (Say, Say) {
    let endings: &[&str] = match sort {
        Sort::Logo => &[".svg", ".png"],
        Sort::Font => &[".woff2", ".woff", ".ttf", ".otf"],
    };
    let there: Vec<String> =
        world.list().map(|all| all.into_iter().map(|it| it.path).collect()).unwrap_or_default();
    let like = |it: &&str| endings.iter().any(|end| it.to_lowercase().ends_with(end));
    let offer = nearest(path, there.iter().map(String::as_str).filter(like))
        .map(|near| say!(en: "did you mean `{near}`? ", es: "¿quisiste decir `{near}`? "))
        .unwrap_or_default();
    let rest = say!(en: "a path starts at the folder of `senda.yaml`", es: "una ruta empieza en la carpeta de `senda.yaml`");
    (
        say!(en: "there is no file `{path}`", es: "no hay un archivo `{path}`"),
        say!(en: "{}{}", offer.en, rest.en; es: "{}{}", offer.es, rest.es),
    )
}

fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n")
}

/// The format of a font as CSS calls it, by how its file begins.
pub fn font(bytes: &[u8]) -> Option<&'static str> {
    [
        (&b"wOF2"[..], "woff2"),
        (b"wOFF", "woff"),
        (b"\x00\x01\x00\x00", "truetype"),
        (b"true", "truetype"),
        (b"OTTO", "opentype"),
    ]
    .into_iter()
    .find(|(start, _)| bytes.starts_with(start))
    .map(|(_, format)| format)
}

/// Where a file stands in the site, by what is in it: two files of one name do not meet.
pub fn path(name: &str, bytes: &[u8]) -> String {
    let ending = match font(bytes) {
        Some("truetype") => "ttf",
        Some("opentype") => "otf",
        Some(format) => format,
        None if is_png(bytes) => "png",
        None => "svg",
    };
    format!("assets/theme/{name}-{}.{ending}", &sha256(bytes)[..8])
}
