-- list_session_timeouts: what the server would end a long session or statement by
-- Parameters: none
-- Columns:    name, milliseconds, source (where the value comes from)
-- Order:      name
SELECT name, setting AS milliseconds, source
FROM pg_settings
WHERE name IN (
    'transaction_timeout', 'idle_session_timeout', 'idle_in_transaction_session_timeout'
  )
  AND setting <> '0'
ORDER BY name;
