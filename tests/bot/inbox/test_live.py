"""The stream of hints: what an open page learns, and that it learns no words."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.inbox.stream import MOST, Line
from handoff.feed import Marked
from handoff.ids import RowId
from tests.bot.inbox.conftest import Client, Program
from tests.bot.inbox.house import House
from tests.lines import LIMIT


class Page:
    """An open page's stream."""

    def __init__(self, lines: AsyncIterator[bytes]) -> None:
        self._lines = lines

    async def next(self, wanted: str) -> Any:
        """Return the data of the next hint of that name."""
        name = ""
        async with asyncio.timeout(LIMIT):
            async for raw in self._lines:
                line = raw.decode().strip()
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: ") and name == wanted:
                    return json.loads(line.removeprefix("data: "))
        raise AssertionError(f"no {wanted}")


@asynccontextmanager
async def opened(program: Program, tab: str) -> AsyncIterator[Page]:
    async with program.client.get(f"/inbox/live?tab={tab}", headers=program.headers) as response:
        assert response.status == 200
        assert response.content_type == "text/event-stream"
        assert "Content-Security-Policy" in response.headers
        page = Page(aiter(response.content))
        await page.next("hello")
        yield page


async def test_a_page_learns_that_somebody_needs_a_person(house: House, ana: Program) -> None:
    async with opened(ana, "t1") as page:
        id = await house.say("a", "a person please", "Maria")
        hint = await page.next("changed")
    assert (hint["id"], hint["needs"], hint["name"], hint["owner"]) == (id, True, "Maria", "waiting")
    assert "please" not in json.dumps(hint)


async def test_only_the_moment_of_need_rings(house: House, ana: Program) -> None:
    id = await house.say("a", "a person please")
    async with opened(ana, "t1") as page:
        await house.carded(id)
        await ana.act(id, "take")
        assert [(await page.next("changed"))["needs"] for _ in range(2)] == [False, False]


async def test_two_operators_see_each_others_presses(house: House, ana: Program, ben: Program) -> None:
    id = await house.handed_off("a")
    async with opened(ana, "t1") as mine, opened(ben, "t2") as theirs:
        await ana.act(id, "take")
        for page in (mine, theirs):
            hint = await page.next("changed")
            assert (hint["id"], hint["operator"]) == (id, "ana")


async def test_a_page_learns_who_is_beside_it_and_who_writes(
    house: House, ana: Program, ben: Program
) -> None:
    id = await house.handed_off("a")
    async with opened(ana, "t1") as mine:
        await ana.send("/inbox/presence", {"tab": "t1", "conversation": id})
        async with opened(ben, "t2"):
            _, found = await ben.send("/inbox/presence", {"tab": "t2", "conversation": id})
            assert found["people"] == [{"name": "Ana Ruiz", "writing": False}]
            hints = [await mine.next("presence") for _ in range(2)]
            assert hints[-1] == {"id": id, "people": [{"name": "Ben Okafor", "writing": False}]}
            await ben.act(id, "typing", {"note": True})
            assert (await mine.next("presence"))["people"] == [{"name": "Ben Okafor", "writing": True}]
            await ben.act(id, "note", {"text": "done"})
            assert (await mine.next("presence"))["people"] == [{"name": "Ben Okafor", "writing": False}]
        assert (await mine.next("presence"))["people"] == []


async def test_a_contact_who_writes_and_a_delivery_are_told(house: House, ana: Program) -> None:
    id = await house.handed_off("a")
    contact = (await house.state(id)).contact.address
    async with opened(ana, "t1") as page:
        await house.sink.typing(contact, None)
        assert await page.next("typing") == {"id": id, "kind": "contact", "name": ""}
        house.hub.publish(Marked(id, RowId("r")))
        assert await page.next("marked") == {"id": id}


async def test_a_page_that_went_away_is_noticed_though_nothing_happens(
    house: House, ana: Program, ben: Program
) -> None:
    id = await house.handed_off("a")
    async with opened(ana, "t1") as mine:
        await ana.send("/inbox/presence", {"tab": "t1", "conversation": id})
        async with opened(ben, "t2"):
            await ben.send("/inbox/presence", {"tab": "t2", "conversation": id})
            while not (await mine.next("presence"))["people"]:
                pass
        assert (await mine.next("presence"))["people"] == []
    assert len(house.hub._all) <= 1


async def test_closing_the_inbox_ends_every_stream(house: House, ana: Program) -> None:
    async with opened(ana, "t1") as page:
        await house.inbox.close()
        with pytest.raises(AssertionError, match="no more"):
            await page.next("more")


async def test_too_many_hints_become_one_that_says_read_all_again() -> None:
    line = Line()
    for number in range(MOST + 5):
        line.put("changed", {"id": str(number)})
    assert await line.next() == ("reload", {})
    line.end()
    found = [await line.next() for _ in range(5)]
    assert found[-1] is None


@pytest.mark.parametrize("tab", ["", "x" * 101, "%F0%9F%98%80"])
async def test_a_page_without_a_proper_name_is_refused(client: Client, ana: Program, tab: str) -> None:
    assert (await ana.get(f"/inbox/live?tab={tab}"))[0] == 400
