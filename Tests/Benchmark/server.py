"""The benchmark's own PostgreSQL, and the districts in it."""

import dataclasses
import os
import pathlib
import signal
import subprocess
import tempfile
import time

from measurement import note

HUIZONG = os.environ["HUIZONG_BIN"]
#: What an import fills; the night's own tables look as they do on a server that is new.
IMPORTED = """
VACUUM (ANALYZE) intake.submission, intake.line, intake.stated_figure, reference.unit,
  reference.functional_subject, reference.economic_subject, reference.subject_alias
"""
FOLDER = pathlib.Path(__file__).parent


@dataclasses.dataclass(frozen=True)
class Database:
    """A database of the server, with a district imported."""

    name: str
    conninfo: str

    def psql(self, *arguments):
        """The command line of psql on this database."""
        return ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", self.conninfo, *arguments]

    def execute(self, *statements):
        """Runs statements one by one; the output of all, unaligned."""
        return checked(self.psql(*[part for text in statements for part in ("-c", text)]))

    def run_script(self, text):
        """Runs a script of statements and commands of psql; its output, unaligned."""
        return checked(self.psql("-f", "-"), text)

    def run_file(self, name, **variables):
        """Runs a file of this folder."""
        settings = [part for key, value in variables.items() for part in ("-v", f"{key}={value}")]
        return checked(self.psql(*settings, "-f", str(FOLDER / name)))

    def line_count(self):
        return int(self.execute("SELECT count(*) FROM intake.line"))


class Server:
    """A private PostgreSQL as `--embedded` makes it, with the settings that users get."""

    def __init__(self, folder):
        self.folder = folder
        self._runs = False

    def district(self, name, **options):
        """A database with a made-up district imported; one that is there already is kept."""
        private = self._start()
        database = self._named(name)
        if private.execute(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            return database
        with tempfile.TemporaryDirectory(dir=self.folder.parent) as files:
            flags = [part for key, value in options.items() for part in (f"--{key}", str(value))]
            note(f"making {name}: {' '.join(flags)}")
            checked([HUIZONG, "sample", *flags, files])
            start = time.perf_counter()
            self.filed(name, files)
            note(f"  imported in {time.perf_counter() - start:.1f} s")
        database.execute("CREATE SCHEMA benchmark")
        return database

    def filed(self, name, files):
        """A new database with a folder of import files."""
        self._start().execute(f"CREATE DATABASE {name} TEMPLATE template0")
        database = self._named(name)
        checked([HUIZONG, "migrate", "--database", database.conninfo])
        checked([HUIZONG, "import", files, "--database", database.conninfo])
        database.execute(IMPORTED)
        return database

    def drop(self, name):
        """Ends a database that is no more needed."""
        self._start().execute(f"DROP DATABASE IF EXISTS {name}")

    def thickened(self, database, lines):
        """The same district with more lines to each cell: as many as it takes to have `lines`."""
        private = self._start()
        private.execute("DROP DATABASE IF EXISTS thick",
                        f"CREATE DATABASE thick TEMPLATE {database.name} STRATEGY file_copy")
        thick = self._named("thick")
        copies = max(1, round(lines / database.line_count()) - 1)
        thick.run_file("thicken_cells.sql", copies=copies)
        thick.execute("VACUUM (ANALYZE) intake.line")
        return thick

    def checkpoint(self):
        """Writes out what the run before has left, so that the next one does not pay for it."""
        self._start().execute("CHECKPOINT")

    def stop(self):
        """Ends the server, and waits for it."""
        if not self._runs:
            return
        os.kill(int(self._postmaster()[0]), signal.SIGINT)
        while (self.folder / "data" / "postmaster.pid").exists():
            time.sleep(0.05)

    def _start(self):
        """The server's own database, which no district is in."""
        if not self._runs:
            checked([HUIZONG, "migrate", "--embedded", str(self.folder)])
            self._runs = True
            # No worker of its own shall wake in the middle of a measurement.
            self._named("huizong").execute(
                "ALTER SYSTEM SET autovacuum = off", "SELECT pg_reload_conf()")
        return self._named("huizong")

    def _named(self, name):
        socket = self._postmaster()[4]
        return Database(name, f"host='{socket}' port=5432 user=huizong dbname={name}")

    def _postmaster(self):
        """The lines of the server's own file: its process first, the socket's folder fifth."""
        return (self.folder / "data" / "postmaster.pid").read_text().splitlines()


def checked(command, script=""):
    """Runs a command that must succeed; its output."""
    result = subprocess.run(command, input=script, capture_output=True, text=True)
    if result.returncode != 0:
        raise SystemExit(f"{' '.join(command)[:200]}\n{result.stdout}{result.stderr}")
    return result.stdout.strip()
