#!/usr/bin/env python3
"""The generated forms for Typeform, checked by its own types.

    python3 tests/clients/typeform/check.py OUT/surveys/typeform OUT/surveys/surveyjs

The types are those of @typeform/api-client; TypeScript checks each form as a literal, so that an unknown
name, a word or number that does not exist and a wrong type are refused. What types cannot say is checked here:
  names      of fields, options and hidden fields: legal, and none twice
  texts      what is filled in is there, and earlier; no tags
  logic      jumps lead on, to fields that are there; conditions look at earlier fields and their options, with
             words that fit; after its conditions a field always leads somewhere
  languages  the forms of one survey differ in words only
  codebook   every field and every option is a line of codebook.csv
  behaviour  a person is walked from field to field: each way in <survey>.tests.json (made from the meaning of
             the conditions, and passed by survey-core) comes to the same questions. An empty answer passes no
             comparison but "is not"

At the end broken copies must be refused, by the types and by each of these.
"""
import copy
import csv
import json
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import codebooks  # noqa: E402
import common  # noqa: E402

HOME = common.installed("typeform")
NAME = re.compile(r"[A-Za-z0-9_-]{1,255}")
WORDS = {"multiple_choice": ("is", "is_not"), "yes_no": ("is", "is_not"), "long_text": ("equal",),
         "date": ("on", "earlier_than", "earlier_than_or_on", "later_than", "later_than_or_on")}
NUMBERS = ("equal", "not_equal", "lower_than", "lower_equal_than", "greater_than", "greater_equal_than")


def typed(forms):
    """What TypeScript says of each form: {name: [problem]}."""
    with tempfile.TemporaryDirectory(prefix="senda-typeform-", dir=HOME) as scratch:
        names = {}
        for nth, (name, form) in enumerate(forms.items()):
            file = Path(scratch, f"form{nth}.ts")
            file.write_text("import type { Typeform } from '@typeform/api-client';\n"
                            f"export const form: Typeform.Form = {json.dumps(form)};\n", "utf-8")
            names[file.name] = name
        program = common.program("tsc", HOME / "node_modules/.bin/tsc")
        status, output = common.run([program, "--noEmit", "--strict", "--skipLibCheck", "--moduleResolution", "node", "--target", "es2020",
                                     "--module", "commonjs", *(Path(scratch, name) for name in names)], 300)
        found = {}
        for file, problem in re.findall(r"(form\d+\.ts)\(\d+,\d+\): error (.*)", output):
            found.setdefault(names[file], []).append(f"types: {problem[:200]}")
        if (status == 0) != (not found):
            sys.exit(f"tsc ended with {status}: {output[-500:]}")
        return found


def conditions(condition):
    """The comparisons in a condition."""
    if condition["op"] in ("and", "or"):
        for part in condition["vars"]:
            yield from conditions(part)
    elif condition["op"] != "always":
        yield condition


def jumps(form):
    """{field: [(where to, condition)]}"""
    return {logic["ref"]: [(action["details"]["to"], action["condition"]) for action in logic["actions"]] for logic in form.get("logic", [])}


def choices(field):
    return {choice["ref"] for choice in field.get("properties", {}).get("choices", [])}


def names(form):
    refs = [field["ref"] for field in form["fields"]]
    own = [ref for field in form["fields"] for ref in (c["ref"] for c in field.get("properties", {}).get("choices", []))]
    for all_of_them in (refs, own, form.get("hidden", [])):
        yield from (f"name {name!r}" for name in all_of_them if not NAME.fullmatch(name))
        if len(set(all_of_them)) != len(all_of_them):
            yield "two of one name"
    ends = [screen["ref"] for screen in form["thankyou_screens"]]
    if set(ends) & {*refs, *own} or len(set(ends)) != len(ends):
        yield "an end is called like something else"


def texts(form):
    earlier = set()
    for field in (*form["fields"], *form["thankyou_screens"]):
        own = [field["title"], *(c["label"] for c in field.get("properties", {}).get("choices", [])),
               *field.get("properties", {}).get("labels", {}).values()]
        for text in own:
            if not text or re.search(r"<[A-Za-z/!?]", text):
                yield f"{field['ref']} says {text[:40]!r}"
            for kind, name in re.findall(r"\{\{([^:}]*):?([^}]*)\}\}", text):
                if not (kind == "field" and name in earlier or kind == "hidden" and name in form.get("hidden", [])):
                    yield f"{field['ref']} repeats {kind}:{name}"
            if re.search(r"\{\{", re.sub(r"\{\{[a-z]+:[A-Za-z0-9_-]+\}\}", "", text)):
                yield f"{field['ref']} has braces that open nothing"
        earlier.add(field["ref"])


