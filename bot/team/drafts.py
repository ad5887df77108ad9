"""Drafts in a desk thread: asked for, sent by who presses under their own name, or discarded."""

from collections.abc import Sequence
from typing import Final

from bot.team.acts import Acts
from bot.team.joiner import bare
from bot.team.told import OUTDATED, alert
from channels.team import LONGEST_VALUE, Answer, Ask
from handoff.content import Button, Content, Style
from handoff.desk import Desk
from handoff.events import Actor
from handoff.ids import Address, ConversationId
from handoff.labels import known_as
from handoff.press import Press, Token
from handoff.state import Conversation
from handoff.transcript import EntryKind, Message

SENT: Final = "It was sent already."
WAITS: Final = "It is being translated, and goes to the contact then."
LOST: Final = "It was not sent, because the conversation changed hands meanwhile. Ask for a new one."
GONE: Final = "This draft was discarded. Ask for a new one."
TOO_LONG: Final = "The draft is too long to be changed here. Copy it, change it, and send it as your own."
THREADLESS: Final = "This card has no thread that a draft could come into. Ask for one in the inbox."
ANYWAY: Final = "-"
"""Ends the detail of a press that sends although the contact wrote again."""


class Drafts:
    """A draft is a note. It is sent at most once, whoever presses (law 2), and by nobody's but a press."""

    def __init__(self, desk: Desk, acts: Acts) -> None:
        self._desk = desk
        self._acts = acts

    async def ask(self, id: ConversationId, by: Actor, place: Address, key: str | None) -> Answer:
        """Have a draft written into the thread of the card that was pressed."""
        state = await self._desk.state(id)
        cards = state.handoff.cards if state is not None and state.handoff is not None else ()
        found = (copy.desk for copy in cards if place in (copy.place, copy.desk))
        thread = next(filter(None, found), None)
        return alert(THREADLESS) if thread is None else await self._acts.draft(id, by, thread, "", key)

    async def pressed(
        self, token: Token, id: ConversationId, said: Sequence[Message], by: Actor, text: str
    ) -> Answer:
        """Do what a draft's button says; ``said`` is the draft and all that came after it."""
        draft, name = said[0], f"sent:{id}:{said[0].entry.seq}"
        state = await self._desk.state(id)
        if state is None:
            return alert(OUTDATED)
        if (was := _was_sent(state, said, name)) is not None:
            return was
        if draft.deleted_at is not None:
            return alert(GONE)
        if token.press is Press.DROP:
            thread = Address.parse(str(draft.entry.data["only"]))
            return await self._acts.drop(id, by, draft.entry.seq, thread, f"dropped:{name}")
        if token.press is Press.REWORD:
            return await self._reworded(token, state, draft, by, bare(text).strip())
        if _is_old(state, draft) and not token.detail.endswith(ANYWAY):
            return _warned(token, state)
        return await self._acts.send(id, by, draft.content, name)

    async def _reworded(
        self, token: Token, state: Conversation, draft: Message, by: Actor, text: str
    ) -> Answer:
        if text:
            return await self._acts.send(state.id, by, Content(text), f"sent:{state.id}:{draft.entry.seq}")
        if len(draft.content.text) > LONGEST_VALUE:
            return alert(TOO_LONG)
        label = "Text for the contact"
        if _is_old(state, draft):
            label = "The contact wrote again since. Text for them"
        return Answer(ask=Ask("Edit and send", label, str(token), "Send", draft.content.text))


def is_draft(said: Sequence[Message]) -> bool:
    """Whether the first of these is a draft."""
    return bool(said) and said[0].entry.kind is EntryKind.NOTE and "draft" in said[0].entry.data


def _was_sent(state: Conversation, said: Sequence[Message], name: str) -> Answer | None:
    """Say what became of a draft that somebody sent; None for one that nobody did."""
    mine = [one.entry for one in said if one.entry.id == name]
    if any(entry.kind is EntryKind.MESSAGE for entry in mine):
        return Answer(SENT)
    if not mine:
        return None
    waits = any(one.seq == mine[0].seq for one in state.pending)
    return Answer(WAITS) if waits else alert(LOST)


def _is_old(state: Conversation, draft: Message) -> bool:
    return state.said > int(draft.entry.data["upto"])


def _warned(token: Token, state: Conversation) -> Answer:
    name = known_as(state.contact.name, state.id)
    again = Token(Press.SEND, token.subject, f"{token.detail}{ANYWAY}")
    button = Button("Send it anyway", str(again), Style.PRIMARY)
    return Answer(f"{name} wrote again after this draft was made. It is not sent yet.", (button,))
