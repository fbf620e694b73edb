#!/usr/bin/env python3
"""The generated Qualtrics files, read by a real reader of such files and checked by rules of our own.

    python3 tests/clients/qsf/check.py OUT/surveys/qsf OUT/surveys/surveyjs

Nothing here says that Qualtrics accepts a file: it publishes neither format nor validator. The rules of
integrity are those that files exported by Qualtrics itself obey.

Every <survey>.qsf must pass:
  reader        PyPI `qualtrics` finds every question, its block and the flow
  integrity     elements, ids, selectors, orders, display logic and pipes name what is there
  languages     every question says everything in every language of the survey
  codebook      every question and line is a line of codebook.csv, with the codes of the file
  behaviour     where a question has display logic, each way of a person in <survey>.tests.json (made
                from the meaning of the conditions, and passed by survey-core) shows or hides it so

At the end a broken copy for each layer must be refused, so that a layer that stopped looking is noticed.
"""
import copy
import json
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import codebooks  # noqa: E402
import common  # noqa: E402

common.enter_venv("qsf")

from qualtrics._common.parsers.qsf import _qsf  # noqa: E402

KEYS = {"SurveyID", "Element", "PrimaryAttribute", "SecondaryAttribute", "TertiaryAttribute", "Payload"}
FORMS = {("TE", "ESTB", None), ("TE", "SL", None), ("MC", "SAVR", "TX"), ("MC", "MAVR", "TX"), ("MC", "SAHR", "TX"),
         ("MC", "NPS", None), ("RO", "DND", "TX"), ("Matrix", "Likert", "SingleAnswer"), ("DB", "TB", None)}
ONCE = ("BL", "FL", "SO", "QC", "PROJ", "STAT")
EXPRESSION = {"LogicType", "QuestionID", "QuestionIsInLoop", "ChoiceLocator", "Operator", "QuestionIDFromLocator",
              "LeftOperand", "Type", "Description"}


def elements(document, kind):
    return [e for e in document["SurveyElements"] if e["Element"] == kind]


def questions(document):
    return {e["Payload"]["QuestionID"]: e["Payload"] for e in elements(document, "SQ")}


def keys(options):
    """The numbers of options: of a list from 0 on."""
    return [str(nth) for nth in range(len(options))] if isinstance(options, list) else list(options)


def expressions(question):
    """The expressions of a display logic, in their order."""
    logic = question.get("DisplayLogic")
    return [] if logic is None else [logic["0"][key] for key in sorted((k for k in logic["0"] if k != "Type"), key=int)]


def structure(document):
    problems = [f"{e.get('Element')} has not the six keys" for e in document["SurveyElements"] if set(e) != KEYS]
    problems += [f"{kind} is there {len(elements(document, kind))} times" for kind in ONCE
                 if len(elements(document, kind)) != 1]
    if problems:
        return problems
    if len({e["SurveyID"] for e in document["SurveyElements"]} | {document["SurveyEntry"]["SurveyID"]}) != 1:
        problems.append("elements of several surveys")
    asked = questions(document)
    if len(asked) != len(elements(document, "SQ")):
        problems.append("two questions with one id")
    tags = [q["DataExportTag"].lower() for q in asked.values()]
    problems += [f"two questions are called {tag}" for tag in sorted({t for t in tags if tags.count(t) > 1})]
    blocks = {b["ID"]: b for b in elements(document, "BL")[0]["Payload"].values()}
    placed = [e["QuestionID"] for b in blocks.values() for e in b["BlockElements"] if e["Type"] == "Question"]
    if sorted(placed) != sorted(asked):
        problems.append(f"blocks hold {sorted(set(placed) ^ set(asked))} once too often or not at all")
    flow = elements(document, "FL")[0]["Payload"]
    problems += [f"the flow names {s['ID']}" for s in flow["Flow"] if s["Type"] == "Standard" and s["ID"] not in blocks]
    if flow["Properties"]["Count"] != len(flow["Flow"]) + 1:
        problems.append("the flow counts its steps wrongly")
    if elements(document, "QC")[0]["SecondaryAttribute"] != str(len(asked)):
        problems.append("the questions are counted wrongly")
    fields = {f["Field"] for s in flow["Flow"] for f in s.get("EmbeddedData", [])}
    order = {qid: nth for nth, qid in enumerate(placed)}
    for qid, question in asked.items():
        problems += [f"{qid}: {text}" for text in of_question(qid, question, asked, order, fields)]
    return problems


