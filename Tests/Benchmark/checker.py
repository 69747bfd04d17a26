"""A naive checker: which relations between printed figures cannot be true however they are rounded.

Written from what a bureau asks of such books, apart from the program that is measured: sums of
rows, figures in words against tables, changes, growth, shares, last year's book, the department's
own account. Nothing here knows causes, and nothing is tuned.
"""

from books import MEASURES
from printed import amount, percent, quotient, total

#: The items of basic spending that the restricted spending of table 7 cannot be less than.
RESTRICTED = {"30212": "three_public.overseas.actual", "30217": "three_public.reception.actual",
              "30231": "three_public.vehicle_running.actual",
              "31013": "three_public.vehicle_purchase.actual"}


#: Projects that fall short of the project spending: a report may name the major ones only, so that
#: this wants an explanation, as all else here does not.
SHORT = "projects fall short"


def broken(district, number):
    """The keys of all broken relations that a book takes part in, other books among them."""
    book = district.books[number]
    found = set()
    for key, holds in [*of_book(district, book), *over_years(district, book),
                       *of_groups(district, book)]:
        if not holds:
            found.add(key)
    return found


class Reader:
    """The printed numbers of one book as intervals."""

    def __init__(self, book):
        self.book = book
        self._own = {}

    def cell(self, row, measure):
        return amount(row.printed[measure], self.book.amount_unit)

    def figure(self, name):
        """A stated amount; None where it is not stated."""
        text = self.book.figures.get(name)
        return None if text is None else amount(text, self.book.amount_unit)

    def count(self, name):
        text = self.book.figures.get(name)
        return None if text is None else amount(text, "yuan").low

    def rows(self, section, measure):
        return [row for row in self.book.rows
                if row.section == section and measure in row.printed]

    def own(self, section, measure):
        """The rows that are amounts of their own, without printed totals."""
        if (section, measure) not in self._own:
            rows = self.rows(section, measure)
            self._own[section, measure] = [
                row for row in rows if not any(row.covers(other) for other in rows)]
        return self._own[section, measure]

    def sum(self, rows, measure):
        return total(self.cell(row, measure) for row in rows)


def of_book(district, book):
    """Relations within one book: pairs of a key and whether it can be true."""
    reader = Reader(book)
    yield from printed_totals(reader)
    yield from stated_totals(reader)
    yield from parts_of_figures(reader)
    yield from growth(reader)
    yield from shares(reader)
    yield from logic(reader)
    if district.unit_type(book.unit_code) in ("行政", "参公"):
        running = [row for row in reader.own("economic", "actual")
                   if row.code[:3] in ("302", "310")]
        yield from equal(("running", book.number), reader.figure("operating_cost.actual"),
                         reader.sum(running, "actual") if running else None)


def equal(key, left, right):
    """Whether two intervals have a number in common, where both are there."""
    if left is not None and right is not None:
        yield key, left.meets(right)


def within(key, part, whole):
    """Whether a part can be no more than the whole, where both are there."""
    if part is not None and whole is not None:
        yield key, part.reaches(whole)


def printed_totals(reader):
    """Every printed total against its amounts, against its next level, and by kind."""
    for section in ("functional", "economic"):
        for measure in MEASURES:
            rows, own = reader.rows(section, measure), reader.own(section, measure)
            for row in rows:
                amounts = [other for other in own if row.covers(other)]
                if not amounts:
                    continue
                key = ("total", reader.book.number, section, measure, row.number)
                stated = reader.cell(row, measure)
                yield (*key, "rows"), stated.meets(reader.sum(amounts, measure))
                for name, parts in levels(row, rows):
                    reached = [other for part in parts for other in amounts
                               if part is other or part.covers(other)]
                    if sorted(map(id, reached)) == sorted(map(id, amounts)):
                        yield (*key, name), stated.meets(reader.sum(parts, measure))


def levels(row, rows):
    """The next level of codes under a total, and its rows of one kind each."""
    below = [other for other in rows if row.covers(other)]
    alike = [other for other in below if (other.fund, other.kind) == (row.fund, row.kind)]
    if alike:
        shortest = min(len(other.code) for other in alike)
        yield "next level", [other for other in alike if len(other.code) == shortest]
    kinds = [other for other in below
             if other.code == row.code and other.fund == row.fund and other.kind]
    if kinds and not row.kind:
        yield "kinds", kinds


def stated_totals(reader):
    """Totals in words against the tables, and tables against each other."""
    number = reader.book.number
    for measure in MEASURES:
        own = reader.own("functional", measure)
        for family, kind in (("total", ""), ("basic", "basic"), ("project", "project")):
            rows = [row for row in own if kind in ("", row.kind)]
            if rows:
                yield from equal(("stated", number, family, measure, "functional"),
                                 reader.figure(f"{family}.{measure}"), reader.sum(rows, measure))
        for fund in ("general", "fund", "capital"):
            rows = [row for row in own if row.fund == fund]
            if rows:
                yield from equal(("stated", number, "fund", measure, fund),
                                 reader.figure(f"total.{measure}.{fund}"),
                                 reader.sum(rows, measure))
        others = [row for row in own if row.kind not in ("basic", "project")]
        basic, project = reader.figure(f"basic.{measure}"), reader.figure(f"project.{measure}")
        if basic and project and not others:
            yield from equal(("stated", number, "kinds", measure),
                             reader.figure(f"total.{measure}"), basic + project)
        projects = reader.own("project", measure)
        if projects:
            named = reader.sum(projects, measure)
            rows = [row for row in own if row.kind == "project"]
            wholes = {"stated": project, "rows": reader.sum(rows, measure) if rows else None}
            for way, whole in wholes.items():
                yield from within(("projects", number, measure, way), named, whole)
                yield from within((SHORT, number, measure, way), whole, named)
    economic = reader.own("economic", "actual")
    if economic:
        spent = reader.sum(economic, "actual")
        yield from equal(("stated", number, "basic", "economic"),
                         reader.figure("basic.actual"), spent)
        rows = [row for row in reader.own("functional", "actual") if row.kind == "basic"]
        if rows:
            yield ("economic", number), spent.meets(reader.sum(rows, "actual"))
    income = reader.own("income", "actual")
    if income:
        yield from equal(("stated", number, "income"), reader.figure("income.total"),
                         reader.sum(income, "actual"))


