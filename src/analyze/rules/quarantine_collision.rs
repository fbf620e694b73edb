//! A survey that meets people whom another one has just asked.
//!
//! A contact policy lets a person rest between two surveys. A plan that sends two of them into one
//! rest does not reach the people it counts on: invitations wait until the moment is long gone, or
//! are never sent, and those who do get both stop answering. Field practice keeps 30 to 90 days
//! between any two surveys (OCX Cognition, AskNicely, Quicksearch).
//!
//! Two years of contacts are simulated for each archetype, with the sizes, invitations, response
//! rates and expected cases that the files say; waves count from `since`, or from the first day of a
//! year. Reported is a survey of which a quarter of the invitations or more is held back.
//!
//! Bad: both ask everybody in the same weeks:
//!
//! ```yaml
//! # relationship-survey asks everybody every quarter
//! kind: survey
//! id: spring-pulse
//! trigger: { every: quarter }
//! sample: { method: census, invitations: 3000, response_rate: 20 % }
//! contact_policy: standard   # one survey in 30 days
//! ```
//!
//! Good: the second one asks when the first has rested:
//!
//! ```yaml
//! kind: survey
//! id: spring-pulse
//! since: 2027-02-15          # six weeks after the wave of relationship-survey
//! trigger: { every: year }
//! sample: { method: random, invitations: 600, response_rate: 20 % }
//! contact_policy: standard
//! ```
//!
//! How to fix it: move one of the two, so that their waves lie further apart than the window
//! (`since` sets the first wave); ask a part of the people each time; or write an exemption with its
//! reason. When a sample leaves enough others, draw it from those who were not asked.
//!
//! # es
//! Una encuesta que se topa con personas a quienes otra acaba de preguntar.
//!
//! Una política de contacto deja descansar a la persona entre dos encuestas. Un plan que mete dos en
//! un mismo descanso no llega a la gente con la que cuenta: las invitaciones esperan hasta que el
//! momento ya pasó, o no se envían nunca, y quien recibe las dos deja de responder. La práctica
//! guarda de 30 a 90 días entre dos encuestas cualesquiera (OCX Cognition, AskNicely, Quicksearch).
//!
//! Se simulan dos años de contactos por arquetipo, con los tamaños, invitaciones, tasas de respuesta
//! y casos esperados que dicen los archivos; las olas cuentan desde `since`, o desde el primer día
//! de un año. Se reporta la encuesta a la que se le detiene una cuarta parte de las invitaciones o
//! más.
//!
//! Mal: las dos preguntan a todos en las mismas semanas:
//!
//! ```yaml
//! # relationship-survey asks everybody every quarter
//! kind: survey
//! id: spring-pulse
//! trigger: { every: quarter }
//! sample: { method: census, invitations: 3000, response_rate: 20 % }
//! contact_policy: standard   # one survey in 30 days
//! ```
//!
//! Bien: la segunda pregunta cuando ya se descansó de la primera:
//!
//! ```yaml
//! kind: survey
//! id: spring-pulse
//! since: 2027-02-15          # six weeks after the wave of relationship-survey
//! trigger: { every: year }
//! sample: { method: random, invitations: 600, response_rate: 20 % }
//! contact_policy: standard
//! ```
//!
//! Cómo corregirlo: mueve una de las dos, para que sus olas queden más separadas que la ventana
//! (`since` fija la primera ola); pregunta cada vez a una parte de la gente; o escribe una excepción
//! con su razón. Si la muestra deja suficientes personas libres, sácala de quienes no recibieron la
//! otra.

use crate::analyze::contacts::{Collision, Outlook, days};
use crate::analyze::contacts::plan::archetype_id;
use crate::analyze::contacts::{volumes, words};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Say, Severity, counted, say};
use crate::model::scalar::Scalar;

rule! { quarantine_collision Statistics Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let outlook = context.outlook();
    for collision in &outlook.collisions {
        let stream = &outlook.plan.streams[collision.stream];
        let entity = context.program.entity(stream.source);
        let severity = if collision.avoidable { Severity::Warning } else { Severity::Error };
        let mut finding = RULE
            .finding(entity.head(), message(outlook, collision))
            .here(here(outlook, collision, context))
            .help(help(outlook, collision, context))
            .severity(context.weigh(severity, Asks::Craft))
            .entity(entity.name());
        if let Some(limit) = collision.limit.map(|limit| &outlook.plan.policies.limits[limit]) {
            let (id, most, window) = (limit.id, limit.maximum, limit.written.spell());
            finding = finding.related(
                limit.at,
                say!(en: "`{id}` allows {most} in `{window}`", es: "`{id}` permite {most} en `{window}`"),
            );
        }
        if collision.by != collision.stream {
            let other = &outlook.plan.streams[collision.by];
            let words = say!(en: "`{}` reaches the same people", other.id; es: "`{}` llega a las mismas personas", other.id);
            finding = finding.related(context.program.entity(other.source).head(), words);
        }
        out.push(finding);
    }
}