def of_question(qid, question, asked, order, fields):
    form = question["QuestionType"], question["Selector"], question.get("SubSelector")
    if form not in FORMS:
        yield f"there is no form {form}"
    for options, ordered in (("Choices", "ChoiceOrder"), ("Answers", "AnswerOrder")):
        if keys(question.get(options, {})) != [str(key) for key in question.get(ordered, [])]:
            yield f"{ordered} is not the order of {options}"
    coded = question.get("Answers" if form[0] == "Matrix" else "Choices", {})
    if form[1] != "NPS" and form[0] in ("MC", "RO", "Matrix"):
        if keys(question.get("RecodeValues", {})) != keys(coded) or len(set(question["RecodeValues"].values())) != len(coded):
            yield "not every option has a code of its own"
    for piped in re.findall(r"\$\{([^}]*)\}", json.dumps({k: question.get(k) for k in ("QuestionText", "Choices", "Answers", "Language")})):
        kind, _, rest = piped.partition("://")
        name, _, what = rest.partition("/")
        if kind == "q" and (name not in asked or order.get(name, 0) >= order.get(qid, len(order))):
            yield f"pipes {piped}"
        elif kind == "q" and what != ("ChoiceTextEntryValue" if asked[name]["QuestionType"] == "TE" else "ChoiceGroup/SelectedChoices"):
            yield f"pipes {piped}"
        elif kind == "e" and (name != "Field" or what not in fields) or kind not in ("q", "e"):
            yield f"pipes {piped}"
    for nth, one in enumerate(expressions(question)):
        locator = re.fullmatch(r"q://(QID\d+)/SelectableChoice/(\d+)", one["ChoiceLocator"])
        if set(one) - {"Conjuction"} != EXPRESSION or one["LeftOperand"] != one["ChoiceLocator"] or not locator:
            yield f"display logic: {one}"
        elif not locator[1] == one["QuestionID"] == one["QuestionIDFromLocator"] or locator[1] not in asked:
            yield f"display logic names {one['QuestionID']}"
        elif locator[2] not in keys(asked[locator[1]].get("Choices", {})):
            yield f"display logic names option {locator[2]} of {locator[1]}"
        elif order.get(locator[1], 0) >= order.get(qid, len(order)):
            yield f"display logic looks at {locator[1]}, which comes later"
        elif one["Operator"] not in ("Selected", "NotSelected") or ("Conjuction" in one) != (nth > 0):
            yield f"display logic: {one}"


def reader(path, document):
    entry, found, blocks, sections = _qsf(path)
    if not isinstance(found, dict) or set(found) != set(questions(document)) or not found:
        return ["reader: not every question was found"]
    problems = [] if set(blocks) == set(found) else ["reader: not every question is in a block"]
    flow = json.loads(entry.get("flow_definition_json") or "{}")
    if "BL_000000000000001" not in json.dumps(flow) or len(sections) != 1:
        problems.append("reader: the flow does not lead to the block")
    return problems


def languages(document):
    available = list(elements(document, "SO")[0]["Payload"]["AvailableLanguages"])
    first, problems = document["SurveyEntry"]["SurveyLanguage"], []
    if first not in available:
        problems.append("the first language is not available")
    for qid, question in questions(document).items():
        said = question["Language"] or {}
        if set(said) != set(available) - {first}:
            problems.append(f"{qid} is said in {sorted(said)}")
        for code, words in said.items():
            for part in ("Choices", "Answers", "ColumnLabels"):
                if keys(words.get(part, {})) != keys(question.get(part, {})):
                    problems.append(f"{qid} has other {part} in {code}")
            texts = [words.get("QuestionText")] + [o["Display"] for part in ("Choices", "Answers") for o in (
                words.get(part, {}).values() if isinstance(words.get(part, {}), dict) else words[part])]
            if not all(texts):
                problems.append(f"{qid} lacks words in {code}")
    return problems


