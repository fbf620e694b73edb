use super::{Diagnostic, Lang}; use crate::source::SourceMap; use crate::model::time::Date;
pub struct Rendering<'a> { pub sources: &'a SourceMap, pub lang: Lang, pub entities: usize, pub as_of: Date, pub colors: bool, pub width: usize }
pub fn human(d: &[Diagnostic], r: &Rendering<'_>) -> String { let mut o = String::new(); for x in d { o += &format!("{} {} {} {}\n    {}\n", r.sources.describe(x.at), x.severity.name(), x.rule.name, x.message.in_lang(r.lang), x.help.as_ref().map_or("", |h| h.in_lang(r.lang))); } o += &format!("{} findings\n", d.len()); o }
pub fn json(d: &[Diagnostic], r: &Rendering<'_>) -> String { human(d, r) }
pub fn github(d: &[Diagnostic], r: &Rendering<'_>) -> String { human(d, r) }
