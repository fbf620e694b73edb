#!/usr/bin/env python3
"""`senda measure` of an NPS by segment and month, beside DuckDB's own program.

    python3 benches/measure.py [SENDA] [--rows N] [--stored N] [--turns N]

First a CSV of a million answers: Senda with its own engine, DuckDB with a query that somebody wrote by
hand. Then ten million answers in a DuckDB database: Senda with `--engine duckdb --trust-tables`, and the
same query; after that both with the checks that Senda makes of a table: keys that repeat and codes off the
scale. Both read the same rows in turn (A B A B) and must give the same values. Printed for each: CPU seconds
(user and system together, what they start included) and peak memory, the median of the turns, and the ratio.
"""
import argparse
import csv
import datetime
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "clients"))
import common  # noqa: E402

PROGRAM = """kind: program
id: bench
senda: 1
languages: [en]
locale: en-US
currency: USD
timezone: America/Mexico_City
approach: reactive
readiness: passive
---
kind: survey
id: visit
type: relationship
trigger: { every: quarter }
consent: { basis: consent, purpose: Improve, retention: 12 months }
questions:
  - { id: recommend, use: nps, subject: us }
---
kind: dataset
id: responses
grain: One answer
file: responses.csv
table: responses
columns:
  response_id: { type: text, key: true }
  customer_id: { type: text, person: true }
  archetype: { type: text }
  channel: { type: text }
  responded_at: { type: timestamp, time: true, zone: local }
  recommend: { type: integer, question: visit/recommend, scale: 0..10, missing: [99] }
  minutes: { type: number }
  language: { type: text }
---
kind: metric
id: nps
family: nps
dataset: responses
question: visit/recommend
direction: up
period: month
cuts: [archetype]
"""
TYPES = {"response_id": "VARCHAR", "customer_id": "VARCHAR", "archetype": "VARCHAR", "channel": "VARCHAR",
         "responded_at": "TIMESTAMP", "recommend": "BIGINT", "minutes": "DOUBLE", "language": "VARCHAR"}
QUERY = """SELECT strftime(responded_at, '%Y-%m') AS period, archetype,
  100.0 * (count(*) FILTER (recommend >= 9) - count(*) FILTER (recommend <= 6)) / count(*) AS nps, count(*) AS n
FROM {rows}
WHERE recommend BETWEEN 0 AND 10 GROUP BY ALL ORDER BY ALL;"""
CHECKS = """SELECT count(*) FROM (SELECT response_id FROM {rows} GROUP BY 1 HAVING count(*) > 1);
SELECT count(*) FROM {rows} WHERE recommend NOT BETWEEN 0 AND 10 AND recommend <> 99;
"""
SEGMENTS = ["first-credit", "growing-family", "own-business", "payroll", "student"]
CHANNELS = ["web", "app", "branch"]
CODES = [0, 3, 5, 6, 7, 7, 8, 8, 9, 9, 10, 10, 99]
# Runs a command and ends its output with a line: CPU seconds of all processes, peak MB of the largest.
MEASURED = """import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stdout.write(f"\\n{used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}")
sys.exit(status)
"""


def generate(file, rows):
    """Always the same rows."""
    drawn, start = random.Random(5), datetime.datetime(2025, 1, 1)
    with open(file, "w", encoding="utf-8") as out:
        out.write(",".join(TYPES) + "\n")
        for number in range(rows):
            moment = start + datetime.timedelta(seconds=drawn.randrange(730 * 86400))
            segment = drawn.choice(SEGMENTS)
            code = drawn.choice(CODES)
            out.write(f"r{number:08},c{drawn.randrange(400000):07},{segment},{drawn.choice(CHANNELS)},"
                      f"{moment:%Y-%m-%d %H:%M:%S},{code},{drawn.randrange(900) / 10},es\n")


