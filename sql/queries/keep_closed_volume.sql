-- keep_closed_volume: another volume stands for a closed year from now on
-- parameters: volume, fiscal year
UPDATE control.closed_year
SET volume_id = $1
WHERE fiscal_year = $2
  AND reopened_at IS NULL;
