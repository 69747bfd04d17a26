-- elimination_parts_equal_their_transfers: holds when no row comes back; reads the volume of the
-- search path
-- What was taken out subject by subject, as the payer has booked it, is what was taken out of the
-- transfers between the two.
-- columns: payer_code, payee_code, at_unit, measure, difference in fen
-- order: payer_code, payee_code, at_unit, measure
WITH amount AS (
  SELECT payer_code, payee_code, at_unit, measure, eliminated_fen AS fen
  FROM elimination
  UNION ALL
  SELECT payer_code, payee_code, at_unit, measure, -fen
  FROM elimination_part
)
SELECT payer_code, payee_code, at_unit, measure, sum(fen) AS fen
FROM amount
GROUP BY payer_code, payee_code, at_unit, measure
HAVING sum(fen) <> 0
ORDER BY payer_code, payee_code, at_unit, measure;
