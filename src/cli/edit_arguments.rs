//! The command line of the commands that change the user's own files.

use clap::{Arg, ArgAction, Command};

/// What all commands share.
pub struct Parts<'p> {
    /// The words in the language of the reader.
    pub t: &'p dyn Fn(&'static str, &'static str) -> &'static str,
    pub sub: &'p dyn Fn(&'static str, &'static str) -> Command,
    pub path: &'p dyn Fn() -> Arg,
    pub as_of: &'p dyn Fn() -> Arg,
}

impl Parts<'_> {
    fn flag(&self, name: &'static str, en: &'static str, es: &'static str) -> Arg {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help((self.t)(en, es))
    }

    fn diff(&self) -> Arg {
        self.flag(
            "diff",
            "write nothing; show what would change",
            "no escribir nada; mostrar lo que cambiaría",
        )
    }

    fn named(&self) -> Arg {
        (self.path)().help((self.t)(
            "the program's folder, a folder inside it, or one file [this folder]",
            "la carpeta del programa, una dentro de ella, o un archivo [esta carpeta]",
        ))
    }
}

pub fn all(parts: &Parts<'_>) -> Vec<Command> {
    vec![fmt(parts), fix(parts), rename(parts)]
}

fn fmt(p: &Parts<'_>) -> Command {
    let about = (p.t)(
        "Put files in their canonical form; comments stay",
        "Dar a los archivos su forma canónica; los comentarios se quedan",
    );
    (p.sub)("fmt", about)
        .arg(p.named())
        .arg(p.flag(
            "check",
            "write nothing; exit with 1 when a file would change",
            "no escribir nada; salir con 1 si algún archivo cambiaría",
        ))
        .arg(p.diff())
}

fn fix(p: &Parts<'_>) -> Command {
    let about =
        (p.t)("Make the edits that findings suggest", "Hacer las correcciones que sugieren los hallazgos");
    (p.sub)("fix", about)
        .arg((p.path)())
        .arg(p.flag(
            "unsafe",
            "make guesses too: nearest names, readings that are not certain, fields to fill in",
            "hacer también lo que se supone: nombres parecidos, lecturas probables, campos por llenar",
        ))
        .arg(p.diff())
        .arg((p.as_of)())
}

fn rename(p: &Parts<'_>) -> Command {
    let about = (p.t)(
        "Give an entity or a part another id, everywhere it is named",
        "Dar otro id a una entidad o a una parte, en todos los lugares que la nombran",
    );
    let word = |name: &'static str, shown: &'static str, help: &'static str| {
        Arg::new(name).value_name(shown).required(true).help(help)
    };
    (p.sub)("rename", about)
        .arg(word(
            "kind",
            (p.t)("KIND", "CLASE"),
            (p.t)("its kind, such as journey", "su clase, como journey"),
        ))
        .arg(word(
            "old",
            (p.t)("OLD", "VIEJO"),
            (p.t)("its id; of a part: entity/part", "su id; de una parte: entidad/parte"),
        ))
        .arg(word("new", (p.t)("NEW", "NUEVO"), (p.t)("the new id", "el id nuevo")))
        .arg((p.path)())
        .arg(p.diff())
        .arg((p.as_of)())
}
