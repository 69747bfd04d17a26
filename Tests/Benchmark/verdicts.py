"""What a night's anomalies say of each planted slip: seen or not, whom they blame, and why."""

import dataclasses
import json
import re

#: The published anomalies with the key of their place, which tells rows and measures apart.
ANOMALIES = """
SELECT to_json(shown) FROM (
  SELECT anomaly.rule_code, severity, submission_id, line_no, figure, cause, suggestion, message,
    evidence, identity.place
  FROM summary.anomaly
  JOIN control.anomaly_identity AS identity USING (anomaly_id)
  ORDER BY identity.place, anomaly.rule_code) AS shown
"""

#: Where a number stands: (line, measure) in a table, (None, name) outside.
ROW = re.compile(r"第(\d+)行.* (年初预算数|全年预算数|决算数)$")
MEASURE = {"年初预算数": "initial_budget", "全年预算数": "final_budget", "决算数": "actual"}
#: How a suggestion begins that names one slip, and how each of several is written.
ALONE = ("很可能是", "其余各数彼此相符,唯此数不符")
RIVAL = re.compile(r"(?:自)?(.+?)(之下少列一行|起 \d+ 个数整体错开一行|应为|应在|有误)")


@dataclasses.dataclass
class Anomaly:
    """One published anomaly."""

    rule: str
    severity: str
    submission: int
    cause: str
    suggestion: str
    message: str
    #: Its identity over the nights.
    place: str
    #: The number that it stands at.
    spot: tuple
    #: The numbers of its relation; whether a long list was cut.
    operands: set
    is_cut: bool
    #: The numbers that it blames, at most five, each with whether a row is missing under it.
    blamed: list
    is_alone: bool


def read(database):
    """All anomalies of the current publication."""
    return [_anomaly(json.loads(line)) for line in database.execute(ANOMALIES).splitlines()]


def _anomaly(row):
    parts = re.split(r"(?<!\\)\|", row["place"])
    measure, evidence = parts[8], row["evidence"]
    figure = row["figure"] or next((one["figure"] for one in evidence if "figure" in one), None)
    spot = (row["line_no"], measure) if row["line_no"] else (None, figure)
    labels = {one["label"]: _spot(one) for one in evidence}
    suggestion = row["suggestion"] or ""
    alone = suggestion.startswith(ALONE) or len(evidence) <= 1
    missing = "之下少列一行" in suggestion
    blamed = [(spot, missing)] if alone else _rivals(suggestion, labels)
    return Anomaly(row["rule_code"], row["severity"], row["submission_id"], row["cause"],
                   suggestion, row["message"], row["rule_code"] + "|" + row["place"], spot,
                   set(labels.values()) - {None} | {spot},
                   any(one["label"].startswith("另有 ") for one in evidence), blamed, alone)


def _spot(operand):
    if "line_no" in operand:
        return (operand["line_no"], operand["measure"])
    return (None, operand["figure"]) if "figure" in operand else None


def _rivals(suggestion, labels):
    """The figures that a suggestion lists, in its order."""
    found = []
    for text in re.split(r"[:;]\d+\) ", suggestion)[1:]:
        match = RIVAL.match(text)
        if not match:
            raise SystemExit(f"A suggestion is written in a way unknown here: {suggestion}")
        label = match[1]
        row = ROW.match(label)
        spot = (int(row[1]), MEASURE[row[2]]) if row else labels.get(label)
        found.append((spot, match[2] == "之下少列一行"))
    return found


@dataclasses.dataclass
class Slip:
    """One planted slip, and what became of it."""

    cause: str
    submission: int
    unit: str
    year: int
    place: dict
    is_visible: bool = False
    #: Relations that the naive checker sees broken.
    relations: tuple = ()
    is_recalled: bool = False
    is_listed: bool = False
    names_figure: bool = False
    is_alone: bool = False
    names_cause: bool = False
    #: What is listed that was not without the slips, in its own book.
    anomalies: tuple = ()

    def spots(self, clean_book):
        """The numbers that are wrong, the one to blame first; for a lost row its totals."""
        place = self.place
        if place["figure"]:
            return [(None, place["figure"])]
        line, measure = int(place["line_no"]), place["measure"]
        if place["detail"] == "lost row":
            return lost_row_totals(clean_book, line)
        if measure:
            return [(line, measure)]
        row = next(row for row in clean_book.rows if row.number == line)
        return [(line, measure) for measure in row.printed]


#: The figures outside the tables that the rows of a section add up to.
SUMS = {"functional": ("total", "basic", "project"), "economic": ("basic",),
        "project": ("project",), "income": ("income",)}


def lost_row_totals(book, line):
    """Every figure that should have counted a row which is not printed."""
    lost = next(row for row in book.rows if row.number == line)
    spots = [(row.number, measure) for row in book.rows if row.covers(lost)
             for measure in row.printed]
    names = ["income.total"] if lost.section == "income" else [
        f"{family}.{measure}" for family in SUMS[lost.section] for measure in lost.printed
        if family in ("total", lost.kind)]
    if lost.section == "functional":
        names += [f"total.{measure}.{lost.fund}" for measure in lost.printed]
    return spots + [(None, name) for name in names if name in book.figures]


def judge(slip, clean_book, anomalies):
    """Fills in what the anomalies of the slip's own book say of it.

    Recalled: an error, or an info where the slip is one of rounding, whose relation has the wrong
    number in it. Named: the wrong number is among the at most five that it blames; a lost row must
    be said to be missing under a total that counts it. Alone: it is the only one blamed, and no
    other error of the book blames another number alone.
    """
    spots = set(slip.spots(clean_book))
    slip.anomalies = tuple(anomalies)
    graded = ("error", "info") if slip.cause == "rounding" else ("error",)
    touching = [one for one in anomalies if one.operands & spots or _is_cut_from(one, slip)]
    slip.is_listed = bool(touching)
    grave = [one for one in touching if one.severity in graded]
    slip.is_recalled = bool(grave)
    is_lost = slip.place["detail"] == "lost row"

    def names(anomaly):
        return any(spot in spots and (not is_lost or missing or anomaly.cause == slip.cause)
                   for spot, missing in anomaly.blamed)

    slip.names_figure = any(names(one) for one in grave)
    alone = [one for one in grave if one.is_alone and names(one)]
    others = [one for one in anomalies
              if one.severity in graded and one.is_alone and not names(one)]
    slip.is_alone = bool(alone) and not others
    slip.names_cause = slip.is_alone and all(one.cause == slip.cause for one in alone)


def _is_cut_from(anomaly, slip):
    """Whether the number may be behind the cut of a long list of rows of its table."""
    return anomaly.is_cut and slip.place["section"] == anomaly.place.split("|")[4]
