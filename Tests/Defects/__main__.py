"""Plants every slip of the lists by itself and says whether a test turns red.

The slips of planted.txt are in the evaluator, those of planted-night.txt in what a night does
around it. The sources and their tests are copied to a folder each, which keeps its build from one
slip to the next. Exit code 1 where a slip survives, or does not compile.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The tests of the evaluator, then the gallery, which looks at the rules as people see them.
EVALUATOR_SUITES = [
    r"BudgetRulesTests",
    r"BudgetEngineTests\.(Gallery|Cause|Shipped|PrintedForm|FormulaComparison)",
]
EVALUATOR = """BudgetDomain BudgetRules BudgetEngine BudgetRulesTests BudgetEngineTests"""
# What a night is made of, without the program and its documents.
NIGHT = """
CLibpq PostgresClient BudgetDomain BudgetRules BudgetEngine BudgetStore EmbeddedPostgres
SampleDistrict BudgetTestSupport PostgresClientTests BudgetEngineTests BudgetStoreTests
"""
NIGHT_PACKAGES = "swift-system swift-subprocess"
# A slip may send a loop round for ever.
LONGEST_SECONDS = 300


@dataclass
class Slip:
    """One line that is written wrongly."""

    file: str
    # What has to notice, as regular expressions that are tried in turn.
    suites: list
    effect: str
    line: str
    planted: str


def blocks(name):
    """The blocks of a list: head, line, planted line."""
    for block in (ROOT / "Tests/Defects" / name).read_text().split("\n\n"):
        lines = [line for line in block.strip("\n").split("\n") if not line.startswith("#")]
        if any(lines):
            yield lines


def slips():
    """Both lists, in their order."""
    for head, before, after in blocks("planted.txt"):
        file, effect = head.split(": ", 1)
        path = f"Sources/BudgetRules/{file}"
        yield Slip(path, EVALUATOR_SUITES, effect, before[1:], after[1:])
    for head, before, after in blocks("planted-night.txt"):
        file, suites, effect = re.fullmatch(r"(\S+) \[(\S+)\]: (.+)", head).groups()
        yield Slip(file, [suites], effect, before[1:], after[1:])


def manifest(targets, packages):
    """The manifest with some of its targets and packages only."""
    text = (ROOT / "Package.swift").read_text()
    lines = re.findall(r"^    \.package\(url: .*$", text, re.MULTILINE)
    # A target begins where its line has the first indentation of the list.
    listed = text[text.index("  targets: [\n") + 13 : text.index("\n  ],\n  swiftLanguageModes")]
    found = re.split(r"\n+(?=    \S)(?!    \))", listed)
    wanted = [one for one in found if re.search(r'"(\w+)"', one).group(1) in targets.split()]
    return "\n".join(
        [
            text[: text.index("let package =")] + "let package = Package(",
            '  name: "defects",',
            "  dependencies: [",
            *(one for one in lines if any(f'/{name}"' in one for name in packages.split())),
            "  ],",
            "  targets: [",
            *wanted,
            "  ],",
            "  swiftLanguageModes: [.v6]",
            ")",
            "",
        ]
    )


def copy_tree(folder, text):
    """Sources and tests, with a manifest that names some of them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Package.swift").write_text(text)
    for path in ["Sources", "Tests", "sql", "deploy"]:
        subprocess.run(["cp", "-a", "-T", ROOT / path, folder / path], check=True)


def builds(folder):
    """Whether the copy compiles."""
    return run(folder, "swift", "build", "--build-tests").returncode == 0


def is_green(folder, suites):
    """Whether every test of the copy passes; later suites run where earlier ones see nothing."""
    command = ["swift", "test", "--skip-build", "--disable-xctest", "--filter"]
    try:
        return all(run(folder, *command, suite).returncode == 0 for suite in suites)
    except subprocess.TimeoutExpired:
        return False


def run(folder, *command):
    """Runs a command in the copy and keeps what it says to itself."""
    longest = LONGEST_SECONDS if "test" in command else None
    with open(folder / "log", "w", encoding="utf-8") as log:
        return subprocess.run(
            command, cwd=folder, stdout=log, stderr=log, timeout=longest, check=False
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
    forget_embedded(folder, slip)
    try:
        if not builds(folder):
            return "does not compile"
        return "SURVIVED" if is_green(folder, slip.suites) else "caught"
    finally:
        path.write_text(text)
        forget_embedded(folder, slip)


def forget_embedded(folder, slip):
    """Nothing tells a build that a file of SQL within the program is another one."""
    if slip.file.startswith("sql/"):
        for name in folder.glob(".build/*/debug/BudgetStore.build/DerivedSources"):
            subprocess.run(["rm", "-r", name], check=True)


def plant(folder, text, numbered):
    """Plants some slips in one copy; how many no test has noticed."""
    if not numbered:
        return 0
    copy_tree(folder, text)
    suites = sorted({suite for _, slip in numbered for suite in slip.suites})
    if not builds(folder) or not is_green(folder, ["|".join(suites)]):
        sys.exit(f"Red without any slip:\n{(folder / 'log').read_text()[-4000:]}")
    escaped = 0
    for number, slip in numbered:
        found = verdict(folder, slip)
        escaped += found != "caught"
        print(f"{number:3} {found:16} {slip.file}: {slip.effect}", flush=True)
    return escaped


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
    inner = [(number, slip) for number, slip in numbered if slip.suites is EVALUATOR_SUITES]
    outer = [(number, slip) for number, slip in numbered if slip.suites is not EVALUATOR_SUITES]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(chosen.folder or scratch)
        escaped = plant(folder / "evaluator", manifest(EVALUATOR, ""), inner)
        escaped += plant(folder / "night", manifest(NIGHT, NIGHT_PACKAGES), outer)
    print(f"{len(numbered) - escaped} of {len(numbered)} slips caught")
    sys.exit(1 if escaped else 0)


if __name__ == "__main__":
    main()
