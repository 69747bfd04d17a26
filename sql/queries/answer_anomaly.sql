-- answer_anomaly: explains or accepts an anomaly
-- Parameters: $1 anomaly, $2 explain or accept, $3 text, $4 last day, $5 least figure, $6 greatest
--             figure (4 to 6 null: for ever, exactly the figure of now; infinities: any figure)
-- Columns:    answer_id
SELECT control.answer_anomaly(
  $1::bigint, $2::text, $3::text, $4::date, $5::numeric, $6::numeric
) AS answer_id;
