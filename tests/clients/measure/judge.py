"""The metrics of hostile.yaml once more: read by hand, computed from the rows with exact fractions.

`rows()` makes the data, always the same. `values(rows)` gives
{metric: {(period, cut, cut value): Value}}; the total has the cut value "all".
"""
import datetime
import math
import random
from dataclasses import dataclass
from fractions import Fraction
from statistics import NormalDist
from zoneinfo import ZoneInfo

ZONE, UTC = ZoneInfo("America/Mexico_City"), datetime.timezone.utc
COLUMNS = ["answer_id", "answered_at", "recommend", "satisfied", "effort", "channel", "segment", "spent",
           "items", "opened_on", "closed_on", "is_test", "weight"]


@dataclass
class Value:
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    band: str | None = None


def rows():
    """Texts as they stand in the file; an empty one is no value."""
    drawn, made = random.Random(20261120), []

    def add(**cells):
        made.append({name: str(cells.get(name, "")) for name in COLUMNS})

    for number in range(600):
        moment = datetime.datetime(2026, 1, 1) + datetime.timedelta(minutes=drawn.randrange(300 * 24 * 60))
        opened = moment.date() - datetime.timedelta(days=drawn.randrange(8))
        add(answer_id=f"a{number}", answered_at=moment.isoformat(" "),
            recommend=drawn.choice([*range(11), 0, 6, 9, 10, 98, 99, ""]),
            satisfied=drawn.choice([1, 2, 3, 4, 5, 9, ""]), effort=drawn.choice([1, 2, 3, 4, 5, 6, 7, 9, ""]),
            channel=drawn.choice(["web", "shop", "phone", ""]), segment=drawn.choice(["new", "old", ""]),
            spent=drawn.choice(["", f"{drawn.randrange(10**12, 2 * 10**12) / 1000:.2f}", "-0.01", "0"]),
            items=drawn.choice(["", 0, 1, 2, 3]), opened_on=drawn.choice(["", opened, opened]),
            closed_on=drawn.choice(["", opened + datetime.timedelta(days=drawn.randrange(8))]),
            is_test=drawn.choice(["", "false", "false", "true"]),
            weight=drawn.choice(["1", "1", "0.1", "0.7", "2.5", "0", ""]))
    plain = dict(satisfied=5, effort=4, segment="new", spent="10.50", items=1, is_test="false", weight=1)
    # 23:30 at the end of a month, and of a year, on the clocks of Mexico: another month in UTC.
    add(answer_id="end-1", answered_at="2026-05-01 05:30:00", recommend=10, channel="web", **plain)
    add(answer_id="end-2", answered_at="2026-01-01 05:30:00", recommend=10, channel="web", **plain)
    add(answer_id="end-3", answered_at="2026-05-01 06:00:00", recommend=0, channel="web", **plain)
    # Two rows of one id: both count.
    for _ in range(2):
        add(answer_id="twice", answered_at="2026-03-03 12:00:00", recommend=9, channel="shop", **plain)
    # Cuts with one answer, and with none.
    add(answer_id="lone", answered_at="2026-04-04 12:00:00", recommend=7, channel="fax", **plain)
    add(answer_id="none", answered_at="2026-04-04 12:00:00", recommend=99, channel="telex",
        **{**plain, "satisfied": 9})
    # Rows without a moment lie in no period.
    for code in (0, 10):
        add(answer_id=f"timeless-{code}", recommend=code, channel="shop", opened_on="2026-05-01",
            closed_on="2026-05-02", **plain)
    # Two groups with the same numbers are two groups.
    for channel, segment in (("web", "new"), ("shop", "old")):
        add(answer_id=f"twin-{channel}", answered_at="2025-06-15 12:00:00", channel=channel, recommend=9,
            opened_on="2025-06-15", closed_on="2025-06-16", **{**plain, "segment": segment})
    # Ties at the edges of bands: NPS of exactly 0 with weights that binary fractions miss, and of exactly 50.
    for number, (code, weight) in enumerate([(10, "0.1"), (9, "0.2"), (3, "0.3")]):
        add(answer_id=f"zero-{number}", answered_at="2027-01-15 12:00:00", recommend=code, weight=weight)
    for number, code in enumerate([10, 9, 8, 7]):
        add(answer_id=f"fifty-{number}", answered_at="2027-02-15 12:00:00", recommend=code, weight=1,
            satisfied=[5, 4, 3, 1][number], is_test="")
    drawn.shuffle(made)
    return made


