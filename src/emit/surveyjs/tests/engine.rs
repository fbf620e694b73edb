//! The expression language of SurveyJS as survey-core 3.1.1 runs it, as far as we write it: what is
//! empty, what equals what, and how a missing answer compares.

use serde_json::Value as Json;

/// Whether an expression is true for stored answers.
pub fn runs(expression: &str, answers: &Json, today: &str) -> bool {
    let tokens = tokens(expression);
    let mut engine = Engine { tokens: &tokens, at: 0, answers, today };
    let value = engine.or();
    assert_eq!(engine.at, tokens.len(), "{expression} was read up to {:?}", tokens.get(engine.at));
    truthy(&value)
}

fn tokens(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let (mut at, mut found) = (0, Vec::new());
    while at < letters.len() {
        let start = at;
        let first = letters[at];
        at += 1;
        match first {
            ' ' => continue,
            '{' => at = (at..letters.len()).find(|i| letters[*i] == '}').expect("a closed name") + 1,
            '\'' => {
                while letters[at] != '\'' || letters[at - 1] == '\\' {
                    at += 1;
                }
                at += 1;
            }
            '<' | '>' if at < letters.len() && "=>".contains(letters[at]) => at += 1,
            c if c.is_alphanumeric() => {
                while at < letters.len() && (letters[at].is_alphanumeric() || letters[at] == '.') {
                    at += 1;
                }
            }
            _ => {}
        }
        found.push(letters[start..at].iter().collect());
    }
    found
}

struct Engine<'e> {
    tokens: &'e [String],
    at: usize,
    answers: &'e Json,
    today: &'e str,
}

impl Engine<'_> {
    fn peek(&self) -> &str {
        self.tokens.get(self.at).map_or("", String::as_str)
    }

    fn take(&mut self, token: &str) -> bool {
        let taken = self.peek() == token;
        self.at += usize::from(taken);
        taken
    }

    fn expect(&mut self, token: &str) {
        assert!(self.take(token), "{token} before {:?}", self.peek());
    }

    fn or(&mut self) -> Json {
        let mut value = self.and();
        while self.take("or") {
            let right = self.and();
            value = if truthy(&value) { value } else { right };
        }
        value
    }

    fn and(&mut self) -> Json {
        let mut value = self.comparison();
        while self.take("and") {
            let right = self.comparison();
            value = if truthy(&value) { right } else { value };
        }
        value
    }

    fn comparison(&mut self) -> Json {
        let left = self.sum();
        let sign = self.peek().to_owned();
        self.at += 1;
        Json::Bool(match sign.as_str() {
            "notempty" => !empty(&left),
            "empty" => empty(&left),
            "=" => equal(&left, &self.sum()),
            "<>" => !equal(&left, &self.sum()),
            "<" => less(&left, &self.sum()),
            ">" => less(&self.sum(), &left),
            "<=" => {
                let right = self.sum();
                equal(&left, &right) || less(&left, &right)
            }
            ">=" => {
                let right = self.sum();
                equal(&left, &right) || less(&right, &left)
            }
            "anyof" => any_of(&left, &self.sum()),
            "noneof" => !any_of(&left, &self.sum()),
            "contains" => contains(&left, &self.sum()),
            // A missing list does not contain anything, and says so.
            "notcontains" => {
                let right = self.sum();
                empty(&left) || !contains(&left, &right)
            }
            _ => {
                self.at -= 1;
                return left;
            }
        })
    }

    fn sum(&mut self) -> Json {
        let mut value = self.product();
        loop {
            let sign = match self.peek() {
                "+" => 1.0,
                "-" => -1.0,
                _ => return value,
            };
            self.at += 1;
            let right = self.product();
            value = tidy(number(&value) + sign * number(&right));
        }
    }

    fn product(&mut self) -> Json {
        let mut value = self.atom();
        loop {
            let times = match self.peek() {
                "*" => true,
                "/" => false,
                _ => return value,
            };
            self.at += 1;
            let right = self.atom();
            value = match (times, number(&right)) {
                (true, right) => tidy(number(&value) * right),
                (false, 0.0) => Json::Null,
                (false, right) => Json::from(number(&value) / right),
            };
        }
    }

    fn atom(&mut self) -> Json {
        let token = self.peek().to_owned();
        self.at += 1;
        if let Some(name) = token.strip_prefix('{').and_then(|t| t.strip_suffix('}')) {
            let path: Vec<&str> = name.splitn(2, '.').collect();
            let found = self.answers.get(path[0]).cloned().unwrap_or_default();
            return path.get(1).map_or(found.clone(), |row| found.get(row).cloned().unwrap_or_default());
        }
        if let Some(text) = token.strip_prefix('\'').and_then(|t| t.strip_suffix('\'')) {
            return Json::from(text.replace("\\'", "'").replace("\\\"", "\""));
        }
        match token.as_str() {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            "-" => Json::from(-number(&self.atom())),
            "(" => {
                let value = self.or();
                self.expect(")");
                value
            }
            "[" => {
                let mut list = vec![self.sum()];
                while self.take(",") {
                    list.push(self.sum());
                }
                self.expect("]");
                Json::Array(list)
            }
            "today" => {
                self.expect("(");
                self.expect(")");
                Json::from(self.today)
            }
            "iif" | "round" => self.call(&token),
            digits => Json::from(digits.parse::<f64>().unwrap_or_else(|_| panic!("{digits} is not known"))),
        }
    }

    fn call(&mut self, name: &str) -> Json {
        self.expect("(");
        let mut arguments = vec![self.or()];
        while self.take(",") {
            arguments.push(self.or());
        }
        self.expect(")");
        match (name, arguments.as_slice()) {
            ("iif", [when, first, second]) => {
                if truthy(when) {
                    first.clone()
                } else {
                    second.clone()
                }
            }
            ("round", [value, digits]) => {
                let power = 10f64.powf(number(digits));
                Json::from((number(value) * power).round() / power)
            }
            _ => panic!("{name} with {} arguments", arguments.len()),
        }
    }
}

