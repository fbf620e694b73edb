#!/usr/bin/env python3
"""People answer every survey on every platform, and what comes back has to land in the right columns.

    python3 tests/clients/answers/check.py SENDA OUT PROGRAM [OUT PROGRAM …]

  handed over  what each platform hands over is written from the platform's own form (the option at a place,
               its text, its code), never from the mapping; QuestionnaireResponses are read by `fhir.resources`
  mapping      read here with `jsonpath-rfc9535`, another reader of JSONPath than Senda's
  rows         every cell of `senda collect` is what was answered, and what the mapping says to this reader
  measure      an NPS of the collected rows is the one that is counted from the answers

At the end broken copies must be refused, so that a layer that stopped looking is noticed.
"""
import csv
import datetime
import io
import json
import random
import shutil
import subprocess
import sys
import tempfile
import zoneinfo
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import common  # noqa: E402

common.enter_venv("answers")
import jsonpath_rfc9535  # noqa: E402
import openpyxl  # noqa: E402
from fhir.resources.questionnaireresponse import QuestionnaireResponse  # noqa: E402

# As many as the program asks for before it shows a value, and more.
PEOPLE = 96
START = datetime.datetime(2026, 10, 31, 20, 30, tzinfo=datetime.timezone.utc)
SENT = {"customer_id": "C0042", "person_id": "P7", "shop_id": "S1", "archetype": "MX_02", "channel": "email"}
# Those that keep what the invitation brought along.
KEEPS = {"surveyjs", "xlsform", "qsf", "typeform", "formbricks"}
# One form for each language.
BY_LANGUAGE = {"googleforms", "typeform"}


def codebook(folder, survey):
    """Rows of a codebook by question."""
    rows = csv.DictReader(io.StringIO((folder / "codebook.csv").read_text("utf-8")))
    return {row["question"]: row for row in rows if row["survey"] == survey}


def offered(row):
    """What a question offers, in its order, as the program names it; without the option that asks for words."""
    found = []
    for value in filter(None, row["values"].split("|")):
        stored, _, meant = value.partition("=")
        if ".." in value:
            low, high = value.split("..")
            found += [str(code) for code in range(int(low), int(high) + 1)]
        elif stored != "other":
            found.append(meant or stored)
    return found


# --- what each platform hands over -----------------------------------------------------------------
# Each takes the folder, the survey and its people, and gives the bytes. A person is
# {id, at, language, answers: {question: place in what is offered}}.

def surveyjs(folder, survey, people, books):
    form = json.loads((folder / f"{survey}.json").read_text("utf-8"))
    elements = {element["name"]: element for page in form["pages"] for element in page["elements"]}

    def value(question, place):
        element = elements[books[question]["name"]]
        if element["type"] == "boolean":
            return place == 0
        listed = element.get("rateValues") or element.get("choices")
        if listed is None:
            return element["rateMin"] + place
        return listed[place]["value"] if isinstance(listed[place], dict) else listed[place]

    lines = []
    for person in people:
        data = {books[question]["name"]: value(question, place) for question, place in person["answers"].items()}
        lines.append(json.dumps({
            "id": person["id"], "completed_at": stamp(person), "locale": person["language"],
            "variables": {f"sent_{name}": told for name, told in SENT.items()}, "data": data}))
    return "\n".join(lines)


def xlsform(folder, survey, people, books):
    book = openpyxl.load_workbook(folder / f"{survey}.xlsx")

    def table(name):
        rows = book[name].iter_rows(values_only=True)
        head = next(rows)
        return [dict(zip(head, row)) for row in rows]

    lists, paths, kinds, groups = {}, {}, {}, []
    for row in table("choices"):
        lists.setdefault(row["list_name"], []).append(str(row["name"]))
    hidden = []
    for row in table("survey"):
        kind, name = row["type"], row["name"]
        if kind == "begin_group":
            groups.append(name)
        elif kind == "end_group":
            groups.pop()
        elif kind == "hidden":
            hidden.append(name)
        elif name:
            paths[name], kinds[name] = "/".join([*groups, name]), kind
    found = []
    for person in people:
        one = {"_uuid": person["id"], "_submission_time": stamp(person)[:-1]}
        one.update({name: SENT[name.removeprefix("sent_")] for name in hidden})
        for question, place in person["answers"].items():
            name = books[question]["name"]
            one[paths[name]] = lists[kinds[name].split()[1]][place]
        found.append(one)
    return json.dumps({"count": len(found), "next": None, "results": found})


