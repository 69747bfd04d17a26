-- copy_leaves: what is kept of submissions from huizong.first_leaf up to huizong.end_leaf
-- columns: submission_id, version, record; made as huizong.origin says; order: none
COPY (
  SELECT submission_id, version, record
  FROM control.leaf
  WHERE submission_id >= current_setting('huizong.first_leaf')::bigint
    AND submission_id < current_setting('huizong.end_leaf')::bigint
    AND origin = current_setting('huizong.origin')::bigint
) TO STDOUT (FORMAT binary);
