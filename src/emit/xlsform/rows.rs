//! The questions of a survey as rows of the form, with the lists that they choose from.

use super::expression::{expression, quoted};
use super::sheets::{Choice, Row};
use super::text::{localized, own, plain, text, words};
use super::values::{NO, NOT_APPLICABLE, YES, name, part};
use super::words::{calculation, repeated};
use crate::diagnostic::{Say, say};
use crate::emit::survey::platform::hidden_names;
use crate::emit::survey::{
    self, Answer, Branch, Condition, Instrument, Item, Most, Scale, Told, not_applicable, ours, proposed,
};
use std::collections::BTreeSet;

/// The list of yes and no: a question has no `_` in its name.
const YES_NO: &str = "yes_no";

/// All rows and all lists.
pub fn rows(instrument: &Instrument<'_>) -> (Vec<Row>, Vec<Choice>) {
    let mut form = Form { instrument, repeated: repeated(instrument), rows: Vec::new(), choices: Vec::new() };
    for name in hidden_names(instrument) {
        form.row("hidden", name);
    }
    for (nth, places) in instrument.pages.iter().enumerate() {
        form.row("begin_group", format!("page_{}", nth + 1)).appearance = "field-list";
        if nth == 0 {
            form.introduction();
        }
        places.iter().for_each(|place| form.item(*place));
        form.row("end_group", String::new());
    }
    form.ends();
    if instrument.items.iter().any(|item| matches!(item.answer, Answer::YesNo)) {
        form.yes_no();
    }
    (form.rows, form.choices)
}

struct Form<'i, 'p> {
    instrument: &'i Instrument<'p>,
    repeated: BTreeSet<usize>,
    rows: Vec<Row>,
    choices: Vec<Choice>,
}

