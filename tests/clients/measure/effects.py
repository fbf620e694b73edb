"""The emitted queries of a playbook with a control group on SQLite, DuckDB and PostgreSQL.

`kpi/sql/effects/recover.sql` above the ledger that `senda worklist` wrote must give what the judge of trial.py
says, on every engine; one small mistake in it, or in `kpi/sql/playbooks/recover.sql`, must be noticed.
"""
import csv
import datetime
import hashlib
import json
import math
import sqlite3

import common
import trial

LISTED, COMPARED = "2026-11-20", "2027-01-15"
PERIODS = {"2026-12": "2026-12-31", "2027-01": "2027-01-31", "2027-02": "2027-02-28", "2027-04": "2027-04-30"}
SQLITE_TYPES = {"BIGINT": "INTEGER", "DECIMAL(18, 4)": "REAL"}


def near(a, b, slack=0):
    return a is None and b is None or a is not None and b is not None and abs(a - b) <= 1e-9 * max(1, abs(b)) + slack


def built(binary, program, out, day):
    status, output = common.run([binary, "build", program, "--out", out, "--target", "sql", "--as-of", day], 120)
    if status not in (0, 1):
        common.fail([f"no SQL of the trial: {output}"])
    return out / "kpi/sql"


# Mistakes that change nothing: rows without a period or a customer meet nobody in the ledger, how many rows a
# customer has is not used, a row without a moment lies on no day, what is compared later must have a value, and
# both formulas of the normal distribution agree where one takes over, at less than what is compared.
SAME = ("period_month IS NOT NULL", "customer IS NOT NULL", "SUM(cell_n)", "COUNT(*) AS cell_n", "at_ IS NOT NULL",
        "made_on IS NOT NULL", "recommend IS NOT NULL OR")
# Mistakes in formulas.
FORMULAS = [(r" - ", " + "), (r" \+ ", " - "), (r" / ", " * "), (r"\bSQRT\(", "("), (r"'treated'", "'control'"), (r"\bABS\(", "(")]
LIMITS = ("z > 37", "z < 7", "WHEN pooled", "pooled < 1", "pooled > 0")


def is_same(text, what, mutant):
    body = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    if any(words in what for words in SAME):
        return True
    at = next((at for at, (a, b) in enumerate(zip(body, mutant)) if a != b), len(mutant))
    line = body[body.rfind("\n", 0, at) + 1:body.find("\n", at)]
    if "'IS NOT NULL'" in what and any(words in line for words in SAME):
        return True
    far = "ELSE 2 * EXP(" in body[max(0, at - 80):at + 8] and "END AS p" in line
    return far or any(words in body[max(0, at - 12):at + 12] for words in LIMITS) or "AS arm" in body[at:at + 80] and "< '" in body[max(0, at - 3):at + 5]


def hostile_months(data, assigned):
    """More rows of months: several of a customer, without a value, without a customer or a month, and a month
    in which hardly anybody has a value."""
    first = {row["customer"]: row for row in reversed(data["months"]) if row["month_on"] == "2026-12-31"}
    again = {row["customer"]: row for row in reversed(data["months"]) if row["month_on"] == "2027-01-31"}
    rows = []
    for at, (customer, row) in enumerate(sorted(first.items())):
        if at % 9 == 0 or row["left"] == "true":
            rows.append({**row, "row_id": f"again{at}", "spent": str(float(row["spent"]) / 2 + 3)})
        if at % 50 == 1:
            rows.append({**row, "row_id": f"none{at}", "spent": ""})
    for at, customer in enumerate(sorted(again.keys() - first.keys())):
        rows.append({"row_id": f"nil{at}", "customer": customer, "month_on": "2026-12-31", "left": "false", "spent": "0" if at % 2 else ""})
    # A month with two of each group, and one with one of them.
    for at, customer in enumerate(sorted(assigned["treated"])[:2] + sorted(assigned["control"])[:2]):
        rows.append({"row_id": f"few{at}", "customer": customer, "month_on": "2027-02-28", "left": ("true", "false")[at % 2], "spent": str(50 + at * at)})
        if at:
            rows.append({"row_id": f"fewer{at}", "customer": customer, "month_on": "2027-03-31", "left": ("true", "false")[at % 2], "spent": str(50 + at * at)})
    # And one with so few that Student's distribution is far from the normal one.
    for at, customer in enumerate(sorted(assigned["treated"])[:9] + sorted(assigned["control"])[:9]):
        rows.append({"row_id": f"some{at}", "customer": customer, "month_on": "2027-04-30", "left": ("true", "false")[at % 2], "spent": str(50 + at * at % 37 + 3 * (at > 8))})
    rows.append({"row_id": "nobody", "customer": "", "month_on": "2026-12-31", "left": "true", "spent": "9"})
    rows.append({"row_id": "never", "customer": "C0001", "month_on": "", "left": "true", "spent": "9"})
    return rows


