"""What crosswalk, successions and elimination add to the time of a night.

Two districts with the same accounts: in one no code and no unit ever changes, nobody pays anybody,
and the crosswalk is empty; the other one has, beside the shipped crosswalk,

- codes that change: half of the codes in use are touched by a move, a merge, a split with exact
  shares, one of unknown shares or a chain, in seven of the ten years, so that one published cell in
  nine is restated: more than real lists do (Sources/SampleDistrict/BenchmarkCodes);
- 1 % of the units renamed, merged, split, moved, or with a part handed over, in nine years
  (BenchmarkUnits);
- 5 % of the accounts that pay another unit, near or far in the tree; of ten payments eight are
  said by both sides, one in part and one by nobody else; the register has the budgets, and a few
  transfers that no account names (BenchmarkTransfers).

Accounts that got money have an income table of two rows more, and old codes of another class a
class total more; the rest of the lines and all other amounts are the same. Every round runs all
districts, in turn forwards and backwards; what is added is a ratio of medians.
"""

import json
import statistics

import contenders
from measurement import Measurements, note

PLAIN = "plain"
ACROSS = "all three"
PARTS = ("crosswalk", "successions", "transfers")
TARGET = 20


def measure(options, server, undisturbed):
    """Makes the districts and runs them; the districts and the measurements by name."""
    parts = {PLAIN: "", ACROSS: "all"}
    if options.parts:
        parts.update((part, part) for part in PARTS)
    with undisturbed(options.lock):
        districts = {name: district(server, name, part, options.lines)
                     for name, part in parts.items()}
    measured = Measurements()
    for number in range(1, options.runs + 1):
        with undisturbed(options.lock):
            note(f"round {number} of {options.runs}")
            for name in list(districts)[::1 if number % 2 else -1]:
                for contender in (contenders.dry_run, contenders.full_run):
                    measured.take(contender(districts[name], name), server, districts[name])
    return districts, measured


def district(server, name, part, lines):
    """The district with a part of it all; where codes never change, the shipped list is empty."""
    flags = {"across": part} if part else {}
    database = server.district(f"across_{name.replace(' ', '_')}", lines=lines, **flags)
    if part not in ("all", "crosswalk"):
        database.execute("DELETE FROM reference.crosswalk")
    return database


def write(out, options, districts, measured):
    """Prints sizes, times by stage, and what is added; whether the target is met."""
    def line(text=""):
        print(text, file=out)

    line(f"Medians of {options.runs} interleaved runs, all warm; added: the ratio of medians, and "
         "in brackets of each round.")
    line()
    sizes(line, districts, measured)
    for contender in (contenders.DRY_RUN, contenders.FULL_RUN):
        line()
        times(line, contender, districts, measured)
    added = 100 * (ratio(contenders.FULL_RUN, ACROSS, measured) - 1)
    is_met = added <= TARGET
    line()
    line("Target, set for 10 million lines:")
    line(f"  {'met   ' if is_met else 'MISSED'}  added to a full run by crosswalk, successions and "
         f"elimination {added:8.1f} %  (≤ {TARGET})")
    return is_met


def sizes(line, districts, measured):
    """How large the districts are, and what is found in them."""
    line(f"{'':<14}{'lines':>12}{'cells':>12}{'restated':>12}{'pairs':>9}{'residuals':>11}"
         f"{'anomalies':>11}{'memory MB':>11}")
    for name, database in districts.items():
        cells, restated, pairs, residuals, anomalies = database.run_file(
            "count_across.sql").split("|")
        memory = measured.memory(contenders.named(contenders.FULL_RUN, name))
        line(f"{name:<14}{database.line_count():>12,}{int(cells):>12,}{int(restated):>12,}"
             f"{int(pairs):>9,}{int(residuals):>11,}{int(anomalies):>11,}{memory:>11.0f}")
    line("Restated cells are stored beside the reported ones; a pair is a payer, payee, subject, "
         "fund, measure and year.")


def times(line, contender, districts, measured):
    """Seconds of each stage and of all, and what is added to those of the plain district."""
    stages = list(seconds(measured, contender, PLAIN))
    line(f"{contender:<20}" + "".join(f"{stage:>12}" for stage in stages)
         + f"{'wall s':>9}{'added':>9}")
    for name in districts:
        by_stage = "".join(f"{value:>12.2f}" for value in
                           seconds(measured, contender, name).values())
        wall = measured.wall(contenders.named(contender, name))
        line(f"{name:<20}{by_stage}{wall:>9.2f}"
             + ("" if name == PLAIN else added(contender, name, measured)))


def seconds(measured, contender, name):
    """The median seconds of each stage, as the runs report them."""
    receipts = [json.loads(sample.output)["stage_seconds"]
                for sample in measured.samples[contenders.named(contender, name)]]
    return {stage: statistics.median(float(receipt[stage]) for receipt in receipts)
            for stage in receipts[0]}


def added(contender, name, measured):
    """What a district adds: by medians, and the least and the most of a round."""
    pairs = zip(measured.samples[contenders.named(contender, name)],
                measured.samples[contenders.named(contender, PLAIN)])
    rounds = [100 * (one.wall / plain.wall - 1) for one, plain in pairs]
    value = 100 * (ratio(contender, name, measured) - 1)
    return f"{value:>7.1f} % ({min(rounds):.1f} to {max(rounds):.1f})"


def ratio(contender, name, measured):
    return (measured.wall(contenders.named(contender, name))
            / measured.wall(contenders.named(contender, PLAIN)))
