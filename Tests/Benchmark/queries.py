"""The four queries of analysts through the published view, in milliseconds."""

import dataclasses
import re
import statistics
import subprocess

from server import FOLDER, checked

QUESTIONS = [
    ("one_year_by_class", "one year, all units, by class"),
    ("one_unit_over_years", "one unit, all years"),
    ("one_subject_everywhere", "one subject, all units and years"),
    ("whole_district", "the whole district"),
]


@dataclasses.dataclass(frozen=True)
class Timing:
    """What one question took in milliseconds, and how many rows answer it."""

    question: str
    milliseconds: float
    slowest: float
    rows: int


def time_all(database, runs):
    """Asks each question `runs` times over one connection."""
    year, unit = database.execute(
        "SELECT max(fiscal_year), min(unit_code) FROM intake.submission").split("|")
    asked = []
    for name, question in QUESTIONS:
        file = str(FOLDER / "queries" / f"{name}.sql")
        command = database.psql("-v", f"year={year}", "-v", f"unit={unit}",
                                "-v", "subject=2080505", "-f", file)
        rows = count_lines(command)
        timed = command[:-2] + ["-o", "/dev/null", "-c", r"\timing on"] + ["-f", file] * runs
        times = [float(text) for text in re.findall(r"Time: ([\d.]+) ms", checked(timed))]
        asked.append(Timing(question, statistics.median(times), max(times), rows))
    return asked


def count_lines(command):
    """How many lines a command prints; they are not kept, see `measurement.run`."""
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        return sum(1 for _ in process.stdout)
