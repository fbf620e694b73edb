#!/usr/bin/env python3
"""The generated requests for Google Forms, checked by Google's own description of its interface.

    python3 tests/clients/googleforms/check.py OUT/surveys/googleforms OUT/surveys/surveyjs

The description is forms.v1.json, which PyPI's google-api-python-client carries. Every form must pass:
  interface   both bodies fit it: unknown names, types, words, what is required
  order       the requests are carried out one by one: a place that exists, an id that is new, and a section
              that is there before an option leads to it
  documented  what people ran into: no line breaks in titles, options that differ, "other" without a text,
              jumps from radio buttons only and forward, one question with jumps in a section
  languages   the forms of one survey have the same ids, sections and jumps
  answers     every question that is stored is in answers.json and codebook.csv, and every text is an answer
  behaviour   a person is walked through the sections: each way in <survey>.tests.json (made from the meaning
              of the conditions, and passed by survey-core) comes to the same questions

At the end a broken copy for each layer must be refused, so that a layer that stopped looking is noticed.
"""
import copy
import csv
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import codebooks  # noqa: E402
import common  # noqa: E402

common.enter_venv("googleforms")

import googleapiclient  # noqa: E402
import jsonschema  # noqa: E402

REVISION = "20250422"


def schema_of(part):
    """A part of Google's description as a strict JSON Schema."""
    if "$ref" in part:
        return {"$ref": f"#/$defs/{part['$ref']}"}
    schema = {} if part.get("type") == "any" else {"type": part["type"]}
    if "enum" in part:
        schema["enum"] = [word for word in part["enum"] if not word.endswith("UNSPECIFIED")]
    if part.get("type") == "array":
        schema["items"] = schema_of(part["items"])
    if "properties" in part:
        schema["properties"] = {name: schema_of(one) for name, one in part["properties"].items()}
        schema["additionalProperties"] = False
        schema["required"] = [name for name, one in part["properties"].items()
                              if one.get("description", "").startswith("Required.")]
    return schema


def interface():
    """Validators for both bodies."""
    document = Path(googleapiclient.__file__).parent / "discovery_cache/documents/forms.v1.json"
    described = json.loads(document.read_text("utf-8"))
    if described["revision"] != REVISION or len(described["schemas"]) < 60:
        sys.exit(f"forms.v1.json is of revision {described['revision']}")
    parts = {name: schema_of(part) for name, part in described["schemas"].items()}
    # The interface refuses the text that its description requires, where people write their own.
    parts["Option"]["required"] = []
    parts["Option"]["oneOf"] = [{"required": ["value"]}, {"required": ["isOther"]}]
    # A mask says what of the information is written.
    masked = {**parts["Info"], "required": []}
    parts["UpdateFormInfoRequest"]["properties"]["info"] = masked
    create = {"type": "object", "additionalProperties": False, "required": ["info"], "properties": {"info": {"$ref": "#/$defs/Info"}}}
    validator = lambda root: jsonschema.Draft202012Validator({**root, "$defs": parts})
    return validator(create), validator({"$ref": "#/$defs/BatchUpdateFormRequest"})


def options(item):
    """The options of an item, with the kind of question that they belong to."""
    question = item.get("questionItem", {}).get("question", {}).get("choiceQuestion")
    columns = item.get("questionGroupItem", {}).get("grid", {}).get("columns")
    choice = question or columns or {}
    return choice.get("type"), choice.get("options", [])


def questions(item):
    """The questions of an item."""
    one = item.get("questionItem", {}).get("question")
    return [one] if one else item.get("questionGroupItem", {}).get("questions", [])


def carried_out(batch):
    """(problems, the items as they stand when all requests are carried out)"""
    items, problems, ids = [], [], set()
    for request in batch["requests"]:
        if "createItem" not in request:
            continue
        item, index = request["createItem"]["item"], request["createItem"]["location"]["index"]
        if not 0 <= index <= len(items):
            problems.append(f"place {index} of {len(items)}")
        own = [item["itemId"], *(question["questionId"] for question in questions(item))]
        for one in own:
            if one in ids or not re.fullmatch("[0-7][0-9a-f]{7}", one):
                problems.append(f"id {one} is taken or none")
            ids.add(one)
        sections = {there["itemId"] for there in items if "pageBreakItem" in there}
        problems += [f"{item['title'][:30]!r} leads to {option['goToSectionId']}, which is not there" for option in options(item)[1]
                     if option.get("goToSectionId", next(iter(sections), "")) not in sections and "goToSectionId" in option]
        items.insert(index, item)
    return problems, items


