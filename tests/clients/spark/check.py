#!/usr/bin/env python3
"""`senda measure`, `worklist` and `effect` on Spark, on this machine, against the judges of tests/clients/measure.

    python3 tests/clients/spark/check.py SENDA

  files      hostile.yaml with the rows of judge.py, from its file: every value, n, end of an interval and
             band is that of the judge: values within 1e-9 x max(1, |value|), ends within 1e-6; the same from
             a Parquet file that Spark wrote
  tables     trial.yaml with the rows of trial.py, from tables of a Spark catalogue: a work list, the ledger,
             the effect and a playbook that a band starts are those of its judge
  draws      the published draws come out of Spark's SQL
  faults     no Spark, no Java, a session that is ended in the middle: words of ours, exit status 2, no file

Spark is PySpark's, with the `spark-sql` in it; Java is the machine's. Each session takes its time to start,
so all queries of a command share one.
"""
import csv
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import common  # noqa: E402

if __name__ == "__main__":
    common.enter_venv("spark")

sys.path.insert(0, str(HERE.parent / "measure"))
import check as measure  # noqa: E402  that of tests/clients/measure
import experiment  # noqa: E402
import judge  # noqa: E402
import trial  # noqa: E402

TYPES = {"TEXT": "STRING", "TIMESTAMP": "TIMESTAMP_NTZ"}


def environment(folder):
    """A catalogue of its own, and no Spark of this machine."""
    conf = folder / "conf"
    conf.mkdir(exist_ok=True)
    (conf / "spark-defaults.conf").write_text(
        f"spark.sql.warehouse.dir file:{folder}/warehouse\n"
        f"spark.hadoop.javax.jdo.option.ConnectionURL jdbc:derby:;databaseName={folder}/metastore;create=true\n")
    home = Path(sysconfig.get_path("purelib")) / "pyspark"
    quick = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # a session is short
    return {"SPARK_CONF_DIR": str(conf), "SPARK_HOME": str(home), "TMPDIR": str(folder), "JAVA_TOOL_OPTIONS": quick}