fn message(outlook: &Outlook, collision: &Collision) -> Say {
    let plan = &outlook.plan;
    let stream = &plan.streams[collision.stream];
    let (id, by) = (stream.id, plan.streams[collision.by].id);
    let share = words::percent(collision.share);
    let Some(limit) = collision.limit.map(|limit| &plan.policies.limits[limit]) else {
        return say!(en: "about {share} of those whom `{id}` asks still rest after answering `{by}`",
                    es: "cerca del {share} de aquellos a quienes pregunta `{id}` todavía descansa de haber respondido `{by}`");
    };
    let (rule, window) = (limit.id, limit.written.spell());
    if collision.by == collision.stream {
        let most = limit.maximum;
        return say!(en: "`{id}` alone asks more people than `{rule}` allows: {most} in `{window}`",
                    es: "`{id}` sola pregunta a más gente de la que permite `{rule}`: {most} en `{window}`");
    }
    if collision.waves.is_empty() {
        return say!(en: "about {share} of the invitations of `{id}` are for people whom `{by}` reached less than `{window}` before",
                    es: "cerca del {share} de las invitaciones de `{id}` es para personas que tuvieron un contacto de `{by}` menos de `{window}` antes");
    }
    say!(en: "about {share} of the people in a wave of `{id}` were reached by `{by}` less than `{window}` before",
         es: "cerca del {share} de las personas de una ola de `{id}` tuvo un contacto de `{by}` menos de `{window}` antes")
}

/// The part of those whom a survey may reach that the archetypes of a collision are.
fn part(outlook: &Outlook, collision: &Collision, context: &Context<'_>) -> f64 {
    let stream = &outlook.plan.streams[collision.stream];
    volumes::people(&collision.archetypes, context).map_or(1.0, |people| (people / stream.people).min(1.0))
}

/// How many people, of whom, and on which days.
fn here(outlook: &Outlook, collision: &Collision, context: &Context<'_>) -> Say {
    let stream = &outlook.plan.streams[collision.stream];
    let planned = stream.planned * part(outlook, collision, context);
    let (people, planned) = (words::count(planned * collision.share), words::count(planned));
    let whom: Vec<String> =
        collision.archetypes.iter().filter_map(|it| archetype_id(*it, context)).map(|id| format!("`{id}`")).collect();
    let whom = words::list(&whom, 3);
    let today = days::number(context.as_of.0);
    let coming: Vec<String> =
        collision.waves.iter().filter(|day| **day >= today).map(|day| days::date(*day).to_string()).collect();
    if collision.waves.is_empty() {
        return say!(en: "{people} of {planned} invitations a month, of {}", whom.en;
                    es: "{people} de {planned} invitaciones al mes, de {}", whom.es);
    }
    let coming = if coming.is_empty() {
        collision.waves.iter().map(|day| days::date(*day).to_string()).collect()
    } else {
        coming
    };
    let dates = words::list(&coming, 3);
    say!(en: "on {}: {people} of {planned} people of {}", dates.en, whom.en;
         es: "el {}: {people} de {planned} personas de {}", dates.es, whom.es)
}

fn help(outlook: &Outlook, collision: &Collision, context: &Context<'_>) -> Say {
    let stream = &outlook.plan.streams[collision.stream];
    let (id, by) = (stream.id, outlook.plan.streams[collision.by].id);
    let mut words = if collision.by == collision.stream {
        say!(en: "ask less often (`trigger.every`), or a smaller part of the people each time (`sample`)",
             es: "pregunta menos seguido (`trigger.every`), o a una parte menor de la gente cada vez (`sample`)")
    } else if collision.avoidable {
        let people = stream.people * part(outlook, collision, context);
        let free = words::count(people * (1.0 - collision.share));
        say!(en: "about {free} others are free: draw the sample of `{id}` from those whom `{by}` did not reach, or move its waves (`since`)",
             es: "quedan libres unas {free} personas: saca la muestra de `{id}` de quienes no recibieron `{by}`, o mueve sus olas (`since`)")
    } else {
        let lost = words::percent(collision.dropped);
        let fate = if collision.dropped >= 0.01 {
            say!(en: "{lost} are never sent, because `open_for` is over before they may go",
                 es: "el {lost} no se envía nunca, porque `open_for` se acaba antes de que pueda salir")
        } else {
            let wait = counted(collision.wait, ["day", "days"], ["día", "días"]);
            say!(en: "half of these wait {} or more", wait.en; es: "la mitad de estas espera {} o más", wait.es)
        };
        say!(en: "{}: move the waves of one of the two apart (`since`), ask a part of the people each time, or write an exemption with its reason", fate.en;
             es: "{}: separa las olas de una de las dos (`since`), pregunta cada vez a una parte de la gente, o escribe una excepción con su razón", fate.es)
    };
    let left_out = words::left_out(outlook, context);
    words.en.push_str(&left_out.en);
    words.es.push_str(&left_out.es);
    words
}
