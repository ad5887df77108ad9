"""What somebody of the team can do with a handoff, by a button or a command, and what they are told then."""

from collections.abc import Callable

from bot.team.told import ERASED, alert, sign, told
from channels.team import Answer
from handoff.content import Content
from handoff.desk import Desk
from handoff.events import (
    Actor,
    DraftAsked,
    DraftDropped,
    Event,
    OperatorNoted,
    OperatorReplied,
    OperatorResolved,
    OperatorReturned,
    OperatorSnoozed,
    OperatorTook,
    OperatorTransferred,
    ReviewerDecided,
)
from handoff.ids import Address, ConversationId, QueueName, Ticket
from handoff.outcome import Lost
from handoff.state import Conversation
from handoff.transcript import Origin

YOURS = "It is yours: what you write in this thread goes to the contact. {sign}help lists what else there is."

WRITING = "A draft is being written. It comes into this thread, and only your team sees it."
SENDING = "It goes to the contact under your name."


class Acts:
    """Each act is one event for the desk; who is too late or may not is told so (law 2).

    A ``ticket`` is the handoff that is meant: when it ended meanwhile nothing happens.
    """

    def __init__(self, desk: Desk, clock: Callable[[], float], time: Callable[[float], str]) -> None:
        """``clock`` gives seconds since 1970 UTC, ``time`` writes them for people."""
        self._desk = desk
        self._clock = clock
        self._time = time

    async def take(
        self, id: ConversationId, by: Actor, key: str | None, ticket: Ticket | None = None
    ) -> Answer:
        """Take over."""
        return await self._do(id, OperatorTook(by, ticket=ticket), key, YOURS.format(sign=sign(by.via)))

    async def give_back(
        self, id: ConversationId, by: Actor, note: str, key: str | None, ticket: Ticket | None = None
    ) -> Answer:
        """Return it to the agent, with a note."""
        return await self._do(id, OperatorReturned(by, note, ticket), key, "Returned to the assistant.")

    async def resolve(
        self, id: ConversationId, by: Actor, key: str | None, ticket: Ticket | None = None
    ) -> Answer:
        """Close it."""
        return await self._do(id, OperatorResolved(by, ticket), key, "Resolved.")

    async def snooze(
        self, id: ConversationId, by: Actor, seconds: float, key: str | None, ticket: Ticket | None = None
    ) -> Answer:
        """Put it off for so long."""
        until = self._clock() + seconds
        return await self._do(
            id, OperatorSnoozed(by, until, ticket), key, f"Snoozed until {self._time(until)}."
        )

    async def pass_on(
        self,
        id: ConversationId,
        by: Actor,
        to: Actor | QueueName,
        key: str | None,
        ticket: Ticket | None = None,
    ) -> Answer:
        """Transfer it to a colleague or a queue."""
        if isinstance(to, Actor):
            event = OperatorTransferred(by, operator=to, ticket=ticket)
            return await self._do(id, event, key, f"{to.name} has it now.")
        event = OperatorTransferred(by, queue=to, ticket=ticket)
        return await self._do(id, event, key, f"Passed on to the queue {to}.")

    def taken(self, state: Conversation) -> Answer:
        """Say who has it, and since when."""
        return told(Lost("already_taken", state.operator_name, state.owned_since), "", self._time)

    async def reply(
        self, id: ConversationId, by: Actor, content: Content, origin: Origin | None, key: str | None
    ) -> Answer:
        """Say something to the contact; taking over first where nobody has it."""
        name = f"{origin.thread}|{origin.ref}" if origin is not None else key or ""
        return await self._do(id, OperatorReplied(by, content, name, origin=origin), key, "")

    async def draft(
        self, id: ConversationId, by: Actor, thread: Address, wish: str, key: str | None
    ) -> Answer:
        """Have a draft of the next reply written into the thread."""
        return await self._do(id, DraftAsked(by, thread, wish), key, WRITING)

    async def send(self, id: ConversationId, by: Actor, content: Content, name: str) -> Answer:
        """Say a draft to the contact as one's own words, once; taking over first where nobody has it."""
        return await self._do(id, OperatorReplied(by, content, name), name, SENDING)

    async def drop(self, id: ConversationId, by: Actor, draft: int, thread: Address, key: str) -> Answer:
        """Throw a draft away."""
        return await self._do(id, DraftDropped(by, draft, thread), key, "Discarded.")

    async def note(
        self, id: ConversationId, by: Actor, content: Content, origin: Origin, key: str | None
    ) -> Answer:
        """Write something down for the team."""
        event = OperatorNoted(by, content, f"{origin.thread}|{origin.ref}", origin)
        answer = await self._do(id, event, key, "")
        return answer if answer.alert else Answer(noted=True)

    async def decide(
        self, id: ConversationId, by: Actor, decision: ReviewerDecided, key: str | None
    ) -> Answer:
        """Answer an approval's question."""
        return await self._do(id, decision, key, f"{decision.ruling.capitalize()}.")

    async def _do(self, id: ConversationId, event: Event, key: str | None, done: str) -> Answer:
        outcome = await self._desk.happened(id, event, (), key)
        if outcome is None:
            return alert(ERASED)
        return told(outcome, done, self._time)
