//! A playbook that collects the data of friends who have said nothing.
//!
//! The name and number of a friend belong to the friend, who gave no permission. In Spain and the
//! European Union it is unlawful to send that person advertising without their consent (LSSI,
//! article 21; ePrivacy Directive 2002/58/EC, article 13) and whoever keeps the data must inform them
//! (GDPR, article 14). There, and with the profile `eu-referrals`, `eu-gdpr` or `es-lssi`, it is an
//! error. Elsewhere it costs trust, and is a warning.
//!
//! Bad:
//!
//! ```yaml
//! asks_for: { referrals: 2..3, through: contact-data }
//! ```
//!
//! Good:
//!
//! ```yaml
//! asks_for: { referrals: 2..3, through: customer-sent-link }
//! ```
//!
//! How to fix it: give the customer a link or a code to pass on. The friend comes when they wish, and
//! you never hold data of somebody you do not know.
//!
//! # es
//! Un playbook que recoge datos de conocidos que no han dicho nada.
//!
//! El nombre y el teléfono de un conocido son de esa persona, que no dio permiso. En España y en la
//! Unión Europea es ilegal mandarle publicidad sin su consentimiento (LSSI, artículo 21; Directiva
//! ePrivacy 2002/58/CE, artículo 13) y quien guarda sus datos debe informarle (RGPD, artículo 14).
//! Ahí, y con el perfil `eu-referrals`, `eu-gdpr` o `es-lssi`, es un error. En otros lugares cuesta
//! confianza, y es un aviso.
//!
//! Mal:
//!
//! ```yaml
//! asks_for: { referrals: 2..3, through: contact-data }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! asks_for: { referrals: 2..3, through: customer-sent-link }
//! ```
//!
//! Cómo corregirlo: dale al cliente un enlace o un código para compartir. Su conocido llega cuando
//! quiere, y nunca guardas datos de alguien a quien no conoces.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::{Severity, say};
use crate::model::Of;
use crate::model::playbook::{Playbook, ReferralThrough};
use crate::model::program::Profile;

rule! { referral_third_party_data Suspicious Error each Playbook }

fn check(playbook: Of<'_, Playbook>, context: &Context<'_>, out: &mut Findings) {
    for step in playbook.steps.items() {
        let Some((at, through)) = step.asks_for.get().and_then(|asks| asks.through.spanned()) else { continue };
        if *through != ReferralThrough::ContactData {
            continue;
        }
        let severity = if unlawful(context) { Severity::Error } else { Severity::Warning };
        out.push(
            RULE.finding(
                playbook.place(at),
                say!(en: "this step collects the data of friends who gave no permission", es: "este paso recoge datos de conocidos que no dieron permiso"),
            )
            .help(say!(
                en: "those data belong to somebody else (GDPR, article 14; LSSI, article 21): write `through: customer-sent-link`, and let the customer pass it on",
                es: "esos datos son de otra persona (RGPD, artículo 14; LSSI, artículo 21): escribe `through: customer-sent-link` y deja que el cliente lo comparta"
            ))
            .severity(severity),
        );
    }
}

/// Under the profile of the laws, or in a time zone of Europe.
fn unlawful(context: &Context<'_>) -> bool {
    let zone = context.root_program().and_then(|program| program.it.timezone.get());
    let in_europe = zone.is_some_and(|zone| zone.name().starts_with("Europe/") || zone.name() == "Atlantic/Canary");
    let laws = [Profile::EuReferrals, Profile::EuGdpr, Profile::EsLssi];
    in_europe || laws.into_iter().any(|law| context.has_profile(law))
}
