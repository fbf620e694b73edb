//! Ways out of a step whose shares do not add up to 100 %.
//!
//! Whoever leaves a step takes one way. When 80 % go on and 30 % turn back, one of the two numbers is
//! wrong, and everything that is counted along the journey is wrong with it. Where some ways have no
//! share, the rest is divided among them; parallel ways are taken together and are not counted.
//!
//! Source: arithmetic: the parts of a whole are the whole (Kolmogorov, 1933, for probabilities).
//!
//! Bad: 110 of 100 customers:
//!
//! ```yaml
//! next:
//!   - { to: sign, share: 80 % }
//!   - { type: exit, share: 30 % }
//! ```
//!
//! Good:
//!
//! ```yaml
//! next:
//!   - { to: sign, share: 70 % }
//!   - { type: exit, share: 30 % }
//! ```
//!
//! How to fix it: correct the shares, or leave out those that nobody has counted.
//!
//! # es
//! Salidas de un paso cuyas partes no suman 100 %.
//!
//! Quien deja un paso toma un solo camino. Si el 80 % sigue y el 30 % regresa, uno de los dos números
//! está mal, y con él todo lo que se cuenta a lo largo del recorrido. Si unas salidas no llevan parte,
//! el resto se reparte entre ellas; las paralelas se toman juntas y no cuentan.
//!
//! Fuente: la aritmética: las partes de un todo suman el todo (Kolmogorov, 1933, para
//! probabilidades).
//!
//! Mal: 110 de 100 clientes:
//!
//! ```yaml
//! next:
//!   - { to: sign, share: 80 % }
//!   - { type: exit, share: 30 % }
//! ```
//!
//! Bien:
//!
//! ```yaml
//! next:
//!   - { to: sign, share: 70 % }
//!   - { type: exit, share: 30 % }
//! ```
//!
//! Cómo corregirlo: corrige las partes, o quita las que nadie ha contado.

use crate::analyze::{Context, Findings, rule};
use crate::diagnostic::say;
use crate::model::Of;
use crate::model::journey::Journey;
use crate::model::journey::transition::{Transition, TransitionType};
use crate::model::scalar::Scalar;
use rust_decimal::Decimal;

rule! { shares_not_100 Statistics Error each Journey }

fn check(journey: Of<'_, Journey>, _: &Context<'_>, out: &mut Findings) {
    for step in journey.it.steps.items() {
        let Some((at, next)) = step.next.spanned() else { continue };
        let ways: Vec<&Transition> =
            next.iter().filter(|way| way.transition_type.value() != Some(TransitionType::Parallel)).collect();
        let unread = next.iter().count() != next.len()
            || ways.iter().any(|way| way.share.is_bad() || way.transition_type.is_bad());
        let shares: Vec<Decimal> = ways.iter().filter_map(|way| way.share.value()).map(|it| it.percent()).collect();
        if unread || shares.is_empty() {
            continue;
        }
        let sum: Decimal = shares.iter().sum();
        let all = shares.len() == ways.len();
        // shares in whole per cent may miss half a point each
        let off = (sum - Decimal::ONE_HUNDRED).abs();
        let rounding = Decimal::from(shares.len()) / Decimal::TWO;
        if off < rounding && off < Decimal::TWO || sum < Decimal::ONE_HUNDRED && !all {
            continue;
        }
        let sum = sum.normalize();
        let first = ways.iter().find_map(|way| way.share.spanned()).map_or(at, |(share_at, _)| share_at);
        let listed = ways.iter().filter_map(|way| way.share.get()).map(Scalar::spell).collect::<Vec<_>>().join(" + ");
        out.push(
            RULE.finding(
                journey.place(first),
                say!(en: "the ways out of this step add up to {sum} %, not to 100 %: {listed}", es: "las salidas de este paso suman {sum} %, no 100 %: {listed}"),
            )
            .help(say!(
                en: "whoever leaves a step takes one way: correct the shares, or leave out those that nobody has counted",
                es: "quien deja un paso toma un solo camino: corrige las partes, o quita las que nadie ha contado"
            )),
        );
    }
}
