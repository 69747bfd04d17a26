-- copy_coverage: writes into the volume that the search path names first
COPY coverage (unit_code, kind, state, submission_id, reason, content) FROM STDIN (FORMAT binary);