def qsf(folder, survey, people, books):
    form = json.loads((folder / f"{survey}.qsf").read_text("utf-8"))
    asked = [element["Payload"] for element in form["SurveyElements"] if element["Element"] == "SQ"]
    asked = {payload["DataExportTag"]: payload for payload in asked}
    flow = next(element for element in form["SurveyElements"] if element["Element"] == "FL")["Payload"]["Flow"]
    fields = [field["Field"] for step in flow if step["Type"] == "EmbeddedData" for field in step["EmbeddedData"]]

    def value(question, place):
        payload = asked[books[question]["name"]]
        if isinstance(payload["Choices"], list):
            return payload["Choices"][place]["Display"]
        key = str(payload.get("ChoiceOrder", list(payload["Choices"]))[place])
        return payload.get("RecodeValues", {}).get(key, key)

    names = [row["name"] for row in books.values()]
    out = io.StringIO()
    table = csv.writer(out)
    head = ["ResponseId", "RecordedDate", "Finished", "UserLanguage", *fields, *names]
    table.writerow(head)
    table.writerow(["Response ID", "Recorded Date", "Finished", "User Language", *fields, *("¿Qué?\nSí" for _ in names)])
    table.writerow([json.dumps({"ImportId": name}) for name in head])
    for person in people:
        said = {books[question]["name"]: value(question, place) for question, place in person["answers"].items()}
        known = [SENT[name.removeprefix("sent_")] for name in fields]
        table.writerow([person["id"], person["local"].strftime("%Y-%m-%d %H:%M:%S"), "1",
                        person["language"][:2].upper(), *known, *(said.get(name, "") for name in names)])
    return out.getvalue()


def limesurvey(folder, survey, people, books):
    lines = list(csv.DictReader(io.StringIO((folder / f"{survey}.txt").read_text("utf-8-sig")), delimiter="\t"))
    codes, kinds, current = {}, {}, None
    for line in lines:
        if line["class"] == "Q":
            current = line["name"] if line["name"] not in codes else None
            if current:
                codes[current], kinds[current] = [], line["type/scale"]
        elif line["class"] == "A" and current:
            codes[current].append(line["name"])

    def value(name, place):
        if kinds[name] == "Y":
            return "YN"[place]
        return (codes[name] or "12345")[place]

    found = []
    for nth, person in enumerate(people):
        said = {name: "" for name in codes}
        said.update({books[question]["name"]: value(books[question]["name"], place)
                     for question, place in person["answers"].items()})
        found.append({"id": person["id"], "submitdate": person["local"].strftime("%Y-%m-%d %H:%M:%S"),
                      "lastpage": 1, "startlanguage": person["language"], "seed": nth, **said})
    return json.dumps({"responses": found})


def googleforms(folder, survey, people, books):
    language = people[0]["language"]
    form = json.loads((folder / f"{survey}.{language}.batch-update.json").read_text("utf-8"))
    asked = {}
    for request in form["requests"]:
        question = request.get("createItem", {}).get("item", {}).get("questionItem", {}).get("question")
        if question:
            asked[question["questionId"]] = question

    def value(question, place):
        told = asked[books[question]["name"]]
        if "scaleQuestion" in told:
            return str(told["scaleQuestion"]["low"] + place)
        return told["choiceQuestion"]["options"][place]["value"]

    found = []
    for person in people:
        said = {books[question]["name"]: {"questionId": books[question]["name"], "textAnswers": {"answers": [{"value": value(question, place)}]}}
                for question, place in person["answers"].items()}
        found.append({"responseId": person["id"], "createTime": stamp(person), "lastSubmittedTime": stamp(person), "answers": said})
    return json.dumps({"responses": found})


def typeform(folder, survey, people, books):
    form = json.loads((folder / f"{survey}.{people[0]['language']}.json").read_text("utf-8"))
    fields = {field["ref"]: field for field in form["fields"]}
    hidden = {name: SENT[name.removeprefix("sent_")] for name in form.get("hidden", []) if name.startswith("sent_")}

    def answer(question, place):
        field = fields[books[question]["name"]]
        about = {"field": {"id": "x", "ref": field["ref"], "type": field["type"]}}
        if field["type"] in ("nps", "opinion_scale"):
            first = 1 if field["properties"]["start_at_one"] else 0
            return {"type": "number", "number": first + place, **about}
        if field["type"] == "yes_no":
            return {"type": "boolean", "boolean": place == 0, **about}
        choice = field["properties"]["choices"][place]
        return {"type": "choice", "choice": {"id": "y", **choice}, **about}

    lines = []
    for person in people:
        answers = [answer(question, place) for question, place in person["answers"].items()]
        lines.append(json.dumps({"event_id": "e", "event_type": "form_response", "form_response": {
            "form_id": "f", "token": person["id"], "submitted_at": stamp(person), "hidden": hidden, "answers": answers}}))
    return "\n".join(lines)