def sections(items):
    """[(id of the section, its items)]: the first one has none."""
    found = [(None, [])]
    for item in items:
        if "pageBreakItem" in item:
            found.append((item["itemId"], []))
        else:
            found[-1][1].append(item)
    return found


def leads(item):
    return any("goToSectionId" in option or "goToAction" in option for option in options(item)[1])


def documented(create, items):
    titles = [create["info"]["title"], create["info"]["documentTitle"], *(item["title"] for item in items)]
    titles += [question["rowQuestion"]["title"] for item in items for question in questions(item) if "rowQuestion" in question]
    for item in items:
        kind, own = options(item)
        words = [option.get("value") for option in own if not option.get("isOther")]
        titles += words
        if len({word.strip() for word in words}) != len(words):
            yield f"{item['title'][:30]!r} has options that read the same"
        if [option for option in own[:-1] if option.get("isOther")] or any(set(o) != {"isOther"} for o in own if o.get("isOther")):
            yield f"{item['title'][:30]!r}: words of one's own"
        if leads(item) and (kind != "RADIO" or "questionItem" not in item):
            yield f"{item['title'][:30]!r} is no radio button and leads somewhere"
        row = item.get("questionItem", {}).get("question", {}).get("scaleQuestion")
        if row and not (row["low"] in (0, 1) and 2 <= row["high"] <= 10):
            yield f"{item['title'][:30]!r}: a row from {row['low']} to {row['high']}"
    yield from (f"a title of {len(title)} characters: {title[:30]!r}" for title in titles
                if not title or re.search(r"[\n\r\t\x00-\x08]", title))
    all_of_them = sections(items)
    places = {id: nth for nth, (id, _) in enumerate(all_of_them)}
    for nth, (_, own) in enumerate(all_of_them):
        if not own:
            yield f"section {nth} is empty"
        if sum(map(leads, own)) > 1:
            yield f"section {nth} has two questions that lead somewhere"
        for option in (option for item in own for option in options(item)[1]):
            if "goToSectionId" in option and places.get(option["goToSectionId"], 0) <= nth + 1:
                yield f"an option of section {nth} leads back or to the next one"


def shape(items):
    """What all languages have in common."""
    bare = lambda option: {key: option[key] for key in option if key not in ("value",)}
    return [(item["itemId"], [q["questionId"] for q in questions(item)], [q.get("required") for q in questions(item)],
             options(item)[0], [bare(option) for option in options(item)[1]]) for item in items]


def known_answers(items, answers, rows):
    there = {question["questionId"]: item for item in items for question in questions(item)}
    if set(there) != set(answers["questions"]) or set(there) != {row["name"] for row in rows}:
        yield "questions are in one of form, answers and codebook only"
        return
    codebook = {row["name"]: row for row in rows}
    for id, item in there.items():
        told = answers["questions"][id]
        if codebook[id]["question"] != told["question"]:
            yield f"{id} is {told['question']} in one and {codebook[id]['question']} in the other"
        texts = {option["value"] for option in options(item)[1] if "value" in option}
        if texts and texts != set(told["values"]):
            yield f"{told['question']}: {sorted(texts ^ set(told['values']))} in one of form and answers only"
        listed = [part for part in codebook[id]["values"].split("|") if part and ".." not in part]
        other = any(option.get("isOther") for option in options(item)[1])
        if set(listed) - set(told["values"].values()) and not (other and len(set(listed) - set(told["values"].values())) == 1):
            yield f"{told['question']}: the codebook lists {listed}"


