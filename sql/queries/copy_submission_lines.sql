-- copy_submission_lines: all lines of the submissions in huizong.submissions
-- columns: as decoded by LineDecoder; order: submission_id, line_no
COPY (
  SELECT
    submission_id,
    line_no,
    section,
    functional_code,
    fund_type,
    expenditure_kind,
    initial_budget,
    final_budget,
    actual,
    form,
    economic_code,
    project_code,
    income_kind,
    printed_name,
    counterparty_code
  FROM intake.line
  WHERE submission_id = ANY (string_to_array(current_setting('huizong.submissions'), ',')::bigint[])
  ORDER BY submission_id, line_no
) TO STDOUT (FORMAT binary);
