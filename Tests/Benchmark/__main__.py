"""The benchmark: make the data, measure everything interleaved, compare the cells, report.

Run by jobs/bench, which builds the program first. Every number printed is measured in this run.
"""

import argparse
import contextlib
import fcntl
import pathlib
import shutil
import sys
import tempfile

import across
import anomalies
import anomaly_report
import cells
import contenders
import explain
import incremental
import queries
import report
from measurement import Measurements, note
from server import Server


def main():
    options = parsed_options()
    with scratch_folder(options.dir) as folder:
        server = Server(folder / "postgres")
        try:
            if options.anomalies:
                is_met = find(options, server)
            elif options.incremental:
                is_met = incremental.write(
                    sys.stdout, options, *incremental.measure(options, server, undisturbed))
            elif options.explain:
                is_met = explain.write(
                    sys.stdout, options, *explain.measure(options, server, undisturbed))
            elif options.across:
                is_met = across.write(
                    sys.stdout, options, *across.measure(options, server, undisturbed))
            else:
                is_met = True
                run(options, folder, server)
        finally:
            server.stop()
    sys.exit(0 if is_met else 1)


def parsed_options():
    parser = argparse.ArgumentParser(prog="jobs/bench", description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000,
                        help="submitted lines (default 1,000,000; the targets are for 10,000,000)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5; medians)")
    parser.add_argument("--sql-runs", type=int,
                        help="runs of the slow SQL script (default as many)")
    parser.add_argument("--dir", type=pathlib.Path,
                        help="keep server, data and DuckDB here, and use them again")
    parser.add_argument("--lock", type=pathlib.Path,
                        help="hold a lock on this file during each round, where others work too")
    parser.add_argument("--across", action="store_true",
                        help="instead: what crosswalk, successions and elimination add to the time "
                             "of a run; 1 where it is more than the target")
    parser.add_argument("--parts", action="store_true", help="with --across: and each alone")
    parser.add_argument("--anomalies", action="store_true",
                        help="instead: how many planted slips of each cause are found, and what is "
                             "said of a district without any; 1 where a bound is missed")
    parser.add_argument("--incremental", action="store_true",
                        help="instead: what a night costs after few changes, beside a cold one; "
                             "1 where a bound is missed")
    parser.add_argument("--explain", action="store_true",
                        help="instead: how long it takes to say what makes a figure; 1 where one "
                             "takes too long")
    parser.add_argument("--cells", type=int, default=100,
                        help="with --explain: cells of each kind (default 100)")
    parser.add_argument("--seeds", type=int, default=3, help="districts of each kind (default 3)")
    parser.add_argument("--seed", type=int, default=1, help="the first of them (default 1)")
    parser.add_argument("--units", type=int, default=300, help="units of each (default 300)")
    parser.add_argument("--years", type=int, default=5, help="years of each (default 5)")
    parser.add_argument("--slips", type=int, default=40, help="slips of each cause (default 40)")
    parser.add_argument("--misses", type=pathlib.Path,
                        help="write here each slip that was not found, not named or not alone")
    options = parser.parse_args()
    options.sql_runs = options.runs if options.sql_runs is None else options.sql_runs
    if options.lines < 10_000 or options.runs < 1 or options.sql_runs < 1:
        parser.error("at least 10,000 lines and one run")
    counts = (options.seeds, options.units, options.slips, options.cells)
    if min(counts) < 1 or not 1 <= options.years <= 12:
        parser.error("at least one seed, unit, slip and cell, and 1 to 12 years")
    return options


@contextlib.contextmanager
def scratch_folder(kept):
    """The folder that everything lies in; as a user of its own, the server must get into it."""
    folder = kept.absolute() if kept else pathlib.Path(tempfile.mkdtemp(
        prefix="huizong-bench-", dir="/var/tmp"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        if not kept:
            shutil.rmtree(folder)


@contextlib.contextmanager
def undisturbed(lock):
    """Waits for the machine, where it is shared."""
    if not lock:
        yield
        return
    with open(lock, "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def find(options, server):
    """The measurement of anomalies; whether all its bounds are met."""
    with undisturbed(options.lock):
        result = anomalies.measure(options, server)
    if options.misses:
        with open(options.misses, "w", encoding="utf-8") as out:
            anomaly_report.write_misses(out, result)
    return anomaly_report.write(sys.stdout, options, result)


def run(options, folder, server):
    duckdb = contenders.duckdb_python(folder)
    with undisturbed(options.lock):
        full = server.district("bench", lines=options.lines)
        tenth = server.district("tenth", lines=options.lines // 10)
        real = server.district("district", units=300, years="2019-2023")

    measured = Measurements()
    for number in range(1, options.runs + 1):
        with undisturbed(options.lock):
            note(f"round {number} of {options.runs}")
            for contender in contenders.all_of(full, duckdb):
                if contender.name != contenders.SQL or number <= options.sql_runs:
                    measured.take(contender, server, full)
            for contender in contenders.of_size(tenth, "tenth"):
                measured.take(contender, server, tenth)
            measured.take(contenders.full_run(real, "district"), server, real)

    with undisturbed(options.lock):
        digests = cells.compare(full)
        timings = queries.time_all(full, options.runs)
        thick = server.thickened(tenth, lines=options.lines)
        for contender in contenders.of_size(thick, "thick")[1:]:
            measured.take(contender, server, thick)
    districts = {"": full, "tenth": tenth, "thick": thick}
    report.write(sys.stdout, options, districts, measured, digests, timings)


if __name__ == "__main__":
    main()
