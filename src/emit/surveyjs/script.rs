//! `<survey>.tests.json`: how the survey behaves, for the tester of survey-core. What is expected comes
//! from the conditions as the language means them, not from the expressions that were generated.

use super::ends::said;
use super::text::{locale, text, variable, without_braces};
use super::values::{COMMENT, OTHER, json, stored};
use crate::diagnostic::{Say, say};
use crate::emit::survey::cases::{Because, Case, EndCase, Opens};
use crate::emit::survey::platform::known_names;
use crate::emit::survey::{
    Answer, Answers, Diligence, Instrument, Item, Known, Part, Path, Stop, TODAY, Variable, Visit, ours,
    thanks,
};
use crate::model::expression::Value;
use serde_json::{Map, Value as Json, json as value};

/// The tests of a survey.
pub fn tests(instrument: &Instrument<'_>) -> Json {
    let script = Script { instrument };
    let mut tests: Vec<Json> = instrument.languages.iter().filter_map(|tag| script.through(tag)).collect();
    let mut shown: Vec<Opens> = Vec::new();
    for case in instrument.cases() {
        let first = case.open && !shown.contains(&case.opens);
        if first {
            shown.push(case.opens);
        }
        let languages = if first { &instrument.languages[..] } else { &instrument.languages[..1] };
        tests.extend(languages.iter().map(|tag| script.case(&case, tag, first)));
    }
    let mut file = Map::new();
    file.insert("name".into(), value!(instrument.id().as_str()));
    file.insert("description".into(), value!(script.say(&description())));
    let variables = script.variables();
    if !variables.is_empty() {
        file.insert("variables".into(), Json::Object(variables));
    }
    file.insert("tests".into(), Json::Array(tests));
    let ends = script.ends();
    if !ends.is_empty() {
        file.insert("ends".into(), Json::Array(ends));
    }
    Json::Object(file)
}

fn description() -> Say {
    say!(en: "What each person sees, as the program means it.", es: "Lo que ve cada persona, como lo dice el programa.")
}

struct Script<'i, 'p> {
    instrument: &'i Instrument<'p>,
}

