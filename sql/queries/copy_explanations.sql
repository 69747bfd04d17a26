-- copy_explanations: what units say about differences, for the years in huizong.years
-- columns: submission_id, line_no, figure, amount, kind, counterparty_code;
-- order: submission_id, seq, and all else where a view has a number twice
COPY (
  SELECT
    explanation.submission_id,
    explanation.line_no,
    explanation.figure,
    explanation.amount,
    explanation.kind,
    explanation.counterparty_code
  FROM intake.explanation AS explanation
  JOIN intake.submission USING (submission_id)
  WHERE current_setting('huizong.years') = ''
    OR submission.fiscal_year
      = ANY (string_to_array(current_setting('huizong.years'), ',')::integer[])
  ORDER BY
    explanation.submission_id,
    explanation.seq,
    explanation.line_no,
    explanation.figure COLLATE "C",
    explanation.amount,
    explanation.kind COLLATE "C",
    explanation.counterparty_code COLLATE "C"
) TO STDOUT (FORMAT binary);
