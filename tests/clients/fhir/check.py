#!/usr/bin/env python3
"""The generated Questionnaires, checked by models of FHIR R4B and R5 and by the rules that those do not know.

    python3 tests/clients/fhir/check.py OUT/surveys/fhir OUT/surveys/surveyjs

Every <survey>.r4b.json and <survey>.r5.json must pass:
  models     PyPI's fhir.resources reads it as a Questionnaire of its release and gives the same back
  items      types of the release, names that are there once, groups with items, options where they belong
  enabled    comparisons look at earlier items that have an answer, with an operator and a value of its type, at
             options that are there; how several are joined is said, and only then
  languages  every text is translated into every language of the resource, once
  releases   R4B and R5 say the same but for the words of their release
  codebook   every item with an answer, and every option, is in codebook.csv, and the other way round
  behaviour  each way of a person in <survey>.tests.json (made from the meaning of the conditions, and passed by
             survey-core) enables the same items

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

common.enter_venv("fhir")

from fhir.resources.questionnaire import Questionnaire as R5  # noqa: E402
from fhir.resources.R4B.questionnaire import Questionnaire as R4B  # noqa: E402

MODELS = {"r4b": R4B, "r5": R5}
PLAIN = {"text": ("String", ("=", "!=")), "boolean": ("Boolean", ("=", "!=")), "decimal": ("Decimal", ("=", "<", ">", "<=", ">=")),
         "integer": ("Integer", ("=", "<", ">", "<=", ">=")), "date": ("Date", ("=", "<", ">", "<=", ">="))}
CODED = {"r4b": ("choice", "open-choice"), "r5": ("coding",)}
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
OPEN_LABEL = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-openLabel"


def walk(items, above=()):
    """(item, the items around it), in their order."""
    for item in items:
        yield item, above
        yield from walk(item.get("item", []), (*above, item))


def modelled(document, release):
    document = copy.deepcopy(document)
    for item, _ in walk(document["item"]):
        for extension in item.get("extension", []):
            if extension["url"] == OPEN_LABEL:
                # FHIR translates the text of an extension as any other; the models have no room for it.
                extension.pop("_valueString", None)
    try:
        read = MODELS[release].model_validate_json(json.dumps(document))
        back = json.loads(read.model_dump_json())
    except Exception as error:  # noqa: BLE001 whatever it says, the file is refused
        yield str(error).replace("\n", " ")[:300]
        return
    if plain(back) != plain(document):
        yield "it reads something else than was written"


def plain(value):
    """Numbers by what they are worth."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def items(document, release):
    names = [item["linkId"] for item, _ in walk(document["item"])]
    yield from (f"{name} is there twice" for name in sorted({name for name in names if names.count(name) > 1}))
    for item, _ in walk(document["item"]):
        link, kind = item["linkId"], item["type"]
        if kind not in ("group", "display", *PLAIN, *CODED[release]):
            yield f"{link}: type {kind}"
        if kind == "group" and not item.get("item") or kind not in ("group", "integer") and "item" in item:
            yield f"{link}: items of a {kind}"
        if (kind in CODED[release]) != bool(item.get("answerOption")):
            yield f"{link}: options of a {kind}"
        if (kind in ("group", "display")) == ("required" in item):
            yield f"{link}: whether a {kind} is required"
        if (release == "r5" and kind == "coding") != ("answerConstraint" in item):
            yield f"{link}: which answers it takes"
        codes = [option["valueCoding"]["code"] for option in item.get("answerOption", [])]
        if len(set(codes)) != len(codes):
            yield f"{link}: two options of one code"
        if not item.get("text") and kind != "group":
            yield f"{link} says nothing"


