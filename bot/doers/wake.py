"""Brings a time limit that ran out to its conversation."""

from handoff.desk import Desk
from handoff.effects import Wake
from handoff.events import TimerFired
from handoff.store.base import Row, RowState, Settled


class Waker:
    """Takes the same road as a press, so a limit can lose its race safely."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, Wake)
        event = TimerFired(row.effect.timer, row.effect.ticket, row.effect.epoch)
        done = Settled(row.id, RowState.SENT)
        return done if await self._desk.happened(row.conversation, event, (done,)) is None else None

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """See ``bot.dispatch.Doer``."""
        return False
