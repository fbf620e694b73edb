#!/usr/bin/env python3
"""The generated LimeSurvey files, checked by rules of our own.

    python3 tests/clients/limesurvey/check.py OUT/surveys/limesurvey OUT/surveys/surveyjs

LimeSurvey comes from no package registry, and its import says nearly nothing: it merges questions of one
code, strips what it does not like from codes, activates conditions that it cannot read and falls back to
another language. So everything that it does in silence is refused here.

Every <survey>.txt must pass:
  table        known columns and classes, as many cells in each line, no cell that a spreadsheet computes
  codes        letters and digits, 20 at most for questions and lines, 5 for answers, none twice
  languages    the same rows in every language, each with its words
  expressions  relevance and braces are read by a reader of their own: known functions, earlier questions
  codebook     every column of the data is a line of codebook.csv, and the other way round
  behaviour    each way of a person in <survey>.tests.json (made from the meaning of the conditions, and
               passed by survey-core) shows or hides each question that has relevance

At the end a broken copy for each layer must be refused, so that a layer that stopped looking is noticed.
"""
import csv
import io
import json
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import common  # noqa: E402

BASE = ("id related_id class type/scale name relevance text help language validation mandatory encrypted other default "
        "same_default same_script").split()
ATTRIBUTES = ("question_template max_answers exclude_all_others other_replace_text num_value_int_only min_num_value_n "
              "max_num_value_n").split()
WORDS = ("text", "help", "other_replace_text")
TYPES = {"T": "", "Y": "", "N": "", "D": "", "L": "A", "M": "SQ", "R": "A", "F": "SQ A", "X": ""}
CODE = re.compile(r"[A-Za-z][A-Za-z0-9]*")
TOKEN = re.compile(r'\s*(?:(\d+(?:\.\d+)?)|"((?:[^"\\]|\\.)*)"|([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)?)(\.NAOK)?|(&&|\|\||[=!<>]=|[-+*/!<>(),]))')


def lines(text):
    return list(csv.reader(io.StringIO(text), delimiter="\t"))


