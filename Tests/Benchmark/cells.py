"""Whether all three have worked out the same cells: one digest over each, by PostgreSQL."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Digest:
    """How many cells, and the sum of their hashes, which does not depend on their order."""

    count: int
    hashes: str


def compare(database):
    """The digest of each, by the name of its relation in the schema benchmark."""
    database.run_file("show_published_cells.sql")
    digests = {}
    for relation in ("huizong_cell", "duckdb_cell", "sql_cell"):
        count, hashes = database.run_file("digest_cells.sql", cells=relation).split("|")
        digests[relation] = Digest(int(count), hashes)
    return digests
