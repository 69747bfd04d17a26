-- copy_import_rows: takes the rows of one file, all columns in the target's order, then the line
COPY pg_temp.staged
FROM STDIN;
