"""What a night's anomalies say of each planted slip: seen or not, whom they blame, and why."""

import dataclasses
import decimal
import json
import re

from checker import SHORT

#: The published anomalies with the key of their place, which tells rows and measures apart.
ANOMALIES = """
SELECT to_json(shown) FROM (
  SELECT anomaly.rule_code, severity, submission_id, line_no, figure, cause, suggestion, message,
    evidence, identity.place
  FROM summary.anomaly
  JOIN control.anomaly_identity AS identity USING (anomaly_id)
  ORDER BY identity.place, anomaly.rule_code) AS shown
"""

#: Where a number stands: (line, measure) in a table, with no measure where a slip is in all amounts
#: of a row; (None, name) outside.
ROW = re.compile(r"第(\d+)行.*?(?: (年初预算数|全年预算数|决算数))? ?$")
MEASURE = {"年初预算数": "initial_budget", "全年预算数": "final_budget", "决算数": "actual", None: ""}
#: How a suggestion begins that names one slip, and how each of several is written.
ALONE = re.compile(r"(?:很可能是[^:]*|其余各数彼此相符,唯[^:]*不符):(.*)")
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
    alone = ALONE.match(suggestion)
    if alone:
        blamed = [_blamed(alone[1], labels)]
    elif len(evidence) <= 1:
        blamed = [(spot, False)]
    else:
        blamed = [_blamed(text, labels) for text in re.split(r"[:;]\d+\) ", suggestion)[1:]]
    return Anomaly(row["rule_code"], row["severity"], row["submission_id"], row["cause"],
                   suggestion, row["message"], row["rule_code"] + "|" + row["place"], spot,
                   set(labels.values()) - {None} | {spot},
                   any(one["label"].startswith("另有 ") for one in evidence), blamed,
                   bool(alone) or len(evidence) <= 1)


def _spot(operand):
    if "line_no" in operand:
        return (operand["line_no"], operand["measure"])
    return (None, operand["figure"]) if "figure" in operand else None


def _blamed(text, labels):
    """The number that an explanation begins with, and whether a row is missing under it."""
    match = RIVAL.match(text)
    if not match:
        raise SystemExit(f"An explanation is written in a way unknown here: {text}")
    row = ROW.match(match[1])
    spot = (int(row[1]), MEASURE[row[2]]) if row else labels.get(match[1])
    return spot, match[2] == "之下少列一行"


@dataclasses.dataclass
class Slip:
    """One planted slip, and what became of it."""

    cause: str
    submission: int
    unit: str
    year: int
    place: dict
    #: Whether the figure is never rounded: whole fen, people.
    is_exact: bool = False
    is_visible: bool = False
    #: Relations that the naive checker sees broken.
    relations: tuple = ()
    is_recalled: bool = False
    #: The same by errors alone, or infos where rounding was planted.
    is_error: bool = False
    is_listed: bool = False
    names_figure: bool = False
    is_alone: bool = False
    names_cause: bool = False
    #: What is listed that was not without the slips, in its own book.
    anomalies: tuple = ()

    @property
    def is_lost_row(self):
        return self.place["detail"] == "lost row"

    @property
    def is_soft(self):
        """Whether it breaks only what may stand with an explanation."""
        return all(relation.startswith(f"('{SHORT}'") for relation in self.relations)

    @property
    def is_hairline(self):
        """Whether the number is off by no more than one in its last digit, where it is rounded:
        whatever happened, it cannot be told from bad rounding."""
        right, wrong = self.place["right_value"], self.place["wrong_value"]
        if not right or not wrong or self.is_exact:
            return False
        step = decimal.Decimal(1).scaleb(decimal.Decimal(right).as_tuple().exponent)
        return abs(decimal.Decimal(right) - decimal.Decimal(wrong)) <= step


def wrong_spots(slip, clean, planted):
    """The numbers that are wrong: those that differ; for a lost row the totals that count it."""
    if slip.is_lost_row:
        return lost_row_totals(clean, int(slip.place["line_no"]))
    rows = {row.number: row.printed for row in clean.rows}
    spots = {(row.number, measure) for row in planted.rows for measure in row.printed
             if row.printed[measure] != rows[row.number].get(measure)}
    return spots | {(None, name) for name, text in planted.figures.items()
                    if text != clean.figures[name]}


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
    return set(spots) | {(None, name) for name in names if name in book.figures}


def judge(slip, spots, anomalies):
    """Fills in what the anomalies of the slip's own book say of it.

    Recalled: an error whose relation has a wrong number in it; an info does where the slip is one
    of rounding or cannot be told from it, a review where it breaks only what may stand with an
    explanation. Named: the wrong number is among the at most five that it blames; a lost row must
    be said to be missing under a total that counts it. Alone: it is the only one blamed, and no
    other error of the book blames another number alone.
    """
    graded = {"error", "info"} if slip.cause == "rounding" else {"error"}
    strict = set(graded)
    if slip.is_hairline:
        graded.add("info")
    if slip.is_soft:
        graded.add("review")

    def is_wrong(spot):
        # A slip in all amounts of a row stands at the row as a whole.
        return spot in spots or bool(spot) and not spot[1] and any(
            spot[0] == line for line, _ in spots)

    def names(anomaly):
        is_told = anomaly.cause == slip.cause or not slip.is_lost_row
        return any(is_wrong(spot) and (missing or is_told) for spot, missing in anomaly.blamed)

    slip.anomalies = tuple(anomalies)
    touching = [one for one in anomalies
                if any(map(is_wrong, one.operands)) or _is_cut_from(one, slip)]
    slip.is_listed = bool(touching)
    grave = [one for one in touching if one.severity in graded]
    slip.is_recalled = bool(grave)
    slip.is_error = any(one.severity in strict for one in touching)
    slip.names_figure = any(names(one) for one in grave)
    alone = [one for one in grave if one.is_alone and names(one)]
    others = [one for one in anomalies
              if one.severity in graded and one.is_alone and not names(one)]
    slip.is_alone = bool(alone) and not others
    slip.names_cause = slip.is_alone and all(one.cause == slip.cause for one in alone)


def _is_cut_from(anomaly, slip):
    """Whether the number may be behind the cut of a long list of rows of its table."""
    return anomaly.is_cut and slip.place["section"] == anomaly.place.split("|")[4]
