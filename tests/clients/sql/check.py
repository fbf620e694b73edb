#!/usr/bin/env python3
"""The generated queries, run by three real engines over the same typed tables and compared.

    python3 tests/clients/sql/check.py OUT PROGRAM

OUT is what `senda build` wrote, PROGRAM the folder it was built from (for the data files).

  engines   every OUT/kpi/sql/*.sql on DuckDB, SQLite and DataFusion, above the staging views of its
            dialect: the same rows, and values that differ by less than 1e-9 relative; the same for the value
            of each customer or account in OUT/kpi/sql/each, and of each playbook in OUT/kpi/sql/playbooks
  values    those of PROGRAM/expected.json, where there is one: computed by other means
  data      every OUT/kpi/sql/checks/*.sql on each engine: the data is as its dataset declares
  dialects  every text read by sqlglot as each dialect it is meant for, staging views as their own (that of
            DataFusion is run and not read)

At the end, a broken text must be refused by each engine and each dialect, and a changed value must
be noticed. Times are of the queries alone.
"""
import hashlib
import json
import math
import re
import sqlite3
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import common  # noqa: E402

if __name__ == "__main__":
    common.enter_venv("sql")

import datafusion  # noqa: E402
import duckdb  # noqa: E402
import sqlglot  # noqa: E402
from sqlglot import exp  # noqa: E402

import tables  # noqa: E402

COLUMNS = ["metric", "period", "cut", "cut_value", "value", "n"]
# sqlglot does not know every function of SQLite; these exist there.
SQLITE_FUNCTIONS = {row[0].upper() for row in sqlite3.connect(":memory:").execute("SELECT name FROM pragma_function_list")}
# Nor every function of Trino: these stand in its reference under date and time functions.
OTHER_FUNCTIONS = {"sqlite": SQLITE_FUNCTIONS, "trino": {"WITH_TIMEZONE", "AT_TIMEZONE"}}
DIALECTS = ["postgres", "duckdb", "sqlite", "spark", "bigquery", "snowflake", "redshift", "trino", "databricks"]


def same(a, b):
    if a is None or b is None or isinstance(a, str) or isinstance(b, str):
        return a == b
    return not math.isnan(a) and not math.isnan(b) and abs(a - b) <= 1e-9 * max(1, abs(a))


def answer(connection, name, text, wanted=None):
    """The rows of one metric as {(period, cut, cut value): (value, n)}, and what is wrong with them."""
    try:
        cursor = connection.execute(text)
    except Exception as error:  # noqa: BLE001 each engine has its own error type
        return {}, [f"{name}: {type(connection).__module__}: {error}"]
    columns = [column[0] for column in cursor.description]
    if columns != COLUMNS:
        return {}, [f"{name}: columns {columns}"]
    rows, problems = {}, []
    for metric, period, cut, cut_value, value, n in cursor.fetchall():
        key = (str(period), cut, None if cut_value is None else str(cut_value))
        if key in rows:
            problems.append(f"{name}: two rows for {key}")
        if str(metric).replace("-", "_") != name:
            problems.append(f"{name}: names itself {metric}")
        rows[key] = (None if value is None else float(value), None if n is None else float(n))
    if wanted is not None:
        for key in sorted(rows.keys() | wanted.keys(), key=str):
            if key not in rows or key not in wanted or not all(map(same, rows[key], wanted[key])):
                problems.append(f"{name}: {key}: {rows.get(key)}, expected {wanted.get(key)}")
    elif all(value is None for value, _ in rows.values()):
        problems.append(f"{name}: no value in {len(rows)} rows")
    if not any(cut == "total" for _, cut, _ in rows):
        problems.append(f"{name}: no total")
    return rows, problems


def expected_values(program):
    """{metric: {(period, cut, cut value): (value, n)}}, or None when the program does not state them."""
    file = program / "expected.json"
    if not file.exists():
        return None
    metrics = json.loads(file.read_text("utf-8"))
    return {name: {tuple(key.split("|")): row for key, row in rows.items()} for name, rows in metrics.items()}


def subjects(connection, name, text):
    """The value of each customer or account as {(period, whose): (value, n, band)}, and what is wrong."""
    try:
        cursor = connection.execute(text)
    except Exception as error:  # noqa: BLE001 each engine has its own error type
        return {}, [f"{name}: {type(connection).__module__}: {error}"]
    columns = [column[0] for column in cursor.description]
    if columns[:2] + columns[3:] != ["metric", "period", "value", "n", "band"]:
        return {}, [f"{name}: columns {columns}"]
    rows = {(str(period), str(whose)): (None if value is None else float(value), float(n), band)
            for _, period, whose, value, n, band in cursor.fetchall()}
    return rows, [] if any(value is not None for value, _, _ in rows.values()) else [f"{name}: no value"]


def differences(name, first, *others):
    """What the rows of DuckDB and those of each other engine differ in."""
    found = []
    for engine, rows in zip(("SQLite", "DataFusion"), others):
        for key in sorted(first.keys() | rows.keys(), key=str):
            if key not in first or key not in rows:
                found.append(f"{name}: {key} only on {'DuckDB' if key in first else engine}")
            elif not all(map(same, first[key], rows[key])):
                found.append(f"{name}: {key}: DuckDB {first[key]}, {engine} {rows[key]}")
    return found


def listed(rows):
    """The rows of a work list, in any order; a moment has its T or a space."""
    moment = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:)")
    return sorted(repr(tuple(moment.sub(r"\1 \2", str(cell)) for cell in row)) for row in rows)