class Codes(codebooks.Codes):
    """From what SurveyJS stores to the options of this file."""

    def options(self, name, value):
        """The codes of what was chosen."""
        row = self.own[self.question[name]]
        meaning = {id: code for code, _, id in (part.partition("=") for part in row["values"].split("|")) if id}
        one = lambda value: meaning.get(self.words[name].get(value, value), value)
        if isinstance(value, bool):
            return {one("true" if value else "false")}
        return {one(str(option)) for option in (value if isinstance(value, list) else [value])}


def codebook(document, codes):
    rows, problems = {row["name"]: row for row in codes.own.values()}, []
    for qid, question in questions(document).items():
        if question["QuestionType"] == "DB":
            continue
        tags = question.get("ChoiceDataExportTags") or {"": question["DataExportTag"]}
        for tag in tags.values():
            if tag not in rows:
                problems.append(f"{qid}: the codebook has no {tag}")
                continue
            listed = [part.partition("=")[0] for part in rows[tag]["values"].split("|") if part]
            if len(listed) and ".." in listed[0]:
                low, high = listed[0].split("..")
                listed[:1] = [str(code) for code in range(int(low), int(high) + 1)]
            stored = list(question.get("RecodeValues", {}).values()) or (
                [o["Display"] for o in question["Choices"]] if question["Selector"] == "NPS" else [])
            if stored and stored != listed:
                problems.append(f"{qid}: the codebook says {listed}, the file {stored}")
    return problems


def shown(document, question, chosen):
    """Whether a question is shown: groups joined by "Or", each of expressions joined by "And"."""
    asked, groups = questions(document), []
    for one in expressions(question):
        if one.get("Conjuction") != "And":
            groups.append([])
        key = one["ChoiceLocator"].rsplit("/", 1)[1]
        of = asked[one["QuestionID"]]
        code = of["RecodeValues"][key] if "RecodeValues" in of else of["Choices"][int(key)]["Display"]
        selected = code in chosen.get(of["DataExportTag"], set())
        groups[-1].append(selected == (one["Operator"] == "Selected"))
    return any(all(group) for group in groups)


def behaviour(document, codes, tests):
    asked = {q["DataExportTag"]: q for q in questions(document).values()}
    problems, compared = [], 0
    has_options = lambda name, value: not isinstance(value, dict) and asked.get(name, {"QuestionType": "TE"})["QuestionType"] != "TE"
    for test in tests["tests"]:
        chosen = {}
        for step in test["steps"]:
            for name, value in step.get("set", {}).items():
                if has_options(name, value):
                    chosen[name] = codes.options(name, value)
            for name, checks in step.get("expect", {}).items():
                if "visible" in checks and "DisplayLogic" in asked.get(name, {}):
                    compared += 1
                    if shown(document, asked[name], chosen) != checks["visible"]:
                        problems.append(f"{test['name']}: {name} is not {'shown' if checks['visible'] else 'hidden'}")
    pages = {int(tag.rsplit("_", 1)[1]): q for tag, q in asked.items() if re.fullmatch(r"end_page_\d+", tag)}
    for end in tests.get("ends", []) if pages else []:
        chosen = {name: codes.options(name, value) for name, value in end["data"].items() if has_options(name, value)}
        read = [nth for nth, q in pages.items() if "DisplayLogic" not in q or shown(document, q, chosen)]
        compared += 1
        if read != ([end["nth"]] if end["nth"] in pages else []):
            problems.append(f"{end['name']} reads the end pages {read}, not {end['nth']}")
    return problems, compared


