-- copy_line_pages: the lines on the pages from huizong.first_page up to huizong.end_page
-- columns: as decoded by LineDecoder; order: as stored
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
  WHERE ctid >= current_setting('huizong.first_page')::tid
    AND ctid < current_setting('huizong.end_page')::tid
) TO STDOUT (FORMAT binary);
