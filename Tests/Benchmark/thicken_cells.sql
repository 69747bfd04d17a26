-- thicken_cells: adds lines to every cell and changes none: each line of money gets copies of zero
-- parameters: copies, the number of lines to add for each line of money
-- The table is filled anew, so that the lines of a submission lie together as before.
BEGIN;

CREATE TEMPORARY TABLE printed ON COMMIT DROP AS
SELECT
  submission_id,
  line_no,
  functional_code,
  fund_type,
  expenditure_kind,
  initial_budget,
  final_budget,
  actual
FROM intake.line;

TRUNCATE intake.line;

INSERT INTO intake.line (
  submission_id, line_no, section, functional_code, fund_type, expenditure_kind, initial_budget,
  final_budget, actual
)
SELECT
  printed.submission_id,
  printed.line_no + 1000 * copy.number AS line_no,
  'functional',
  printed.functional_code,
  printed.fund_type,
  printed.expenditure_kind,
  CASE WHEN copy.number = 0 THEN printed.initial_budget ELSE 0.00 END,
  CASE WHEN copy.number = 0 THEN printed.final_budget ELSE 0.00 END,
  CASE WHEN copy.number = 0 THEN printed.actual ELSE 0.00 END
FROM printed
JOIN generate_series(0, :copies) AS copy (number)
  ON copy.number = 0
  OR printed.fund_type IS NOT NULL
ORDER BY printed.submission_id, line_no;

COMMIT;
