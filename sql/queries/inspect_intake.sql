-- inspect_intake: how changes of submissions are known
-- columns: detection, doubts (a list)
SELECT detection, array_to_string(doubts, ' ') AS doubts
FROM control.intake_watch();
