#!/usr/bin/env python3
"""`senda measure` on SQLite, DuckDB and PostgreSQL against one another and against a judge.

    python3 tests/clients/measure/check.py SENDA

  engines    hostile.yaml with the rows of judge.py: SQLite and DuckDB from the file, all three engines
             from their own tables. Every value, n, end of an interval and band is that of the
             judge, which shares no code with Senda: values within 1e-9 x max(1, |value|), ends within 1e-6
  mutants    the emitted SQL with one small mistake each (a dropped filter, `<` for `<=`): at least 95 of
             100 must give other rows than the judge, or none
  trial      trial.yaml with the rows of trial.py: work lists of three days, the ledger and the effect of a
             playbook with a control group, on every engine, are those of its judge; the published draws
             come out of the SQL of every engine; the emitted queries for its effect give the same on all of
             them, and of their mutants and those of the work list at least 95 of 100 are noticed
  faults     a database that is not there, a table that it lacks, a password in a command line, a server
             that goes away in the middle: words of ours, and no file is written

PostgreSQL is Debian's (`apt install postgresql`), started here on loopback as another user than root.
"""
import contextlib
import csv
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import common  # noqa: E402

if __name__ == "__main__":
    common.enter_venv("measure")

import effects  # noqa: E402
import experiment  # noqa: E402
import judge  # noqa: E402
import trial  # noqa: E402

HERE = Path(__file__).resolve().parent
AS_OF = ["--as-of", "2027-06-30"]
TYPES = {  # of DuckDB and of PostgreSQL
    "recommend": "BIGINT", "satisfied": "BIGINT", "effort": "BIGINT", "items": "BIGINT",
    "answered_at": "TIMESTAMP", "opened_on": "DATE", "closed_on": "DATE", "is_test": "BOOLEAN",
    "spent": "DECIMAL(18, 4)", "weight": "DOUBLE PRECISION",
}
CREATE = ", ".join(f"{name} {TYPES.get(name, 'VARCHAR(40)')}" for name in judge.COLUMNS)
NOBODY = "65534"


def duckdb_program():
    return str(Path(sys.prefix) / "bin" / "duckdb")


def senda(binary, program, *arguments, env=None):
    """(exit status, standard output, standard error)"""
    return command(binary, "measure", program, *AS_OF, *arguments, env=env)


def command(binary, name, program, *arguments, env=None):
    # A program that the sabotage run put in front comes first.
    front = [str(Path(common.program(name, "/nonexistent/x")).parent) for name in ("duckdb", "psql", "spark-sql")]
    path = os.pathsep.join([*front, str(Path(sys.prefix) / "bin"), os.environ["PATH"]])
    words = [name, arguments[0], str(program), *arguments[1:]] if name != "measure" else [name, str(program), *arguments]
    done = subprocess.run([str(binary), *words], capture_output=True,
                          text=True, timeout=300, env={**os.environ, "PATH": path, **(env or {})})
    return done.returncode, done.stdout, done.stderr


def near(a, b, slack):
    if a is None or b is None:
        return a is b
    return abs(a - b) <= slack * max(1, abs(b))


def compare(name, output, wanted):
    """Problems of one engine's JSON against the judge, and how many values were compared."""
    try:
        metrics = json.loads(output)["metrics"]
    except (ValueError, KeyError):
        return [f"{name}: no measurement: {output[:300]}"], 0
    problems, compared = [], 0
    found = {metric["metric"]: metric for metric in metrics}
    if found.keys() != wanted.keys():
        problems.append(f"{name}: metrics {sorted(found.keys() ^ wanted.keys())}")
    for metric in found.keys() & wanted.keys():
        points = {(p["period"], p["cut"], "all" if p["cut"] == "total" else p["cut_value"]): p
                  for p in found[metric]["values"]}
        for key in sorted(points.keys() | wanted[metric].keys()):
            point, right = points.get(key), wanted[metric].get(key)
            if point is None or right is None:
                problems.append(f"{name}: {metric} {key}: {point}, judge {right}")
                continue
            ends = point["interval"] or {"low": None, "high": None}
            fine = (near(point["value"], right.value, 1e-9) and point["n"] == right.n
                    and near(ends["low"], right.low, 1e-6) and near(ends["high"], right.high, 1e-6)
                    and (right.band is None or point["band"] == right.band))
            if not fine:
                problems.append(f"{name}: {metric} {key}: {point}, judge {right}")
            compared += 1
    return problems, compared


