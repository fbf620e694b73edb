#!/usr/bin/env python3
"""How long after a save `senda serve` shows the new page.

    python3 benches/serve.py [SENDA] [--files N] [--turns N]

A program of N files is served, one playbook of it is saved again with another title, and the clock runs
until its page has that title. `senda check` of the same files runs in turn and is what the time is held
against. Wall milliseconds, the median and the largest of the turns.
"""
import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "clients"))
import common  # noqa: E402


def ask(address, path):
    with urllib.request.urlopen(address + path, timeout=60) as answer:
        return answer.read().decode()


def saved(path, text):
    """As editors save: whole, by a new name."""
    aside = path.with_name(".aside")
    aside.write_text(text, "utf-8")
    aside.rename(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("senda", nargs="?", default=str(common.senda_binary()))
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--turns", type=int, default=15)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        program = Path(scratch) / "program"
        subprocess.run([sys.executable, HERE / "generate.py", str(given.files), program], check=True)
        playbook = next(path for path in sorted(program.rglob("*.yaml")) if "kind: playbook" in path.read_text("utf-8"))
        text = playbook.read_text("utf-8")
        identity = re.search(r"^id: (\S+)", text, re.M)[1]
        title = re.search(r"^title:.*(?:\n  .*)*", text, re.M)[0]
        language = re.search(r"^languages: *\[ *(\w+)", (program / "senda.yaml").read_text("utf-8"), re.M)[1]
        page = f"{language}/playbook/{identity}.html"
        server = subprocess.Popen(
            [given.senda, "serve", str(program), "--port", "0", "--as-of", "2026-11-20"], stderr=subprocess.PIPE, text=True)
        try:
            address = re.search(r"http://\S+/", server.stderr.readline())[0]
            state = json.loads(ask(address, "_senda/state?after=0"))
            shown, checked = [], []
            for turn in range(given.turns):
                begun = time.perf_counter()
                subprocess.run([given.senda, "check", str(program), "--as-of", "2026-11-20"], stdout=subprocess.DEVNULL)
                checked.append(1000 * (time.perf_counter() - begun))
                time.sleep(0.3)
                begun = time.perf_counter()
                saved(playbook, text.replace(title, f"title: Turn number {turn}"))
                state = json.loads(ask(address, f"_senda/state?run={state['run']}&after={state['version']}"))
                body = ask(address, page)
                shown.append(1000 * (time.perf_counter() - begun))
                if f"Turn number {turn}" not in body:
                    sys.exit(f"the page does not show what was saved: {state}")
        finally:
            server.terminate()
        ratio = statistics.median(one / other for one, other in zip(shown, checked))
        print(f"{given.files} files, {given.turns} turns")
        print(f"saved until shown  {statistics.median(shown):.0f} ms, at most {max(shown):.0f} ms")
        print(f"senda check        {statistics.median(checked):.0f} ms")
        print(f"ratio              {ratio:.2f}")


if __name__ == "__main__":
    main()
