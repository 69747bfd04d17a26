-- 0042 quicken changes
-- Why:   how large the parts of a comparison get is unknown to the planner, which sorts the units of
--        both volumes once for each level of the tree to merge them; hashed, they take a third less.
-- Locks: none but on the function's own row.
-- Undo:  ALTER FUNCTION store.volume_changes(bigint, bigint, text, boolean) RESET enable_mergejoin;
ALTER FUNCTION store.volume_changes(bigint, bigint, text, boolean) SET enable_mergejoin = off;
