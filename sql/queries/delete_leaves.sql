-- delete_leaves: forgets what is kept of some submissions
-- parameters: submissions
DELETE FROM control.leaf
WHERE submission_id = ANY ($1::bigint[]);
