-- clear_leaves: forgets everything that is kept of submissions
TRUNCATE control.leaf;
