"""A desk thread is its conversation's from the moment that people see its card."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.team.threads import Threads
from channels.base import Receipt
from channels.errors import Permanent
from channels.fake import FakeChannel
from channels.team import Answer, Erased, Wrote
from handoff.card import Card
from handoff.content import Content
from handoff.events import ContactSaid
from handoff.ids import Address, Ticket
from handoff.store.memory import MemoryStore
from handoff.store.reading import ThreadRow
from handoff.transcript import EntryKind
from tests.bot.team.house import ANA, CONTACT, DESKS, ID, ROOM, House, open_house
from tests.lines import LIMIT

NEW = Address("slack", "C1/new")


@dataclass
class LateSlack(FakeChannel):
    """Shows a card, and answers the call that posts it when ``answers`` is set."""

    shown: asyncio.Event = field(default_factory=asyncio.Event)
    answers: asyncio.Event = field(default_factory=asyncio.Event)
    thread: str = ""

    async def post_card(self, place: Address, card: Card, key: str) -> Receipt:
        receipt = await super().post_card(place, card, key)
        self.thread = receipt.thread
        self.shown.set()
        await self.answers.wait()
        self._fail(place)
        return receipt


class SlowReads(MemoryStore):
    """Reads whose thread it is at once, and answers when ``answers`` is set: perhaps it is old by then."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.answers = asyncio.Event(), asyncio.Event()

    async def thread(self, thread: Address) -> ThreadRow | None:
        found = await super().thread(thread)
        self.asked.set()
        await self.answers.wait()
        return found


@dataclass
class Case:
    """A house whose card people see, and the store does not know yet."""

    house: House
    slack: LateSlack

    def writes(self, thread: str) -> asyncio.Task[Answer]:
        """Be Ana, who writes in a thread of Slack's."""
        event = Wrote(ANA, Address("slack", thread), "w1", Content("I am on it"))
        return asyncio.create_task(self.house.at_once(event))

    async def answers(self) -> None:
        """Have Slack answer the call, and all be done that follows."""
        self.slack.answers.set()
        await self.house.rest()


@pytest.fixture
async def case(tmp_path: Path) -> AsyncIterator[Case]:
    slack = LateSlack("slack", DESKS)
    async with open_house(tmp_path, slack=slack) as house:
        await house.contact.bring(CONTACT.chat, ContactSaid("in1", Content("a human please"), "Eve"), "in1")
        async with asyncio.timeout(LIMIT):
            await slack.shown.wait()
        yield Case(house, slack)


async def _turns() -> None:
    """Let everything run that can."""
    for _ in range(50):
        await asyncio.sleep(0)


async def test_what_is_written_below_a_card_that_only_now_appears_is_kept(case: Case) -> None:
    writing = case.writes(case.slack.thread)
    await _turns()
    assert not writing.done()
    await case.answers()
    assert (await writing).held
    (note,) = await case.house.entries(EntryKind.NOTE)
    assert note.content.text == "I am on it"


async def test_a_look_that_overlaps_the_moment_it_is_written_down_finds_it() -> None:
    store = SlowReads()
    await store.open()
    threads = Threads(store)
    async with asyncio.timeout(LIMIT):
        with threads.opening(ROOM):
            looking = asyncio.create_task(threads.of(NEW))
            await store.asked.wait()
            row = store._threads[NEW] = ThreadRow(NEW, ROOM, ID, Ticket(1001))
        store.answers.set()
        assert await looking == row


async def test_open_threads_are_told_with_the_one_that_only_now_appears(case: Case) -> None:
    asking = asyncio.create_task(case.house.intake.threads("slack"))
    await _turns()
    assert not asking.done()
    await case.answers()
    assert await asking == [Address("slack", case.slack.thread)]


async def test_a_card_on_one_messenger_holds_up_no_other(case: Case) -> None:
    assert await case.house.intake.threads("telegram") == [await case.house.thread("telegram")]
    erased = Erased(Address("telegram", "-100/nothing"), "x1")
    assert await case.house.at_once(erased) == Answer(unknown=True)
    await case.answers()


async def test_another_thread_is_nobodys_once_the_card_is_there(case: Case) -> None:
    writing = case.writes("C1/other")
    await case.answers()
    assert await writing == Answer(unknown=True)


async def test_a_card_that_could_not_be_posted_keeps_nobody_waiting(case: Case) -> None:
    case.slack.faults.append(Permanent("the channel is archived"))
    writing = case.writes("C1/other")
    await case.answers()
    assert await writing == Answer(unknown=True)
