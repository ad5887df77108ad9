"""What operators change and take back in desk threads, and what the contact sees of it."""

from typing import Any

import pytest

from bot.team.writing import FIXED
from channels.team import Answer
from handoff.ownership import Owner
from handoff.transcript import EntryKind
from tests.bot.team.house import BEN, CAI, House


async def taken(house: House) -> None:
    await house.press("take:1001")


# ── changing ─────────────────────────────────────────────────────────────────────────────────────


async def test_the_owners_change_reaches_the_contact(house: House) -> None:
    await taken(house)
    await house.write("Helo")
    assert await house.rewrite("Hello") == Answer()
    assert house.told[-1] == "Hello"


async def test_changing_it_back_reaches_the_contact_too(house: House) -> None:
    await taken(house)
    await house.write("one")
    await house.rewrite("two")
    await house.rewrite("one")
    assert house.told[-1] == "one"


async def test_a_change_to_the_same_words_is_nothing(house: House) -> None:
    """Messengers report a link's preview as a change of its message."""
    await taken(house)
    await house.write("see https://example.com")
    before = await house.entries()
    await house.rewrite("see https://example.com")
    assert await house.entries() == before


async def test_a_changed_note_reaches_nobody_outside(house: House) -> None:
    await taken(house)
    await house.write("she is cros", BEN)
    await house.rewrite("she is cross", BEN)
    assert "she is cross" not in " ".join(house.told)
    assert (await house.reads("telegram"))[-1] == "(changed to) she is cross"


@pytest.mark.parametrize("who", [BEN, CAI])
async def test_somebody_elses_message_cannot_be_changed(house: House, who: Any) -> None:
    await taken(house)
    await house.write("Hello")
    await house.rewrite("Goodbye", who)
    assert house.told[-1] == "Hello"


async def test_a_relayed_message_cannot_be_changed(house: House) -> None:
    await taken(house)
    await house.say("which one?")
    before = await house.entries()
    await house.rewrite("I said something else", ref=list(house.slack.seen)[-1])
    await house.rewrite("nobody wrote this", ref="nowhere")
    assert await house.entries() == before


async def test_what_was_sent_by_a_command_is_changed_without_it(house: House) -> None:
    await house.write("/reply Helo")
    await house.rewrite("/reply Hello")
    assert house.told[-1] == "Hello"
    await house.write("/note she is cros")
    await house.rewrite("/note she is cross")
    notes = [entry.content.text for entry in await house.entries(EntryKind.EDIT)]
    assert notes == ["Hello", "she is cross"]


@pytest.mark.parametrize("text", ["/note she is cross", "/resolve", "/noet she is cross", "/reply"])
async def test_a_reply_that_is_changed_into_a_command_runs_none_and_shows_the_contact_nothing(
    house: House, text: str
) -> None:
    """Law 5."""
    await taken(house)
    await house.write("Hello")
    assert await house.rewrite(text) == Answer(FIXED, alert=True)
    assert house.told[-1] == "Hello"
    assert (await house.state()).owner is Owner.HUMAN


async def test_the_same_change_delivered_twice_is_one(house: House) -> None:
    await taken(house)
    await house.write("one")
    await house.rewrite("two", key="e1")
    await house.rewrite("three", key="e2")
    await house.rewrite("two", key="e1")
    assert house.told[-1] == "three"


# ── taking back ──────────────────────────────────────────────────────────────────────────────────


async def test_a_message_that_is_deleted_is_taken_back_from_the_contact(house: House) -> None:
    await taken(house)
    await house.write("oops")
    await house.erase()
    await house.erase()
    assert "oops" not in house.told
    assert (await house.reads("telegram"))[-1] == "(took this message back)"


async def test_the_same_deletion_delivered_twice_is_one(house: House) -> None:
    await taken(house)
    await house.write("oops")
    await house.erase(key="d1")
    before = await house.entries()
    await house.erase(key="d1")
    assert await house.entries() == before


async def test_deleting_what_we_showed_takes_nothing_from_the_contact(house: House) -> None:
    await taken(house)
    await house.say("which one?")
    before = await house.entries()
    await house.erase(list(house.slack.seen)[-1])
    await house.erase("nowhere")
    assert await house.entries() == before
