"""What the checks of semantic layers share: a program that is built and measured, and its values compared."""
import json
import subprocess

import common

DAY = "2026-11-20"


def built(senda, program, out, target):
    """Builds a program for a layer, with the views below it; fails when nothing comes of it."""
    targets = [word for name in (target, "sql", "dbt") for word in ("--target", name)]
    status, output = common.run([senda, "build", program, "--out", out, "--as-of", DAY, *targets], 300)
    if status != 0:
        common.fail([f"senda build: exit status {status}: {output[-2000:]}"])


def measured(senda, program):
    """{metric: {cut: {(period, value of the cut): value}}} as `senda measure` has them."""
    done = subprocess.run([str(senda), "measure", str(program), "--as-of", DAY, "--all-periods", "--format", "json"],
                          capture_output=True, text=True, timeout=300)
    try:
        metrics = json.loads(done.stdout)["metrics"]
    except (ValueError, KeyError):
        common.fail([f"senda measure: exit status {done.returncode}: {done.stdout[:300]}{done.stderr}"])
    found = {}
    for metric in metrics:
        for point in metric["values"]:
            whose = "all" if point["cut"] == "total" else point["cut_value"]
            found.setdefault(metric["metric"], {}).setdefault(point["cut"], {})[str(point["period"]), whose] = point["value"]
    return found


def label(value):
    """A value of a dimension as the queries show it."""
    return {None: "not stated", True: "true", False: "false"}.get(value, value)


def grouped(rows, has_period, width):
    """{(period, value of the cut): value} of rows with a period, `width` dimensions and a value."""
    found = {}
    for row in rows:
        period = str(row[0]) if has_period else "all"
        by = row[int(has_period):int(has_period) + width]
        found[period, "/".join(str(label(value)) for value in by) if width else "all"] = None if row[-1] is None else float(row[-1])
    return found


def differences(what, wanted, found, hides=False):
    """Problems, and how many values were compared. `hides`: a value that Senda does not show, for a cut is too
    small, may be there all the same."""
    problems, compared = [], 0
    for key, value in wanted.items():
        if value is None and hides:
            continue
        compared += 1
        other = found.get(key)
        if value is None:
            problems += [] if other is None else [f"{what}: {key}: senda has no value, layer {other}"]
        elif other is None or abs(value - other) > 1e-9 * max(1, abs(value)):
            problems.append(f"{what}: {key}: senda {value}, layer {other}")
    return problems, compared


def notices():
    """A changed value must be noticed."""
    wanted = {("2026", "all"): 1.0}
    fine = differences("equal", wanted, {("2026", "all"): 1.0})[0]
    changed = [differences("changed", wanted, other)[0] for other in ({("2026", "all"): 1.00000001}, {("2026", "all"): None}, {})]
    changed.append(differences("changed", {("2026", "all"): None}, {("2026", "all"): 0.0})[0])
    return [] if not fine and all(changed) else ["a changed value passed"]
