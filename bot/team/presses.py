"""Buttons on cards and in answers: what each press does."""

from collections.abc import Sequence

from bot.team.acts import Acts
from bot.team.drafts import ANYWAY, SENT, Drafts, is_draft
from bot.team.menus import Menus
from bot.team.people import People
from bot.team.rulings import Rulings
from bot.team.told import OUTDATED, alert
from channels.team import Answer, Ask, Pressed
from handoff.card import status
from handoff.desk import Desk
from handoff.events import Actor
from handoff.ids import ConversationId, QueueName, Ticket
from handoff.ownership import Owner
from handoff.press import Press, Token
from handoff.store.reading import HandoffRow, Reader
from handoff.transcript import EntryKind, Message, messages, origin

LONGEST_SNOOZE = 366 * 86400
"""In seconds."""


class Presses:
    """A press names its handoff by ticket, so that it works on every card there ever was."""

    def __init__(
        self, desk: Desk, reader: Reader, people: People, acts: Acts, menus: Menus, rulings: Rulings
    ) -> None:
        self._desk = desk
        self._reader = reader
        self._people = people
        self._acts = acts
        self._menus = menus
        self._rulings = rulings
        self._drafts = Drafts(desk, acts)

    async def pressed(self, event: Pressed, by: Actor, key: str | None) -> Answer:
        """Do what the button says, or ask what is missing."""
        try:
            token = Token.parse(event.token)
        except ValueError:
            return alert(OUTDATED)
        if token.press in (Press.APPROVE, Press.REASON, Press.REJECT, Press.EDIT):
            return await self._rulings.pressed(token, by, event.text, key)
        row = await self._handoff(token.subject)
        if row is None:
            return alert(OUTDATED)
        if token.press in (Press.SEND, Press.KEEP, Press.REWORD, Press.DROP):
            return await self._unsent(token, row, by, event.text)
        if token.press is Press.DRAFT and await self._is_open(row):
            return await self._drafts.ask(row.conversation, by, event.place, key)
        if await self._is_open(row):
            answer = await self._on_open(token, row, by, event.text, key)
            if not answer.alert or await self._is_open(row):
                return answer
        return await self._over(row)

    async def _over(self, row: HandoffRow) -> Answer:
        """Say how it ended, perhaps a moment ago by somebody who was quicker."""
        ended = await self._reader.handoff(row.handoff.ticket) or row
        return alert(f"{ended.handoff.ticket} is over. {status(ended.handoff)}.")

    async def _on_open(self, token: Token, row: HandoffRow, by: Actor, text: str, key: str | None) -> Answer:
        id, ticket = row.conversation, row.handoff.ticket
        match token.press, token.detail:
            case Press.TAKE, _:
                return await self._acts.take(id, by, key, ticket)
            case Press.RESOLVE, _:
                return await self._acts.resolve(id, by, key, ticket)
            case ((Press.RETURN | Press.SNOOZE | Press.TRANSFER), ""):
                return await self._ask(token, id, by)
            case Press.RETURN, _:
                return await self._acts.give_back(id, by, text, key, ticket)
            case Press.SNOOZE, seconds if _is_number(seconds) and int(seconds) <= LONGEST_SNOOZE:
                return await self._acts.snooze(id, by, float(seconds), key, ticket)
            case Press.TRANSFER, to:
                return await self._pass_on(row, by, to, key)
            case _:
                return alert(OUTDATED)

    async def _ask(self, token: Token, id: ConversationId, by: Actor) -> Answer:
        """Ask what is missing, unless a colleague has it: then there is nothing to choose."""
        state = await self._desk.state(id)
        if state is None or state.handoff is None:
            return alert(OUTDATED)
        if state.owner is Owner.HUMAN and state.operator != by.operator:
            return self._acts.taken(state)
        if token.press is Press.SNOOZE:
            return self._menus.snooze(token)
        if token.press is Press.TRANSFER:
            return self._menus.transfer(token, by, state.handoff.queue)
        again = str(Token(Press.RETURN, token.subject, "-"))
        return Answer(ask=Ask("Return to agent", "Note for the assistant (optional)", again, "Return"))

    async def _pass_on(self, row: HandoffRow, by: Actor, to: str, key: str | None) -> Answer:
        kind, _, name = to.partition("/")
        chosen = QueueName(name) if kind == "q" else self._people.named(name)
        if chosen is None:
            return alert(f"{name} is no longer an operator. Nothing was changed.")
        return await self._acts.pass_on(row.conversation, by, chosen, key, row.handoff.ticket)

    async def _unsent(self, token: Token, row: HandoffRow, by: Actor, text: str) -> Answer:
        """Decide about a draft, or about what was held back."""
        said = await self._since(row.conversation, token.detail.removesuffix(ANYWAY))
        if is_draft(said):
            return await self._drafts.pressed(token, row.conversation, said, by, text)
        if not said or not said[0].entry.data.get("held"):
            return alert(OUTDATED)
        return await self._held(token, row, by, said)

    async def _held(self, token: Token, row: HandoffRow, by: Actor, said: Sequence[Message]) -> Answer:
        """Send what was held back, in its writer's name and once; or leave it the note it is."""
        held, note = said[0], said[0].entry
        if note.author.operator != by.operator:
            return alert(f"Only {note.author.name}, who wrote it, can do this.")
        if any(one.entry.kind is EntryKind.MESSAGE and origin(one.entry) == origin(note) for one in said):
            return Answer(SENT)
        if token.press is Press.KEEP:
            return Answer("Kept as a note. The contact does not see it.")
        if held.deleted_at is not None:
            return alert("Nothing was sent: the message was deleted.")
        key = f"sent:{row.conversation}:{note.seq}"
        return await self._acts.reply(row.conversation, by, held.content, origin(note), key)

    async def _since(self, id: ConversationId, detail: str) -> Sequence[Message]:
        """Return what was said from a place in the transcript on, as it stands now; nothing for no place."""
        if not _is_number(detail):
            return ()
        said = messages(await self._reader.entries(id, after=int(detail) - 1))
        return said if said and said[0].entry.seq == int(detail) else ()

    async def _handoff(self, subject: str) -> HandoffRow | None:
        """Return the handoff a token names; a number no store can hold is nobody's."""
        if not _is_number(subject):
            return None
        return await self._reader.handoff(Ticket(int(subject)))

    async def _is_open(self, row: HandoffRow) -> bool:
        state = await self._desk.state(row.conversation)
        return state is not None and state.handoff is not None and state.handoff.ticket == row.handoff.ticket


def _is_number(text: str) -> bool:
    """Whether it is a number that a store can hold."""
    return text.isascii() and text.isdigit() and len(text) <= 15
