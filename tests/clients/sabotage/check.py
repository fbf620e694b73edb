#!/usr/bin/env python3
"""Each real client replaced by one that does nothing: its check must fail.

    python3 tests/clients/sabotage/check.py SENDA EXAMPLES OUT

Two kinds of nothing. "ends": the program or module ends at once, with status 0. "silent": the
module answers every call with an empty answer. Nothing is installed for this: programs and packages
are put in front of the real ones. It says something only when the same checks pass with the real
clients, which tests/run.py sees to.
"""
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import common  # noqa: E402

PROGRAM_ENDS = "#!/bin/sh\nexit 0\n"
NODE_ENDS = "process.exit(0);\n"
NODE_SILENT = """\
const nothing = new Proxy(function () {}, {
  get: (_, key) => {
    if (key === 'then') return undefined; // or every await would wait for ever
    if (key === 'Version') return '3.1.1';
    if (key === Symbol.iterator) return () => [].values();
    return key === Symbol.toPrimitive ? () => 0 : nothing;
  },
  apply: () => nothing,
  construct: () => nothing,
});
module.exports = nothing;
"""
PYTHON_ENDS = "raise SystemExit(0)\n"
PYTHON_SILENT = """\
import sys


class Nothing:
    __path__ = []
    def __getattr__(self, name): return self
    def __call__(self, *arguments, **named): return self
    def __getitem__(self, key): return self
    def __iter__(self): return iter(())
    def __len__(self): return 0
    def __enter__(self): return self
    def __exit__(self, *arguments): return False


sys.modules[__name__] = Nothing()
"""


def node_package(entry):
    """survey-core has four doors; all lead to the same nothing."""
    doors = '{".": "./index.js", "./*": "./index.js"}'
    return {"node_modules/survey-core/package.json": f'{{"name": "survey-core", "exports": {doors}}}',
            "node_modules/survey-core/index.js": entry}


