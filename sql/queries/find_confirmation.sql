-- find_confirmation: whether an input is known to give what readers see now
-- parameters: input digest; columns: is_confirmed
SELECT EXISTS (
  SELECT
  FROM control.current_publication
  JOIN control.confirmation USING (publication_id)
  WHERE confirmation.input_digest = $1
) AS is_confirmed;
