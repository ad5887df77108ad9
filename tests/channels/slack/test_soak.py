"""Much at once, while the platform misbehaves: nothing is lost and nothing comes twice."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from channels.base import Outgoing
from channels.errors import RateLimited, Temporary, Uncertain
from channels.team import Answer, Wrote
from handoff.content import Content
from handoff.events import ContactSaid
from handoff.ids import Address
from tests.channels.slack.harness import ANA, Book, Scene, until
from tests.channels.slack.test_team import card
from tests.platforms.slack.faults import Fault

POST = "chat.postMessage"


def texts(book: Book) -> list[str]:
    return [event.content.text for _, event in book.events if isinstance(event, ContactSaid)]


async def test_a_thousand_messages_with_faults_arrive_once(
    live: Scene, record_property: Callable[[str, int], None]
) -> None:
    people = [live.slack.someone(f"P{number}") for number in range(20)]
    live.slack.courier.duplicates, live.slack.courier.patience = 1, 1.0
    for number in range(1000):
        people[number % 20].says(f"{number}")
        live.book.away = 300 < number < 320
        await _disturb(live, number)
    await live.settled()
    found = texts(live.book)
    record_property("slack messages brought under faults", len(found))
    record_property("slack messages lost", 1000 - len(set(found)))
    record_property("slack messages doubled", len(found) - len(set(found)))
    record_property("slack deliveries", live.slack.courier.counts["tries"])
    assert sorted(map(int, found)) == list(range(1000))


async def _disturb(live: Scene, number: int) -> None:
    if number % 200 == 50:
        await live.slack.sockets.refresh()
    if number % 250 == 100:
        await live.slack.sockets.cut()
        await until(lambda: live.slack.sockets.open)
    if number % 10 == 0:
        await asyncio.sleep(0)


async def test_a_thousand_sends_with_faults_show_once(
    live: Scene, record_property: Callable[[str, int], None]
) -> None:
    """A row is tried again as the outbox does: ``again`` after a doubt, else simply once more."""
    people = [live.slack.someone(f"P{number}") for number in range(20)]
    faults = [Fault(POST, drop="after"), Fault(POST, drop="before"), Fault(POST, status=503)]
    faults += [Fault(POST, status=500), Fault(POST, error="fatal_error"), Fault(POST, status=429)]
    doubts = 0
    for number in range(1000):
        if number % 7 == 0:
            live.slack.fail(faults[number % len(faults)])
        to = Address("slack", people[number % 20].dm.id)
        doubts += await _tried(live, Outgoing(f"row{number}", to, ANA, Content(f"{number}")))
    shown = [text for one in people for text in one.reads()]
    record_property("slack sends under faults", len(shown))
    record_property("slack sends in doubt", doubts)
    record_property("slack sends doubled", len(shown) - len(set(shown)))
    assert sorted(map(int, shown)) == list(range(1000))


async def _tried(live: Scene, out: Outgoing) -> int:
    doubts = 0
    while True:
        try:
            await live.channel.send(replace(out, again=doubts > 0))
        except Uncertain:
            doubts += 1
        except (Temporary, RateLimited):
            continue
        else:
            return doubts


async def test_presses_of_two_people_at_once_are_both_brought_and_answered(live: Scene) -> None:
    ben = live.slack.someone("Ben")
    live.team.members.add(ben.user.id)
    live.book.answer = lambda event: Answer("" if isinstance(event, Wrote) else "told")
    receipt = await live.channel.post_card(live.desk, card(), "c")
    message = live.team.messages[receipt.ref]
    await asyncio.gather(live.ana.presses("Take over", message), ben.presses("Take over", message))
    await until(lambda: live.ana.alone and ben.alone)
    assert len(live.book.team_events) == 2
