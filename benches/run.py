"""Measures what `senda` costs: CPU, wall time and peak memory of whole processes.

    python3 benches/run.py            programs of 100, 1,000 and 10,000 files, five rounds
    python3 benches/run.py --quick    100 and 1,000 files, one round

Programs are generated into target/bench-programs, the same ones every time. Every round runs
both floors and `senda check` in turn (A B C D A B C D), so that what else the machine does weighs on both;
ratios are taken pair by pair and their median is shown. The floor (benches/floor.rs) parses the
same files and puts them to the same schemas, and does nothing else; the plain floor
(benches/plain.rs) does the same with the crates as they come, without our tree.

Nothing here fails for being slow: the exit status is 1 only when a command does not run or a
generated program has an error of form.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
PROGRAMS = os.path.join(ROOT, "target", "bench-programs")
BANK = os.path.join(ROOT, "examples", "banco-horizonte")
DAY = ["--as-of", "2026-11-20"]


class Failed(Exception):
    """A command that did not run as it should."""


class Cost:
    """What one process took: CPU and wall seconds, peak memory in MB."""

    def __init__(self, cpu, wall, peak):
        self.cpu, self.wall, self.peak = cpu, wall, peak


def run(command, accepted, threads=None):
    """Runs a command to its end and gives its cost. `accepted` are the exit statuses that are well."""
    environment = dict(os.environ)
    if threads:
        environment["RAYON_NUM_THREADS"] = str(threads)
    start = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment
    )
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode not in accepted:
        words = said.decode(errors="replace").strip()[-2000:]
        raise Failed(f"{' '.join(command)}\nended with {process.returncode}\n{words}")
    # ru_maxrss counts kilobytes on Linux and bytes on macOS.
    peak = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Cost(usage.ru_utime + usage.ru_stime, wall, peak)


def middle(costs):
    """The median of each figure."""
    pick = lambda name: statistics.median(getattr(cost, name) for cost in costs)
    return Cost(pick("cpu"), pick("wall"), max(cost.peak for cost in costs))


def built():
    """Builds `senda`, both floors and the clock of the rules as they are released, and gives their paths."""
    command = ["cargo", "build", "--release", "--bin", "senda", "--message-format", "json"]
    command += [part for bench in ("floor", "plain", "rules") for part in ("--bench", bench)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise Failed("cargo could not build senda and what it is measured beside")
    made = {}
    for line in done.stdout.splitlines():
        message = json.loads(line)
        if message.get("reason") == "compiler-artifact" and message.get("executable"):
            made[message["target"]["name"]] = message["executable"]
    return made["senda"], (made["floor"], made["plain"]), made["rules"]


def generated(count):
    """The folder of a program of `count` files, and its bytes and lines. Written by a process of
    its own, so that this one stays small: what a child peaks at is never less than its parent."""
    folder = os.path.join(PROGRAMS, str(count))
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, os.path.join(HERE, "generate.py"), str(count), folder]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise Failed(done.stderr.strip())
    words = done.stdout.split()
    return folder, int(words[2]), int(words[4])


def findings(senda, folder):
    """How many findings of each severity a check gives."""
    command = [senda, "check", folder, "--format", "json", *DAY]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode not in (0, 1):
        raise Failed(f"{' '.join(command)}\n{done.stderr.decode(errors='replace')}")
    counts = {}
    for finding in json.loads(done.stdout)["diagnostics"]:
        counts[finding["severity"]] = counts.get(finding["severity"], 0) + 1
    return ", ".join(f"{number} {name}" for name, number in sorted(counts.items())) or "none"


def table(head, rows):
    """A Markdown table, its columns as wide as they have to be."""
    rows = [head, *rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    print("\n".join(lines), end="\n\n", flush=True)


def row(name, cost, more=""):
    return [name, f"{cost.cpu:.3f}", f"{cost.wall:.3f}", f"{cost.peak:.0f}", more]


def without_rules(senda, folder):
    """The same program with every practice rule switched off: what is left is schema, references and rules of form."""
    done = subprocess.run([senda, "rules", "--format", "json"], capture_output=True, text=True)
    if done.returncode:
        raise Failed(done.stderr.strip())
    off = [rule["name"] for rule in json.loads(done.stdout)["rules"] if rule["category"] != "correctness"]
    bare = f"{folder}-bare"
    shutil.rmtree(bare, ignore_errors=True)
    shutil.copytree(folder, bare)
    with open(os.path.join(bare, "senda.yaml"), "a", encoding="utf-8") as root:
        root.write("rules:\n" + "".join(f"  {name}: off\n" for name in off))
    return bare


def measure_program(senda, floors, count, rounds):
    """Check, with practice rules and without, both floors and build of one generated program."""
    folder, size, lines = generated(count)
    bare = without_rules(senda, folder)
    print(f"{count:,} files, {size / 1e6:.2f} MB, {lines:,} lines; findings: {findings(senda, folder)}\n")
    rows = []
    for threads in (1, None):
        turns = []
        for _ in range(rounds):
            turn = [run([floor, folder], (0,), threads) for floor in floors]
            turn += [run([senda, "check", program, *DAY], (0, 1), threads) for program in (folder, bare)]
            turns.append(turn)
        note = ", 1 thread" if threads else ""
        for place, name in enumerate(("floor", "plain floor", "check", "check, no practice rules")):
            ratio = statistics.median(turn[place].cpu / turn[0].cpu for turn in turns)
            rows.append(row(f"{name}{note}", middle([turn[place] for turn in turns]), f"{ratio:.2f}"))
    out = os.path.join(PROGRAMS, f"{count}-out")
    first, again = [], []
    for _ in range(max(1, rounds // 2)):
        shutil.rmtree(out, ignore_errors=True)
        command = [senda, "build", folder, "--out", out, *DAY]
        first.append(run(command, (0, 1)))
        if not os.path.isdir(out):
            raise Failed(f"{' '.join(command)}\nwrote nothing: the generated program has an error of form")
        again.append(run(command, (0, 1)))
    rows.append(row("build, everything to write", middle(first)))
    rows.append(row("build, nothing to write", middle(again)))
    shutil.rmtree(out, ignore_errors=True)
    shutil.rmtree(bare, ignore_errors=True)
    table(["", "CPU s", "wall s", "peak MB", "× floor"], rows)


def measure_rules(rules, folder):
    """What all rules cost against reading and resolving, and the ten that cost most; one thread."""
    environment = dict(os.environ, RAYON_NUM_THREADS="1")
    done = subprocess.run([rules, folder, DAY[1]], capture_output=True, text=True, env=environment)
    if done.returncode:
        raise Failed(done.stderr.strip())
    table(["", "ms", "% of reading and resolving"], [line.split("\t") for line in done.stdout.splitlines()])


def history(count):
    """A repository with a program in two commits, fifty of its files changed between them; packed, as a clone is.
    Where it was made the objects are loose until git packs them, which it does by itself when they are thousands."""
    folder = os.path.join(PROGRAMS, f"{count}-history")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(os.path.join(PROGRAMS, str(count)), folder)

    def git(*words):
        command = ["git", "-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0", *words]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise Failed(f"{' '.join(command)}\n{done.stderr.strip()}")

    git("init", "--quiet", "--initial-branch=main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "before")
    paths = sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if name.endswith(".yaml"))
    changed = 0
    for path in paths[:: max(1, len(paths) // 60)]:
        text = open(path, encoding="utf-8").read()
        new = text.replace("    en: ", "    en: And ", 1)
        if new != text and changed < 50:
            with open(path, "w", encoding="utf-8") as file:
                file.write(new)
            changed += 1
    git("commit", "--quiet", "--all", "--message", "after")
    git("repack", "-a", "-d", "--quiet")
    return folder, changed


def measure_diff(senda, count, rounds):
    """`diff` of two revisions against `check` of one; `git` counts with it."""
    folder, changed = history(count)
    pairs = []
    for _ in range(rounds):
        checked = run([senda, "check", folder, *DAY], (0, 1))
        pairs.append((checked, run([senda, "diff", "HEAD~1", "HEAD", "--program", folder], (0,))))
    ratio = statistics.median(compared.cpu / checked.cpu for checked, compared in pairs)
    rows = [row("check", middle([pair[0] for pair in pairs]), "1")]
    rows.append(row(f"diff, {changed} files changed", middle([pair[1] for pair in pairs]), f"{ratio:.2f}"))
    table(["", "CPU s", "wall s", "peak MB", "× check"], rows)
    shutil.rmtree(folder, ignore_errors=True)


def measure_small(senda, rounds):
    """What people wait for most often: the version, and a check of the example program."""
    rows = []
    for name, command, accepted in (
        ("--version", [senda, "--version"], (0,)),
        ("check of the example bank", [senda, "check", BANK, *DAY], (0, 1)),
    ):
        cost = middle([run(command, accepted) for _ in range(rounds)])
        rows.append([name, f"{cost.cpu * 1000:.0f}", f"{cost.wall * 1000:.0f}", f"{cost.peak:.0f}"])
    table(["", "CPU ms", "wall ms", "peak MB"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="100 and 1,000 files, one round")
    parser.add_argument("--sizes", default="100,1000,10000", help="how many files, separated by commas")
    parser.add_argument("--rounds", type=int, default=5, help="how often each pair is run")
    asked = parser.parse_args()
    sizes = [100, 1000] if asked.quick else [int(size) for size in asked.sizes.split(",")]
    rounds = 1 if asked.quick else asked.rounds
    try:
        senda, floors, rules = built()
        measure_small(senda, max(rounds, 3))
        for count in sizes:
            measure_program(senda, floors, count, rounds)
            measure_rules(rules, os.path.join(PROGRAMS, str(count)))
            measure_diff(senda, count, rounds)
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
