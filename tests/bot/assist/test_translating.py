"""A contact who writes German and a team that writes English, through real doers."""

import asyncio

from channels.base import Mark
from channels.team import Answer, Pressed
from handoff.effects import TranslateReply
from handoff.events import ContactEdited
from handoff.store.base import RowState
from handoff.transcript import EntryKind
from tests.bot.assist.helper import BUSY, FakeHelper, busy, until
from tests.bot.team.house import ANA, BEN, ID, ROOM, House


async def taken(house: House) -> None:
    """Let Ana have the conversation of a contact who wrote before."""
    await house.say("Wo ist mein Paket?")
    await house.say("a human please")
    await house.press("take:1001")


async def _wait(house: House, count: int) -> bool:
    return len((await house.state()).pending) == count


async def test_what_was_said_before_and_is_said_now_is_translated_once_each(
    house: House, german: FakeHelper
) -> None:
    await taken(house)
    await house.say("Hallo?")
    wanted = [what for what in german.asked if what[0] == "translate"]
    assert wanted == [
        ("translate", "Wo ist mein Paket?", "en"),
        ("translate", "a human please", "en"),
        ("translate", "Hallo?", "en"),
    ]
    assert [what[0] for what in german.asked].count("language") == 1
    assert (await house.state()).spoken == "de"


async def test_the_thread_shows_it_below_the_original(house: House, german: FakeHelper) -> None:
    await taken(house)
    ref = await house.say("Hallo?\nIst da wer?")
    thread = await house.thread()
    seen = [one for one in house.slack.seen.values() if one.place == thread and not one.card]
    original, translation = seen[-2:]
    assert original.content.text == "Hallo?\nIst da wer?"
    assert translation.content.text == "Translation: [en] Hallo?\n│ Ist da wer?"
    assert translation.quotes == original.ref
    assert ref


async def test_one_of_a_message_that_the_thread_does_not_show_names_it(
    house: House, german: FakeHelper
) -> None:
    await house.say("Wo ist mein Paket?")
    await house.escalate()
    assert "Translation of “Wo ist mein Paket?”: [en] Wo ist mein Paket?" in await house.reads()


async def test_the_transcript_that_comes_with_taking_over_has_both(house: House, german: FakeHelper) -> None:
    await taken(house)
    (before,) = [text for text in await house.reads() if text.startswith("What was said before")]
    assert "Wo ist mein Paket?\n│ (translation) [en] Wo ist mein Paket?" in before


async def test_nothing_of_it_reaches_the_contact(house: House, german: FakeHelper) -> None:
    await taken(house)
    assert not [text for text in house.told if "[en]" in text]


async def test_a_contact_who_speaks_the_teams_language_costs_one_question(
    house: House, german: FakeHelper
) -> None:
    german.speaks = "en"
    await taken(house)
    await house.say("Hello?")
    await house.write("Hi there")
    assert [what[0] for what in german.asked] == ["language"]
    assert house.told[-1] == "Hi there"


async def test_a_model_that_fails_leaves_the_originals(house: House, german: FakeHelper) -> None:
    german.fails = busy()
    await taken(house)
    await house.write("Hello")
    assert house.told[-1] == "Hello"
    assert not await house.entries(EntryKind.EVENT) or not [
        entry for entry in await house.entries(EntryKind.EVENT) if entry.content.text == "translation"
    ]


async def test_a_reply_is_sent_in_the_contacts_language(house: House, german: FakeHelper) -> None:
    await taken(house)
    assert await house.write("Your parcel is late") == Answer()
    assert house.told[-1] == "[de] Your parcel is late"
    assert (await house.reads())[-1] == "The contact reads: [de] Your parcel is late"
    assert house.slack.marks[house.wrote] == [Mark.DELIVERED]
    assert (await house.reads("telegram"))[-1].endswith("(original) Your parcel is late")


