"""What a night costs after few changes, beside one that trusts nothing: ratios, in one run."""

import dataclasses
import json

from measurement import Command, Contender, Measurements, note
from server import HUIZONG

COLD = "everything read and written"

#: One submission in two hundred, other ones in each round, with amounts that add up as before.
EDIT = """
UPDATE intake.line
SET initial_budget = 2 * initial_budget, final_budget = 2 * final_budget, actual = 2 * actual
WHERE submission_id IN (
    SELECT submission_id
    FROM intake.submission
    WHERE {years}
      AND submission_id / 7 % 200 = {round}
  )
"""
#: The same with amounts that do not: each of them is searched for the slip that explains it.
SLIPS = """
UPDATE intake.line
SET actual = actual + 1
WHERE actual > 0
  AND submission_id IN (
    SELECT submission_id
    FROM intake.submission
    WHERE fiscal_year = 2018
      AND submission_id / 13 % 200 = {round}
  )
"""
#: A threshold that no other row sets, for the newest year.
RULE = """
INSERT INTO reference.rule_setting (rule_code, name, valid_from, value)
SELECT 'E030', 'share_percent', max(fiscal_year), 50 + {round}
FROM intake.submission
ON CONFLICT (rule_code, name, valid_from) DO UPDATE SET value = EXCLUDED.value
"""


@dataclasses.dataclass(frozen=True)
class Scenario:
    """What changes, what is run then, and at most which part of the cold run it may take."""

    name: str
    command: tuple
    limit: float
    edit: str = ""


SCENARIOS = (
    Scenario("nothing changed", ("run",), 0.01),
    Scenario("0.5 % of one year", ("run",), 0.10, EDIT.replace("{years}", "fiscal_year = 2018")),
    Scenario("0.5 % of one year, all with slips", ("run",), 1.0, SLIPS),
    Scenario("one year rerun", ("run", "--year", "2018"), 0.20,
             EDIT.replace("{years}", "fiscal_year = 2018").replace("/ 7", "/ 11")),
    Scenario("0.5 % of all years", ("run",), 0.40, EDIT.replace("{years}", "true")),
    Scenario("all from the leaf cache, nothing written", ("run", "--dry-run"), 0.25),
    Scenario("a threshold of the newest year", ("run",), 1.0, RULE),
)


def measure(options, server, undisturbed):
    """All scenarios in each round; what they took, and the rounds whose digests differ."""
    with undisturbed(options.lock):
        database = server.district("incremental", lines=options.lines)
    measured = Measurements()
    different = []
    for number in range(1, options.runs + 1):
        with undisturbed(options.lock):
            note(f"round {number} of {options.runs}")
            before = digest(database) if number > 1 else None
            measured.take(night(COLD, ("run", "--full"), database), server, database)
            if before and digest(database) != before:
                different.append(number - 1)
            for scenario in SCENARIOS:
                change(scenario, number, database)
                measured.take(night(scenario.name, scenario.command, database), server, database)
                # What a year that was run by itself has left for the night is not measured.
                if "--year" in scenario.command:
                    night_alone(database)
    before = digest(database)
    measured.take(night(COLD, ("run", "--full"), database), server, database)
    if digest(database) != before:
        different.append(options.runs)
    return database, measured, different


def change(scenario, number, database):
    """Makes the change of a scenario, and leaves no dead rows for the measured run to pass."""
    if scenario.edit:
        database.execute(scenario.edit.replace("{round}", str(number)),
                         "VACUUM intake.line", "VACUUM control.submission_change")


def night(name, command, database):
    return Contender(name, [Command([HUIZONG, *command, "--json", "--database",
                                     database.conninfo])])


def night_alone(database):
    """A night that is not measured."""
    Measurements().take(night("  a night between", ("run",), database), Quiet, database)


class Quiet:
    """No server to write anything out: for what is not measured."""

    @staticmethod
    def checkpoint():
        pass


def digest(database):
    return database.execute("SELECT digest FROM summary.publication")


def write(out, options, database, measured, different):
    """The table, and whether every bound is met."""
    def line(text=""):
        print(text, file=out)

    cold = measured.wall(COLD)
    line(f"{database.line_count():,} lines; medians of {options.runs} interleaved runs, "
         f"{options.runs + 1} of the cold one: {cold:.2f} s.")
    line(f"{'':<42}{'wall s':>8}{'÷ cold':>9}{'bound':>8}{'CPU s':>8}{'lines read':>12}")
    is_met = not different
    for scenario in SCENARIOS:
        ratio = measured.wall(scenario.name) / cold
        met = ratio <= scenario.limit
        is_met = is_met and met
        line(f"{scenario.name:<42}{measured.wall(scenario.name):>8.2f}{ratio:>9.3f}"
             f"{scenario.limit:>8.2f}{measured.cpu(scenario.name):>8.2f}"
             f"{lines_read(measured, scenario.name):>12,}  {'met' if met else 'MISSED'}")
    line()
    line("Seconds of each stage, medians; what is left is starting, and what comes after:")
    for name in (COLD, *(scenario.name for scenario in SCENARIOS)):
        stages = " ".join(f"{stage} {seconds:.2f}" for stage, seconds in
                          stage_seconds(measured, name).items())
        line(f"  {name:<42}{stages}")
    line()
    line("After every round a full run had the digest of the nights before it."
         if not different else f"THE DIGESTS DIFFER after rounds {different}.")
    return is_met


def receipts(measured, name):
    return [json.loads(sample.output) for sample in measured.samples[name]]


def lines_read(measured, name):
    counts = sorted(receipt["lines_read"] for receipt in receipts(measured, name))
    return counts[len(counts) // 2]


def stage_seconds(measured, name):
    found = [receipt["stage_seconds"] for receipt in receipts(measured, name)]
    return {stage: sorted(one.get(stage, 0) for one in found)[len(found) // 2]
            for stage in found[0]}
