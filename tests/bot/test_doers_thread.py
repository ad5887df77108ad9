"""Showing in a desk thread what happens, and marking what became of operators' messages."""

from dataclasses import replace

import pytest

from channels.base import Capabilities, Voice
from channels.errors import Permanent, RateLimited, Temporary, Uncertain
from handoff.answer import Answer
from handoff.content import Button, Content, File, Source
from handoff.effects import Deliver, Relay
from handoff.events import (
    AgentAnswered,
    ContactDeleted,
    ContactEdited,
    ContactReacted,
    ContactSaid,
    DeliveryFailed,
    OperatorEdited,
    OperatorNoted,
    OperatorReplied,
    OperatorReturned,
    OperatorTook,
    OperatorTransferred,
)
from handoff.ids import RowId
from handoff.labels import known_as
from handoff.store.base import Row, RowState, Settled
from handoff.transcript import AuthorKind, EntryKind
from tests.bot.desk import AGAIN, ONCE, DeskOffice, open_desk
from tests.handoff.stage import ANA, BEN, ID
from tests.virtual import on_virtual_time

PHOTO = File("f" * 40, "cat.png", "image/png", 3)


# ── in whose words ───────────────────────────────────────────────────────────────────────────────


async def test_a_contacts_message_is_shown_under_their_name_and_its_receipt_is_kept() -> None:
    office = await open_desk()
    await office.happen(ContactSaid("m2", Content("are you there?", files=(PHOTO,)), "Eve"))
    settled = await office.relay()
    assert settled is not None
    out = office.noting.outs[-1]
    assert (out.to, out.author.kind, out.author.name) == (office.thread, AuthorKind.CONTACT, "Eve")
    assert (out.content, out.voice) == (Content("are you there?", files=(PHOTO,)), Voice.TEAM)
    assert (settled.state, settled.ref) == (RowState.SENT, list(office.channel.seen)[-1])


async def test_buttons_and_sources_stay_with_the_contact() -> None:
    """A button of the agent's would be somebody else's press in the thread."""
    office = await open_desk()
    content = Content("see this", buttons=(Button("Yes", "say:Yes"),), sources=(Source("Prices"),))
    await office.happen(OperatorReplied(ANA, content))
    await office.relay()
    assert office.noting.outs[-1].content == Content("see this")


async def test_a_note_from_elsewhere_is_marked_as_one() -> None:
    office = await open_desk()
    await office.happen(OperatorNoted(BEN, Content("she called last week")))
    await office.relay()
    out = office.noting.outs[-1]
    assert (out.voice, out.author.name, out.content.text) == (Voice.NOTE, "Ben", "she called last week")


async def test_who_has_it_is_said_by_the_bot_and_what_the_card_says_is_not_repeated() -> None:
    office = await open_desk()
    await office.happen(OperatorTook(ANA))
    await office.relay_all()
    lines = [out for out in office.noting.outs if out.author.kind is AuthorKind.SYSTEM]
    assert any("Ana took over" in out.content.text for out in lines)
    assert not any("Waiting" in text or text == "handoff" for text in office.reads())


async def test_what_the_bot_tells_the_contact_is_not_taken_for_a_word_to_the_operator() -> None:
    office = await open_desk()
    await office.happen(OperatorTook(ANA))
    await office.relay_all()
    assert "To the contact: Ana joined the conversation" in office.reads()


async def test_a_place_that_wants_few_messages_has_peoples_words_and_what_is_wrong() -> None:
    office = await open_desk(replace(ONCE, quiet=True))
    await office.happen(OperatorTook(ANA))
    await office.say("hello?", "m2")
    await office.happen(OperatorNoted(BEN, Content("she called last week")))
    await office.happen(DeliveryFailed(3, "the chat is gone"))
    await office.relay_all()
    first, note, alarm = office.reads()
    assert (first, note) == ("hello?", "she called last week")
    assert "the chat is gone" in alarm


