"""The judge of work lists and effects: its own reading of docs/experiments.md, which shares no code with
Senda, over customers with hostile names.

`tables()` gives the rows, `work_list(...)` and `effects(...)` what must come out.
"""
import datetime
import hashlib
import math
import random
import unicodedata
from statistics import NormalDist
from zoneinfo import ZoneInfo

ZONE, UTC = ZoneInfo("America/Mexico_City"), datetime.timezone.utc
PREFIX, SHARE = "trial/recover/it's 1|", 0.375
THRESHOLD = f"{math.ceil(SHARE * 2 ** 32):08x}"
HOSTILE = ["O'Brien", 'say "hi"', " blank ", "a,b;c", "María Ñúñez", unicodedata.normalize("NFD", "María Ñúñez"), "😀👩‍👩‍👧",
           "客户-42", "x" * 300, "--; DROP TABLE x", "%_", "C:\\temp", "=1+1", "@x", "ß", "null", "senda:nul", "0", "-7"]
HOLIDAY = datetime.date(2026, 11, 16)
HOURS = [(9, 14), (16, 19)]
WORTH = {"small": 100.0, "large": 40 * 4 * 1.1}
COLUMNS = {
    "answers": {"answer_id": "TEXT", "customer": "TEXT", "at": "TIMESTAMP", "recommend": "BIGINT", "urgent": "BOOLEAN",
                "channel": "TEXT"},
    "people": {"customer": "TEXT", "archetype": "TEXT", "fragile": "BOOLEAN"},
    "complaints": {"complaint_id": "TEXT", "customer": "TEXT", "seen_on": "DATE", "made_on": "DATE"},
    "contacts": {"contact_id": "TEXT", "customer": "TEXT", "at": "TIMESTAMP", "survey": "TEXT", "playbook": "TEXT"},
    "months": {"row_id": "TEXT", "customer": "TEXT", "month_on": "DATE", "left": "BOOLEAN", "spent": "DECIMAL(18, 4)"},
}


def tables():
    """Texts as they stand in the files; an empty one is no value."""
    drawn = random.Random(20261121)
    names = HOSTILE + [f"C{number:04}" for number in range(600)]
    people = [dict(customer=name, archetype=drawn.choice(["S", "S", "L", ""]), fragile=drawn.choice(["true", "false", ""]))
              for name in names]
    answers = []
    for number in range(2500):
        moment = datetime.datetime(2026, 9, 1) + datetime.timedelta(minutes=drawn.randrange(84 * 24 * 60))
        who = drawn.choice(HOSTILE) if number % 10 == 0 else drawn.choice(names + [""])
        answers.append(dict(answer_id=f"a{number}", customer=who, at=moment.isoformat(" "),
                            recommend=drawn.choice([*range(11), 99, ""]), urgent=drawn.choice(["", "false", "false", "true"]),
                            channel=drawn.choice(["web", "shop", ""])))
    # On the day itself: 23:30 in Mexico is the next day in UTC; half an hour later is tomorrow.
    answers.append(dict(answer_id="late", customer="C0598", at="2026-11-21 05:30:00", recommend=3, urgent="", channel="web"))
    answers.append(dict(answer_id="tomorrow", customer="C0599", at="2026-11-21 06:00:00", recommend=0, urgent="", channel="web"))
    complaints = [dict(complaint_id=f"k{number}", customer=drawn.choice(names), seen_on="2026-12-24",
                       made_on=(datetime.date(2026, 11, 20) - datetime.timedelta(days=drawn.randrange(-3, 40))).isoformat())
                  for number in range(60)]
    contacts = []
    for number in range(900):
        moment = datetime.datetime(2026, 11, 22) - datetime.timedelta(minutes=drawn.randrange(45 * 24 * 60))
        kind = drawn.choice(["survey", "playbook", "none"])
        contacts.append(dict(contact_id=f"t{number}", customer=drawn.choice(names), at=moment.isoformat(" "),
                             survey="visit" if kind == "survey" else "", playbook="recover" if kind == "playbook" else ""))
    months = []
    for month in ("2026-12-31", "2027-01-31"):
        for name in names:
            if drawn.random() < 0.9:
                gone = drawn.random() < (0.2 if held_out(name) else 0.12)
                months.append(dict(row_id=f"{month}-{len(months)}", customer=name, month_on=month,
                                   left=drawn.choice([str(gone).lower()] * 19 + [""]), spent=f"{drawn.randrange(10 ** 6) / 100:.2f}"))
    return {"answers": answers, "people": people, "complaints": complaints, "contacts": contacts, "months": months}


def digits(customer):
    return hashlib.md5((PREFIX + customer).encode()).hexdigest()[:8]


def held_out(customer):
    return digits(customer) < THRESHOLD


def is_open(day):
    return day.weekday() < 5 and day != HOLIDAY


def clock(day, hour):
    return datetime.datetime(day.year, day.month, day.day, hour)


