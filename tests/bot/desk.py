"""An office whose team has a desk thread, and a messenger that keeps every order it was given."""

from dataclasses import dataclass, field
from pathlib import Path

from channels.base import Capabilities, Outgoing, Receipt
from channels.fake import FakeChannel
from handoff.effects import Effect, PostCard, Relay, Transcript
from handoff.ids import Address
from handoff.store.base import Row, Settled
from handoff.transcript import Origin
from tests.bot.office import Office

ONCE = Capabilities(idempotent=True, edits=True, deletes=True, reactions=True, cards=True, threads=True)
AGAIN = Capabilities(edits=True, deletes=True, reactions=True, cards=True, threads=True)


@dataclass
class Noting(FakeChannel):
    """Keeps what it was told to send, word for word; ``broken`` is raised once it was shown."""

    outs: list[Outgoing] = field(default_factory=list)
    broken: Exception | None = None

    async def send(self, out: Outgoing) -> Receipt:
        self.outs.append(out)
        receipt = await super().send(out)
        if self.broken is not None:
            raise self.broken
        return receipt


@dataclass
class DeskOffice(Office):
    """``thread`` is the desk thread of the team's card, once there is one."""

    thread: Address = Address("fake", "")

    def __post_init__(self) -> None:
        super().__post_init__()
        self.noting = Noting(capabilities=self.capabilities)
        self.channel = self.noting
        self.channels["fake"] = self.channel

    def here(self, ref: str = "w1") -> Origin:
        """Return a message's place in the desk thread."""
        return Origin(self.thread, ref)

    def ordered(self, kind: type[Effect]) -> list[Row]:
        """Return every row of a kind as it was ordered."""
        return [row for row in self.rows if isinstance(row.effect, kind)]

    async def relay(self, row: Row | None = None) -> Settled | None:
        """Show an entry in the thread, by default the newest that was ordered; write down what came of it."""
        return await self._settle(await self.relayer.do(row or self.newest(Relay)))

    async def relay_all(self) -> None:
        """Show everything that was ordered so far, in order."""
        for row in self.ordered(Relay):
            if (await self.stored(row)).attempts == 0:
                await self.relay(row)

    async def deliver(self, row: Row) -> Settled | None:
        """Bring something to the contact, and write down what came of it."""
        return await self._settle(await self.deliverer.do(row))

    async def transcribe(self, row: Row | None = None) -> Settled | None:
        """Show the transcript in the thread."""
        return await self._settle(await self.transcriber.do(row or self.newest(Transcript)))

    async def _settle(self, settled: Settled | None) -> Settled | None:
        if settled is not None:
            await self.store.settle(settled)
        return settled

    def reads(self) -> list[str]:
        """Return what the thread shows."""
        return self.channel.texts(self.thread.chat)


async def open_desk(capabilities: Capabilities = ONCE, folder: Path = Path("nowhere")) -> DeskOffice:
    """Return one whose contact waits for a person, and whose team has the card and its thread."""
    office = DeskOffice(capabilities, folder=folder)
    await office.store.open()
    await office.say("hello there", "m0")
    await office.say("a human please", "m1")
    await office.cards.do(office.newest(PostCard))
    handoff = (await office.state()).handoff
    assert handoff is not None
    assert handoff.cards[0].desk is not None
    office.thread = handoff.cards[0].desk
    return office
