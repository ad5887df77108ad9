"""A whole bot in memory with two messengers of the team: what a test of the team's side works with."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from bot.assist.base import Assist
from bot.config.model import Settings
from bot.config.policy import queues
from bot.dispatch import Dispatcher
from bot.doers.all import Tools, doers
from bot.doers.board import Face
from bot.doers.sending import Carrier
from bot.feed import Hub
from bot.intake import Intake, Team
from bot.metrics import Metrics
from bot.recent import Recent
from bot.refs import Refs
from bot.team import acts
from bot.team.door import Door
from bot.team.people import People
from bot.team.places import Places
from bot.team.threads import Threads
from channels.base import Capabilities
from channels.fake import FakeChannel
from channels.files import DiskFiles
from channels.team import Answer, Erased, Person, Pressed, Reacted, Rewrote, TeamEvent, ThreadGone, Wrote
from handoff.card import Card
from handoff.content import Content
from handoff.desk import Desk, Ports
from handoff.effects import AskAgent, Wake
from handoff.events import ContactSaid, Event
from handoff.ids import Address, conversation_id
from handoff.outcome import Outcome
from handoff.policy import Policy
from handoff.state import Conversation
from handoff.store.base import Row, RowState, Settled
from handoff.transcript import Entry, EntryKind
from tests.bot.office import Store
from tests.laws.world import WordJudge

CONTACT = Address("fake", "chat")
ID = conversation_id(CONTACT)
ROOM, FORUM, SALES_ROOM = Address("slack", "C1"), Address("telegram", "-100"), Address("slack", "C2")
ANA, BEN = Person("slack", "U1", "ana.s"), Person("slack", "U2", "ben.s")
BEN_THERE = Person("telegram", "2", "ben_t")
CAI = Person("telegram", "3", "cai_t")
ZOE = Person("slack", "U9", "Zoe", frozenset({"slack-group:S1"}))
YOURS = acts.YOURS.format(sign="!")
"""What Slack's people read after they took over."""
EVE = Person("slack", "U66", "Eve")
DESKS = Capabilities(
    idempotent=True, edits=True, deletes=True, reactions=True, typing=True, cards=True, threads=True
)
SETTINGS: dict[str, Any] = {
    "operators": {
        "ana": {"name": "Ana", "slack": "U1"},
        "ben": {"name": "Ben", "slack": "U2", "telegram": "2"},
        "cai": {"name": "Cai", "telegram": "3"},
    },
    "queues": {
        "support": {"notify": ["slack:C1", "telegram:-100"]},
        "sales": {"notify": ["slack:C2"]},
    },
}


class NobodyAnswers:
    """Stands in for the agent: nobody asks it here."""

    async def do(self, row: Row) -> Settled:
        return Settled(row.id, RowState.DROPPED)

    async def gave_up(self, row: Row, settled: Settled) -> bool:
        return False


