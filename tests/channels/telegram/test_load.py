"""Many messages while everything fails now and then: none lost, none doubled, each chat in order."""

import asyncio
import random
from collections import Counter, defaultdict
from collections.abc import Callable

import pytest

from channels.errors import Permanent, RateLimited, Temporary, Uncertain
from handoff.events import ContactSaid
from handoff.ids import Address
from tests.channels.telegram.harness import Desk, Rig, eventually, outgoing
from tests.platforms.telegram.limits import Cut
from tests.platforms.telegram.refusal import Refusal

MESSAGES = 1000
CHATS = 40
ENDS = (
    Refusal(502, "Bad Gateway"),
    Refusal(503, "Service Unavailable"),
    Refusal(429, "Too Many Requests: retry after 1", retry_after=1),
    Cut.BEFORE,
    Cut.AFTER,
)


@pytest.mark.slow
async def test_what_contacts_write_is_neither_lost_nor_doubled(
    telegram: Rig, record_property: Callable[[str, object], None]
) -> None:
    draw = random.Random(7)
    people = [telegram.server.person(f"P{number}") for number in range(CHATS)]
    desk, rig, faults = telegram.desk, telegram, 0
    sent = 0
    while sent < MESSAGES:
        async with rig.running():
            upto = min(MESSAGES, sent + 250)
            while sent < upto:
                draw.choice(people).says(f"{sent}")
                sent += 1
                if sent % 40 == 0 and not telegram.server.limits.faults:
                    telegram.server.fail(draw.choice(ENDS[:2]), "getUpdates")
                    faults += 1
                if sent % 100 == 50:
                    desk.down = True
                    await desk.until(lambda: desk.refused)
                    desk.down, desk.refused = False, 0
                    faults += 1
            await desk.said(sent - 20)  # the last ones are on their way when it stops
        rig = rig.again()
    async with rig.running():
        await desk.said(MESSAGES)
        await eventually(lambda: not telegram.server.updates.pending)
    _check(desk)
    record_property("telegram: messages in", MESSAGES)
    record_property("telegram: faults on the way in", faults)
    record_property("telegram: redelivered and recognised", desk.again)


def _check(desk: Desk) -> None:
    texts = [event.content.text for _to, event in desk.events if isinstance(event, ContactSaid)]
    assert sorted(texts, key=int) == [str(number) for number in range(MESSAGES)]
    order = defaultdict(list)
    for to, event in desk.events:
        assert isinstance(event, ContactSaid)
        order[to].append(int(event.content.text))
    assert all(numbers == sorted(numbers) for numbers in order.values())


@pytest.mark.slow
async def test_what_is_sent_is_not_lost_and_doubled_only_where_it_is_said_to_be_in_doubt(
    telegram: Rig, record_property: Callable[[str, object], None]
) -> None:
    draw = random.Random(7)
    people = [telegram.server.person(f"P{number}") for number in range(CHATS)]
    told: Counter[str] = Counter()

    async def deliver(to: Address, text: str) -> bool:
        doubt = False
        while True:
            try:
                await telegram.channel.send(outgoing(to, text, key=text))
            except Uncertain:
                doubt = True
            except (Temporary, RateLimited) as error:
                told[type(error).__name__] += 1
            except Permanent:
                return doubt
            else:
                return doubt

    doubts = []
    async with telegram.running():
        for start in range(0, MESSAGES, 50):
            telegram.server.fail(draw.choice(ENDS), "sendMessage", skip=draw.randrange(20))
            work = [
                deliver(Address("telegram", str(draw.choice(people).id)), f"n{start + at}")
                for at in range(50)
            ]
            doubts += await asyncio.gather(*work)
    shown = Counter(text for person in people for text in person.chat.texts)
    doubled = [text for text, count in shown.items() if count > 1]
    assert len(shown) == MESSAGES
    assert all(doubts[int(text[1:])] for text in doubled)
    record_property("telegram: messages out", MESSAGES)
    record_property("telegram: out in doubt", sum(doubts))
    record_property("telegram: out doubled, all in doubt", len(doubled))