def number(text):
    return Fraction(text) if text else None


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def read(row):
    """A row with typed values: missing codes are no answer, moments are on the clocks of the program."""
    codes = {"recommend": (98, 99), "satisfied": (9,), "effort": (9,)}
    typed = {name: row[name] or None for name in COLUMNS}
    for name in ("recommend", "satisfied", "effort", "spent", "items", "weight"):
        typed[name] = number(row[name])
    for name, missing in codes.items():
        typed[name] = None if typed[name] in missing else typed[name]
    for name in ("opened_on", "closed_on"):
        typed[name] = day(row[name])
    typed["is_test"] = {"": None, "true": True, "false": False}[row["is_test"]]
    if typed["answered_at"]:
        moment = datetime.datetime.fromisoformat(row["answered_at"]).replace(tzinfo=UTC)
        typed["day"] = moment.astimezone(ZONE).date()
    return typed


def period(unit, day):
    week = day.isocalendar()
    return {"day": day.isoformat(), "week": f"{week.year}-W{week.week:02}", "month": f"{day:%Y-%m}",
            "quarter": f"{day.year}-Q{(day.month + 2) // 3}",
            "half-year": f"{day.year}-H{(day.month + 5) // 6}", "year": str(day.year)}[unit]


def groups(kept, unit, *cuts):
    """{(period, cut, cut value): rows}"""
    found = {}
    for row in kept:
        when = period(unit, row["day"])
        keys = [(when, "total", "all")]
        for cut in cuts:
            shown = "/".join("not stated" if row[name] is None else row[name] for name in cut)
            keys.append((when, "/".join(cut), shown))
        for key in keys:
            found.setdefault(key, []).append(row)
    return found


def weighed(rows):
    return [row for row in rows if row["weight"] is not None and row["weight"] > 0]


def total(rows, amount=lambda row: 1):
    return sum((row["weight"] * amount(row) for row in rows), Fraction(0))


def effective(rows):
    """Kish: the square of the sum of weights over the sum of their squares."""
    return total(rows) ** 2 / sum(row["weight"] ** 2 for row in rows)


Z = NormalDist().inv_cdf(0.975)


def wilson(share, n):
    share, n = float(share), float(n)
    middle, half = share + Z * Z / (2 * n), Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return max(0.0, (middle - half) / (1 + Z * Z / n)), min(1.0, (middle + half) / (1 + Z * Z / n))


def adjusted_wald(up, down, n):
    """Three answers are added: three quarters of a promoter and of a detractor."""
    up, down, n = float(up), float(down), float(n)
    p, d = (up * n + 0.75) / (n + 3), (down * n + 0.75) / (n + 3)
    half = Z * math.sqrt((p + d - (p - d) ** 2) / (n + 3))
    return 100 * (p - d - half), 100 * (p - d + half)


def student(degrees):
    """The t value of 95 %: Simpson's rule over the density, and halving."""
    scale = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)) / math.sqrt(degrees * math.pi)

    def within(t, steps=4000):
        x = [index * t / steps for index in range(steps + 1)]
        y = [(1 + one * one / degrees) ** (-(degrees + 1) / 2) for one in x]
        return 2 * scale * t / steps / 3 * (y[0] + y[-1] + 4 * sum(y[1:-1:2]) + 2 * sum(y[2:-1:2]))

    low, high = 0.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle) < 0.95 else (low, middle)
    return low


def t_interval(rows, amount):
    n = effective(rows)
    mean = total(rows, amount) / total(rows)
    if n < 2:
        return None, None
    variance = total(rows, lambda row: (amount(row) - mean) ** 2) / total(rows) * n / (n - 1)
    half = student(float(n - 1)) * math.sqrt(variance / n)
    return float(mean) - half, float(mean) + half


