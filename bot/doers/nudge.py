"""Reminds a place of the team of a question that still waits there."""

from bot.doers.sending import Carrier, perhaps
from channels.base import Outgoing, Voice
from handoff.approvals import Approval, Ruling
from handoff.content import Content
from handoff.effects import Nudge
from handoff.ids import Address
from handoff.store.base import Row, RowState, Settled
from handoff.store.reading import Reader
from handoff.transcript import Author, AuthorKind

SYSTEM = Author(AuthorKind.SYSTEM)
REMINDER = "Reminder: this still waits for a decision. {what}"
OVER = "it needs no reminder any more"


class Nudger:
    """One short line in reply to the card: what is to be decided and for whom, and none of its facts."""

    def __init__(self, reader: Reader, carrier: Carrier) -> None:
        self._reader = reader
        self._carrier = carrier

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``. A place whose people read the store itself needs no message."""
        assert isinstance(row.effect, Nudge)
        place = row.effect.place
        channel = self._carrier.channel(place)
        approval = await self._reader.approval(row.effect.approval)
        ref = _ref(approval, place) if approval is not None else None
        if approval is None or ref is None or channel.capabilities.pull:
            return Settled(row.id, RowState.DROPPED, row.attempts, error=OVER)
        what = f"{approval.label or approval.question} · {approval.contact}"
        content = Content(REMINDER.format(what=what))
        out = Outgoing(row.id, place, SYSTEM, content, ref, Voice.TEAM, again=perhaps(row))
        return await self._carrier.send(row, out)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Leave the row dead: the card itself stands there."""
        return False


def _ref(approval: Approval, place: Address) -> str | None:
    """Return the card of a question that is still open."""
    if approval.ruling is not Ruling.PENDING:
        return None
    return next((copy.ref for copy in approval.cards if copy.place == place), None)
