"""The refund file, cut off before and after each single write to the store: one refund, each word once."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest

from bot.mcp.servers import McpServers
from handoff.approvals import Ruling
from handoff.content import Content
from handoff.events import ContactSaid, Event, ReviewerDecided
from handoff.ids import Address
from handoff.store.base import Result, Settled, Write
from handoff.store.memory import MemoryStore
from handoff.texts import Texts, fill
from tests.bot.workflow.running.house import BEN, ROOT, SETTINGS, House, refunds, shop, volume

REFUND = Path(os.environ.get("HANDOFF_SHARED", ROOT.parent / "shared")) / "workflows" / "refund.json"
pytestmark = [
    pytest.mark.chaos,
    pytest.mark.skipif(not REFUND.exists(), reason=f"the data folder is not here: {REFUND}"),
]
WORDS, LARGE = Texts(), "large@example.com"
BEFORE = [WORDS.gate_email, fill(WORDS.gate_sent, address=LARGE, minutes="10")]
REFUNDED = "Your refund of $612.5 has been approved and processed."
Found = TypeVar("Found")


class Died(BaseException):
    """The process is gone: nothing in it can catch that."""


class Mortal(MemoryStore):
    """Dies at the write of this number, before it or ``after`` it; what was written before stays."""

    def __init__(self, at: int, *, after: bool) -> None:
        super().__init__()
        self.writes = 0
        self._at, self._after = at, after

    async def commit(self, write: Write) -> Result:
        return await self._write(lambda: super(Mortal, self).commit(write))

    async def settle(self, settled: Settled) -> None:
        await self._write(lambda: super(Mortal, self).settle(settled))

    async def remember(self, name: str, value: str) -> None:
        await self._write(lambda: super(Mortal, self).remember(name, value))

    async def _write(self, write: Callable[[], Awaitable[Found]]) -> Found:
        self.writes += 1
        if self.writes == self._at and not self._after:
            raise Died
        done = await write()
        if self.writes == self._at:
            raise Died
        return done


@dataclass
class Life:
    """One contact's refund over one death; a platform brings again what was not acknowledged."""

    store: Mortal
    servers: McpServers
    contact: Address
    houses: list[House] = field(default_factory=list)

    @property
    def house(self) -> House:
        """The process that lives."""
        return self.houses[-1]

    @property
    def code(self) -> str:
        """The newest code that was mailed, by whichever process."""
        return [house.letters.code for house in self.houses if house.letters.sent][-1]

    async def begin(self) -> None:
        """Start the process, and let it do what was left."""
        self.houses.append(House(SETTINGS, store=self.store, toolbox=self.servers))
        self.house.contact = self.contact
        await self.house.open({"flow": volume(REFUND)})
        await self.house.work()

    async def happen(self, event: Event, key: str) -> None:
        """Let it happen, if need be once more."""
        try:
            await self.house.happen(event, key)
        except Died:
            await self.begin()
            await self.house.happen(event, key)

    async def live(self) -> list[str]:
        """Ask for a refund, prove who one is, and be approved; return all that the contact was told."""
        await self.begin()
        for number, text in enumerate(["I want a refund", LARGE, ""]):
            said = ContactSaid(f"m{number}", Content(text or self.code), "Mia")
            await self.happen(said, f"m{number}")
        asked = (await self.house.question()).id
        await self.happen(ReviewerDecided(BEN, asked, Ruling.APPROVED), "press")
        return await self.house.told()


@pytest.fixture(params=["keyed", "keyless"])
async def servers(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[McpServers]:
    how = ["keyless"] if request.param == "keyless" else []
    async with shop(tmp_path, *how) as found:
        yield found


async def test_one_refund_and_each_word_once_wherever_the_process_dies(
    servers: McpServers, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    ends: dict[str, int] = {}
    keyless, number, reached = "keyless" in request.node.name, 0, True
    while reached:
        number += 1
        for after in (False, True):
            store = Mortal(number, after=after)
            before = len(refunds(tmp_path))
            told = await Life(store, servers, Address("terminal", f"{number} {after}")).live()
            reached = store.writes >= number
            assert told[:2] == BEFORE, (number, after, told)
            last = told[-1]
            assert len(told) == len(set(told)), (number, after, told)
            made = len(refunds(tmp_path)) - before
            assert (made, last) == (1, REFUNDED) or (keyless and last == WORDS.run_doubtful and made <= 1)
            ends[last] = ends.get(last, 0) + 1
    assert number > 12
    assert ends.get(WORDS.run_doubtful, 0) == (2 if keyless else 0), ends
