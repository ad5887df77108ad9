"""The things to do, in memory: rows in the order of insertion, and which of them are still live."""

from collections.abc import Sequence
from dataclasses import replace

from handoff.ids import ConversationId, RowId
from handoff.store.base import Row, RowState, Settled, Write

LIVE = (RowState.PENDING, RowState.SENDING)


def settled_row(row: Row, settled: Settled) -> Row:
    """Return the row as it stands afterwards.

    A row without a new ``due`` or ``ref`` keeps the one it has. A dropped row can still turn out to
    have been sent, but it never becomes live again: its epoch is over for good.
    """
    if row.state is RowState.DROPPED and settled.state in LIVE:
        return row
    return replace(
        row,
        state=settled.state,
        attempts=settled.attempts,
        due=row.due if settled.due is None else settled.due,
        ref=row.ref if settled.ref is None else settled.ref,
        error=settled.error,
        doubtful=settled.doubtful,
    )


class Outbox:
    """Rows by id. A row that is known already is not inserted again, whatever became of it."""

    def __init__(self) -> None:
        self._rows: dict[RowId, Row] = {}
        self._order: dict[RowId, int] = {}
        self._live: dict[RowId, Row] = {}

    def apply(self, write: Write) -> None:
        """Insert, settle and drop what one decision says, in this order."""
        for row in write.rows:
            if row.id not in self._rows:
                self._order[row.id] = len(self._order)
                self._put(row)
        for settled in write.settled:
            self.settle(settled)
        if write.drop_fenced:
            self._drop(write.conversation.id, write.conversation.fence)

    def settle(self, settled: Settled) -> None:
        """Record what became of a row; an unknown one is ignored."""
        row = self._rows.get(settled.id)
        if row is not None:
            self._put(settled_row(row, settled))

    def _drop(self, conversation: ConversationId, fence: int) -> None:
        for row in [row for row in self._live.values() if row.conversation == conversation]:
            if row.state is RowState.PENDING and row.fence is not None and row.fence < fence:
                self._put(replace(row, state=RowState.DROPPED))

    def _put(self, row: Row) -> None:
        self._rows[row.id] = row
        if row.state in LIVE:
            self._live[row.id] = row
        else:
            self._live.pop(row.id, None)

    def due(self, now: float, limit: int, exclude: frozenset[RowId]) -> Sequence[Row]:
        """Return live rows that are due and not excluded, in order of due and insertion."""
        found = [row for row in self._live.values() if row.due <= now and row.id not in exclude]
        return tuple(sorted(found, key=lambda row: (row.due, self._order[row.id]))[:limit])

    def next_due(self, after: float) -> float | None:
        """Return the earliest ``due`` later than ``after`` among pending rows."""
        later = (row.due for row in self._live.values() if row.state is RowState.PENDING)
        return min((due for due in later if due > after), default=None)

    def get(self, id: RowId) -> Row | None:
        """Return one row as it stands."""
        return self._rows.get(id)

    def all(self) -> list[Row]:
        """Return every row in the order of insertion."""
        return list(self._rows.values())
