#!/usr/bin/env python3
"""The KPI catalogue of a program with hostile texts, read back by real readers.

    python3 tests/clients/catalog/check.py SENDA PROGRAM...

  openpyxl    every cell of catalog.xlsx: texts as they were written, numbers as numbers, no formula
  csv         of Python: catalog.csv with commas and points; catalog.es.csv with the mark, semicolons and
              decimal commas; the same values in both; what begins like a formula has a ' before it
  json        the numbers of all three are those of catalog.json

The hostile program has formulas, quotes, separators and line ends in its texts; examples come after it. At
the end a broken copy for each layer must be refused, so that a layer that stopped looking is noticed.
"""
import csv
import io
import json
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import common  # noqa: E402

common.enter_venv("catalog")

import openpyxl  # noqa: E402

DAY = "2026-11-20"
FORMULA = ("=", "+", "-", "@", " ")
TITLES = ['=HYPERLINK("http://x";"y")', "+1+1", "-2+3", "@SUM(A1)", '"quoted", and; more', "línea\nnueva", "\t=tab", "=1+1|' /C calc'!A0", "plain ñ 漢字 🙂"]
PROGRAM = """kind: program
id: hostile
senda: 1
languages: [es, en]
locale: es-MX
currency: MXN
timezone: America/Mexico_City
---
kind: dataset
id: visits
grain: { es: Una visita, en: One visit }
file: v.csv
columns:
  id: { type: text, key: true }
  day: { type: date, time: true }
  ok: { type: boolean }
"""
METRIC = """---
kind: metric
id: metric-%d
title: %s
description: %s
family: rate
dataset: visits
count: ok = true
of: ok is not null
direction: up
period: quarter
baseline: { value: %s %%, n: 40, period: 2026-Q1 }
target: { value: 66.5 %%, by: 2027-12-31 }
bands: [{ name: low, below: 55 %% }, { name: good, from: 55 %% }]
"""
NUMBERS = ("minimum_n", "baseline", "baseline_n", "target", "other_targets")


def hostile(folder):
    both = lambda text: json.dumps({"es": text, "en": text + "!"}, ensure_ascii=False)
    text = PROGRAM + "".join(METRIC % (at, both(title), both(title * 2), 12.5 + at) for at, title in enumerate(TITLES))
    Path(folder, "senda.yaml").write_text(text, "utf-8")
    return folder


def neutral(text):
    """A text as a CSV has it."""
    plain = "".join(" " if ord(c) < 32 or 127 <= ord(c) < 160 else c for c in text)
    return "'" + plain if plain.startswith(FORMULA) else plain


def sheet(book, name):
    rows = [[cell for cell in row] for row in book[name].iter_rows()]
    head = [cell.value for cell in rows[0]]
    return [dict(zip(head, row)) for row in rows[1:]]


def number(text, comma):
    return None if text == "" else float(text.replace(",", ".") if comma else text)


