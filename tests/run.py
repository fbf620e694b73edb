#!/usr/bin/env python3
"""Everything that must hold, in one command: the compiler's own tests and the real clients.

    python3 tests/run.py                  all sections, in order
    python3 tests/run.py --only dbt lint  these sections only; what they need must be there already
    python3 tests/run.py --list           the sections and their share of the hour

Needs cargo, Python 3.11 and Node 20 with npm, and apt for PostgreSQL, Java and Chromium where they are not installed;
the clients come from the package registries, pinned, into `.cache`. Output of every step is in `.cache/logs`. For the inner loop `cargo test` is enough.

A failure stops nothing; what needs a failed section counts as failed itself. The last line is
`N passed, N failed`, and the exit status is 1 when anything failed.
"""
import argparse
import os
import shutil
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "clients"))
import common  # noqa: E402

ROOT = common.ROOT
EXAMPLES = ROOT / "examples"
BANCO = EXAMPLES / "banco-horizonte"
CITY = common.CACHE / "out" / "city", EXAMPLES / "city-permits"
OUT = common.CACHE / "out" / "banco"
# Programs with everything that is hard for a client: what was built of each, and its folder.
FAMILIES = common.CACHE / "out" / "every-family", ROOT / "tests/emit/kpi/every-family"
# Every survey platform: programs order few of them, and all are built for their clients.
SURVEYS = ("surveyjs", "xlsform", "qsf", "limesurvey", "googleforms", "typeform", "fhir", "formbricks")
PLATFORMS = common.CACHE / "out" / "banco-platforms"
SHAPES = common.CACHE / "out" / "every-shape", ROOT / "tests/emit/surveyjs/every-shape"
WAYS = common.CACHE / "out" / "every-way", ROOT / "tests/emit/bpmn/every-way"
HOSTILE = common.CACHE / "out" / "hostile", ROOT / "tests/emit/surveyjs/hostile"
LOGS = common.CACHE / "logs"
# A step may take this many times its section's share before it is stopped: machines are busy.
PATIENCE = 3


@dataclass
class Section:
    name: str
    minutes: float  # its share of the hour
    steps: object  # function: Section -> None
    needs: tuple = ()
    passed: int = 0
    failed: int = 0
    seconds: float = 0.0
    notes: list = field(default_factory=list)

    def step(self, name, ok, seconds, note, output="", told=()):
        self.passed += ok
        self.failed += not ok
        print(f"  {'ok    ' if ok else 'FAILED'} {name}  {seconds:.1f} s  {note}", flush=True)
        log = LOGS / f"{self.name}-{self.passed + self.failed}.log"
        log.write_text(output, "utf-8")
        for line in told:
            print(f"    | {line}", flush=True)
        if not ok:
            print("".join(f"    | {line}\n" for line in output.splitlines()[-80:]), flush=True)

    def command(self, name, *command, closing_line=False, env=None, told=lambda output: ()):
        """One step: a command that must end with status 0, and a client check with its closing line.
        `told` picks from its output what is shown."""
        started = time.monotonic()
        limit = PATIENCE * 60 * self.minutes
        if closing_line:
            ok, note, output = common.judge(command, limit)
        else:
            status, output = common.run(command, limit, {"CARGO_NET_RETRY": "5", "CARGO_TERM_COLOR": "never", **(env or {})})
            ok = status == 0
            note = "" if ok else f"no end after {limit:.0f} s" if status is None else f"exit status {status}"
        self.step(name, ok, time.monotonic() - started, note, output, told(output))

    def install(self, *clients):
        """One step: the pinned packages of these clients; True when they are there."""
        started = time.monotonic()
        try:
            for client in clients:
                common.installed(client)
            ok, note = True, ", ".join(clients)
        except (SystemExit, OSError) as error:
            ok, note = False, str(error)
        self.step("install", ok, time.monotonic() - started, note)
        return ok

    def debian(self, *packages):
        """Packages of the system, on a machine that lacks them; its lists may never have been fetched."""
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        self.command("package lists", *root, "apt-get", "update")
        self.command(" ".join(packages), *root, "apt-get", "install", "-y", "--no-install-recommends", *packages)

    def check(self, folder, *arguments):
        """One step: a client check of tests/clients, which says OK on its last line."""
        script = next((common.CLIENTS / folder).glob("check.*"))
        program = sys.executable if script.suffix == ".py" else "node"
        self.command(folder, program, script, *arguments, closing_line=True)


