"""Connections that break, processes that stop, stores that are away: nothing is lost, nothing comes twice."""

import asyncio

import pytest

from channels.errors import Permanent, Temporary
from handoff.content import Content
from handoff.events import ContactSaid
from tests.channels.slack.harness import SYSTEM, Book, Scene, until
from tests.channels.slack.test_team import card
from tests.platforms.slack.faults import Fault

POST = "chat.postMessage"


def texts(book: Book) -> list[str]:
    return [event.content.text for _, event in book.events if isinstance(event, ContactSaid)]


# ── stored before it is acknowledged ─────────────────────────────────────────────────────────────


async def test_what_could_not_be_stored_is_not_acknowledged_and_comes_again(live: Scene) -> None:
    live.book.away, live.slack.courier.patience = True, 0.2
    live.mia.says("hello")
    await until(lambda: live.book.refused)
    assert live.slack.courier.counts["acknowledged"] == 0
    live.book.away = False
    await live.settled()
    assert texts(live.book) == ["hello"]


async def test_what_slack_gave_up_is_stored_as_soon_as_it_can_be(live: Scene) -> None:
    live.slack.courier.retries, live.slack.courier.patience = (), 0.2
    live.book.away = True
    live.mia.says("hello")
    await live.settled()
    assert len(live.slack.courier.lost) == 1
    live.book.away = False
    await until(lambda: texts(live.book) == ["hello"])


async def test_nothing_is_acknowledged_before_it_is_stored(live: Scene) -> None:
    live.book.hold = asyncio.Event()
    live.mia.says("hello")
    await until(lambda: live.slack.courier.counts["tries"])
    other = live.slack.someone("Ben")
    live.slack.world.dm(other.user)
    assert live.slack.courier.counts["acknowledged"] == 0
    live.book.hold.set()
    await live.settled()
    assert live.slack.courier.counts["acknowledged"] == 1


async def test_one_slow_chat_holds_up_no_other(live: Scene) -> None:
    live.book.hold = hold = asyncio.Event()
    live.mia.says("slow")
    await until(lambda: live.slack.courier.counts["tries"])
    await asyncio.sleep(0)
    await until(lambda: live.slack.site.faults.counts["users.info"] == 1)
    live.book.hold = None
    live.slack.someone("Ben").says("quick")
    await until(lambda: "quick" in texts(live.book))
    hold.set()
    await live.settled()


async def test_a_delivery_that_comes_twice_is_taken_once(live: Scene) -> None:
    live.slack.courier.duplicates = 1
    live.mia.says("hello")
    await live.settled()
    assert texts(live.book) == ["hello"]
    assert live.slack.courier.counts["acknowledged"] == 2


async def test_a_press_that_could_not_be_stored_shows_a_warning(live: Scene) -> None:
    thread = await live.thread()
    await live.send("", thread, key="k2", author=SYSTEM, content=Content("x"))
    receipt = await live.channel.post_card(live.desk, card(), "c")
    live.book.away = True
    live.slack.courier.patience = 0.2
    assert not (await live.ana.presses("Resolve", live.team.messages[receipt.ref])).ok


# ── connections ──────────────────────────────────────────────────────────────────────────────────


async def test_after_a_cut_it_connects_again_by_itself(live: Scene) -> None:
    for number in range(3):
        await live.slack.sockets.cut()
        await until(lambda: live.slack.sockets.open)
        live.mia.says(f"after cut {number}")
        await live.settled()
    assert texts(live.book) == ["after cut 0", "after cut 1", "after cut 2"]


async def test_a_refresh_that_slack_asks_for_loses_nothing(live: Scene) -> None:
    for number in range(20):
        if number % 5 == 0:
            await live.slack.sockets.refresh()
        live.mia.says(f"{number}")
    await until(lambda: live.channel.connected)
    await live.settled()
    assert sorted(texts(live.book), key=int) == [str(number) for number in range(20)]


async def test_a_wrong_app_token_ends_the_run_with_a_sentence(here: Scene) -> None:
    here.slack.site.app_token = "xapp-other"
    with pytest.raises(Permanent, match="check bot_token and app_token"):
        await here.channel.run(here.book)
    assert not here.channel.connected


async def test_a_revoked_token_ends_the_run_with_a_sentence(here: Scene) -> None:
    here.slack.fail(Fault("auth.test", error="token_revoked"))
    with pytest.raises(Permanent, match="reinstall the app"):
        await here.channel.run(here.book)


async def test_a_slack_that_is_down_ends_the_run_so_that_it_is_started_again(here: Scene) -> None:
    here.slack.fail(Fault("apps.connections.open", status=503))
    with pytest.raises(Temporary):
        await here.channel.run(here.book)


async def test_what_was_taken_in_is_acknowledged_before_it_stops(here: Scene) -> None:
    async with here.running():
        here.book.hold = asyncio.Event()
        here.mia.says("hello")
        await until(lambda: here.slack.site.faults.counts["users.info"])
        asyncio.get_running_loop().call_later(0.05, here.book.hold.set)
    await here.settled()
    assert here.slack.courier.counts == {"tries": 1, "acknowledged": 1}
