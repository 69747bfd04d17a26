-- copy_stated_figures: the figures stated outside the tables, for the years in huizong.years
-- columns: submission_id, figure, value; order: submission_id, figure,
--   and value where a view has a figure twice
COPY (
  SELECT figure.submission_id, figure.figure, figure.value
  FROM intake.stated_figure AS figure
  JOIN intake.submission USING (submission_id)
  WHERE current_setting('huizong.years') = ''
    OR submission.fiscal_year
      = ANY (string_to_array(current_setting('huizong.years'), ',')::integer[])
  ORDER BY figure.submission_id, figure.figure COLLATE "C", figure.value
) TO STDOUT (FORMAT binary);
