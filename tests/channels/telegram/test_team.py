"""What the team does in its groups arrives with who did it, and each person is shown the answer."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from channels.team import Answer, Ask, Person, Pressed, Reacted, Rewrote, Wrote
from handoff.content import Button, Content
from handoff.ids import Address
from tests.channels.telegram.harness import PNG, Rig, card, eventually, shown
from tests.platforms.telegram.people import Person as Somebody
from tests.platforms.telegram.world import Chat, Message


@dataclass
class Case:
    """A group with a card in it, and Bea of the team. The channel runs."""

    rig: Rig
    bea: Somebody
    group: Chat
    card: Message
    thread: Address

    def writes(self, text: str, reply_to: Message | None = None) -> Message:
        """Write in the desk thread, as one does in this kind of group."""
        if self.group.forum:
            return self.bea.says(text, self.group, thread=self.card.thread, reply_to=reply_to)
        return self.bea.says(text, self.group, reply_to=reply_to or self.card)


@pytest.fixture(params=["forum", "supergroup", "group", "private"])
async def case(telegram: Rig, request: pytest.FixtureRequest) -> AsyncIterator[Case]:
    bea, kind = telegram.server.person("Bea"), request.param
    if kind == "private":
        group = bea.chat
    else:
        group = telegram.server.group("Support", bea, forum=kind == "forum", supergroup=kind != "group")
        group.admins.add(bea.id)
    room = telegram.room(group)
    async with telegram.running():
        receipt = await telegram.channel.post_card(room, card(), "k")
        yield Case(telegram, bea, group, group.messages[-1], Address("telegram", receipt.thread))


def person(case: Case) -> Person:
    groups = {f"telegram-admin:{case.group.id}"} if case.group.type != "private" else set()
    return Person("telegram", str(case.bea.id), "Bea", frozenset(groups))


async def test_text_in_the_thread_arrives_with_who_wrote_it(case: Case) -> None:
    message = case.writes("I am on it")
    (wrote,) = await case.rig.desk.acted(1)
    quotes = None if case.group.forum else str(case.card.id)
    assert wrote == Wrote(person(case), case.thread, str(message.id), Content("I am on it"), quotes)


async def test_a_reply_to_a_reply_is_in_the_thread_also_after_a_restart(case: Case) -> None:
    first = case.writes("one")
    await case.rig.desk.acted(1)
    second = case.writes("two", reply_to=first)
    acts = await case.rig.desk.acted(2)
    assert [(act.thread, act.quotes) for act in acts if isinstance(act, Wrote)][1] == (
        case.thread,
        str(first.id),
    )
    case.writes("three", reply_to=second)
    acts = await case.rig.desk.acted(3)
    assert isinstance(acts[2], Wrote)
    assert acts[2].thread == case.thread


async def test_a_text_below_a_card_that_is_still_being_posted_is_heard(case: Case) -> None:
    """Telegram shows a card before it answers the call that posts it."""
    server, chat = case.rig.server, case.group
    held = server.held["sendmessage"] = asyncio.Event()
    posting = asyncio.create_task(case.rig.channel.post_card(case.rig.room(chat), card(), "k2"))
    case.rig.desk.opening.append(posting)
    await eventually(lambda: chat.messages[-1] is not case.card)
    new = chat.messages[-1]
    place = {"thread": new.thread} if chat.forum else {"reply_to": new}
    case.bea.says("I am on it", chat, **place)
    case.bea.says("of course", chat, reply_to=case.card, thread=case.card.thread)
    assert not posting.done()
    held.set()
    first, second = await case.rig.desk.acted(2)
    assert isinstance(first, Wrote)
    assert isinstance(second, Wrote)
    assert first.thread == Address("telegram", (await posting).thread) != case.thread == second.thread


async def test_text_outside_of_any_thread_is_left_alone(case: Case) -> None:
    case.bea.says("good morning all", case.group)
    other = case.bea.says("look", case.group)
    case.bea.says("nice", case.group, reply_to=other)
    case.writes("in the thread")
    acts = await case.rig.desk.acted(1)
    assert [act.content.text for act in acts if isinstance(act, Wrote)] == ["in the thread"]


async def test_a_command_may_name_the_bot_and_one_for_another_bot_is_not_ours(case: Case) -> None:
    case.writes("/reply@otherbot no")
    case.writes("/reply@Robin_bot call her *back*")
    (wrote,) = await case.rig.desk.acted(1)
    assert isinstance(wrote, Wrote)
    assert wrote.content.text == "/reply call her *back*"


async def test_a_press_brings_its_token_and_the_answer_stands_above_the_chat(case: Case) -> None:
    case.rig.desk.answer = Answer("Ana has it since 14:02", alert=True)
    press = case.bea.presses(case.card, "Take over")
    (pressed,) = await case.rig.desk.acted(1)
    assert pressed == Pressed(person(case), case.thread, "take:1001", str(case.card.id))
    await press.answered.wait()
    assert (press.text, press.alert) == ("Ana has it since 14:02", True)
    assert case.card.labels


async def test_an_answer_with_buttons_is_a_message_that_loses_them_when_one_did_it(case: Case) -> None:
    case.rig.desk.answer = Answer("To whom?", (Button("Sales", "transfer:1001:sales"),))
    case.bea.presses(case.card, "Transfer")
    menu = await shown(case.group, "To whom?")
    assert menu.reply_to is case.card
    case.rig.desk.answer = Answer("Done")
    case.bea.presses(menu, "Sales")
    acts = await case.rig.desk.acted(2)
    assert acts[1] == Pressed(person(case), case.thread, "transfer:1001:sales", str(menu.id))
    await eventually(lambda: not menu.buttons)
    assert case.card.labels


async def test_a_question_takes_a_reply_as_its_text_or_a_press_as_none(case: Case) -> None:
    case.rig.desk.answer = Answer(ask=Ask("Return to agent", "A note for the agent", "return:1001:-"))
    case.bea.presses(case.card, "Resolve")
    asked = await shown(case.group, "A note")
    case.rig.desk.answer = Answer("Returned")
    case.bea.says(
        "she paid", case.group, reply_to=asked, thread=case.card.thread if case.group.forum else None
    )
    acts = await case.rig.desk.acted(2)
    assert acts[1] == Pressed(person(case), case.thread, "return:1001:-", str(asked.id), "she paid")
    await eventually(lambda: not asked.buttons)
    case.writes("and now plain text", reply_to=asked)
    acts = await case.rig.desk.acted(3)
    assert isinstance(acts[2], Wrote)


async def test_a_question_that_a_wrong_person_answered_is_still_there_for_the_right_one(case: Case) -> None:
    """Law 7; and the second reply must not pass for words to the contact."""
    case.rig.desk.answer = Answer(ask=Ask("Reject", "Why?", "reject:a1:-"))
    case.bea.presses(case.card, "Resolve")
    asked = await shown(case.group, "Why?")
    case.rig.desk.answer = Answer("You are not listed as a reviewer.", alert=True)
    case.writes("because", reply_to=asked)
    await shown(case.group, "not listed")
    assert asked.buttons
    case.rig.desk.answer = Answer("Rejected.")
    case.writes("too old", reply_to=asked)
    acts = await case.rig.desk.acted(3)
    assert acts[2] == Pressed(person(case), case.thread, "reject:a1:-", str(asked.id), "too old")
    await eventually(lambda: not asked.buttons)


async def test_a_text_to_be_changed_is_shown_to_be_copied_and_has_no_way_round(case: Case) -> None:
    draft = "Dear Anna,\nno @refund."
    ask = Ask("Edit and approve", "Text for the contact", "edit:a1:0f", "Approve", draft)
    case.rig.desk.answer = Answer(ask=ask)
    case.bea.presses(case.card, "Resolve")
    asked = await shown(case.group, "Dear Anna")
    assert asked.labels == []
    assert "pre" in {entity["type"] for entity in asked.entities}
    case.rig.desk.answer = Answer("Approved.")
    case.writes("Dear Anna, yes.", reply_to=asked)
    acts = await case.rig.desk.acted(2)
    assert acts[1] == Pressed(person(case), case.thread, "edit:a1:0f", str(asked.id), "Dear Anna, yes.")


async def test_a_question_may_be_left_without_text(case: Case) -> None:
    case.rig.desk.answer = Answer(ask=Ask("Reject", "Why?", "reject:a1:-"))
    case.bea.presses(case.card, "Resolve")
    asked = await shown(case.group, "Why?")
    case.rig.desk.answer = Answer()
    case.bea.presses(asked, asked.labels[0])
    acts = await case.rig.desk.acted(2)
    assert acts[1] == Pressed(person(case), case.thread, "reject:a1:-", str(asked.id))


async def test_what_became_a_note_is_marked_and_what_is_held_is_answered(case: Case) -> None:
    case.rig.desk.answer = Answer(noted=True)
    message = case.writes("she is angry")
    await eventually(lambda: message.reactions.get(case.rig.server.world.bot.id) == ["✍"])
    buttons = (Button("Take over and send", "send:1001:9"), Button("Keep as note", "keep:1001:9"))
    case.rig.desk.answer = Answer("Nobody has it yet.", buttons, held=True)
    held = case.writes("hello Anna")
    asked = await shown(case.group, "Nobody has it yet.")
    assert asked.reply_to is held
    assert asked.labels == ["Take over and send", "Keep as note"]


async def test_edits_and_reactions_arrive(case: Case) -> None:
    message = case.writes("helo")
    await case.rig.desk.acted(1)
    case.bea.edits(message, "hello")
    case.bea.reacts(case.card, "👍")
    acts = await case.rig.desk.acted(3)
    assert acts[1] == Rewrote(person(case), case.thread, str(message.id), "hello")
    assert acts[2] == Reacted(person(case), case.thread, str(case.card.id), "👍", True)


async def test_a_picture_of_the_team_comes_with_its_bytes(case: Case) -> None:
    thread = case.card.thread if case.group.forum else None
    reply = None if case.group.forum else case.card
    case.bea.shows("photo", PNG, text="look", chat=case.group, thread=thread, reply_to=reply)
    (wrote,) = await case.rig.desk.acted(1)
    assert isinstance(wrote, Wrote)
    assert wrote.content.text == "look"
    assert await case.rig.files.read(wrote.content.files[0].id) == PNG


async def test_formatting_of_the_app_travels_as_markdown(case: Case) -> None:
    message = case.writes("x")
    await case.rig.desk.acted(1)
    message.text, message.entities = (
        "😀 bold code",
        [
            {"type": "bold", "offset": 3, "length": 4},
            {"type": "code", "offset": 8, "length": 4},
            {"type": "text_link", "offset": 3, "length": 4, "url": "https://a.example"},
        ],
    )
    message.edited = True
    case.rig.server.updates.emit("edited_message", message.payload())
    acts = await case.rig.desk.acted(2)
    assert isinstance(acts[1], Rewrote)
    assert acts[1].text == "😀 **[bold](https://a.example)** `code`"


async def test_other_bots_and_the_bots_own_words_are_not_heard(case: Case) -> None:
    bot = case.rig.server.person("Otherbot")
    bot.user.is_bot = True
    chat = case.group if case.group.type != "private" else bot.chat
    bot.says("/take", chat, reply_to=case.card)
    case.writes("human")
    acts = await case.rig.desk.acted(1)
    assert [act.content.text for act in acts if isinstance(act, Wrote)] == ["human"]
