"""Plants every slip of planted.txt by itself and says whether a test turns red.

The sources of the evaluator and their tests are copied to a folder of their own, which keeps its
build from one slip to the next. Exit code 1 where a slip survives, or does not compile.
"""

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ["BudgetDomain", "BudgetRules", "BudgetEngine"]
TESTS = ["BudgetRulesTests", "BudgetEngineTests"]
# The tests of the evaluator, then the gallery, which looks at the rules as people see them.
SUITES = [
    r"BudgetRulesTests",
    r"BudgetEngineTests\.(Gallery|Cause|Shipped|PrintedForm|FormulaComparison)",
]
# A slip may send a loop round for ever.
LONGEST_SECONDS = 300

MANIFEST = """
let package = Package(
  name: "defects",
  targets: [
    library("BudgetDomain"),
    library("BudgetRules", uses: ["BudgetDomain"]),
    library("BudgetEngine", uses: ["BudgetDomain", "BudgetRules"]),
    tests("BudgetRulesTests", use: ["BudgetRules", "BudgetDomain"]),
    tests("BudgetEngineTests", use: ["BudgetEngine", "BudgetRules", "BudgetDomain"]),
  ],
  swiftLanguageModes: [.v6]
)
"""


@dataclass
class Slip:
    """One line that is written wrongly."""

    file: str
    effect: str
    line: str
    planted: str


def slips():
    """The list, in its order."""
    found = []
    blocks = (ROOT / "Tests/Defects/planted.txt").read_text().split("\n\n")
    for block in blocks:
        lines = [line for line in block.strip("\n").split("\n") if not line.startswith("#")]
        if not any(lines):
            continue
        head, before, after = lines
        file, effect = head.split(": ", 1)
        found.append(Slip(f"Sources/BudgetRules/{file}", effect, before[1:], after[1:]))
    return found


def copy_tree(folder):
    """The evaluator and its tests, with a manifest that names nothing else."""
    folder.mkdir(parents=True, exist_ok=True)
    text = (ROOT / "Package.swift").read_text()
    head = text[: text.index("let subprocess =")]
    (folder / "Package.swift").write_text(head + MANIFEST)
    for path in [f"Sources/{name}" for name in SOURCES] + [f"Tests/{name}" for name in TESTS] + [
        "sql/seeds"
    ]:
        (folder / path).mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["cp", "-a", "-T", f"{ROOT / path}", f"{folder / path}"], check=True
        )


def builds(folder):
    """Whether the copy compiles."""
    return run(folder, "swift", "build", "--build-tests").returncode == 0


def is_green(folder):
    """Whether every test of the copy passes; the second suites run where the first see nothing."""
    command = ["swift", "test", "--skip-build", "--disable-xctest", "--filter"]
    try:
        return all(run(folder, *command, suite).returncode == 0 for suite in SUITES)
    except subprocess.TimeoutExpired:
        return False


def run(folder, *command):
    """Runs a command in the copy and keeps what it says to itself."""
    with open(folder / "log", "w", encoding="utf-8") as log:
        return subprocess.run(
            command, cwd=folder, stdout=log, stderr=log, timeout=LONGEST_SECONDS, check=False
        )


def verdict(folder, slip):
    """What the tests say of the copy with a slip in it."""
    path = folder / slip.file
    text = path.read_text()
    lines = text.split("\n")
    if lines.count(slip.line) != 1:
        return "not in its file"
    lines[lines.index(slip.line)] = slip.planted
    path.write_text("\n".join(lines))
    try:
        if not builds(folder):
            return "does not compile"
        return "SURVIVED" if is_green(folder) else "caught"
    finally:
        path.write_text(text)


def main():
    """Says of every slip what the tests say of it."""
    options = argparse.ArgumentParser(
        prog="jobs/test --defects", description="Plants one-line slips and expects a red test."
    )
    options.add_argument(
        "--from", dest="first", type=int, default=1, help="the first slip, by its number"
    )
    options.add_argument("--to", dest="last", type=int, help="the last one")
    options.add_argument("--folder", help="where to build; kept, so that the next call is quicker")
    chosen = options.parse_args()
    numbered = list(enumerate(slips(), 1))[chosen.first - 1 : chosen.last]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(chosen.folder or scratch)
        copy_tree(folder)
        if not builds(folder) or not is_green(folder):
            sys.exit(f"Red without any slip:\n{(folder / 'log').read_text()[-4000:]}")
        escaped = 0
        for number, slip in numbered:
            found = verdict(folder, slip)
            escaped += found != "caught"
            print(f"{number:3} {found:16} {slip.file}: {slip.effect}", flush=True)
    print(f"{len(numbered) - escaped} of {len(numbered)} slips caught")
    sys.exit(1 if escaped else 0)


if __name__ == "__main__":
    main()
