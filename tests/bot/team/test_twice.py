"""Every event of the team under its key: once, however often it is delivered."""

import pytest

from channels.team import Erased, Pressed, Reacted, Rewrote, TeamEvent, Wrote
from handoff.content import Content
from handoff.errors import StoreUnavailable
from handoff.ids import Address
from tests.bot.team.house import ANA, BEN, ROOM, House

# ── what comes twice ─────────────────────────────────────────────────────────────────────────────


def anything(thread: Address, shown: str) -> list[TeamEvent]:
    """Return one of each event, as Ana's who has it; ``shown`` is what the contact said last."""
    return [
        Wrote(ANA, thread, "w2", Content("plain text")),
        Wrote(ANA, thread, "w3", Content("/note for us")),
        Wrote(ANA, thread, "w4", Content("/reply to the contact")),
        Rewrote(ANA, thread, "w1", "Hello again"),
        Reacted(ANA, thread, shown, "👍", True),
        Erased(thread, "w1"),
        Pressed(ANA, ROOM, "snooze:1001:1800"),
        Pressed(ANA, ROOM, "transfer:1001:o/ben"),
        Pressed(BEN, ROOM, "return:1001:-", text="a note"),
    ]


async def test_whatever_is_delivered_twice_under_its_key_happens_once(house: House) -> None:
    """Law 3, for each kind of event."""
    await house.press("take:1001")
    await house.write("Hello", ref="w1")
    await house.say("thanks")
    events = anything(await house.thread(), list(house.slack.seen)[-1])
    for place, event in enumerate(events):
        await house.team(event, f"k{place}")
        entries, told = await house.entries(), list(house.told)
        await house.team(event, f"k{place}")
        assert (await house.entries(), house.told) == (entries, told), event
    entries = await house.entries()
    for place, event in enumerate(events):
        await house.team(event, f"k{place}")
    assert await house.entries() == entries, "nor much later, when the conversation went on"


async def test_an_event_that_could_not_be_stored_is_not_answered_and_comes_again(house: House) -> None:
    await house.press("take:1001")
    await house.write("Hello", ref="w1")
    await house.say("thanks")
    for place, event in enumerate(anything(await house.thread(), list(house.slack.seen)[-1])):
        before = await house.entries()
        house.store.fails = 1
        with pytest.raises(StoreUnavailable):
            await house.team(event, f"k{place}")
        assert await house.entries() == before
        await house.team(event, f"k{place}")
        assert await house.entries() != before, event
