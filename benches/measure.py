#!/usr/bin/env python3
"""`senda measure` of an NPS by segment and month over a million answers, beside DuckDB's own program.

    python3 benches/measure.py [SENDA] [--rows N] [--turns N]

Both read the same CSV in turn (A B A B) and must give the same values. Printed for each: CPU seconds
(user and system together) and peak memory of the whole process, the median of the turns, and the ratio.
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
FROM read_csv('{file}', header = true, auto_detect = false, columns = {columns})
WHERE recommend BETWEEN 0 AND 10 GROUP BY ALL ORDER BY ALL;"""


def generate(file, rows):
    """Always the same rows."""
    drawn, start = random.Random(5), datetime.datetime(2025, 1, 1)
    with open(file, "w", encoding="utf-8") as out:
        out.write(",".join(TYPES) + "\n")
        for number in range(rows):
            moment = start + datetime.timedelta(seconds=drawn.randrange(730 * 86400))
            segment = drawn.choice(["first-credit", "growing-family", "own-business", "payroll", "student"])
            code = drawn.choice((0, 3, 5, 6, 7, 7, 8, 8, 9, 9, 10, 10, 99))
            out.write(f"r{number:08},c{drawn.randrange(400000):07},{segment},{drawn.choice(['web', 'app', 'branch'])},"
                      f"{moment:%Y-%m-%d %H:%M:%S},{code},{drawn.randrange(900) / 10},es\n")


def cost(command, text=None):
    """(CPU seconds, peak MB, standard output)"""
    process = subprocess.Popen([str(part) for part in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.stdin.write((text or "").encode())
    process.stdin.close()
    output = process.stdout.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, output


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("senda", nargs="?", default=common.senda_binary(), type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--turns", type=int, default=5)
    arguments = parser.parse_args()
    duckdb = common.installed("measure") / "venv/bin/duckdb"
    with tempfile.TemporaryDirectory(prefix="senda-bench-") as folder:
        folder = Path(folder)
        (folder / "senda.yaml").write_text(PROGRAM)
        generate(folder / "responses.csv", arguments.rows)
        query = QUERY.format(file=folder / "responses.csv", columns=TYPES)
        ours, theirs = [], []
        for _ in range(arguments.turns):
            ours.append(cost([arguments.senda, "measure", folder, "--as-of", "2027-01-05", "--all-periods",
                              "--format", "csv"]))
            theirs.append(cost([duckdb, "-batch", "-csv", "-init", "/dev/null"], query))
    own = {(row["period"], row["cut_value"]): (float(row["value"]), int(row["n"]))
           for row in csv.DictReader(ours[0][2].splitlines()) if row["cut"] == "archetype"}
    other = {(row["period"], row["archetype"]): (float(row["nps"]), int(row["n"]))
             for row in csv.DictReader(theirs[0][2].splitlines())}
    if own.keys() != other.keys() or any(
            own[key][1] != other[key][1] or abs(own[key][0] - other[key][0]) > 1e-9 for key in own):
        sys.exit("the values differ")
    middle = [[statistics.median(turn[at] for turn in turns) for at in (0, 1)] for turns in (ours, theirs)]
    for name, (seconds, peak) in zip(("senda measure", "duckdb"), middle):
        print(f"{name:<14}{seconds:6.2f} CPU s{peak:7.0f} MB")
    ratio = statistics.median(a[0] / b[0] for a, b in zip(ours, theirs))
    print(f"{ratio:.1f} times, {len(own)} values equal")


if __name__ == "__main__":
    main()
