-- list_closed_submissions: the submissions of closed years beside those that they were published
--   from
-- parameters: whether equal versions are trusted to tell of equal contents
-- columns: fiscal_year, submission_id, unit_code, kind, is_counted (in the published figures),
--   state (same, new, changed, withdrawn, accepted, deleted), is_untouched (also in status and time),
--   content (a digest; null where it was not looked at); order: year, submission
SELECT fiscal_year, submission_id, unit_code, kind, is_counted, state, is_untouched,
  content::text AS content
FROM control.closed_submissions($1::boolean)
ORDER BY fiscal_year, submission_id;
