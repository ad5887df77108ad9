"""A batch's changes to the outbox, in the order of its jobs, in as few statements as that allows."""

import sqlite3
from collections.abc import Sequence

from handoff.store import statements as sql
from handoff.store.bulk import Bind, Line


class Errands:
    """Collects rows to add and rows to settle; writes them down when the order would begin to matter."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._added: list[Line] = []
        self._settled: dict[Bind, Line] = {}

    def add(self, lines: Sequence[Line]) -> None:
        """Insert rows; what was settled before a row was there stays ignored."""
        if any(line[0] in self._settled for line in lines):
            self.flush()
        self._added += lines

    def settle(self, lines: Sequence[Line]) -> None:
        """Record what became of rows; of two records of one row the second builds on the first."""
        for line in lines:
            if line[0] in self._settled:
                self.flush()
            self._settled[line[0]] = line

    def drop(self, conversation: str, fence: int) -> None:
        """Withhold the conversation's pending rows whose fence is below this one."""
        self.flush()
        self._connection.execute(sql.DROP_FENCED, (conversation, fence))

    def flush(self) -> None:
        """Write down what was collected."""
        sql.ADD_ROW.run(self._connection, self._added)
        sql.SETTLE_ROW.run(self._connection, list(self._settled.values()))
        self._added = []
        self._settled = {}
