#!/usr/bin/env python3
"""The generated surveys for Formbricks, checked by rules of our own.

    python3 tests/clients/formbricks/check.py OUT/surveys/formbricks OUT/surveys/surveyjs

Formbricks comes from no package registry. Its interface (v3) publishes what it takes, and its client how
conditions are computed; both are written down here. Every <survey>.json must pass:
  names      every object has the names of its sort and no other, with values of their sort
  ids        of the form that is wanted, none twice, none that Formbricks keeps for itself
  languages  every text is there in every language of the survey, and in no other
  texts      what is recalled is there, and earlier; no tags
  logic      rules lead on to blocks that are there; conditions look at elements that were asked, with operators
             that fit them and options that are there
  answers    answers.json and codebook.csv know every element, line and text
  behaviour  a person is walked from block to block with conditions computed as the client does: each way in
             <survey>.tests.json (made from the meaning of the conditions, and passed by survey-core) comes to
             the same questions

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

LOCALE = re.compile(r"[a-z]{2}(-[A-Z][a-z]{3})?-[A-Z]{2}")
CUID = re.compile(r"[a-z][0-9a-z]{23}")
ELEMENT = re.compile(r"[a-zA-Z0-9_-]+")
KEPT = {"userid", "source", "suid", "end", "start", "welcomecard", "hidden", "verifiedemail", "multilanguage", "embed", "verify"}
SURVEY = {"workspaceId", "name", "type", "status", "defaultLanguage", "languages", "welcomeCard", "blocks", "endings", "hiddenFields"}
BASE = {"id", "type", "headline", "required"}
# sort of element: (what it must have, what it may have)
ELEMENTS = {
    "openText": ({"inputType", "longAnswer"}, {"charLimit", "subheader", "validation"}),
    "nps": (set(), {"lowerLabel", "upperLabel"}),
    "rating": ({"scale", "range"}, {"lowerLabel", "upperLabel"}),
    "date": ({"format"}, set()),
    "multipleChoiceSingle": ({"choices"}, {"shuffleOption"}),
    "multipleChoiceMulti": ({"choices"}, {"shuffleOption", "validation"}),
    "ranking": ({"choices"}, {"shuffleOption"}),
    "matrix": ({"rows", "columns"}, {"shuffleOption"}),
    "cta": ({"buttonExternal"}, set()),
}
NUMBERS = ("equals", "doesNotEqual", "isLessThan", "isLessThanOrEqual", "isGreaterThan", "isGreaterThanOrEqual", "isSubmitted", "isSkipped")
OPERATORS = {
    "openText": ("equals", "doesNotEqual", "isSubmitted", "isSkipped"), "number": NUMBERS, "nps": NUMBERS, "rating": NUMBERS,
    "date": ("equals", "doesNotEqual", "isBefore", "isAfter", "isSubmitted", "isSkipped"),
    "multipleChoiceSingle": ("equals", "doesNotEqual", "equalsOneOf", "isSubmitted", "isSkipped"),
    "multipleChoiceMulti": ("includesOneOf", "doesNotIncludeOneOf", "isSubmitted", "isSkipped"),
    "matrix": ("equals", "doesNotEqual"), "ranking": ("isSubmitted", "isSkipped"),
}
ALONE = ("isSubmitted", "isSkipped")
RULES = {"minValue": {"min"}, "maxValue": {"max"}, "maxSelections": {"max"}}
TEXTS = ("headline", "subheader", "lowerLabel", "upperLabel", "label", "buttonLabel")


def elements(survey):
    return [element for block in survey["blocks"] for element in block["elements"]]


def choices(element):
    return [*element.get("choices", []), *element.get("rows", []), *element.get("columns", [])]


def texts(survey):
    """(where, text by language) of everything that is read."""
    def of(where, value):
        yield from ((f"{where} {name}", value[name]) for name in TEXTS if name in value)
    yield from of("welcome", survey["welcomeCard"])
    for element in elements(survey):
        yield from of(element["id"], element)
        for choice in choices(element):
            yield from of(f"{element['id']}.{choice['id']}", choice)
    for ending in survey["endings"]:
        yield from of("ending", ending)


def names(survey):
    def wanted(where, value, must, may=()):
        if set(value) - set(must) - set(may) or set(must) - set(value):
            yield f"{where} has {sorted(set(value) ^ set(must))}"
    yield from wanted("the survey", survey, SURVEY)
    yield from wanted("welcome", survey["welcomeCard"], {"enabled"}, {"headline", "subheader", "timeToFinish", "showResponseCount"})
    yield from wanted("hidden fields", survey["hiddenFields"], {"enabled"}, {"fieldIds"})
    if survey.get("type") != "link" or survey.get("status") != "draft" or not survey["blocks"] or not survey["endings"]:
        yield "the survey is not a draft with blocks and an end"
    for language in survey["languages"]:
        yield from wanted("a language", language, {"code", "default"})
    for block in survey["blocks"]:
        yield from wanted(f"block {block.get('name')}", block, {"id", "name", "elements"}, {"logic", "logicFallback"})
        if not block["elements"] or not block["name"] or ("logic" in block) != ("logicFallback" in block) or block.get("logic") == []:
            yield f"block {block['name']}"
        for rule in block.get("logic", []):
            yield from wanted("a rule", rule, {"id", "conditions", "actions"})
            for action in rule["actions"]:
                yield from wanted("an action", action, {"id", "objective", "target"})
                if action["objective"] != "jumpToBlock":
                    yield f"an action {action['objective']}"
            yield from groups(rule["conditions"], wanted)
    for element in elements(survey):
        must, may = ELEMENTS.get(element.get("type"), (None, None))
        if must is None:
            yield f"{element['id']} is a {element.get('type')}"
            continue
        yield from wanted(element["id"], element, BASE | must, may)
        yield from values(element)


def groups(told, wanted):
    if "connector" in told:
        yield from wanted("a group", told, {"id", "connector", "conditions"})
        if told["connector"] not in ("and", "or") or not told["conditions"]:
            yield f"a group of {told['connector']}"
        for part in told["conditions"]:
            yield from groups(part, wanted)
        return
    yield from wanted("a condition", told, {"id", "leftOperand", "operator"}, {"rightOperand"})
    yield from wanted("an operand", told["leftOperand"], {"type", "value"}, {"meta"})
    if ("rightOperand" in told) == (told["operator"] in ALONE):
        yield f"what {told['operator']} compares with"


def values(element):
    kind, link = element["type"], element["id"]
    if not isinstance(element["required"], bool):
        yield f"{link}: required {element['required']!r}"
    if kind == "rating" and (element["scale"] not in ("number", "smiley", "star") or element["range"] not in (3, 4, 5, 6, 7, 10)):
        yield f"{link}: a row of {element['range']} {element['scale']}"
    if kind == "openText" and element["inputType"] not in ("text", "number") or kind == "date" and element["format"] != "y-M-d":
        yield f"{link}: what is typed"
    for part in ("choices", "rows", "columns"):
        own = element.get(part)
        if own is None:
            continue
        if any(set(choice) != {"id", "label"} for choice in own) or len({choice["id"] for choice in own}) != len(own):
            yield f"{link}: {part}"
        if part == "choices" and not 2 <= len(own) <= (25 if kind == "ranking" else 10_000):
            yield f"{link}: {len(own)} options"
        special = [choice["id"] for choice in own if choice["id"] in ("other", "none")]
        if special and (part != "choices" or [choice["id"] for choice in own][-len(special):] != special):
            yield f"{link}: {special} are not the last"
    for rule in element.get("validation", {}).get("rules", []):
        if set(rule) != {"id", "type", "params"} or set(rule["params"]) != RULES.get(rule["type"]):
            yield f"{link}: rule {rule}"


def ids(survey):
    own = [element["id"] for element in elements(survey)] + survey["hiddenFields"].get("fieldIds", [])
    yield from (f"element {id!r}" for id in own if not ELEMENT.fullmatch(id) or id.lower() in KEPT)
    made = [part["id"] for part in (*survey["blocks"], *survey["endings"])]
    for block in survey["blocks"]:
        for rule in block.get("logic", []):
            made += [rule["id"], *(action["id"] for action in rule["actions"]), *in_groups(rule["conditions"])]
    yield from (f"id {id!r}" for id in made if not CUID.fullmatch(id))
    for all_of_them in (own, made):
        yield from (f"{id} is there twice" for id in sorted({id for id in all_of_them if all_of_them.count(id) > 1}))


def in_groups(told):
    yield told["id"]
    for part in told.get("conditions", []):
        yield from in_groups(part)


def languages(survey):
    codes = [language["code"] for language in survey["languages"]]
    if [code for code in codes if not LOCALE.fullmatch(code)] or len(set(codes)) != len(codes) or not codes:
        yield f"languages {codes}"
    if [language["code"] for language in survey["languages"] if language["default"]] != [survey["defaultLanguage"]]:
        yield "the first language is not the one that is said"
    for where, said in texts(survey):
        if list(said) != codes or not all(said.values()):
            yield f"{where} is said in {list(said)}"


def readable(survey):
    known, earlier = set(survey["hiddenFields"].get("fieldIds", [])), set()
    for element in (*elements(survey), *survey["endings"]):
        own = [element[name] for name in TEXTS if name in element] + [choice["label"] for choice in choices(element)]
        for text in (text for said in own for text in said.values()):
            if re.search(r"<[A-Za-z/!?]", text):
                yield f"{element['id']} has a tag: {text[:40]!r}"
            recalled = re.findall(r"#recall:([A-Za-z0-9_-]+)/fallback:([^#]+)#", text)
            yield from (f"{element['id']} recalls {id}" for id, _ in recalled if id not in earlier | known)
            if text.count("recall:") != len(recalled):
                yield f"{element['id']} recalls something that nobody can read"
        earlier.add(element["id"])


def comparisons(told):
    if "connector" in told:
        for part in told["conditions"]:
            yield from comparisons(part)
    else:
        yield told


def logic(survey):
    places = {part["id"]: nth for nth, part in enumerate((*survey["blocks"], *survey["endings"]))}
    asked = {}
    for nth, block in enumerate(survey["blocks"]):
        asked.update((element["id"], element) for element in block["elements"])
        targets = [action["target"] for rule in block.get("logic", []) for action in rule["actions"]]
        for target in [*targets, *([block["logicFallback"]] if "logicFallback" in block else [])]:
            if places.get(target, -1) <= nth:
                yield f"{block['name']} leads to {target}"
        for rule in block.get("logic", []):
            for one in comparisons(rule["conditions"]):
                yield from (f"{block['name']}: {problem}" for problem in compared(one, asked))


def compared(one, asked):
    element = asked.get(one["leftOperand"]["value"])
    if one["leftOperand"]["type"] != "element" or element is None:
        yield f"looks at {one['leftOperand']}"
        return
    kind = "number" if element["type"] == "openText" and element["inputType"] == "number" else element["type"]
    if one["operator"] not in OPERATORS[kind]:
        yield f"{one['operator']} of a {kind}"
    right = one.get("rightOperand", {}).get("value")
    row = one["leftOperand"].get("meta", {}).get("row")
    if right == "" or right == []:
        yield f"compares {element['id']} with nothing"
    if isinstance(right, list) and set(right) - {choice["id"] for choice in choices(element)}:
        yield f"compares {element['id']} with {right}"
    if kind in ("number", "nps", "rating") and right is not None and (isinstance(right, bool) or not isinstance(right, (int, float))):
        yield f"compares {element['id']} with {right!r}"
    if kind == "nps" and right is not None and right not in range(11) or kind == "rating" and right is not None and right not in range(1, element["range"] + 1):
        yield f"{element['id']} is never {right}"
    if (kind == "matrix") != (row is not None):
        yield f"a line of {element['id']}"
    elif kind == "matrix" and not (int(row) < len(element["rows"]) and int(right) < len(element["columns"])):
        yield f"{element['id']} has no {row}, {right}"


def known_answers(survey, answers, rows):
    answered = [element for element in elements(survey) if element["type"] != "cta"]
    if set(answers["elements"]) != {element["id"] for element in answered}:
        yield "other elements in the answers"
        return
    lines = {f"{e['id']}.{row['id']}" for e in answered for row in e.get("rows", [])}
    there = lines | {element["id"] for element in answered if "rows" not in element}
    if there != {row["name"] for row in rows}:
        yield f"{sorted(there ^ {row['name'] for row in rows})} are in one of survey and codebook only"
    for element in answered:
        told = answers["elements"][element["id"]]
        for code in (language["code"] for language in survey["languages"]):
            for part, names in ((element.get("choices", element.get("columns", [])), told["values"]), (element.get("rows", []), told["lines"])):
                said = [choice["label"].get(code) or "" for choice in part]
                if part and (sorted(names.get(code, {})) != sorted(said) or len(set(said)) != len(said)):
                    yield f"{element['id']} in {code}: {sorted(set(names.get(code, {})) ^ set(said))}"


def number(value):
    """As JavaScript makes one of it."""
    if value == "":
        return 0.0
    try:
        return float(value)
    except (TypeError, ValueError):
        return float("nan")


def holds(told, survey, given):
    if "connector" in told:
        return (any if told["connector"] == "or" else all)(holds(part, survey, given) for part in told["conditions"])
    left = given.get(told["leftOperand"]["value"])
    if "meta" in told["leftOperand"]:
        left = (left or {}).get(told["leftOperand"]["meta"]["row"])
    right, operator = told.get("rightOperand", {}).get("value"), told["operator"]
    if operator == "isSkipped":
        return left is None or left == "" or left == [] or left == {}
    if operator == "isSubmitted":
        return left not in (None, "", [])
    if operator in ("equals", "doesNotEqual"):
        return (left == right and type(left) is not bool) == (operator == "equals")
    if operator == "equalsOneOf":
        return isinstance(left, str) and left in right
    if operator in ("includesOneOf", "doesNotIncludeOneOf"):
        return isinstance(left, list) and any(one in left for one in right) == (operator == "includesOneOf")
    if operator in ("isBefore", "isAfter"):
        return isinstance(left, str) and (left < right if operator == "isBefore" else left > right)
    one, other = number(left), number(right)
    return {"isLessThan": one < other, "isLessThanOrEqual": one <= other, "isGreaterThan": one > other,
            "isGreaterThanOrEqual": one >= other}[operator]


def walked(survey, given, stops):
    """The elements that somebody comes to, and the end. With `stops`, nobody leaves a block with a required one empty."""
    places = {block["id"]: nth for nth, block in enumerate(survey["blocks"])}
    ends = [ending["id"] for ending in survey["endings"]]
    seen, place, end = set(), 0, ends[0]
    while place < len(survey["blocks"]):
        block = survey["blocks"][place]
        seen.update(element["id"] for element in block["elements"])
        if stops and any(element["required"] and element["id"] not in given for element in block["elements"]):
            break
        target = next((rule["actions"][0]["target"] for rule in block.get("logic", []) if holds(rule["conditions"], survey, given)),
                      block.get("logicFallback"))
        end = target if target in ends else end
        place = place + 1 if target is None else places.get(target, len(survey["blocks"]))
    return seen, end


def stored(survey, answers, codes, by_name, name, value):
    """(element, answer) as conditions see it: ids of options, places of lines and columns."""
    if isinstance(value, dict):
        element = by_name[name]
        place = lambda part, id: str([one["id"] for one in element[part]].index(id))
        line = lambda own: codes.question[f"{name}.{own}"].partition(".")[2]
        return element["id"], {place("rows", line(own)): place("columns", str(one)) for own, one in value.items()}
    element = by_name[name]
    if "choices" not in element:
        return element["id"], value
    # By their text, from the option of the program to that of Formbricks.
    code = survey["defaultLanguage"]
    texts_of = {id: text for text, id in answers["elements"][element["id"]]["values"][code].items()}
    made = {choice["label"][code]: choice["id"] for choice in element["choices"]}

    def word(one):
        one = ("true" if one else "false") if isinstance(one, bool) else str(one)
        return made[texts_of[codes.words[name].get(one, one)]]
    return element["id"], [word(one) for one in value] if isinstance(value, list) else word(value)


def behaviour(survey, codes, answers, tests):
    """(problems, comparisons)"""
    by_question = {told["question"]: id for id, told in answers["elements"].items()}
    everything = {element["id"]: element for element in elements(survey)}
    named = {**{name: question.partition(".")[0] for name, question in codes.question.items()},
             **{name.partition(".")[0]: question.partition(".")[0] for name, question in codes.question.items()}}
    by_name = {name: everything[by_question[question]] for name, question in named.items() if question in by_question}
    # Nothing is stored of a statement; it has its own name.
    by_name.update((id, element) for id, element in everything.items() if element["type"] == "cta")
    targets = {action["target"] for block in survey["blocks"] for rule in block.get("logic", []) for action in rule["actions"]}
    conditional = {block["elements"][0]["id"] for block in survey["blocks"] if block["id"] in targets}
    problems, compared_now = [], 0
    for test in tests["tests"]:
        given = {}
        for step in test["steps"]:
            for name, value in step.get("set", {}).items():
                if name in by_name:
                    id, answer = stored(survey, answers, codes, by_name, name, value)
                    given[id] = answer
            free = strict = None
            for name, checks in step.get("expect", {}).items():
                if "visible" not in checks or name not in by_name:
                    continue
                if free is None:
                    (free, _), (strict, _) = walked(survey, given, False), walked(survey, given, True)
                id = by_name[name]["id"]
                if id in conditional:
                    compared_now += 1
                    if id not in free if checks["visible"] else id in strict:
                        problems.append(f"{test['name']}: {name} is not {'shown' if checks['visible'] else 'hidden'}")
                elif checks["visible"] and id not in free:
                    problems.append(f"{test['name']}: nobody comes to {name}")
    # Which end page is which is seen by its words, in the first language.
    code = survey["defaultLanguage"]
    letters = lambda text: re.sub(r"#recall:[^#]*#|\W", "", text)
    led = {letters(ending["headline"][code]): ending["id"] for ending in survey["endings"]}
    for end in tests.get("ends", []):
        given = dict(stored(survey, answers, codes, by_name, name, value) for name, value in end["data"].items() if name in by_name)
        wanted = led.get(letters(end["reads"].get(code.partition("-")[0], "")), survey["endings"][0]["id"])
        compared_now += 1
        if walked(survey, given, False)[1] != wanted:
            problems.append(f"{end['name']} does not read {end['end']}")
    return problems, compared_now


def check(survey, answers, rows, codes, tests):
    """(problems, rules, comparisons)"""
    problems = [f"names: {problem}" for problem in names(survey)]
    if problems:
        return problems, 0, 0
    layers = (("ids", ids(survey)), ("languages", languages(survey)), ("texts", readable(survey)), ("logic", logic(survey)),
              ("answers", known_answers(survey, answers, rows)))
    problems = [f"{layer}: {problem}" for layer, found in layers for problem in found]
    if problems:
        return problems, 0, 0
    found, compared_now = behaviour(survey, codes, answers, tests)
    return [f"behaviour: {problem}" for problem in found], sum(len(block.get("logic", [])) for block in survey["blocks"]), compared_now


def broken_copies():
    """(what is wrong, which layer must say so, how to break it)."""
    first = lambda s, test: next(element for element in elements(s) if test(element))
    rule = lambda s: next(rule for block in s["blocks"] for rule in block.get("logic", []))
    one = lambda s: next(comparisons(rule(s)["conditions"]))

    def opposite(s):
        turned = {"equals": "doesNotEqual", "doesNotEqual": "equals", "isSubmitted": "isSkipped", "isSkipped": "isSubmitted",
                  "includesOneOf": "doesNotIncludeOneOf", "doesNotIncludeOneOf": "includesOneOf"}
        rule(s)
        for block in s["blocks"]:
            for own in block.get("logic", []):
                for told in comparisons(own["conditions"]):
                    if told["operator"] == "equalsOneOf":
                        told.update(operator="isSkipped")
                        told.pop("rightOperand")
                    told["operator"] = turned.get(told["operator"], told["operator"])
                    if told["operator"] in ALONE:
                        told.pop("rightOperand", None)

    def unled(s):
        actions = [action for block in s["blocks"] for own in block.get("logic", []) for action in own["actions"]]
        ends = [ending["id"] for ending in s["endings"][1:]]
        led = [action for action in actions if action["target"] in ends]
        next(iter(led))
        for action in led:
            action.update(target=s["endings"][0]["id"])
    yield "a name that nobody knows", "names", lambda s: elements(s)[0].update(colour="red")
    yield "a sort of element that does not exist", "names", lambda s: elements(s)[0].update(type="slider")
    yield "a block without elements", "names", lambda s: s["blocks"][0].update(elements=[])
    yield "an id that Formbricks keeps", "ids", lambda s: elements(s)[0].update(id="userId")
    yield "two elements of one id", "ids", lambda s: elements(s)[1].update(id=elements(s)[0]["id"])
    yield "a text in one language only", "languages", lambda s: elements(s)[0]["headline"].popitem()
    yield "a language without a country", "languages", lambda s: s["languages"][0].update(code="es")
    yield "an answer that is not there", "texts", lambda s: elements(s)[0]["headline"].update({s["defaultLanguage"]: "#recall:nobody/fallback:x#"})
    yield "a tag", "texts", lambda s: elements(s)[0]["headline"].update({s["defaultLanguage"]: "<b>"})
    yield "a rule that leads to nowhere", "logic", lambda s: rule(s)["actions"][0].update(target="c" * 24)
    yield "an operator that does not fit", "logic", lambda s: one(s).update(operator="isBooked", rightOperand={"type": "static", "value": 1})
    yield "a condition on an element that is not there", "logic", lambda s: one(s)["leftOperand"].update(value="nobody")
    yield "a text that nobody can read back", "answers", lambda s: first(s, lambda e: "choices" in e)["choices"][0]["label"].update(
        {s["defaultLanguage"]: "something else"})
    yield "conditions that mean the opposite", "behaviour", opposite
    yield "an end page that nobody comes to", "behaviour", unled


def canaries(survey, *rest):
    problems, count = [], 0
    for what, layer, edit in broken_copies():
        broken = copy.deepcopy(survey)
        try:
            edit(broken)
        except StopIteration:
            continue  # nothing of that sort is in this survey
        if not any(problem.startswith(layer) for problem in check(broken, *rest)[0]):
            problems.append(f"broken copies: {layer} did not refuse {what}")
        count += 1
    if count < 6:
        problems.append(f"broken copies: only {count} could be made")
    return problems, count


def main(folder, surveyjs):
    rows = list(csv.DictReader((folder / "codebook.csv").open(encoding="utf-8")))
    surveys = sorted(file.name.removesuffix(".answers.json") for file in folder.glob("*.answers.json"))
    problems, rules, compared_now, richest, refused = [], 0, 0, None, 0
    for name in surveys:
        read = lambda file: json.loads(file.read_text("utf-8"))
        survey, answers = read(folder / f"{name}.json"), read(folder / f"{name}.answers.json")
        codes = codebooks.Codes(name, folder / "codebook.csv", surveyjs / "codebook.csv")
        arguments = survey, answers, [row for row in rows if row["survey"] == name], codes, read(surveyjs / f"{name}.tests.json")
        found, told, count = check(*arguments)
        problems += [f"{name}: {problem}" for problem in found]
        rules, compared_now = rules + told, compared_now + count
        size = count, sum("choices" in element for element in elements(survey))
        if richest is None or size > richest[0]:
            richest = size, arguments
    if set(surveys) != {file.name.removesuffix(".tests.json") for file in surveyjs.glob("*.tests.json")} or not surveys:
        problems.append(f"{len(surveys)} surveys, and not those of SurveyJS")
    if not problems:
        found, refused = canaries(*richest[1])
        problems += found
    if problems:
        common.fail(problems)
    print(f"OK formbricks: {len(surveys)} surveys, {rules} rules, {compared_now} comparisons, {refused} broken copies refused")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: check.py FORMBRICKS SURVEYJS")
    main(*(Path(argument).resolve() for argument in sys.argv[1:]))
