"""The cells of summary.subject_year by DuckDB: read from PostgreSQL, worked out, written back.

Run in the virtual environment that the benchmark makes: CONNINFO. Like the staged SQL it does only
what the benchmark's data need, to its own advantage; amounts come as doubles, in which two decimals
of a few hundred million are exact, and are turned into fen line by line.
"""

import pathlib
import sys

import duckdb
import duckdb_extension_postgres_scanner

EXTENSION = next(
    pathlib.Path(duckdb_extension_postgres_scanner.__file__).parent.rglob("*.duckdb_extension"))

LOAD = """
CREATE TEMP TABLE line AS
SELECT submission_id, line_no, functional_code AS code, fund_type AS fund, expenditure_kind AS kind,
  (initial_budget * 100)::BIGINT AS initial, (final_budget * 100)::BIGINT AS final,
  (actual * 100)::BIGINT AS actual
FROM pg.intake.line
WHERE section = 'functional' AND form IS NULL
"""

UNITS = """
CREATE TEMP TABLE unit AS
SELECT unit_code, parent_code, valid_from, coalesce(valid_to, 9999) AS valid_to
FROM pg.reference.unit
"""

EFFECTIVE = """
CREATE TEMP TABLE effective AS
SELECT submission_id, fiscal_year, s.unit_code, u.parent_code,
  CASE amount_unit WHEN 'yuan' THEN 1 WHEN 'thousand_yuan' THEN 1000
    WHEN 'wan_yuan' THEN 10000 ELSE 100000000 END AS scale
FROM pg.intake.submission AS s
JOIN unit AS u ON u.unit_code = s.unit_code AND fiscal_year BETWEEN u.valid_from AND u.valid_to
WHERE status IN ('submitted', 'accepted') AND kind IN ('final_account', 'self_evaluation')
  AND NOT EXISTS (
    FROM unit AS child
    WHERE child.parent_code = s.unit_code AND fiscal_year BETWEEN child.valid_from AND child.valid_to)
QUALIFY row_number() OVER (PARTITION BY s.unit_code, fiscal_year ORDER BY kind, revision DESC) = 1
"""

GROUPS = """
CREATE TEMP TABLE above AS
WITH RECURSIVE step (fiscal_year, unit_code, group_code) AS (
  SELECT fiscal_year, unit_code, parent_code FROM effective
  UNION ALL
  SELECT fiscal_year, step.unit_code, unit.parent_code
  FROM step
  JOIN unit ON unit.unit_code = group_code AND fiscal_year BETWEEN valid_from AND valid_to)
SELECT fiscal_year, unit_code, coalesce(group_code, '*') AS group_code FROM step
"""

TOTALS = """
CREATE TEMP TABLE total AS
SELECT submission_id, line_no
FROM line AS total
WHERE (length(code) < 7 OR fund IS NULL OR kind IS NULL)
  AND EXISTS (
    FROM line AS part
    WHERE part.submission_id = total.submission_id
      AND (total.code = '*' OR starts_with(part.code, total.code))
      AND (total.fund IS NULL OR total.fund = part.fund)
      AND (total.kind IS NULL OR total.kind = part.kind)
      AND (total.code <> part.code OR total.fund IS DISTINCT FROM part.fund
        OR total.kind IS DISTINCT FROM part.kind))
"""

LEAVES = """
CREATE TEMP TABLE leaf AS
SELECT fiscal_year, unit_code, code, coalesce(fund, 'unstated') AS fund,
  sum(initial * scale)::BIGINT AS initial, sum(final * scale)::BIGINT AS final,
  sum(actual * scale)::BIGINT AS actual
FROM line
JOIN effective USING (submission_id)
ANTI JOIN total USING (submission_id, line_no)
GROUP BY ALL
"""

GROUP_LEAVES = """
INSERT INTO leaf
SELECT fiscal_year, group_code, code, fund, sum(initial)::BIGINT, sum(final)::BIGINT,
  sum(actual)::BIGINT
FROM leaf
JOIN above USING (fiscal_year, unit_code)
GROUP BY ALL
"""

#: A level, and the one below it that it is added up from.
LEVELS = [("division", "left(code, 5)", "leaf"), ("class", "left(code, 3)", "division"),
          ("district", "'*'", "class")]

ADD_UP = """
CREATE TEMP TABLE {level} AS
SELECT fiscal_year, unit_code, {code} AS code, fund, sum(initial)::BIGINT AS initial,
  sum(final)::BIGINT AS final, sum(actual)::BIGINT AS actual
FROM {below}
GROUP BY ALL
"""

WRITE = """
CREATE TABLE pg.benchmark.duckdb_cell AS
WITH cell AS (
  FROM leaf UNION ALL FROM division UNION ALL FROM class UNION ALL FROM district)
SELECT fiscal_year, unit_code, code AS subject_code, fund AS fund_type, initial AS initial_fen,
  final AS final_fen, actual AS actual_fen
FROM cell
UNION ALL
SELECT fiscal_year, unit_code, code, '*', sum(initial)::BIGINT, sum(final)::BIGINT,
  sum(actual)::BIGINT
FROM cell
GROUP BY ALL
"""


def main():
    database = duckdb.connect(config={"allow_unsigned_extensions": "true", "threads": "2"})
    conninfo = sys.argv[1].replace("'", "''")
    database.execute(f"LOAD '{EXTENSION}'")
    database.execute(f"ATTACH '{conninfo}' AS pg (TYPE postgres)")
    for statement in (LOAD, UNITS, EFFECTIVE, GROUPS, TOTALS, LEAVES, GROUP_LEAVES):
        database.execute(statement)
    for level, code, below in LEVELS:
        database.execute(ADD_UP.format(level=level, code=code, below=below))
    database.execute(WRITE)


if __name__ == "__main__":
    main()