def business_hours(start, hours):
    """Four hours that count open time only, minute by minute."""
    left, at = hours * 3600, start
    while True:
        for opens, closes in HOURS:
            first, last = max(at, clock(at.date(), opens)), clock(at.date(), closes)
            if is_open(at.date()) and first < last:
                stretch = (last - first).total_seconds()
                if left <= stretch:
                    return first + datetime.timedelta(seconds=left)
                left -= stretch
        at = clock(at.date() + datetime.timedelta(days=1), 0)


def business_days(start, days):
    """A start in closed time moves to the next opening; then as many open days on at that time of day,
    at closing time at the latest."""
    at = start
    while True:
        times = [(clock(at.date(), o), clock(at.date(), c)) for o, c in HOURS] if is_open(at.date()) else []
        within = [max(at, o) for o, c in times if at < c]
        if within:
            at = within[0]
            break
        at = clock(at.date() + datetime.timedelta(days=1), 0)
    day = at.date()
    for _ in range(days):
        day += datetime.timedelta(days=1)
        while not is_open(day):
            day += datetime.timedelta(days=1)
    moved = datetime.datetime.combine(day, at.time())
    return moved


def local(text):
    moment = datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)
    return moment.astimezone(ZONE).replace(tzinfo=None)


def work_list(data, today):
    """{customer: (state, due, started, arm, worth, waits until)}, the order of those to contact, and the
    rows without a customer."""
    now = datetime.datetime.combine(today, datetime.time(23, 59, 59))
    archetype = {row["customer"]: {"S": "small", "L": "large"}.get(row["archetype"]) for row in data["people"]}
    nobody, signals = 0, {}
    for row in data["answers"]:
        started = local(row["at"])
        if started > now or row["recommend"] in ("", 99) or row["recommend"] > 6:
            continue
        if not row["customer"]:
            nobody += 1
            continue
        signals.setdefault(row["customer"], []).append((started, row))
    complained = set()
    for row in data["complaints"]:
        age = (today - datetime.date.fromisoformat(row["made_on"])).days
        if 0 <= age <= 14:
            complained.add(row["customer"])
    found = {}
    for customer, rows in signals.items():
        rows.sort(key=lambda pair: pair[0])
        case = None
        for started, row in rows:
            if case is None or started > business_days(case[0], 6):
                case = (started, row)
        started, row = case
        if business_days(started, 6) <= now - datetime.timedelta(days=1):
            continue
        due = business_hours(started, 4) if row["recommend"] <= 2 else business_days(started, 2)
        protected = customer in complained or any(row["urgent"] == "true" for _, row in rows)
        arm = "protected" if protected else "control" if held_out(customer) else "treated"
        waits = held_back(data["contacts"], customer, now)
        state = "held_out" if arm == "control" else "waiting" if waits else "now"
        kind = archetype.get(customer)
        strata = {"archetype": kind, "channel": row["channel"] or None}
        found[customer] = dict(state=state, due=due, started=started, arm=arm, worth=WORTH.get(kind), waits=waits,
                               strata={key: value for key, value in strata.items() if value is not None})
    now_rows = [(customer, it) for customer, it in found.items() if it["state"] == "now"]
    now_rows.sort(key=lambda pair: (-(pair[1]["worth"] or -1), pair[1]["due"], pair[1]["started"], pair[0].encode()))
    return found, [customer for customer, _ in now_rows], nobody


def held_back(contacts, customer, now):
    """When one more contact is allowed by both rules; none when it is now."""
    own = [row for row in contacts if row["customer"] == customer]
    latest = None
    for days, most, counts in ((30, 2, lambda row: True), (10, 1, lambda row: row["playbook"] == "recover")):
        ends = sorted(datetime.datetime.fromisoformat(row["at"]) + datetime.timedelta(days=days) for row in own
                      if counts(row) and datetime.datetime.fromisoformat(row["at"]) <= now)
        ends = [end for end in ends if end > now]
        if len(ends) >= most:
            until = ends[len(ends) - most]
            latest = until if latest is None else max(latest, until)
    return latest


def watched(data):
    """Of the playbook that waits for a band, on 2027-02-02: (customers to contact in order, those held out)."""
    small = {row["customer"] for row in data["people"] if row["archetype"] == "S"}
    spent = {}
    for row in data["months"]:
        spent.setdefault(row["customer"], []).append((row["month_on"], float(row["spent"])))
    chosen = {who: dict(rows)["2027-01-31"] for who, rows in spent.items()
              if who in small and len(rows) == 2 and all(amount <= 5000 for _, amount in rows)}
    out = {who for who in chosen if hashlib.md5(f"trial/watch/|{who}".encode()).hexdigest()[:8] < "33333334"}
    return sorted(chosen.keys() - out, key=lambda who: (chosen[who], who.encode())), out


Z = NormalDist().inv_cdf(0.975)


