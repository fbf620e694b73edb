#!/usr/bin/env python3
"""Reviews as calendars and workbooks, read by other people's programs.

    python3 tests/clients/documents/check.py SENDA PROGRAM...

  calendar   `icalendar` reads reviews.<language>.ics; every event has what RFC 5545 demands, lines are
             folded, summaries are the texts of the program sign by sign, and the days are those that
             `dateutil` counts from the day and the cadence that the program says
  workbook   `openpyxl` reads the KPI dictionary, the roadmap and the survey book: no formula, texts as they were
             written, numbers as numbers; the KPIs are those of the catalogue, the questions that are answered those
             of the fieldwork of each survey, with their versions; each language has a book in its words

The hostile program has formulas, quotes, separators and line ends in its texts; examples come after it. At the
end a broken copy for each layer must be refused, so that a layer that stopped looking is noticed.
"""
import datetime
import json
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import common  # noqa: E402

common.enter_venv("documents")

import icalendar  # noqa: E402
import openpyxl  # noqa: E402
from dateutil.relativedelta import relativedelta  # noqa: E402

DAY = "2026-11-20"
TODAY = datetime.date.fromisoformat(DAY)
TITLES = ['=HYPERLINK("http://x";"y")', "+1+1", "-2+3", "@SUM(A1)", '"quoted", and; more', "comma, semi; back\\slash", "=1+1|' /C calc'!A0", "plain ñ 漢字 🙂 " + "long " * 30]
PROGRAM = """kind: program
id: hostile
senda: 1
languages: [es, en]
locale: es-MX
currency: MXN
timezone: America/Mexico_City
"""
ROADMAP = """---
kind: roadmap
id: road-%(at)d
title: %(text)s
initiatives: [{ id: one, type: process, title: %(text)s, start: 2026-12-01, cost: 1000 MXN }]
review: { id: sitting, title: %(text)s, every: %(every)s, next: %(next)s }
vision: { statements: [{ id: said, text: %(text)s }] }
"""
SURVEY = """---
kind: survey
id: survey-%(at)d
type: relationship
title: %(text)s
consent: { purpose: %(text)s, basis: consent }
questions:
  - { id: mark, type: scale, text: %(text)s, scale: { points: 1..5, low: %(text)s, high: %(text)s } }
  - { id: choice, type: choice, text: %(text)s, show_when: mark <= 2, options: [{ id: a, text: %(text)s }, { id: b, text: %(text)s }] }
"""
METRIC = """---
kind: metric
id: metric-%(at)d
title: %(text)s
family: rate
dataset: visits
count: shown = true
of: shown is not null
direction: up
period: month
base: { text: %(text)s }
decision: %(text)s
bands: [{ name: poor, below: 50 %% }, { name: fair, from: 50 %% }]
target: [{ value: 70 %%, by: 2027-06-30 }]
"""
DATASET = """---
kind: dataset
id: visits
grain: One visit
table: visits
columns: { id: { type: text, key: true }, at: { type: date, time: true }, shown: { type: boolean } }
"""
BOOKS = ("kpis", "roadmap", "surveys")
# How the program says it, the step that dateutil takes, and a first day.
CADENCES = [("week", {"weeks": 1}, "2026-11-23"), ("month", {"months": 1}, "2027-01-31"), ("quarter", {"months": 3}, "2026-08-31"), ("10 days", {"days": 10}, "2026-11-20")]


def hostile(folder):
    both = lambda text: json.dumps({"es": text, "en": text + "!"}, ensure_ascii=False)
    text = PROGRAM + DATASET
    for at, title in enumerate(TITLES):
        every, _, first = CADENCES[at % len(CADENCES)]
        for part in (ROADMAP, SURVEY, METRIC):
            text += part % {"at": at, "text": both(title), "every": every, "next": first}
    Path(folder, "senda.yaml").write_text(text, "utf-8")
    return folder


def wanted_days():
    """The days of the sittings of the hostile program: (day, summary in Spanish)."""
    found = set()
    for at, title in enumerate(TITLES):
        _, step, first = CADENCES[at % len(CADENCES)]
        begin, count = datetime.date.fromisoformat(first), 0
        while (day := begin + relativedelta(**{unit: n * count for unit, n in step.items()})) <= TODAY + relativedelta(years=1):
            if day >= TODAY:
                found.add((day, f"Revisión: {title}: {title}"))
            count += 1
    return found


