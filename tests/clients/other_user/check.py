#!/usr/bin/env python3
"""Files that may not be read or written: root may do both, so this runs as another user.

    python3 tests/clients/other_user/check.py SENDA EXAMPLE

A copy of the program and of the example is given to a user without rights (when this is not root,
it runs directly). A good program must pass; a file that cannot be read and a folder that cannot be
written must end with status 1 or 2, a message that names the place, and no panic.
"""
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import common  # noqa: E402

NOBODY = "65534"
AS_OF = ["--as-of", "2026-11-20"]


def as_other_user():
    """What to put before a command, so that it has no more rights than anybody."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv"):
        return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    return ["runuser", "-u", "nobody", "--"]


def check(command, place, wanted):
    """`wanted` are the exit statuses that are right; a refusal must name `place`."""
    status, output = common.run([*as_other_user(), *command], 300, {"HOME": "/nonexistent"}, "/")
    what = " ".join(map(str, command[1:]))
    problems = []
    if status not in wanted:
        problems.append(f"{what}: exit status {status}, not {' or '.join(map(str, wanted))}")
    if "panicked" in output:
        problems.append(f"{what}: panic")
    if place and place not in output:
        problems.append(f"{what}: the message does not name {place}")
    if problems:
        print(output)
    return problems


def main(binary, example):
    problems = []
    with tempfile.TemporaryDirectory(prefix="senda-user-") as scratch:
        scratch = Path(scratch)
        scratch.chmod(0o755)
        senda = scratch / "senda"
        shutil.copy(binary, senda)
        good, unreadable = scratch / "good", scratch / "unreadable"
        for folder in (good, unreadable):
            shutil.copytree(example, folder)
            for entry in (folder, *folder.rglob("*")):
                entry.chmod(0o755 if entry.is_dir() else 0o644)
        secret = sorted(unreadable.rglob("*.yaml"))[0]
        secret.chmod(0)
        writable, read_only, behind = scratch / "writable", scratch / "read-only", scratch / "behind"
        for folder, mode in ((writable, 0o777), (read_only, 0o555), (behind, 0o777)):
            folder.mkdir()
            folder.chmod(mode)
        if problems := [f"{place} is not as it should be" for place, may in (
                (secret, not may_open(secret)), (read_only, not may_write(read_only))) if not may]:
            common.fail(problems)
        problems += check([senda, "check", good, *AS_OF], None, [0])
        problems += check([senda, "build", good, "--out", writable, *AS_OF], None, [0])
        problems += check([senda, "check", unreadable, *AS_OF], secret.name, [1, 2])
        problems += check([senda, "build", unreadable, "--out", behind, *AS_OF], secret.name, [1, 2])
        problems += check([senda, "build", good, "--out", read_only, *AS_OF], "read-only", [1, 2])
        problems += check([senda, "build", good, "--out", read_only / "below", *AS_OF], "read-only", [1, 2])
        if not (writable / "manifest.json").exists():
            problems.append("nothing was built into a folder that can be written")
    if problems:
        common.fail(problems)
    print("OK other-user: a good program passes, an unreadable file and a read-only folder are named")


def may_open(file):
    return common.run([*as_other_user(), "cat", file], 30, cwd="/")[0] == 0


def may_write(folder):
    return common.run([*as_other_user(), "touch", folder / "probe"], 30, cwd="/")[0] == 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: check.py SENDA EXAMPLE")
    main(*(Path(argument).resolve() for argument in sys.argv[1:]))
