-- write_leaves: keeps what was made of submissions
COPY control.leaf (submission_id, version, origin, record) FROM STDIN (FORMAT binary);