def enabled(document, release):
    earlier = {}
    for item, above in walk(document["item"]):
        link, when = item["linkId"], item.get("enableWhen")
        if when is not None and not when or ("enableBehavior" in item) != (len(when or []) > 1):
            yield f"{link}: how comparisons are joined"
        for one in when or []:
            of = earlier.get(one["question"])
            if of is None or of["type"] in ("group", "display") or of in above:
                yield f"{link} looks at {one['question']}"
                continue
            values = [key for key in one if key.startswith("answer")]
            codes = [option["valueCoding"]["code"] for option in of.get("answerOption", [])]
            if one["operator"] == "exists":
                fits = values == ["answerBoolean"]
            elif of["type"] in CODED[release]:
                fits = values == ["answerCoding"] and one["operator"] in ("=", "!=") and one["answerCoding"]["code"] in codes
            else:
                kind, operators = PLAIN.get(of["type"], ("", ()))
                fits = values == [f"answer{kind}"] and one["operator"] in operators
            if not fits:
                yield f"{link}: {one}"
        earlier[link] = item


def texts(value, path=""):
    """(where, element, name of the text) of everything that is read."""
    if isinstance(value, list):
        for nth, one in enumerate(value):
            yield from texts(one, f"{path}.{nth}")
    elif isinstance(value, dict):
        for name in ("title", "text", "display", "valueString"):
            if isinstance(value.get(name), str) and value.get("url") != "content":
                yield path, value, name
        for key, one in value.items():
            if not key.startswith("_"):
                yield from texts(one, f"{path}.{key}")


def languages(document):
    expected = None
    for path, element, name in texts(document):
        said = []
        for extension in element.get(f"_{name}", {}).get("extension", []):
            parts = {part["url"]: part for part in extension["extension"]}
            if extension["url"] != TRANSLATION or set(parts) != {"lang", "content"} or not parts["content"]["valueString"]:
                yield f"{path}: {extension}"
                return
            said.append(parts["lang"]["valueCode"])
        expected = said if expected is None else expected
        if said != expected or len(set(said)) != len(said) or document["language"] in said:
            yield f"{path} is said in {said}, not in {expected}"
    if not expected:
        yield "nothing is translated"


def in_words_of_r4b(document):
    """An R5 resource in the words of R4B."""
    document = json.loads(json.dumps(document).replace("/itemWeight", "/ordinalValue"))
    for item, _ in walk(document["item"]):
        if item["type"] == "coding":
            item["type"] = "open-choice" if item.pop("answerConstraint") == "optionsOrString" else "choice"
    return document


def codebook(document, rows):
    own = {row["name"]: row for row in rows}
    there = {item["linkId"]: item for item, _ in walk(document["item"]) if item["type"] not in ("group", "display")}
    yield from (f"{name} is in one of resource and codebook only" for name in sorted(set(own) ^ set(there)))
    for link in set(own) & set(there):
        values = own[link]["values"].split("|")
        if ".." in values[0] and "answerOption" in there[link]:
            low, high = map(int, values[0].split(".."))
            values[:1] = [str(code) for code in range(low, high + 1)]
        codes = [option["valueCoding"]["code"] for option in there[link].get("answerOption", [])]
        words = there[link]["type"] == "open-choice" or there[link].get("answerConstraint") == "optionsOrString"
        if codes and set(values) - set(codes) and not (words and len(set(values) - set(codes)) == 1) or set(codes) - set(values):
            yield f"{link}: the codebook says {values}, the resource {codes}"


def holds(one, given):
    answers = given.get(one["question"], [])
    operator = one["operator"]
    if operator == "exists":
        return bool(answers) == one["answerBoolean"]
    value = next(one[key] for key in one if key.startswith("answer"))
    value = value["code"] if isinstance(value, dict) else value
    if operator == "!=":
        return value not in answers
    return any({"=": answer == value, "<": answer < value, ">": answer > value, "<=": answer <= value, ">=": answer >= value}[operator]
               for answer in answers if type(answer) is type(value) or {type(answer), type(value)} <= {int, float})


def is_enabled(item, given):
    when = item.get("enableWhen", [])
    return not when or (any if item.get("enableBehavior") == "any" else all)(holds(one, given) for one in when)


