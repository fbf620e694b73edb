"""`senda worklist` and `senda effect` on every engine against the judge of trial.py.

Called by check.py, which has the engines.
"""
import csv
import datetime
import json
import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import trial

HERE = Path(__file__).resolve().parent
DAYS = [datetime.date(2026, 10, 20), datetime.date(2026, 11, 15), datetime.date(2026, 11, 20)]
LISTED, COMPARED = "2026-11-20", "2027-01-15"


def near(a, b, slack=1e-9):
    return a is None and b is None or a is not None and b is not None and abs(a - b) <= slack * max(1, abs(b))


def write(program, data):
    program.mkdir()
    shutil.copy(HERE / "trial.yaml", program / "senda.yaml")
    for name, rows in data.items():
        with open(program / f"{name}.csv", "w", newline="", encoding="utf-8") as lines:
            writer = csv.DictWriter(lines, trial.COLUMNS[name])
            writer.writeheader()
            writer.writerows(rows)


def tables(program):
    """SQL for the tables of PostgreSQL, and that for a DuckDB database."""
    postgres, duckdb = ["CREATE SCHEMA trial;"], ["CREATE SCHEMA trial;"]
    for name, columns in trial.COLUMNS.items():
        typed = ", ".join(f'"{column}" {ty}' for column, ty in columns.items())
        postgres.append(f"CREATE TABLE trial.{name} ({typed});\n\\copy trial.{name} FROM '{program / name}.csv' WITH (FORMAT csv, HEADER true)")
        types = ", ".join(f"'{column}': '{ty.replace('TEXT', 'VARCHAR')}'" for column, ty in columns.items())
        duckdb.append(f"CREATE TABLE trial.{name} AS SELECT * FROM read_csv('{program / name}.csv', header = true, "
                      f"auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '', columns = {{{types}}});")
    return "\n".join(postgres) + "\n", "\n".join(duckdb)


def spelled(moment):
    text = moment.isoformat(timespec="seconds")
    return text[:-3] if text.endswith(":00") else text


def compare_list(name, output, data, today):
    """Problems of one work list against the judge, and how many customers were compared."""
    try:
        listed = json.loads(output)
    except ValueError:
        return [f"{name}: no list: {output[:300]}"], 0
    wanted, order, nobody = trial.work_list(data, today)
    problems = []
    found = {}
    for state in ("now", "waiting", "held_out"):
        for entry in listed[state]:
            found[entry["customer"]] = (state, entry)
    if found.keys() != wanted.keys():
        problems.append(f"{name}: customers {sorted(found.keys() ^ wanted.keys())[:5]}")
    for customer in found.keys() & wanted.keys():
        (state, entry), right = found[customer], wanted[customer]
        waits = entry["waits"] and entry["waits"]["until"]
        fine = (state == right["state"] and entry["arm"] == right["arm"] and entry["draw"] == trial.digits(customer)
                and entry["due"] == spelled(right["due"]) and entry["started"] == spelled(right["started"])
                and near(entry["worth_a_year"], right["worth"]) and entry["strata"] == right["strata"]
                and waits == (right["waits"] and spelled(right["waits"])))
        if not fine:
            problems.append(f"{name}: {customer!r}: {state} {entry}, judge {right}")
    if [entry["customer"] for entry in listed["now"]] != order:
        problems.append(f"{name}: the order is another one")
    if listed["rows_without_customer"] != nobody:
        problems.append(f"{name}: {listed['rows_without_customer']} rows without a customer, judge {nobody}")
    return problems, len(found)