async def test_a_place_that_wants_few_messages_is_told_whom_it_was_given_to() -> None:
    office = await open_desk(replace(ONCE, quiet=True))
    await office.happen(OperatorTook(ANA))
    await office.happen(OperatorTransferred(ANA, operator=BEN))
    await office.relay_all()
    assert office.reads() == ["Passed on to Ben"]


@pytest.mark.parametrize("word", ["undelivered", "not shown", "withheld", "handoff"])
async def test_a_contact_who_writes_one_of_our_own_words_is_shown_like_anybody(word: str) -> None:
    office = await open_desk()
    await office.say(word, "m2")
    await office.relay()
    assert office.reads() == [word]


async def test_a_contact_without_a_name_is_told_apart_by_the_same_name_everywhere() -> None:
    office = await open_desk()
    await office.say("hello?", "m2")
    await office.relay()
    assert office.noting.outs[-1].author.name == known_as("", ID)


async def test_an_entry_with_nothing_to_read_is_dropped() -> None:
    office = await open_desk()
    await office.happen(ContactSaid("m2", Content("")))
    settled = await office.relay()
    assert settled is not None
    assert (settled.state, office.reads()) == (RowState.DROPPED, [])


async def test_what_the_agent_was_about_to_say_is_shown_to_who_took_over() -> None:
    office = await open_desk()
    await office.happen(OperatorTook(ANA))
    await office.happen(AgentAnswered(0, 1, Answer("Have you tried turning it off?")))
    await office.relay()
    assert "Have you tried turning it off?" in office.reads()[-1]


# ── what it answers ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (ContactEdited("m2", "are you here?"), "(changed to) are you here?"),
        (ContactDeleted("m2"), "(took this message back)"),
    ],
)
async def test_a_change_answers_the_message_as_the_thread_shows_it(
    event: ContactEdited | ContactDeleted, words: str
) -> None:
    office = await open_desk()
    await office.say("are you there?", "m2")
    await office.relay()
    shown = list(office.channel.seen)[-1]
    await office.happen(event)
    await office.relay()
    out = office.noting.outs[-1]
    assert (out.content.text, out.reply_to, out.voice) == (words, shown, Voice.TEAM)


async def test_a_change_of_a_note_stays_marked_as_a_note() -> None:
    office = await open_desk()
    await office.happen(OperatorNoted(BEN, Content("she is cros")))
    seq = (await office.entries())[-1].seq
    await office.happen(OperatorEdited(BEN, seq, "she is cross"))
    await office.relay()
    assert office.noting.outs[-1].voice is Voice.NOTE


async def test_a_quote_of_the_operators_own_message_answers_that_one() -> None:
    office = await open_desk()
    await office.happen(OperatorReplied(ANA, Content("blue or red?"), origin=office.here()))
    seq = next(entry.seq for entry in await office.entries() if entry.content.text == "blue or red?")
    await office.happen(ContactSaid("m2", Content("blue"), reply_to=seq))
    await office.relay()
    assert office.noting.outs[-1].reply_to == "w1"


async def test_a_change_of_what_the_thread_never_showed_is_told_all_the_same() -> None:
    office = await open_desk()
    await office.happen(ContactEdited("m0", "hello here"))
    await office.relay()
    assert (office.noting.outs[-1].reply_to, office.reads()) == (None, ["(changed to) hello here"])


async def test_a_failed_delivery_answers_the_message_that_failed() -> None:
    office = await open_desk()
    await office.happen(OperatorReplied(ANA, Content("from the inbox")))
    await office.relay()
    shown, seq = list(office.channel.seen)[-1], office.newest(Deliver).effect.seq  # type: ignore[union-attr]
    await office.happen(DeliveryFailed(seq, "blocked"))
    await office.relay()
    assert office.noting.outs[-1].reply_to == shown
    assert "blocked" in office.reads()[-1]


# ── reactions ────────────────────────────────────────────────────────────────────────────────────


