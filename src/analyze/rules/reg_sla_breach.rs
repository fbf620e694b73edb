//! A channel or a playbook that promises less than the law demands.
//!
//! What a program promises below the law is a fine waiting to be written, and it stands in its own
//! files. The profile `es-ley-10-2025` switches on the Spanish law on customer service (Ley 10/2025,
//! BOE of 27 December 2025; companies have until 28 December 2026): 95 % of the calls answered
//! within three minutes, complaints answered within fifteen business days, a person who can be
//! reached, and no number that costs extra. It looks at phone channels and at playbooks of the type
//! `complaint`.
//!
//! Bad: a law asks for 95 % within 3 minutes:
//!
//! ```yaml
//! kind: channel
//! id: call-center
//! type: phone
//! direction: both
//! purpose: [resolve]
//! service_level: { answered: 80 %, within: 5 min }
//! ```
//!
//! Good: what the law asks for:
//!
//! ```yaml
//! kind: channel
//! id: call-center
//! type: phone
//! direction: both
//! purpose: [resolve]
//! service_level: { answered: 95 %, within: 3 min, metric: calls-in-time }
//! ```
//!
//! How to fix it: promise at least what the law demands, and see that it is kept: name the metric in
//! `service_level.metric`. When the law does not apply to the company, take the profile out.
//!
//! # es
//! Un canal o un playbook que promete menos de lo que exige la ley.
//!
//! Lo que un programa promete por debajo de la ley es una multa anunciada, y está en sus propios
//! archivos. El perfil `es-ley-10-2025` activa la ley española de atención a la clientela (Ley
//! 10/2025, BOE del 27 de diciembre de 2025; las empresas tienen hasta el 28 de diciembre de 2026):
//! 95 % de las llamadas atendidas en tres minutos, reclamaciones respondidas en quince días hábiles,
//! una persona a la que se pueda llegar y ningún número con costo adicional. Mira los canales de
//! teléfono y los playbooks de tipo `complaint`.
//!
//! Mal: la ley pide 95 % en 3 minutos:
//!
//! ```yaml
//! kind: channel
//! id: call-center
//! type: phone
//! direction: both
//! purpose: [resolve]
//! service_level: { answered: 80 %, within: 5 min }
//! ```
//!
//! Bien: lo que pide la ley:
//!
//! ```yaml
//! kind: channel
//! id: call-center
//! type: phone
//! direction: both
//! purpose: [resolve]
//! service_level: { answered: 95 %, within: 3 min, metric: calls-in-time }
//! ```
//!
//! Cómo corregirlo: promete al menos lo que exige la ley y verifica que se cumpla: nombra la métrica
//! en `service_level.metric`. Si la ley no se aplica a la empresa, quita el perfil.

use crate::analyze::regulations::{self, Regulation};
use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Say, say};
use crate::model::Of;
use crate::model::channel::{Channel, ChannelDirection, ChannelType};
use crate::model::playbook::{Playbook, PlaybookType};
use crate::model::program::Profile;
use crate::model::scalar::Scalar;
use crate::source::At;
use std::cmp::Ordering;

rule! { reg_sla_breach CustomerCentricity Error everything }

fn check(context: &Context<'_>, out: &mut Findings) {
    let laws = Profile::ALL.iter().filter(|it| context.has_profile(**it)).filter_map(|it| regulations::of(*it));
    for law in laws {
        for channel in context.in_use::<Channel>() {
            out.about(channel.entity);
            if channel.it.channel_type.value() == Some(ChannelType::Phone)
                && channel.it.direction.value() != Some(ChannelDirection::Outbound)
            {
                phone(channel, law, out);
            }
        }
        if law.human {
            nobody(law, context, out);
        }
        let Some(longest) = law.complaints() else { continue };
        let clocks = context.clocks();
        for playbook in context.in_use::<Playbook>() {
            let Some((type_at, PlaybookType::Complaint)) = playbook.it.playbook_type.spanned() else { continue };
            out.about(playbook.entity);
            let most = longest.spell();
            match playbook.it.closes_within.spanned() {
                Some((at, closes)) if clocks.surely_later(&[*closes], &[longest]) => {
                    let closes = closes.spell();
                    let words = say!(en: "complaints are closed within `{closes}`, and {} allows `{most}`", law.en;
                                     es: "las quejas se cierran en `{closes}`, y {} permite `{most}`", law.es);
                    breach(playbook.place(at), words, out);
                }
                None if playbook.it.closes_within.is_absent() => {
                    let words = say!(en: "this playbook does not say when a complaint is closed, and {} allows `{most}`", law.en;
                                     es: "este playbook no dice cuándo se cierra una queja, y {} permite `{most}`", law.es);
                    breach(playbook.place(type_at), words, out);
                }
                _ => {}
            }
        }
    }
}

fn breach(at: At, words: Say, out: &mut Findings) {
    out.push(RULE.finding(at, words).help(say!(
        en: "promise at least what the law demands, or take the profile out when it does not apply to the company",
        es: "promete al menos lo que exige la ley, o quita el perfil si no se aplica a la empresa"
    )));
}

fn phone(channel: Of<'_, Channel>, law: &Regulation, out: &mut Findings) {
    if let Some((answered, within)) = law.calls() {
        let (part, most) = (answered.spell(), within.spell());
        match channel.it.service_level.get() {
            None if channel.it.service_level.is_absent() => {
                let words = say!(en: "this channel does not say how fast it answers, and {} demands {part} within `{most}`", law.en;
                                 es: "este canal no dice qué tan rápido responde, y {} exige {part} en `{most}`", law.es);
                breach(channel.entity.head(), words, out);
            }
            None => {}
            Some(level) => {
                let (Some((at, share)), Some(time)) = (level.answered.spanned(), level.within.get()) else { return };
                if *share < answered || time.compare(within) == Some(Ordering::Greater) {
                    let (share, time) = (share.spell(), time.spell());
                    let words = say!(en: "this channel answers {share} within `{time}`, and {} demands {part} within `{most}`", law.en;
                                     es: "este canal responde {share} en `{time}`, y {} exige {part} en `{most}`", law.es);
                    breach(channel.place(at), words, out);
                }
            }
        }
    }
    if let Some((at, true)) = channel.it.premium_number.spanned().filter(|_| law.free_calls) {
        let words = say!(en: "calling costs extra here, which {} forbids", law.en; es: "llamar aquí cuesta un extra, lo que prohíbe {}", law.es);
        breach(channel.place(at), words, out);
    }
}

/// Whether nobody can be reached in any channel that customers can turn to.
fn nobody(law: &Regulation, context: &Context<'_>, out: &mut Findings) {
    use ChannelType::{App, Kiosk, Web};
    let open: Vec<Of<'_, Channel>> =
        context.in_use::<Channel>().filter(|it| it.it.direction.value() != Some(ChannelDirection::Outbound)).collect();
    let machine = |it: &Channel| matches!(it.channel_type.value(), Some(App | Web | Kiosk));
    let has_people =
        |it: &&Of<'_, Channel>| it.it.human.is_bad() || it.it.human.value().unwrap_or(!machine(it.it));
    let Some(first) = open.first().filter(|_| !open.iter().any(|it| has_people(&it))) else { return };
    out.about(first.entity);
    let words = say!(en: "customers reach a person in no channel, and {} demands that they can", law.en;
                     es: "en ningún canal se llega a una persona, y {} exige que se pueda", law.es);
    breach(first.entity.head(), words, out);
}