def values(made):
    every = [row for row in map(read, made) if row["answered_at"]]
    found = {}

    def metric(name, kept, unit, value, *cuts, minimum=0, sides=None):
        found[name] = {}
        for key, rows in groups(kept, unit, *cuts).items():
            hidden = key[1] != "total" and len(rows) < minimum
            found[name][key] = Value(None, len(rows)) if hidden else value(rows)

    # NPS: promoters 9 and 10, detractors 0 to 6, of the weight of all valid answers.
    def nps(rows):
        up = total([row for row in rows if row["recommend"] >= 9]) / total(rows)
        down = total([row for row in rows if row["recommend"] <= 6]) / total(rows)
        score = 100 * (up - down)
        band = "low" if score < 0 else "middle" if score <= 50 else "high"
        return Value(float(score), len(rows), *adjusted_wald(up, down, effective(rows)), band)

    answered = [row for row in weighed(every) if row["recommend"] is not None]
    metric("nps-month", answered, "month", nps, ["channel"], ["channel", "segment"], minimum=2)

    # Top box: 4 and 5 of 5; rows of ours are left out, those that do not say stay.
    def top_box(rows):
        share = total([row for row in rows if row["satisfied"] >= 4]) / total(rows)
        return Value(float(share), len(rows), *wilson(share, effective(rows)),
                     "low" if share < Fraction(1, 2) else "high")

    satisfied = [row for row in weighed(every) if row["satisfied"] is not None]
    metric("top-box", [row for row in satisfied if row["is_test"] is not True], "quarter", top_box, ["segment"], minimum=1)

    def mean(name):
        def of(rows):
            return Value(float(total(rows, lambda row: row[name]) / total(rows)), len(rows),
                         *t_interval(rows, lambda row: row[name]))
        return of

    metric("satisfied-mean", satisfied, "year", mean("satisfied"))
    metric("effort-mean", [row for row in weighed(every) if row["effort"] is not None], "week", mean("effort"))

    # Of the rows opened with something in them, those closed within three days.
    def closed(rows):
        share = total([row for row in rows if row["closed_on"] is not None
                       and (row["closed_on"] - row["opened_on"]).days <= 3]) / total(rows)
        return Value(float(share), len(rows), *wilson(share, effective(rows)))

    opened = [row for row in weighed(every) if row["opened_on"] is not None and (row["items"] or 0) > 0]
    metric("closed-in-time", opened, "half-year", closed, ["channel"], minimum=1)

    spent = [row for row in weighed(every) if row["spent"] is not None]
    metric("spent-mean", [row for row in spent if row["items"] is not None and row["items"] >= 1], "quarter",
           mean("spent"), ["channel"], minimum=1)
    metric("spent-sum", spent, "month", lambda rows: Value(float(total(rows, lambda row: row["spent"])), len(rows)))

    def ratio(rows):
        below = total(rows, lambda row: row["items"])
        return Value(float(total(rows, lambda row: row["spent"]) / below) if below else None, len(rows))

    metric("spent-per-item", [row for row in spent if row["items"] is not None], "quarter", ratio)
    metric("cases", [row for row in every if row["channel"] not in (None, "web")], "day",
           lambda rows: Value(float(len(rows)), len(rows)))

    # The smallest number of days that three quarters of the weight do not exceed.
    def quantile(rows):
        enough, reached = Fraction(3, 4) * total(rows), Fraction(0)
        for row in sorted(rows, key=lambda row: row["closed_on"] - row["opened_on"]):
            reached += row["weight"]
            if reached >= enough:
                return Value(float((row["closed_on"] - row["opened_on"]).days), len(rows))

    both = [row for row in weighed(every) if row["opened_on"] is not None and row["closed_on"] is not None]
    metric("days-open", both, "quarter", quantile, ["channel"], minimum=1)

    one, other = found["spent-mean"], found["top-box"]
    found["worth"] = {}
    for key in {key for key in one.keys() | other.keys() if key[1] == "total"}:
        a, b = one.get(key), other.get(key)
        whole = a is not None and b is not None and a.value is not None and b.value is not None
        found["worth"][key] = Value(a.value * b.value if whole else None, min(a.n if a else 0, b.n if b else 0))
    return found