async def reaction(office: DeskOffice, *, on: bool = True) -> None:
    await office.say("thanks!", "m2")
    await office.relay()
    seq = office.newest(Relay).effect.seq  # type: ignore[union-attr]
    await office.happen(ContactReacted("m2", "🎉", on, target=seq))


async def test_a_reaction_is_put_on_the_message_itself() -> None:
    office = await open_desk()
    await reaction(office)
    shown = list(office.channel.seen)[-1]
    settled = await office.relay()
    assert settled is not None
    assert (settled.state, office.channel.reactions) == (RowState.SENT, {shown: ["🎉"]})


@pytest.mark.parametrize(("on", "words"), [(True, "(reacted 🎉)"), (False, "(took a reaction back: 🎉)")])
async def test_where_the_messenger_has_no_reactions_it_is_told_in_words(on: bool, words: str) -> None:
    office = await open_desk(replace(ONCE, reactions=False))
    await reaction(office, on=on)
    shown = list(office.channel.seen)[-1]
    await office.relay()
    assert (office.reads()[-1], office.noting.outs[-1].reply_to) == (words, shown)


async def test_an_emoji_the_messenger_does_not_have_is_told_in_words() -> None:
    office = await open_desk()
    await reaction(office)
    office.channel.faults.append(Permanent("no such emoji here"))
    await office.relay()
    assert office.reads()[-1] == "(reacted 🎉)"


@pytest.mark.parametrize("fault", [Temporary("down"), RateLimited("slow", 2.0)])
async def test_a_reaction_that_fails_for_now_is_tried_again_as_one(fault: Exception) -> None:
    office = await open_desk()
    await reaction(office)
    office.channel.faults.append(fault)  # type: ignore[arg-type]
    with pytest.raises(type(fault)):
        await office.relay()
    await office.relay()
    assert list(office.channel.reactions.values()) == [["🎉"]]


async def test_a_reaction_to_what_the_thread_never_showed_is_told_in_words() -> None:
    office = await open_desk()
    await office.happen(ContactReacted("m0", "🎉", target=1))
    await office.relay()
    assert office.reads() == ["(reacted 🎉)"]


# ── doubt, and what can never be shown ───────────────────────────────────────────────────────────


async def test_where_a_messenger_cannot_send_once_the_attempt_is_written_down_first() -> None:
    office = await open_desk(AGAIN)
    await office.say("are you there?", "m2")
    row = office.newest(Relay)
    office.channel.faults.append(Uncertain("the line broke"))
    with pytest.raises(Uncertain):
        await office.relay(row)
    assert (await office.stored(row)).state is RowState.SENDING


@pytest.mark.parametrize(("capabilities", "doubtful"), [(ONCE, False), (AGAIN, True)])
async def test_after_a_crash_in_the_middle_it_is_said_that_it_perhaps_stands_there(
    capabilities: Capabilities, doubtful: bool
) -> None:
    office = await open_desk(capabilities)
    await office.say("are you there?", "m2")
    settled = await office.relay(replace(office.newest(Relay), state=RowState.SENDING))
    assert settled is not None
    assert office.noting.outs[-1].again
    assert (settled.state, settled.doubtful) == (RowState.SENT, doubtful)


async def test_a_first_try_asks_the_messenger_to_look_for_nothing() -> None:
    office = await open_desk(AGAIN)
    await office.say("are you there?", "m2")
    await office.relay()
    assert not office.noting.outs[-1].again


async def test_an_adapter_that_fails_without_saying_how_leaves_us_in_doubt() -> None:
    office = await open_desk(AGAIN)
    await office.say("are you there?", "m2")
    office.noting.broken = KeyError("a surprise after the call")
    with pytest.raises(Uncertain, match="internal error"):
        await office.relay()


