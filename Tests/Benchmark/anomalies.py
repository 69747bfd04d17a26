"""How many planted slips a night finds, whom it blames, and what it says where nothing is wrong.

For each seed a district with slips of every cause is made, imported and run, and the same without
slips. A slip counts where a naive checker, written apart from the rules, sees a relation broken in
the planted book that holds in the clean one.
"""

import collections
import dataclasses
import tempfile

import books
import checker
import checker_selfcheck
import verdicts
from measurement import note
from server import HUIZONG, checked

#: The one real report of the district, which does contradict itself.
REAL_UNIT = "100001"
CAUSES = ("unit_scale", "sign", "digits_swapped", "digit_changed", "digit_missing", "digit_extra",
          "wrong_base", "difference_as_percent", "prior_year_copied", "other_line_copied",
          "component_missing", "component_doubled", "rows_shifted", "rounding")


@dataclasses.dataclass
class Result:
    """What all seeds came to."""

    slips: list = dataclasses.field(default_factory=list)
    #: What is listed beside the slips: anomalies that are new, in books without a slip.
    elsewhere: list = dataclasses.field(default_factory=list)
    submissions: int = 0
    #: Anomalies of the districts without slips.
    false: list = dataclasses.field(default_factory=list)


def measure(options, server):
    """Runs all seeds."""
    checker_selfcheck.run()
    result = Result()
    for seed in range(options.seed, options.seed + options.seeds):
        with tempfile.TemporaryDirectory(dir=server.folder.parent) as files:
            folders = {name: f"{files}/{name}" for name in ("clean", "planted")}
            flags = ["--units", str(options.units), "--seed", str(seed),
                     "--years", f"{2024 - options.years}-2023", "--slips", str(options.slips)]
            checked([HUIZONG, "sample", *flags, "--clean", folders["clean"]])
            checked([HUIZONG, "sample", *flags, folders["planted"]])
            note(f"seed {seed}: the checker")
            clean, planted = (books.District(folders[name]) for name in ("clean", "planted"))
            slips = visible(clean, planted, books.planted(folders["planted"]))
            nights = {}
            for name, folder in folders.items():
                note(f"seed {seed}: the night, {name}")
                nights[name] = night(server, f"{name}_{seed}", folder)
            compare(result, clean, planted, slips, nights)
    return result


def night(server, name, folder):
    """The anomalies of a full run over a folder of import files, the real unit's left aside."""
    server.drop(name)
    database = server.filed(name, folder)
    checked([HUIZONG, "run", "--full", "--json", "--database", database.conninfo])
    found = verdicts.read(database)
    server.drop(name)
    return [one for one in found if one.place.split("|")[2] != REAL_UNIT]


def visible(clean, planted, rows):
    """The planted slips, with the relations that each of them breaks."""
    slips = []
    for row in rows:
        number = int(row["submission_id"])
        slip = verdicts.Slip(row["cause"], number, row["unit_code"], int(row["fiscal_year"]), row)
        slip.relations = tuple(sorted(
            map(str, checker.broken(planted, number) - checker.broken(clean, number))))
        slip.is_visible = bool(slip.relations)
        slip.is_exact = is_exact(row, planted.books[number])
        slips.append(slip)
    return slips


def is_exact(row, book):
    """Whether a figure is never rounded: a count, or money in whole fen."""
    name = row["figure"]
    if "percent" in name:
        return False
    is_count = name.startswith(("staff.", "vehicle.", "overseas.", "reception.")) \
        or name == "training.persons"
    return is_count or book.amount_unit == "yuan"


def compare(result, clean, planted, slips, nights):
    """Adds one seed to what is known."""
    known = {one.place for one in nights["clean"]}
    new = collections.defaultdict(list)
    for one in nights["planted"]:
        if one.place not in known:
            new[one.submission].append(one)
    for slip in slips:
        number = slip.submission
        spots = verdicts.wrong_spots(slip, clean.books[number], planted.books[number])
        verdicts.judge(slip, spots, new.pop(number, []))
    result.slips += slips
    result.elsewhere += [one for rest in new.values() for one in rest]
    result.submissions += len(clean.books)
    result.false += nights["clean"]