class Expression:
    """Relevance: read once, computed for many answers."""

    def __init__(self, text):
        self.tokens, self.at, self.names = [], 0, set()
        place = 0
        while place < len(text.rstrip()):
            found = TOKEN.match(text, place)
            if not found:
                raise ValueError(f"cannot read {text[place:place + 20]!r}")
            self.tokens.append(found)
            place = found.end()
        self.run = self.either()
        if self.at < len(self.tokens):
            raise ValueError(f"something stands behind the end: {text!r}")

    def sign(self, *signs):
        if self.at < len(self.tokens) and self.tokens[self.at][5] in signs:
            self.at += 1
            return self.tokens[self.at - 1][5]
        return None

    def demand(self, sign):
        if not self.sign(sign):
            raise ValueError(f"{sign} is missing")

    def either(self):
        parts = [self.both()]
        while self.sign("||"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else lambda given: any(truth(part(given)) for part in parts)

    def both(self):
        parts = [self.compared()]
        while self.sign("&&"):
            parts.append(self.compared())
        return parts[0] if len(parts) == 1 else lambda given: all(truth(part(given)) for part in parts)

    def compared(self):
        left = self.added()
        sign = self.sign("==", "!=", "<=", ">=", "<", ">")
        if not sign:
            return left
        right = self.added()
        return lambda given: compare(sign, left(given), right(given))

    def added(self):
        left = self.multiplied()
        while sign := self.sign("-"):
            one, other = left, self.multiplied()
            left = lambda given, one=one, other=other: number(one(given)) - number(other(given))
        return left

    def multiplied(self):
        left = self.single()
        while sign := self.sign("*", "/"):
            one, other = left, self.single()
            left = (lambda given, one=one, other=other: number(one(given)) * number(other(given))) if sign == "*" else (
                lambda given, one=one, other=other: number(one(given)) / number(other(given)))
        return left

    def single(self):
        if self.sign("!"):
            inner = self.single()
            return lambda given: not truth(inner(given))
        if self.sign("-"):
            inner = self.single()
            return lambda given: -number(inner(given))
        if self.sign("("):
            inner = self.either()
            self.demand(")")
            return inner
        if self.at >= len(self.tokens):
            raise ValueError("it ends too early")
        digits, quoted, name, answer, other = self.tokens[self.at].groups()
        self.at += 1
        if digits is not None:
            return lambda given: float(digits)
        if quoted is not None:
            text = re.sub(r"\\(.)", r"\1", quoted)
            return lambda given: text
        if name is None:
            raise ValueError(f"{other} stands alone")
        if answer:
            self.names.add(name)
            return lambda given: given.get(name, "")
        self.demand("(")
        parts = [self.either()]
        while self.sign(","):
            parts.append(self.either())
        self.demand(")")
        return called(name, parts)


def called(name, parts):
    wanted = {"is_empty": 1, "if": 3, "round": 2, "sum": 2}
    if wanted.get(name) != len(parts):
        raise ValueError(f"{name} with {len(parts)} is no function that we write")
    return {
        "is_empty": lambda given: parts[0](given) == "",
        "if": lambda given: parts[1](given) if truth(parts[0](given)) else parts[2](given),
        "round": lambda given: round(number(parts[0](given)), int(parts[1](given))),
        "sum": lambda given: number(parts[0](given)) + number(parts[1](given)),
    }[name]


def number(value):
    try:
        return float(value)
    except ValueError:
        return 0.0


def truth(value):
    return value not in ("", "0", 0.0, False)


def compare(sign, left, right):
    numbers = all(isinstance(v, (float, bool)) or re.fullmatch(r"-?\d+(\.\d+)?", v) for v in (left, right))
    one, other = (float(left), float(right)) if numbers else (str(left), str(right))
    return {"==": one == other, "!=": one != other, "<": one < other, "<=": one <= other, ">": one > other,
            ">=": one >= other}[sign]


class Survey:
    def __init__(self, text):
        head, *rest = lines(text)
        self.head, self.rows = head, [dict(zip(head, row)) for row in rest]
        self.widths = {len(row) for row in rest}
        self.settings = {row["name"]: row["text"] for row in self.rows if row["class"] == "S"}
        self.languages = [self.settings.get("language", ""), *self.settings.get("additional_languages", "").split()]

    def of(self, language):
        """Groups and questions of a language, each with its answers and lines."""
        return [row for row in self.rows if row["class"] in ("G", "Q", "A", "SQ") and row["language"] == language]

    def questions(self):
        """(question, its answers and lines) in the first language."""
        found = []
        for row in self.of(self.languages[0]):
            if row["class"] == "Q":
                found.append((row, []))
            elif row["class"] in ("A", "SQ") and found:
                found[-1][1].append(row)
        return found


def table(survey):
    if survey.head != BASE + ATTRIBUTES:
        yield f"the columns are {survey.head}"
    if survey.widths != {len(survey.head)}:
        yield f"lines have {sorted(survey.widths)} cells"
    for row in survey.rows:
        if row["class"] not in ("S", "SL", "G", "Q", "A", "SQ"):
            yield f"class {row['class']}"
        if row["class"] == "Q" and row["type/scale"] not in TYPES:
            yield f"{row['name']}: type {row['type/scale']}"
        yield from (f"{row['name']}: {cell[:20]!r} would be computed" for cell in row.values() if cell[:1] in tuple("=+-@"))


def codes(survey):
    names = []
    for question, parts in survey.questions():
        names.append(question["name"])
        wanted = TYPES.get(question["type/scale"], "").split()
        classes = {part["class"] for part in parts}
        if classes != set(wanted):
            yield f"{question['name']} has {classes}, not {wanted}"
        for kind, most, form in (("A", 5, re.compile(r"[A-Za-z0-9]+")), ("SQ", 20, re.compile(r"[A-Za-z0-9]+"))):
            own = [part["name"] for part in parts if part["class"] == kind]
            yield from (f"{question['name']}: code {code}" for code in own if not form.fullmatch(code) or len(code) > most)
            if len({code.lower() for code in own}) != len(own):
                yield f"{question['name']}: two {kind} with one code"
    yield from (f"code {name}" for name in names if not CODE.fullmatch(name) or len(name) > 20)
    if len({name.lower() for name in names}) != len(names):
        yield "two questions with one code"


def languages(survey):
    if set(survey.languages) != {row["language"] for row in survey.rows if row["language"]} or "" in survey.languages:
        yield f"the settings say {survey.languages}"
    bare = lambda row: {key: cell for key, cell in row.items() if key not in (*WORDS, "language")}
    first = [bare(row) for row in survey.of(survey.languages[0])]
    for language in survey.languages:
        own = survey.of(language)
        if [bare(row) for row in own] != first:
            yield f"{language} has other rows"
        yield from (f"{row['name']} has no words in {language}" for row in own if row["class"] != "G" and not row["text"])
        yield from (f"{row['name']} has no word for other in {language}" for row in own
                    if row["other"] == "Y" and not row["other_replace_text"])
        titles = [row for row in survey.rows if row["class"] == "SL" and row["language"] == language]
        if not any(row["name"] == "surveyls_title" and row["text"] for row in titles):
            yield f"no title in {language}"


def columns(question, parts):
    """The columns of the data for a question."""
    code, kind = question["name"], question["type/scale"]
    lines = [part["name"] for part in parts if part["class"] == "SQ"]
    other = [f"{code}_other"] if question["other"] == "Y" else []
    if kind == "X":
        return []  # a text
    if kind in ("M", "F"):
        return [f"{code}_{line}" for line in lines] + other
    if kind == "R":
        return [f"{code}_{nth + 1}" for nth in range(len(parts))]
    return [code, *other]


def expressions(survey):
    earlier = set()
    shown = set()
    for question, parts in survey.questions():
        for row in (question, *parts):
            if row["class"] == "A":
                continue
            try:
                unknown = Expression(row["relevance"]).names - earlier
            except ValueError as error:
                yield f"{question['name']}: {error}"
                continue
            yield from (f"{question['name']} looks at {name}" for name in sorted(unknown))
        for language in survey.languages:
            same = [row for row in survey.of(language) if row["class"] == "Q" and row["name"] == question["name"]]
            for text in (row[word] for row in same for word in WORDS):
                for inner in re.findall(r"\{([^}]*)\}?", text):
                    piped = inner.removesuffix(".shown")
                    if not re.fullmatch(r"TOKEN:(FIRSTNAME|ATTRIBUTE_[123])", inner) and (piped == inner or piped not in shown):
                        yield f"{question['name']} says {{{inner}}}"
        earlier |= set(columns(question, parts))
        shown.add(question["name"])


def codebook(survey, own):
    there = {column for question, parts in survey.questions() for column in columns(question, parts)}
    listed = {row["name"] for row in own}
    yield from (f"{name} is in one of file and codebook only" for name in sorted(there ^ listed))
    stored = {row["name"]: [part.partition("=")[0] for part in row["values"].split("|")] for row in own}
    for question, parts in survey.questions():
        if question["type/scale"] in ("L", "F", "R"):
            codes = [part["name"] for part in parts if part["class"] == "A"]
            for column in columns(question, parts):
                said = stored.get(column, [])
                if said and ".." in said[0]:
                    low, high = said[0].split("..")
                    said = [str(code) for code in range(int(low), int(high) + 1)] + said[1:]
                if not column.endswith("_other") and [code for code in said if code != "-oth-"] != codes:
                    yield f"{column}: the codebook says {said}, the file {codes}"


class Answers:
    """From what SurveyJS stores to the columns of this file."""

    def __init__(self, own, theirs):
        self.own = {row["question"]: row for row in own}
        self.question = {row["name"]: row["question"] for row in theirs}
        self.words = {row["name"]: dict(part.split("=") for part in row["values"].split("|") if "=" in part) for row in theirs}

    def column(self, name):
        """The first column of a question."""
        question = self.question.get(name)
        if question is None:
            return name  # a statement: nothing is stored of it
        return self.own[question]["name"] if question in self.own else None

    def given(self, data):
        """What the columns hold after these answers."""
        found = {}
        for name, value in data.items():
            each = {f"{name}.{line}": one for line, one in value.items()} if isinstance(value, dict) else {name: value}
            for key, one in each.items():
                if not key.endswith("-Comment"):  # the words beside an option
                    found.update(self.stored(key, one))
        return found

    def stored(self, name, value):
        """Pairs of column and text."""
        question = self.question[name]
        id_of = lambda value: self.words[name].get(value, value)
        if isinstance(value, list):
            for nth, option in enumerate(value):
                row = self.own.get(f"{question}.{id_of(option)}")
                if row is not None:
                    yield row["name"], "Y" if row["values"] else "…"
                else:
                    yield self.own[f"{question}.{nth + 1}"]["name"], str(option)
            return
        row = self.own[question]
        meaning = {id: code for code, _, id in (part.partition("=") for part in row["values"].split("|")) if id}
        text = ("true" if value else "false") if isinstance(value, bool) else id_of(str(value))
        yield row["name"], meaning.get(text, text)


def behaviour(survey, answers, tests):
    """(problems, comparisons)"""
    conditions = {q["name"]: Expression(q["relevance"]) for q, _ in survey.questions() if q["relevance"] != "1"}
    code = lambda name: (answers.column(name) or "").split("_")[0]
    problems, compared = [], 0
    for test in tests["tests"]:
        given = {}
        for step in test["steps"]:
            given.update(answers.given(step.get("set", {})))
            for name, checks in step.get("expect", {}).items():
                if "visible" in checks and code(name) in conditions:
                    compared += 1
                    if truth(conditions[code(name)].run(given)) != checks["visible"]:
                        problems.append(f"{test['name']}: {name} is not {'shown' if checks['visible'] else 'hidden'}")
    pages = {int(name.removeprefix("ENDPAGE")): Expression(q["relevance"]) for q, _ in survey.questions()
             if re.fullmatch(r"ENDPAGE\d+", name := q["name"])}
    for end in tests.get("ends", []) if pages else []:
        compared += 1
        given = answers.given(end["data"])
        read = [nth for nth, condition in pages.items() if truth(condition.run(given))]
        if read != ([end["nth"]] if end["nth"] in pages else []):
            problems.append(f"{end['name']} reads the end pages {read}, not {end['nth']}")
    return problems, compared


def check(text, own, theirs, tests):
    """(problems, conditions, comparisons)"""
    survey = Survey(text)
    layers = (("table", table(survey)), ("codes", codes(survey)), ("languages", languages(survey)),
              ("expressions", expressions(survey)), ("codebook", codebook(survey, own)))
    problems = [f"{layer}: {problem}" for layer, found in layers for problem in found]
    if problems:
        return problems, 0, 0
    found, compared = behaviour(survey, Answers(own, theirs), tests)
    conditions = sum(question["relevance"] != "1" for question, _ in survey.questions())
    return [f"behaviour: {problem}" for problem in found], conditions, compared


def broken_copies(survey):
    """(what is wrong, which layer must say so, line, column, new cell)."""
    rows = list(enumerate(survey.rows))
    first = lambda test: next((nth for nth, row in rows if test(row)), None)
    question = first(lambda row: row["class"] == "Q")
    branch = first(lambda row: row["class"] == "Q" and row["relevance"] != "1")
    other = [nth for nth, row in rows if row["class"] == "Q"][1]
    answer = first(lambda row: row["class"] == "A")
    last = [nth for nth, row in rows if row["class"] == "Q"][-1]
    yield "a column that nobody knows", "table", question, "class", "QQ"
    yield "a text that is a formula", "table", question, "text", "=1+1"
    yield "two questions with one code", "codes", other, "name", survey.rows[question]["name"]
    yield "a code with an underscore", "codes", question, "name", "a_b"
    yield "an answer code that is too long", "codes", answer, "name", "toolong"
    yield "a text without translation", "languages", last, "text", ""
    yield "relevance that nobody can read", "expressions", branch, "relevance", "1 == == 1"
    yield "relevance on a question that is not there", "expressions", branch, "relevance", "nobody.NAOK == 1"
    yield "relevance that means the opposite", "behaviour", branch, "relevance", None
    yield "an end page for everybody", "behaviour", first(lambda row: row["name"] == "ENDPAGE1"), "relevance", "1"


def canaries(text, own, theirs, tests):
    problems, count, survey = [], 0, Survey(text)
    for what, layer, nth, column, cell in broken_copies(survey):
        if nth is None:
            continue  # nothing of that sort is in this file
        broken = Survey(text)
        cell = f"!({broken.rows[nth]['relevance']})" if cell is None else cell
        old = broken.rows[nth]
        # The same row in every language, but for a text.
        for row in broken.rows:
            if row is old or column not in WORDS and row["class"] == old["class"] and row["id"] == old["id"] and row["name"] == old["name"] and old["class"] == "Q":
                row[column] = cell if row is not old else row[column]
        old[column] = cell
        out = io.StringIO()
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        writer.writerows([broken.head, *([row[key] for key in broken.head] for row in broken.rows)])
        if not any(problem.startswith(layer) for problem in check(out.getvalue(), own, theirs, tests)[0]):
            problems.append(f"broken copies: {layer} did not refuse {what}")
        count += 1
    if count < 5:
        problems.append(f"broken copies: only {count} could be made")
    return problems, count


def main(folder, surveyjs):
    rows = lambda file: list(csv.DictReader(file.open(encoding="utf-8")))
    own, theirs = rows(folder / "codebook.csv"), rows(surveyjs / "codebook.csv")
    files, problems, conditions, comparisons, refused, richest = sorted(folder.glob("*.txt")), [], 0, 0, 0, None
    for file in files:
        text, of = file.read_text("utf-8"), lambda rows: [row for row in rows if row["survey"] == file.stem]
        arguments = text, of(own), of(theirs), json.loads((surveyjs / f"{file.stem}.tests.json").read_text("utf-8"))
        found, told, compared = check(*arguments)
        problems += [f"{file.name}: {problem}" for problem in found]
        conditions, comparisons = conditions + told, comparisons + compared
        if richest is None or compared > richest[0]:
            richest = compared, arguments
    if not files or len(files) != len(list(surveyjs.glob("*.tests.json"))):
        problems.append(f"{len(files)} files, and not as many as surveys")
    if not problems:
        found, refused = canaries(*richest[1])
        problems += found
    if problems:
        common.fail(problems)
    print(f"OK limesurvey: {len(files)} files, {conditions} questions with relevance, {comparisons} comparisons, "
          f"{refused} broken copies refused")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: check.py LIMESURVEY SURVEYJS")
    main(*(Path(argument).resolve() for argument in sys.argv[1:]))
