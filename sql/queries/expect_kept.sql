-- expect_kept: refuses a publication that is not kept
-- parameters: publication; columns: kept (empty)
SELECT control.expect_kept($1::bigint) AS kept;
