//! Few will answer, and nobody says what becomes of the others.
//!
//! When four in five are silent, the number is about those who like to answer. A plan for the others,
//! weighting, a few calls, a comparison with what is known of them, tells how far it can be trusted. It
//! is found below a response rate of 20 %, unless the survey is a discovery or waits to be asked; the
//! program may set another limit.
//!
//! Source: OMB, Standards and Guidelines for Statistical Surveys (2006), on nonresponse.
//!
//! Bad:
//!
//! ```yaml
//! sample: { invitations: 12000, response_rate: 8 %, method: random }
//! ```
//!
//! Good:
//!
//! ```yaml
//! sample: { invitations: 12000, response_rate: 8 %, method: random, nonresponse: Three hundred of the silent are called every year }
//! ```
//!
//! How to fix it: write under `sample.nonresponse` how you look at those who do not answer.
//!
//! # es
//! Pocos van a contestar, y nadie dice qué pasa con los demás.
//!
//! Cuando cuatro de cada cinco callan, el número trata de quienes gustan de contestar. Un plan para los
//! demás, ponderar, unas llamadas, una comparación con lo que se sabe de ellos, dice hasta dónde se le
//! puede creer. Se encuentra por debajo de una tasa de respuesta de 20 %, salvo en las encuestas de
//! descubrimiento o las que la persona pide; el programa puede fijar otro límite.
//!
//! Fuente: las normas de la OMB para encuestas estadísticas (2006), sobre la no respuesta.
//!
//! Mal:
//!
//! ```yaml
//! sample: { invitations: 12000, response_rate: 8 %, method: random }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! sample: { invitations: 12000, response_rate: 8 %, method: random, nonresponse: Three hundred of the silent are called every year }
//! ```
//!
//! Cómo corregirlo: escribe en `sample.nonresponse` cómo miras a quienes no contestan.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::survey::{Survey, SurveyType};

rule! { nonresponse_unaddressed Statistics Info each Survey limit Share }

fn check(survey: Of<'_, Survey>, context: &Context<'_>, out: &mut Findings) {
    let Some(sample) = survey.it.sample.get() else { return };
    let on_request = survey.it.trigger.get().is_some_and(|it| it.on_request.value() == Some(true));
    let discovers = survey.it.survey_type.value() == Some(SurveyType::Discovery);
    let Some((at, rate)) = sample.response_rate.spanned() else { return };
    if on_request || discovers || !sample.nonresponse.is_absent() || rate.percent() >= context.limit_percent(&RULE, 20) {
        return;
    }
    let rate = rate.percent().normalize();
    out.push(
        RULE.finding(
            survey.place(at),
            say!(en: "{rate} % will answer, and nobody looks at the others", es: "{rate} % va a contestar, y nadie mira a los demás"),
        )
        .help(say!(
            en: "say under `nonresponse` how you look at those who are silent: weights, a few calls, a comparison",
            es: "di en `nonresponse` cómo miras a quienes callan: pesos, unas llamadas, una comparación"
        )),
    );
}