def wilson(share, n):
    middle, half = share + Z * Z / (2 * n), Z * math.sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
    return max(0.0, (middle - half) / (1 + Z * Z / n)), min(1.0, (middle + half) / (1 + Z * Z / n))


def both_sides(z):
    return math.erfc(abs(z) / math.sqrt(2))


def student_both_sides(t, degrees):
    """The probability of a value of Student's distribution at least as far from 0, by Simpson's rule on its density."""
    scale = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)) / math.sqrt(degrees * math.pi)
    steps = 2000
    width = abs(t) / steps
    weights = [1, *[4, 2] * (steps // 2 - 1), 4, 1]
    inside = math.fsum(w * (1 + (at * width) ** 2 / degrees) ** (-(degrees + 1) / 2) for at, w in enumerate(weights))
    return 1 - 2 * scale * inside * width / 3


def student_critical(degrees):
    """What is passed, on both sides together, once in twenty times."""
    low, high = 0.0, 1000.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if student_both_sides(middle, degrees) > 0.05 else (low, middle)
    return (low + high) / 2


def mean(values):
    return math.fsum(values) / len(values)


def variance(values):
    middle = mean(values)
    return math.fsum((value - middle) ** 2 for value in values) / (len(values) - 1)


def effects(data, found, month):
    """What `senda effect` must say of customers on the list, for one month: {metric: {name: number}}."""
    groups = {customer: it for customer, it in found.items() if it["arm"] in ("treated", "control")}
    values = {"leaving": {}, "spending": {}}
    for row in data["months"]:
        if row["month_on"] == month:
            values["leaving"][row["customer"]] = 1.0 if row["left"] == "true" else 0.0
            if row["spent"] != "":
                values["spending"][row["customer"]] = float(row["spent"])
    out = {}
    for metric, known in values.items():
        arms = {arm: [known[c] for c, it in groups.items() if it["arm"] == arm and c in known] for arm in ("treated", "control")}
        t, c = arms["treated"], arms["control"]
        a, b = mean(t), mean(c)
        says = dict(treated=a, treated_n=len(t), control=b, control_n=len(c), difference=a - b,
                    without=sum(it["arm"] == "treated" and who not in known for who, it in groups.items()))
        if min(len(t), len(c)) >= 2:
            tv, cv = variance(t) / len(t), variance(c) / len(c)
            says["error"] = error = math.sqrt(tv + cv)
            if metric == "spending":
                says["degrees"] = degrees = (tv + cv) ** 2 / (tv * tv / (len(t) - 1) + cv * cv / (len(c) - 1))
                half = student_critical(degrees) * error
                says.update(p=student_both_sides((a - b) / error, degrees), low=a - b - half, high=a - b + half)
        if metric == "leaving":
            (al, ah), (bl, bh) = wilson(a, len(t)), wilson(b, len(c))
            says["low"] = a - b - math.sqrt((a - al) ** 2 + (bh - b) ** 2)
            says["high"] = a - b + math.sqrt((ah - a) ** 2 + (b - bl) ** 2)
            pooled = (sum(t) + sum(c)) / (len(t) + len(c))
            says["p"] = both_sides((a - b) / math.sqrt(pooled * (1 - pooled) * (1 / len(t) + 1 / len(c))))
            cost = 10 * len(t) + 50
            roi = (len(t) * (b - a) * 300 - cost) / cost
            error = math.sqrt(a * (1 - a) / len(t) + b * (1 - b) / len(c))
            half = Z * error * 300 * len(t) / cost
            says.update(roi=roi, roi_low=roi - half, roi_high=roi + half, even=(b - a) * 300 - 50 / len(t))
        strata = {}
        for who, it in groups.items():
            if who in known:
                key = tuple(sorted(it["strata"].items()))
                strata.setdefault(key, {"treated": [], "control": []})[it["arm"]].append(known[who])
        whole = [it for it in strata.values() if min(len(it["treated"]), len(it["control"])) >= 2]
        rest = {arm: [v for it in strata.values() if it not in whole for v in it[arm]] for arm in ("treated", "control")}
        whole += [rest] if rest["treated"] or rest["control"] else []
        if all(min(len(it["treated"]), len(it["control"])) >= 2 for it in whole) and len(whole) > 1:
            n = len(t) + len(c)
            weights = [(len(it["treated"]) + len(it["control"])) / n for it in whole]
            middle = math.fsum(w * (mean(it["treated"]) - mean(it["control"])) for w, it in zip(weights, whole))
            spread = math.fsum(w * w * sum(variance(it[arm]) / len(it[arm]) for arm in it) for w, it in zip(weights, whole))
            says.update(by_strata=middle, strata_high=middle + Z * math.sqrt(spread))
        out[metric] = says
    n = [sum(it["arm"] == arm for it in groups.values()) for arm in ("treated", "control")]
    out["ratio"] = both_sides((n[1] - sum(n) * SHARE) / math.sqrt(sum(n) * SHARE * (1 - SHARE)))
    return out