def read_as(dialect, name, text):
    """Problems that sqlglot finds in a text read as `dialect`."""
    try:
        statements = sqlglot.parse(text, read=dialect)
    except sqlglot.errors.SqlglotError as error:
        return [f"{name}: not {dialect}: {str(error).splitlines()[0]}"]
    # A command is text that sqlglot did not understand and kept as it is; an anonymous function or
    # a type of the user's is a name that the dialect may not have.
    kinds = (exp.Query, exp.Create, exp.Drop)
    strange = [s for s in statements if not isinstance(s, kinds)]
    for statement in statements:
        strange += [f for f in statement.find_all(exp.Anonymous)
                    if f.name.upper() not in OTHER_FUNCTIONS.get(dialect, ())]
        strange += [t for t in statement.find_all(exp.DataType) if t.this == exp.DataType.Type.USERDEFINED]
    return [f"{name}: not {dialect}: {one.sql()[:80]}" for one in strange]


def read_everywhere(out, file, name):
    """Problems of a query in every dialect: its own text where it has one."""
    problems, texts = [], out / "kpi/sql"
    for dialect in DIALECTS:
        own = texts / "variants" / dialect / file.relative_to(texts)
        problems += read_as(dialect, name, (own if own.exists() else file).read_text("utf-8"))
    return problems


def canaries(connections, text):
    problems = []
    for connection in connections:
        for broken in (text.replace("SELECT", "SELECT no_such_column,", 1), text.replace("FROM", "FORM")):
            try:
                connection.execute(broken).fetchall()
                problems.append(f"{type(connection).__module__} accepted: {broken[:60]}")
            except Exception:  # noqa: BLE001 each engine has its own error type
                pass
    problems += [f"sqlglot accepted a broken text as {dialect}" for dialect in DIALECTS
                 if not read_as(dialect, "broken", text.replace(")", "", 1))]
    row = {("2026", "total", ""): (1.0, 1.0)}
    for other in ({("2026", "total", ""): (1.00000001, 1.0)}, {("2026", "total", ""): (None, 1.0)}, {}):
        if not differences("changed", row, other):
            problems.append(f"{other} passed as equal to {row}")
    return problems


def main(out, program):
    files = sorted((out / "kpi/sql").glob("*.sql"))
    connections = [stage(out, program) for stage in (tables.staged_duckdb, tables.staged_sqlite, tables.staged_datafusion)]
    problems, compared, seconds = [], 0, [0.0] * len(connections)
    expected = expected_values(program)
    if expected is not None and expected.keys() != {file.stem for file in files}:
        problems.append(f"other queries than expected: {sorted(expected.keys() ^ {file.stem for file in files})}")
    for file in files:
        text, answers = file.read_text("utf-8"), []
        for number, connection in enumerate(connections):
            started = time.monotonic()
            rows, wrong = answer(connection, file.stem, text, expected and expected.get(file.stem))
            seconds[number] += time.monotonic() - started
            answers.append(rows)
            problems += wrong
        problems += differences(file.stem, *answers)
        compared += len(answers[0])
        problems += read_everywhere(out, file, file.stem)
    for file in sorted((out / "kpi/sql/each").glob("*.sql")):
        text, name = file.read_text("utf-8"), f"each/{file.stem}"
        answers = []
        for connection in connections:
            rows, wrong = subjects(connection, name, text)
            answers.append(rows)
            problems += wrong
        problems += differences(name, *answers)
        compared += len(answers[0])
        problems += read_everywhere(out, file, name)
    # SQLite has no MD5 of its own; DuckDB's is not this one.
    connections[1].create_function("MD5", 1, lambda text: text and hashlib.md5(text.encode()).hexdigest(), deterministic=True)
    for file in sorted((out / "kpi/sql/playbooks").rglob("*.sql")):
        text, name = file.read_text("utf-8"), f"playbooks/{file.stem}"
        answers = [listed(connection.execute(text).fetchall()) for connection in connections]
        if any(rows != answers[0] for rows in answers):
            problems.append(f"{name}: {' and '.join(str(len(rows)) for rows in answers)} rows, not the same")
        compared += len(answers[0])
        problems += read_everywhere(out, file, name)
    for file in sorted((out / "kpi/sql/checks").glob("*.sql")):
        text, name = file.read_text("utf-8"), f"checks/{file.stem}"
        for connection in connections:
            problems += [f"{name}: {row}" for row in connection.execute(text).fetchall()]
        problems += read_everywhere(out, file, name)
    for file in sorted((out / "kpi/sql/effects").glob("*.sql")):
        problems += read_everywhere(out, file, f"effects/{file.stem}")
    staging = sorted((out / "kpi/sql/staging").rglob("*.sql"))
    for file in staging:
        if file.stem == "datafusion":
            continue
        problems += read_as(file.stem, str(file.relative_to(out / "kpi/sql")), file.read_text("utf-8"))
    if not files:
        problems.append("no queries")
    else:
        problems += canaries(connections, files[0].read_text("utf-8"))
    if problems:
        common.fail(problems)
    print(f"OK sql duckdb {duckdb.__version__}, sqlite, datafusion {datafusion.__version__}, sqlglot {sqlglot.__version__}: "
          f"{len(files)} queries, {compared} rows equal ({', '.join(f'{took:.1f} s' for took in seconds)}), "
          f"{len(DIALECTS)} dialects, {len(staging)} staging texts")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: check.py OUT PROGRAM")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
