"""What a table has besides its rows, taken away while an empty one is filled, and put back.

Keys and checks stay. What is put back is what PostgreSQL itself wrote down of it before.
"""

from concurrent.futures import ThreadPoolExecutor

import psycopg

HEAVY = [f"articles_{one}" for one in ("concordance", "link", "storytag", "story", "edition")]

#: (table, how to take it away, how to put it back): indexes that are no constraint's, constraints
#: that are unique or lead to another table, triggers of ours.
FOUND = """
SELECT c.conrelid::regclass::text,
    format('ALTER TABLE %%s DROP CONSTRAINT %%I', c.conrelid::regclass, c.conname),
    format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', c.conrelid::regclass, c.conname,
        pg_get_constraintdef(c.oid)),
    CASE c.contype WHEN 'u' THEN 1 ELSE 2 END AS step
FROM pg_constraint c WHERE c.contype IN ('u', 'f') AND c.conrelid = ANY (%(tables)s::regclass[])
UNION ALL
SELECT i.indrelid::regclass::text, format('DROP INDEX %%s', i.indexrelid::regclass),
    pg_get_indexdef(i.indexrelid), 0
FROM pg_index i WHERE i.indrelid = ANY (%(tables)s::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
UNION ALL
SELECT t.tgrelid::regclass::text,
    format('ALTER TABLE %%s DISABLE TRIGGER %%I', t.tgrelid::regclass, t.tgname),
    format('ALTER TABLE %%s ENABLE TRIGGER %%I', t.tgrelid::regclass, t.tgname), 3
FROM pg_trigger t WHERE t.tgrelid = ANY (%(tables)s::regclass[]) AND NOT t.tgisinternal
    AND t.tgenabled = 'O'
ORDER BY step, 1, 2
"""


class Bare:
    """The tables of a load without what slows it down, for the time of a `with`."""

    def __init__(self, address: str, tables: list[str]) -> None:
        self.address, self.tables = address, tables
        self.taken: list[tuple[str, str, str, int]] = []

    def __enter__(self) -> "Bare":
        with psycopg.connect(self.address) as connection:
            found = connection.execute(FOUND, {"tables": self.tables}).fetchall()
            # What leads to another table goes first, and comes back last.
            for _table, off, _on, _step in sorted(found, key=lambda one: -one[3]):
                connection.execute(off.encode())
        self.taken = found
        return self

    def __exit__(self, *_error: object) -> None:
        """Two tables at a time: an index is one process's work."""
        with ThreadPoolExecutor(2) as pool:
            tables = sorted({one[0] for one in self.taken}, key=self.weight)
            for made in [pool.submit(self.put_back, table, (0, 1)) for table in tables]:
                made.result()
        for table in tables:
            self.put_back(table, (2, 3))

    def weight(self, table: str) -> int:
        """Tables with the longest work first."""
        return HEAVY.index(table) if table in HEAVY else len(HEAVY)

    def put_back(self, table: str, steps: tuple[int, ...]) -> None:
        with psycopg.connect(self.address) as connection:
            connection.execute("SET maintenance_work_mem = '512MB'")
            for one, _off, on, step in self.taken:
                if one == table and step in steps:
                    connection.execute(on.encode())