def parts_of_figures(reader):
    """Sums among the figures in words: restricted spending, procurement."""
    sums = []
    for aspect in ("budget", "actual", "prior"):
        sums.append((f"three_public.{aspect}",
                     [f"three_public.{part}.{aspect}"
                      for part in ("overseas", "vehicle", "reception")]))
        sums.append((f"three_public.vehicle.{aspect}",
                     [f"three_public.{part}.{aspect}"
                      for part in ("vehicle_purchase", "vehicle_running")]))
    sums.append(("procurement.total",
                 [f"procurement.{part}" for part in ("goods", "works", "services")]))
    for whole, names in sums:
        parts = [reader.figure(name) for name in names]
        if None not in parts:
            yield from equal(("parts", reader.book.number, whole), reader.figure(whole),
                             total(parts))


def growth(reader):
    """Change = this year − last year, and its percentage of last year."""
    for name in reader.book.figures:
        if not name.endswith(".change"):
            continue
        family, number = name.removesuffix(".change"), reader.book.number
        change, now = reader.figure(name), reader.figure(f"{family}.actual")
        prior = reader.figure(f"{family}.prior")
        if now and prior:
            yield from equal(("change", number, family), change, now - prior)
        text = reader.book.figures.get(f"{family}.change_percent")
        if text is None:
            continue
        before = prior if prior else now - change if now else None
        stated = now - prior if now and prior else None
        for way, difference in (("change", change), ("figures", stated)):
            true = quotient(difference, before) if before and difference else None
            if true:
                yield ("growth", number, family, way), true.meets(percent(text))


def shares(reader):
    """A share of a subject against its rows, and against its printed total."""
    whole = reader.figure("total.actual")
    for name, text in reader.book.figures.items():
        if not whole or not name.startswith("share_percent."):
            continue
        code = name.removeprefix("share_percent.")
        rows = [row for row in reader.own("functional", "actual") if row.code.startswith(code)]
        printed = [row for row in reader.rows("functional", "actual")
                   if (row.code, row.fund, row.kind) == (code, "", "")]
        for way, parts in (("rows", rows), ("total", printed)):
            true = quotient(reader.sum(parts, "actual"), whole) if parts else None
            if true:
                yield ("share", reader.book.number, code, way), true.meets(percent(text))


def logic(reader):
    """What cannot be otherwise: parts within wholes, guests where there was a reception."""
    number, figure = reader.book.number, reader.figure
    yield from within(("sme", number), figure("procurement.sme"), figure("procurement.total"))
    yield from within(("micro", number), figure("procurement.micro"), figure("procurement.sme"))
    for row in reader.own("economic", "actual"):
        if row.code in RESTRICTED:
            yield from within(("restricted", number, row.code), reader.cell(row, "actual"),
                              figure(RESTRICTED[row.code]))
    spent = figure("three_public.reception.actual")
    for name in ("reception.batches", "reception.persons"):
        guests = reader.count(name)
        if spent is not None and guests is not None:
            # Money that is rounded to nothing may still have been some.
            yield ("guests", number, name), guests == 0 and spent.low <= 0 \
                or guests > 0 and spent.high > 0


def over_years(district, book):
    """Last year as this book quotes it against last year's book, and the same a year on."""
    for year in (book.year, book.year + 1):
        now, before = district.account(book.unit_code, year), district.account(
            book.unit_code, year - 1)
        if not now or not before or book.number not in (now.number, before.number):
            continue
        reader, last = Reader(now), Reader(before)
        for name in now.figures:
            if name.endswith(".prior"):
                yield from equal(("prior", now.number, name), reader.figure(name),
                                 last.figure(name.removesuffix("prior") + "actual"))
        cars = [reader.count(f"vehicle.{part}") for part in ("count", "bought", "disposed")]
        owned = last.count("vehicle.count")
        if None not in cars and owned is not None:
            yield ("cars", now.number), cars[0] == owned + cars[1] - cars[2]


def of_groups(district, book):
    """A department's own account against the money of all units below it."""
    if district.account(book.unit_code, book.year) is not book:
        return
    for group in district.groups_above(book.unit_code, book.year):
        account = district.account(group, book.year)
        leaves = [district.account(unit, book.year)
                  for unit in district.leaves_below(group, book.year)]
        if None in leaves:
            continue
        own, units = Reader(account), [Reader(leaf) for leaf in leaves]
        for measure in MEASURES:
            for row in own.rows("functional", measure):
                if (row.fund, row.kind) != ("", "") or len(row.code) > 3:
                    continue
                money = total(
                    unit.sum([part for part in unit.own("functional", measure)
                              if row.code in ("*", part.code[:3])], measure) for unit in units)
                yield ("group", account.number, measure, row.code), \
                    own.cell(row, measure).meets(money)