/// Sums and products are put right in their last digits, as survey-core does.
fn tidy(value: f64) -> Json {
    Json::from((value * 1e9).round() / 1e9)
}

fn empty(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.is_empty(),
        Json::Array(list) => list.is_empty(),
        Json::Object(map) => map.is_empty(),
        _ => false,
    }
}

fn truthy(value: &Json) -> bool {
    !empty(value) && *value != Json::Bool(false) && value.as_f64() != Some(0.0)
}

/// What JavaScript makes of a value that is calculated with: nothing is 0.
fn number(value: &Json) -> f64 {
    match value {
        Json::Number(number) => number.as_f64().unwrap_or(f64::NAN),
        Json::Null => 0.0,
        Json::Bool(value) => f64::from(u8::from(*value)),
        Json::String(text) => text.parse().unwrap_or(f64::NAN),
        _ => f64::NAN,
    }
}

fn equal(left: &Json, right: &Json) -> bool {
    match (left, right) {
        _ if empty(left) || empty(right) => empty(left) && empty(right),
        (Json::String(one), Json::String(other)) => one.trim().to_lowercase() == other.trim().to_lowercase(),
        (Json::Bool(value), Json::String(text)) | (Json::String(text), Json::Bool(value)) => {
            value.to_string() == text.to_lowercase()
        }
        (Json::Array(_), _) | (_, Json::Array(_)) => left == right,
        _ => number(left) == number(right),
    }
}

fn less(left: &Json, right: &Json) -> bool {
    match (left, right) {
        (Json::Null, _) | (_, Json::Null) => false,
        (Json::String(one), Json::String(other)) => one < other,
        _ => number(left) < number(right),
    }
}

fn contains(list: &Json, value: &Json) -> bool {
    match list {
        Json::Array(list) => list.iter().any(|item| equal(item, value)),
        Json::String(text) => {
            value.as_str().is_some_and(|part| text.to_lowercase().contains(&part.to_lowercase()))
        }
        _ => false,
    }
}

fn any_of(left: &Json, right: &Json) -> bool {
    match left {
        _ if empty(left) => empty(right),
        Json::Array(taken) => taken.iter().any(|one| contains(right, one)),
        one => contains(right, one),
    }
}