def format_(section):
    section.command("cargo fmt", "cargo", "fmt", "--check")


def lint(section):
    section.command("cargo clippy", "cargo", "clippy", "--all-targets", "--locked", "--", "-D", "warnings")


def build(section):
    # With the test of every leaf: what tests need turns features of other crates on, and apart all would be built twice.
    section.command("cargo build", "cargo", "build", "--release", "--locked", "--bin", "senda", "--test", "dead_fields")


def cargo_test(section):
    # What rules prove, against brute force on many more programs than a quick `cargo test` draws.
    section.command(
        "cargo test", "cargo", "test", "--locked", "--no-fail-fast", "--", "--show-output", env={"SENDA_PROOFS": "2000"}, told=measured)


def measured(output):
    """What passing tests print: defects found, sentences heard, mistakes mended."""
    lines, inside = [], False
    for line in output.splitlines():
        if line.startswith("---- ") and line.endswith(" stdout ----"):
            lines.append(line.strip("- ").removesuffix(" stdout"))
            inside = True
        elif line in ("successes:", "failures:") or line.startswith("test result"):
            inside = False
        elif inside and line.strip():
            lines.append("  " + line)
    return lines


def dead_fields(section):
    section.command("every leaf of the examples", "cargo", "test", "--release", "--locked", "--test", "dead_fields")


def examples(section):
    section.check("examples", common.senda_binary(), EXAMPLES, OUT)
    named = [part for target in (*SURVEYS, "operations", "bpmn", "site") for part in ("--target", target)]
    usual, platforms = (FAMILIES,), ((PLATFORMS, BANCO), CITY, SHAPES, HOSTILE, WAYS)
    for (out, program), targets in [(each, []) for each in usual] + [(each, named) for each in platforms]:
        shutil.rmtree(out, ignore_errors=True)
        section.command(program.name, common.senda_binary(), "build", program, "--out", out, "--as-of", "2026-11-20", *targets)


def surveyjs(section):
    if section.install("surveyjs"):
        for out in (OUT, CITY[0], SHAPES[0], HOSTILE[0], FAMILIES[0]):
            section.check("surveyjs", out / "surveys/surveyjs")


def xlsform(section):
    if section.install("xlsform"):
        for out in (OUT, CITY[0], SHAPES[0], HOSTILE[0]):
            section.check("xlsform", out / "surveys/xlsform", out / "surveys/surveyjs")


def qsf(section):
    if section.install("qsf"):
        for out in (PLATFORMS, CITY[0], SHAPES[0], HOSTILE[0]):
            section.check("qsf", out / "surveys/qsf", out / "surveys/surveyjs")


def limesurvey(section):
    for out in (PLATFORMS, CITY[0], SHAPES[0], HOSTILE[0]):
        section.check("limesurvey", out / "surveys/limesurvey", out / "surveys/surveyjs")


def googleforms(section):
    if section.install("googleforms"):
        for out in (PLATFORMS, CITY[0], SHAPES[0], HOSTILE[0]):
            section.check("googleforms", out / "surveys/googleforms", out / "surveys/surveyjs")


def typeform(section):
    if section.install("typeform"):
        for out in (PLATFORMS, CITY[0], SHAPES[0], HOSTILE[0]):
            section.check("typeform", out / "surveys/typeform", out / "surveys/surveyjs")


def fhir(section):
    if section.install("fhir"):
        for out in (PLATFORMS, CITY[0], SHAPES[0], HOSTILE[0]):
            section.check("fhir", out / "surveys/fhir", out / "surveys/surveyjs")


