"""What is measured: the floor, Huizong, and the two that it is compared with."""

import subprocess
import sys

from measurement import Command, Contender, note
from server import FOLDER, HUIZONG, checked

FLOOR = "floor"
DRY_RUN = "load + consolidate"
FULL_RUN = "full run"
SQL = "staged SQL"
DUCKDB = "DuckDB"

#: The floor reads what any consolidation must read, and throws it away.
COLUMNS = ("submission_id, section, functional_code, fund_type, expenditure_kind, "
           "initial_budget, final_budget, actual")


def all_of(database, duckdb):
    """Everything that is compared, in the order of one round."""
    return [
        *of_size(database),
        Contender(DUCKDB, [Command([duckdb, "-B", str(FOLDER / "consolidate_in_duckdb.py"),
                                    database.conninfo])], writes="benchmark.duckdb_cell"),
        Contender(SQL, [Command(database.psql(
            "-f", str(FOLDER / "consolidate_in_stages.sql")))], writes="benchmark.sql_cell"),
    ]


def of_size(database, size=""):
    """The floor and Huizong, for a district of another size."""
    return [floor(database, size), dry_run(database, size), full_run(database, size)]


def floor(database, size=""):
    """The bare COPY in two page ranges over two connections."""
    middle = int(database.execute(
        "SELECT pg_relation_size('intake.line') / current_setting('block_size')::int / 2"))
    ranges = [f"ctid < '({middle},0)'", f"ctid >= '({middle},0)'"]
    return Contender(named(FLOOR, size), [
        Command(database.psql("-c", f"COPY (SELECT {COLUMNS} FROM intake.line WHERE {pages}) "
                                    "TO STDOUT (FORMAT binary)"), output=subprocess.DEVNULL)
        for pages in ranges])


def dry_run(database, size=""):
    """Every line read and judged, every cell worked out, nothing written."""
    return Contender(named(DRY_RUN, size), [
        Command([HUIZONG, "run", "--dry-run", "--full", "--json", "--database", database.conninfo])])


def full_run(database, size=""):
    """The night: the same, and all cells written, checked, indexed and published."""
    return Contender(named(FULL_RUN, size), [
        Command([HUIZONG, "run", "--full", "--json", "--database", database.conninfo])])


def named(name, size):
    """The name of a contender, with the district that it works on."""
    return f"{name}, {size}" if size else name


def duckdb_python(folder):
    """The Python of a virtual environment with DuckDB; made here if it is not there."""
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        note("installing DuckDB")
        checked([sys.executable, "-m", "venv", str(folder / "venv")])
        checked([str(python), "-m", "pip", "install", "--quiet", "duckdb==1.5.5",
                 "duckdb-extension-postgres-scanner==1.5.5"])
    return str(python)