def answers(codes, kinds, name, value):
    """Pairs of item and its answers, as they stand in a response."""
    if isinstance(value, dict):
        for line, one in value.items():
            yield f"{question_of(codes, name)}.{line_of(codes, name, line)}", [str(one)]
        return
    link = codes.question.get(name)
    kind = kinds.get(link)
    word = lambda value: codes.words[name].get(str(value), str(value))
    if kind is None:
        return
    if kind in ("choice", "open-choice"):
        yield link, [word(one) for one in (value if isinstance(value, list) else [value])]
    else:
        yield link, [value]


def question_of(codes, name):
    return next(question.partition(".")[0] for own, question in codes.question.items() if own.partition(".")[0] == name)


def line_of(codes, name, line):
    return next(question.partition(".")[2] for own, question in codes.question.items() if own == f"{name}.{line}")


def behaviour(document, codes, tests):
    """(problems, comparisons)"""
    all_of_them = {item["linkId"]: (item, above) for item, above in walk(document["item"])}
    kinds = {link: item["type"] for link, (item, _) in all_of_them.items()}
    statements = {link.replace("-", "").lower(): link for link, kind in kinds.items() if kind == "display"}
    problems, compared = [], 0
    for test in tests["tests"]:
        given = {}
        for step in test["steps"]:
            for name, value in step.get("set", {}).items():
                given.update(answers(codes, kinds, name, value))
            for name, checks in step.get("expect", {}).items():
                matrix = name not in codes.question and any(own.startswith(f"{name}.") for own in codes.question)
                # Nothing is stored of a statement; it has its own name.
                link = question_of(codes, name) if matrix else codes.question.get(name, statements.get(name.lower()))
                if "visible" not in checks or link not in all_of_them:
                    continue
                item, above = all_of_them[link]
                if not any("enableWhen" in one for one in (item, *above)):
                    continue
                compared += 1
                if all(is_enabled(one, given) for one in (item, *above)) != checks["visible"]:
                    problems.append(f"{test['name']}: {name} is not {'shown' if checks['visible'] else 'hidden'}")
    pages = {int(link.split(".")[1]): one for link, one in all_of_them.items() if re.fullmatch(r"_end\.\d+", link)}
    for end in tests.get("ends", []) if pages else []:
        given = {}
        for name, value in end["data"].items():
            given.update(answers(codes, kinds, name, value))
        read = [nth for nth, (item, above) in pages.items() if all(is_enabled(one, given) for one in (item, *above))]
        compared += 1
        if read != ([end["nth"]] if end["nth"] in pages else []):
            problems.append(f"{end['name']} reads the end pages {read}, not {end['nth']}")
    return problems, compared


def check(both, rows, codes, tests):
    """(problems, items with a condition, comparisons)"""
    problems = []
    for release, document in both.items():
        layers = (("models", modelled(document, release)), ("items", items(document, release)), ("enabled", enabled(document, release)),
                  ("languages", languages(document)), ("codebook", codebook(document, rows)))
        problems += [f"{layer}: {release}: {problem}" for layer, found in layers for problem in found]
    if problems:
        return problems, 0, 0
    if in_words_of_r4b(both["r5"]) != both["r4b"]:
        problems.append("releases: R4B and R5 differ in more than words")
    found, compared = behaviour(both["r4b"], codes, tests)
    conditions = sum("enableWhen" in item for item, _ in walk(both["r4b"]["item"]))
    return problems + [f"behaviour: {problem}" for problem in found], conditions, compared


