#!/usr/bin/env python3
"""The generated dbt project, built by the real dbt and queried by the real MetricFlow on DuckDB.

    python3 tests/clients/dbt/check.py OUT PROGRAM SENDA

OUT is what `senda build` wrote, PROGRAM the folder it was built from (for the data files).

  dbt build            every node succeeds, every data test passes, no warning
  mf validate-configs  no error and no warning, checked against the warehouse
  mf query             the metrics of OUT/kpi/dbt/senda_metrics.json, all those of one time grain and one
                       cut in one query; each total and each value of a cut equals the one of
                       OUT/kpi/sql/<metric>.sql on the same data, period by period, and the one that
                       `senda measure` computes from the files on the day that OUT was built for
  the rest             every other metric that was measured is in senda_left_out.json with a reason; both
                       lists are printed

At the end a data test that fails and a metric over a missing column must be refused.

The pins leave out dbt-core-experimental-parser (only another parser needs it, and its source
downloads while it builds) and hold halo, a spinner, at its last version that has a wheel.
"""
import csv
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import common  # noqa: E402

if __name__ == "__main__":
    common.enter_venv("dbt")

import duckdb  # noqa: E402

import tables  # noqa: E402

PROGRAMS = Path(sys.prefix) / "bin"
# A cached parse of 1.12 reports every metric twice after an edit.
DBT = [common.program("dbt", PROGRAMS / "dbt"), "--warn-error", "--no-partial-parse"]
MF = [common.program("mf", PROGRAMS / "mf")]
GRAINS = {
    r"(\d{4})-(\d\d)-(\d\d)": ("day", lambda y, m, d: datetime.date(y, m, d)),
    r"(\d{4})-W(\d\d)": ("week", lambda y, w: datetime.date.fromisocalendar(y, w, 1)),
    r"(\d{4})-(\d\d)": ("month", lambda y, m: datetime.date(y, m, 1)),
    r"(\d{4})-Q(\d)": ("quarter", lambda y, q: datetime.date(y, 3 * q - 2, 1)),
    r"(\d{4})": ("year", lambda y: datetime.date(y, 1, 1)),
}


class Project:
    """A copy of the generated project (dbt writes into it) beside a database with the program's data."""

    def __init__(self, folder, out, program):
        self.folder = folder / "project"
        shutil.copytree(out / "kpi/dbt", self.folder)
        self.database = folder / "senda.duckdb"
        with duckdb.connect(str(self.database)) as connection:
            tables.load_duckdb(connection, out, program)

    def call(self, command):
        environment = {"SENDA_DUCKDB": str(self.database), "DBT_PROFILES_DIR": str(self.folder),
                       "DO_NOT_TRACK": "1", "NO_COLOR": "1", "PATH": f"{PROGRAMS}:{os.environ['PATH']}"}
        return common.run(command, 600, environment, self.folder)

    def must(self, command):
        status, output = self.call(command)
        if status != 0:
            print(output)
            common.fail([f"{' '.join(command[1:])}: exit status {status}"])
        return output


def build(project):
    """Number of models built and of data tests passed."""
    project.must([*DBT, "build"])
    results = json.loads((project.folder / "target/run_results.json").read_text("utf-8"))["results"]
    bad = [f"dbt: {r['unique_id']}: {r['status']}" for r in results if r["status"] not in ("success", "pass")]
    done = {kind: sum(r["unique_id"].startswith(kind + ".") for r in results) for kind in ("model", "test")}
    bad += [f"dbt: no {kind} was run" for kind, count in done.items() if count == 0]
    if bad:
        common.fail(bad)
    return done


def validate(project):
    output = project.must([*MF, "validate-configs"])
    counts = re.findall(r"(?:ERRORS|WARNINGS): (\d+)", output)
    if not counts or any(count != "0" for count in counts) or "metrics against data warehouse" not in output:
        print(output)
        common.fail(["mf validate-configs did not say that everything is right"])


def period_of(text):
    """The time grain of a period, and its first day; none when there is one period."""
    for pattern, (unit, date) in GRAINS.items():
        if match := re.fullmatch(pattern, str(text)):
            return unit, date(*map(int, match.groups()))
    return None, None


def values_in_sql(connection, out, name):
    """The time grain of the periods, and {cut: {(first day, value of the cut): value}}; a value that is not
    shown, because too few answered, is None."""
    grains, values = set(), {}
    for _, period, cut, cut_value, value, _ in connection.execute((out / f"kpi/sql/{name}.sql").read_text("utf-8")).fetchall():
        grain, start = period_of(period)
        grains.add(grain)
        values.setdefault(cut, {})[start, cut_value] = None if value is None else float(value)
    if len(grains) != 1:
        common.fail([f"{name}: periods of {len(grains)} grains"])
    return grains.pop(), values


def label(text):
    """A value of a dimension as the queries show it."""
    return {"": "not stated", "True": "true", "False": "false"}.get(text, text)


def day_of(out):
    """The day that the project was built for."""
    clock = (out / "kpi/dbt/models/staging/senda_clock.sql").read_text("utf-8")
    return re.search(r'"senda_as_of", "([0-9-]+)"', clock)[1]