def spark_sql(folder, sql):
    """What Spark's own program answers to a text."""
    script = folder / "script.sql"
    script.write_text(sql, "utf-8")
    program = common.program("spark-sql", Path(sys.prefix) / "bin" / "spark-sql")
    path = os.pathsep.join([str(Path(sys.prefix) / "bin"), os.environ["PATH"]])
    done = subprocess.run(
        [program, "--master", "local[2]", "--conf", "spark.ui.enabled=false", "-S", "-f", str(script)], cwd=folder,
        env={**os.environ, **environment(folder), "PATH": path, "SPARK_LOCAL_IP": "127.0.0.1"}, capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        common.fail([f"spark-sql: {done.stderr[-2000:]}"])
    return done.stdout


def tables(program):
    """SQL for the tables of the trial."""
    sql = ["CREATE SCHEMA trial;"]
    for name, columns in trial.COLUMNS.items():
        typed = ", ".join(f"`{column}` {TYPES.get(ty, ty)}" for column, ty in columns.items())
        sql.append(f"CREATE TEMPORARY VIEW raw_{name} ({typed}) USING csv OPTIONS ({options(f'{program}/{name}.csv')});")
        sql.append(f"CREATE TABLE trial.{name} USING parquet AS SELECT * FROM raw_{name};")
    return "\n".join(sql) + "\n"


def files(binary, folder):
    """Problems with the hostile rows, and how many values were compared."""
    program = folder / "program"
    program.mkdir()
    shutil.copy(HERE.parent / "measure" / "hostile.yaml", program / "senda.yaml")
    made = judge.rows()
    with open(program / "answers.csv", "w", newline="", encoding="utf-8") as lines:
        writer = csv.DictWriter(lines, judge.COLUMNS)
        writer.writeheader()
        writer.writerows(made)
    status, output, error = measure.senda(binary, program, "--all-periods", "--format", "json", "--engine", "spark", env=environment(folder))
    problems, compared = measure.compare("spark", output, judge.values(made))
    # The rows of one id are told, so the status is that of data that does not fit.
    if status != 1 or "panicked" in error:
        problems.append(f"spark: exit status {status}: {error}")
    columns = in_parquet(folder, program)
    status, output, error = measure.senda(binary, columns, "--all-periods", "--format", "json", "--engine", "spark", env=environment(folder))
    wrong, count = measure.compare("spark, parquet", output, judge.values(made))
    if status != 1:
        wrong.append(f"spark, parquet: exit status {status}: {error}")
    return problems + wrong, compared + count


def in_parquet(folder, program):
    """The same program with its rows in a Parquet file."""
    columns = folder / "columns"
    columns.mkdir()
    text = (program / "senda.yaml").read_text("utf-8")
    (columns / "senda.yaml").write_text(text.replace("answers.csv", "answers.parquet"), "utf-8")
    kinds = {"DOUBLE PRECISION": "DOUBLE", "TEXT": "STRING", "TIMESTAMP": "TIMESTAMP_NTZ"}
    kind = lambda name: kinds.get(measure.TYPES.get(name, "TEXT"), measure.TYPES.get(name))  # noqa: E731
    typed = ", ".join(f"`{name}` {kind(name)}" for name in judge.COLUMNS)
    spark_sql(folder, f"CREATE TEMPORARY VIEW raw ({typed}) USING csv OPTIONS ({options(program / 'answers.csv')});\n"
                      f"INSERT OVERWRITE DIRECTORY '{folder}/rows' USING parquet SELECT /*+ COALESCE(1) */ * FROM raw;\n")
    part, = (folder / "rows").glob("*.parquet")
    shutil.move(part, columns / "answers.parquet")
    return columns


def options(file):
    """How Spark reads a CSV of ours: an empty cell is no value; what stands between quotes is one."""
    return (f"path 'file:{file}', header 'true', nullValue '', quote '\"', escape '\"', multiLine 'true', "
            "ignoreLeadingWhiteSpace 'false', ignoreTrailingWhiteSpace 'false', timestampNTZFormat 'yyyy-MM-dd HH:mm:ss', mode 'FAILFAST'")


def trials(binary, folder):
    """Problems with the playbooks, and how many customers and numbers were compared."""
    experiment.write(folder / "trial", trial.tables())

    def engines(_):
        return [("spark", ["--engine", "spark", "--database", "local[2]"], environment(folder))]

    def ask(sql):  # Spark reads a backslash as the start of an escape
        return spark_sql(folder, tables(folder / "trial") + sql.replace("\\", "\\\\") + ";\n")

    def run(name, program, *arguments, env):
        return measure.command(binary, name, program, *arguments, env=env)

    return experiment.check(run, folder, engines, [("spark", ask)], days=experiment.DAYS[-1:])


def faults(binary, folder):
    """What is said when Spark is not as it should be."""
    program, problems = folder / "program", []
    out = program / "nothing.json"
    arguments = ["--format", f"json={out}", "--engine", "spark"]

    def refuses(words, env):
        status, output, error = measure.senda(binary, program, *arguments, env=env)
        if status != 2 or words not in error + output or out.exists():
            problems.append(f"{words!r}: exit status {status}, file {out.exists()}: {error}{output}")

    refuses("could not be started", {"PATH": "/nonexistent"})
    # Everything but Java.
    bare = folder / "bare"
    bare.mkdir()
    for name in ("bash", "sh", "dirname", "env", "ps", "sed", "tr", "cat", "readlink", "basename", "uname"):
        if real := shutil.which(name):
            (bare / name).symlink_to(real)
    prefix = Path(sys.prefix) / "bin"
    refuses("needs Java", {**environment(folder), "JAVA_HOME": "", "PATH": f"{prefix}{os.pathsep}{bare}"})
    ended = []
    timer = threading.Timer(1, end_java, (time.monotonic() + 60, ended))
    timer.start()
    refuses("went away", environment(folder))
    timer.join()
    if not ended:
        problems.append("no session was there to be ended")
    return problems


def end_java(until, ended):
    """Ends the Java that a child of this process started, once it runs."""
    while time.monotonic() < until:
        for process in Path("/proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes().split(b"\0")
                if b"java" in words[0] and any(word.endswith(b"SparkSubmit") for word in words) and is_ours(int(process.name)):
                    time.sleep(4)
                    os.kill(int(process.name), signal.SIGKILL)
                    ended.append(process.name)
                    return
            except (OSError, ValueError, IndexError):
                continue
        time.sleep(0.2)


def is_ours(pid):
    """Whether a process descends from this one."""
    while pid > 1:
        if pid == os.getpid():
            return True
        pid = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    return False


def main(binary):
    problems, started = [], time.monotonic()
    with tempfile.TemporaryDirectory(prefix="senda-spark-") as folder:
        wrong, compared = files(binary, Path(folder))
        problems += wrong
        print(f"files: {compared} values, {time.monotonic() - started:.1f} s", flush=True)
        wrong, customers, numbers = trials(binary, Path(folder))
        problems += wrong
        print(f"tables: {customers} customers, {numbers} numbers, {time.monotonic() - started:.1f} s", flush=True)
        problems += faults(binary, Path(folder))
    if problems:
        common.fail(problems)
    print(f"OK spark: {compared} values, {customers} customers of work lists, {numbers} numbers of an effect")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: check.py SENDA")
    main(Path(sys.argv[1]).resolve())
