"""The program's data files as typed tables, in DuckDB, SQLite and DataFusion; the types are declared, never guessed.

`OUT/kpi/dbt/senda_sources.json` lists `{"table": "cx.answers", "file": "data/a.csv", "columns":
{"recommend": "integer", …}}`. A table without file is empty. An empty field is no value. A column of
the file that is not declared is left out; a declared one that the file lacks, or a field that is not
of its type, is an error.
"""
import csv
import datetime
import decimal
import hashlib
import json
import math
import sqlite3
from pathlib import Path

import common

DUCKDB_TYPES = {
    "text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN",
    "date": "DATE", "timestamp": "TIMESTAMP", "money": "DECIMAL(18, 4)",
}
SQLITE_TYPES = {
    "text": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER",
    "date": "TEXT", "timestamp": "TEXT", "money": "REAL",
}


def _sources(out, program):
    """(table, its file or None when it is only in the warehouse, {column: type})"""
    listed = json.loads((Path(out) / "kpi/dbt/senda_sources.json").read_text("utf-8"))
    if not listed:
        common.fail(["senda_sources.json lists no table"])
    for source in listed:
        file = source.get("file")
        yield source["table"], file and Path(program) / file, source["columns"]


def _quoted(name):
    return f'"{name}"'


def _declared(types):
    """Columns of a table; a column may be called `order`."""
    return ", ".join(f"{_quoted(name)} {kind}" for name, kind in types.items())


def load_duckdb(connection, out, program):
    """Create every source table. A program without a single row proves nothing: that is a failure."""
    rows = 0
    for table, file, columns in _sources(out, program):
        types = {name: DUCKDB_TYPES[kind] for name, kind in columns.items()}
        if "." in table:
            connection.execute(f"CREATE SCHEMA IF NOT EXISTS {table.rsplit('.', 1)[0]}")
        connection.execute(f"CREATE TABLE {table} ({_declared(types)})")
        if file is None:
            continue
        in_file = {name: types.get(name, "VARCHAR") for name in _header(file, types)}
        connection.execute(
            f"INSERT INTO {table} SELECT {', '.join(map(_quoted, types))} FROM read_csv(?, header = true, "
            f"auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', columns = {in_file})",
            [str(file)])
        rows += connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
    if rows == 0:
        common.fail(["the data files have no rows"])


def load_sqlite(out, program):
    """A database in memory with every source table: `cx.answers` is table `answers` of the attached
    database `cx`. Dates and timestamps are text as `YYYY-MM-DD` and `YYYY-MM-DD HH:MM:SS`."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for name, arguments, function in FUNCTIONS:
        connection.create_function(name, arguments, _no_value(function), deterministic=True)
    attached = set()
    for table, file, columns in _sources(out, program):
        schema = table.rsplit(".", 1)[0] if "." in table else None
        if schema and schema not in attached:
            connection.execute(f"ATTACH ':memory:' AS {schema}")
            attached.add(schema)
        types = {name: SQLITE_TYPES[kind] for name, kind in columns.items()}
        connection.execute(f"CREATE TABLE {table} ({_declared(types)})")
        if file is None:
            continue
        _header(file, columns)
        with open(file, newline="", encoding="utf-8-sig") as lines:
            rows = ([_typed(row[name], kind) for name, kind in columns.items()] for row in csv.DictReader(lines))
            connection.execute("BEGIN")
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", rows)
            connection.execute("COMMIT")
    return connection


def staged_duckdb(out, program):
    """A database in memory with every source table and the staging views above them."""
    import duckdb  # only the checks that use it run in an environment that has it

    connection = duckdb.connect()
    load_duckdb(connection, out, program)
    connection.execute(_staging(out, "duckdb"))
    return connection


def staged_sqlite(out, program):
    connection = load_sqlite(out, program)
    connection.executescript(_staging(out, "sqlite"))
    return connection


class DataFusion:
    """A session of DataFusion, asked as the others are."""

    __module__ = "datafusion"  # its name in messages

    def __init__(self):
        from datafusion import SessionContext

        self.context, self.description, self._rows = SessionContext(), [], []

    def execute(self, sql):
        for statement in filter(str.strip, _statements(sql)):
            found = self.context.sql(statement).to_arrow_table()
            self.description = [(name,) for name in found.column_names]
            self._rows = list(zip(*(column.to_pylist() for column in found.columns)))
        return self

    def fetchall(self):
        return self._rows


def _statements(sql):
    """Statements of a text without its lines of comment; a semicolon inside quotes ends none."""
    held = ""
    for part in "\n".join(line for line in sql.splitlines() if not line.startswith("--")).split(";"):
        held += part
        if held.count("'") % 2 == 0:
            yield held
            held = ""
        else:
            held += ";"


def staged_datafusion(out, program):
    import pyarrow

    types = {"text": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64(), "boolean": pyarrow.bool_(),
             "date": pyarrow.date32(), "timestamp": pyarrow.timestamp("us"), "money": pyarrow.decimal128(18, 4)}
    of_text = {"boolean": bool, "date": datetime.date.fromisoformat, "timestamp": datetime.datetime.fromisoformat, "money": decimal.Decimal}

    def typed(text, kind):
        value = text if kind == "money" else _typed(text, kind)
        return None if value in (None, "") else of_text.get(kind, lambda it: it)(value)

    connection, schemas = DataFusion(), set()
    for table, file, columns in _sources(out, program):
        rows = []
        if file is not None:
            _header(file, columns)
            with open(file, newline="", encoding="utf-8-sig") as lines:
                rows = list(csv.DictReader(lines))
        arrays = {name: pyarrow.array([typed(row[name], kind) for row in rows], types[kind]) for name, kind in columns.items()}
        schema = table.rsplit(".", 1)[0] if "." in table else None
        if schema and schema not in schemas:
            connection.execute(f"CREATE SCHEMA {schema}")
            schemas.add(schema)
        connection.context.from_arrow(pyarrow.table(arrays), name="rows_of_a_file")
        connection.execute(f"CREATE TABLE {table} AS SELECT * FROM rows_of_a_file")
        connection.context.deregister_table("rows_of_a_file")
    connection.execute(_staging(out, "datafusion"))
    return connection


def _staging(out, dialect):
    return (Path(out) / f"kpi/sql/staging/{dialect}.sql").read_text("utf-8")


# What SQLite lacks and a metric's text may use.
FUNCTIONS = [
    ("sqrt", 1, math.sqrt), ("power", 2, math.pow), ("ln", 1, math.log),
    ("md5", 1, lambda text: hashlib.md5(str(text).encode()).hexdigest()),
]


def _no_value(function):
    def call(*arguments):
        try:
            return None if None in arguments else function(*arguments)
        except ValueError:  # a root or logarithm of a negative number
            return None
    return call


def _header(file, wanted):
    with open(file, newline="", encoding="utf-8-sig") as lines:
        header = next(csv.reader(lines))
    missing = [name for name in wanted if name not in header]
    if missing:
        common.fail([f"{file} has no column {', '.join(missing)}"])
    return header


def _typed(text, kind):
    if text == "" or text is None:
        return None
    if kind == "integer":
        return int(text)
    if kind in ("number", "money"):
        return float(text)
    if kind == "boolean":
        return {"true": 1, "1": 1, "false": 0, "0": 0}[text.lower()]
    if kind == "date":
        return datetime.date.fromisoformat(text).isoformat()
    if kind == "timestamp":
        moment = datetime.datetime.fromisoformat(text)
        if moment.tzinfo:
            moment = moment.astimezone(datetime.timezone.utc).replace(tzinfo=None)
        return moment.isoformat(" ")
    return text
