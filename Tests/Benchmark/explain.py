"""How long it takes to say what makes a figure: random cells of each level, on one connection."""

import dataclasses
import re
import statistics

from measurement import note
from server import HUIZONG, checked

LIMIT_MS = 100

UNITS = (
    ("district", "named.parent_id IS NULL"),
    ("group", "named.parent_id IS NOT NULL AND NOT named.is_leaf"),
    ("unit", "named.is_leaf"),
)
SUBJECTS = (("total", 0), ("class 类", 3), ("section 款", 5), ("item 项", 7))
#: The views of the cells, and the functions that explain them.
SERIES = (
    ("subject_year", "explain"),
    ("comparable_subject_year", "explain_comparable"),
)

#: Units of a kind, in an order of their own that is the same every time.
PLACES = """
SELECT placed.fiscal_year || '|' || unit.unit_code
FROM control.current_publication
JOIN control.publication_year AS placed USING (publication_id)
JOIN store.unit_name AS named USING (fiscal_year, volume_id)
JOIN store.unit USING (unit_id)
WHERE {condition}
ORDER BY md5(placed.fiscal_year || unit.unit_code)
LIMIT {count}
"""
#: A cell of such a unit, another one where a unit is asked for again.
CELL = """
SELECT '{year}, ' || quote_literal(unit_code) || ', ' || quote_literal(subject_code) || ', '
  || quote_literal(fund_type)
FROM summary.{view}
WHERE fiscal_year = {year}
  AND unit_code = '{unit}'
  AND subject_level = {level}
ORDER BY md5(subject_code || fund_type || {turn})
LIMIT 1;
"""


@dataclasses.dataclass(frozen=True)
class Timing:
    """What explaining cells of one kind took, in milliseconds."""

    function: str
    unit: str
    subject: str
    milliseconds: list
    slowest: str


def measure(options, server, undisturbed):
    """All kinds of cells of a district in which codes and units change and pay each other."""
    with undisturbed(options.lock):
        database = server.district("explain", lines=options.lines, across="all")
        if database.execute("SELECT count(*) FROM summary.publication") == "0":
            checked([HUIZONG, "run", "--database", database.conninfo])
            server.checkpoint()
        timings = [time_cells(database, view, function, unit, subject, options.cells)
                   for view, function in SERIES for unit in UNITS for subject in SUBJECTS]
    return database, timings


def time_cells(database, view, function, unit, subject, count):
    """Explains cells of one kind, each once, over a connection that has explained others."""
    cells = chosen_cells(database, view, unit, subject, count)
    warm = "".join(f"SELECT * FROM summary.{function}({cell});\n" for cell in cells[:5])
    asked = "".join(f"SELECT * FROM summary.{function}({cell});\n" for cell in cells)
    printed = database.run_script(f"\\o /dev/null\n{warm}\\timing on\n{asked}")
    times = [float(text) for text in re.findall(r"Time: ([\d.]+) ms", printed)]
    if len(times) != len(cells):
        raise SystemExit(f"{len(cells)} cells were asked for, {len(times)} were timed")
    note(f"  {function} {unit[0]} {subject[0]}: {statistics.median(times):.1f} ms")
    return Timing(function, unit[0], subject[0], times, cells[times.index(max(times))])


def chosen_cells(database, view, unit, subject, count):
    """The arguments of `count` cells; the same cell may be among them twice."""
    places = database.execute(PLACES.format(condition=unit[1], count=count)).splitlines()
    places = [place.split("|") for place in places]
    wanted = [(year, code, turn) for turn in range(-(-count // len(places)))
              for year, code in places]
    return database.run_script("".join(
        CELL.format(view=view, year=year, unit=code, level=subject[1], turn=turn)
        for year, code, turn in wanted)).splitlines()[:count]


def write(out, options, database, timings):
    """The table, and whether every cell was explained in time."""
    print(f"{database.line_count():,} lines; milliseconds over one warm connection, "
          f"{options.cells} cells of each kind.", file=out)
    print(f"{'':<52}{'cells':>6}{'median':>9}{'90 %':>9}{'worst':>9}", file=out)
    is_met = True
    for timing in timings:
        times = sorted(timing.milliseconds)
        met = times[-1] < LIMIT_MS
        is_met = is_met and met
        print(f"{timing.function:<20}{timing.unit:<10}{timing.subject:<22}{len(times):>6}"
              f"{statistics.median(times):>9.1f}{times[len(times) * 9 // 10]:>9.1f}"
              f"{times[-1]:>9.1f}  {'met' if met else 'MISSED by ' + timing.slowest}", file=out)
    return is_met