def problems_of(folder):
    problems = []
    catalogue = json.loads(Path(folder, "catalog.json").read_text("utf-8"))
    metrics = catalogue["metrics"]
    book = openpyxl.load_workbook(Path(folder, "catalog.xlsx"))
    for page in book.worksheets:
        for row in page.iter_rows():
            problems += [f"xlsx: {page.title}!{cell.coordinate} is a formula" for cell in row if cell.data_type == "f"]
    lines = sheet(book, "KPI")
    if [line["metric"].value for line in lines] != [metric["metric"] for metric in metrics]:
        return [*problems, "xlsx: other metrics than in the JSON"]
    raw = {name: Path(folder, name).read_bytes() for name in ("catalog.csv", "catalog.es.csv")}
    if not raw["catalog.es.csv"].startswith(b"\xef\xbb\xbf"):
        problems.append("csv: catalog.es.csv lacks its mark")
    if raw["catalog.csv"].startswith(b"\xef\xbb\xbf"):
        problems.append("csv: catalog.csv has a mark")
    read = lambda name, separator: list(csv.DictReader(io.StringIO(raw[name].decode("utf-8-sig"), newline=""), delimiter=separator, strict=True))
    forms = {"catalog.csv": (read("catalog.csv", ","), False), "catalog.es.csv": (read("catalog.es.csv", ";"), True)}
    for at, (metric, line) in enumerate(zip(metrics, lines)):
        wanted = {f"{name}_{tag}": text for name in ("title", "description", "base", "decision", "encourages") for tag, text in metric[name].items()}
        wanted |= {name: metric[name] or "" for name in ("family", "unit", "direction", "period", "dataset", "owner", "query", "definition")}
        everybody = next((target for target in metric["targets"] if not target["for"]), None)
        numbers = {"minimum_n": metric["minimum_n"], "baseline": (metric["baseline"] or {}).get("value"),
                   "baseline_n": (metric["baseline"] or {}).get("n"), "target": (everybody or {}).get("value")}
        for name, text in wanted.items():
            found = line[name].value
            if (found or "") != text:
                problems.append(f"xlsx: {metric['metric']}.{name} is {found!r} and not {text!r}")
        for name, value in numbers.items():
            found = line[name].value
            if found != value or (value is not None and line[name].data_type != "n"):
                problems.append(f"xlsx: {metric['metric']}.{name} is {found!r} and not {value!r}")
        for form, (rows, comma) in forms.items():
            if len(rows) != len(metrics):
                problems.append(f"csv: {form} has {len(rows)} lines for {len(metrics)} metrics")
                break
            row = rows[at]
            for name, text in wanted.items():
                if row.get(name) != neutral(text):
                    problems.append(f"csv: {form}: {metric['metric']}.{name} is {row.get(name)!r} and not {neutral(text)!r}")
            for name, value in numbers.items():
                try:
                    found = number(row[name], comma)
                except ValueError:
                    found = row[name]
                if found != value or (not comma and "," in row[name]) or (comma and "." in row[name]):
                    problems.append(f"csv: {form}: {metric['metric']}.{name} is {row[name]!r} and not {value!r}")
            problems += [f"csv: {form}: {metric['metric']}.{name} begins like a formula: {cell!r}" for name, cell in row.items() if name not in NUMBERS and (cell or "").startswith(FORMULA)]
    bands = sheet(book, "bands")
    if len(bands) != sum(len(metric["bands"]) for metric in metrics):
        problems.append("xlsx: other bands than in the JSON")
    if len(sheet(book, "targets")) != sum(len(metric["targets"]) for metric in metrics):
        problems.append("xlsx: other targets than in the JSON")
    return problems


def broken(folder, into):
    """(what was broken, the layer that must notice, a folder)."""
    def copy(name):
        target = Path(into, name)
        shutil.copytree(folder, target)
        return target

    target = copy("formula")
    book = openpyxl.load_workbook(target / "catalog.xlsx")
    book["KPI"]["B2"].value = "=1+1"
    book.save(target / "catalog.xlsx")
    yield "a formula", "xlsx", target
    target = copy("text-number")
    book = openpyxl.load_workbook(target / "catalog.xlsx")
    head = [cell.value for cell in book["KPI"][1]]
    book["KPI"].cell(2, head.index("target") + 1).value = "0.665"
    book.save(target / "catalog.xlsx")
    yield "a number as a text", "xlsx", target
    for name, change in (("mark", lambda raw: raw.removeprefix(b"\xef\xbb\xbf")), ("points", lambda raw: raw.replace(b";0,665;", b";0.665;")),
                         ("quote", lambda raw: raw.replace(b"'@SUM", b"@SUM"))):
        target = copy(name)
        path = target / "catalog.es.csv"
        path.write_bytes(change(path.read_bytes()))
        yield name, "csv", target


def main():
    senda, *programs = sys.argv[1:]
    problems, seen = [], 0
    with tempfile.TemporaryDirectory() as temporary:
        own = Path(temporary, "hostile")
        own.mkdir()
        for at, program in enumerate([hostile(own), *programs]):
            out = Path(temporary, f"out-{at}")
            status, said = common.run([senda, "build", program, "--out", out, "--target", "catalog", "--as-of", DAY], 120)
            if status not in (0, 1) or not (out / "kpi/catalog/catalog.json").exists():
                problems.append(f"{program}: status {status}: {said[-500:]}")
                continue
            folder = out / "kpi/catalog"
            problems += [f"{program}: {words}" for words in problems_of(folder)]
            seen += len(json.loads((folder / "catalog.json").read_text("utf-8"))["metrics"])
            if at == 0:
                texts = [metric["title"]["es"] for metric in json.loads((folder / "catalog.json").read_text("utf-8"))["metrics"]]
                if texts != TITLES:
                    problems.append(f"json: titles are {texts}")
                refused = 0
                for what, layer, copy in broken(folder, temporary):
                    refused += 1
                    if not any(words.startswith(layer) for words in problems_of(copy)):
                        problems.append(f"nobody noticed {what}")
    if problems:
        common.fail(problems)
    print(f"OK {seen} KPIs in four forms, {refused} broken copies refused")


if __name__ == "__main__":
    main()
