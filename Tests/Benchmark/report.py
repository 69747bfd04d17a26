"""The tables: everything measured as a multiple of the floor, and the targets met or missed."""

import math

from contenders import DRY_RUN, DUCKDB, FLOOR, FULL_RUN, SQL, named


def write(out, options, districts, measured, digests, timings):
    """Prints all tables, in the order of the questions they answer."""
    def line(text=""):
        print(text, file=out)

    full = districts[""]
    line(f"{full.line_count():,} lines, {cell_count(full):,} cells; "
         f"medians of {options.runs} interleaved runs, staged SQL {options.sql_runs}.")
    line("All warm: nothing is dropped from any cache; a checkpoint, not timed, before each run.")
    line("DuckDB and the SQL write a bare table: no checks, no indexes, no prior year.")
    line()
    contenders_table(line, measured)
    line()
    agreement(line, digests)
    line()
    line(f"Through summary.subject_year, {publication_count(full)} publications kept:")
    line(f"  {'':<32}{'ms':>6}{'slowest':>9}{'rows':>10}")
    for timing in timings:
        line(f"  {timing.question:<32}{timing.milliseconds:6.0f}{timing.slowest:9.0f}"
             f"{timing.rows:10,}")
    line()
    growth(line, districts, measured)
    line()
    targets(line, measured, digests, timings)


def contenders_table(line, measured):
    """Wall and CPU time and memory of everything on the large district."""
    line(f"{'':22}{'runs':>4}{'wall s':>9}{'÷ floor':>9}{'CPU s':>9}{'memory MB':>11}"
         f"{'fastest–slowest s':>20}")
    for name in (FLOOR, DRY_RUN, FULL_RUN, DUCKDB, SQL, named(FULL_RUN, "district")):
        walls = [sample.wall for sample in measured.samples[name]]
        ratio = "" if "district" in name else f"{measured.wall(name) / measured.wall(FLOOR):.2f}"
        line(f"{name:<22}{len(walls):>4}{measured.wall(name):>9.2f}{ratio:>9}"
             f"{measured.cpu(name):>9.2f}{measured.memory(name):>11.0f}"
             f"{f'{min(walls):.2f}–{max(walls):.2f}':>20}")
    line("CPU and memory are the client's; the district is 300 units over 5 years.")


def agreement(line, digests):
    """Whether the three have the same cells."""
    for relation, digest in digests.items():
        line(f"  {relation:<14}{digest.count:>12,} cells  digest {digest.hashes}")
    line("The three agree." if agree(digests) else "THE THREE DO NOT AGREE.")


def growth(line, districts, measured):
    """What more lines cost in time, and in memory with and without more cells."""
    line(f"{'':24}{'lines':>12}{'cells':>12}{'full run s':>12}{'memory MB':>11}")
    for size, database in districts.items():
        name = named(FULL_RUN, size)
        lines, cells = database.line_count(), cell_count(database)
        line(f"{size or 'all':<24}{lines:>12,}{cells:>12,}{measured.wall(name):>12.2f}"
             f"{measured.memory(name):>11.0f}")
    for name in (FLOOR, DRY_RUN, FULL_RUN):
        line(f"time grows with lines to the power of {exponent(measured, name):.3f}: {name}")


def targets(line, measured, digests, timings):
    """Each target of the benchmark beside what was measured."""
    def judge(what, value, limit, is_met, unit=""):
        line(f"  {'met   ' if is_met else 'MISSED'}  {what:<52}{value:>8.2f}{unit}  ({limit})")

    floor, full = measured.wall(FLOOR), measured.wall(FULL_RUN)
    line("Targets, set for 10 million lines:")
    value = measured.wall(DRY_RUN) / floor
    judge("load and consolidate ÷ floor", value, "≤ 1.4", value <= 1.4)
    judge("full run ÷ floor", full / floor, "≤ 2.5", full / floor <= 2.5)
    value = measured.wall(DUCKDB) / full
    judge("DuckDB ÷ full run", value, "≥ 2.5", value >= 2.5)
    value = measured.wall(SQL) / full
    judge("staged SQL ÷ full run", value, "≥ 10", value >= 10)
    value = measured.cpu(FULL_RUN) / measured.cpu(DUCKDB)
    judge("client CPU of the full run ÷ DuckDB's", value, "≤ 0.20", value <= 0.2)
    value = max(measured.memory(DRY_RUN), measured.memory(FULL_RUN))
    judge("client memory", value, "≤ 400", value <= 400, " MB")
    value = measured.memory(named(FULL_RUN, "thick")) / measured.memory(named(FULL_RUN, "tenth"))
    judge("memory, many lines a cell ÷ few, the same cells", value, "≤ 1.1", value <= 1.1)
    value = exponent(measured, FULL_RUN)
    judge("exponent of time, a tenth of the lines to all", value, "≤ 1.05", value <= 1.05)
    value = max(timing.milliseconds for timing in timings) / 1000
    judge("slowest of the four queries", value, "< 0.5", value < 0.5, " s")
    value = measured.wall(named(FULL_RUN, "district"))
    judge("a real district, 300 units × 5 years", value, "< 3", value < 3, " s")
    line(f"  {'met   ' if agree(digests) else 'MISSED'}  the same cells as DuckDB and SQL")


def exponent(measured, name):
    """How time grows from a tenth of the lines to all of them."""
    return math.log10(measured.wall(name) / measured.wall(named(name, "tenth")))


def agree(digests):
    return len(set(digests.values())) == 1


def cell_count(database):
    return int(database.execute("SELECT cell_count FROM summary.publication"))


def publication_count(database):
    """How many publications are kept; the queries see the last one."""
    return int(database.execute("SELECT count(*) FROM control.publication"))
