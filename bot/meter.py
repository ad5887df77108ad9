"""Counts what was committed and what became of every send."""

from bot.metrics import Metrics
from handoff.effects import Deliver
from handoff.envelope import Ending
from handoff.feed import Changed
from handoff.ownership import Move
from handoff.store.base import Row, RowState, Settled
from handoff.transcript import AuthorKind, Entry, EntryKind
from handoff.trigger import Mechanism

_ENDS = {
    Move.RETURN: Ending.RETURNED,
    Move.RESOLVE: Ending.RESOLVED,
    Move.EXPIRE: Ending.EXPIRED,
}


class Meter:
    """Reads the transcript's entries as they are committed, so every figure comes from the record."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def committed(self, change: Changed) -> None:
        """Count what the entries tell."""
        for entry in change.entries:
            if entry.kind is EntryKind.OWNER:
                self._moved(entry)
            elif entry.kind is EntryKind.EVENT and entry.content.text == "handoff":
                mechanism = Mechanism(entry.data["mechanism"])
                self._metrics.handed_off(mechanism, str(entry.data["category"]))
            elif entry.kind is EntryKind.MESSAGE:
                self._spoke(change, entry)

    def settled(self, row: Row, settled: Settled, channel: str) -> None:
        """Count how a send ended."""
        if not isinstance(row.effect, Deliver):
            return
        if settled.doubtful and not row.doubtful:
            self._metrics.perhaps(channel)
        count = {
            RowState.SENT: self._metrics.sent,
            RowState.PENDING: self._metrics.retried,
            RowState.DROPPED: self._metrics.dropped,
            RowState.DEAD: self._metrics.died,
        }.get(settled.state)
        if count is not None:
            count(channel)

    def _moved(self, entry: Entry) -> None:
        ending = _ENDS.get(entry.data["move"])
        if ending is not None and entry.data.get("ticket"):
            self._metrics.ended(ending)

    def _spoke(self, change: Changed, entry: Entry) -> None:
        if entry.author.kind is AuthorKind.AGENT:
            self._metrics.answered(bool(entry.data.get("known", True)))
        handoff = change.conversation.handoff
        if entry.author.kind is AuthorKind.HUMAN and handoff is not None and handoff.replied == entry.at:
            self._metrics.first_reply(entry.at - handoff.opened)
