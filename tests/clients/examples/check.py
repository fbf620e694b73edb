#!/usr/bin/env python3
"""The examples, checked and built by the compiled program.

    python3 tests/clients/examples/check.py SENDA EXAMPLES OUT

SENDA is the compiled program, EXAMPLES the folder of examples; the richest one is built into OUT,
where the checks of the other clients read it.

  check   every example is clean; a copy with a mistake is refused and the mistake's file is named
  build   writes everything; a second build and a build into another folder give the same bytes
  --check is content with what was built, and not with a changed or a missing file
"""
import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import common  # noqa: E402

RICHEST = "banco-horizonte"
AS_OF = ["--as-of", "2026-11-20"]
LAYOUT = ["site/index.html", "surveys/surveyjs/*.tests.json", "surveys/xlsform/*.xlsx", "kpi/sql/*.sql", "kpi/sql/staging/duckdb.sql",
          "kpi/sql/staging/sqlite.sql", "kpi/dbt/dbt_project.yml", "kpi/dbt/profiles.yml",
          "kpi/dbt/senda_sources.json", "kpi/dbt/senda_metrics.json", "program.json", "manifest.json"]


class Senda:
    def __init__(self, binary):
        self.binary = binary
        self.problems = []

    def call(self, wanted, *arguments):
        """Run; `wanted` is the exit status that is right. Returns the output."""
        status, output = common.run([self.binary, *arguments], 300)
        if status != wanted or "panicked" in output:
            print(output)
            self.problems.append(f"senda {' '.join(map(str, arguments))}: exit status {status}, not {wanted}")
        return output

    def expect(self, condition, problem):
        if not condition:
            self.problems.append(problem)


def bytes_of(folder):
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(folder.rglob("*")) if file.is_file()}


def check_examples(senda, examples):
    folders = sorted(file.parent for file in examples.glob("*/senda.yaml"))
    for folder in folders:
        senda.call(0, "check", folder, *AS_OF)
    senda.expect(folders, f"no examples in {examples}")
    return len(folders)


def refuse_mistake(senda, example, scratch):
    broken = scratch / "broken"
    shutil.copytree(example, broken)
    (broken / "mistake.yaml").write_text("kind: role\nid: somebody\ncolour: red\n")
    output = senda.call(1, "check", broken, *AS_OF)
    senda.expect("mistake.yaml" in output and "colour" in output, "the message does not name the mistake")
    output = senda.call(1, "build", broken, "--out", scratch / "nothing", *AS_OF)
    senda.expect(not list((scratch / "nothing").rglob("*.html")), "a program with a mistake was built")


def build_example(senda, example, out, scratch):
    """Number of files built."""
    shutil.rmtree(out, ignore_errors=True)
    build = ["build", example, "--out", out, *AS_OF]
    senda.call(0, *build)
    first = bytes_of(out)
    for pattern in LAYOUT:
        senda.expect(any(file.stat().st_size for file in out.glob(pattern)), f"the build has no {pattern}")
    senda.call(0, *build)
    senda.expect(bytes_of(out) == first, "the second build changed bytes")
    senda.call(0, *build, "--check")
    senda.call(0, "build", example, "--out", scratch / "elsewhere", *AS_OF)
    senda.expect(bytes_of(scratch / "elsewhere") == first, "a build into another folder has other bytes")

    page = scratch / "elsewhere/site/index.html"
    page.write_bytes(page.read_bytes() + b"\n")
    senda.call(1, "build", example, "--out", scratch / "elsewhere", *AS_OF, "--check")
    page.unlink()
    senda.call(1, "build", example, "--out", scratch / "elsewhere", *AS_OF, "--check")
    senda.expect(not page.exists(), "build --check wrote a file")
    senda.call(0, "build", example, "--out", scratch / "elsewhere", *AS_OF)
    senda.expect(bytes_of(scratch / "elsewhere") == first, "a build did not mend a damaged folder")
    return len(first)


def main(binary, examples, out):
    senda = Senda(binary)
    with tempfile.TemporaryDirectory(prefix="senda-examples-") as scratch:
        count = check_examples(senda, examples)
        refuse_mistake(senda, examples / RICHEST, Path(scratch))
        if not senda.problems:
            files = build_example(senda, examples / RICHEST, out, Path(scratch))
    if senda.problems:
        common.fail(senda.problems)
    print(f"OK examples: {count} clean, one with a mistake refused, {files} files built, the same bytes each time")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: check.py SENDA EXAMPLES OUT")
    main(*(Path(argument).resolve() for argument in sys.argv[1:]))
