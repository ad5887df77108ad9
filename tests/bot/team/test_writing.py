"""What is written, changed, taken back and reacted to in desk threads, and what the contact sees of it."""

from pathlib import Path

import pytest

from bot.team.writing import CLOSED, HELD
from channels.base import Mark, Voice
from channels.errors import Permanent
from channels.team import Answer
from handoff.errors import StoreUnavailable
from handoff.ownership import Owner
from handoff.transcript import EntryKind
from tests.bot.team.house import ANA, BEN, House, open_house


async def taken(house: House) -> None:
    await house.press("take:1001")


async def marks(house: House) -> list[Mark]:
    return house.slack.marks.get(house.wrote, [])


# ── writing ──────────────────────────────────────────────────────────────────────────────────────


async def test_the_owners_words_reach_the_contact_and_are_marked_where_they_stand(house: House) -> None:
    await taken(house)
    assert await house.write("Hello, Ana here") == Answer()
    assert house.told[-1] == "Hello, Ana here"
    assert await marks(house) == [Mark.DELIVERED]


async def test_the_owners_words_appear_in_the_other_thread_and_not_twice_in_their_own(house: House) -> None:
    await taken(house)
    await house.write("Hello, Ana here")
    assert "Hello, Ana here" not in await house.reads("slack")
    assert (await house.reads("telegram"))[-1] == "Hello, Ana here"


async def test_somebody_elses_words_are_a_note_and_are_said_to_be_one(house: House) -> None:
    await taken(house)
    assert await house.write("I know her", BEN) == Answer(noted=True)
    assert "I know her" not in house.told
    (shown,) = [seen for seen in house.telegram.seen.values() if seen.content.text == "I know her"]
    assert shown.voice is Voice.NOTE


async def test_words_in_the_thread_of_a_closed_conversation_are_a_note_and_it_is_said_why(
    house: House,
) -> None:
    await taken(house)
    await house.press("resolve:1001")
    assert await house.write("one more thing") == Answer(CLOSED.format(sign="!"), noted=True)
    assert "one more thing" not in house.told


async def test_before_anybody_took_it_words_are_held_and_their_writer_is_asked(house: House) -> None:
    answer = await house.write("Hello!")
    assert (answer.text, answer.held) == (HELD, True)
    assert [button.label for button in answer.buttons] == ["Take over and send", "Keep as note"]
    assert ("Hello!" in house.told, (await house.state()).owner) == (False, Owner.WAITING)


async def test_the_same_message_delivered_twice_is_one_and_is_answered_alike(house: House) -> None:
    first = await house.write("Hello!", ref="w5", key="slack:w5")
    assert await house.write("Hello!", ref="w5", key="slack:w5") == first
    await taken(house)
    for who, text in ((ANA, "from the owner"), (BEN, "from another")):
        answers = [await house.write(text, who, ref=text, key=f"slack:{text}") for _ in range(2)]
        assert answers[0] == answers[1]
    assert [entry.content.text for entry in await house.entries(EntryKind.NOTE)] == ["Hello!", "from another"]
    assert house.told.count("from the owner") == 1


async def test_what_could_not_be_stored_is_not_acknowledged_and_comes_again(house: House) -> None:
    await taken(house)
    house.store.fails = 1
    with pytest.raises(StoreUnavailable):
        await house.write("Hello", ref="w5", key="slack:w5")
    assert "Hello" not in house.told
    await house.write("Hello", ref="w5", key="slack:w5")
    assert house.told.count("Hello") == 1


async def test_a_reply_to_a_relayed_message_quotes_it_to_the_contact(house: House) -> None:
    await taken(house)
    asked = await house.say("which one?")
    relayed = list(house.slack.seen.values())[-1]
    await house.write("the blue one", quotes=relayed.ref)
    sent = list(house.contact.seen.values())[-1]
    assert (sent.content.text, sent.quotes) == ("the blue one", asked)


@pytest.mark.parametrize("quotes", ["nobody-knows-it", "w1"])
async def test_a_reply_to_anything_else_quotes_nothing(house: House, quotes: str) -> None:
    await house.write("a note of mine", ref="w1")
    await taken(house)
    await house.write("hello", quotes=quotes)
    assert list(house.contact.seen.values())[-1].quotes is None


async def test_in_the_explicit_mode_only_a_reply_to_what_was_relayed_goes_out(tmp_path: Path) -> None:
    queues = {"support": {"notify": ["slack:C1"], "relay": "explicit"}}
    async with open_house(tmp_path, queues=queues) as house:
        await house.escalate()
        await taken(house)
        await house.say("which one?")
        relayed = list(house.slack.seen.values())[-1]
        assert (await house.write("hm")).noted
        assert (await house.write("hm hm", quotes=house.wrote)).noted, "a reply to a note is one too"
        await house.write("the blue one", quotes=relayed.ref)
    assert house.told[-1] == "the blue one"
    assert not {"hm", "hm hm"} & set(house.told)


async def test_what_cannot_be_delivered_is_marked_and_its_reason_is_read_elsewhere(house: House) -> None:
    await taken(house)
    house.contact.faults.append(Permanent("the contact blocked the bot"))
    await house.write("Hello")
    assert await marks(house) == [Mark.FAILED]
    assert "the contact blocked the bot" in (await house.reads("telegram"))[-1]


async def test_who_takes_it_again_in_an_old_thread_gets_a_new_one_with_all_that_follows(house: House) -> None:
    old = await house.thread()
    await taken(house)
    await house.write("/return")
    await house.say("one more thing")
    answer = await house.write("Yes?", thread=old)
    await house.press(answer.buttons[0].action)
    assert house.told[-1] == "Yes?"
    await house.say("are you there?")
    assert await house.thread() != old
    assert {"Yes?", "are you there?"} <= set(await house.reads())
    await house.write("Sure", thread=old)
    assert house.told[-1] == "Sure", "the owner may go on in either"


async def test_the_contacts_messages_are_shown_in_both_threads_under_their_name(house: House) -> None:
    await house.say("are you there?")
    for name in ("slack", "telegram"):
        shown = list(house.channels[name].seen.values())[-1]
        assert (shown.content.text, shown.author, shown.voice) == ("are you there?", "Eve", Voice.TEAM)


async def test_a_contact_who_is_read_on_a_page_is_a_delivery_as_well(tmp_path: Path) -> None:
    async with open_house(tmp_path, able={"pull": True}) as house:
        await house.escalate()
        await taken(house)
        await house.write("Hello")
        assert await marks(house) == [Mark.DELIVERED]
        assert house.contact.seen == {}