impl<'p> Form<'_, 'p> {
    fn row(&mut self, sort: impl Into<String>, name: String) -> &mut Row {
        self.rows.push(Row { sort: sort.into(), name, ..Row::default() });
        self.rows.last_mut().expect("it was just put there")
    }

    /// The title, which the settings say in one language only, the mark of a proposal, the notice.
    fn introduction(&mut self) {
        let instrument = self.instrument;
        if let Some(title) = instrument.title.as_ref().filter(|_| instrument.languages.len() > 1) {
            self.row("note", "title_words".to_owned()).label =
                words(instrument, title, 0).into_iter().map(|title| format!("# {title}")).collect();
        }
        if instrument.proposed {
            self.row("note", "proposed_mark".to_owned()).label = own(instrument, &proposed());
        }
        for (nth, line) in instrument.notice.iter().enumerate() {
            let told = localized(instrument, |tag| {
                let told = match &line.text {
                    Told::Ours(say) => ours(say, tag).to_owned(),
                    Told::Program(words) => words.read(tag).unwrap_or_default(),
                };
                format!("**{}:** {}", ours(&line.label, tag), plain(&told))
            });
            self.row("note", format!("consent_notice_{}", nth + 1)).label = told;
        }
    }

    /// The end pages, as the last texts of the form.
    fn ends(&mut self) {
        let instrument = self.instrument;
        if instrument.ends.is_empty() {
            return;
        }
        let by_answers = instrument.ends.iter().any(|end| end.branch.is_some());
        if by_answers {
            self.row("calculate", "end_page".to_owned()).calculation = self.choice_of_ends();
        }
        self.row("begin_group", "end_pages".to_owned()).appearance = "field-list";
        for (nth, end) in (1..).zip(&instrument.ends) {
            let row = self.row("note", format!("end_page_{nth}"));
            row.label = words(instrument, &end.text, instrument.items.len());
            row.relevant = if by_answers { format!("${{end_page}} = {nth}") } else { String::new() };
        }
        self.row("end_group", String::new());
    }

    /// The number of the end page that is read: the first one whose condition holds; 0 for none.
    fn choice_of_ends(&self) -> String {
        let instrument = self.instrument;
        let (mut ways, mut ends, mut rest) = (String::new(), String::new(), 0);
        for (nth, end) in (1..).zip(&instrument.ends) {
            match end.branch.as_ref().and_then(|branch| branch.condition.as_ref().ok()) {
                Some(condition) => {
                    ways.push_str(&format!("if({}, {nth}, ", expression(&instrument.items, condition)));
                    ends.push(')');
                }
                None => rest = nth,
            }
        }
        format!("{ways}{rest}{ends}")
    }

    fn item(&mut self, place: usize) {
        let item = &self.instrument.items[place];
        match &item.answer {
            Answer::Matrix { rows, scale } => self.matrix(place, rows, scale),
            _ => self.question(place),
        }
        for option in item.options().iter().filter(|option| option.other.is_some()) {
            let id = option.id.as_str();
            let label = words(self.instrument, &option.text, place);
            let row = self.row("text", part(item, id));
            row.label = label;
            row.required = true;
            row.relevant = format!("selected(${{{}}}, {})", name(item), quoted(id));
        }
        if let Some(calculation) = calculation(item).filter(|_| self.repeated.contains(&place)) {
            self.row("calculate", part(item, "words_")).calculation = calculation;
        }
    }

    fn question(&mut self, place: usize) {
        let instrument = self.instrument;
        let item = &instrument.items[place];
        let sort = self.sort(place);
        let own_row = Row {
            sort,
            name: name(item),
            label: words(instrument, &item.text, place),
            required: item.required && item.is_answered(),
            relevant: relevant(instrument, item.branch.as_ref()),
            appearance: appearance(item),
            choice_filter: choice_filter(instrument, item),
            ..Row::default()
        };
        self.rows.push(own_row);
        let row = self.rows.last_mut().expect("it was just put there");
        match &item.answer {
            Answer::Scale(scale) if !scale.has_buttons() => number(instrument, scale, place, row),
            Answer::Choice { most, .. } if *most != Most::One => several(instrument, item, *most, row),
            _ => {}
        }
    }

    /// The type of a question, and its list.
    fn sort(&mut self, place: usize) -> String {
        let item = &self.instrument.items[place];
        match &item.answer {
            Answer::Open => "text".to_owned(),
            Answer::Number => "decimal".to_owned(),
            Answer::Date => "date".to_owned(),
            Answer::YesNo => format!("select_one {YES_NO}"),
            Answer::Scale(scale) if scale.has_buttons() => {
                self.points(scale, place);
                format!("select_one {}", item.name)
            }
            Answer::Scale(_) => "integer".to_owned(),
            Answer::Choice { options, most } => {
                self.options(options, place);
                format!("{} {}", if *most == Most::One { "select_one" } else { "select_multiple" }, item.name)
            }
            Answer::Ranking { options, .. } => {
                self.options(options, place);
                format!("rank {}", item.name)
            }
            Answer::Matrix { .. } => String::new(),
            Answer::Statement => "note".to_owned(),
        }
    }

    fn options(&mut self, options: &[survey::Choice<'p>], place: usize) {
        let list = self.instrument.items[place].name.clone();
        let filtered = options.iter().any(comes_and_goes);
        for (nth, option) in options.iter().enumerate() {
            let when = match (filtered, comes_and_goes(option)) {
                (false, _) => String::new(),
                (true, false) => ALWAYS.to_owned(),
                (true, true) => condition_name(nth),
            };
            let label = words(self.instrument, &option.text, place);
            self.choices.push(Choice { list: list.clone(), name: option.id.to_string(), label, when });
        }
    }

    /// The codes of a scale; the lowest and highest carry the words of the ends.
    fn points(&mut self, scale: &Scale<'p>, place: usize) {
        let instrument = self.instrument;
        let list = instrument.items[place].name.clone();
        for (nth, code) in scale.codes().enumerate() {
            let end = match code {
                code if code == scale.low => scale.low_words.as_ref(),
                code if code == scale.high => scale.high_words.as_ref(),
                _ => None,
            };
            let label = match (scale.labelled().get(nth), end) {
                (Some(label), _) => words(instrument, label, place),
                (None, Some(end)) => {
                    localized(instrument, |tag| format!("{code} · {}", text(instrument, end, tag, place)))
                }
                (None, None) => localized(instrument, |_| code.to_string()),
            };
            self.choices.push(Choice {
                list: list.clone(),
                name: code.to_string(),
                label,
                when: String::new(),
            });
        }
        if scale.not_applicable.is_some() {
            let label = own(instrument, &not_applicable());
            self.choices.push(Choice { list, name: NOT_APPLICABLE.to_owned(), label, when: String::new() });
        }
    }

    /// A group: a line with the words of the points, and a line for each row.
    fn matrix(&mut self, place: usize, lines: &[survey::Row<'p>], scale: &Scale<'p>) {
        let instrument = self.instrument;
        let item = &instrument.items[place];
        let label = words(instrument, &item.text, place);
        let list = format!("select_one {}", item.name);
        let group = self.row("begin_group", name(item));
        group.appearance = "field-list";
        group.relevant = relevant(instrument, item.branch.as_ref());
        group.label = label.clone();
        let head = self.row(&list, part(item, "head_"));
        head.appearance = "label";
        head.label = label;
        for line in lines {
            let label = words(instrument, &line.text, place);
            let row = self.row(&list, part(item, line.id.as_str()));
            row.appearance = "list-nolabel";
            row.label = label;
            row.required = item.required;
        }
        self.row("end_group", String::new());
        self.points(scale, place);
    }

    fn yes_no(&mut self) {
        let instrument = self.instrument;
        for (id, said) in [(YES, say!(en: "Yes", es: "Sí")), (NO, say!(en: "No", es: "No"))] {
            let label = own(instrument, &said);
            self.choices.push(Choice {
                list: YES_NO.to_owned(),
                name: id.to_owned(),
                label,
                when: String::new(),
            });
        }
    }
}

fn appearance(item: &Item<'_>) -> &'static str {
    match &item.answer {
        Answer::Open => "multiline",
        Answer::Scale(scale) if scale.has_buttons() && scale.labelled().is_empty() => "columns-pack",
        _ => "",
    }
}

/// When something is asked; empty when it always is. What cannot be told is always asked, and its
/// finding is out.
fn relevant(instrument: &Instrument<'_>, branch: Option<&Branch<'_>>) -> String {
    let condition = branch.and_then(|branch| branch.condition.as_ref().ok());
    condition.map_or_else(String::new, |condition| when(instrument, condition))
}

fn when(instrument: &Instrument<'_>, condition: &Condition) -> String {
    match condition {
        Condition::Always => String::new(),
        condition => expression(&instrument.items, condition),
    }
}

/// A scale too long to be listed: a whole number between its ends.
fn number(instrument: &Instrument<'_>, scale: &Scale<'_>, place: usize, row: &mut Row) {
    let (low, high) = (scale.low, scale.high);
    row.constraint = format!(". >= {low} and . <= {high}");
    row.constraint_message = own(
        instrument,
        &say!(en: "A whole number from {low} to {high}.", es: "Un número entero de {low} a {high}."),
    );
    row.hint = localized(instrument, |tag| {
        let ends = [(low, &scale.low_words), (high, &scale.high_words)];
        let told = ends.iter().filter_map(|(code, words)| {
            Some(format!("{code} = {}", text(instrument, words.as_ref()?, tag, place)))
        });
        told.collect::<Vec<_>>().join("; ")
    });
}

/// How many options may be taken, and which one excludes the others.
fn several(instrument: &Instrument<'_>, item: &Item<'_>, most: Most, row: &mut Row) {
    let mut demands = Vec::new();
    let mut messages: Vec<Vec<String>> = Vec::new();
    if let Most::Some(most) = most {
        demands.push(format!("count-selected(.) <= {most}"));
        messages.push(own(instrument, &say!(en: "At most {most}.", es: "{most} como máximo.")));
    }
    for option in item.options().iter().filter(|option| option.exclusive.is_some()) {
        let id = quoted(option.id.as_str());
        demands.push(format!("not(selected(., {id}) and count-selected(.) > 1)"));
        messages.push(localized(instrument, |tag| {
            let option = plain(&option.text.read(tag).unwrap_or_default());
            let alone: Say = say!(en: "“{option}” goes alone.", es: "«{option}» va sola.");
            ours(&alone, tag).to_owned()
        }));
    }
    row.constraint = demands.join(" and ");
    if !messages.is_empty() {
        let language = |nth: usize| messages.iter().map(|message| message[nth].as_str()).collect::<Vec<_>>();
        row.constraint_message = (0..instrument.languages.len()).map(|nth| language(nth).join(" ")).collect();
    }
}

const ALWAYS: &str = "always";

fn comes_and_goes(option: &survey::Choice<'_>) -> bool {
    option.branch.as_ref().is_some_and(|branch| {
        branch.condition.as_ref().is_ok_and(|condition| *condition != Condition::Always)
    })
}

fn condition_name(nth: usize) -> String {
    format!("c{}", nth + 1)
}

/// Which options are offered; empty when all always are.
fn choice_filter(instrument: &Instrument<'_>, item: &Item<'_>) -> String {
    let options = item.options().iter().enumerate();
    let ways: Vec<String> = options
        .filter(|(_, option)| comes_and_goes(option))
        .map(|(nth, option)| {
            let told = relevant(instrument, option.branch.as_ref());
            format!("(when = '{}' and ({told}))", condition_name(nth))
        })
        .collect();
    if ways.is_empty() { String::new() } else { format!("when = '{ALWAYS}' or {}", ways.join(" or ")) }
}
