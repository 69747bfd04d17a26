-- fold_changes: makes the marks of changes fewer; what they say together stays
-- columns: nothing worth reading, in one row
SELECT control.fold_changes();
