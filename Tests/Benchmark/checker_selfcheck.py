"""Tiny books that the naive checker must judge right before anything is measured with it."""

import copy
import types

from books import MEASURES, Book, Row
from checker import SHORT, broken
from printed import amount, percent

CELLS = [("*", "", "", "30.03"), ("*", "", "basic", "20.02"), ("*", "", "project", "10.01"),
         ("201", "", "", "30.03"), ("20101", "", "", "30.03"),
         ("2010101", "general", "basic", "20.02"), ("2010102", "general", "project", "10.01")]
FIGURES = {"total.actual": "30.03", "basic.actual": "20.02", "project.actual": "10.01",
           "total.prior": "27.30", "total.change": "2.73", "total.change_percent": "10.0",
           "share_percent.201": "100.0", "income.total": "30.03",
           "three_public.actual": "3.00", "three_public.overseas.actual": "0.00",
           "three_public.vehicle.actual": "2.00", "three_public.reception.actual": "1.00",
           "procurement.total": "6.00", "procurement.goods": "1.00", "procurement.works": "2.00",
           "procurement.services": "3.00", "procurement.sme": "4.00", "procurement.micro": "3.00",
           "reception.batches": "2", "reception.persons": "9", "vehicle.count": "3",
           "vehicle.bought": "1", "vehicle.disposed": "0", "operating_cost.actual": "5.00"}


def book(number, year):
    rows = [Row(index, "functional", code, fund, kind, {measure: text for measure in MEASURES})
            for index, (code, fund, kind, text) in enumerate(CELLS, start=1)]
    rows += [Row(11, "economic", "301", "general", "basic", {"actual": "15.02"}),
             Row(12, "economic", "30101", "general", "basic", {"actual": "15.02"}),
             Row(13, "economic", "302", "general", "basic", {"actual": "5.00"}),
             Row(14, "economic", "30201", "general", "basic", {"actual": "4.00"}),
             Row(15, "economic", "30217", "general", "basic", {"actual": "1.00"}),
             Row(21, "project", "P1", "general", "project",
                 {measure: "10.01" for measure in MEASURES}),
             Row(31, "income", "appropriation", "general", "", {"actual": "30.03"})]
    return Book(number, "101001", year, "final_account", 1, "accepted", "wan_yuan", rows,
                dict(FIGURES))


def district(now, before, group=None):
    """A district of one unit, perhaps under a group."""
    accounts = {("101001", now.year): now, ("101001", before.year): before}
    if group:
        accounts["101", now.year] = group
    return types.SimpleNamespace(
        books={now.number: now, before.number: before},
        account=lambda unit, year: accounts.get((unit, year)), unit_type=lambda unit: "行政",
        groups_above=lambda unit, year: ["101"] if group and year == now.year else [],
        leaves_below=lambda unit, year: ["101001"])


#: A change of the book, and the relations that it must break, no more and no fewer.
SLIPS = [
    ({}, {}, set()),
    # Half of the last digit of each: two rows and their total may differ by 0.01, not by 0.02.
    ({(1, "final_budget"): "30.04", (4, "final_budget"): "30.04", (5, "final_budget"): "30.04"},
     {}, set()),
    ({(5, "final_budget"): "30.05"}, {}, {"total"}),
    ({(6, "initial_budget"): "20.20"}, {}, {"total"}),
    ({(7, "actual"): "10.10"}, {}, {"total", "stated", SHORT, "share"}),
    ({(21, "actual"): "9.10"}, {}, {SHORT}),
    ({(12, "actual"): "15.20"}, {}, {"total", "stated", "economic"}),
    ({(15, "actual"): "10.00"}, {},
     {"total", "stated", "economic", "restricted", "running"}),
    ({(21, "final_budget"): "11.00"}, {}, {"projects"}),
    ({(31, "actual"): "30.30"}, {}, {"stated"}),
    ({}, {"total.actual": "33.00"}, {"stated", "change", "growth", "share"}),
    ({}, {"total.change": "-2.73"}, {"change", "growth"}),
    ({}, {"total.change_percent": "9.1"}, {"growth"}),
    ({}, {"total.prior": "23.70"}, {"change", "growth", "prior"}),
    ({}, {"share_percent.201": "99.7"}, {"share"}),
    ({}, {"share_percent.201": "99.9"}, {"share"}),
    ({}, {"three_public.vehicle.actual": "20.00"}, {"parts"}),
    ({}, {"procurement.micro": "4.01"}, {"micro"}),
    ({}, {"procurement.micro": "4.00"}, set()),
    ({}, {"reception.persons": "0"}, {"guests"}),
    ({}, {"vehicle.count": "5"}, {"cars"}),
    ({}, {"operating_cost.actual": "5.50"}, {"running"}),
]


def run():
    """Fails loudly where the checker is wrong."""
    expect(amount("48.6", "wan_yuan").low == 485_500 * 1_000_000, "48.6 万元 begins at 48.55")
    expect(amount("48.6", "wan_yuan").high_open, "48.65 万元 rounds to 48.7")
    expect(amount("12.34", "yuan").low == amount("12.34", "yuan").high, "fen are exact")
    expect(percent("-2").high_open is False and percent("-2").low_open, "−2.5 rounds to −3")
    for cells, figures, names in SLIPS:
        before, now = book(1, 2022), book(2, 2023)
        before.figures = {"total.actual": "27.30", "vehicle.count": "2"}
        before.rows = []
        for (line, measure), text in cells.items():
            next(row for row in now.rows if row.number == line).printed[measure] = text
        now.figures.update(figures)
        found = {key[0] for key in broken(district(now, before), 2)}
        expect(found == names, f"{cells} {figures}: {found} instead of {names}")
    group = copy.deepcopy(book(3, 2023))
    group.rows[0].printed["actual"] = "31.00"
    now, before = book(2, 2023), book(1, 2022)
    before.figures = {}
    found = broken(district(now, before, group), 2)
    expect(found == {("group", 3, "actual", "*")}, f"a group's total: {found}")


def expect(holds, what):
    if not holds:
        raise SystemExit(f"The naive checker is wrong: {what}")


if __name__ == "__main__":
    run()
