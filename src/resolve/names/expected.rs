//! What the place an expression stands in asks of its value.

use super::metrics::{family, library_kpi, stated_unit};
use super::sites::Site;
use super::vocabulary::currency;
use crate::model::Kind;
use crate::model::expression::{BinaryOp, Expected, Expr, Node, PeriodWord, Type};
use crate::model::expression_field::ExpressionField;
use crate::model::metric::{Family, Metric, MetricUnit};
use crate::resolve::Resolved;
use crate::source::Span;

/// What is expected of an expression: yes or no, a quantity, or a quantity of the unit declared for it.
pub fn of_site(resolved: &Resolved, site: &Site) -> Expected {
    if site.expression.yes_or_no {
        return Expected::YesNo;
    }
    let types = match resolved.entity(site.from).kind {
        Kind::EconomicBehavior => {
            currency(resolved).map(|code| vec![Type::Money(code), Type::MoneyPerTime(code, PeriodWord::Year)])
        }
        Kind::Metric => of_metric(resolved, site),
        _ => None,
    };
    types.map_or(Expected::Value, Expected::OneOf)
}

fn of_metric(resolved: &Resolved, site: &Site) -> Option<Vec<Type>> {
    let metric = resolved.as_kind::<Metric>(site.from)?;
    match site.field {
        "with" => of_parameter(resolved, site.key.as_deref()?),
        "formula" => of_unit(resolved, stated_unit(metric.it)?),
        "value" if matches!(family(metric.it)?, Family::Mean | Family::Sum | Family::Quantile) => {
            of_unit(resolved, stated_unit(metric.it)?)
        }
        _ => None,
    }
}

/// The types whose values are counted in a unit. Differences of dates are whole numbers, so a duration
/// may be one.
pub fn of_unit(resolved: &Resolved, unit: MetricUnit) -> Option<Vec<Type>> {
    let code = currency(resolved)?;
    Some(match unit {
        MetricUnit::Points => vec![Type::Points, Type::Number, Type::Integer],
        MetricUnit::Share => vec![Type::Share],
        MetricUnit::Number => vec![Type::Number, Type::Integer],
        MetricUnit::Money => vec![Type::Money(code)],
        MetricUnit::MoneyPerTime => {
            let periods = PeriodWord::ALL.iter().map(|period| Type::MoneyPerTime(code, *period));
            periods.chain([Type::Money(code)]).collect()
        }
        MetricUnit::Duration => vec![Type::Duration, Type::Number, Type::Integer],
    })
}

/// The parameters of library KPIs that are quantities.
fn of_parameter(resolved: &Resolved, key: &str) -> Option<Vec<Type>> {
    match key {
        "margin" => {
            let code = currency(resolved)?;
            Some(vec![Type::Money(code), Type::MoneyPerTime(code, PeriodWord::Year)])
        }
        "retention" | "discount" => Some(vec![Type::Share]),
        _ => None,
    }
}

/// Words that a parameter of a library KPI may be.
pub fn parameter_words(key: &str) -> &'static [&'static str] {
    match key {
        "counts" => &["customers", "accounts", "revenue"],
        "first_margin" => &["start", "end"],
        _ => &[],
    }
}

/// The ratio of two expressions, with the place of the first.
pub fn divided(value: &ExpressionField, per: &ExpressionField) -> Expr {
    let (value, per) = (value.expr.clone(), per.expr.clone());
    let span = Span { start: value.span.start, end: value.span.end };
    Expr { span, node: Node::Binary(BinaryOp::Divided, Box::new(value), Box::new(per)) }
}

/// The parameters that the library KPI of a metric asks for.
pub fn parameters(metric: &Metric) -> Option<&'static [String]> {
    Some(&library_kpi(metric)?.needs)
}
