//! `senda fmt`: every file of the program in its canonical form.

use super::files::{Files, show};
use super::{Failure, Setting, Status};
use crate::diagnostic::{Lang, counted, render, say};
use crate::edit::format::{Formatted, format};
use crate::source::{FileId, Source, SourceMap};
use clap::ArgMatches;

pub fn run(matches: &ArgMatches, setting: &Setting) -> Result<Status, Failure> {
    let files = Files::named(matches)?;
    let (check, diff) = (matches.get_flag("check"), matches.get_flag("diff"));
    let (mut changed, mut broken, mut odd, mut same) = (Vec::new(), Vec::new(), Vec::new(), 0);
    let mut sources = Vec::new();
    for file in files.texts()? {
        match format(FileId(sources.len() as u32), &file.text) {
            Formatted::Same => same += 1,
            Formatted::Foreign => {}
            Formatted::Changed(text) => changed.push((file, text)),
            Formatted::Odd => odd.push(file.path),
            Formatted::Broken(findings) => {
                broken.extend(findings);
                sources.push(Source::new(file.path.as_str(), file.text));
            }
        }
    }
    for (file, text) in &changed {
        if diff {
            show(&file.path, &file.text, text, setting);
        } else if check {
            setting.terminal.say(&file.path);
        }
        if !check && !diff {
            files.write(file, text)?;
        }
    }
    tell(setting, (changed.len(), same), check || diff, &odd);
    if !broken.is_empty() {
        let sources = SourceMap::new(sources);
        setting.terminal.say(&render::human(&broken, &sources, setting.look(setting.lang)));
        let count = sources.len();
        let left = counted(
            count,
            [
                "file could not be read and was left as it is",
                "files could not be read and were left as they are",
            ],
            [
                "archivo no se pudo leer y quedó como estaba",
                "archivos no se pudieron leer y quedaron como estaban",
            ],
        );
        let left = say!(
            en: "{}: mend what is said above, then format again", left.en;
            es: "{}: corrige lo que se dice arriba y vuelve a dar formato", left.es
        );
        setting.terminal.note(left.in_lang(setting.lang));
    }
    let waiting = (check || diff) && !changed.is_empty();
    Ok(if waiting || !broken.is_empty() { Status::Findings } else { Status::Clean })
}

fn tell(setting: &Setting, (changed, same): (usize, usize), only_looks: bool, odd: &[String]) {
    let lang: Lang = setting.lang;
    let files = |n: usize| counted(n, ["file", "files"], ["archivo", "archivos"]);
    let words = if changed == 0 {
        counted(
            same,
            ["file has its form", "files have their form"],
            ["archivo tiene su forma", "archivos tienen su forma"],
        )
    } else {
        let (en, es) = if only_looks {
            (["file would change", "files would change"], ["archivo cambiaría", "archivos cambiarían"])
        } else {
            (["file changed", "files changed"], ["archivo cambiado", "archivos cambiados"])
        };
        let changing = counted(changed, en, es);
        say!(en: "{}; with its form already: {}", changing.en, files(same).en;
             es: "{}; ya con su forma: {}", changing.es, files(same).es)
    };
    setting.terminal.note(words.in_lang(lang));
    for path in odd {
        let words = say!(
            en: "{path} was left as it is: its YAML is written in a way that could not be put in order without changing what it says",
            es: "{path} quedó como estaba: su YAML está escrito de un modo que no se pudo ordenar sin cambiar lo que dice"
        );
        setting.terminal.note(words.in_lang(lang));
    }
}
