"""The team's door: who somebody is, whether they may come in, and where their event goes."""

from collections.abc import Callable

import structlog

from bot.log import bind
from bot.refs import Refs
from bot.team.acts import Acts
from bot.team.commands import Commands
from bot.team.menus import Menus
from bot.team.people import People
from bot.team.presses import Presses
from bot.team.rulings import Rulings
from bot.team.threads import Threads
from bot.team.told import STRANGER, alert
from bot.team.writing import Writing
from channels.team import Answer, Erased, Person, Pressed, Reacted, Rewrote, TeamEvent, ThreadGone, Wrote
from handoff.desk import Desk
from handoff.events import Actor, CardRefused
from handoff.ids import Address
from handoff.policy import Policy
from handoff.state import Conversation
from handoff.store.reading import Reader, ThreadRow

log = structlog.get_logger(__name__)


class Door:
    """Fail closed (law 7): whom the settings do not know changes nothing, and is told so."""

    def __init__(
        self,
        desk: Desk,
        reader: Reader,
        refs: Refs,
        people: People,
        policy: Callable[[], Policy],
        clock: Callable[[], float],
        time: Callable[[float], str],
        threads: Threads,
    ) -> None:
        """``clock`` gives seconds since 1970 UTC, ``time`` writes them for people."""
        self._desk = desk
        self._people = people
        self._threads = threads
        acts = Acts(desk, clock, time)
        menus = Menus(people, lambda: policy().queues)
        commands = Commands(desk, people, acts, lambda: policy().queues, time)
        self._presses = Presses(desk, reader, people, acts, menus, Rulings(reader, acts, policy))
        self._writing = Writing(desk, refs, commands, time)

    async def take_in(self, event: TeamEvent, key: str | None) -> Answer:
        """Do what somebody wants; see ``channels.base.Sink.team``."""
        if isinstance(event, Pressed):
            by = self._known(event.by, event.place, "press")
            return alert(STRANGER) if by is None else await self._presses.pressed(event, by, key)
        row = await self._threads.of(event.thread)
        if row is None:
            return Answer(unknown=True)
        with bind(conversation=row.conversation):
            return await self._in_thread(event, row, key)

    async def owned(self, thread: Address, person: Person) -> Conversation | None:
        """Return the thread's conversation, if this person is who talks to the contact now."""
        row, by = await self._threads.of(thread), self._people.actor(person)
        state = await self._desk.state(row.conversation) if row is not None else None
        return state if by is not None and state is not None and state.operator == by.operator else None

    async def _in_thread(self, event: TeamEvent, row: ThreadRow, key: str | None) -> Answer:
        match event:
            case ThreadGone():
                return await self._gone(event, row, key)
            case Erased():
                return await self._writing.erased(event, row, key)
            case Wrote() | Rewrote() | Reacted():
                return await self._by_somebody(event, row, key)
            case _:
                raise TypeError(type(event).__name__)

    async def _gone(self, event: ThreadGone, row: ThreadRow, key: str | None) -> Answer:
        """Count the place as not told any more, unless it has a newer thread by now, or none."""
        state = await self._desk.state(row.conversation)
        cards = state.handoff.cards if state is not None and state.handoff is not None else ()
        if any(copy.desk == event.thread for copy in cards):
            gone = CardRefused(row.ticket, row.place, event.reason)
            await self._desk.happened(row.conversation, gone, (), key)
        return Answer()

    async def _by_somebody(self, event: Wrote | Rewrote | Reacted, row: ThreadRow, key: str | None) -> Answer:
        by = self._known(event.by, event.thread, type(event).__name__.lower())
        if by is None:
            return alert(STRANGER) if isinstance(event, Wrote) else Answer()
        match event:
            case Wrote():
                return await self._writing.wrote(event, row, by, key)
            case Rewrote():
                return await self._writing.rewrote(event, row, by, key)
            case Reacted():
                return await self._writing.reacted(event, row, by, key)

    def _known(self, person: Person, place: Address, what: str) -> Actor | None:
        by = self._people.actor(person)
        if by is None:
            log.warning("a stranger was refused", what=what, place=str(place), person=person.id)
        return by