def duckdb_database(folder, data):
    database = folder / "warehouse.duckdb"
    types = ", ".join(f"'{name}': '{TYPES.get(name, 'VARCHAR').replace(' PRECISION', '')}'" for name in judge.COLUMNS)
    sql = (f"CREATE SCHEMA lab; CREATE TABLE lab.answers AS SELECT * FROM read_csv('{data}', header = true, "
           f"auto_detect = false, nullstr = '', columns = {{{types}}});")
    subprocess.run([duckdb_program(), str(database)], input=sql, text=True, check=True, timeout=120)
    return database


def in_parquet(folder, database):
    """The same program with its rows in a Parquet file."""
    program = folder / "columns"
    program.mkdir()
    (program / "senda.yaml").write_text((HERE / "hostile.yaml").read_text("utf-8").replace("answers.csv", "answers.parquet"), "utf-8")
    sql = f"COPY lab.answers TO '{program}/answers.parquet' (FORMAT parquet);"
    subprocess.run([duckdb_program(), "-readonly", str(database)], input=sql, text=True, check=True, timeout=120)
    return program


def sqlite_database(folder, made):
    """The rows in a SQLite file, where a schema is no part of a name."""
    path = folder / "warehouse #1.sqlite"
    connection = sqlite3.connect(path)
    kinds, text = {"BIGINT": "INTEGER", "DECIMAL(18, 4)": "REAL", "DOUBLE PRECISION": "REAL"}, "TEXT"
    connection.execute(f"CREATE TABLE answers ({', '.join(f'{name} {kinds.get(TYPES.get(name), text)}' for name in judge.COLUMNS)})")
    connection.executemany(f"INSERT INTO answers VALUES ({', '.join('?' * len(judge.COLUMNS))})",
                           [[row[name] or None for name in judge.COLUMNS] for row in made])
    connection.commit()
    connection.close()
    return path


def as_postgres_user():
    if os.geteuid() != 0:
        return []
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


@contextlib.contextmanager
def postgres(data):
    """A new server on loopback, with the table; gives its address, its folder and its port."""
    bins = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda it: int(it.parent.name))
    if not bins:
        common.fail(["PostgreSQL is not installed: apt install postgresql"])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    with tempfile.TemporaryDirectory(prefix="senda-pg-") as folder:
        if os.geteuid() == 0:
            os.chown(folder, int(NOBODY), int(NOBODY))
        user, home = as_postgres_user(), {"cwd": folder, "env": {**os.environ, "HOME": folder, "LC_ALL": "C.UTF-8"}}
        quiet = {"check": True, "timeout": 120, "stdout": subprocess.DEVNULL}
        (Path(folder) / "password").write_text("s3cret/@:")
        subprocess.run([*user, bins[-1] / "initdb", "-D", f"{folder}/db", "-U", "cx", "-A", "scram-sha-256",
                        f"--pwfile={folder}/password", "-E", "UTF8"], **quiet, **home)
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off -c timezone=Asia/Tokyo"
        subprocess.run([*user, bins[-1] / "pg_ctl", "-D", f"{folder}/db", "-o", options, "-l", f"{folder}/log",
                        "-w", "start"], **quiet, **home)
        try:
            address = f"postgres://cx:s3cret%2F%40%3A@127.0.0.1:{port}/postgres"
            sql = (f"CREATE SCHEMA lab; CREATE TABLE lab.answers ({CREATE});\n"
                   f"\\copy lab.answers FROM '{data}' WITH (FORMAT csv, HEADER true)\n")
            psql(address, sql)
            yield address, lambda: subprocess.run(
                [*user, bins[-1] / "pg_ctl", "-D", f"{folder}/db", "-m", "immediate", "stop"], **quiet, **home)
        finally:
            subprocess.run([*user, bins[-1] / "pg_ctl", "-D", f"{folder}/db", "-m", "immediate", "stop"],
                           timeout=120, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **home)