def compare_effect(name, output, data, found, month):
    try:
        effect = json.loads(output)["playbook"]
    except (ValueError, KeyError):
        return [f"{name}: no effect: {output[:300]}"], 0
    wanted, problems, compared = trial.effects(data, found, month), [], 0
    if not near(effect["drawn"]["sample_ratio_p"], wanted["ratio"]):
        problems.append(f"{name}: p of the split {effect['drawn']['sample_ratio_p']}, judge {wanted['ratio']}")
    for outcome in effect["outcomes"]:
        right = wanted[outcome["metric"]]
        gain, strata = outcome["gain"] or {}, outcome["stratified"] or {}
        says = {
            "treated": outcome["treated"]["value"], "treated_n": outcome["treated"]["n"], "control": outcome["control"]["value"],
            "control_n": outcome["control"]["n"], "difference": outcome["difference"], "p": outcome["p"],
            "low": outcome["interval"]["low"], "high": outcome["interval"]["high"], "without": outcome["without_value"]["treated"],
            "roi": gain.get("roi"), "roi_low": gain.get("roi_interval", {}).get("low"),
            "roi_high": gain.get("roi_interval", {}).get("high"), "even": gain.get("break_even_cost_per_case"),
            "by_strata": strata.get("difference"), "strata_high": strata.get("interval", {}).get("high"),
        }
        for key, value in right.items():
            if key in ("error", "degrees"):  # the command gives the interval that comes of them
                continue
            compared += 1
            if not near(says[key], value, 1e-7):
                problems.append(f"{name}: {outcome['metric']} {key} {says[key]}, judge {value}")
    if {outcome["metric"] for outcome in effect["outcomes"]} != {"leaving", "spending"}:
        problems.append(f"{name}: {effect['not_compared']}")
    return problems, compared


def published(engines):
    """The draws of docs/experiments.md, by the SQL of each engine."""
    page = (HERE.parents[2] / "docs" / "experiments.md").read_text("utf-8")
    lines = re.findall(r"^\| `(\".*\")` \| `([0-9a-f]{8})` \|", page, re.M)
    problems = [] if len(lines) >= 20 else [f"{len(lines)} published draws"]
    for name, ask in engines:
        literals = [("demo/recover/s1|" + json.loads(customer)).replace("'", "''") for customer, _ in lines]
        union = " UNION ALL ".join(f"SELECT {at} AS n, SUBSTR(MD5('{text}'), 1, 8) AS h" for at, text in enumerate(literals))
        found = ask(f"SELECT h FROM ({union}) AS t ORDER BY n").split()
        if found != [digits for _, digits in lines]:
            problems.append(f"{name}: other draws than those published")
    return problems


def check(run, folder, engines, ask, days=DAYS):
    """Problems, and how many customers and numbers were compared.

    `run(command, program, *arguments, env)` runs senda, `engines` are (name, arguments, environment),
    `ask` are (name, a function that answers a statement), `days` those on which it is listed.
    """
    data = trial.tables()
    program = folder / "trial"
    problems, customers, numbers = published(ask), 0, 0
    for name, arguments, env in engines(program):
        for today in days:
            status, output, error = run("worklist", program, "recover", "--as-of", str(today), "--format", "json", *arguments, env=env)
            wrong, count = compare_list(f"{name} {today}", output, data, today)
            problems += wrong if status == 0 else [f"{name} {today}: exit status {status}: {error}", *wrong]
            customers += count
        status, output, error = run("worklist", program, "watch", "--as-of", "2027-02-02", "--format", "json", *arguments, env=env)
        listed = json.loads(output) if status == 0 else {"now": [], "waiting": [], "held_out": []}
        order, out = trial.watched(data)
        found = [entry["customer"] for entry in listed["now"]], {entry["customer"] for entry in listed["held_out"]}
        if not order or not out or found != (order, out):
            problems.append(f"{name}: a band starts it for others: {error}{found[0][:3]}, judge {order[:3]}")
        customers += len(order) + len(out)
        ledger = folder / f"ledger-{name.replace(' ', '-').replace(',', '')}.csv"
        arguments = [*arguments, "--ledger", str(ledger)]
        run("worklist", program, "recover", "--as-of", LISTED, "--format", "json", *arguments, env=env)
        status, output, error = run("effect", program, "recover", "--as-of", COMPARED, "--format", "json", *arguments, env=env)
        found = trial.work_list(data, datetime.date.fromisoformat(LISTED))[0]
        wrong, count = compare_effect(name, output, data, found, "2026-12-31")
        problems += wrong if status == 0 else [f"{name}: exit status {status}: {error}", *wrong]
        numbers += count
    ledgers = {path.read_bytes() for path in folder.glob("ledger-*.csv")}
    if len(ledgers) != 1:
        problems.append(f"{len(ledgers)} different ledgers")
    return problems, customers, numbers