def formbricks(section):
    for out in (PLATFORMS, CITY[0], SHAPES[0], HOSTILE[0]):
        section.check("formbricks", out / "surveys/formbricks", out / "surveys/surveyjs")



def answers(section):
    if section.install("answers"):
        section.check("answers", common.senda_binary(), PLATFORMS, BANCO, *CITY)


def operations(section):
    if section.install("operations"):
        for out in (PLATFORMS, CITY[0]):
            section.check("operations", out / "operations")


def bpmn(section):
    if section.install("bpmn"):
        section.check("bpmn", *(out / "playbooks/bpmn" for out in (PLATFORMS, CITY[0], WAYS[0])))


def markdown(section):
    if section.install("markdown"):
        section.check("markdown", common.senda_binary(), BANCO, CITY[1])


def documents(section):
    if section.install("documents"):
        section.check("documents", common.senda_binary(), BANCO, CITY[1])


def dbt(section):
    if section.install("dbt"):
        section.check("dbt", OUT, BANCO, common.senda_binary())
        section.check("dbt", *FAMILIES, common.senda_binary())


def layers(section):
    if section.install("dbt", "cube"):
        for client in ("osi", "cube"):
            section.check(client, common.senda_binary(), BANCO, CITY[1], FAMILIES[1])


def sql_duckdb(section):
    if section.install("sql"):
        section.check("sql", OUT, BANCO)
        section.check("sql", *FAMILIES)


def catalog(section):
    if section.install("catalog"):
        section.check("catalog", common.senda_binary(), BANCO, CITY[1])


def vega_lite(section):
    if section.install("vega_lite"):
        section.check("vega_lite", common.senda_binary(), BANCO, CITY[1])


def measure(section):
    if not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        section.debian("postgresql")
    if section.install("measure"):
        section.check("measure", common.senda_binary())


def spark(section):
    if not shutil.which("java"):
        section.debian("openjdk-17-jre-headless")
    if section.install("spark"):
        section.check("spark", common.senda_binary())


def yaml_language_server(section):
    if section.install("yaml_language_server"):
        section.check("yaml_language_server", common.senda_binary(), BANCO)


def ci_formats(section):
    if section.install("ci_formats"):
        section.check("ci_formats", common.senda_binary())


def ci_ready(section):
    if section.install("ci_ready"):
        section.check("ci_ready", common.senda_binary())


def other_user(section):
    section.check("other_user", common.senda_binary(), BANCO)


def browser(section):
    # What is printed, and what fits on a phone, hangs on the font.
    if not Path("/usr/bin/chromium").exists() or not list(Path("/usr/share/fonts").rglob("NotoSans-Regular.*")):
        section.debian("chromium", "fonts-noto-core")
    if section.install("browser"):
        section.check("browser", common.senda_binary(), OUT, CITY[0])


def preview(section):
    if section.install("browser", "preview"):
        section.check("preview", common.senda_binary(), OUT, CITY[0])


def sabotage(section):
    section.check("sabotage", common.senda_binary(), EXAMPLES, OUT)


def bench_smoke(section):
    if (ROOT / "benches/run.py").exists():
        section.command("benches/run.py --quick", sys.executable, "benches/run.py", "--quick")
    else:
        print("  there is no benches/run.py")