def psql(address, sql):
    done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", address], input=sql, text=True,
                          check=True, timeout=120, capture_output=True)
    return done.stdout.strip()


# One small mistake each: what is looked for in a text, and what takes its place.
MISTAKES = [
    (r"<=", "<"), (r">=", ">"), (r"(?<![<>=])>(?![=>])", ">="), (r"(?<![<>=])<(?![=>])", "<="),
    (r"\bBETWEEN (\d+) AND", lambda m: f"BETWEEN {int(m[1]) + 1} AND"),
    (r"\bAND (\d+)\b", lambda m: f"AND {int(m[1]) - 1}"),
    (r"\bTHEN 1\b", "THEN 2"), (r"\(-1\)", "0"), (r"\b100 \*", "10 *"), (r"\bIS NOT NULL", "IS NULL"),
    (r"\bNOT\b(?! NULL| IN)", ""), (r"NULLIF\((SUM\(\w+\)), 0\)", r"COUNT(*)"), (r"\bSUM\(cell_n\)", "COUNT(*)"),
    (r"weight \* ", ""), (r"COUNT\(\*\) AS cell_n", "1 AS cell_n"), (r"SUM\((\w+) \* 1e0\)", r"MAX(\1)"),
    (r"\bMIN\(", "MAX("), (r"COALESCE\((\w+), 'not stated'\)", r"\1"), (r"UNION ALL", "UNION"),
    (r"(THEN 0 ELSE) 1", r"\1 0"), (r"reached \* 4", "reached * 5"), (r"(\w+_value)\.value AS", r"\1.n AS"),
]


def mutants(text, more=()):
    """Texts with one mistake, and what it was."""
    body = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    for pattern, by in [*MISTAKES, *more]:
        for match in re.finditer(pattern, body):
            changed = body[:match.start()] + match.expand(by) + body[match.end():] if isinstance(by, str) \
                else body[:match.start()] + by(match) + body[match.end():]
            yield f"{match[0]!r} at {match.start()}", changed
    lines = body.splitlines()
    for at, line in enumerate(lines):
        if re.match(r"\s+(WHERE|AND) ", line):
            rest = lines[at + 1:]
            if " WHERE " in line and rest and re.match(r"\s+AND ", rest[0]):
                rest = [re.sub(r"AND ", "WHERE ", rest[0], count=1), *rest[1:]]
            yield f"without {line.strip()}", "\n".join([*lines[:at], *rest])


def answered(connection, text, wanted):
    """Whether a text gives what the judge says."""
    try:
        rows = connection.execute(text).fetchall()
    except sqlite3.Error:
        return False
    found = {(row[1], row[2], row[3]): (row[4], row[5]) for row in rows}
    return found.keys() == wanted.keys() and len(found) == len(rows) and all(
        near(found[key][0], right.value, 1e-9) and found[key][1] == right.n for key, right in wanted.items())


def sql_mutants(binary, program, out, made, wanted):
    """Problems, how many mutants there were and how many were caught."""
    status, output = common.run([binary, "build", program, "--out", out, "--target", "sql", *AS_OF], 120)
    if status not in (0, 1):
        return [f"no SQL: {output}"], 0, 0
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("ATTACH ':memory:' AS lab")
    kinds = {"BIGINT": "INTEGER", "DECIMAL(18, 4)": "REAL", "DOUBLE PRECISION": "REAL"}
    columns = ", ".join(f"{name} {kinds.get(TYPES.get(name), 'TEXT')}" for name in judge.COLUMNS)
    connection.execute(f"CREATE TABLE lab.answers ({columns})")
    connection.executemany(f"INSERT INTO lab.answers VALUES ({', '.join('?' * len(judge.COLUMNS))})",
                           [[row[name] or None for name in judge.COLUMNS] for row in made])
    connection.executescript((out / "kpi/sql/staging/sqlite.sql").read_text("utf-8"))
    problems, count, caught, missed = [], 0, 0, []
    for metric, right in wanted.items():
        text = (out / f"kpi/sql/{metric.replace('-', '_')}.sql").read_text("utf-8")
        if not answered(connection, text, right):
            problems.append(f"mutants: {metric} itself does not give what the judge says")
        for what, mutant in mutants(text):
            count += 1
            if answered(connection, mutant, right):
                missed.append(f"missed: {metric}: {what}")
            else:
                caught += 1
    print("\n".join(missed))
    if count < 100 or caught < 0.95 * count:
        problems.append(f"mutants: {caught} of {count} caught")
    return problems, count, caught


