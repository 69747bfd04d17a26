-- select_one: holds the place of the first statement
SELECT 1;
