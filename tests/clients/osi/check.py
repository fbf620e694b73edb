#!/usr/bin/env python3
"""The generated Open Semantic Interchange document, read by MetricFlow's own reader and computed by DuckDB.

    python3 tests/clients/osi/check.py SENDA PROGRAM…

(The packages are those of tests/clients/dbt.) For each program:

  read       MetricFlow's classes of OSI 0.1.1 take the document and give it back as it was: nothing is
             unknown to them and nothing is missing
  convert    MetricFlow's converter makes a semantic model of each dataset and a metric of each metric
  names      every column that an expression reads is a field of its dataset
  values     `SELECT expression FROM source AS dataset`, by the period and the fields of each cut that the
             document names, gives what `senda measure` computes, within 1e-9 x max(1, |value|)

At the end a document without a name, one of another shape, and a changed value must be noticed.
"""
import json
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import common  # noqa: E402

if __name__ == "__main__":
    common.enter_venv("dbt")

from metricflow.converters.models import OSIDocument  # noqa: E402
from metricflow.converters.osi_to_msi import OSIToMSIConverter  # noqa: E402

import layers  # noqa: E402
import tables  # noqa: E402


def read(document):
    """Problems with a document as MetricFlow reads it."""
    try:
        back = json.loads(OSIDocument.parse_obj(document).to_osi_json())
    except Exception as error:  # noqa: BLE001 each version has its own error type
        return [f"MetricFlow does not read it: {str(error)[:300]}"]
    return [] if back == document else ["MetricFlow reads something else than what is written"]


def convert(document, model):
    manifest = OSIToMSIConverter().convert(OSIDocument.parse_obj(document))
    manifest = getattr(manifest, "output", None) or getattr(manifest, "result", None) or manifest
    names = {one.name for one in manifest.semantic_models}, {one.name for one in manifest.metrics}
    problems = [f"no semantic model {one['name']}" for one in model["datasets"] if one["name"] not in names[0]]
    return problems + [f"no metric {one['name']}" for one in model["metrics"] if one["name"] not in names[1]]


def ansi(thing):
    return next(one["expression"] for one in thing["expression"]["dialects"] if one["dialect"] == "ANSI_SQL")


def without_texts(sql):
    return re.sub(r"'(?:[^']|'')*'", "''", sql)


def values(connection, model, measured):
    """Problems, and how many metrics and values were compared."""
    problems, compared, done = [], 0, 0
    fields = {one["name"]: {field["name"]: ansi(field) for field in one["fields"]} for one in model["datasets"]}
    for metric in model["metrics"]:
        facts = json.loads(metric["custom_extensions"][0]["data"])
        sql = ansi(metric)
        used = set(re.findall(r"\b(\w+)\.([a-z_]\w*)", without_texts(sql)))
        datasets = {dataset for dataset, _ in used}
        if len(datasets) != 1 or not datasets <= fields.keys():
            problems.append(f"{metric['name']} reads {datasets}")
            continue
        dataset = datasets.pop()
        problems += [f"{metric['name']} reads {column}, no field" for _, column in used if column not in fields[dataset].values()]
        source = next(one["source"] for one in model["datasets"] if one["name"] == dataset)
        period = [fields[dataset][facts["group_by"]]] if "group_by" in facts else []
        wanted = measured.get(facts["metric"], {})
        before = compared
        for cut, by in {"total": [], **facts["cuts"]}.items():
            keys = period + [fields[dataset][name] for name in by]
            text = f"SELECT {', '.join([*keys, sql])} FROM {source} AS {dataset}" + (f" GROUP BY {', '.join(keys)}" if keys else "")
            found = layers.grouped(connection.execute(text).fetchall(), bool(period), len(by))
            wrong, count = layers.differences(f"{metric['name']} by {cut}", wanted.get(cut, {}), found, hides=cut != "total")
            problems += wrong
            compared += count
        done += compared > before
    return problems, done, compared


def refuse(document):
    """Documents that must not pass."""
    problems = layers.notices()
    nameless = json.loads(json.dumps(document))
    del nameless["semantic_model"][0]["metrics"][0]["name"]
    other = json.loads(json.dumps(document))
    other["semantic_model"][0]["metrics"][0]["no_such_field"] = "x"
    problems += [f"{what} was taken" for what, one in (("a metric without name", nameless), ("an unknown field", other)) if not read(one)]
    return problems


def main(senda, programs):
    problems, metrics, compared = [], 0, 0
    for program in programs:
        with tempfile.TemporaryDirectory(prefix="senda-osi-") as folder:
            out = Path(folder) / "out"
            layers.built(senda, program, out, "osi")
            file = next((out / "kpi/osi").glob("*.osi.json"), None)
            if file is None:
                common.fail([f"{program.name}: no document"])
            document = json.loads(file.read_text("utf-8"))
            model = document["semantic_model"][0]
            problems += read(document) + convert(document, model)
            wrong, done, count = values(tables.staged_duckdb(out, program), model, layers.measured(senda, program))
            problems += wrong + refuse(document)
            if done < len(model["metrics"]):
                problems.append(f"{program.name}: {done} of {len(model['metrics'])} metrics have a value to compare")
            print(f"{program.name}: {', '.join(metric['name'] for metric in model['metrics'])}")
            metrics, compared = metrics + done, compared + count
    if problems:
        common.fail(problems)
    print(f"OK osi: {metrics} metrics, {compared} values equal to what is measured")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: check.py SENDA PROGRAM…")
    main(Path(sys.argv[1]).resolve(), [Path(program).resolve() for program in sys.argv[2:]])
