#!/usr/bin/env python3
"""What goes around surveys, read by other people's programs.

    python3 tests/clients/operations/check.py OUT/operations

  calendar  surveys.ics is read by `icalendar`; every event has what RFC 5545 demands, lines are folded,
            and the days are those of the waves in the JSON of each survey, no more and no fewer
  plans     every surveys/<survey>.json fits schemas/survey-operations.schema.json

At the end broken copies must be refused, so that a layer that stopped looking is noticed.
"""
import copy
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import common  # noqa: E402

ROOT = Path(__file__).resolve().parents[3]
common.enter_venv("operations")
import icalendar  # noqa: E402
import jsonschema  # noqa: E402

SCHEMA = jsonschema.Draft202012Validator(json.loads((ROOT / "schemas/survey-operations.schema.json").read_text("utf-8")))


def days_of(plans):
    """Every day on which somebody has something to do: the day, what, the survey."""
    found = set()
    for plan in plans:
        for wave in plan["waves"]:
            found.add((wave["opens"], "opens", plan["survey"]))
            found |= {(day, "reminder", plan["survey"]) for day in wave["reminders"]}
            if wave["closes"]:
                found.add((wave["closes"], "closes", plan["survey"]))
    return found


def look(text, plans):
    """What is wrong with a calendar and the plans it was made from."""
    problems = [f"{plan.get('survey')}: {fault.json_path}: {fault.message}"
                for plan in plans for fault in SCHEMA.iter_errors(plan)]
    if problems:
        return problems
    raw = text.encode("utf-8")
    for line in raw.split(b"\r\n"):
        if len(line) > 75 or b"\n" in line or b"\r" in line:
            problems.append(f"a line is not folded: {line[:90]!r}")
    try:
        calendar = icalendar.Calendar.from_ical(raw)
    except ValueError as error:
        return problems + [f"it is no calendar: {error}"]
    if calendar.get("VERSION") != "2.0" or not calendar.get("PRODID"):
        problems.append("VERSION or PRODID is missing")
    seen = set()
    for event in calendar.walk("VEVENT"):
        problems += [f"an event has no {key}" for key in ("UID", "DTSTAMP", "DTSTART", "SUMMARY") if not event.get(key)]
        if event.errors:
            problems += [f"{key} cannot be read: {why}" for key, why in event.errors]
            continue
        day, what, survey = parts(event)
        start = event.get("DTSTART")
        if start is None or type(start.dt).__name__ != "date" or start.dt.isoformat() != day:
            problems.append(f"{event.get('UID')} does not start on its day")
        if (day, what, survey) in seen:
            problems.append(f"{event.get('UID')} is there twice")
        seen.add((day, what, survey))
    wanted = days_of(plans)
    problems += [f"{one} is in no calendar" for one in sorted(wanted - seen)]
    problems += [f"{one} is in no plan" for one in sorted(seen - wanted)]
    return problems


def parts(event):
    """The day, what happens and the survey, as a UID has them: `2027-01-15-opens-s@p.senda`."""
    year, month, day, what, survey = (str(event.get("UID", "")).partition("@")[0].split("-", 4) + [""] * 5)[:5]
    return f"{year}-{month}-{day}", what, survey


def main(folder):
    plans = [json.loads(path.read_text("utf-8")) for path in sorted((folder / "surveys").glob("*.json"))]
    text = (folder / "surveys.ics").read_bytes().decode("utf-8")
    if not plans or "BEGIN:VEVENT" not in text:
        common.fail([f"{folder}: no plans or no waves"])
    problems = look(text, plans)
    if problems:
        common.fail(problems)
    spoiled = copy.deepcopy(plans)
    del spoiled[0]["expected"]
    dated = next(plan for plan in plans if plan["waves"])
    moved = [plan if plan is not dated else {**plan, "waves": plan["waves"][1:]} for plan in plans]
    broken = {
        "an event without its stamp": (text.replace("DTSTAMP:", "X-STAMP:", 1), plans),
        "a day that is none": (text.replace("DTSTART;VALUE=DATE:2", "DTSTART;VALUE=DATE:2x", 1), plans),
        "a line that is not folded": (text.replace("\r\n ", "", 1) if "\r\n " in text else text.replace("SUMMARY:", "SUMMARY:" + "x" * 80, 1), plans),
        "a wave that is in no plan": (text, moved),
        "an event twice": (text.replace("END:VCALENDAR", text[text.index("BEGIN:VEVENT"):text.index("END:VEVENT") + 12] + "END:VCALENDAR"), plans),
        "a plan without what is expected": (text, spoiled),
    }
    unseen = [f"{name} is accepted" for name, copies in broken.items() if not look(*copies)]
    if unseen:
        common.fail(unseen)
    events = text.count("BEGIN:VEVENT")
    print(f"OK {len(plans)} plans, {events} days in the calendar, {len(broken)} broken copies refused")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
