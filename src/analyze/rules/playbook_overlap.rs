//! Two playbooks that can start for one customer and contradict each other.
//!
//! Whoever is being helped after something went wrong and is asked for a favor in the same week
//! learns that nobody talks to anybody. The language decides some cases by itself: complaint goes
//! before service-recovery, that before churn-save, and that before the rest, when they start at the
//! same moment. Where they start at different moments, only `not_with` keeps one away while the
//! other is open.
//!
//! Reported are a playbook that asks for something (recommendations, a review, a purchase) and does
//! not stand back behind one that repairs; and two that start from the same answer or fact, meet the
//! customer in one channel within a week, and of which nothing says who wins.
//!
//! Source: a case from the field: an offer that reached customers whose complaint was still open.
//!
//! Bad: the campaign does not wait for the repair:
//!
//! ```yaml
//! kind: playbook
//! id: home-campaign
//! type: campaign
//! trigger: { every: quarter }
//! ```
//!
//! Good: the campaign stands back:
//!
//! ```yaml
//! kind: playbook
//! id: home-campaign
//! type: campaign
//! trigger: { every: quarter }
//! not_with: [recover-detractors, answer-complaint]
//! ```
//!
//! How to fix it: name the playbook that must win in `not_with` of the one that waits, or let them
//! start from different answers.
//!
//! # es
//! Dos playbooks que pueden empezar para un mismo cliente y se contradicen.
//!
//! A quien se está ayudando porque algo salió mal y esa misma semana le piden un favor aprende que
//! aquí nadie habla con nadie. El lenguaje decide algunos casos por sí solo: `complaint` va antes
//! que `service-recovery`, este antes que `churn-save`, y este antes que los demás, cuando empiezan
//! en el mismo momento. Cuando empiezan en momentos distintos, solo `not_with` detiene a uno
//! mientras el otro sigue abierto.
//!
//! Se reportan el playbook que pide algo (referidos, una reseña, una compra) y no se hace a un lado
//! ante uno que repara; y dos que empiezan con la misma respuesta o el mismo hecho, encuentran al
//! cliente en un mismo canal en la misma semana, y nada dice cuál gana.
//!
//! Fuente: un caso real: una oferta que llegó a clientes cuya queja seguía abierta.
//!
//! Mal: la campaña no espera a la reparación:
//!
//! ```yaml
//! kind: playbook
//! id: home-campaign
//! type: campaign
//! trigger: { every: quarter }
//! ```
//!
//! Bien: la campaña se hace a un lado:
//!
//! ```yaml
//! kind: playbook
//! id: home-campaign
//! type: campaign
//! trigger: { every: quarter }
//! not_with: [recover-detractors, answer-complaint]
//! ```
//!
//! Cómo corregirlo: nombra en `not_with` del que espera el playbook que debe ganar, o haz que
//! empiecen con respuestas distintas.

use crate::analyze::overlaps::{self, Clash};
use crate::analyze::{Asks, Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::analyze::contacts::words::list;

rule! { playbook_overlap CustomerCentricity Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    for clash in overlaps::clashes(context) {
        let severity = context.weigh(Severity::Error, Asks::Craft);
        match clash {
            Clash::AsksWhileMending { asks, mends, more, at } => {
                let first = mends[0];
                let names: Vec<String> = mends.iter().map(|it| format!("`{}`", it.id())).collect();
                let mut names = list(&names, 3);
                if more > 0 {
                    names = say!(en: "{} and {more} more", names.en; es: "{} y {more} más", names.es);
                }
                let id = asks.id();
                let mut finding = RULE
                    .finding(
                        asks.place(at),
                        say!(en: "`{id}` asks customers for something while {} may still be mending what went wrong for them", names.en;
                             es: "`{id}` le pide algo al cliente mientras {} quizá todavía repara lo que le salió mal", names.es),
                    )
                    .help(say!(
                        en: "write {} into `not_with` of `{id}`, so that it waits until they are done", names.en;
                        es: "escribe {} en `not_with` de `{id}`, para que espere a que terminen", names.es
                    ))
                    .entity(asks.entity.name())
                    .severity(severity);
                finding = finding.related(
                    first.entity.head(),
                    say!(en: "this one repairs, for the same people", es: "este repara, para las mismas personas"),
                );
                out.push(finding);
            }
            Clash::SameSignal { one, other, example } => {
                let (a, b) = (one.playbook.id(), other.playbook.id());
                let when = example.map_or_else(
                    || say!(en: "the same signal", es: "la misma señal"),
                    |answer| say!(en: "one answer (`{answer}`)", es: "una misma respuesta (`{answer}`)"),
                );
                out.push(
                    RULE.finding(
                        one.playbook.place(one.at),
                        say!(en: "{} starts both `{a}` and `{b}`, in one channel within a week, and nothing says which of them wins", when.en;
                             es: "{} inicia `{a}` y `{b}`, en un mismo canal en la misma semana, y nada dice cuál gana", when.es),
                    )
                    .help(say!(
                        en: "name the one that must win in `not_with` of the other, or let them start from different answers",
                        es: "nombra en `not_with` de uno el que debe ganar, o haz que empiecen con respuestas distintas"
                    ))
                    .related(other.playbook.place(other.at), say!(en: "it starts `{b}` here", es: "aquí inicia `{b}`"))
                    .entity(one.playbook.entity.name())
                    .severity(severity),
                );
            }
        }
    }
}
