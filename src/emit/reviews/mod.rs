//! `reviews`: the days of the coming year on which something has to be looked at again, as calendars.
//!
//! - `reviews/reviews.<language>.ics`: the sessions of scorecards and roadmaps, checks of journeys, and the
//!   last day on which evidence is relied on.

mod days;
#[cfg(test)]
mod tests;

use super::calendar::{self, Source};
use super::site::{Page, Shared, Site};
use super::{Artifact, Options, Out, Target};
use crate::analyze::outputs::TARGET_LOSS;
use crate::analyze::{Checked, Context};
use crate::diagnostic::{Diagnostic, Words, say};
use crate::emit::options::{OptionInfo, Takes};
use crate::emit::survey::ours;
use days::{Review, reviews};

pub const TARGET: Target = Target {
    name: "reviews",
    about: Words {
        en: "reviews of scorecards, roadmaps, journeys and evidence as a calendar",
        es: "las revisiones de tableros, hojas de ruta, viajes y evidencia como calendario",
    },
    folder: "reviews",
    by_default: false,
    selects: &[],
    options: &[OptionInfo {
        name: "languages",
        about: Words {
            en: "the languages that calendars are made in",
            es: "los idiomas en que se hacen los calendarios",
        },
        takes: Takes::Languages,
    }],
    emit,
    platform: None,
};

fn emit(checked: &Checked<'_>, options: &Options, out: &Out<'_>) -> Vec<Diagnostic> {
    let program = checked.program;
    let context = Context::new(program, checked.sources, checked.as_of);
    let all: Vec<Review<'_>> =
        reviews(&context).into_iter().filter(|review| options.wants(review.entity)).collect();
    let shared = Shared::of(checked);
    for language in program.languages() {
        let path = format!("reviews.{language}.ics");
        // A calendar without a day is none.
        let none = all.iter().all(|review| review.days.is_empty());
        if none || !options.has("languages", language) || !out.wants(&path) {
            continue;
        }
        let site = Site::new(checked, &shared, language).told(options);
        let page = Page::new(&site, "index.html");
        let mut days: Vec<_> = all.iter().flat_map(|review| review.told(&page)).collect();
        days.sort_by(|a, b| (a.day, &a.what).cmp(&(b.day, &b.what)));
        let name = say!(en: "Reviews", es: "Revisiones");
        let source = Source {
            target: TARGET.name,
            name: ours(&name, language),
            program: program.program().map_or("program", |it| it.id().as_str()),
            as_of: checked.as_of.0,
        };
        let from = all.iter().filter(|review| !review.days.is_empty()).map(|review| review.entity);
        out.put(Artifact::text(path, calendar::file(&source, days), from));
    }
    all.iter().filter_map(|review| undated(review, &context)).collect()
}

/// A session of which nobody can say when it takes place.
fn undated(review: &Review<'_>, context: &Context<'_>) -> Option<Diagnostic> {
    let at = review.undated?;
    let entity = context.program.entity(review.entity);
    let message = say!(
        en: "it says how often this is reviewed and no day to count from, so the calendar leaves it out",
        es: "dice cada cuánto se revisa y ningún día desde el cual contar, así que el calendario no lo incluye"
    );
    let help = say!(
        en: "write `next` with the day of the next one, or `last` with that of the last one",
        es: "escribe `next` con el día de la próxima, o `last` con el de la última"
    );
    Some(Diagnostic::new(&TARGET_LOSS, entity.place(at), message).help(help).entity(entity.name()))
}