SECTIONS = [
    Section("format", 0.5, format_),
    Section("lint", 3.5, lint),
    Section("build", 10, build),
    Section("cargo-test", 10, cargo_test),
    Section("dead-fields", 4, dead_fields, ("build",)),
    Section("examples", 0.5, examples, ("build",)),
    Section("surveyjs", 1, surveyjs, ("examples",)),
    Section("xlsform", 0.5, xlsform, ("examples",)),
    Section("qsf", 0.5, qsf, ("examples",)),
    Section("limesurvey", 0.5, limesurvey, ("examples",)),
    Section("googleforms", 0.5, googleforms, ("examples",)),
    Section("typeform", 0.5, typeform, ("examples",)),
    Section("fhir", 0.5, fhir, ("examples",)),
    Section("formbricks", 0.5, formbricks, ("examples",)),
    Section("answers", 0.5, answers, ("examples",)),
    Section("operations", 0.5, operations, ("examples",)),
    Section("bpmn", 0.5, bpmn, ("examples",)),
    Section("markdown", 0.5, markdown, ("build",)),
    Section("documents", 0.5, documents, ("build",)),
    Section("dbt", 3, dbt, ("examples",)),
    Section("layers", 1, layers, ("dbt",)),
    Section("sql-duckdb", 0.5, sql_duckdb, ("examples",)),
    Section("measure", 0.5, measure, ("build",)),
    Section("spark", 3, spark, ("build",)),
    Section("catalog", 0.5, catalog, ("build",)),
    Section("vega-lite", 0.5, vega_lite, ("build",)),
    Section("yaml-language-server", 0.5, yaml_language_server, ("build",)),
    Section("ci-formats", 0.5, ci_formats, ("build",)),
    Section("ci-ready", 1, ci_ready, ("build",)),
    Section("other-user", 0.5, other_user, ("build",)),
    Section("browser", 6, browser, ("examples",)),
    Section("preview", 3, preview, ("browser",)),
    Section("sabotage", 2, sabotage, (
        "examples", "surveyjs", "xlsform", "qsf", "googleforms", "typeform", "fhir", "answers", "bpmn", "markdown", "documents", "dbt", "layers", "sql-duckdb", "measure", "spark", "catalog", "vega-lite", "yaml-language-server", "other-user", "browser")),
    Section("bench-smoke", 2, bench_smoke, ("build",)),
]


def run(sections):
    total = sum(section.minutes for section in SECTIONS)
    for section in sections:
        print(f"\n{section.name}  (share {section.minutes:g} of {total:g} minutes)", flush=True)
        started = time.monotonic()
        broken = [other.name for other in sections if other.name in section.needs and other.failed]
        if broken:
            section.step("not run", False, 0, f"needs {', '.join(broken)}")
        else:
            try:
                section.steps(section)
            except Exception:  # noqa: BLE001 the other sections still run
                section.step("ended early", False, 0, "", traceback.format_exc())
        section.seconds = time.monotonic() - started
        used = section.seconds / (60 * section.minutes)
        print(f"  {section.seconds:.1f} s, {used:.0%} of its share", flush=True)


def summary(sections):
    print(f"\n{'section':<22}{'passed':>8}{'failed':>8}{'seconds':>10}{'share s':>10}")
    for section in sections:
        print(f"{section.name:<22}{section.passed:>8}{section.failed:>8}"
              f"{section.seconds:>10.1f}{60 * section.minutes:>10.0f}")
    passed = sum(section.passed for section in sections)
    failed = sum(section.failed for section in sections)
    seconds = sum(section.seconds for section in sections)
    print(f"{'all':<22}{passed:>8}{failed:>8}{seconds:>10.1f}{60 * sum(s.minutes for s in sections):>10.0f}\n")
    print(f"{passed} passed, {failed} failed", flush=True)
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=[s.name for s in SECTIONS], metavar="SECTION")
    parser.add_argument("--list", action="store_true", help="name the sections and end")
    arguments = parser.parse_args()
    sections = [s for s in SECTIONS if not arguments.only or s.name in arguments.only]
    if arguments.list:
        for section in sections:
            print(f"{section.name:<22}{section.minutes:>4g} min  needs {', '.join(section.needs) or 'nothing'}")
        print(f"{'all':<22}{sum(s.minutes for s in sections):>4g} min")
        return 0
    os.chdir(ROOT)
    shutil.rmtree(LOGS, ignore_errors=True)
    LOGS.mkdir(parents=True)
    run(sections)
    return 1 if summary(sections) else 0


if __name__ == "__main__":
    sys.exit(main())