def faults(binary, program, address, stop):
    """What is said when a database is not as it should be."""
    problems, out = [], program / "nothing.json"

    def refuses(words, *arguments, env=None):
        status, output, error = senda(binary, program, "--format", f"json={out}", *arguments, env=env)
        if status not in (1, 2) or words not in error + output or out.exists():
            problems.append(f"{words!r}: exit status {status}, file {out.exists()}: {error}{output}")

    plain = address.replace(":s3cret%2F%40%3A", "")
    refuses("can be read by everybody", "--engine", "postgres", "--database", address)
    refuses("asks for a password", "--engine", "postgres", "--database", plain, env={"PGPASSFILE": "/dev/null"})
    refuses("could not be reached", "--engine", "postgres", "--database", "postgres://cx@127.0.0.1:1/none")
    refuses("there is no database", "--engine", "duckdb", "--database", "/nowhere.duckdb")
    refuses("could not be started", "--engine", "postgres", env={"PATH": "/nonexistent"})
    psql(address, "ALTER TABLE lab.answers RENAME COLUMN spent TO paid")
    refuses("has no column that `answers`", "--engine", "postgres", env={"SENDA_DATABASE": address})
    psql(address, "ALTER TABLE lab.answers RENAME COLUMN paid TO spent; ALTER TABLE lab.answers RENAME TO gone")
    refuses("has no table that `answers`", "--engine", "postgres", env={"SENDA_DATABASE": address})
    psql(address, "ALTER TABLE lab.gone RENAME TO answers; UPDATE lab.answers SET recommend = 11 WHERE answer_id = 'lone'")
    status, output, error = senda(binary, program, "--engine", "postgres", env={"SENDA_DATABASE": address})
    if status != 1 or "off the scale" not in output or "`recommend`, 1 row" not in output:
        problems.append(f"a code off the scale: {status} {output}{error}")
    # Slow enough to be stopped in the middle.
    psql(address, "UPDATE lab.answers SET recommend = 10 WHERE recommend = 11; ALTER TABLE lab.answers RENAME TO rows;"
                  "CREATE VIEW lab.answers AS SELECT r.* FROM lab.rows AS r, pg_sleep(20) AS s")
    timer = threading.Timer(3, stop)
    timer.start()
    refuses("went away while it was asked about", "--engine", "postgres", env={"SENDA_DATABASE": address})
    timer.join()
    return problems


def trials(binary, folder, address):
    """Work lists and effects on every engine."""
    experiment.write(folder / "trial", trial.tables())
    into_postgres, into_duckdb = experiment.tables(folder / "trial")
    psql(address, into_postgres)
    database = folder / "store.duckdb"
    subprocess.run([duckdb_program(), "-bail", str(database)], input=into_duckdb, text=True, check=True, timeout=120)

    def engines(_):
        return [("sqlite", [], {}), ("duckdb", ["--engine", "duckdb"], {}),
                ("duckdb, tables", ["--engine", "duckdb", "--database", str(database)], {}),
                ("postgres", ["--engine", "postgres"], {"SENDA_DATABASE": address})]

    def duckdb(sql):
        done = subprocess.run([duckdb_program(), "-csv", "-noheader"], input=sql + ";", text=True, check=True,
                              capture_output=True, timeout=120)
        return done.stdout

    def run(name, program, *arguments, env):
        return command(binary, name, program, *arguments, env=env)

    started = time.monotonic()
    found = experiment.check(run, folder, engines, [("duckdb", duckdb), ("postgres", lambda sql: psql(address, sql + ";"))])
    print(f"trial: {found[1]} customers, {found[2]} numbers, {time.monotonic() - started:.1f} s")
    started = time.monotonic()
    ledger = next(folder.glob("ledger-*.csv"))
    wrong, numbers, count, caught = effects.check(binary, folder, ledger, {
        "duckdb": lambda sql: json.loads(duckdb_json(database, sql)), "postgres": lambda sql: in_postgres(address, sql),
    }, mutants)
    print(f"effect queries: {numbers} numbers, {caught} of {count} mutants caught, {time.monotonic() - started:.1f} s")
    return found[0] + wrong, found[1], found[2] + numbers


