"""A desk on a store in memory and a messenger in memory: what a doer works with, without a dispatcher."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.config.model import Settings
from bot.doers.ask import Asker
from bot.doers.board import Board, Face
from bot.doers.card import CardDoer
from bot.doers.deliver import Deliverer
from bot.doers.sending import Carrier
from bot.doers.thread import Marker, Relayer
from bot.doers.transcript import Transcriber
from bot.feed import Hub
from bot.intake import Team
from bot.refs import Refs
from bot.team.door import Door
from bot.team.people import People
from bot.team.threads import Threads
from channels.base import Capabilities
from channels.fake import PUSH, FakeChannel
from channels.files import DiskFiles
from handoff.content import Content
from handoff.desk import Desk, Ports
from handoff.effects import Effect
from handoff.errors import StoreUnavailable
from handoff.events import ContactSaid, Event
from handoff.outcome import Outcome
from handoff.state import Conversation
from handoff.store.base import Result, Row, Settled, Write
from handoff.store.memory import MemoryStore
from handoff.transcript import Entry
from tests.handoff.stage import CONTACT, ID, Stage


class Store(MemoryStore):
    """Goes away for the next commits, and writes down what rows were settled to."""

    def __init__(self) -> None:
        super().__init__()
        self.fails = 0
        self.settled: list[Settled] = []

    async def commit(self, write: Write) -> Result:
        if self.fails:
            self.fails -= 1
            raise StoreUnavailable("the disk is full")
        return await super().commit(write)

    async def settle(self, settled: Settled) -> None:
        self.settled.append(settled)
        await super().settle(settled)


@dataclass
class Office:
    """``deliverer`` and ``asker`` learn of commits as they do in the process; rows are done by hand."""

    capabilities: Capabilities = PUSH
    stage: Stage = field(default_factory=Stage)
    rows: list[Row] = field(default_factory=list)
    folder: Path = Path("nowhere")

    def __post_init__(self) -> None:
        self.now = 1000.0
        self.settings = Settings()
        self.store = Store()
        self.hub = Hub()
        self.channel = FakeChannel(capabilities=self.capabilities)
        self.channels = {"fake": self.channel}
        ports = Ports(
            lambda: self.now, lambda: self.stage.policy, lambda _: False, self.hub.publish, self._started
        )
        self.desk = Desk(self.store, ports)
        self.refs = Refs(self.store, self.store)
        self.carrier = Carrier(self.desk, self.store, self.channels)
        self.deliverer = Deliverer(self.carrier, self.refs)
        board = Board(self.carrier, lambda _: Face("Robin"))
        threads = Threads(self.store)
        self.cards = CardDoer(self.desk, self.store, board, threads)
        self.relayer = Relayer(self.carrier, self.refs)
        self.marker = Marker(self.carrier)
        self.transcriber = Transcriber(self.carrier, self.store, self.store, DiskFiles(self.folder))
        self.asker: Asker | None = None
        people = People(lambda: self.settings)
        door = Door(
            self.desk,
            self.store,
            self.refs,
            people,
            lambda: self.stage.policy,
            lambda: self.now,
            lambda at: f"{at:g}",
            threads,
        )
        self.team = Team(door, self.refs, self.store, people.places, threads)

    def _started(self, state: Conversation, rows: Sequence[Row], entries: Sequence[Entry]) -> None:
        self.rows += rows
        if self.asker is not None:
            self.asker.committed(state)

    async def happen(self, event: Event) -> Outcome:
        """Let it happen to the contact's conversation."""
        return await self.desk.receive(CONTACT, event)

    async def say(self, text: str = "hello", id: str = "m1") -> Outcome:
        """Be the contact."""
        return await self.happen(ContactSaid(id, Content(text)))

    def newest(self, kind: type[Effect]) -> Row:
        """Return the newest row of a kind as it was ordered."""
        return [row for row in self.rows if isinstance(row.effect, kind)][-1]

    async def stored(self, row: Row) -> Row:
        """Return the row as it stands in the store."""
        return next(one for one in await self.store.rows(ID) if one.id == row.id)

    async def state(self) -> Conversation:
        """Return what is committed."""
        state = await self.store.load(ID)
        assert state is not None
        return state

    async def entries(self) -> Sequence[Entry]:
        """Return the committed transcript."""
        return await self.store.entries(ID)


async def open_office(capabilities: Capabilities = PUSH) -> Office:
    """Return one whose store is open."""
    office = Office(capabilities)
    await office.store.open()
    return office