class House:
    """Real parts but for the messengers, the store's disk and the clock."""

    def __init__(
        self, folder: Path, changes: Mapping[str, Any], able: Mapping[str, Any], slack: FakeChannel
    ) -> None:
        self.now = 1000.0
        self.settings = Settings.model_validate({**SETTINGS, **changes})
        self.policy = Policy(WordJudge(), queues=queues(self.settings))
        self.store, self.hub = Store(), Hub()
        self.helper: Assist | None = None
        contact = Capabilities(idempotent=True, edits=True, deletes=True, reactions=True, typing=True)
        self.contact = FakeChannel(capabilities=replace(contact, **able))
        self.slack = slack
        self.telegram = FakeChannel("telegram", DESKS)
        self.channels = {"fake": self.contact, "slack": self.slack, "telegram": self.telegram}
        self.files = DiskFiles(folder)
        self.recent = Recent(self.store)
        self.refs = Refs(self.recent, self.store)
        self._count = count(1)
        self._wire()

    def _wire(self) -> None:
        ports = Ports(
            lambda: self.now,
            lambda: self.policy,
            lambda name: name in self.channels and self.channels[name].capabilities.pull,
            self.hub.publish,
            self._started,
        )
        self.desk, self.threads = Desk(self.store, ports), Threads(self.store)
        self.intake = Intake(
            self.desk, self.hub, Metrics(), self.channels, _display, self._team(), lambda: self.policy
        )
        tools = Tools(
            Carrier(self.desk, self.store, self.channels),
            self.store,
            self.recent,
            self.refs,
            self.files,
            lambda _: Face("Robin", drafts=self.policy.assist.drafts),
            self.threads,
            helping=lambda: self.helper,
            assistance=lambda: self.policy.assist,
        )
        self.dispatcher = Dispatcher(
            self.store,
            {**doers(tools), AskAgent: NobodyAnswers()},
            lambda: self.now,
            lambda row, settled: None,
        )

    def _team(self) -> Team:
        people = People(lambda: self.settings)
        door = Door(
            self.desk,
            self.store,
            self.refs,
            people,
            lambda: self.policy,
            lambda: self.now,
            lambda at: f"{at:g}",
            self.threads,
        )
        self.places = Places(people.places)
        return Team(door, self.refs, self.store, self.places.of, self.threads)

    def _started(self, state: Conversation, rows: Sequence[Row], entries: Sequence[Entry]) -> None:
        self.recent.committed(state.id, entries)
        self.places.committed(state)
        self.dispatcher.started(rows)

    async def rest(self) -> None:
        """Let all that is due be done; what must be tried again is waited for on our own clock."""
        for _ in range(200):
            self.dispatcher.look()
            for _ in range(20):
                await asyncio.sleep(0)
            if not [row for row in await self.store.due(self.now, 10) if not isinstance(row.effect, Wake)]:
                return
            self.now += 1
        raise AssertionError([row.id for row in await self.store.due(self.now, 10)])

    # ── what people do ───────────────────────────────────────────────────────────────────────────

    async def say(self, text: str = "hello", id: str = "") -> str:
        """Be the contact; return what the messenger calls the message."""
        id = id or f"in{next(self._count)}"
        await self.happen(ContactSaid(id, Content(text), "Eve"), id)
        return id

    async def happen(self, event: Event, key: str | None = None) -> Outcome:
        """Let anything happen to the contact's conversation."""
        outcome = await self.contact.bring(CONTACT.chat, event, key)
        await self.rest()
        return outcome

    async def escalate(self) -> None:
        """Be a contact who asks for a person, until every place has its card."""
        await self.say("a human please")

    async def team(self, event: TeamEvent, key: str | None = None) -> Answer:
        """Be a messenger of the team."""
        answer = await self.at_once(event, key)
        await self.rest()
        return answer

    async def at_once(self, event: TeamEvent, key: str | None = None) -> Answer:
        """Be a messenger of the team, and wait for nothing but the answer."""
        channel = event.place.channel if isinstance(event, Pressed) else event.thread.channel
        return await self.channels[channel].team(event, key)

    async def press(
        self, token: str, by: Person = ANA, *, text: str = "", key: str | None = None, place: Address = ROOM
    ) -> Answer:
        """Press a button with this token."""
        return await self.team(Pressed(by, place, token, text=text), key)

    async def write(
        self,
        text: str,
        by: Person = ANA,
        *,
        thread: Address | None = None,
        ref: str = "",
        quotes: str | None = None,
        key: str | None = None,
    ) -> Answer:
        """Write in a desk thread, by default in Slack's; the newest message's ref is ``wrote``."""
        self.wrote = ref or f"w{next(self._count)}"
        event = Wrote(by, thread or await self.thread(), self.wrote, Content(text), quotes)
        return await self.team(event, key)

    async def rewrite(self, text: str, by: Person = ANA, *, ref: str = "", key: str | None = None) -> Answer:
        """Change a message in Slack's desk thread, by default the newest."""
        return await self.team(Rewrote(by, await self.thread(), ref or self.wrote, text), key)

    async def erase(self, ref: str = "", key: str | None = None) -> Answer:
        """Delete a message in Slack's desk thread, by default the newest."""
        return await self.team(Erased(await self.thread(), ref or self.wrote), key)

    async def react(self, ref: str, emoji: str = "👍", by: Person = ANA, *, on: bool = True) -> Answer:
        """React in Slack's desk thread."""
        return await self.team(Reacted(by, await self.thread(), ref, emoji, on))

    async def lose(self, thread: Address) -> Answer:
        """Have a thread deleted on its platform."""
        self.channels[thread.channel].gone.add(thread)
        return await self.team(ThreadGone(thread, "the thread was deleted"))

    # ── what is there to see ─────────────────────────────────────────────────────────────────────

    async def thread(self, channel: str = "slack") -> Address:
        """Return the newest desk thread of a channel that the store knows."""
        mine = [row.thread for row in self.store._threads.values() if row.thread.channel == channel]
        return mine[-1]

    async def reads(self, channel: str = "slack") -> list[str]:
        """Return what a desk thread shows, in order."""
        return self.channels[channel].texts((await self.thread(channel)).chat)

    def card(self, place: Address = ROOM) -> Card:
        """Return the newest card of a place."""
        return self.channels[place.channel].cards(place.chat)[-1]

    @property
    def told(self) -> list[str]:
        """What the contact sees, in order."""
        return self.contact.texts("chat")

    async def state(self) -> Conversation:
        """Return what is committed."""
        state = await self.store.load(ID)
        assert state is not None
        return state

    async def entries(self, *kinds: EntryKind) -> list[Entry]:
        """Return the committed transcript, or its entries of some kinds."""
        return [entry for entry in await self.store.entries(ID) if not kinds or entry.kind in kinds]


def _display(name: str) -> str:
    return name.title()


@asynccontextmanager
async def open_house(
    folder: Path,
    *,
    able: Mapping[str, Any] | None = None,
    slack: FakeChannel | None = None,
    **changes: Any,
) -> AsyncIterator[House]:
    """Open one; ``able`` changes what the contact's messenger can do; the rest are sections."""
    house = House(folder, changes, able or {}, slack or FakeChannel("slack", DESKS))
    await house.store.open()
    channels = [channel.run(house.intake) for channel in house.channels.values()]
    running = [asyncio.create_task(one) for one in (house.dispatcher.run(), *channels)]
    try:
        yield house
    finally:
        for task in running:
            task.cancel()
        await house.dispatcher.stop(0.0)
        await asyncio.gather(*running, return_exceptions=True)