def broken_copies():
    """(what is wrong, which layer must say so, how to break each release)."""
    first = lambda d, test: next(item for item, _ in walk(d["item"]) if test(item))
    asked = lambda d: first(d, lambda item: item["type"] not in ("group", "display"))
    when = lambda d: first(d, lambda item: "enableWhen" in item)

    def opposite(d):
        for item, _ in walk(d["item"]):
            for one in item.get("enableWhen", []):
                if one["operator"] == "exists":
                    one["answerBoolean"] = not one["answerBoolean"]
                elif one["operator"] in ("=", "!="):
                    one["operator"] = "!=" if one["operator"] == "=" else "="
    yield "a name that nobody knows", "models", lambda d: asked(d).update(colour="red")
    yield "a resource without its status", "models", lambda d: d.pop("status")
    yield "a type that does not exist", "items", lambda d: asked(d).update(type="nps")
    yield "two items of one name", "items", lambda d: [item for item, _ in walk(d["item"])][-1].update(linkId=asked(d)["linkId"])
    yield "a comparison with an item that is not there", "enabled", lambda d: when(d)["enableWhen"][0].update(question="nobody")
    yield "an operator that does not exist", "enabled", lambda d: when(d)["enableWhen"][0].update(operator="~")
    yield "two comparisons that nothing joins", "enabled", lambda d: first(d, lambda i: "enableBehavior" in i).pop("enableBehavior")
    yield "a text without translation", "languages", lambda d: asked(d).pop("_text")
    yield "an option that the codebook has not", "codebook", lambda d: first(d, lambda i: "answerOption" in i)["answerOption"][0]["valueCoding"].update(code="something-else")
    yield "a text of another release", "releases", lambda d: asked(d).update(text="Something else?")
    yield "an end page for everybody", "behaviour", lambda d: [
        first(d, lambda i: i["linkId"] == "_end.1").pop(key, None) for key in ("enableWhen", "enableBehavior")]
    yield "conditions that mean the opposite", "behaviour", lambda d: opposite(d) if when(d) else None


def canaries(both, *rest):
    problems, count = [], 0
    for what, layer, edit in broken_copies():
        broken = copy.deepcopy(both)
        try:
            for release, document in broken.items():
                if layer != "releases" or release == "r5":
                    edit(document)
        except StopIteration:
            continue  # nothing of that sort is in this survey
        if not any(problem.startswith(layer) for problem in check(broken, *rest)[0]):
            problems.append(f"broken copies: {layer} did not refuse {what}")
        count += 1
    if count < 5:
        problems.append(f"broken copies: only {count} could be made")
    return problems, count


def main(folder, surveyjs):
    rows = list(csv.DictReader((folder / "codebook.csv").open(encoding="utf-8")))
    surveys = sorted({file.name.split(".")[0] for file in folder.glob("*.json")})
    problems, conditions, comparisons, richest, refused = [], 0, 0, None, 0
    for survey in surveys:
        both = {release: json.loads((folder / f"{survey}.{release}.json").read_text("utf-8")) for release in MODELS}
        codes = codebooks.Codes(survey, folder / "codebook.csv", surveyjs / "codebook.csv")
        tests = json.loads((surveyjs / f"{survey}.tests.json").read_text("utf-8"))
        arguments = both, [row for row in rows if row["survey"] == survey], codes, tests
        found, told, compared = check(*arguments)
        problems += [f"{survey}: {problem}" for problem in found]
        conditions, comparisons = conditions + told, comparisons + compared
        size = compared, sum("answerOption" in item for item, _ in walk(both["r5"]["item"]))
        if richest is None or size > richest[0]:
            richest = size, arguments
    if set(surveys) != {file.name.removesuffix(".tests.json") for file in surveyjs.glob("*.tests.json")} or not surveys:
        problems.append(f"{len(surveys)} surveys, and not those of SurveyJS")
    if not problems:
        found, refused = canaries(*richest[1])
        problems += found
    if problems:
        common.fail(problems)
    print(f"OK fhir: {len(surveys)} surveys in two releases, {conditions} items with a condition, {comparisons} comparisons, "
          f"{refused} broken copies refused")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: check.py FHIR SURVEYJS")
    main(*(Path(argument).resolve() for argument in sys.argv[1:]))