async def test_replies_keep_their_order_and_are_sent_once_each(house: House, german: FakeHelper) -> None:
    await taken(house)
    german.gate.clear()
    writing = [asyncio.create_task(house.write(f"line {n}")) for n in range(5)]
    await until(lambda: _wait(house, 5))
    german.gate.set()
    await asyncio.gather(*writing)
    await house.rest()
    assert house.told[-5:] == [f"[de] line {n}" for n in range(5)]


async def test_when_the_model_fails_the_original_is_sent_and_the_operator_told(
    house: House, german: FakeHelper
) -> None:
    await taken(house)
    german.fails = busy()
    await house.write("Your parcel is late")
    assert house.told[-1] == "Your parcel is late"
    assert [text for text in await house.reads() if text.endswith(f"without a translation. {BUSY}")]


async def test_a_process_that_died_meanwhile_sends_it_once_at_its_next_start(
    house: House, german: FakeHelper
) -> None:
    await taken(house)
    await house.write("one")
    (row,) = [row for row in await house.store.rows(ID) if isinstance(row.effect, TranslateReply)]
    doer = house.dispatcher._doers[TranslateReply]
    settled = await doer.do(row)
    assert settled is not None
    assert settled.state is RowState.DROPPED
    assert [text for text in house.told if text == "[de] one"] == ["[de] one"]


async def test_who_passes_it_on_meanwhile_has_said_it_as_it_was_written(
    house: House, german: FakeHelper
) -> None:
    await taken(house)
    german.gate.clear()
    writing = asyncio.create_task(house.write("Hello"))
    await until(lambda: _wait(house, 1))
    await house.at_once(Pressed(ANA, ROOM, "transfer:1001:o/ben"))
    german.gate.set()
    await writing
    assert house.told.count("Hello") == 1
    assert "[de] Hello" not in house.told
    assert house.slack.marks[house.wrote] == [Mark.DELIVERED]
    assert (await house.state()).operator == "ben"


async def test_a_message_changed_afterwards_is_changed_in_the_contacts_language(
    house: House, german: FakeHelper
) -> None:
    await taken(house)
    await house.write("Helo")
    await house.rewrite("Hello")
    assert house.told[-1] == "[de] Hello"
    assert "[de] Helo" not in house.told


async def test_a_message_taken_back_afterwards_is_taken_back(house: House, german: FakeHelper) -> None:
    await taken(house)
    await house.write("Hello")
    await house.erase()
    assert "[de] Hello" not in house.told


async def test_a_colleagues_note_is_translated_for_nobody(house: House, german: FakeHelper) -> None:
    await taken(house)
    asked = len(german.asked)
    assert (await house.write("between us", BEN)).noted
    await house.rewrite("between the two of us", BEN)
    assert len(german.asked) == asked


async def test_a_contacts_edit_is_translated_anew(house: House, german: FakeHelper) -> None:
    await taken(house)
    id = await house.say("Halo")
    await house.happen(ContactEdited(id, "Hallo"))
    assert german.asked[-1] == ("translate", "Hallo", "en")


async def test_quoting_the_translation_replies_to_the_message(house: House, german: FakeHelper) -> None:
    await taken(house)
    await house.say("Hallo?")
    state, thread = await house.state(), await house.thread()
    line = [one for one in house.slack.seen.values() if one.place == thread and not one.card][-1]
    await house.write("Hello", quotes=line.ref)
    replies = [entry for entry in await house.entries(EntryKind.MESSAGE) if "original" in entry.data]
    assert replies[-1].target == state.said


async def test_a_draft_is_asked_for_in_the_teams_language_and_sent_in_the_contacts(
    house: House, german: FakeHelper
) -> None:
    await taken(house)
    await house.write("/draft")
    assert "the code en" in german.asked[-1][1]
    thread = await house.thread()
    note = [one for one in house.slack.seen.values() if one.place == thread and one.content.buttons][-1]
    await house.press(note.content.buttons[0].action)
    assert house.told[-1].startswith("[de] Dear customer")
