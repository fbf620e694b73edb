//! A survey: the instrument, question by question, and its plan.

use super::page::Page;
use super::preview;
use super::view::{Facts, Grid, How, Shown};
use super::{fieldwork, interview};
use crate::model::library::{self, BankQuestion};
use crate::model::question::{Item, Question, QuestionScale, QuestionType, SurveyQuestion};
use crate::model::survey::{EndPage, Survey};
use crate::model::text::Text;
use crate::model::unions::Multiple;
use crate::model::{EntityIndex, Of};
use crate::resolve::Target;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct FactGroup {
    word: String,
    rows: Facts,
}

#[derive(Serialize, JsonSchema)]
struct FlowStop {
    n: usize,
    id: String,
    to: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct Wording {
    code: String,
    text: Shown,
}

#[derive(Serialize, JsonSchema)]
struct Point {
    word: String,
    tone: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct ScaleView {
    points: Vec<Point>,
    low: Option<Shown>,
    high: Option<Shown>,
    na: Option<Shown>,
}

#[derive(Serialize, JsonSchema)]
struct OptionView {
    id: String,
    text: Shown,
    note: Option<Shown>,
}

/// A question, in a survey or on its own.
#[derive(Serialize, JsonSchema)]
pub struct QuestionView {
    n: usize,
    id: String,
    kind: String,
    canonical: Option<Shown>,
    version: String,
    required: bool,
    asked_when: Option<Shown>,
    src: String,
    wordings: Vec<Wording>,
    note: Option<Shown>,
    scale: Option<ScaleView>,
    options: Vec<OptionView>,
    rows: Vec<Shown>,
    rows_word: String,
    facts: Facts,
}

/// What is read at the end.
#[derive(Serialize, JsonSchema)]
struct EndView {
    id: String,
    /// None: by everybody else.
    read_when: Option<Shown>,
    wordings: Vec<Wording>,
    src: String,
}

#[derive(Serialize, JsonSchema)]
pub struct SurveyView {
    sentence: Shown,
    /// Where it is seen as whoever answers sees it.
    preview: Option<String>,
    /// Its plan for whoever sends it.
    fieldwork: Option<String>,
    /// The same questions for somebody who asks them in person.
    interview: Option<String>,
    facts: Vec<FactGroup>,
    acts: Vec<Shown>,
    minutes: String,
    flow: Vec<FlowStop>,
    questions: Vec<QuestionView>,
    ends: Vec<EndView>,
    quotas: Option<Grid>,
    readings: Option<Grid>,
}

/// Scales with more points than this are shown by their ends.
const MOST_POINTS: i64 = 21;

pub fn view(page: &Page<'_>, index: EntityIndex, it: &Survey) -> SurveyView {
    let kind = it.survey_type.get().map(|t| page.value("survey_type", t.word())).unwrap_or_default();
    let mut sentence = vec![kind];
    sentence.extend(fieldwork::when_words(page, index, it).into_iter().map(|w| w.s));
    sentence.extend(
        it.audience
            .get()
            .map(|a| page.list(index, &a.archetypes).into_iter().map(|s| s.s).collect::<Vec<_>>().join(", ")),
    );
    sentence.retain(|part| !part.is_empty());
    let is_sent = preview::is_shown(page, index);
    SurveyView {
        sentence: Shown::new(sentence.join(" · ")),
        preview: is_sent.then(|| page.href(&preview::path(page.program(), index))),
        fieldwork: is_sent.then(|| page.href(&fieldwork::path(page.program(), index))),
        interview: interview::is_led(page, index).then(|| page.href(&interview::path(page.program(), index))),
        facts: vec![
            FactGroup { word: page.word("survey.plan"), rows: fieldwork::plan(page, index, it) },
            FactGroup { word: page.word("survey.rights"), rows: rights(page, it) },
        ],
        acts: page.list(index, &it.acts),
        minutes: it
            .minutes
            .get()
            .map(|m| format!("{} {}", page.write(m), page.word("survey.minutes")))
            .unwrap_or_default(),
        flow: flow(page, it),
        questions: it.questions.items().enumerate().map(|(i, q)| of_survey(page, index, i + 1, q)).collect(),
        ends: it.end_pages.items().map(|end| end_view(page, index, end)).collect(),
        quotas: fieldwork::quotas(page, it),
        readings: is_sent.then(|| fieldwork::readings_of(page, index)).flatten(),
    }
}

fn end_view(page: &Page<'_>, index: EntityIndex, it: &EndPage) -> EndView {
    EndView {
        id: it.id.get().map(|id| id.to_string()).unwrap_or_default(),
        read_when: it.show_when.get().map(|when| Shown::code(&*when.text)),
        wordings: it.text.get().map(|text| wordings(page, text)).unwrap_or_default(),
        src: page.src_in(index, it.at),
    }
}

fn rights(page: &Page<'_>, it: &Survey) -> Facts {
    let mut facts = Facts::default();
    let Some(consent) = it.consent.get() else { return facts };
    page.add(
        &mut facts,
        "survey.basis",
        consent.basis.get().map(|b| Shown::new(page.value("basis", b.word()))),
    );
    page.add(&mut facts, "survey.purpose", page.opt(&consent.purpose));
    page.add(&mut facts, "survey.retention", page.shown(&consent.retention));
    page.add(&mut facts, "survey.opt_out", page.opt(&consent.opt_out));
    page.add(&mut facts, "survey.third_parties", page.plains(&consent.third_parties));
    page.add(
        &mut facts,
        "survey.special",
        (consent.special_categories.value() == Some(true))
            .then(|| Shown::mark(How::Watch, page.word("playbook.answer_yes"))),
    );
    page.add(&mut facts, "survey.transfer", page.plains(&consent.transfer));
    facts
}

fn flow(page: &Page<'_>, it: &Survey) -> Vec<FlowStop> {
    let stops = it.questions.items().enumerate().map(|(i, q)| FlowStop {
        n: i + 1,
        id: q.id.get().map(|id| id.to_string()).unwrap_or_default(),
        to: q.show_when.get().map(|c| format!("{} {}", page.word("survey.shows_when"), c.text)),
    });
    stops.collect()
}

fn of_survey(page: &Page<'_>, index: EntityIndex, n: usize, it: &SurveyQuestion) -> QuestionView {
    let id = it.id.get().map(|id| id.to_string()).unwrap_or_default();
    let asked_when = it.show_when.get().map(|c| Shown::code(&*c.text));
    question(page, index, (n, id), it.item(), asked_when, page.src_in(index, it.at))
}

fn question(
    page: &Page<'_>,
    index: EntityIndex,
    (n, id): (usize, String),
    it: Item<'_>,
    asked_when: Option<Shown>,
    src: String,
) -> QuestionView {
    // A question that uses a shared one is asked in that one's words.
    let target = it.r#use.spanned().and_then(|(at, _)| page.program().target(index, at));
    let other: Option<Of<'_, Question>> =
        it.r#use.spanned().and_then(|(at, _)| page.program().follow(index, at));
    let shared = other.map(|q| q.it.item());
    let own = it.r#use.is_absent().then_some(it);
    let asked = own.or(shared);
    let words = asked.and_then(|q| q.text.get());
    let scale = asked.and_then(|q| q.scale.get());
    let own_type = it.question_type.value().or_else(|| shared.and_then(|q| q.question_type.value()));
    let form = asked.unwrap_or(it);
    let bank = match target {
        Some(Target::BuiltIn(name)) => library::question(name),
        _ => None,
    };
    let own_type = own_type.or_else(|| {
        QuestionType::ALL.iter().copied().find(|t| bank.is_some_and(|b| b.question_type == t.word()))
    });
    let canonical = match target {
        Some(Target::BuiltIn(name)) => Some(Shown::code(name.as_str())),
        Some(target) => Some(page.target(target)),
        None => None,
    };
    let notes = [bank.map(|_| page.word("survey.from_bank")), choose(page, &form)];
    let note = notes.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    QuestionView {
        n,
        id,
        kind: own_type.map(|t| page.value("question_type", t.word())).unwrap_or_default(),
        canonical,
        version: format!("{} {}", page.word("survey.version"), it.version.get().map_or(1, |v| v.0)),
        required: it.required.value() == Some(true),
        asked_when,
        src,
        wordings: match (words, bank) {
            (Some(words), _) => wordings(page, words),
            (None, Some(bank)) => bank_wordings(page, bank, it.subject.get()),
            (None, None) => Vec::new(),
        },
        note: (!note.is_empty()).then(|| Shown::new(note)),
        scale: scale
            .map(|s| scale_view(page, s))
            .or_else(|| bank.and_then(|b| bank_scale(page, b)))
            .or_else(|| (own_type == Some(QuestionType::YesNo)).then(|| yes_no(page))),
        options: form
            .options
            .items()
            .map(|o| OptionView {
                id: o.id.get().map(|id| id.to_string()).unwrap_or_default(),
                text: o.text.get().map(|t| page.text(t)).unwrap_or_default(),
                note: option_note(page, o),
            })
            .collect(),
        rows: form.rows.items().filter_map(|r| r.text.get()).map(|t| page.text(t)).collect(),
        rows_word: page.word("survey.rows"),
        facts: question_facts(page, index, it, own_type),
    }
}

fn wordings(page: &Page<'_>, text: &Text) -> Vec<Wording> {
    let mut wordings: Vec<(bool, Wording)> = text
        .readings()
        .map(|reading| {
            let tag =
                if reading.language.as_str().is_empty() { page.first } else { reading.language.as_str() };
            let text = page.in_language(tag, reading.words);
            (text.lang.is_empty(), Wording { code: tag.to_owned(), text })
        })
        .collect();
    // The page's own language first.
    wordings.sort_by_key(|(own, _)| !own);
    wordings.into_iter().map(|(_, wording)| wording).collect()
}

/// The frozen wording of the bank, in the languages of the program, its gap filled.
fn bank_wordings(page: &Page<'_>, bank: &BankQuestion, subject: Option<&Text>) -> Vec<Wording> {
    let mut languages = page.program().languages();
    languages.sort_by_key(|language| *language != page.language);
    let tag = |language: &str| if language == page.language { page.tag() } else { language.to_owned() };
    languages
        .into_iter()
        .filter_map(|language| {
            let tag = tag(language);
            let words = BankQuestion::reading(&bank.text, &tag)?;
            let gap = subject.map(|s| s.reading(language, page.first)).unwrap_or("…");
            Some(Wording { text: page.in_language(&tag, &words.replace("{subject}", gap)), code: tag })
        })
        .collect()
}

fn bank_scale(page: &Page<'_>, bank: &BankQuestion) -> Option<ScaleView> {
    let (from, to) = bank.range()?;
    let tone = |point: i64| match bank.id.as_str() {
        "nps" if point <= 6 => "low",
        "nps" if point >= 9 => "top",
        _ => "",
    };
    let end = |words| BankQuestion::reading(words, page.language).map(Shown::new);
    Some(ScaleView {
        points: (from..=to).map(|point| Point { word: point.to_string(), tone: tone(point) }).collect(),
        low: end(&bank.low),
        high: end(&bank.high),
        na: None,
    })
}

fn scale_view(page: &Page<'_>, it: &QuestionScale) -> ScaleView {
    let labels: Vec<Shown> = it.labels.items().map(|l| page.text(l)).collect();
    let mut points = Vec::new();
    if let Some(range) = it.points.get() {
        let (from, to) = (range.from(), range.to());
        let all = if to - from < MOST_POINTS { (from..=to).collect() } else { vec![from, to] };
        points = all
            .iter()
            .enumerate()
            .map(|(i, point)| Point {
                word: labels.get(i).map_or_else(|| point.to_string(), |l| format!("{point} {}", l.s)),
                tone: "",
            })
            .collect();
    }
    ScaleView {
        points,
        low: it.low.get().map(|t| page.text(t)),
        high: it.high.get().map(|t| page.text(t)),
        na: (it.not_applicable.value() == Some(true))
            .then(|| Shown::new(page.words.get("survey.not_applicable"))),
    }
}

fn yes_no(page: &Page<'_>) -> ScaleView {
    let points = ["playbook.answer_yes", "playbook.answer_no"]
        .map(|word| Point { word: page.words.get(word).to_owned(), tone: "" });
    ScaleView { points: points.into(), low: None, high: None, na: None }
}

fn choose(page: &Page<'_>, it: &Item<'_>) -> Option<String> {
    if it.options.has_none() || it.question_type.value() == Some(QuestionType::Ranking) {
        return None;
    }
    Some(match it.multiple.get() {
        None | Some(Multiple::All(false)) => page.word("survey.choose_one"),
        Some(Multiple::All(true)) => page.word("survey.choose_all"),
        Some(Multiple::AtMost(n)) => format!("{} {}", page.word("survey.choose_many"), page.write(n)),
    })
}

fn option_note(page: &Page<'_>, it: &crate::model::question::AnswerOption) -> Option<Shown> {
    let notes = [
        it.show_when.get().map(|c| format!("{} {}", page.word("survey.shows_when"), c.text)),
        (it.exclusive.value() == Some(true)).then(|| page.word("survey.exclusive")),
        (it.other.value() == Some(true)).then(|| page.word("survey.other")),
    ];
    let note = notes.into_iter().flatten().collect::<Vec<_>>().join(", ");
    (!note.is_empty()).then(|| Shown::new(note))
}

fn question_facts(
    page: &Page<'_>,
    index: EntityIndex,
    it: Item<'_>,
    own_type: Option<QuestionType>,
) -> Facts {
    let mut facts = Facts::default();
    page.add(&mut facts, "survey.drives", page.list(index, it.driver_of));
    let others = it.about.value().filter(|a| a.word() == "others");
    page.add(&mut facts, "survey.about", others.map(|a| Shown::new(page.value("question_about", a.word()))));
    if own_type == Some(QuestionType::Open) {
        let kept = it.redact.value() == Some(false);
        let shown = if kept {
            Shown::mark(How::Watch, page.word("survey.not_redacted"))
        } else {
            Shown::new(page.words.get("survey.redacted"))
        };
        page.add(&mut facts, "survey.redact", [shown]);
    }
    page.add(&mut facts, "survey.probes", it.probes.items().map(|probe| page.text(probe)));
    page.add(
        &mut facts,
        "survey.bridge",
        it.bridge.items().map(|b| {
            let ends = [b.from.get(), b.to.get()].map(|v| v.map(|v| v.to_string()).unwrap_or_default());
            let method = b.method.get().map(|m| page.value("bridge", m.word())).unwrap_or_default();
            Shown::new(format!("{} → {}: {method}, {}", ends[0], ends[1], page.written(&b.date)))
        }),
    );
    facts
}