def measured(senda, out, program):
    """{metric: {cut: {(first day, value of the cut): value}}} as `senda measure` has them."""
    done = subprocess.run([senda, "measure", program, "--as-of", day_of(out), "--all-periods", "--format", "json"],
                          capture_output=True, text=True, timeout=300)
    try:
        metrics = json.loads(done.stdout)["metrics"]
    except (ValueError, KeyError):
        common.fail([f"senda measure: exit status {done.returncode}: {done.stdout[:300]}{done.stderr}"])
    found = {}
    for metric in metrics:
        values = found.setdefault(metric["metric"], {})
        for point in metric["values"]:
            whose = "all" if point["cut"] == "total" else point["cut_value"]
            values.setdefault(point["cut"], {})[period_of(point["period"])[1], whose] = point["value"]
    return found


def values_in_mf(project, grain, by, names):
    """{metric: {(first day, value of the cut): value}}"""
    file = project.folder / "answer.csv"
    file.unlink(missing_ok=True)
    groups = [*([] if grain is None else [f"metric_time__{grain}"]), *by]
    project.must([*MF, "query", "--metrics", ",".join(names), *(["--group-by", ",".join(groups)] if groups else []),
                  "--csv", file.name])
    found = {name: {} for name in names}
    with open(file, newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            start = None if grain is None else datetime.date.fromisoformat(row[f"metric_time__{grain}"][:10])
            cut_value = "/".join(label(row[dimension]) for dimension in by) if by else "all"
            for name in names:
                found[name][start, cut_value] = float(row[name]) if row[name] else None
    return found


def differences(what, expected, found, hides, whose="SQL"):
    """`hides`: a value that the queries do not show may be there all the same."""
    for key, value in expected.items():
        other = found.get(key)
        equal = value is other if None in (value, other) else abs(value - other) <= 1e-9 * max(1, abs(value))
        if not equal and not (hides and value is None):
            yield f"{what}: {key}: {whose} {value}, MetricFlow {other}"
    # MetricFlow also shows periods in which only another metric of the query has rows.
    yield from (f"{what}: {key} only in MetricFlow: {value}" for key, value in found.items()
                if key not in expected and value is not None)


def compare(project, out, program, senda):
    """Number of metrics, of totals and of values of cuts that are equal."""
    ours, reasons = measured(senda, out, program), json.loads((out / "kpi/dbt/senda_left_out.json").read_text("utf-8"))
    reasons = {entry["metric"]: entry["why"]["en"] for entry in reasons}
    connection = tables.staged_duckdb(out, program)
    listed = json.loads((out / "kpi/dbt/senda_metrics.json").read_text("utf-8"))
    queries, expected, problems, counts = {}, {}, [], [0, 0]
    ids = {metric["name"]: metric["metric"] for metric in listed}
    for metric in listed:
        grain, values = values_in_sql(connection, out, metric["file"])
        expected[metric["name"]] = values
        if set(values) - {"total"} != {cut["cut"] for cut in metric["cuts"]}:
            problems.append(f"{metric['name']}: cuts {sorted(values)} in SQL, {metric['cuts']} in MetricFlow")
        for cut in [{"cut": "total", "by": []}, *metric["cuts"]]:
            queries.setdefault((grain, tuple(cut["by"])), []).append((metric["name"], cut["cut"]))
    for (grain, by), asked in queries.items():
        found = values_in_mf(project, grain, by, [name for name, _ in asked])
        for name, cut in asked:
            wanted = expected[name].get(cut, {})
            problems += differences(f"{name} by {cut}", wanted, found[name], hides=cut != "total")
            problems += differences(f"{name} by {cut}", ours.get(ids[name], {}).get(cut, {}), found[name], cut != "total", "senda measure")
            counts[cut != "total"] += sum(value is not None for value in wanted.values())
    print(f"compared: {', '.join(sorted(ids.values()))}")
    for metric in sorted(ours.keys() - set(ids.values())):
        print(f"not compared: {metric}: {reasons.get(metric)}")
        if not reasons.get(metric):
            problems.append(f"{metric} was measured, and nothing says why MetricFlow does not have it")
    if not expected:
        problems.append("senda_metrics.json lists no metric")
    if counts[1] == 0:
        problems.append("no value of a cut was compared")
    if problems:
        common.fail(problems)
    return len(expected), *counts


def refuse(project):
    """Broken projects that must not pass."""
    (project.folder / "tests").mkdir(exist_ok=True)
    (project.folder / "tests/always_fails.sql").write_text("select 1\n")
    problems = []
    if project.call([*DBT, "test", "--select", "always_fails"])[0] == 0:
        problems.append("dbt passed a data test that fails")
    manifest = project.folder / "target/semantic_manifest.json"
    text, changed = re.subn(r'"expr": "[a-z_]+"', '"expr": "no_such_column"', manifest.read_text("utf-8"))
    manifest.write_text(text)
    if changed == 0 or project.call([*MF, "validate-configs"])[0] == 0:
        problems.append("mf validate-configs accepted metrics over a missing column")
    if problems:
        common.fail(problems)


def main(out, program, senda):
    with tempfile.TemporaryDirectory(prefix="senda-dbt-") as folder:
        project = Project(Path(folder), out, program)
        done = build(project)
        validate(project)
        metrics, totals, cuts = compare(project, out, program, senda)
        refuse(project)
    print(f"OK dbt: {done['model']} models, {done['test']} data tests; MetricFlow: {metrics} metrics, "
          f"{totals} totals and {cuts} values of cuts equal to the SQL and to what is measured")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: check.py OUT PROGRAM SENDA")
    main(*(Path(argument).resolve() for argument in sys.argv[1:]))