def averaged(data, more):
    """The data with one row for each customer and month, for the judge: `left` is the same in all of them."""
    months = {}
    for row in [*data["months"], *more]:
        if row["customer"] and row["month_on"]:
            months.setdefault((row["customer"], row["month_on"]), []).append(row)
    def one(rows):
        spent = [float(row["spent"]) for row in rows if row["spent"] != ""]
        return {**rows[0], "spent": str(math.fsum(spent) / len(spent)) if spent else ""}
    return {**data, "months": [one(rows) for rows in months.values()]}


def inserted(table, rows):
    """Rows as SQL."""
    def cell(name, value):
        plain = trial.COLUMNS[table][name] in ("BIGINT", "BOOLEAN", "DECIMAL(18, 4)")
        return "NULL" if value == "" else str(value) if plain and table == "months" else "'" + str(value).replace("'", "''") + "'"
    values = ", ".join("(" + ", ".join(cell(name, row[name]) for name in trial.COLUMNS[table]) + ")" for row in rows)
    return f"INSERT INTO trial.{table} VALUES {values};\n"


def late(data, assigned):
    """Customers who are assigned when the first period has begun: {customer: arm and strata}."""
    others = sorted({row["customer"] for row in data["months"]} - assigned.keys())
    return {customer: {"arm": ("treated", "control")[at % 3 == 0], "strata": {}} for at, customer in enumerate(others)}


def ledger_rows(ledger, data, assigned):
    """The lines of the ledger, those of late customers, and lines that do not count."""
    with open(ledger, newline="", encoding="utf-8") as lines:
        rows = list(csv.reader(lines))
    other = {"treated": "control", "control": "treated"}
    for customer, it in late(data, assigned).items():
        rows.append(["recover", customer, it["arm"], "2026-12-05", "", "{}", ""])
    for customer, it in assigned.items():
        if it["arm"] in other:
            rows.append(["another", customer, other[it["arm"]], "2026-11-20", "", "{}", ""])
            rows.append(["recover", customer, "released" if it["arm"] == "control" else "protected", "2026-11-25", "", "{}", ""])
    return rows


def ledger_sql(rows):
    """The ledger as a table of texts."""
    quoted = lambda text: "'" + text.replace("'", "''") + "'"  # noqa: E731
    columns = ", ".join(f"{name} VARCHAR(2000)" for name in rows[0] if name != "check")
    keep = [at for at, name in enumerate(rows[0]) if name != "check"]
    values = ",\n".join("(" + ", ".join(quoted(row[at]) for at in keep) + ")" for row in rows[1:])
    return f"DROP TABLE IF EXISTS senda_ledger;\nCREATE TABLE senda_ledger ({columns});\nINSERT INTO senda_ledger VALUES {values};\n"


