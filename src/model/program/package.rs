//! Other programs that a program imports, and what it offers to others itself.

use crate::model::field::List;
use crate::model::id::Id;
use crate::model::reference::{Ref, to};
use crate::model::text::Plain;
use crate::model::{Constraint, record};

record! {
    /// Another program whose entities can be named here: `corp:nps`.
    /// es: Otro programa cuyas entidades se pueden nombrar aquí: `corp:nps`.
    pub struct ProgramPackage("package") {
        /// The name it goes by in this program, before the colon of a reference: `corp`.
        /// es: Cómo se llama en este programa, antes de los dos puntos de una referencia: `corp`.
        id: Id [required],
        /// The folder of the other program, from the folder of this file: `../corp`.
        /// es: La carpeta del otro programa, desde la carpeta de este archivo: `../corp`.
        path: Plain,
        /// The git repository of the other program: `https://git.example.com/cx/corp.git`. Over https, ssh or file, and only by `senda fetch`.
        /// es: El repositorio de git del otro programa: `https://git.example.com/cx/corp.git`. Por https, ssh o file, y solo con `senda fetch`.
        git: Plain,
        /// The tag, branch or commit that is fetched: `v1.2`. The commit it was stands in `senda.packages.lock`.
        /// es: La etiqueta, rama o commit que se trae: `v1.2`. El commit que era queda en `senda.packages.lock`.
        rev: Plain,
        /// Where the program lies inside of the repository: `group/`. At its top when absent.
        /// es: En qué parte del repositorio está el programa: `group/`. Arriba de todo si falta.
        folder: Plain,
    }
    where Constraint::ExactlyOne(&["path", "git"]),
        Constraint::Needs { key: "git", value: None, needs: &["rev"] },
        Constraint::Needs { key: "folder", value: None, needs: &["git"] }
}

record! {
    /// An entity of a package that one of this program takes the place of.
    /// es: Una entidad de un paquete cuyo lugar toma una de este programa.
    pub struct ProgramOverride("package override") {
        /// The entity of the package: `dataset:corp:responses`.
        /// es: La entidad del paquete: `dataset:corp:responses`.
        of: Ref<to::Anything> [required],
        /// The entity of this program, of the same kind.
        /// es: La entidad de este programa, de la misma clase.
        by: Ref<to::Anything> [required],
        /// Why this program needs its own.
        /// es: Por qué este programa necesita la suya.
        why: crate::model::text::Text,
    }
}

/// What a list of exports holds: a kind, or `kind:id`.
pub type Exports = List<Plain>;