impl<'p> Script<'_, 'p> {
    fn say<'s>(&self, say: &'s Say) -> &'s str {
        ours(say, self.instrument.language())
    }

    /// What the one who shows the survey knows, for the tests.
    fn variables(&self) -> Map<String, Json> {
        let known = known_names(self.instrument);
        known.into_iter().map(|known| (variable(known), value!(example(known)))).collect()
    }

    /// From the first page to the end, answering everything that is asked.
    fn through(&self, tag: &str) -> Option<Json> {
        let instrument = self.instrument;
        let path = instrument.respond(&Answers::on(instrument.as_of.0), Diligence::Everything)?;
        let mut steps = Vec::new();
        for visit in &path.visits {
            let titles = self.titles(&visit.seen, tag, &path.answers, true);
            steps.extend(self.set(visit, &path.answers));
            steps.push(value!({"expect": titles}));
            if visit != path.visits.last()? {
                steps.push(value!({"nextPage": {"survey": true}}));
            }
        }
        if path.stop == Stop::AtTheEnd {
            steps.push(value!({"complete": {"survey": true}}));
            steps.push(value!({"expect": {"survey": {"state": "completed"}}}));
        }
        let name = say!(en: "everything answered ({tag})", es: "todo respondido ({tag})");
        Some(self.test(self.say(&name), tag, &path, steps))
    }

    /// A person for whom a branch is open or closed.
    fn case(&self, case: &Case, tag: &str, titled: bool) -> Json {
        let mut steps = Vec::new();
        for (nth, visit) in case.path.visits.iter().enumerate() {
            if nth > 0 {
                steps.push(value!({"nextPage": {"survey": true}}));
            }
            steps.extend(self.set(visit, &case.path.answers));
        }
        let mut expected = self.visible(&case.path);
        if let (true, Opens::Item(item)) = (titled, case.opens) {
            for (name, checks) in self.titles(&[item], tag, &case.path.answers, false) {
                merge(&mut expected, &name, checks);
            }
        }
        steps.push(value!({"expect": expected}));
        self.test(&self.name(case, tag, titled), tag, &case.path, steps)
    }

    /// What is read at the end: the tester of survey-core does not look there.
    fn ends(&self) -> Vec<Json> {
        let instrument = self.instrument;
        let case = |case: EndCase| {
            let because: Vec<String> = case.because.iter().map(|because| self.because(because)).collect();
            let data: Map<String, Json> = case
                .path
                .visits
                .iter()
                .flat_map(|visit| self.answers(visit, &case.path.answers))
                .chain(self.comments(&case.path.answers))
                .collect();
            let reads: Map<String, Json> = instrument
                .languages
                .iter()
                .map(|tag| {
                    let end = case.end.map(|nth| &instrument.ends[nth]);
                    let said =
                        end.map_or_else(|| ours(&thanks(), tag).to_owned(), |end| said(instrument, end, tag));
                    (locale(instrument, tag), value!(said))
                })
                .collect();
            let end = case.end.map(|nth| instrument.ends[nth].id.as_str());
            value!({"name": because.join(", "), "now": case.path.answers.today.to_string(), "data": data, "end": end, "nth": case.end.map(|nth| nth + 1), "reads": reads})
        };
        instrument.end_cases().into_iter().map(case).collect()
    }

    fn name(&self, case: &Case, tag: &str, titled: bool) -> String {
        let because: Vec<String> = case.because.iter().map(|because| self.because(because)).collect();
        let because = because.join(", ");
        let items = &self.instrument.items;
        let name = match case.opens {
            Opens::Item(item) => items[item].id.to_string(),
            Opens::Option(item, nth) => format!("{}/{}", items[item].id, items[item].options()[nth].id),
        };
        let told = match case.open {
            true => say!(en: "{name} is shown: {because}", es: "{name} se muestra: {because}"),
            false => say!(en: "{name} is hidden: {because}", es: "{name} se oculta: {because}"),
        };
        let told = self.say(&told);
        if titled { format!("{told} ({tag})") } else { told.to_owned() }
    }

    fn because(&self, because: &Because) -> String {
        let name = &because.name;
        let value = match &because.value {
            Value::None => {
                return self.say(&say!(en: "{name} unanswered", es: "{name} sin respuesta")).to_owned();
            }
            Value::Group => {
                return self.say(&say!(en: "{name} answered", es: "{name} respondida")).to_owned();
            }
            Value::Number(number) => number.normalize().to_string(),
            Value::Text(text) => text.clone(),
            Value::Several(taken) => taken.join(" + "),
            Value::YesNo(value) => value.to_string(),
            Value::Date(date) => date.to_string(),
            Value::Quantity(value, _) => value.to_string(),
            Value::Moment(moment) => moment.to_string(),
        };
        format!("{name} = {value}")
    }

    fn test(&self, name: &str, tag: &str, path: &Path, steps: Vec<Json>) -> Json {
        let mut options = Map::new();
        options.insert("locale".into(), value!(locale(self.instrument, tag)));
        if self.reads_the_day() {
            options.insert("now".into(), value!(path.answers.today.to_string()));
        }
        let mut test = Map::new();
        test.insert("name".into(), value!(name));
        test.insert("options".into(), Json::Object(options));
        let comments = self.comments(&path.answers);
        if !comments.is_empty() {
            // The words for "other" are there before the option is taken: the tester has no clean way
            // to write them after.
            test.insert("start".into(), value!({"dataMode": "restore", "data": comments}));
        }
        test.insert("steps".into(), Json::Array(steps));
        Json::Object(test)
    }

    fn reads_the_day(&self) -> bool {
        let ends = self.instrument.ends.iter().filter_map(|end| end.branch.as_ref());
        let mut branches = self.instrument.items.iter().flat_map(Item::branches).chain(ends);
        branches.any(|branch| branch.typed.symbols().iter().any(|symbol| symbol.name == TODAY))
    }

    /// The answers of one page.
    fn set(&self, visit: &Visit, answers: &Answers) -> Option<Json> {
        let given: Map<String, Json> = self.answers(visit, answers).collect();
        (!given.is_empty()).then(|| value!({"set": given}))
    }

    fn answers(&self, visit: &Visit, answers: &Answers) -> impl Iterator<Item = (String, Json)> {
        visit.seen.iter().filter_map(|place| {
            let item = &self.instrument.items[*place];
            Some((item.name.clone(), self.given(*place, item, answers)?))
        })
    }

    fn given(&self, place: usize, item: &Item<'_>, answers: &Answers) -> Option<Json> {
        if let Answer::Matrix { .. } = item.answer {
            let line = |(of, given): (&Variable, &Value)| {
                (of.item == place).then(|| Some((of.row.clone()?, json(item, given)))).flatten()
            };
            let lines: Map<String, Json> = answers.given.iter().filter_map(line).collect();
            return (!lines.is_empty()).then_some(Json::Object(lines));
        }
        Some(json(item, answers.given.get(&Variable { item: place, row: None })?))
    }

    fn comments(&self, answers: &Answers) -> Map<String, Json> {
        let items = self.instrument.items.iter().enumerate();
        let written = items.filter_map(|(place, item)| {
            let words = item.asks_for_words()?;
            let taken = match answers.given.get(&Variable { item: place, row: None })? {
                Value::Text(id) => id == words.id.as_str(),
                Value::Several(taken) => taken.iter().any(|id| id == words.id.as_str()),
                _ => false,
            };
            taken.then(|| (format!("{}{COMMENT}", item.name), value!("…")))
        });
        written.collect()
    }

    /// Which of the questions and options that come and go are there.
    fn visible(&self, path: &Path) -> Map<String, Json> {
        let mut expected = Map::new();
        for item in &self.instrument.items {
            let open = self.instrument.is_open(item.branch.as_ref(), &path.answers);
            if item.branch.is_some() {
                merge(&mut expected, &item.name, value!({"visible": open}));
            }
            if open && item.options().iter().any(|option| option.branch.is_some()) {
                let words = item.asks_for_words().map(|option| option.id);
                let offered = self.instrument.offered(item, &path.answers);
                let plain = offered.iter().filter(|option| Some(option.id) != words);
                let mut choices: Vec<&str> = plain.map(|option| stored(item, option.id.as_str())).collect();
                choices.extend(words.map(|_| OTHER));
                merge(&mut expected, &item.name, value!({"choices": choices}));
            }
        }
        expected
    }

    /// What the questions that are seen say.
    fn titles(&self, seen: &[usize], tag: &str, answers: &Answers, all: bool) -> Map<String, Json> {
        let mut expected = Map::new();
        for place in seen {
            let item = &self.instrument.items[*place];
            let mut checks = Map::new();
            checks.insert("visible".into(), value!(true));
            if let Some(title) = self.title(*place, item, tag, answers) {
                checks.insert("title".into(), value!(title));
            }
            if all {
                let required = item.required && item.is_answered();
                checks.insert("required".into(), value!(required));
            }
            expected.insert(item.name.clone(), Json::Object(checks));
        }
        expected
    }

    /// The words of a question with its gaps filled; none when it repeats an answer whose spelling is
    /// SurveyJS's own.
    fn title(&self, place: usize, item: &Item<'p>, tag: &str, answers: &Answers) -> Option<String> {
        let part = |part: Part| match part {
            Part::Words(words) => Some(without_braces(&words)),
            Part::Known(known) => Some(example(known).to_owned()),
            Part::Unknown => Some("…".to_owned()),
            Part::Answer(of) => {
                let given = answers.given.get(&Variable { item: of, row: None })?;
                self.displayed(of, given, tag)
            }
        };
        self.instrument.read(&item.text, tag, place).into_iter().map(part).collect()
    }

    fn displayed(&self, place: usize, given: &Value, tag: &str) -> Option<String> {
        let item = &self.instrument.items[place];
        match (&item.answer, given) {
            (Answer::Open, Value::Text(text)) => Some(text.clone()),
            (Answer::Scale(scale), Value::Number(number)) => {
                let nth = scale.codes().position(|code| rust_decimal::Decimal::from(code) == *number)?;
                let label = scale.labelled().get(nth);
                Some(
                    label.map_or(number.normalize().to_string(), |label| {
                        text(self.instrument, label, tag, place)
                    }),
                )
            }
            (Answer::Choice { options, .. }, Value::Text(id)) => {
                let option = options.iter().find(|option| option.id.as_str() == id)?;
                (stored(item, id) != OTHER).then(|| text(self.instrument, &option.text, tag, place))
            }
            _ => None,
        }
    }
}

fn merge(expected: &mut Map<String, Json>, name: &str, checks: Json) {
    let own = expected.entry(name).or_insert_with(|| value!({}));
    if let (Json::Object(own), Json::Object(checks)) = (own, checks) {
        own.extend(checks);
    }
}

fn example(known: Known) -> &'static str {
    match known {
        Known::CustomerFirstName => "Ana",
        Known::CustomerFormalName => "Ana García",
        Known::AgentName => "Luis",
        Known::OrganizationName => "Acme",
    }
}