async def test_a_message_that_a_thread_will_never_show_is_named_in_the_conversation_and_there() -> None:
    """Law 3: an operator who works in the thread learns that it misses something."""
    office = await open_desk()
    await office.say("are you there?", "m2")
    row = office.newest(Relay)
    assert await office.relayer.gave_up(row, Settled(row.id, RowState.DEAD, 12, error="Fake is down"))
    assert (await office.stored(row)).state is RowState.DEAD
    await office.relay()
    assert office.reads()[-1] == "⚠️ A message is missing in the desk thread: Fake is down (on Fake)"


async def test_of_the_bots_own_lines_that_a_thread_will_never_show_nothing_is_said() -> None:
    """Or one that cannot be shown would lead to the next, for ever."""
    office = await open_desk()
    await office.happen(DeliveryFailed(1, "the contact blocked the bot"))
    row = office.newest(Relay)
    before = await office.entries()
    assert not await office.relayer.gave_up(row, Settled(row.id, RowState.DEAD))
    assert await office.entries() == before


async def test_a_file_that_a_thread_cannot_take_does_not_keep_its_words_away() -> None:
    office = await open_desk()
    await office.happen(ContactSaid("m2", Content("look at this", files=(PHOTO,)), "Eve"))
    office.channel.faults.append(Permanent("the file is too large"))
    settled = await office.relay()
    assert settled is not None
    assert (settled.state, office.reads()) == (
        RowState.SENT,
        ["look at this\n[file cat.png: the file is too large]"],
    )


async def test_what_was_erased_meanwhile_is_nothing_to_show() -> None:
    office = await open_desk()
    settled = await office.relay(Row(RowId("r"), ID, "x", Relay(99, office.thread), 0.0))
    assert settled is not None
    assert settled.state is RowState.DROPPED


async def test_a_messenger_that_is_not_configured_any_more_can_never_show_it() -> None:
    office = await open_desk()
    await office.say("are you there?", "m2")
    del office.channels["fake"]
    with pytest.raises(Permanent, match="fake"):
        await office.relay()


# ── a thread that is gone ────────────────────────────────────────────────────────────────────────


async def test_a_gone_thread_ends_the_row_and_its_place_in_one_commit() -> None:
    office = await open_desk()
    await office.say("are you there?", "m2")
    row = office.newest(Relay)
    office.channel.gone.add(office.thread)
    assert await office.relay(row) is None
    assert (await office.stored(row)).state is RowState.DEAD
    handoff = (await office.state()).handoff
    assert handoff is not None
    assert [copy.error for copy in handoff.cards] == ["the chat is gone"]


async def test_what_was_ordered_before_ends_quietly_after_it() -> None:
    office = await open_desk()
    await office.say("one", "m2")
    await office.say("two", "m3")
    first, second = office.ordered(Relay)[-2:]
    office.channel.gone.add(office.thread)
    await office.relay(first)
    before = await office.entries()
    settled = await office.relay(second)
    assert settled is not None
    assert not await office.relayer.gave_up(second, settled)
    assert (settled.state, await office.entries()) == (RowState.DEAD, before)


async def test_the_last_lines_of_an_ended_handoff_may_find_the_thread_gone() -> None:
    office = await open_desk()
    await office.happen(OperatorTook(ANA))
    await office.happen(OperatorReturned(ANA))
    office.channel.gone.add(office.thread)
    settled = await office.relay()
    assert settled is not None
    assert settled.state is RowState.DEAD


@on_virtual_time
async def test_a_gone_thread_that_cannot_be_written_down_yet_is_written_down_later() -> None:
    office = await open_desk()
    await office.say("are you there?", "m2")
    office.channel.gone.add(office.thread)
    office.store.fails = 5
    assert await office.relay() is None
    assert [entry.content.text for entry in await office.entries() if entry.kind is EntryKind.EVENT][-1] == (
        "card refused"
    )


async def test_a_reaction_finds_a_gone_thread_like_any_other_call() -> None:
    office = await open_desk()
    await reaction(office)
    office.channel.gone.add(office.thread)
    assert await office.relay() is None
