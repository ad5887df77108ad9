"""Has the model write the summary on a handoff's cards: one try, and nobody waits for it."""

from dataclasses import replace
from typing import Final

from bot.agent.base import Role, Said
from bot.agent.history import turn
from bot.assist.base import Helping, NoHelp, ask
from bot.recent import Entries
from handoff.desk import Desk
from handoff.effects import Summarize
from handoff.events import Summarized
from handoff.state import Conversation
from handoff.store.base import Row, RowState, Settled

READ: Final = 200
"""So many of the newest entries are summarised."""


class Summarizer:
    """A model that fails or is slow leaves the card with the contact's own words on it."""

    def __init__(self, desk: Desk, entries: Entries, helping: Helping) -> None:
        self._desk = desk
        self._entries = entries
        self._helping = helping

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, Summarize)
        state = await self._desk.state(row.conversation)
        if state is None or state.handoff is None or state.handoff.ticket != row.effect.ticket:
            return Settled(row.id, RowState.DROPPED, error="it is over")
        lines = await self._lines(state)
        try:
            text = await ask("summary", self._helping, lambda helper: helper.summarize(lines))
        except NoHelp as reason:
            return Settled(row.id, RowState.DROPPED, row.attempts + 1, error=str(reason))
        done = Settled(row.id, RowState.SENT, row.attempts + 1)
        event = Summarized(row.effect.ticket, text)
        return done if await self._desk.happened(row.conversation, event, (done,)) is None else None

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Leave it: the card has a summary that needs no model."""
        return False

    async def _lines(self, state: Conversation) -> tuple[Said, ...]:
        """Return what was said, as the agent would be told it."""
        # Nothing is being answered here: all the contact said is past.
        asked = turn(replace(state, answered=state.seq), await self._entries.entries(state.id, limit=READ))
        return asked.past if not asked.asked else (*asked.past, Said(Role.CONTACT, asked.asked))