def fhir(folder, survey, people, books):
    form = json.loads((folder / f"{survey}.r5.json").read_text("utf-8"))

    def items(of):
        for item in of.get("item", []):
            yield item
            yield from items(item)

    asked = {item["linkId"]: item for item in items(form)}

    def answer(question, place):
        item = asked[books[question]["name"]]
        if item["type"] == "boolean":
            return {"valueBoolean": place == 0}
        return {"valueCoding": {key: item["answerOption"][place]["valueCoding"][key] for key in ("code", "display")}}

    entries = []
    for person in people:
        said = [{"linkId": books[question]["name"], "answer": [answer(question, place)]}
                for question, place in person["answers"].items()]
        one = {"resourceType": "QuestionnaireResponse", "id": person["id"], "questionnaire": f"Questionnaire/{survey}",
               "status": "completed", "language": person["language"], "authored": stamp(person), "item": said}
        QuestionnaireResponse.model_validate(one)
        entries.append({"resource": one})
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries})


def formbricks(folder, survey, people, books):
    form = json.loads((folder / f"{survey}.json").read_text("utf-8"))
    elements = {element["id"]: element for block in form["blocks"] for element in block["elements"]}
    codes = {language["code"][:2]: language["code"] for language in reversed(form["languages"])}
    codes |= {language["code"]: language["code"] for language in form["languages"]}

    def value(question, place, code):
        element = elements[books[question]["name"]]
        if "choices" in element:
            return element["choices"][place]["label"][code]
        return place + (0 if element["type"] == "nps" else 1)

    found = []
    for person in people:
        code = codes[person["language"]]
        told = "default" if code == form["defaultLanguage"] else code
        data = {books[question]["name"]: value(question, place, code) for question, place in person["answers"].items()}
        data |= {name: SENT[name.removeprefix("sent_")] for name in form["hiddenFields"].get("fieldIds", []) if name.startswith("sent_")}
        found.append({"webhookId": "w", "event": "responseFinished", "data": {
            "id": person["id"], "createdAt": stamp(person), "finished": True, "language": told, "data": data}})
    return json.dumps(found)


PLATFORMS = {write.__name__: write for write in
             (surveyjs, xlsform, qsf, limesurvey, googleforms, typeform, fhir, formbricks)}


def stamp(person):
    return person["at"].strftime("%Y-%m-%dT%H:%M:%SZ")


# --- who answers what --------------------------------------------------------------------------------

def people_of(survey, questions, languages, zone):
    """The same people for every platform: each question answered by most, with every answer it offers."""
    draw = random.Random(survey)
    people = []
    for nth in range(PEOPLE):
        at = START + datetime.timedelta(minutes=457 * nth)
        answers = {question: (nth + shift) % len(offers) for shift, (question, offers) in enumerate(questions.items())
                   if draw.random() < 0.8}
        people.append({"id": f"r{nth:03}", "at": at, "local": at.astimezone(zone),
                       "language": languages[nth % len(languages)], "answers": answers})
    return people


def expected(mapping, questions, people, survey, keeps, language_told):
    """The rows that should come out, from what was answered. Of the mapping only names of columns are taken."""
    rows = []
    dataset = mapping["datasets"][0]
    lands = {landing["column"]: (answer["question"], landing.get("missing", []))
             for answer in mapping["answers"] for landing in answer["lands_in"]}
    first = mapping["answers"][0]["wording_version"]
    for person in people:
        if not any(question in person["answers"] for question, _ in lands.values()):
            continue
        row = []
        for column in dataset["columns"]:
            name = column["column"]
            if name in lands:
                question, missing = lands[name]
                cell = questions[question][person["answers"][question]] if question in person["answers"] else ""
                row.append((missing or [""])[0] if cell == "na" else cell)
            elif column["filled"] == "key":
                row.append(person["id"])
            elif column["filled"] == "time":
                row.append(person["local"].strftime("%Y-%m-%d" if column["type"] == "date" else "%Y-%m-%dT%H:%M:%S"))
            elif column["filled"] == "language":
                tag = language_told or person["language"]
                row.append(tag if tag in column.get("values", [tag]) else tag[:2])
            elif name == "survey":
                row.append(survey)
            elif name == "wording_version":
                row.append(str(first))
            elif name in SENT:
                row.append(SENT[name] if keeps else "")
            else:
                row.append("")
        rows.append(row)
    return rows


