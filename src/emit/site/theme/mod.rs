//! The theme of a program: a stylesheet after ours, and the files it names.

mod drawing;
mod files;
mod style;
#[cfg(test)]
mod tests;

pub use files::read;

use super::page::Site;
use crate::emit::{Artifact, Out};
use crate::model::program::Theme;
use crate::model::text::Plain;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The stylesheet of the theme, in the folder of the assets.
const STYLESHEET: &str = "theme.css";

/// What the frame of a page needs of a theme; addresses are from the page.
#[derive(Clone, Serialize, JsonSchema)]
pub struct ThemeView {
    /// The stylesheet, after that of the site.
    style: String,
    logo: Option<LogoView>,
    /// Whether it brings fonts, which the policy of a page has to name.
    fonts: bool,
}

#[derive(Clone, Serialize, JsonSchema)]
pub struct LogoView {
    light: String,
    /// The logo of the dark theme; none when one serves both.
    dark: Option<String>,
}

fn theme<'a>(site: &Site<'a>) -> Option<&'a Theme> {
    site.program().program()?.it.theme.get()
}

/// The path of a file in the site, when it could be read.
fn taken(files: &BTreeMap<String, Vec<u8>>, name: &str, path: &Plain) -> Option<String> {
    files.get(&**path).map(|bytes| files::path(name, bytes))
}

/// The theme as a page sees it; `top` leads from the page to the folder of the site.
pub fn view(site: &Site<'_>, top: &str) -> Option<ThemeView> {
    let theme = theme(site)?;
    let files = &site.options.files;
    let logo = theme.logo.get().and_then(|logo| {
        let taken =
            |name, field: Option<&Plain>| taken(files, name, field?).map(|path| format!("{top}{path}"));
        Some(LogoView { light: taken("logo", logo.light.get())?, dark: taken("logo-dark", logo.dark.get()) })
    });
    let fonts = theme.fonts.get().is_some_and(|it| it.files.items().next().is_some());
    Some(ThemeView { style: format!("{top}assets/{STYLESHEET}"), logo, fonts })
}

/// The stylesheet where no file can stand beside it: without the fonts.
pub fn style(site: &Site<'_>) -> String {
    theme(site).map(|theme| style::sheet(theme, &BTreeMap::new())).unwrap_or_default()
}

/// The logo in the page itself.
pub fn logo(site: &Site<'_>) -> Option<LogoView> {
    let logo = theme(site)?.logo.get()?;
    let data = |path: Option<&Plain>| {
        let bytes = site.options.files.get(&**path?)?;
        let sort = if files::path("logo", bytes).ends_with(".png") { "image/png" } else { "image/svg+xml" };
        Some(format!("data:{sort};base64,{}", BASE64_STANDARD.encode(bytes)))
    };
    Some(LogoView { light: data(logo.light.get())?, dark: data(logo.dark.get()) })
}

/// The stylesheet and the files.
pub fn put(site: &Site<'_>, out: &Out<'_>) {
    let Some(theme) = theme(site) else { return };
    let files = &site.options.files;
    let from = site.program().program().map(|root| root.index);
    let put = |path: String, bytes: Vec<u8>| {
        if out.wants(&path) {
            out.put(Artifact { path, bytes, from: from.into_iter().collect() });
        }
    };
    put(format!("assets/{STYLESHEET}"), style::sheet(theme, files).into_bytes());
    let mut whole: BTreeMap<String, &Vec<u8>> = BTreeMap::new();
    let mut take = |name: &str, path: Option<&Plain>| {
        if let Some(bytes) = path.and_then(|path| files.get(&**path)) {
            whole.insert(files::path(name, bytes), bytes);
        }
    };
    if let Some(logo) = theme.logo.get() {
        take("logo", logo.light.get());
        take("logo-dark", logo.dark.get());
    }
    for font in theme.fonts.get().into_iter().flat_map(|it| it.files.items()) {
        take("font", font.file.get());
    }
    for (path, bytes) in whole {
        put(path, bytes.clone());
    }
}
