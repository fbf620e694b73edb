"""The codebooks of two platforms side by side: from what one stores to the question it answers."""
import csv


class Codes:
    """What SurveyJS and another platform call the questions of one survey, and store for them."""

    def __init__(self, survey, ours, theirs):
        rows = lambda file: [row for row in csv.DictReader(file.open(encoding="utf-8")) if row["survey"] == survey]
        self.own = {row["question"]: row for row in rows(ours)}
        self.question = {row["name"]: row["question"] for row in rows(theirs)}
        self.words = {row["name"]: dict(part.split("=") for part in row["values"].split("|") if "=" in part)
                      for row in rows(theirs)}