def cases(senda, examples, out):
    """(what is replaced, the files that replace it, the check that must fail)."""
    here, example = common.CLIENTS, examples / "banco-horizonte"
    surveys = ["node", here / "surveyjs/check.cjs", out / "surveys/surveyjs"]
    editor = ["node", here / "yaml_language_server/check.mjs", senda, example]
    charts = ["node", here / "vega_lite/check.mjs", senda, example]
    for package in ("vega-lite", "vega"):
        for how, nothing in (("ends", NODE_ENDS), ("silent", NODE_SILENT)):
            yield f"{package}, {how}", {f"node_modules/{package}/index.js": nothing}, charts
    catalogue = [sys.executable, here / "catalog/check.py", senda, example]
    yield "openpyxl, ends", {"python/openpyxl/__init__.py": PYTHON_ENDS}, catalogue
    yield "openpyxl, silent", {"python/openpyxl/__init__.py": PYTHON_SILENT}, catalogue
    dbt = [sys.executable, here / "dbt/check.py", out, example, senda]
    sql = [sys.executable, here / "sql/check.py", out, example]
    yield "survey-core, ends", node_package(NODE_ENDS), surveys
    yield "survey-core, silent", node_package(NODE_SILENT), surveys
    forms = [sys.executable, here / "xlsform/check.py", out / "surveys/xlsform", out / "surveys/surveyjs"]
    for module in ("pyxform", "lxml"):
        yield f"{module}, ends", {f"python/{module}/__init__.py": PYTHON_ENDS}, forms
        yield f"{module}, silent", {f"python/{module}/__init__.py": PYTHON_SILENT}, forms
    yield "ODK Validate, ends", {"bin/java": PROGRAM_ENDS}, forms
    platforms = out.parent / "banco-platforms" / "surveys"
    qualtrics = [sys.executable, here / "qsf/check.py", platforms / "qsf", platforms / "surveyjs"]
    yield "qualtrics, ends", {"python/qualtrics/__init__.py": PYTHON_ENDS}, qualtrics
    package = {f"python/qualtrics/{folder}__init__.py": "" for folder in ("", "_common/", "_common/parsers/")}
    yield "qualtrics, silent", {**package, "python/qualtrics/_common/parsers/qsf.py": PYTHON_SILENT}, qualtrics
    google = [sys.executable, here / "googleforms/check.py", platforms / "googleforms", platforms / "surveyjs"]
    for module in ("googleapiclient", "jsonschema"):
        yield f"{module}, ends", {f"python/{module}/__init__.py": PYTHON_ENDS}, google
        yield f"{module}, silent", {f"python/{module}/__init__.py": PYTHON_SILENT}, google
    forms_of_typeform = [sys.executable, here / "typeform/check.py", platforms / "typeform", platforms / "surveyjs"]
    yield "tsc, ends", {"bin/tsc": PROGRAM_ENDS}, forms_of_typeform
    health = [sys.executable, here / "fhir/check.py", platforms / "fhir", platforms / "surveyjs"]
    yield "fhir.resources, ends", {"python/fhir/__init__.py": "", "python/fhir/resources/__init__.py": PYTHON_ENDS}, health
    package = {f"python/fhir/{folder}__init__.py": "" for folder in ("", "resources/", "resources/R4B/")}
    models = {f"python/fhir/resources/{folder}questionnaire.py": PYTHON_SILENT for folder in ("", "R4B/")}
    yield "fhir.resources, silent", {**package, **models}, health
    city = out.parent / "city", examples / "city-permits"
    answers = [sys.executable, here / "answers/check.py", senda, platforms.parent, example, *city]
    for module in ("jsonpath_rfc9535", "openpyxl"):
        yield f"{module}, ends", {f"python/{module}/__init__.py": PYTHON_ENDS}, answers
        yield f"{module}, silent", {f"python/{module}/__init__.py": PYTHON_SILENT}, answers
    processes = ["node", here / "bpmn/check.mjs", *(out.parent / it / "playbooks/bpmn" for it in ("banco-platforms", "city"))]
    for package in ("bpmn-moddle", "bpmnlint"):
        yield f"{package}, ends", {f"node_modules/{package}/index.js": NODE_ENDS}, processes
        yield f"{package}, silent", {f"node_modules/{package}/index.js": NODE_SILENT}, processes
    wiki = ["node", here / "markdown/check.mjs", senda, example]
    for how, nothing in (("ends", NODE_ENDS), ("silent", NODE_SILENT)):
        yield f"markdown-it, {how}", {"node_modules/markdown-it/index.js": nothing}, wiki
    documents = [sys.executable, here / "documents/check.py", senda, example]
    for module in ("icalendar", "openpyxl"):
        yield f"{module} for documents, ends", {f"python/{module}/__init__.py": PYTHON_ENDS}, documents
        yield f"{module} for documents, silent", {f"python/{module}/__init__.py": PYTHON_SILENT}, documents
    yield "yaml-language-server, ends", {"bin/yaml-language-server": PROGRAM_ENDS}, editor
    yield "dbt, ends", {"bin/dbt": PROGRAM_ENDS}, dbt
    yield "mf, ends", {"bin/mf": PROGRAM_ENDS}, dbt
    for module in ("duckdb", "sqlglot"):
        yield f"{module}, ends", {f"python/{module}/__init__.py": PYTHON_ENDS}, sql
        yield f"{module}, silent", {f"python/{module}/__init__.py": PYTHON_SILENT}, sql
    yield "duckdb for dbt, silent", {"python/duckdb/__init__.py": PYTHON_SILENT}, dbt
    osi = [sys.executable, here / "osi/check.py", senda, example]
    for how, nothing in (("ends", PYTHON_ENDS), ("silent", PYTHON_SILENT)):
        yield f"metricflow, {how}", {"python/metricflow/__init__.py": nothing}, osi
    cube = [sys.executable, here / "cube/check.py", senda, example]
    for how, nothing in (("ends", NODE_ENDS), ("silent", NODE_SILENT)):
        yield f"Cube, {how}", {"node_modules/@cubejs-backend/schema-compiler/index.js": nothing}, cube
    measure = [sys.executable, here / "measure/check.py", senda]
    for program in ("duckdb", "psql"):
        yield f"{program}, ends", {f"bin/{program}": PROGRAM_ENDS}, measure
    sparks = [sys.executable, here / "spark/check.py", senda]
    yield "spark-sql, ends", {"bin/spark-sql": PROGRAM_ENDS}, sparks
    site = ["node", here / "browser/check.mjs", senda, out, out.parent / "city"]
    yield "chromium, ends", {"bin/chromium": PROGRAM_ENDS}, site
    for package in ("playwright-core", "axe-core", "html-validate"):
        yield f"{package}, ends", {f"node_modules/{package}/index.js": NODE_ENDS}, site
        yield f"{package}, silent", {f"node_modules/{package}/index.js": NODE_SILENT}, site
    nothing = "bin/senda"
    yield "senda measure", {nothing: PROGRAM_ENDS}, [*measure[:2], nothing]
    yield "senda collect", {nothing: PROGRAM_ENDS}, [*answers[:2], nothing, *answers[3:]]
    yield "senda in the examples", {nothing: PROGRAM_ENDS}, [
        sys.executable, here / "examples/check.py", nothing, examples, "out"]
    yield "senda in the editor", {nothing: PROGRAM_ENDS}, [*editor[:2], nothing, example]
    yield "senda as another user", {nothing: PROGRAM_ENDS}, [
        sys.executable, here / "other_user/check.py", nothing, example]


def passes(shims, files, command):
    """Whether the check passes, with the files put in front of the real client."""
    for name, text in files.items():
        file = shims / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)
    command = [shims / part if part in ("bin/senda", "out") else part for part in command]
    environment = {"SENDA_SHIMS": str(shims), "PYTHONPATH": str(shims / "python")}
    passed, reason, output = common.judge(command, 300, environment)
    print(f"  {'PASSED' if passed else 'failed, as it must'}: {reason}")
    print("".join(f"    {line}\n" for line in output.splitlines()[-3:]), end="")
    return passed


def main(senda, examples, out):
    unnoticed, count = [], 0
    for name, files, command in cases(senda, examples, out):
        print(name)
        with tempfile.TemporaryDirectory(prefix="senda-sabotage-") as shims:
            os.chmod(shims, 0o755)
            if passes(Path(shims), files, command):
                unnoticed.append(f"{name}: the check passed")
        count += 1
    if unnoticed:
        common.fail(unnoticed)
    print(f"OK sabotage: {count} clients that do nothing were noticed")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: check.py SENDA EXAMPLES OUT")
    main(*(Path(argument).resolve() for argument in sys.argv[1:]))
