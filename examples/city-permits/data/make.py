"""Writes the data files of this example. Always the same rows: `python3 data/make.py`."""

import csv
import pathlib
import random
from datetime import date, timedelta

HERE = pathlib.Path(__file__).parent
TODAY = date(2026, 11, 20)
rng = random.Random(20261120)


def write(name, columns, rows):
    with open(HERE / name, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        out.writerows(rows)


permits, feedback = [], []
for number in range(1, 561):
    filed = date(2026, 1, 2) + timedelta(days=rng.randrange(318))
    before = rng.choice((0, 0, 1, 2, 3))
    decided = filed + timedelta(days=rng.randrange(6, 25))
    visits = rng.choices((1, 2, 3, 4), (0.40, 0.36, 0.18, 0.06))[0]
    shop, person = f"shop-{number % 420:03}", f"P{number:04}"
    archetype = "growing-shop" if before else "first-shop"
    permits.append([f"N{number:04}", shop, person, archetype, before, filed, decided if decided <= TODAY else "", visits])
    if decided < TODAY and rng.random() < 0.75:
        mood = 4 - visits
        mark = lambda shift: max(1, min(5, round(2.62 + 0.55 * mood + shift + rng.gauss(0, 0.9))))
        feedback.append([f"F{number:04}", shop, person, archetype, decided + timedelta(days=1), mark(-0.1), mark(0), mark(-0.35),
                         "true" if rng.random() < 0.44 else "false"])

write("permits.csv", ["permit_id", "shop_id", "person_id", "archetype", "permits_before", "filed_on", "decided_on", "visits"], permits)
write("feedback.csv", ["response_id", "shop_id", "person_id", "archetype", "responded_on", "trust", "effectiveness", "ease", "as_announced"], feedback)
