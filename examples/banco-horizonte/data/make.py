"""Writes the data files of this example. Always the same rows: `python3 data/make.py`.

The people are invented. Numbers are drawn so that the metrics land near the
baselines of the program in every quarter of 2026, up to 2026-11-20.
"""

import csv
import pathlib
import random
from datetime import date, datetime, timedelta

HERE = pathlib.Path(__file__).parent
TODAY = date(2026, 11, 20)
QUARTERS = [(date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2026, 6, 30)),
            (date(2026, 7, 1), date(2026, 9, 30)), (date(2026, 10, 1), TODAY)]
ARCHETYPES = {"MX_01": 0.46, "MX_02": 0.34, "MX_03": 0.20}
SEGMENTS = {"MX_01": ["new-payroll", "new-payroll", "thin-file"], "MX_02": ["second-credit"], "MX_03": ["self-employed"]}

rng = random.Random(20261120)


def pick(weights):
    return rng.choices(list(weights), list(weights.values()))[0]


def between(start, end):
    return start + timedelta(days=rng.randrange((end - start).days + 1))


def chance(share):
    return rng.random() < share


def yes(flag):
    return "true" if flag else "false"


def exact(n, shares):
    """A shuffled list of n values that holds each one in exactly its share."""
    values = [value for value, share in shares.items() for _ in range(round(n * share))]
    values = (values + [max(shares, key=shares.get)] * n)[:n]
    rng.shuffle(values)
    return values