def store(duckdb, database, rows):
    """Always the same rows, drawn by DuckDB from hashes."""
    draw = lambda what, width: f"(hash(i, '{what}') % {width})::BIGINT"
    pick = lambda what, values: f"([{', '.join(map(repr, values))}])[1 + {draw(what, len(values))}]"
    columns = {
        "response_id": "format('r{:08}', i)",
        "customer_id": f"format('c{{:07}}', {draw('customer', 400000)})",
        "archetype": pick("archetype", SEGMENTS),
        "channel": pick("channel", CHANNELS),
        "responded_at": f"TIMESTAMP '2025-01-01' + to_seconds({draw('moment', 730 * 86400)})",
        "recommend": pick("recommend", CODES),
        "minutes": f"{draw('minutes', 900)} / 10.0",
        "language": "'es'",
    }
    drawn = ", ".join(f"({how})::{TYPES[name]} AS {name}" for name, how in columns.items())
    subprocess.run([duckdb, "-init", "/dev/null", database, "-c",
                    f"CREATE TABLE responses AS SELECT {drawn} FROM range({rows}) AS drawn(i)"],
                   check=True, stdout=subprocess.DEVNULL)


def cost(command, text=None):
    """(CPU seconds of it and of what it started, peak MB of the largest of them, standard output)"""
    wrapper = [sys.executable, "-c", MEASURED, *(str(part) for part in command)]
    done = subprocess.run(wrapper, input=text or "", capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{command[0]} ended with {done.returncode}: {done.stderr[-500:]}")
    output, _, used = done.stdout.rpartition("\n")
    seconds, peak = used.split()
    return float(seconds), float(peak), output


def beside(ours, theirs, turns):
    """Runs two commands in turn, (command, text) each, holds their values against each other and prints what they cost."""
    costs = [(cost(*ours), cost(*theirs)) for _ in range(turns)]
    own = {(row["period"], row["cut_value"]): (float(row["value"]), int(row["n"]))
           for row in csv.DictReader(costs[0][0][2].splitlines()) if row["cut"] == "archetype"}
    values = costs[0][1][2][costs[0][1][2].index("period,"):]  # what checks say stands before it
    other = {(row["period"], row["archetype"]): (float(row["nps"]), int(row["n"]))
             for row in csv.DictReader(values.splitlines())}
    if not own or own.keys() != other.keys() or any(
            own[key][1] != other[key][1] or abs(own[key][0] - other[key][0]) > 1e-9 for key in own):
        sys.exit("the values differ")
    for which, name in enumerate(("senda measure", "duckdb")):
        seconds, peak = (statistics.median(turn[which][at] for turn in costs) for at in (0, 1))
        print(f"  {name:<14}{seconds:6.2f} CPU s{peak:7.0f} MB")
    ratio = statistics.median(a[0] / b[0] for a, b in costs)
    print(f"  {ratio:.2f} times, {len(own)} values equal", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("senda", nargs="?", default=common.senda_binary(), type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--stored", type=int, default=10_000_000)
    parser.add_argument("--turns", type=int, default=5)
    arguments = parser.parse_args()
    tools = common.installed("measure") / "venv/bin"
    duckdb = tools / "duckdb"
    # Senda finds DuckDB as a user's shell does.
    os.environ["PATH"] = f"{tools}{os.pathsep}{os.environ['PATH']}"
    with tempfile.TemporaryDirectory(prefix="senda-bench-") as folder:
        folder = Path(folder)
        (folder / "senda.yaml").write_text(PROGRAM)
        measure = [arguments.senda, "measure", folder, "--as-of", "2027-01-05", "--all-periods", "--format", "csv"]
        file, database = folder / "responses.csv", folder / "stored.duckdb"
        print(f"{arguments.rows:,} answers in a CSV")
        generate(file, arguments.rows)
        read = f"read_csv('{file}', header = true, auto_detect = false, columns = {TYPES})"
        by_hand = [duckdb, "-batch", "-csv", "-init", "/dev/null"]
        beside((measure,), (by_hand, QUERY.format(rows=read)), arguments.turns)
        print(f"{arguments.stored:,} answers in a DuckDB database")
        store(duckdb, database, arguments.stored)
        stored = [*measure, "--engine", "duckdb", "--database", database]
        there = [*by_hand, "-readonly", database]
        beside((stored + ["--trust-tables"],), (there, QUERY.format(rows="responses")), arguments.turns)
        print("the same with the checks")
        beside((stored,), (there, (CHECKS + QUERY).format(rows="responses")), arguments.turns)


if __name__ == "__main__":
    main()
