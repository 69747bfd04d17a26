-- copy_submission_versions: each submission's year and version, as the snapshot sees them
-- columns: submission_id, fiscal_year, version; order: submission_id
COPY (
  SELECT submission_id, fiscal_year, version
  FROM control.submission_versions()
  ORDER BY submission_id
) TO STDOUT (FORMAT binary);
