#!/usr/bin/env python3
"""What a team puts into its pipeline, as far as it can be run without the vendor.

    python3 tests/clients/ci_ready/check.py SENDA

  forms       action.yml, ci/gitlab.yml and .pre-commit-hooks.yaml fit the published schemas; spoiled
              ones do not
  pre-commit  really runs the hooks on a repository: a clean program passes, a broken one fails, a file
              in another form is rewritten
  action      ci/review.sh on a branch: outputs, step summary and status; ci/comment.sh with a stand-in
              for `gh`: one comment, the same one next time, and a notice where the token may not write
  gitlab      the lines of the job in a shell that is set up as the runner does it
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import common  # noqa: E402

if __name__ == "__main__":
    common.enter_venv("ci_ready")

import yaml  # noqa: E402

ROOT = common.ROOT
SENDA = Path(sys.argv[1]).resolve()
BIN = Path(sys.prefix) / "bin"
problems = []


def expect(condition, text):
    if not condition:
        problems.append(text)


def environment(folder, **more):
    """An environment of its own: settings of this machine have no say."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    path = os.pathsep.join([str(SENDA.parent), str(BIN), os.environ["PATH"]])
    return {"PATH": path, "HOME": str(home), "LANG": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1", "TMPDIR": str(folder), **more}


def run(folder, env, *command, cwd=None):
    done = subprocess.run([str(word) for word in command], cwd=cwd or folder, env=env, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def git(folder, env, *words):
    author = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    status, output = run(folder, env, "git", *author, *words)
    if status:
        raise SystemExit(f"git {words}: {output}")


def repository(folder, env):
    """The base program of the rules in a repository, on `main`."""
    repo = folder / "repo"
    shutil.copytree(ROOT / "tests/rules/base", repo / "cx")
    git(repo, env, "init", "--quiet", "--initial-branch=main")
    git(repo, env, "add", "--all")
    git(repo, env, "commit", "--quiet", "--message", "begin")
    return repo


def change(path, old, new):
    text = path.read_text("utf-8")
    if old not in text:
        raise SystemExit(f"{path} has no {old!r}")
    path.write_text(text.replace(old, new, 1), "utf-8")


def forms(folder):
    schemas = [
        ("action.yml", ["--builtin-schema", "vendor.github-actions"], ("using: composite", "using: magic")),
        ("ci/gitlab.yml", ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"], ("when: always", "when: maybe")),
    ]
    env = environment(folder)
    for name, arguments, (old, new) in schemas:
        status, output = run(folder, env, BIN / "check-jsonschema", *arguments, ROOT / name)
        expect(status == 0, f"{name}: {output}")
        spoiled = folder / "spoiled.yml"
        shutil.copy(ROOT / name, spoiled)
        change(spoiled, old, new)
        status, _ = run(folder, env, BIN / "check-jsonschema", *arguments, spoiled)
        expect(status != 0, f"{name}: the schema accepts `{new}`")
    status, output = run(folder, env, BIN / "pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml")
    expect(status == 0, f".pre-commit-hooks.yaml: {output}")


def pre_commit(folder):
    env = environment(folder)
    hooks = folder / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    git(hooks, env, "init", "--quiet")
    git(hooks, env, "add", "--all")
    git(hooks, env, "commit", "--quiet", "--message", "hooks")
    git(hooks, env, "tag", "v1")
    repo = repository(folder, env)
    run(repo, env, SENDA, "fmt", "cx")
    ids = [{"id": "senda-fmt-system", "args": ["cx"]}, {"id": "senda-check-system", "args": ["cx"]}]
    config = {"repos": [{"repo": str(hooks), "rev": "v1", "hooks": ids}]}
    (repo / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    git(repo, env, "add", "--all")
    hook = [BIN / "pre-commit", "run", "--all-files", "--verbose"]
    status, output = run(repo, env, *hook)
    expect(status == 0 and output.count("Passed") == 2, f"pre-commit on a clean program: {output}")
    change(repo / "cx/senda.yaml", "languages: [en]", "languages:   [ en ]")
    status, output = run(repo, env, *hook)
    expect(status == 1 and "files were modified" in output, f"pre-commit on another form: {output}")
    status, output = run(repo, env, *hook)
    expect(status == 0, f"pre-commit after it put the file in order: {output}")
    change(repo / "cx/surveys.yaml", "points: 1..5", "points: many")
    status, output = run(repo, env, *hook)
    expect(status == 1 and "many" in output, f"pre-commit on a broken program: {output}")


def branch(folder, env):
    repo = repository(folder, env)
    git(repo, env, "checkout", "--quiet", "-b", "work")
    change(repo / "cx/surveys.yaml", "How clear was", "How honest was")
    git(repo, env, "commit", "--quiet", "--all", "--message", "another word")
    return repo


def action(folder):
    env = environment(folder)
    repo = branch(folder, env)

    def review(**more):
        for name in ("output", "summary"):
            (folder / name).write_text("")
        own = {"GITHUB_OUTPUT": str(folder / "output"), "GITHUB_STEP_SUMMARY": str(folder / "summary"),
               "RUNNER_TEMP": str(folder), "GITHUB_SHA": "0123456789abcdef", "SENDA_PATH": "cx", "SENDA_AS_OF": "2026-11-20"}
        status, output = run(folder, {**env, **own, **more}, "bash", ROOT / "ci/review.sh", cwd=repo)
        expect(status == 0, f"review.sh: {output}")
        return dict(line.split("=", 1) for line in (folder / "output").read_text().splitlines()), output

    found, _ = review()
    expect(found["status"] == "0", f"a changed word fails the job without being asked to: {found}")
    expect("### Breaks a series (1)" in (folder / "summary").read_text(), "the step summary has no changes")
    expect(Path(found["annotations"]).read_text().startswith("::error file=cx/surveys.yaml,"), "no annotation of the change")
    expect(json.loads(Path(found["changes-sarif"]).read_text())["version"] == "2.1.0", "there is no SARIF file of changes")
    expect("How honest was" in Path(found["changes"]).read_text("utf-8"), "the page of changes lacks the new words")
    expect((Path(found["out"]) / "site/index.html").exists(), f"there is no site in {found}")
    expect(json.loads(Path(found["sarif"]).read_text())["version"] == "2.1.0", "there is no SARIF file")
    found, _ = review(SENDA_DIFF_FAIL_ON="series", SENDA_SITE="false", SENDA_LANG="es")
    expect(found["status"] == "1" and "out" not in found, f"a broken series passes: {found}")
    expect("### Rompe una serie (1)" in (folder / "summary").read_text(), "the summary is not in Spanish")
    change(repo / "cx/surveys.yaml", "points: 1..5", "points: many")
    found, output = review()
    expect(found["status"] == "1" and "::error file=cx/surveys.yaml" in output, f"a broken program passes: {found} {output}")
    expect("summary" in found and "out" not in found, f"a broken program: {found}")
    # What is in an input stays a word.
    found, output = review(SENDA_PATH="cx; touch was-run", SENDA_DIFF_FAIL_ON="$(touch was-run)")
    expect(found["status"] == "2" and not (repo / "was-run").exists(), f"an input was run: {output}")
    comments(folder, env)


def comments(folder, env):
    """The comment script with a stand-in for `gh` that keeps comments in a file."""
    stand_in = folder / "gh-bin"
    stand_in.mkdir()
    kept, calls = folder / "comments.json", folder / "calls"
    gh = stand_in / "gh"
    gh.write_text(f"""#!{sys.executable}
import json, sys
words = sys.argv[1:]
open({str(calls)!r}, "a").write(" ".join(words) + "\\n")
kept = {str(kept)!r}
comments = json.load(open(kept))
if comments is None:
    sys.exit("HTTP 403")
if "--method" not in words:
    print(json.dumps(comments))
    sys.exit()
if any(it.get("locked") for it in comments):
    sys.exit("HTTP 403")
body = open(words[words.index("--field") + 1].removeprefix("body=@")).read()
target = words[words.index("--method") + 2]
if "PATCH" in words:
    next(it for it in comments if target.endswith(f"/{{it['id']}}"))["body"] = body
else:
    comments.append({{"id": len(comments) + 1, "user": {{"type": "Bot"}}, "body": body}})
json.dump(comments, open(kept, "w"))
""")
    gh.chmod(0o755)
    summary = folder / "summary.md"
    own = {"PATH": f"{stand_in}{os.pathsep}{env['PATH']}", "GITHUB_REPOSITORY": "o/r", "SENDA_PULL_REQUEST": "7",
           "SENDA_SUMMARY": str(summary), "SENDA_PATH": "cx"}

    def write(words, **more):
        summary.write_text(words)
        return run(folder, {**env, **own, **more}, "bash", ROOT / "ci/comment.sh")

    somebody = {"id": 1, "user": {"type": "User"}, "body": "<!-- senda: cx -->\nmine"}
    kept.write_text(json.dumps([somebody]))
    for words in ("first", "second"):
        status, output = write(words)
        expect(status == 0, f"comment.sh: {output}")
    write("other", SENDA_PATH="mx")
    found = json.loads(kept.read_text())
    bodies = [it["body"] for it in found]
    expect(bodies == [somebody["body"], "<!-- senda: cx -->\nsecond", "<!-- senda: mx -->\nother"], f"comments: {bodies}")
    for state in (None, [{"id": 1, "locked": True, "user": {"type": "User"}, "body": "x"}]):
        kept.write_text(json.dumps(state))
        status, output = write("third")
        expect(status == 0 and "::notice" in output, f"a token that may not write: {status} {output}")


def gitlab(folder):
    env = environment(folder)
    repo = branch(folder, env)
    pipeline = yaml.safe_load((ROOT / "ci/gitlab.yml").read_text("utf-8"))
    job = pipeline["senda"]
    variables = {**pipeline["variables"], **job["variables"], "SENDA_PROGRAM": "cx", "CI_COMMIT_SHORT_SHA": "01234567",
                 "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
    lines = ["set -eo pipefail", *job["before_script"], *job["script"]]
    status, output = run(folder, {**env, **variables}, "bash", "-c", "\n".join(lines), cwd=repo)
    expect(status == 1, f"a broken series passes on GitLab: {status} {output}")
    reports = [[it] if isinstance(it, str) else it for it in job["artifacts"]["reports"].values()]
    for path in [*job["artifacts"]["paths"], *sum(reports, [])]:
        expect((repo / path).exists(), f"GitLab finds no {path}: {output}")
    status, output = run(folder, {**env, **variables, "SENDA_DIFF_FAIL_ON": "series", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "work"},
                         "bash", "-c", "\n".join(lines), cwd=repo)
    expect(status == 0, f"nothing changed, and GitLab fails: {status} {output}")


for part in (forms, pre_commit, action, gitlab):
    with tempfile.TemporaryDirectory(prefix="senda-ci-") as name:
        part(Path(name))
if problems:
    common.fail(problems)
print("OK forms fit their schemas; hooks, action, comment and GitLab job were run")