def in_sqlite(sql, assigned):
    """A database with the tables of the trial, the ledger and the views of a day."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("ATTACH ':memory:' AS trial")
    for name, rows in trial.tables().items():
        types, text = trial.COLUMNS[name], "TEXT"
        connection.execute(f"CREATE TABLE trial.{name} ({', '.join(f'{column} {SQLITE_TYPES.get(ty, text)}' for column, ty in types.items())})")
        connection.executemany(f"INSERT INTO trial.{name} VALUES ({', '.join('?' * len(types))})",
                               [[None if row[column] == "" else row[column] for column in types] for row in rows])
    for name, function in (("sqrt", math.sqrt), ("exp", math.exp), ("ln", math.log), ("md5", lambda text: hashlib.md5(text.encode()).hexdigest())):
        connection.create_function(name, 1, lambda value, of=function: None if value is None else of(value), deterministic=True)
    connection.executescript((sql / "staging/sqlite.sql").read_text("utf-8"))
    connection.executescript(ledger_sql(assigned))
    connection.executescript((sql / "staging/ledger/sqlite.sql").read_text("utf-8"))
    return connection


def answer(connection, text):
    cursor = connection.execute(text)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row)) for row in cursor.fetchall()]


def compare(name, rows, wanted):
    """Problems with the rows of one engine, and how many numbers were compared."""
    found = {(row["metric"], str(row["period"])): row for row in rows}
    if found.keys() != wanted.keys() or len(rows) != len(wanted):
        return [f"{name}: {sorted(found)}, judge {sorted(wanted)}"], 0
    problems, compared = [], 0
    columns = {"treated": "treated", "treated_n": "treated_n", "control": "control", "control_n": "control_n", "difference": "difference",
               "error": "standard_error", "p": "p", "low": "low", "high": "high", "roi": "return_on_cost", "roi_low": "return_low", "roi_high": "return_high",
               "even": "break_even_cost_per_case"}
    for (metric, period), right in wanted.items():
        few = right.get("degrees", 10) < 10  # too few for the expansions of the query
        for key, column in columns.items():
            if key not in right:
                continue
            value = found[metric, period][column]
            expected = None if few and key in ("p", "low", "high") else right[key]
            compared += 1
            # The expansion of the critical value has so many digits.
            slack = (1e-7 if right.get("degrees", 0) > 30 else 1e-5) * right["error"] if metric == "spending" and key in ("low", "high") else 0
            if not near(None if value is None else float(value), expected, slack):
                problems.append(f"{name}: {metric} {period} {column} {value}, judge {expected}")
    return problems, compared


def listed(rows, data):
    """Whether the signals of a work list are those of the judge: who is in which arm."""
    arms = {}
    for row in rows:
        if row["customer"] not in (None, ""):
            arms.setdefault(row["customer"], set()).add(row["arm"])
    return len(rows), sorted((customer, tuple(sorted(arms[customer]))) for customer in arms), sorted(str(sorted(map(str, row.values()))) for row in rows)


def caught(connection, text, right, mutants, same):
    """How many mutants there were, and which were not noticed."""
    count, missed = 0, []
    for what, mutant in mutants(text, FORMULAS):
        if is_same(text, what, mutant):
            continue
        count += 1
        try:
            if same(answer(connection, mutant), right):
                missed.append(what)
        except sqlite3.Error:
            pass
    return count, missed


def check(binary, folder, ledger, engines, mutants):
    """Problems, how many numbers were compared, how many mutants there were and how many were caught."""
    data = trial.tables()
    program = folder / "trial"
    sql = built(binary, program, folder / "effect-out", COMPARED)
    assigned = trial.work_list(data, datetime.date.fromisoformat(LISTED))[0]
    groups = {arm: [customer for customer, it in assigned.items() if it["arm"] == arm] for arm in ("treated", "control")}
    more = hostile_months(data, groups)
    judged, extra = averaged(data, more), inserted("months", more)
    rows, wanted = ledger_rows(ledger, data, assigned), {}
    for period, month in PERIODS.items():
        found = trial.effects(judged, assigned if period == "2026-12" else {**assigned, **late(data, assigned)}, month)
        wanted.update({(metric, period): found[metric] for metric in ("leaving", "spending")})
    text = (sql / "effects/recover.sql").read_text("utf-8")
    connection = in_sqlite(sql, rows)
    # SQLite has no type of truth: the rows of files have words.
    connection.executescript(extra.replace(", true, ", ", 'true', ").replace(", false, ", ", 'false', "))
    problems, numbers = compare("effect on sqlite", answer(connection, text), wanted)
    for name, ask in engines.items():
        setup = (sql / f"staging/{name}.sql").read_text("utf-8") + ledger_sql(rows) + (sql / f"staging/ledger/{name}.sql").read_text("utf-8")
        wrong, count = compare(f"effect on {name}", ask(f"{extra}{setup}\n-- last\n{text};\n"), wanted)
        problems, numbers = problems + wrong, numbers + count
    same = lambda rows, right: not compare("mutant", rows, right)[0]  # noqa: E731
    count, missed = caught(connection, text, wanted, mutants, same)
    signals = (built(binary, program, folder / "list-out", LISTED) / "playbooks/recover.sql").read_text("utf-8")
    connection = in_sqlite(folder / "list-out/kpi/sql", rows)
    hollow = {name: dict.fromkeys(columns, "") for name, columns in trial.COLUMNS.items()}
    connection.executescript(
        inserted("answers", [{**hollow["answers"], "answer_id": "h1", "customer": "C0003", "recommend": 1},
                             {**hollow["answers"], "answer_id": "h2", "customer": "C0004", "at": "2026-11-02 10:00:00"}])
        + inserted("complaints", [{**hollow["complaints"], "complaint_id": "h3", "customer": "C0005", "seen_on": "2026-11-19"}]))
    right = listed(answer(connection, signals), data)
    more, unseen = caught(connection, signals, right, mutants, lambda rows, right: listed(rows, data) == right)
    count, missed = count + more, missed + unseen
    print("\n".join(f"missed: {what}" for what in missed))
    if count < 50 or len(missed) > 0.05 * count:
        problems.append(f"mutants of a playbook: {count - len(missed)} of {count} caught")
    return problems, numbers, count, count - len(missed)