def calendar_problems(folder, own):
    problems, count = [], 0
    files = sorted(Path(folder, "reviews").glob("*.ics"))
    if [file.name for file in files] != ["reviews.en.ics", "reviews.es.ics"]:
        return [f"calendar: there are {[file.name for file in files]}"], 0
    for file in files:
        raw = file.read_bytes()
        for line in raw.split(b"\r\n"):
            if len(line) > 75 or b"\n" in line or b"\r" in line:
                problems.append(f"calendar: a line is not folded: {line[:90]!r}")
        try:
            calendar = icalendar.Calendar.from_ical(raw)
        except ValueError as error:
            problems.append(f"calendar: {file.name} is none: {error}")
            continue
        seen, days = set(), set()
        for event in calendar.walk("VEVENT"):
            count += 1
            problems += [f"calendar: an event has no {key}" for key in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION") if not event.get(key)]
            problems += [f"calendar: {key} cannot be read: {why}" for key, why in event.errors]
            if str(event.get("UID")) in seen:
                problems.append(f"calendar: {event.get('UID')} is there twice")
            seen.add(str(event.get("UID")))
            start = event.get("DTSTART")
            day = None if event.errors else getattr(start, "dt", None)
            if type(day) is not datetime.date or not TODAY <= day <= TODAY + relativedelta(years=1):
                problems.append(f"calendar: {event.get('UID')} is on {day}")
            days.add((day, str(event.get("SUMMARY"))))
        if own and file.name == "reviews.es.ics":
            wanted = {(day, " ".join(text.split())) for day, text in wanted_days()}
            found = {(day, " ".join(text.split())) for day, text in days}
            problems += [f"calendar: {one} is missing" for one in sorted(wanted - found)[:5]]
            problems += [f"calendar: {one} is too much" for one in sorted(found - wanted)[:5]]
    return problems, count


def sheet(book, name):
    rows = [list(row) for row in book[name].iter_rows()]
    head = [cell.value for cell in rows[0]]
    return [dict(zip(head, row)) for row in rows[1:]]


def translation_problems(book, other):
    """Two books of the same program in two languages: every name of a sheet and most heads differ, and the texts of the program stand in the same places."""
    for page, own in zip(book.worksheets, other.worksheets, strict=True):
        if page.title == own.title:
            yield f"the sheet {page.title} has the same name"
        heads, others = ([cell.value for cell in sheet_[1]] for sheet_ in (page, own))
        if sum(a == b for a, b in zip(heads, others, strict=True)) * 4 > len(heads):
            yield f"{own.title} has the heads {others}"
        if page.max_row != own.max_row:
            yield f"{own.title} has {own.max_row} lines and not {page.max_row}"
        for column, (head, _) in enumerate(zip(heads, others), 1):
            if head.endswith(")") and [page.cell(n, column).value for n in range(2, page.max_row + 1)] != [own.cell(n, column).value for n in range(2, page.max_row + 1)]:
                yield f"{own.title}: other texts under {head}"


def workbook_problems(folder, own):
    problems, count = [], 0
    books, spanish = ({name: openpyxl.load_workbook(Path(folder, "workbooks", f"{name}.{language}.xlsx")) for name in BOOKS} for language in ("en", "es"))
    for name, book in books.items():
        problems += [f"workbook: {name}: in Spanish: {it}" for it in translation_problems(book, spanish[name])]
        for page in [*book.worksheets, *spanish[name].worksheets]:
            for row in page.iter_rows():
                count += len(row)
                problems += [f"workbook: {name}: {page.title}!{cell.coordinate} is a formula" for cell in row if cell.data_type == "f"]
    found = {}
    for line in sheet(books["surveys"], "Questions"):
        if line["Answered as"].value != "only read":
            found.setdefault(line["Survey"].value, []).append((line["Question"].value, line["Version"].value))
        if line["No."].data_type != "n" or line["Version"].data_type != "n":
            problems.append(f"workbook: {line['Survey'].value}/{line['Question'].value} has no numbers")
        if not line["Text (es)"].value or not line["Text (en)"].value:
            problems.append(f"workbook: {line['Survey'].value}/{line['Question'].value} has no wording")
    plans = [json.loads(path.read_text("utf-8")) for path in sorted(Path(folder, "operations/surveys").glob("*.json"))]
    wanted = {plan["survey"]: [(question["id"], question["version"]) for question in plan["questions"]] for plan in plans}
    if not wanted or found != wanted:
        problems.append(f"workbook: other questions than in the fieldwork: {sorted(set(found) ^ set(wanted))}")
    catalogue = json.loads(Path(folder, "kpi/catalog/catalog.json").read_text("utf-8"))["metrics"]
    kpis = sheet(books["kpis"], "KPIs")
    if [line["Metric"].value for line in kpis] != [metric["metric"] for metric in catalogue]:
        problems.append("workbook: other KPIs than in the catalogue")
    if [line["Target"].data_type for line in kpis if line["Target as written"].value] != ["n"] * sum(bool(line["Target as written"].value) for line in kpis):
        problems.append("workbook: targets of KPIs are no numbers")
    if own:
        places = [("kpis", "KPIs", "Title"), ("surveys", "Surveys", "Title"), ("surveys", "Questions", "Text"), ("surveys", "Questions", "Lowest"), ("surveys", "Options", "Text"),
                  ("surveys", "Consent", "Text"), ("roadmap", "Initiatives", "Title"), ("roadmap", "Vision", "Text")]
        for book, page, column in places:
            lines = sheet(books[book], page)
            for tag, end in (("es", ""), ("en", "!")):
                texts = {line[f"{column} ({tag})"].value for line in lines}
                problems += [f"workbook: {book}: {page}.{column} ({tag}) lacks {title!r}" for title in TITLES if title + end not in texts]
        branches = {line["Asked when"].value for line in sheet(books["surveys"], "Questions")}
        if branches != {None, "mark <= 2"}:
            problems.append(f"workbook: branches are {branches}")
    return problems, count


def problems_of(folder, own):
    days, events = calendar_problems(folder, own)
    cells, count = workbook_problems(folder, own)
    return days + cells, events, count


def broken(folder, into):
    """(what was broken, the layer that must notice, a folder)."""
    def copy(name):
        target = Path(into, name)
        shutil.copytree(folder, target)
        return target

    for name, old, new in (("stamp", b"DTSTAMP:", b"X-STAMP:"), ("day", b"DTSTART;VALUE=DATE:2", b"DTSTART;VALUE=DATE:2x"), ("another-day", b"DTSTART;VALUE=DATE:20270131", b"DTSTART;VALUE=DATE:20270130"), ("escape", b"comma\\, semi\\;", b"comma semi\\;")):
        target = copy(name)
        path = target / "reviews/reviews.es.ics"
        path.write_bytes(path.read_bytes().replace(old, new, 1))
        yield name, "calendar", target
    target = copy("formula")
    book = openpyxl.load_workbook(target / "workbooks/surveys.en.xlsx")
    book["Surveys"]["B2"].value = "=1+1"
    book.save(target / "workbooks/surveys.en.xlsx")
    yield "a formula", "workbook", target
    target = copy("metric")
    book = openpyxl.load_workbook(target / "workbooks/kpis.en.xlsx")
    book["KPIs"].delete_rows(3)
    book.save(target / "workbooks/kpis.en.xlsx")
    yield "a KPI that is missing", "workbook", target
    target = copy("question")
    book = openpyxl.load_workbook(target / "workbooks/surveys.en.xlsx")
    book["Questions"].delete_rows(2)
    book.save(target / "workbooks/surveys.en.xlsx")
    yield "a question that is missing", "workbook", target
    target = copy("english")
    shutil.copy(target / "workbooks/surveys.en.xlsx", target / "workbooks/surveys.es.xlsx")
    yield "a Spanish book in English", "workbook", target


def main():
    senda, *programs = sys.argv[1:]
    problems, days, cells, refused = [], 0, 0, 0
    targets = [part for name in ("reviews", "workbooks", "operations", "catalog") for part in ("--target", name)]
    with tempfile.TemporaryDirectory() as temporary:
        own = Path(temporary, "hostile")
        own.mkdir()
        for at, program in enumerate([hostile(own), *programs]):
            out = Path(temporary, f"out-{at}")
            status, said = common.run([senda, "build", program, "--out", out, *targets, "--as-of", DAY], 120)
            if status not in (0, 1) or not Path(out, "reviews").exists():
                problems.append(f"{program}: status {status}: {said[-1500:]}")
                continue
            wrong, events, count = problems_of(out, at == 0)
            problems += [f"{program}: {words}" for words in wrong]
            days, cells = days + events, cells + count
            if at == 0:
                for what, layer, copy in broken(out, temporary):
                    refused += 1
                    if not any(words.startswith(layer) for words in problems_of(copy, True)[0]):
                        problems.append(f"nobody noticed {what}")
    if problems:
        common.fail(problems)
    if days < 200 or cells < 3000:
        common.fail([f"only {days} days and {cells} cells"])
    print(f"OK {days} days in calendars, {cells} cells in workbooks, {refused} broken copies refused")


if __name__ == "__main__":
    main()