def walked(items, chosen):
    """The questions that somebody comes to. `chosen` is the text that was picked, by question."""
    all_of_them = sections(items)
    places = {id: nth for nth, (id, _) in enumerate(all_of_them)}
    seen, place = set(), 0
    while place < len(all_of_them):
        target = place + 1
        for item in all_of_them[place][1]:
            seen.update(question["questionId"] for question in questions(item))
            if not leads(item):
                continue
            if questions(item)[0]["required"] and questions(item)[0]["questionId"] not in chosen:
                return seen  # nobody gets on from here
            picked = [o for o in options(item)[1] if "value" in o and o["value"] == chosen.get(questions(item)[0]["questionId"])]
            for option in picked:
                if option.get("goToAction") == "SUBMIT_FORM":
                    target = len(all_of_them)
                elif "goToSectionId" in option:
                    target = places[option["goToSectionId"]]
        place = target
    return seen


def skippable(items):
    """Questions that some answer leads past: {question: the question that leads past it}."""
    all_of_them = sections(items)
    places, found = {id: nth for nth, (id, _) in enumerate(all_of_them)}, {}
    for nth, (_, own) in enumerate(all_of_them):
        for item in filter(leads, own):
            targets = [len(all_of_them) if o.get("goToAction") == "SUBMIT_FORM" else places.get(o.get("goToSectionId"), nth + 1)
                       for o in options(item)[1]]
            for _, past in all_of_them[nth + 1:max(targets)]:
                found.update((q["questionId"], questions(item)[0]) for one in past for q in questions(one))
    return found


def behaviour(items, answers, codes, tests):
    """(problems, comparisons, how often a question was seen because the one that decides was left empty)"""
    past, problems, compared, silent = skippable(items), [], 0, 0
    text_of = {id: {value: text for text, value in told["values"].items()} for id, told in answers["questions"].items()}
    for test in tests["tests"]:
        chosen = {}
        for step in test["steps"]:
            for name, value in step.get("set", {}).items():
                row = codes.own.get(codes.question.get(name))
                if row and not isinstance(value, (dict, list)):
                    word = ("true" if value else "false") if isinstance(value, bool) else str(value)
                    id = codes.words[name].get(word, word)
                    chosen[row["name"]] = text_of[row["name"]].get(id, "in words of one's own")
            seen = None
            for name, checks in step.get("expect", {}).items():
                row = codes.own.get(codes.question.get(name))
                if "visible" not in checks or row is None or row["name"] not in past:
                    continue
                seen = walked(items, chosen) if seen is None else seen
                deciding = past[row["name"]]
                shown = row["name"] in seen
                if shown and not checks["visible"] and not deciding["required"] and deciding["questionId"] not in chosen:
                    silent += 1
                    continue
                compared += 1
                if shown != checks["visible"]:
                    problems.append(f"{test['name']}: {name} is not {'shown' if checks['visible'] else 'hidden'}")
    return problems, compared, silent


class Form:
    """The files of one survey in one language."""

    def __init__(self, stem, folder):
        read = lambda part: json.loads((folder / f"{stem}.{part}.json").read_text("utf-8"))
        self.create, self.batch, self.answers = read("create"), read("batch-update"), read("answers")


def check(form, validators, first, rows, codes, tests):
    """(problems, questions that can be skipped, comparisons, left empty)"""
    problems = []
    for validator, body in zip(validators, (form.create, form.batch)):
        problems += [f"interface: {'.'.join(map(str, e.path))}: {e.message[:160]}" for e in validator.iter_errors(body)]
    if problems:
        return problems, 0, 0, 0
    found, items = carried_out(form.batch)
    problems += [f"order: {problem}" for problem in found]
    problems += [f"documented: {problem}" for problem in documented(form.create, items)]
    if problems:
        return problems, 0, 0, 0
    if shape(items) != shape(carried_out(first.batch)[1]):
        problems.append("languages: other ids, sections or jumps than in the first language")
    problems += [f"answers: {problem}" for problem in known_answers(items, form.answers, rows)]
    if problems:
        return problems, 0, 0, 0
    found, compared, silent = behaviour(items, form.answers, codes, tests)
    return [f"behaviour: {problem}" for problem in found], len(skippable(items)), compared, silent


