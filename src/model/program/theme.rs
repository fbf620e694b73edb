//! How the outputs of a program look: its logo, colors and fonts.

use crate::model::bounded::Whole;
use crate::model::color::Color;
use crate::model::field::{List, OneOrMany};
use crate::model::record;
use crate::model::text::Plain;

record! {
    /// How the pages of this program look: its own logo, colors and fonts.
    /// es: Cómo se ven las páginas de este programa: su propio logotipo, colores y tipos de letra.
    pub struct Theme("theme") {
        /// The logo, beside the program's name at the top of each page.
        /// es: El logotipo, junto al nombre del programa al inicio de cada página.
        logo: Logo,
        /// Colors, each only where it differs from those that Senda brings.
        /// es: Colores; cada uno solo donde difiere de los que trae Senda.
        colors: ThemeColors,
        /// Fonts, each only where it differs from those that Senda brings.
        /// es: Tipos de letra; cada uno solo donde difiere de los que trae Senda.
        fonts: ThemeFonts,
    }
}

record! {
    /// A logo as SVG or PNG files inside the program's folder.
    /// es: Un logotipo como archivos SVG o PNG dentro de la carpeta del programa.
    pub struct Logo("logo") {
        /// The file: `brand/logo.svg`. It is shown in both themes when there is no `dark`.
        /// es: El archivo: `brand/logo.svg`. Se muestra en ambos temas cuando no hay `dark`.
        light: Plain [required],
        /// The file for the dark theme: `brand/logo-dark.svg`.
        /// es: El archivo para el tema oscuro: `brand/logo-dark.svg`.
        dark: Plain,
    }
}

record! {
    /// The colors of both themes. Pages follow the setting of whoever reads them.
    /// es: Los colores de ambos temas. Las páginas siguen la preferencia de quien las lee.
    pub struct ThemeColors("theme colors") {
        /// The light theme, which is also the one on paper.
        /// es: El tema claro, que es también el del papel.
        light: Palette,
        /// The dark theme. Without an accent of its own it takes that of the light theme, as light as it must be to be read.
        /// es: El tema oscuro. Sin acento propio toma el del tema claro, tan claro como haga falta para leerlo.
        dark: Palette,
    }
}

record! {
    /// The colors of one theme. Softer shades, lines and the text on the accent are computed from them.
    /// es: Los colores de un tema. Los tonos suaves, las líneas y el texto sobre el acento se calculan a partir de ellos.
    pub struct Palette("palette") {
        /// Links, marks and what is healthy: `"#0b4f8a"`.
        /// es: Enlaces, marcas y lo que está sano: `"#0b4f8a"`.
        accent: Color,
        /// Text.
        /// es: El texto.
        ink: Color,
        /// The page behind the text.
        /// es: La página detrás del texto.
        paper: Color,
        /// Panels and the heads of tables.
        /// es: Los paneles y los encabezados de las tablas.
        ground: Color,
    }
}

record! {
    /// Fonts by what they are for. Those that Senda brings take over where a name is not installed.
    /// es: Tipos de letra según su uso. Los que trae Senda toman su lugar donde un nombre no esté instalado.
    pub struct ThemeFonts("theme fonts") {
        /// What the program says. One name, or several in the order in which they are tried.
        /// es: Lo que dice el programa. Un nombre, o varios en el orden en que se prueban.
        text: OneOrMany<Plain>,
        /// What people say: quotes of customers, scripts.
        /// es: Lo que dicen las personas: citas de clientes, guiones.
        voice: OneOrMany<Plain>,
        /// What files say: ids, paths, formulas.
        /// es: Lo que dicen los archivos: ids, rutas, fórmulas.
        code: OneOrMany<Plain>,
        /// Font files that are copied into the site, so that nobody has to install them.
        /// es: Archivos de letra que se copian en el sitio, para que nadie tenga que instalarlos.
        files: List<FontFile>,
    }
}

record! {
    /// A font file inside the program's folder.
    /// es: Un archivo de letra dentro de la carpeta del programa.
    pub struct FontFile("font file") {
        /// The name by which `text`, `voice` or `code` calls it.
        /// es: El nombre con que lo llama `text`, `voice` o `code`.
        family: Plain [required],
        /// The file, as WOFF2, WOFF, TTF or OTF: `brand/sans.woff2`.
        /// es: El archivo, en WOFF2, WOFF, TTF u OTF: `brand/sans.woff2`.
        file: Plain [required],
        /// How bold it is, 400 when absent.
        /// es: Su grosor; 400 si falta.
        weight: Whole<100, 900> [default "400"],
        /// How bold it can be, of a font that varies.
        /// es: Hasta qué grosor llega una letra variable.
        up_to: Whole<100, 900>,
        /// Whether it is the italic.
        /// es: Si es la cursiva.
        italic: bool,
    }
}