def read_by_mapping(mapping, text, told):
    """The answers of a mapping by another reader of JSONPath: question by question, in the program's words."""
    if "json" in mapping["formats"]:
        try:
            documents = json.loads(text)
            documents = documents if isinstance(documents, list) else [documents]
        except json.JSONDecodeError:
            documents = [json.loads(line) for line in text.splitlines()]
    else:
        lines = list(csv.reader(io.StringIO(text)))
        documents = [{"responses": [dict(zip(lines[0], line)) for line in lines[3:]]}]
    find = lambda at, node: list(jsonpath_rfc9535.find(at, node).values())  # noqa: E731
    found = {}
    for document in documents:
        responses = next((nodes for nodes in (find(at, document) for at in mapping["responses"]) if nodes), [])
        for response in responses:
            language = told or mapping["language"]["codes"].get((find(mapping["language"]["at"], response) or [""])[0])
            said = {}
            for answer in mapping["answers"]:
                values = answer["values"].get(language, answer["values"].get("*", {}))
                for value in find(answer["at"], response):
                    text_of = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
                    if value is not None and text_of != "":
                        said[answer["question"]] = values.get(text_of, text_of)
            found[str(find(mapping["key"], response)[0])] = said
    return found


class Checker:
    def __init__(self, senda, problems):
        self.senda, self.problems, self.cells, self.rows, self.surveys = senda, problems, 0, 0, 0
        self.samples = {}

    def collect(self, program, platform, survey, text, told):
        with tempfile.TemporaryDirectory(prefix="senda-answers-") as folder:
            file = Path(folder) / "responses"
            file.write_text(text, "utf-8")
            command = [self.senda, "collect", file, program, "--survey", survey, "--from", platform, "--as-of", "2026-11-20"]
            done = subprocess.run([*command, *(["--language", told] if told else [])], capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout, done.stderr

    def one(self, out, program, platform, survey, zone):
        folder = out / "surveys" / platform
        mapping = json.loads((folder / "mappings" / f"{survey}.json").read_text("utf-8"))
        neutral = codebook(out / "surveys/surveyjs", survey)
        books = codebook(folder, survey)
        landing = [answer["question"] for answer in mapping["answers"]]
        questions = {question: offered(neutral[question]) for question in landing}
        if any(not offers for offers in questions.values()):
            self.problems.append(f"{platform}/{survey}: a question that lands offers nothing")
            return
        spoken = sorted(file.name.split(".")[1] for file in (out / "surveys/typeform").glob(f"{survey}.*.json"))
        languages = [tag for tag in spoken if "-" not in tag]
        for told in (languages if platform in BY_LANGUAGE else [languages[0]] if platform == "xlsform" else [None]):
            people = people_of(survey, questions, [told] if told else languages, zone)
            text = PLATFORMS[platform](folder, survey, people, books)
            status, table, said = self.collect(program, platform, survey, text, told)
            if status != 0:
                self.problems.append(f"{platform}/{survey}: status {status}: {said}")
                continue
            rows = list(csv.reader(io.StringIO(table)))
            wanted = expected(mapping, questions, people, survey, platform in KEEPS, told)
            if rows[0] != [column["column"] for column in mapping["datasets"][0]["columns"]]:
                self.problems.append(f"{platform}/{survey}: other columns than the dataset")
            for row, want in zip(rows[1:], wanted):
                for name, cell, own in zip(rows[0], row, want):
                    if cell != own:
                        self.problems.append(f"{platform}/{survey}: {want[0]}.{name} is {cell!r} and not {own!r}")
            if len(rows) - 1 != len(wanted):
                self.problems.append(f"{platform}/{survey}: {len(rows) - 1} rows and not {len(wanted)}")
            other = read_by_mapping(mapping, text, told)
            for person in people:
                own = {question: questions[question][place] for question, place in person["answers"].items()}
                if other.get(person["id"]) != own:
                    self.problems.append(f"{platform}/{survey}: {person['id']} reads as {other.get(person['id'])}, and answered {own}")
            self.rows += len(wanted)
            self.cells += sum(len(row) for row in wanted)
            self.samples[platform, survey] = (program, text, told, table, people, questions)
        self.surveys += 1

    def measure(self, key, metric, question):
        """The NPS of collected rows is the one counted from the answers."""
        program, _, _, table, people, questions = self.samples[key]
        scores = [int(questions[question][person["answers"][question]]) for person in people if question in person["answers"]]
        wanted = 100 * (sum(score >= 9 for score in scores) - sum(score <= 6 for score in scores)) / len(scores)
        with tempfile.TemporaryDirectory(prefix="senda-answers-") as folder:
            copied = Path(folder) / "program"
            shutil.copytree(program, copied)
            rows = list(csv.DictReader(io.StringIO(table)))
            for row in rows:  # what only the warehouse knows
                row.update(tenure_days="400", weight="1")
            with (copied / "data/responses.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, rows[0].keys())
                writer.writeheader()
                writer.writerows(rows)
            done = subprocess.run([self.senda, "measure", copied, "--metric", metric, "--by", "total", "--period", "2026",
                                   "--as-of", "2027-02-20", "--format", "json"], capture_output=True, text=True, timeout=60)
        report = json.loads(done.stdout)
        points = [point for one in report["metrics"] for point in one["values"] if point["value"] is not None]
        n, value = sum(point["n"] for point in points), sum(point["value"] * point["n"] for point in points)
        if n != len(scores) or abs(value / max(n, 1) - wanted) > 1e-9:
            self.problems.append(f"{metric}: n {n} and {value / max(n, 1)}, and answers give {len(scores)} and {wanted}")

    def broken(self):
        """Copies in which one answer is none must be refused, and say whose it is."""
        unseen = []
        for (platform, survey), (program, text, told, *_) in self.samples.items():
            spoilt = {
                "surveyjs": ('"recommend": 9', '"recommend": 12'), "typeform": ('"number": 9', '"number": 12'),
                "googleforms": ('"value": "9"', '"value": "12"'), "fhir": ('"code": "9"', '"code": "12"'),
                "formbricks": ('"recommend": 9', '"recommend": 12'), "limesurvey": ('"recommend": "9"', '"recommend": "12"'),
                "xlsform": ('/recommend": "9"', '/recommend": "12"'), "qsf": (",9,", ",12,"),
            }[platform]
            if survey != "relationship-survey":
                continue
            copy_of = text.replace(*spoilt, 1)
            status, table, said = self.collect(program, platform, survey, copy_of, told)
            if copy_of == text or status != 1 or table or "`12`" not in said:
                unseen.append(f"{platform}: a score of 12 is accepted (status {status}: {said})")
            status, table, said = self.collect(program, platform, survey, text[: len(text) // 2], told)
            if status != 2 and platform != "qsf":
                unseen.append(f"{platform}: half a file is accepted")
        return unseen


def main(senda, pairs):
    problems = []
    checker = Checker(senda, problems)
    for out, program in pairs:
        root = json.loads((out / "program.json").read_text("utf-8"))["program"] if (out / "program.json").exists() else {}
        zone = zoneinfo.ZoneInfo(root.get("timezone") or timezone_of(program))
        for platform in PLATFORMS:
            for file in sorted((out / "surveys" / platform / "mappings").glob("*.json")):
                checker.one(out, program, platform, file.stem, zone)
    if problems:
        common.fail(problems)
    if checker.surveys < 8 * len(pairs):
        common.fail([f"only {checker.surveys} surveys were answered"])
    for platform in ("surveyjs", "qsf"):
        checker.measure((platform, "relationship-survey"), "relationship-nps", "recommend")
    unseen = checker.broken()
    if problems or unseen:
        common.fail(problems + unseen)
    print(f"OK {checker.surveys} surveys on {len(PLATFORMS)} platforms, {checker.rows} rows, {checker.cells} cells as they were answered")


def timezone_of(program):
    line = next(line for line in (program / "senda.yaml").read_text("utf-8").splitlines() if line.startswith("timezone:"))
    return line.split(":", 1)[1].split("#")[0].strip().strip("\"'")


if __name__ == "__main__":
    paths = [Path(argument).resolve() for argument in sys.argv[1:]]
    main(paths[0], list(zip(paths[1::2], paths[2::2])))
