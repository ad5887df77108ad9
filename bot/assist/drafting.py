"""Has the model write a draft of the next reply: for a desk thread, or for the inbox's box."""

from collections.abc import Callable
from typing import Final

from bot.agent.history import turn
from bot.assist.base import Helping, NoHelp, ask
from bot.recent import Entries
from bot.record import record
from channels.fit import clip
from handoff.desk import Desk
from handoff.effects import WriteDraft
from handoff.events import Drafted, DraftFailed
from handoff.languages import differs
from handoff.policy import Assistance
from handoff.state import Conversation
from handoff.store.base import Row, RowState, Settled

READ: Final = 200
"""So many of the newest entries the model is shown."""
LONGEST: Final = 8000
"""Characters of a draft."""
OURS: Final = (
    "Write it in the language with the code {language}: it is translated for the contact afterwards."
)


class Drafter:
    """Writes drafts into desk threads. What cannot be written is said there."""

    def __init__(self, desk: Desk, writer: "Writer") -> None:
        self._desk = desk
        self._writer = writer

    async def do(self, row: Row) -> Settled | None:
        """See ``bot.dispatch.Doer``."""
        assert isinstance(row.effect, WriteDraft)
        state = await self._desk.state(row.conversation)
        if state is None or state.handoff is None:
            return Settled(row.id, RowState.DROPPED, error="it is over")
        done = Settled(row.id, RowState.SENT, row.attempts + 1)
        event = await self._written(state, row.effect)
        return await record(self._desk, row.conversation, event, done)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        """Say that there will be none."""
        assert isinstance(row.effect, WriteDraft)
        event = DraftFailed(row.effect.thread, settled.error or "no reason given")
        return await self._desk.happened(row.conversation, event, (settled,)) is not None

    async def _written(self, state: Conversation, effect: WriteDraft) -> Drafted | DraftFailed:
        try:
            text = await self._writer.draft(state, effect.wish)
        except NoHelp as reason:
            return DraftFailed(effect.thread, str(reason))
        return Drafted(effect.thread, text, state.said)


class Writer:
    """Asks for one draft. It is in the team's language where what operators write is translated."""

    def __init__(self, entries: Entries, helping: Helping, assistance: Callable[[], Assistance]) -> None:
        self._entries = entries
        self._helping = helping
        self._assistance = assistance

    async def draft(self, state: Conversation, wish: str = "") -> str:
        """Return the draft; raises NoHelp with a reason for operators, StoreUnavailable."""
        asked = turn(state, await self._entries.entries(state.id, limit=READ))
        wanted = self._wanted(state, wish)
        text = (await ask("draft", self._helping, lambda helper: helper.draft(asked, wanted))).strip()
        if not text:
            raise NoHelp("The language model wrote nothing.")
        return clip(text, LONGEST)

    def _wanted(self, state: Conversation, wish: str) -> str:
        assist = self._assistance()
        ours = OURS.format(language=assist.language) if differs(state, assist) else ""
        return " ".join(filter(None, (wish.strip(), ours)))