def logic(form):
    places = {field["ref"]: nth for nth, field in enumerate(form["fields"])}
    ends = {screen["ref"] for screen in form["thankyou_screens"]}
    for ref, ways in jumps(form).items():
        if ref not in places:
            yield f"logic of {ref}"
            continue
        if ways[-1][1]["op"] != "always" or any(condition["op"] == "always" for _, condition in ways[:-1]):
            yield f"{ref} leads nowhere, or somewhere too early"
        for to, condition in ways:
            if to["value"] not in (places if to["type"] == "field" else ends) or places.get(to["value"], len(places)) <= places[ref]:
                yield f"{ref} leads to {to}"
            yield from (f"{ref}: {problem}" for one in conditions(condition) for problem in compared(one, form, places, places[ref]))


def compared(one, form, places, here):
    left, right = one["vars"]
    if left["type"] != "field" or places.get(left["value"], here + 1) > here:
        yield f"looks at {left}"
        return
    field = form["fields"][places[left["value"]]]
    if one["op"] not in WORDS.get(field["type"], NUMBERS if field["type"] in ("number", "nps", "opinion_scale") else ()):
        yield f"{one['op']} of a {field['type']}"
    if (right["type"] == "choice") != (field["type"] == "multiple_choice") or right["type"] == "choice" and right["value"] not in choices(field):
        yield f"compares {left['value']} with {right}"


def shape(form):
    """What all languages have in common."""
    bare = [(field["ref"], field["type"], field.get("validations"), sorted(choices(field)),
             {k: v for k, v in field.get("properties", {}).items() if k not in ("choices", "labels", "description")})
            for field in form["fields"]]
    return bare, form.get("logic"), form.get("hidden"), [screen["ref"] for screen in form["thankyou_screens"]]


def codebook(form, rows):
    own = {row["name"]: row for row in rows}
    if set(own) != {field["ref"] for field in form["fields"] if field["type"] != "statement"} or len(own) != len(rows):
        yield "other fields in the codebook"
        return
    for field in (field for field in form["fields"] if field["ref"] in own):
        stored = {part.partition("=")[0] for part in own[field["ref"]]["values"].split("|")} - {"other"}
        if choices(field) and stored != choices(field):
            yield f"{field['ref']}: the codebook says {sorted(stored)}"


def holds(condition, given):
    op = condition["op"]
    if op in ("and", "or", "always"):
        return (any if op == "or" else all)(holds(part, given) for part in condition["vars"])
    name, value = (var["value"] for var in condition["vars"])
    answer = given.get(name)
    if op in ("is_not", "not_equal"):
        return answer is None or (value not in answer if isinstance(answer, list) else answer != value)
    if answer is None:
        return False
    if isinstance(answer, list):
        return value in answer
    return {"is": answer == value, "equal": answer == value, "on": answer == value, "lower_than": answer < value,
            "lower_equal_than": answer <= value, "greater_than": answer > value, "greater_equal_than": answer >= value,
            "earlier_than": answer < value, "earlier_than_or_on": answer <= value, "later_than": answer > value,
            "later_than_or_on": answer >= value}[op] if type(answer) is type(value) or {type(answer), type(value)} == {int, float} else False


def walked(form, given, stops):
    """The fields that somebody comes to, and the end. With `stops`, nobody gets past a required one that is empty."""
    places, ways = {field["ref"]: nth for nth, field in enumerate(form["fields"])}, jumps(form)
    seen, place, end = [], 0, form["thankyou_screens"][0]["ref"]
    while place < len(form["fields"]):
        field = form["fields"][place]
        seen.append(field["ref"])
        if stops and field.get("validations", {}).get("required") and field["ref"] not in given:
            break
        to = next((to for to, condition in ways.get(field["ref"], []) if holds(condition, given)), None)
        if to and to["type"] == "thankyou":
            end = to["value"]
        place = place + 1 if to is None else places.get(to["value"], len(form["fields"]))
    return set(seen), end


