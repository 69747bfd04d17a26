"""The import files of a district, read back as a bureau would: books of rows and figures."""

import csv
import dataclasses
import pathlib

MEASURES = ("initial_budget", "final_budget", "actual")


@dataclasses.dataclass
class Row:
    """One printed row; amounts as printed, by measure, those that are stated."""

    number: int
    section: str
    code: str
    fund: str
    kind: str
    printed: dict

    def covers(self, other):
        """Whether this row is printed as a total over another of its table."""
        if self.section != other.section or self.section not in ("functional", "economic"):
            return False
        return (self.code == "*" or other.code.startswith(self.code)) \
            and self.fund in ("", other.fund) and self.kind in ("", other.kind) \
            and (self.code, self.fund, self.kind) != (other.code, other.fund, other.kind)


@dataclasses.dataclass
class Book:
    """One submission with everything printed in it."""

    number: int
    unit_code: str
    year: int
    kind: str
    revision: int
    status: str
    amount_unit: str
    rows: list = dataclasses.field(default_factory=list)
    figures: dict = dataclasses.field(default_factory=dict)


class District:
    """All books of a folder, and the units that filed them."""

    def __init__(self, folder):
        self.books = {}
        for row in _table(folder, "submission"):
            book = Book(int(row["submission_id"]), row["unit_code"], int(row["fiscal_year"]),
                        row["kind"], int(row["revision"]), row["status"], row["amount_unit"])
            self.books[book.number] = book
        for row in _table(folder, "line"):
            code = {"functional": row["functional_code"], "economic": row["economic_code"],
                    "project": row["project_code"], "income": row["income_kind"]}[row["section"]]
            self.books[int(row["submission_id"])].rows.append(Row(
                int(row["line_no"]), row["section"], code, row["fund_type"],
                row["expenditure_kind"],
                {measure: row[measure] for measure in MEASURES if row[measure]}))
        for row in _table(folder, "stated_figure"):
            self.books[int(row["submission_id"])].figures[row["figure"]] = row["value"]
        self.units = list(_table(folder, "unit"))
        self._types = {unit["unit_code"]: unit["unit_type"] for unit in self.units}
        self._effective = {}
        for book in self.books.values():
            key = (book.unit_code, book.year, book.kind)
            rival = self._effective.get(key)
            if book.status in ("submitted", "accepted") \
                    and (rival is None or rival.revision < book.revision):
                self._effective[key] = book

    def account(self, unit_code, year):
        """What counts for a unit's year: its final account, else its self-evaluation."""
        return self._effective.get((unit_code, year, "final_account")) \
            or self._effective.get((unit_code, year, "self_evaluation"))

    def unit_type(self, unit_code):
        return self._types.get(unit_code, "")

    def groups_above(self, unit_code, year):
        """The groups over a unit that filed an account of their own."""
        parents = {unit["unit_code"]: unit["parent_code"] for unit in self._valid(year)}
        above = parents.get(unit_code)
        while above:
            if self.account(above, year):
                yield above
            above = parents.get(above)

    def leaves_below(self, group, year):
        """The units without children at any depth below a group."""
        children = {}
        for unit in self._valid(year):
            children.setdefault(unit["parent_code"], []).append(unit["unit_code"])
        waiting, leaves = list(children.get(group, [])), []
        while waiting:
            unit_code = waiting.pop()
            below = children.get(unit_code, [])
            waiting += below
            if not below:
                leaves.append(unit_code)
        return leaves

    def _valid(self, year):
        return [unit for unit in self.units
                if int(unit["valid_from"]) <= year <= int(unit["valid_to"] or 9999)]


def planted(folder):
    """The rows of planted.csv."""
    return list(_table(folder, "planted"))


def _table(folder, name):
    with open(pathlib.Path(folder) / f"{name}.csv", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
