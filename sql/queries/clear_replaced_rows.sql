-- clear_replaced_rows: takes out the rows that the staged files replace
SELECT import.clear();