def behaviour(form, codes, tests):
    """(problems, comparisons)"""
    conditional = {to["value"] for ways in jumps(form).values() for to, condition in ways if condition["op"] != "always"}
    fields, problems, compared = {field["ref"]: field for field in form["fields"]}, [], 0
    for test in tests["tests"]:
        given = {}
        for step in test["steps"]:
            for name, value in step.get("set", {}).items():
                given.update(stored(codes, fields, name, value))
            free = strict = None
            for name, checks in step.get("expect", {}).items():
                own = [ref for ref in fields if ref == name or ref.startswith(f"{name}_")]
                if "visible" not in checks or not own:
                    continue
                if free is None:
                    (free, _), (strict, _) = walked(form, given, False), walked(form, given, True)
                if own[0] in conditional:
                    compared += 1
                    if own[0] not in free if checks["visible"] else own[0] in strict:
                        problems.append(f"{test['name']}: {name} is not {'shown' if checks['visible'] else 'hidden'}")
                elif checks["visible"] and own[0] not in free:
                    problems.append(f"{test['name']}: nobody comes to {name}")
    screens = {screen["ref"] for screen in form["thankyou_screens"]}
    for end in tests.get("ends", []):
        given = {}
        for name, value in end["data"].items():
            given.update(stored(codes, fields, name, value))
        wanted = f"end-page-{end['nth']}" if f"end-page-{end['nth']}" in screens else "thanks"
        compared += 1
        if (read := walked(form, given, False)[1]) != wanted:
            problems.append(f"{end['name']} reads {read}, not {wanted}")
    return problems, compared


def stored(codes, fields, name, value):
    """Pairs of field and answer, as this form keeps them."""
    if isinstance(value, dict):
        lines = {codes.own[f"{codes.question_of(name)}.{codes.line(name, line)}"]["name"]: one for line, one in value.items()}
    elif name in fields:
        lines = {name: value}
    else:
        lines = {}
    for ref, one in lines.items():
        row = next(row for row in codes.own.values() if row["name"] == ref)
        meaning = {id: code for code, _, id in (part.partition("=") for part in row["values"].split("|")) if id}
        word = lambda value: meaning.get(codes.words.get(name, {}).get(str(value), str(value)), "other")
        if fields[ref]["type"] == "ranking" or not meaning:
            yield ref, one
        elif isinstance(one, list):
            yield ref, [word(each) for each in one]
        else:
            yield ref, word(one)


class Codes(codebooks.Codes):
    def question_of(self, name):
        """The question of a matrix, by the name of one of its lines in SurveyJS."""
        return next(question.partition(".")[0] for own, question in self.question.items() if own.partition(".")[0] == name)

    def line(self, name, line):
        return next(question.partition(".")[2] for own, question in self.question.items() if own == f"{name}.{line}")


def check(form, first, rows, codes, tests):
    """(problems, questions with a condition, comparisons)"""
    layers = (("names", names(form)), ("texts", texts(form)), ("logic", logic(form)), ("codebook", codebook(form, rows)))
    problems = [f"{layer}: {problem}" for layer, found in layers for problem in found]
    if shape(form) != shape(first):
        problems.append("languages: it differs from the first language in more than words")
    if problems:
        return problems, 0, 0
    found, compared = behaviour(form, codes, tests)
    targets = {to["value"] for ways in jumps(form).values() for to, condition in ways if condition["op"] != "always"}
    return [f"behaviour: {problem}" for problem in found], len(targets), compared


def ill_typed():
    """(what is wrong, how to break it): for the types."""
    first = lambda f: f["fields"][0]
    yield "a name that nobody knows", lambda f: first(f).update(colour="red")
    yield "a type of field that does not exist", lambda f: first(f).update(type="npss")
    yield "a number as a title", lambda f: first(f).update(title=7)
    yield "a language that Typeform does not speak", lambda f: f["settings"].update(language="xx")
    yield "a comparison that does not exist", lambda f: f.update(logic=[{"type": "field", "ref": "a", "actions": [
        {"action": "jump", "condition": {"op": "below", "vars": []}}]}])
    yield "a scale of too few steps", lambda f: first(f).update(type="opinion_scale", properties={"steps": 3})