def broken_copies(form):
    """(what is wrong, which layer must say so, how to break it)."""
    item = lambda f, test: next(r["createItem"]["item"] for r in f.batch["requests"] if "createItem" in r and test(r["createItem"]["item"]))
    leading = lambda f: item(f, leads)

    def opposite(f):
        own = options(leading(f))[1]
        ways = [{k: v for k, v in option.items() if k != "value"} for option in own]
        for option, way in zip(own, reversed(ways)):
            for key in [key for key in option if key != "value"]:
                option.pop(key)
            option.update(way)

    def late(f):
        requests = f.batch["requests"]
        section = next(r for r in requests if "createItem" in r and "pageBreakItem" in r["createItem"]["item"])
        requests.remove(section)
        requests.append(section)
    yield "a name that nobody knows", "interface", lambda f: item(f, lambda i: True).update(colour="red")
    yield "a kind of question that does not exist", "interface", lambda f: item(f, lambda i: options(i)[0] == "RADIO")["questionItem"]["question"]["choiceQuestion"].update(type="RADIOS")
    yield "a form without a title", "interface", lambda f: f.create["info"].pop("title")
    yield "an option that leads to no section", "order", lambda f: options(leading(f))[1][0].update(goToSectionId="00000001")
    yield "a section that comes too late", "order", late
    yield "an id that is taken", "order", lambda f: item(f, lambda i: "questionItem" in i).update(itemId=questions(item(f, lambda i: "questionItem" in i))[0]["questionId"])
    yield "a title of two lines", "documented", lambda f: item(f, lambda i: "questionItem" in i).update(title="a\nb")
    yield "options that read the same", "documented", lambda f: options(item(f, lambda i: len(options(i)[1]) > 1))[1][0].update(value=options(item(f, lambda i: len(options(i)[1]) > 1))[1][1]["value"])
    yield "another id than in the first language", "languages", lambda f: questions(item(f, lambda i: "questionItem" in i))[0].update(questionId="00000001")
    yield "a text that nobody can read back", "answers", lambda f: options(item(f, lambda i: options(i)[1]))[1][0].update(value="something else")
    yield "jumps that mean the opposite", "behaviour", opposite


def canaries(form, validators, first, *rest):
    problems, count = [], 0
    for what, layer, edit in broken_copies(form):
        broken = copy.deepcopy(form)
        try:
            edit(broken)
        except StopIteration:
            continue  # nothing of that sort is in this form
        # What is broken in every language is no matter of languages.
        beside = first if layer == "languages" else broken
        if not any(problem.startswith(layer) for problem in check(broken, validators, beside, *rest)[0]):
            problems.append(f"broken copies: {layer} did not refuse {what}")
        count += 1
    if count < 5:
        problems.append(f"broken copies: only {count} could be made")
    return problems, count


def main(folder, surveyjs):
    rows = list(csv.DictReader((folder / "codebook.csv").open(encoding="utf-8")))
    stems = sorted(file.name.removesuffix(".create.json") for file in folder.glob("*.create.json"))
    validators = interface()
    problems, skipped, comparisons, empty, richest, surveys, refused = [], 0, 0, 0, None, {}, 0
    for stem in stems:
        survey, form = stem.split(".")[0], Form(stem, folder)
        own = [row for row in rows if row["survey"] == survey]
        codes = codebooks.Codes(survey, folder / "codebook.csv", surveyjs / "codebook.csv")
        tests = json.loads((surveyjs / f"{survey}.tests.json").read_text("utf-8"))
        arguments = form, validators, surveys.setdefault(survey, form), own, codes, tests
        found, past, compared, silent = check(*arguments)
        problems += [f"{stem}: {problem}" for problem in found]
        skipped, comparisons, empty = skipped + past, comparisons + compared, empty + silent
        if richest is None or (compared, past) > richest[0]:
            richest = (compared, past), arguments
    if set(surveys) != {file.name.removesuffix(".tests.json") for file in surveyjs.glob("*.tests.json")} or not surveys:
        problems.append(f"{len(surveys)} surveys, and not those of SurveyJS")
    if not problems:
        found, refused = canaries(*richest[1])
        problems += found
    if problems:
        common.fail(problems)
    print(f"OK googleforms: {len(stems)} forms, {skipped} questions that can be skipped, {comparisons} comparisons, "
          f"{empty} asked because the deciding answer was left out, {refused} broken copies refused")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: check.py GOOGLEFORMS SURVEYJS")
    main(*(Path(argument).resolve() for argument in sys.argv[1:]))