def check(path, codes, tests):
    document = json.loads(path.read_text("utf-8"))
    problems = [f"integrity: {p}" for p in structure(document)]
    if problems:
        return problems, 0, 0
    problems += reader(path, document)
    problems += [f"languages: {p}" for p in languages(document)] + [f"codebook: {p}" for p in codebook(document, codes)]
    found, compared = behaviour(document, codes, tests)
    problems += [f"behaviour: {p}" for p in found]
    return problems, sum("DisplayLogic" in q for q in questions(document).values()), compared


def broken_copies():
    """(what is wrong, which layer must say so, how to break it)."""
    first = lambda d, test: next(q for q in questions(d).values() if test(q))
    logic = lambda d: first(d, lambda q: "DisplayLogic" in q)

    def opposite(d):
        for one in expressions(logic(d)):
            one["Operator"] = "Selected" if one["Operator"] == "NotSelected" else "NotSelected"

    def swapped(d):
        codes = first(d, lambda q: len(q.get("RecodeValues", {})) > 1)["RecodeValues"]
        codes["1"], codes["2"] = codes["2"], codes["1"]
    yield "a question that is in no block", "integrity", lambda d: d["SurveyElements"][0]["Payload"]["2"]["BlockElements"].pop()
    yield "a selector that does not exist", "integrity", lambda d: first(d, lambda q: q["QuestionType"] == "MC").update(Selector="SAXX")
    yield "display logic on a question that is not there", "integrity", lambda d: expressions(logic(d))[0].update(QuestionID="QID999")
    yield "a pipe of a question that is not there", "integrity", lambda d: first(d, lambda q: True).update(QuestionText="${q://QID999/x}")
    yield "a flow that leads nowhere", "integrity", lambda d: elements(d, "FL")[0]["Payload"]["Flow"][-1].update(ID="BL_9")
    yield "a missing translation", "languages", lambda d: first(d, lambda q: q["Language"]).update(Language=[])
    yield "codes in another order", "codebook", swapped
    yield "display logic that means the opposite", "behaviour", opposite
    yield "an end page for everybody", "behaviour", lambda d: first(d, lambda q: q["DataExportTag"] == "end_page_1").pop("DisplayLogic")


def canaries(path, codes, tests):
    problems, count = [], 0
    good = json.loads(path.read_text("utf-8"))
    with tempfile.TemporaryDirectory(prefix="senda-qsf-") as scratch:
        for what, layer, edit in broken_copies():
            broken = copy.deepcopy(good)
            try:
                edit(broken)
            except StopIteration:
                continue  # nothing of that sort is in this file
            file = Path(scratch, "broken.qsf")
            file.write_text(json.dumps(broken), "utf-8")
            if not any(p.startswith(layer) for p in check(file, codes, tests)[0]):
                problems.append(f"broken copies: {layer} did not refuse {what}")
            count += 1
    if count < 4:
        problems.append(f"broken copies: only {count} could be made")
    return problems, count


def main(folder, surveyjs):
    problems, conditions, comparisons, refused, richest = [], 0, 0, 0, None
    files = sorted(folder.glob("*.qsf"))
    for path in files:
        codes = Codes(path.stem, folder / "codebook.csv", surveyjs / "codebook.csv")
        tests = json.loads((surveyjs / f"{path.stem}.tests.json").read_text("utf-8"))
        found, told, compared = check(path, codes, tests)
        problems += [f"{path.name}: {problem}" for problem in found]
        conditions, comparisons = conditions + told, comparisons + compared
        if richest is None or compared > richest[0]:
            richest = compared, path, codes, tests
    if not files or len(files) != len(list(surveyjs.glob("*.tests.json"))):
        problems.append(f"{len(files)} files, and not as many as surveys")
    if not problems:
        found, refused = canaries(*richest[1:])
        problems += found
    if problems:
        common.fail(problems)
    print(f"OK qsf: {len(files)} files, {conditions} questions with display logic, {comparisons} comparisons, "
          f"{refused} broken copies refused")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: check.py QSF SURVEYJS")
    main(*(Path(argument).resolve() for argument in sys.argv[1:]))