def write(name, columns, rows):
    with open(HERE / name, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        out.writerows(rows)


def customers():
    rows = []
    sources = {"payroll-agreement": 0.31, "branch-walk-in": 0.24, "paid-ads": 0.19, "referral": 0.15, "search": 0.11}
    for number in range(1, 901):
        archetype = pick(ARCHETYPES)
        opened = between(date(2025, 7, 1), date(2026, 11, 14))
        early = chance(0.12)
        late = not early and chance(0.08)
        closed = opened + timedelta(days=rng.randrange(14, 89) if early else rng.randrange(120, 400))
        closed = closed if (early or late) and closed <= TODAY else None
        asked = closed - timedelta(days=rng.randrange(1, 5)) if closed else None
        review = opened + timedelta(days=365) if archetype == "MX_02" and not closed else None
        rows.append([f"C{number:04}", archetype, rng.choice(SEGMENTS[archetype]), pick(sources), opened,
                     asked or "", closed or "", review or ""])
    return rows


def responses(people):
    rows = []
    channels = {"relationship-survey": {"email": 0.6, "app": 0.4}, "relationship-survey-2025": {"contact-center": 1},
                "advice-pulse": {"messaging": 1}, "decision-pulse": {"app": 0.7, "email": 0.3},
                "resolution-pulse": {"messaging": 1}, "goal-pulse": {"app": 1}, "welcome-pulse": {"app": 0.5, "email": 0.5}}
    columns = ["recommend", "clarity", "speed", "care", "advice", "explained_first", "effort", "resolution_effort",
               "achieved", "joined_because"]

    def add(survey, start, end, version, **answers):
        person = rng.choice(people)
        moment = datetime.combine(between(start, end), datetime.min.time()) + timedelta(minutes=rng.randrange(480, 1320))
        archetype = "MX_01" if survey == "advice-pulse" else person[1]
        rows.append([f"R{len(rows) + 1:05}", person[0], survey, version, "en" if chance(0.02) else "es", archetype,
                     pick(channels[survey]), moment.isoformat(timespec="minutes"), rng.randrange(90, 900)]
                    + [answers.get(column, "") for column in columns]
                    + [{"MX_01": "1.1", "MX_02": "0.95", "MX_03": "0.85"}[archetype]])

    def marks(n, promoters, detractors):
        kinds = exact(n, {"p": promoters, "d": detractors, "n": 1 - promoters - detractors})
        range_of = {"p": (9, 10), "n": (7, 8), "d": (0, 1, 2, 3, 4, 5, 5, 6, 6)}
        return [rng.choice(range_of[kind]) for kind in kinds]

    for mark in marks(90, 0.47, 0.20):
        add("relationship-survey-2025", date(2025, 10, 1), date(2025, 12, 20), 1, recommend=mark)
    plan = [(180, 0.50, 0.19), (180, 0.505, 0.19), (200, 0.52, 0.19), (110, 0.525, 0.185)]
    for quarter, (start, end) in enumerate(QUARTERS):
        n, promoters, detractors = plan[quarter]
        scale = 1 if quarter < 3 else 0.55
        for mark in marks(n, promoters, detractors) + [11, 99]:
            mood = min(mark, 10) if mark <= 10 else 6
            near = lambda shift: max(1, min(5, round(mood / 2 + shift + rng.gauss(0, 0.9))))
            add("relationship-survey", start, end, 2, recommend=mark, clarity=near(-0.4),
                speed=9 if chance(0.04) else near(-0.9), care=near(0.2))
        for satisfied in exact(round(60 * scale), {True: 0.74 + 0.01 * quarter, False: 0.26 - 0.01 * quarter}):
            add("advice-pulse", start, end, 1, advice=rng.choice((4, 5)) if satisfied else rng.choice((1, 2, 3, 3)),
                explained_first=yes(chance(0.61 + 0.03 * quarter)))
        for effort in exact(round(70 * scale), {1: 0.03, 2: 0.05, 3: 0.08, 4: 0.14, 5: 0.24, 6: 0.26, 7: 0.20}):
            add("decision-pulse", start, end, 1, effort=9 if chance(0.02) else effort)
        for easy in exact(round(60 * scale), {True: 0.66 + 0.01 * quarter, False: 0.34 - 0.01 * quarter}):
            add("resolution-pulse", start, end, 1, resolution_effort=rng.choice((5, 6, 7)) if easy else rng.choice((1, 2, 3, 4)))
        for done in exact(round(64 * scale), {True: 0.48, False: 0.52}):
            add("goal-pulse", start, end, 1, achieved=yes(done))
        for _ in range(round(40 * scale)):
            add("welcome-pulse", start, end, 1, joined_because=pick({"recommended": 0.17, "advertising": 0.25, "employer": 0.31, "branch": 0.27}))
    return columns, rows


def customer_quarters(people):
    rows = []
    margin = {"MX_01": 280, "MX_02": 1345, "MX_03": 940}
    for quarter, (_, close) in enumerate(QUARTERS[:3]):
        for person, loss in zip(people[:400], exact(400, {True: 0.20, False: 0.80})):
            was_customer = loss or chance(0.99)
            left = loss
            costly = not left and chance(0.09)
            prior = round(margin[person[1]] * rng.uniform(0.75, 1.25))
            now = 0 if left else round(rng.uniform(-560, -60)) if costly else round(prior * rng.uniform(1.08, 1.28))
            revenue = round(prior * 2.4)
            due = 0 if left else 3
            on_time = sum(chance(0.93) for _ in range(due))
            rows.append([f"Q{quarter + 1}-{person[0]}", person[0], person[1], close, yes(was_customer), yes(left),
                         round(revenue * (rng.uniform(0.2, 0.7) if left else rng.uniform(1.01, 1.22))), revenue, now, prior,
                         due, on_time, 0 if left else max(0, round(rng.gauss(15, 7))), pick({0: 0.8, 1: 0.15, 2: 0.05}),
                         "" if left else f"{min(0.98, max(0.02, rng.gauss(0.41, 0.18))):.2f}", yes(chance(0.004))])
    return rows


def applications(people):
    rows = []
    days = {"MX_01": (2, 8), "MX_02": (9, 21), "MX_03": (2, 9)}
    for number in range(1, 801):
        person = rng.choice(people)
        asked = between(date(2025, 12, 20), date(2026, 11, 5))
        decided = asked + timedelta(days=rng.randrange(*days[person[1]]))
        approved = chance(0.70)
        rows.append([f"A{number:04}", person[0], person[1], pick({"app": 0.6, "branch": 0.3, "messaging": 0.1}), asked,
                     min(decided, TODAY), yes(approved), yes(approved and chance(0.82))])
    return rows


def credits(people):
    rows = []
    for number in range(1, 701):
        person = rng.choice(people)
        opened = between(date(2025, 12, 1), date(2026, 11, 14))
        used = opened + timedelta(days=rng.randrange(3, 88) if chance(0.42) else rng.randrange(100, 240))
        sixth = opened + timedelta(days=190) if chance(0.7) else None
        price = rng.choice((600, 900, 1200))
        paid = price if chance(0.72) else round(price * rng.uniform(0.65, 0.85))
        rows.append([f"K{number:04}", person[0], person[1], opened, used if used <= TODAY else "",
                     sixth if sixth and sixth <= TODAY else "", price, paid])
    return rows


def cases(people):
    rows = []
    for number in range(1, 901):
        person = rng.choice(people)
        opened = between(date(2026, 1, 2), date(2026, 11, 18))
        complaint = chance(0.10)
        first = chance(0.70)
        closed = opened + timedelta(days=rng.randrange(6, 20) if complaint else rng.randrange(0, 4))
        topics = {"unknown-charge": 0.4, "refused-credit": 0.2, "late-answer": 0.2, "app-failure": 0.12, "other": 0.08}
        done = closed <= TODAY
        outcome = "resolved" if first else pick({"resolved": 0.72, "not-resolved": 0.18, "unreachable": 0.10})
        rows.append([f"S{number:04}", person[0], person[1], pick({"contact-center": 0.6, "messaging": 0.3, "social": 0.1}),
                     opened, closed if done else "", 1 if first else rng.choice((2, 2, 3, 4)), yes(complaint), pick(topics),
                     outcome if done else ""])
    return rows


def referrals(people):
    rows = []
    for start, end in QUARTERS:
        n = 200 if end < TODAY else 110
        for joined in exact(n, {True: 0.03, False: 0.97}):
            person = rng.choice(people)
            sent = between(start, end)
            arrived = sent + timedelta(days=rng.randrange(2, 25))
            rows.append([f"I{len(rows) + 1:04}", person[0], person[1], sent, arrived if joined and arrived <= TODAY else ""])
    return rows


def acquisition_months():
    rows = []
    plan = {"payroll-agreement": (1800, 870), "branch-walk-in": (1400, 1060), "paid-ads": (1100, 2270), "referral": (850, 260), "search": (650, 1840)}
    for month in range(1, 12):
        for source, (new, cost) in plan.items():
            joined = round(new * rng.uniform(0.93, 1.07) * (0.65 if month == 11 else 1))
            rows.append([f"2026-{month:02}-{source}", date(2026, month, 1), source, round(joined * cost * rng.uniform(0.96, 1.04)), joined])
    return rows


def calls():
    rows = []
    day = date(2026, 1, 2)
    while day <= TODAY:
        if day.weekday() < 6:
            offered = rng.randrange(1150, 1500) if day.weekday() < 5 else rng.randrange(400, 560)
            share = 0.905 + 0.004 * (day.month - 1) + rng.uniform(-0.015, 0.015)
            rows.append([day.isoformat(), day, offered, round(offered * min(share, 0.99))])
        day += timedelta(days=1)
    return rows


def team_responses():
    rows = []
    roles = {"advisor": 0.55, "recovery-agent": 0.2, "digital-care": 0.25}
    for quarter, (start, end) in enumerate(QUARTERS):
        for _ in range(130 if quarter < 3 else 60):
            rows.append([f"T{len(rows) + 1:04}", pick(roles), between(start, end), pick({1: 0.09, 2: 0.21, 3: 0.33, 4: 0.27, 5: 0.10})])
    return rows


def contacts(answers):
    """Invitations to those who answered, and messages of playbooks to a few of them."""
    rows = []
    for answer in answers:
        day = date.fromisoformat(str(answer[7])[:10])
        rows.append([f"X{len(rows) + 1:05}", answer[1], day - timedelta(days=pick({1: 0.5, 2: 0.3, 4: 0.2})), answer[2], ""])
        if chance(0.05):
            rows.append([f"X{len(rows) + 1:05}", answer[1], day + timedelta(days=pick({1: 0.5, 3: 0.5})), "", "activate-promoters"])
    return rows


def main():
    people = customers()
    write("customers.csv", ["customer_id", "archetype", "segment", "lead_source", "opened_on", "close_requested_on", "closed_on", "rate_review_on"], people)
    answers, rows = responses(people)
    write("responses.csv", ["response_id", "customer_id", "survey", "wording_version", "language", "archetype", "channel",
                            "responded_at", "tenure_days"] + answers + ["weight"], rows)
    write("customer_quarters.csv", ["snapshot_id", "customer_id", "archetype", "quarter_close", "active_a_year_ago",
                                    "left_within_year", "revenue_12m", "revenue_prior_12m", "margin_12m", "margin_prior_12m",
                                    "payments_due", "payments_on_time", "active_days", "open_problems", "line_used", "fraud_alert"],
          customer_quarters(people))
    write("applications.csv", ["application_id", "customer_id", "archetype", "channel", "asked_on", "decided_on", "approved", "taken"], applications(people))
    write("credits.csv", ["credit_id", "customer_id", "archetype", "opened_on", "first_used_on", "sixth_payment_on", "list_price", "price_paid"], credits(people))
    write("cases.csv", ["case_id", "customer_id", "archetype", "channel", "opened_on", "closed_on", "contacts", "complaint", "topic", "outcome"], cases(people))
    write("referrals.csv", ["invitation_id", "customer_id", "archetype", "sent_on", "joined_on"], referrals(people))
    write("acquisition_months.csv", ["row_id", "month_start", "lead_source", "spend", "new_customers"], acquisition_months())
    write("calls.csv", ["row_id", "day", "offered", "answered_in_time"], calls())
    write("team_responses.csv", ["answer_id", "role", "answered_on", "able_to_help"], team_responses())
    write("contacts.csv", ["contact_id", "customer_id", "contacted_on", "survey", "playbook"], contacts(rows))


if __name__ == "__main__":
    main()
