-- 0035 announce requests
-- Why:   whoever serves requests hears of each at once, however it came to be open: asked for by
--        the function, written into the table, or taken by a run that could not answer it.
-- Locks: SHARE ROW EXCLUSIVE on control.rerun_request for a moment.
-- Undo:  DROP TRIGGER open_request_is_announced ON control.rerun_request;
--        DROP FUNCTION control.announce_request();

-- The function for people tells it, too, also of a request that was open already; the server sends
-- what is told twice in one transaction once.
CREATE FUNCTION control.announce_request() RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM pg_notify('huizong_rerun', NEW.request_id::text);
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION control.announce_request() IS
  '触发器:重算申请成为待处理时,经通道 huizong_rerun 通知 huizong watch。';
CREATE TRIGGER open_request_is_announced
AFTER INSERT OR UPDATE ON control.rerun_request
FOR EACH ROW
WHEN (NEW.state = 'open')
EXECUTE FUNCTION control.announce_request();
