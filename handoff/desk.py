"""The spine: find, load, decide, commit. Everything that happens takes this one road.

One lane per conversation keeps its events in order. State is read from the store once and then kept,
because this process commits every change of it; a version that moved elsewhere is a conflict, and the
event is decided again on the newer state. Nobody is answered before the commit.

Law 1 needs one thing more: a send that is about to start must not slip in between the moment a
takeover is durable and the moment this process learns it. So a decision that ends an epoch raises the
conversation's *fence* before it is handed to the store. ``may_send`` reads the fence, and there is no await
between that check and the call it allows. When the commit fails the fence is read from the store again.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from handoff.conversation import decide
from handoff.decision import Decision, Facts
from handoff.events import Event
from handoff.feed import Changed
from handoff.ids import Address, ConversationId, Ticket, conversation_id
from handoff.lanes import Lanes
from handoff.outcome import Again, Done, Outcome
from handoff.policy import Policy
from handoff.state import Contact, Conversation, changed, opening
from handoff.store.base import Committed, Duplicate, Result, Row, Settled, Store, Write
from handoff.store.orders import rows
from handoff.transcript import Entry

KEPT = 4096


@dataclass(frozen=True, slots=True)
class Ports:
    """What the desk needs of the outside; the callbacks run right after a commit and must not wait.

    ``pull`` says whether a channel's contacts read the transcript themselves, ``started`` takes the
    committed rows together with the state and entries they belong to, ``took`` the seconds a commit took,
    ``quiet`` says whether each line is a letter on a channel.
    """

    clock: Callable[[], float]
    policy: Callable[[], Policy]
    pull: Callable[[str], bool]
    publish: Callable[[Changed], None]
    started: Callable[[Conversation, Sequence[Row], Sequence[Entry]], None]
    took: Callable[[float], None] = lambda seconds: None
    quiet: Callable[[str], bool] = lambda channel: False


@dataclass(frozen=True, slots=True)
class Arrival:
    """One event on its way: whose, under which key, and which outbox rows it settles."""

    conversation: ConversationId
    event: Event
    contact: Address | None = None
    key: str | None = None
    settled: tuple[Settled, ...] = ()


class Desk:
    """Takes events in, one at a time for each conversation."""

    def __init__(self, store: Store, ports: Ports) -> None:
        self._store = store
        self._ports = ports
        self._lanes = Lanes()
        self._kept: dict[ConversationId, Conversation] = {}
        self._fences: dict[ConversationId, int] = {}
        self._writing: dict[ConversationId, asyncio.Event] = {}
        self._tickets: list[Ticket] = []
        self._busy: set[asyncio.Task[Outcome | None]] = set()

    async def receive(self, contact: Address, event: Event, key: str | None = None) -> Outcome:
        """Take in an event of a contact's conversation; see ``channels.base.Sink``."""
        outcome = await self._finish(Arrival(conversation_id(contact), event, contact, key))
        assert outcome is not None
        return outcome

    async def happened(
        self,
        conversation: ConversationId,
        event: Event,
        settled: Sequence[Settled] = (),
        key: str | None = None,
    ) -> Outcome | None:
        """Take in an event of a conversation that exists, settling outbox rows in the same commit.

        Returns None when there is no such conversation.
        """
        return await self._finish(Arrival(conversation, event, None, key, tuple(settled)))

    async def state(self, conversation: ConversationId) -> Conversation | None:
        """Return the conversation as last committed by this process, or as stored.

        Whoever reads a row from the store may be quicker than the commit's own return: it is waited for.
        """
        while (writing := self._writing.get(conversation)) is not None:
            await writing.wait()
        return self._kept.get(conversation) or await self._store.load(conversation)

    async def know_fence(self, conversation: ConversationId) -> None:
        """Make ``may_send`` certain of a conversation this process has not touched lately."""
        if conversation not in self._fences:
            state = await self._store.load(conversation)
            if state is not None and conversation not in self._fences:
                self._keep(state)

    def may_send(self, conversation: ConversationId, fence: int | None) -> bool:
        """Whether a message decided under this epoch may start now (law 1). Never waits.

        The caller awaited ``know_fence`` and lets no await pass between this and the call.
        """
        return fence is None or fence >= self._fences.get(conversation, fence + 1)

    async def close(self) -> None:
        """Wait until everything that was taken in is committed."""
        while self._busy:
            await asyncio.wait(self._busy)

    async def _finish(self, arrival: Arrival) -> Outcome | None:
        """Take it in even if the caller is cancelled meanwhile: a commit has no half."""
        task = asyncio.create_task(self._take_in(arrival))
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)
        return await asyncio.shield(task)

    async def _take_in(self, arrival: Arrival) -> Outcome | None:
        async with self._lanes.hold(arrival.conversation):
            while True:
                state = await self._load(arrival)
                if state is None:
                    return None
                await self._have_ticket()
                decision = self._decide(state, arrival.event)
                result = await self._commit(state, decision, arrival)
                if isinstance(result, Committed):
                    return decision.outcome
                self._forget(state.id)
                if isinstance(result, Duplicate):
                    return Again(result.seq)

    async def _load(self, arrival: Arrival) -> Conversation | None:
        id = arrival.conversation
        state = self._kept.get(id) or await self._store.load(id)
        if state is None and arrival.contact is not None:
            state = opening(id, Contact(arrival.contact), self._ports.clock())
        return state

    async def _have_ticket(self) -> None:
        """Keep one reserved ticket at hand, so that ``decide`` stays pure; a stop wastes at most one."""
        while not self._tickets:
            self._tickets.append(await self._store.reserve_ticket())

    def _decide(self, state: Conversation, event: Event) -> Decision:
        ports = self._ports
        quiet = ports.quiet(state.contact.address.channel)
        facts = Facts(ports.clock(), self._tickets[-1], ports.policy(), quiet)
        decision = decide(state, event, facts)
        if decision.opened:
            self._tickets.pop()
        return decision

    async def _commit(self, before: Conversation, decision: Decision, arrival: Arrival) -> Result:
        if _changes_nothing(before, decision, arrival):
            return Committed()
        after = changed(decision.conversation, {"version": before.version + 1})
        due = rows(decision, pull=self._ports.pull(after.contact.address.channel), now=self._ports.clock())
        self._fences[after.id] = after.fence
        began = self._ports.clock()
        with self._busy_writing(after.id):
            result = await self._store.commit(_write(before, after, decision, due, arrival))
            if isinstance(result, Committed):
                self._keep(after)
                self._ports.took(self._ports.clock() - began)
                self._ports.started(after, due, decision.entries)
                self._ports.publish(Changed(after, decision.entries))
        return result

    @contextmanager
    def _busy_writing(self, id: ConversationId) -> Iterator[None]:
        """Let who asks for the state wait; forget what is kept when nobody knows how the write ended."""
        done = self._writing[id] = asyncio.Event()
        try:
            yield
        except BaseException:
            self._forget(id)
            raise
        finally:
            del self._writing[id]
            done.set()

    def _keep(self, state: Conversation) -> None:
        """Remember the newest state; forget the one that was untouched longest, unless it is in use."""
        self._kept.pop(state.id, None)
        self._kept[state.id] = state
        self._fences[state.id] = state.fence
        if len(self._kept) > KEPT:
            oldest = next(iter(self._kept))
            if oldest not in self._lanes:
                self._forget(oldest)

    def _forget(self, id: ConversationId) -> None:
        self._kept.pop(id, None)
        self._fences.pop(id, None)


def _changes_nothing(before: Conversation, decision: Decision, arrival: Arrival) -> bool:
    changed = decision.conversation != before or decision.entries or decision.effects
    return not changed and not arrival.settled


def _write(
    before: Conversation, after: Conversation, decision: Decision, due: tuple[Row, ...], arrival: Arrival
) -> Write:
    return Write(
        conversation=after,
        expected=before.version,
        entries=decision.entries,
        rows=due,
        handoffs=decision.handoffs,
        approvals=decision.approvals,
        runs=decision.runs,
        key=arrival.key,
        key_seq=decision.outcome.seq if isinstance(decision.outcome, Done | Again) else None,
        settled=arrival.settled,
        drop_fenced=decision.drop_fenced,
    )
