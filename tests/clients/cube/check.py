#!/usr/bin/env python3
"""The generated data model, compiled by the real compiler of Cube; its SQL is run by DuckDB.

    python3 tests/clients/cube/check.py SENDA PROGRAM…

(`package-lock.json` has the pins; DuckDB is that of tests/clients/dbt.) For each program every cube
compiles, and every public measure, by its period and by each cut that its `meta` names, gives what `senda
measure` computes, within 1e-9 x max(1, |value|): the query is the one that Cube writes for PostgreSQL.

At the end a broken model must be refused by the compiler and a changed value be noticed. Cube's planner is
the one in JavaScript; that in its native part, a download of its own, is not run here.
"""
import json
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

import yaml  # noqa: E402

import layers  # noqa: E402
import tables  # noqa: E402

HERE = Path(__file__).resolve().parent


def compiled(model, asked):
    """(what is wrong, the SQL of each query)"""
    done = subprocess.run(["node", HERE / "queries.cjs", common.home("cube"), model], input=json.dumps(asked), text=True,
                          capture_output=True, timeout=300)
    try:
        answers = json.loads(done.stdout.splitlines()[-1])  # Cube writes of its planner before
    except (ValueError, IndexError):
        answers = []
    if done.returncode != 0 or len(answers) != len(asked):
        return [f"Cube: {done.stderr[:1000] or done.stdout[:300]}"], []
    return [], answers


def queries(model):
    """What is asked of each public measure: (cube, measure, its facts, cut, dimensions)."""
    for file in sorted((model / "cubes").glob("*.yml")):
        for cube in yaml.safe_load(file.read_text("utf-8"))["cubes"]:
            for measure in cube["measures"]:
                if measure.get("public") is False:
                    continue
                facts = measure["meta"]
                period = [facts["group_by"]] if "group_by" in facts else []
                for cut, by in {"total": [], **facts["cuts"]}.items():
                    yield cube["name"], measure["name"], facts, cut, [*period, *by]


def values(connection, model, measured):
    """Problems, how many measures were compared and how many values."""
    listed = list(queries(model))
    asked = [{"measure": f"{cube}.{name}", "dimensions": [f"{cube}.{one}" for one in by]} for cube, name, _, _, by in listed]
    problems, answers = compiled(model, asked)
    done, compared, names = set(), 0, {name for _, name, *_ in listed}
    for (_, name, facts, cut, by), answer in zip(listed, answers):
        if answer["params"]:
            problems.append(f"{name}: parameters {answer['params']}")
            continue
        rows = connection.execute(answer["sql"]).fetchall()
        has_period = "group_by" in facts
        found = layers.grouped(rows, has_period, len(by) - has_period)
        wrong, count = layers.differences(f"{name} by {cut}", measured.get(facts["metric"], {}).get(cut, {}), found, hides=cut != "total")
        problems += wrong
        compared += count
        if count:
            done.add(name)
    problems += [f"{name}: no value to compare" for name in sorted(names - done)]
    return problems, sorted(done), compared


def refuse(model):
    """A model that must not compile."""
    problems = layers.notices()
    with tempfile.TemporaryDirectory(prefix="senda-cube-") as folder:
        for what, pattern, by in (("a type that there is not", r"type: number", "type: numbre"),
                                  ("a measure that there is not", r"\{(\w+_numerator)\}", r"{no_such_\1}")):
            broken = Path(folder) / what.replace(" ", "-")
            shutil.copytree(model, broken)
            changed = 0
            for file in (broken / "cubes").glob("*.yml"):
                text, count = re.subn(pattern, by, file.read_text("utf-8"))
                file.write_text(text, "utf-8")
                changed += count
            asked = [{"measure": f"{cube}.{name}", "dimensions": []} for cube, name, _, cut, _ in queries(model) if cut == "total"]
            if changed == 0 or not compiled(broken, asked)[0]:
                problems.append(f"Cube took {what}")
    return problems


def main(senda, programs):
    problems, measures, compared = [], 0, 0
    for program in programs:
        with tempfile.TemporaryDirectory(prefix="senda-cube-") as folder:
            out = Path(folder) / "out"
            layers.built(senda, program, out, "cube")
            model = out / "kpi/cube/model"
            wrong, names, count = values(tables.staged_duckdb(out, program), model, layers.measured(senda, program))
            problems += wrong + (refuse(model) if not wrong else [])
            print(f"{program.name}: {', '.join(names)}")
            if not names:
                problems.append(f"{program.name}: no measure")
            measures, compared = measures + len(names), compared + count
    if problems:
        common.fail(problems)
    print(f"OK cube: {measures} measures, {compared} values equal to what is measured")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: check.py SENDA PROGRAM…")
    main(Path(sys.argv[1]).resolve(), [Path(program).resolve() for program in sys.argv[2:]])
