-- 0036 record server identity
-- Why:   whether a run could be sure of the server that it worked with, or was told not to ask.
-- Locks: ACCESS EXCLUSIVE on control.run for a moment.
-- Undo:  ALTER TABLE control.run DROP COLUMN server_identity;

ALTER TABLE control.run
  ADD COLUMN server_identity text,
  ADD CONSTRAINT server_identity_is_known CHECK (
    server_identity IN ('local', 'verified', 'unverified')
  );

COMMENT ON COLUMN control.run.server_identity IS
  '服务器身份:local 本机,verified 已核实(sslmode=verify-full),unverified 未核实(--allow-insecure-tls);空表示更早的运行。';
