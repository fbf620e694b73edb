"""Writes the rows of this program and the values that must come out. Always the same: `python3 make.py`.

The values are computed here from their definitions, with exact fractions and the standard library's
calendar and time zones, and share nothing with the queries.
"""
import calendar
import csv
import json
import random
from datetime import date, datetime, time, timedelta, timezone
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent
AS_OF = date(2026, 11, 20)
MADRID = ZoneInfo("Europe/Madrid")
HOURS = [(time(9), time(14)), (time(16), time(19))]
HOLIDAYS = {date(2026, 1, 1), date(2026, 1, 6), date(2026, 5, 1), date(2026, 10, 12), date(2026, 12, 8), date(2026, 12, 25)}
rng = random.Random(7)


def write(name, rows):
    with open(HERE / name, "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, rows[0], lineterminator="\n")
        out.writeheader()
        for row in rows:
            out.writerow({k: "" if v is None else str(v).lower() if isinstance(v, bool) else v for k, v in row.items()})


# --- time -------------------------------------------------------------------------------------------

def add_months(day, count):
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def whole(step, a, b):
    """The most steps from a that do not pass b; negative when b is earlier."""
    if b < a:
        return -whole(step, b, a)
    count = 0
    while step(a, count + 1) <= b:
        count += 1
    return count


def days(a, b):
    return whole(lambda start, n: start + timedelta(days=n), a, b)


def months(a, b):
    def later(start, n):
        if isinstance(start, datetime):
            return datetime.combine(add_months(start.date(), n), start.time())
        return add_months(start, n)
    return whole(later, a, b)


def moment(local):
    return local.replace(tzinfo=MADRID, fold=0).timestamp()


def hours(a, b):
    seconds = round(moment(b) - moment(a))
    return seconds // 3600 if seconds >= 0 else -(-seconds // 3600)


def open_on(day):
    return HOURS if day.weekday() < 5 and day not in HOLIDAYS else []


def midnight(day):
    return datetime.combine(day, time())


def open_seconds(a, b):
    total, day = 0, a.date()
    while day <= b.date():
        for start, end in open_on(day):
            first, last = max(a, datetime.combine(day, start)), min(b, datetime.combine(day, end))
            total += max(0, round((last - first).total_seconds()))
        day += timedelta(days=1)
    return total


def business_hours(a, b):
    return open_seconds(a, b) // 3600 if b >= a else -(open_seconds(b, a) // 3600)


def business_days(a, b):
    if b < a:
        return -business_days(b, a)
    day = a.date()
    while True:
        starts = [max(a, datetime.combine(day, start)) for start, end in open_on(day) if datetime.combine(day, end) > a]
        if starts:
            start = starts[0]
            break
        day += timedelta(days=1)
    count, day = 0, start.date() + timedelta(days=1)
    while day <= b.date():
        if open_on(day) and (day < b.date() or datetime.combine(day, min(start.time(), HOURS[-1][1])) <= b):
            count += 1
        day += timedelta(days=1)
    return count


def moments():
    def day():
        return date(2026, 1, 1) + timedelta(days=rng.randrange(-400, 400))

    def at():
        while True:
            found = datetime.combine(day(), time(rng.randrange(24), rng.choice((0, 0, 15, 30, 59)), rng.choice((0, 0, 59))))
            # The hour that comes twice is not told apart by local time, and the skipped one does not exist.
            if not (found.month in (3, 10) and found.day >= 25 and found.hour in (2, 3)):
                return found

    pairs = [(date(2026, 1, 31), date(2026, 2, 28)), (date(2024, 2, 29), date(2025, 2, 28)), (date(2026, 3, 31), date(2026, 4, 30)),
             (date(2026, 2, 28), date(2026, 1, 31)), (date(2026, 5, 5), date(2026, 5, 5))]
    rows = []
    for number in range(400):
        a_on, b_on = pairs[number] if number < len(pairs) else (day(), day())
        a_at, b_at = at(), at()
        if number % 5 == 0:
            b_at = a_at + timedelta(days=rng.randrange(-40, 40), seconds=rng.choice((-1, 0, 1)))
            if b_at.month in (3, 10) and b_at.day >= 25 and b_at.hour in (1, 2, 3):
                b_at = a_at
        if number % 7 == 0:
            a_at, b_at = datetime.combine(a_on, a_at.time()), datetime.combine(b_on, a_at.time())
            if any(m.month in (3, 10) and m.day >= 25 and m.hour in (2, 3) for m in (a_at, b_at)):
                a_at = b_at = datetime(2026, 6, 1, 9)
        c_at = datetime(2026, 1, 1) + timedelta(minutes=rng.randrange(-500000, 400000))
        local_c = c_at.replace(tzinfo=timezone.utc).astimezone(MADRID)
        to_as_of = round(midnight(AS_OF).replace(tzinfo=MADRID).timestamp() - c_at.replace(tzinfo=timezone.utc).timestamp())
        if local_c.month == 10 and local_c.day >= 25 and local_c.hour in (1, 2):
            c_at, to_as_of = datetime(2026, 7, 1, 22, 30), round(midnight(AS_OF).replace(tzinfo=MADRID).timestamp() - datetime(2026, 7, 1, 22, 30, tzinfo=timezone.utc).timestamp())
            local_c = c_at.replace(tzinfo=timezone.utc).astimezone(MADRID)
        rows.append({
            "pair_id": f"m{number}", "row_on": AS_OF, "a_on": a_on, "b_on": b_on, "a_at": a_at, "b_at": b_at, "c_at": c_at,
            "days_on": days(a_on, b_on), "months_on": months(a_on, b_on), "days_at": days(a_at, b_at), "hours_at": hours(a_at, b_at),
            "months_at": months(a_at, b_at), "days_mixed": days(midnight(a_on), b_at),
            "business_days_on": business_days(midnight(a_on), midnight(b_on)), "business_days_at": business_days(a_at, b_at),
            "business_hours_at": business_hours(a_at, b_at), "day_of_c": local_c.date(),
            "hours_to_as_of": to_as_of // 3600 if to_as_of >= 0 else -(-to_as_of // 3600),
        })
    return rows


# --- rows -------------------------------------------------------------------------------------------

def people():
    rows = []
    for number in range(240):
        joined = date(2025, 10, 1) + timedelta(days=rng.randrange(0, 415))
        used = joined + timedelta(days=rng.choice((1, 10, 29, 30, 31, 34, 35, 36, 60, 100))) if rng.random() < 0.8 else None
        rows.append({
            "customer_id": f"p{number}", "city": rng.choice(("Sevilla", "Málaga", "L'Hospitalet", None)), "joined_on": joined,
            "first_use_on": used if used is None or used <= AS_OF else None,
            "due_on": joined + timedelta(days=rng.choice((20, 30, 90))) if rng.random() < 0.9 else None,
            "test_account": rng.choice((True, False, False, False, None)), "visits": rng.choice((None, 0, 1, 3, 5, 8, 13)),
            "problems": rng.choice((0, 0, 1, 2, 3, 5, 9)),
        })
    return rows


def answers(persons):
    rows = []
    for number in range(700):
        at = datetime(2026, 1, 1, 0, 30) + timedelta(minutes=rng.randrange(0, 465000))
        if number % 20 == 0:  # in Madrid it is the next day, and at the end of a quarter the next quarter
            at = datetime.combine(rng.choice((date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 5, 3))), time(22, 30))
        rows.append({
            "answer_id": f"a{number}", "customer_id": rng.choice(persons)["customer_id"],
            "survey": "visit-by-phone" if number % 6 == 0 else None if number % 31 == 0 else "visit",
            "group": rng.choice(("it's", 'two "words"', "{{ x }}", "plain", None)), "order": rng.choice((1, 2, None)),
            "online": rng.choice((True, False, None)), "responded_at": at,
            "recommend": rng.choice((None, 0, 3, 6, 7, 8, 9, 10, 10, 98, 99)), "satisfied": rng.choice((None, 1, 2, 3, 4, 5, 9)),
            "effort": rng.choice((None, 1, 3, 4, 5, 6, 7, 9)), "spent": rng.choice((None, 0, 5, "12.50", 40, "99.99", 180, 500)),
            "discount": rng.choice((None, 0, 10, 25, "33.3")), "weight": rng.choice((None, 0, 1, 1, "0.5", "1.3", 2)),
        })
    return rows


