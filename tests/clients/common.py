"""What every client check shares: where things are, pinned installs, what counts as a pass.

Clients are installed under `.cache/clients/<name>` from the pin files next to each check and are
re-used for as long as the pins and the interpreter stay the same.

A check passes when it exits with status 0 AND its last line starts with "OK ": a client that ends
the process early, with status 0 and nothing done, is a failure.

`SENDA_SHIMS=DIR` puts replacements in front of the real clients: programs in `DIR/bin`, packages in
`DIR/node_modules`. Only the sabotage run sets it (Python modules are replaced by PYTHONPATH).
"""
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

CLIENTS = Path(__file__).resolve().parent
ROOT = CLIENTS.parent.parent
CACHE = ROOT / ".cache"
PINS = ("package.json", "package-lock.json", "requirements.txt")
# What the product itself is built with is pinned where it stands.
PINNED_ELSEWHERE = {"preview": ROOT / "templates/preview/source"}


def senda_binary():
    """The release binary that `cargo build --release` writes."""
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    return target / "release" / "senda"


def home(name):
    """Where the client's packages are installed."""
    return CACHE / "clients" / name


def program(name, real):
    """The client's program: the real one, unless the sabotage run put a replacement in front."""
    shim = Path(os.environ.get("SENDA_SHIMS", "/nonexistent"), "bin", name)
    return str(shim if shim.exists() else real)


def run(command, timeout, env=None, cwd=None):
    """Run in a process group of its own, so that a timeout ends the children too.

    Returns (exit status, stdout and stderr together); the status is None after a timeout."""
    process = subprocess.Popen(
        [str(part) for part in command], cwd=cwd or ROOT, env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True)
    try:
        output, _ = process.communicate(timeout=timeout)
        status = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
        status = None
    return status, output.decode("utf-8", "replace")


def judge(command, timeout, env=None):
    """Run a client check. Returns (passed, reason, output)."""
    status, output = run(command, timeout, env)
    lines = output.rstrip().splitlines()
    if status is None:
        return False, f"no end after {timeout} s", output
    if status != 0:
        return False, f"exit status {status}", output
    if not lines or not lines[-1].startswith("OK "):
        return False, "ended without its closing line", output
    return True, lines[-1], output


def fail(problems):
    """End a check that found problems."""
    print("\n".join(problems[:60]))
    print(f"FAILED {len(problems)} problems")
    sys.exit(1)


def installed(name):
    """Install the client `name` from its pins unless that is already done; returns its folder."""
    pinned = PINNED_ELSEWHERE.get(name, CLIENTS / name)
    pins = [pinned / pin for pin in PINS if (pinned / pin).exists()]
    node = any(pin.name == "package.json" for pin in pins)
    version = subprocess.check_output(["node", "--version"]) if node else sys.version.encode()
    digest = hashlib.sha256(version + b"".join(pin.read_bytes() for pin in pins)).hexdigest()
    folder, stamp = home(name), home(name) / "installed"
    if stamp.exists() and stamp.read_text() == digest:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for pin in pins:
        shutil.copy(pin, folder)
    if node:
        _with_retries(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)
    else:
        subprocess.run([sys.executable, "-m", "venv", "venv"], cwd=folder, check=True)
        # The requirements name every transitive package, so nothing is left for pip to resolve.
        _with_retries(["venv/bin/python", "-m", "pip", "install", "--quiet", "--no-input",
                       "--disable-pip-version-check", "--only-binary", ":all:", "--no-deps",
                       "-r", "requirements.txt"], folder)
    stamp.write_text(digest)
    return folder


def _with_retries(command, folder):
    for pause in (5, 30, None):
        status, output = run(command, 900, cwd=folder)
        if status == 0:
            return
        print(output, file=sys.stderr)
        if pause is None:
            raise SystemExit(f"cannot install in {folder}: {' '.join(command)}")
        print(f"trying again in {pause} s", file=sys.stderr)
        time.sleep(pause)


def enter_venv(name):
    """Go on in the client's own virtual environment (restarts this script there)."""
    python = installed(name) / "venv" / "bin" / "python"
    if Path(sys.prefix).resolve() != python.parent.parent.resolve():
        os.execv(python, [str(python), *sys.argv])


if __name__ == "__main__":
    for client in sys.argv[1:]:
        print(installed(client))
