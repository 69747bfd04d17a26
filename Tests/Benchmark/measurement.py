"""What one process took: wall time, CPU time of its own, and its peak memory."""

import dataclasses
import os
import statistics
import subprocess
import sys
import tempfile
import time


@dataclasses.dataclass(frozen=True)
class Contender:
    """Something to measure: commands that run side by side, timed until the last one ends."""

    name: str
    commands: list
    #: A table to drop before a run, so that each run writes a fresh one.
    writes: str = ""


@dataclasses.dataclass(frozen=True)
class Sample:
    """One run of one contender: seconds, CPU seconds of the client, peak memory in bytes."""

    wall: float
    cpu: float
    memory: int
    output: str


class Measurements:
    """All samples by name of contender."""

    def __init__(self):
        self.samples = {}

    def take(self, contender, server, database):
        """Runs a contender once, on a server that has nothing left to write from before."""
        if contender.writes:
            database.execute(f"DROP TABLE IF EXISTS {contender.writes}")
        server.checkpoint()
        sample = run(contender.commands)
        note(f"  {contender.name}: {sample.wall:.2f} s, CPU {sample.cpu:.2f} s, "
             f"{sample.memory / 1e6:.0f} MB")
        self.samples.setdefault(contender.name, []).append(sample)

    def wall(self, name):
        return self._median(name, "wall")

    def cpu(self, name):
        return self._median(name, "cpu")

    def memory(self, name):
        """The largest peak of all runs, in megabytes."""
        return max(sample.memory for sample in self.samples[name]) / 1e6

    def _median(self, name, field):
        return statistics.median(getattr(sample, field) for sample in self.samples[name])


def run(commands):
    """Starts all commands at once and waits for all; what they print on stdout is kept aside.

    Linux counts into a program's peak what this process held when it started it, so that this
    process must stay smaller than anything that it measures.
    """
    with tempfile.TemporaryFile() as printed:
        start = time.perf_counter()
        processes = [subprocess.Popen(command.arguments, stdin=subprocess.DEVNULL,
                                      stdout=command.output or printed, stderr=subprocess.PIPE)
                     for command in commands]
        cpu = memory = 0
        for process in processes:
            complaint = process.stderr.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode != 0:
                sys.exit(f"{process.args[0]} ended with {process.returncode}: {complaint.decode()}")
            cpu += usage.ru_utime + usage.ru_stime
            memory += usage.ru_maxrss * 1024
        wall = time.perf_counter() - start
        printed.seek(0)
        return Sample(wall, cpu, memory, printed.read().decode())


@dataclasses.dataclass(frozen=True)
class Command:
    """A program with its arguments; its output is thrown away where `output` says so."""

    arguments: list
    output: int = 0


def note(text):
    """Progress, for people."""
    print(text, file=sys.stderr, flush=True)
