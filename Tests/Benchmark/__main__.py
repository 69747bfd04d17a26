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

import cells
import contenders
import queries
import report
from measurement import Measurements, note
from server import Server


def main():
    options = parsed_options()
    with scratch_folder(options.dir) as folder:
        server = Server(folder / "postgres")
        try:
            run(options, folder, server)
        finally:
            server.stop()


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
    options = parser.parse_args()
    options.sql_runs = options.runs if options.sql_runs is None else options.sql_runs
    if options.lines < 10_000 or options.runs < 1 or options.sql_runs < 1:
        parser.error("at least 10,000 lines and one run")
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