def broken_copies():
    """(what is wrong, which layer must say so, how to break it)."""
    comparison = lambda f: next(one for ways in jumps(f).values() for _, condition in ways for one in conditions(condition))

    def opposite(f):
        for logic in f.get("logic", []):
            logic["actions"][0]["condition"] = {"op": "and", "vars": [{"op": "always", "vars": []}]}
        comparison_is_there = next(iter(f["logic"]))
        comparison_is_there["actions"][0]["condition"] = {"op": "or", "vars": []}

    def unled(f):
        led = [action["details"]["to"] for own in f.get("logic", []) for action in own["actions"]]
        ends = [to for to in led if to["value"] == "end-page-1"]
        next(iter(ends))
        for to in ends:
            to.update(value="thanks")
    yield "two fields of one name", "names", lambda f: f["fields"][1].update(ref=f["fields"][0]["ref"])
    yield "a name with a space", "names", lambda f: f["fields"][-1].update(ref="a b")
    yield "an answer that is not there", "texts", lambda f: f["fields"][0].update(title="{{field:nobody}}")
    yield "a tag", "texts", lambda f: f["fields"][0].update(title="<b>")
    yield "a jump to nowhere", "logic", lambda f: next(iter(f["logic"]))["actions"][0]["details"]["to"].update(value="nobody")
    yield "a condition on a field that is not there", "logic", lambda f: comparison(f)["vars"][0].update(value="nobody")
    yield "a comparison that does not fit", "logic", lambda f: comparison(f).update(op="begins_with")
    yield "another field than in the first language", "languages", lambda f: f["fields"].pop()
    yield "an option that the codebook has not", "codebook", lambda f: next(
        field for field in f["fields"] if choices(field))["properties"]["choices"][0].update(ref="something-else")
    yield "a condition that means something else", "behaviour", opposite
    yield "an end page that nobody comes to", "behaviour", unled


def canaries(form, first, *rest):
    problems, count = [], 0
    for what, layer, edit in broken_copies():
        broken = copy.deepcopy(form)
        try:
            edit(broken)
        except (StopIteration, KeyError):
            continue  # nothing of that sort is in this form
        # What is broken in every language is no matter of languages.
        beside = first if layer == "languages" else broken
        if not any(problem.startswith(layer) for problem in check(broken, beside, *rest)[0]):
            problems.append(f"broken copies: {layer} did not refuse {what}")
        count += 1
    if count < 4:
        problems.append(f"broken copies: only {count} could be made")
    return problems, count


def main(folder, surveyjs):
    rows = list(csv.DictReader((folder / "codebook.csv").open(encoding="utf-8")))
    forms = {file.stem: json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.json"))}
    problems, conditional, comparisons, richest, surveys, refused = [], 0, 0, None, {}, 0
    for stem, form in forms.items():
        survey = stem.split(".")[0]
        codes = Codes(survey, folder / "codebook.csv", surveyjs / "codebook.csv")
        tests = json.loads((surveyjs / f"{survey}.tests.json").read_text("utf-8"))
        arguments = form, surveys.setdefault(survey, form), [row for row in rows if row["survey"] == survey], codes, tests
        found, told, compared = check(*arguments)
        problems += [f"{stem}: {problem}" for problem in found]
        conditional, comparisons = conditional + told, comparisons + compared
        if richest is None or (compared, len(form["fields"])) > richest[0]:
            richest = (compared, len(form["fields"])), arguments
    if set(surveys) != {file.name.removesuffix(".tests.json") for file in surveyjs.glob("*.tests.json")} or not surveys:
        problems.append(f"{len(surveys)} surveys, and not those of SurveyJS")
    broken = {}
    for what, edit in ill_typed():
        broken[f"broken: {what}"] = copy.deepcopy(richest[1][0]) if richest else {"fields": [{}], "settings": {}}
        edit(broken[f"broken: {what}"])
    said = typed({**forms, **broken})
    problems += [f"{name}: {problem}" for name, found in said.items() if name not in broken for problem in found]
    problems += [f"broken copies: types did not refuse {name}" for name in broken if name not in said]
    if not problems:
        found, refused = canaries(*richest[1])
        problems += found
    if problems:
        common.fail(problems)
    print(f"OK typeform: {len(forms)} forms, {conditional} questions with a condition, {comparisons} comparisons, "
          f"{refused + len(broken)} broken copies refused")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: check.py TYPEFORM SURVEYJS")
    main(*(Path(argument).resolve() for argument in sys.argv[1:]))