def duckdb_json(database, sql):
    """The rows of the last statement; a ledger and views are made in a copy."""
    copy = database.with_suffix(".copy")
    shutil.copy(database, copy)
    done = subprocess.run([duckdb_program(), "-bail", "-json", str(copy)], input=sql, text=True, check=True, timeout=120, capture_output=True)
    return done.stdout[done.stdout.rfind("\n[") + 1:] or "[]"


def in_postgres(address, sql):
    """The same, as PostgreSQL's own JSON."""
    before, last = sql.rsplit("-- last\n", 1)
    body = last.strip().rstrip(";")
    return json.loads(psql(address, f"{before}\nSELECT COALESCE(jsonb_agg(found), '[]') FROM ({body}) AS found;").splitlines()[-1])


def main(binary):
    made = judge.rows()
    wanted = judge.values(made)
    problems, compared = [], 0
    with tempfile.TemporaryDirectory(prefix="senda-measure-") as folder:
        os.chmod(folder, 0o755)
        program = Path(folder) / "program"
        program.mkdir()
        shutil.copy(HERE / "hostile.yaml", program / "senda.yaml")
        data = program / "answers.csv"
        with open(data, "w", newline="", encoding="utf-8") as lines:
            writer = csv.DictWriter(lines, judge.COLUMNS)
            writer.writeheader()
            writer.writerows(made)
        everything = ["--all-periods", "--format", "json"]
        database = duckdb_database(Path(folder), data)
        with postgres(data) as (address, stop):
            columns = in_parquet(Path(folder), database)
            for name, where, arguments, env in [
                ("sqlite", program, [], {}),
                ("sqlite, tables", program, ["--database", str(sqlite_database(Path(folder), made))], {}),
                ("duckdb", program, ["--engine", "duckdb"], {}),
                ("duckdb, parquet", columns, ["--engine", "duckdb"], {}),
                ("duckdb, tables", program, ["--engine", "duckdb", "--database", str(database)], {}),
                ("postgres", program, ["--engine", "postgres"], {"SENDA_DATABASE": address}),
            ]:
                started = time.monotonic()
                status, output, error = senda(binary, where, *everything, *arguments, env=env)
                # The rows of one id are told, so the status is that of data that does not fit.
                if status != 1 or "panicked" in error:
                    problems.append(f"{name}: exit status {status}: {error}")
                wrong, count = compare(name, output, wanted)
                problems += wrong
                compared += count
                print(f"{name}: {count} values, {time.monotonic() - started:.1f} s")
            wrong, count, caught = sql_mutants(binary, program, Path(folder) / "out", made, wanted)
            problems += wrong
            if psql(address, "SELECT count(*) FROM pg_views WHERE viewname LIKE '%senda%' OR viewname LIKE 'stg%'") != "0":
                problems.append("postgres: a view stayed behind")
            wrong, customers, numbers = trials(binary, Path(folder), address)
            problems += wrong
            problems += faults(binary, program, address, stop)
    if problems:
        common.fail(problems)
    print(f"OK measure: {compared} values on SQLite, DuckDB and PostgreSQL, {caught} of {count} mutants caught, "
          f"{customers} customers of work lists, {numbers} numbers of effects")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: check.py SENDA")
    main(Path(sys.argv[1]).resolve())