def words(persons):
    """The same people again, under names that engines keep for themselves; nothing is drawn anew."""
    pick = lambda number, *choices: choices[number % len(choices)]
    return [{
        "table": f"w{number}", "user": p["customer_id"], "date": p["joined_on"], "value": p["visits"],
        "n": pick(number, "x", "y", "z", None), "group": pick(number // 2, "its", "or", None), "order": pick(number, "by", None, "asc"),
        "period": pick(number, "p", "q"), "cut": pick(number // 3, "c", "d"), "cut_value": pick(number, True, False, None),
        "metric_time": pick(number, "m", "t"), "day": pick(number, "a", "b", "c"), "a__b": pick(number // 5, "u", "v"),
        "_own": pick(number // 7, "o", None),
    } for number, p in enumerate(persons)]


# --- values -----------------------------------------------------------------------------------------

GROUPS = {"it's": "its", 'two "words"': "two-words", "{{ x }}": "braces", "plain": "plain"}


def number(value):
    return None if value is None else Fraction(str(value))


def period(unit, day):
    if unit == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return {"day": day.isoformat(), "month": f"{day:%Y-%m}", "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
            "half": f"{day.year}-H{1 if day.month <= 6 else 2}", "year": str(day.year), "whole": "all"}[unit]


def end_of_quarter(day):
    return add_months(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3) - timedelta(days=1)


class Rows:
    """Rows that count, told apart by period and cut."""

    def __init__(self, rows, when, cuts=()):
        self.cells = {}
        for row in rows:
            name = when(row)
            if name is None:
                continue
            self.cells.setdefault((name, "total", "all"), []).append(row)
            for cut, of in dict(cuts).items():
                self.cells.setdefault((name, cut, of(row)), []).append(row)

    def values(self, compute, hide_below=None):
        found = {}
        for key, rows in self.cells.items():
            value = compute(rows)
            hidden = hide_below is not None and key[1] != "total" and len(rows) < hide_below
            found["|".join(key)] = [None if hidden or value is None else float(value), len(rows)]
        return found


def share(top, bottom):
    return None if bottom == 0 else top / bottom


def yes(flag):
    return {True: "true", False: "false", None: "not stated"}[flag]


def stated(value):
    return "not stated" if value is None else str(value)


def expected(all_answers, persons):
    for row in all_answers:
        row["day"] = row["responded_at"].replace(tzinfo=timezone.utc).astimezone(MADRID).date()
        row["group"] = GROUPS.get(row["group"], row["group"])
        for name in ("spent", "discount", "weight"):
            row[name] = number(row[name])
        row["discount"] = None if row["discount"] is None else row["discount"] / 100
        row["city"] = next(p["city"] for p in persons if p["customer_id"] == row["customer_id"])
    weighed = [r for r in all_answers if r["weight"] is not None and r["weight"] > 0]
    weight = lambda rows: sum(r["weight"] for r in rows)
    average = lambda rows, of: share(sum(r["weight"] * of(r) for r in rows), weight(rows))
    by = lambda unit: (lambda r: period(unit, r["day"]))
    valid = lambda name, low, high: [r for r in weighed if r[name] is not None and low <= r[name] <= high]
    nps = lambda rows: 100 * average(rows, lambda r: 1 if r["recommend"] >= 9 else -1 if r["recommend"] <= 6 else 0)
    group, online = (lambda r: stated(r["group"])), (lambda r: yes(r["online"]))
    recommend = valid("recommend", 0, 10)
    values = {}
    visit = [r for r in recommend if r["survey"] == "visit"]
    values["house_nps"] = Rows(visit, by("quarter"), {
        "group": group, "online": online, "group/online": lambda r: f"{group(r)}/{online(r)}", "city": lambda r: stated(r["city"])}).values(nps, 5)
    phone = [r for r in recommend if r["survey"] == "visit-by-phone"]
    values["phone_nps"] = Rows(phone, by("year"), {"order": lambda r: stated(r["order"])}).values(nps, 30)
    satisfied = valid("satisfied", 1, 5)
    top = lambda name, least: (lambda rows: average(rows, lambda r: 1 if r[name] >= least else 0))
    not_its = [r for r in satisfied if r["group"] is not None and r["group"] != "its"]
    values["satisfaction"] = Rows(not_its, by("month")).values(top("satisfied", 4))
    values["satisfaction_mean"] = Rows(satisfied, by("half")).values(lambda rows: average(rows, lambda r: r["satisfied"]))
    effort = valid("effort", 1, 7)
    values["ease"] = Rows(effort, by("week")).values(lambda rows: average(rows, lambda r: r["effort"]))
    since = AS_OF - timedelta(days=89)
    rolling = lambda r: AS_OF.isoformat() if since <= r["day"] <= AS_OF else None
    values["ease_top"] = Rows(effort, rolling, {"group": group}).values(top("effort", 6), 30)
    spent = [r for r in weighed if r["spent"] is not None]
    cheap = [r for r in spent if r["spent"] < 180 or r["group"] in ("its", "plain")]
    mean_spent = lambda rows: average(rows, lambda r: r["spent"])
    values["spent_mean"] = Rows(cheap, by("day")).values(mean_spent)
    total = lambda rows: sum(r["weight"] * max(r["spent"] - 10, 0) for r in rows)
    values["spent_total"] = Rows(spent, by("quarter"), {"group": group}).values(total, 30)
    kept = [r for r in all_answers if not (r["online"] is True and r["satisfied"] is not None and r["satisfied"] < 3)]
    values["answers_given"] = Rows(kept, by("quarter")).values(len)
    both = [r for r in spent if r["discount"] is not None]
    discount = lambda rows: share(sum(r["weight"] * r["discount"] * r["spent"] for r in rows), sum(r["weight"] * r["spent"] for r in rows))
    values["discount_rate"] = Rows(both, by("quarter")).values(discount)
    values["spent_median"] = Rows(spent, by("quarter"), {"online": online}).values(lambda rows: quantile(rows, "spent", Fraction(1, 2)), 30)
    whole = lambda r: "all"
    values["high_discounts"] = Rows(spent, whole).values(
        lambda rows: average(rows, lambda r: 1 if r["discount"] is not None and r["discount"] >= Fraction(1, 4) else 0))
    values["worth"] = Rows(spent, by("year")).values(lambda rows: mean_spent(rows) * Fraction(11, 10) / (1 + Fraction(1, 10) - Fraction(9, 10)))
    of_people(persons, values)
    arithmetic(values)
    return values


def quantile(rows, name, part):
    rows = sorted(rows, key=lambda r: r[name])
    whole, reached = sum(r.get("weight", 1) for r in rows), 0
    for row in rows:
        reached += row.get("weight", 1)
        if reached >= part * whole:
            return row[name]
    return None


def of_people(persons, values):
    by = lambda unit: (lambda r: period(unit, r["joined_on"]))
    city = {"city": lambda r: stated(r["city"])}
    part = lambda counts: (lambda rows: share(Fraction(sum(map(bool, map(counts, rows)))), len(rows)))
    used = lambda r, limit: r["first_use_on"] is not None and (r["first_use_on"] - r["joined_on"]).days <= limit
    mature = [r for r in persons if r["test_account"] is not True and add_months(r["joined_on"], 1) <= AS_OF]
    values["used_in_time"] = Rows(mature, by("quarter"), city).values(part(lambda r: used(r, 35)))
    due = [r for r in persons if r["due_on"] is not None]
    values["on_time"] = Rows(due, by("year")).values(
        part(lambda r: r["first_use_on"] is not None and r["first_use_on"] <= r["due_on"] + timedelta(days=7)))
    late = lambda r: (r["due_on"] is not None and (r["first_use_on"] or AS_OF) > r["due_on"]) or (
        r["first_use_on"] is not None and r["first_use_on"] >= end_of_quarter(r["joined_on"]))
    values["still_open"] = Rows(persons, by("quarter")).values(part(late))
    came = [r for r in persons if r["visits"] is not None]
    since = add_months(AS_OF, -6) + timedelta(days=1)
    rolling = lambda r: AS_OF.isoformat() if since <= r["joined_on"] <= AS_OF else None
    values["visits_p90"] = Rows(came, rolling).values(lambda rows: quantile(rows, "visits", Fraction(9, 10)))
    values["visits_each"] = Rows(came, by("quarter")).values(lambda rows: share(Fraction(sum(r["visits"] for r in rows)), len(rows)))
    values["problems_each"] = Rows(persons, by("quarter")).values(lambda rows: sum(r["problems"] for r in rows))
    values["visits_total"] = Rows(came, by("quarter")).values(lambda rows: sum(r["visits"] for r in rows))
    values["no_value"] = Rows(came, by("quarter")).values(lambda rows: None)
    values["not_yet"] = Rows(persons, by("month")).values(len)
    for row in persons:
        calm = 0 if row["problems"] >= 3 else 50 if row["problems"] >= 1 else 100
        comes = None if row["visits"] is None else 20 if row["visits"] < 5 else 100
        known = Fraction(4, 10) * calm + (0 if comes is None else Fraction(6, 10) * comes)
        weights = Fraction(4, 10) + (0 if comes is None else Fraction(6, 10))
        row["vigor"] = None if row["test_account"] is True else known / weights / 10
    scored = [r for r in persons if r["vigor"] is not None]
    values["vigor"] = Rows(scored, by("quarter"), city).values(lambda rows: share(sum(r["vigor"] for r in rows), len(rows)))


def of_words(rows, values):
    by = lambda unit: (lambda r: period(unit, r["date"]))
    cut = lambda name: (name, (lambda r: yes(r[name])) if name == "cut_value" else (lambda r: stated(r[name])))
    cuts = dict(map(cut, ("n", "group", "order", "period", "cut", "cut_value", "metric_time", "day", "a__b", "_own")))
    given = [r for r in rows if r["value"] is not None]
    total = lambda found: sum(r["value"] for r in found)
    mean = lambda found: share(Fraction(total(found)), len(found))
    values["order"] = Rows(given, by("quarter"), cuts).values(total)
    crossed = {"group": cuts["group"], "group/order": lambda r: f"{stated(r['group'])}/{stated(r['order'])}"}
    values["group"] = Rows(given, by("quarter"), crossed).values(mean)
    counted = [r for r in rows if r["group"] is not None and r["n"] is not None and r["n"] != "z"]
    values["value"] = Rows(counted, by("quarter")).values(len)
    group = {"group": cuts["group"]}
    tops, bottoms = Rows(given, by("quarter"), group), Rows(counted, by("quarter"), group)
    select, period_ = {}, {}
    means = Rows(given, by("quarter"), group).values(mean)
    for key in {*tops.cells, *bottoms.cells}:
        top, bottom = tops.cells.get(key), bottoms.cells.get(key)
        name = "|".join(key)
        select[name] = [None if top is None or bottom is None else total(top) / len(bottom), min(len(top or ()), len(bottom or ()))]
    for name in {*select, *means}:
        one, other = means.get(name), select.get(name)
        known = one is not None and other is not None and None not in (one[0], other[0])
        period_[name] = [one[0] + other[0] * 2 if known else None, min(one[1] if one else 0, other[1] if other else 0)]
    values["select"], values["period"] = select, period_
    values["order_kpi"] = Rows(given, by("quarter")).values(lambda found: quantile(found, "value", Fraction(1, 2)))
    among = [r for r in rows if r["order"] is not None]
    many = lambda found: share(Fraction(sum(r["value"] is not None and r["value"] > 3 for r in found)), len(found))
    values["n"] = Rows(among, by("year"), {"cut_value": cuts["cut_value"]}).values(many)
    values["metric_time"] = Rows(rows, by("year")).values(lambda found: share(Fraction(sum(r["day"] == "a" for r in found)), len(found)))
    values["table"] = Rows(given, by("year")).values(total)
    scored = [{**r, "score": 20 if r["value"] < 5 else 100} for r in given]
    values["user"] = Rows(scored, by("year"), {"group": cuts["group"], "n": cuts["n"]}).values(
        lambda found: share(Fraction(sum(r["score"] for r in found)), len(found)))


def arithmetic(values):
    def least(*rows):
        return min(row[1] if row else 0 for row in rows)

    spent, visits, none = values["spent_total"], values["visits_total"], values["no_value"]
    totals = sorted({key for key in (*spent, *visits) if key.endswith("|total|all")})
    per_visit, odd = {}, {}
    for key in totals:
        top, bottom = spent.get(key), visits.get(key)
        per_visit[key] = [top[0] / bottom[0] if top and bottom and bottom[0] else None, least(top, bottom)]
    for key in sorted({*totals, *none}):
        value = per_visit.get(key, [None])[0]
        odd[key] = [None if value is None else abs(min(value, 3) - 4), least(per_visit.get(key), none.get(key))]
    values["spent_per_visit"], values["odd_arithmetic"] = per_visit, odd
    health = {}
    nps = {key: row for key, row in values["house_nps"].items() if key.endswith("|total|all")}
    for key in sorted({*nps, *values["discount_rate"]}):
        one, other = nps.get(key), values["discount_rate"].get(key)
        score = None if one is None or other is None else (50 if one[0] >= 0 else 0) + (50 if abs(other[0] - 0.2) <= 0.05 else 0)
        health[key] = [score, least(one, other)]
    values["house_health"] = health


def main():
    pairs, persons = moments(), people()
    rows = answers(persons)
    write("moments.csv", pairs)
    write("people.csv", persons)
    write("answers.csv", rows)
    named = words(persons)
    write("words.csv", named)
    values = expected(rows, persons)
    of_words(named, values)
    for name in ("days_right", "moments_right", "business_right", "zone_right"):
        values[name] = {"all|total|all": [1.0, len(pairs)]}
    (HERE.parent / "expected.json").write_text(json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
