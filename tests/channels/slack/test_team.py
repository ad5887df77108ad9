"""The team's side: cards, what is written in their threads, presses and what people are told."""

import json
from dataclasses import replace
from typing import Any

from channels.base import Mark, Outgoing, Voice
from channels.team import Answer, Ask, Erased, Person, Pressed, Reacted, Rewrote, TeamEvent, ThreadGone, Wrote
from handoff.card import Card, draw
from handoff.content import Button, Content
from handoff.envelope import Ending
from handoff.ids import Address, ConversationId
from handoff.transcript import Author, AuthorKind
from tests.builders import handoff
from tests.channels.slack.harness import Scene, until
from tests.platforms.slack.reading import shown
from tests.platforms.slack.world import Message

BUTTONS = (Button("Take over and send", "send:1:7"), Button("Keep as note", "keep:1:7"))
WHO = Person("slack", "U0ANA", "Ana")


def card(**changes: Any) -> Card:
    return draw(handoff(**changes), ConversationId("c1"), "Robin", "https://bot.example/inbox/c1")


async def posted(live: Scene) -> tuple[Message, Address]:
    """Post a card; return its message and its desk thread."""
    receipt = await live.channel.post_card(live.desk, card(), "H-1001:support")
    return live.team.messages[receipt.ref], Address("slack", receipt.thread)


async def test_a_card_shows_all_that_is_known_and_its_buttons(live: Scene) -> None:
    message, thread = await posted(live)
    assert shown(message).split("\n")[0] == "H-1001 · Ana"
    for part in (
        "Waiting for someone to take over",
        "The contact is angry",
        "wants her money",
        "│ Ana: hello",
    ):
        assert part in shown(message)
    assert "[Take over] [Resolve] [Snooze] [Transfer] [Open in inbox]" in shown(message)
    assert thread.chat == f"C0TEAM/{message.ts}"
    assert not live.slack.site.refused


async def test_a_card_that_is_done_loses_its_buttons(live: Scene) -> None:
    message, _ = await posted(live)
    done = card(ending=Ending.RESOLVED, closed=9.0, by="Ana")
    for _ in range(2):
        await live.channel.edit_card(live.desk, message.ts, done)
    assert "Resolved by Ana" in shown(message)
    assert "[" not in shown(message)


async def test_a_question_without_a_ticket_opens_no_thread(live: Scene) -> None:
    question = Card(None, ConversationId("c1"), "Refund 20 EUR?", "Waiting", Content("Mia asks"), live=True)
    assert (await live.channel.post_card(live.desk, question, "a1")).thread == ""


async def test_texts_commands_and_files_in_the_thread_are_brought(live: Scene) -> None:
    message, thread = await posted(live)
    first = live.ana.says("On its way", live.team, message.ts)
    second = live.ana.says("!note call her back", live.team, message.ts, broadcast=True)
    live.ana.sends(("plan.pdf", b"%PDF-1.7"), text="here", channel=live.team, thread=message.ts)
    await live.settled()
    assert live.book.team_events[:2] == [
        Wrote(WHO, thread, first.ts, Content("On its way")),
        Wrote(WHO, thread, second.ts, Content("!note call her back")),
    ]
    third = live.book.team_events[2]
    assert isinstance(third, Wrote)
    assert [(file.name, file.type) for file in third.content.files] == [("plan.pdf", "application/pdf")]


async def test_what_is_written_outside_of_a_cards_thread_is_ignored(live: Scene) -> None:
    root = live.ana.says("lunch?", live.team)
    live.ana.says("yes", live.team, root.ts)
    await live.settled()
    assert live.book.team_events == []


async def test_formatting_of_operators_arrives_as_markdown(live: Scene) -> None:
    message, _ = await posted(live)
    said = live.ana.says("bold and a link", live.team, message.ts)
    parts = [
        {"type": "text", "text": "bold", "style": {"bold": True}},
        {"type": "text", "text": " and "},
        {"type": "link", "url": "https://a.example", "text": "a link"},
        {"type": "emoji", "name": "+1", "unicode": "1f44d"},
    ]
    rich = [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}]
    live.slack.site.change(said, said.text, rich)
    await live.settled()
    changed = live.book.team_events[-1]
    assert isinstance(changed, Rewrote)
    assert changed.text == "**bold** and [a link](https://a.example)👍"


async def test_edits_deletions_and_reactions_in_the_thread_are_brought(live: Scene) -> None:
    message, thread = await posted(live)
    said = live.ana.says("On its wya", live.team, message.ts)
    live.ana.edits(said, "On its way")
    await live.settled()
    live.ana.reacts(said, "tada")
    await live.settled()
    live.ana.deletes(said)
    await live.settled()
    assert live.book.team_events[1:] == [
        Rewrote(WHO, thread, said.ts, "On its way"),
        Reacted(WHO, thread, said.ts, "🎉", on=True),
        Erased(thread, said.ts),
    ]


async def test_a_deleted_card_is_told_with_and_without_replies(live: Scene) -> None:
    message, thread = await posted(live)
    live.ana.says("hm", live.team, message.ts)
    live.slack.site.erase(message)
    await live.settled()
    other = await live.channel.post_card(live.desk, card(), "H-1002:support")
    live.slack.site.erase(live.team.messages[other.ref])
    await live.settled()
    assert live.book.team_events[1:] == [
        ThreadGone(thread, "the card was deleted in Slack"),
        ThreadGone(Address("slack", other.thread), "the card was deleted in Slack"),
    ]


async def test_our_own_messages_and_other_bots_are_never_brought(live: Scene) -> None:
    _, thread = await posted(live)
    await live.send("from Ana", thread)
    other = Message(
        "C0TEAM", live.slack.world.ts(), "U0OTHER", "beep", thread.chat.partition("/")[2], bot_id="B9"
    )
    live.slack.site.said(other)
    await live.settled()
    assert live.book.team_events == []


async def test_the_groups_of_the_person_who_acts_are_told(live: Scene) -> None:
    live.slack.world.groups = {"S012": {"U0ANA"}, "S013": {live.mia.user.id}}
    message, _ = await posted(live)
    await live.ana.presses("Resolve", message)
    pressed = live.book.team_events[0]
    assert isinstance(pressed, Pressed)
    assert pressed.by.groups == {"slack-group:S012"}


async def test_a_press_is_answered_to_that_person_alone(live: Scene) -> None:
    live.book.answer = lambda event: Answer("Ben has it already, since 14:02", alert=True)
    message, _ = await posted(live)
    assert (await live.ana.presses("Take over", message)).ok
    await until(lambda: live.ana.alone)
    assert live.book.team_events == [Pressed(WHO, live.desk, "take:1001", message.ts)]
    assert live.ana.alone[0].text == "⚠️ Ben has it already, since 14:02"
    assert "[Take over]" in shown(message)


async def test_a_question_opens_a_modal_whose_text_comes_back(live: Scene) -> None:
    def answer(event: TeamEvent) -> Answer:
        if isinstance(event, Pressed) and event.token == "return:1001":
            return Answer(ask=Ask("Return to the agent", "A note for it", "return:1001:-", "Return"))
        return Answer("Returned")

    live.book.answer = answer
    receipt = await live.channel.post_card(live.desk, card(operator="ana", by="Ana"), "H-1001:support")
    await live.ana.presses("Return to agent", live.team.messages[receipt.ref])
    await until(lambda: live.ana.modal)
    assert (await live.ana.submits("she got her <money>")).ok
    assert live.ana.modal is None
    assert live.book.team_events[-1] == Pressed(
        WHO, live.desk, "return:1001:-", receipt.ref, "she got her <money>"
    )
    await until(lambda: [seen.text for seen in live.ana.alone] == ["Returned"])


async def test_a_reminder_of_a_question_is_shown_below_its_card_and_in_the_chat(live: Scene) -> None:
    question = replace(card(), ticket=None)
    receipt = await live.channel.post_card(live.desk, question, "a1:slack")
    words = Content("Reminder: <@U0ANA> this still waits")
    system = Author(AuthorKind.SYSTEM)
    out = Outgoing("a1:nudge:1", live.desk, system, words, receipt.ref, Voice.TEAM)
    sent = await live.channel.send(out)
    message = live.team.messages[sent.ref]
    assert (message.thread_ts, message.broadcast) == (receipt.ref, True)
    assert "still waits" in shown(message)


EDIT = Ask("Edit and approve", "Text for the contact", "edit:a1:0f", "Approve", "Dear Mia,\nno." + "x" * 2800)


async def test_a_text_to_be_changed_stands_in_the_modal_already(live: Scene) -> None:
    live.book.answer = lambda event: Answer(ask=EDIT) if getattr(event, "text", "") == "" else Answer("Done")
    message, _ = await posted(live)
    await live.ana.presses("Take over", message)
    await until(lambda: live.ana.modal)
    assert live.ana.modal is not None
    (block,) = live.ana.modal.view["blocks"]
    assert (block["element"]["initial_value"], block["optional"]) == (EDIT.value, False)
    await live.ana.submits("Dear Mia, yes.")
    assert live.book.team_events[-1] == Pressed(WHO, live.desk, EDIT.token, message.ts, "Dear Mia, yes.")


async def test_a_text_to_be_changed_that_came_too_late_is_asked_for_by_another_press(live: Scene) -> None:
    """It is too long for a button, so the button asks us again."""
    site, clock = live.slack.site, live.slack.site.now

    def answer(event: TeamEvent) -> Answer:
        late = isinstance(event, Pressed) and event.token == "take:1001"
        site.now = (lambda: clock() + 10) if late else clock
        return Answer(ask=EDIT)

    live.book.answer = answer
    message, _ = await posted(live)
    await live.ana.presses("Take over", message)
    await until(lambda: live.ana.alone)
    assert live.ana.modal is None
    await live.ana.presses_shown("Edit and approve", live.ana.alone[0])
    await until(lambda: live.ana.modal)
    assert [event.token for event in live.book.team_events if isinstance(event, Pressed)] == [
        "take:1001",
        EDIT.token,
    ]


async def test_a_press_that_took_too_long_offers_its_question_again(live: Scene) -> None:
    site, clock = live.slack.site, live.slack.site.now

    def slow(event: TeamEvent) -> Answer:
        site.now = lambda: clock() + 10
        return Answer(ask=Ask("Snooze", "For how long?", "snooze:1001:-"))

    live.book.answer = slow
    message, _ = await posted(live)
    await live.ana.presses("Snooze", message)
    await until(lambda: live.ana.alone)
    assert live.ana.modal is None
    await live.ana.presses_shown("Snooze", live.ana.alone[0])
    await until(lambda: live.ana.modal)
    assert len(live.book.team_events) == 1


async def test_a_held_text_is_answered_with_buttons_that_go_when_one_was_pressed(live: Scene) -> None:
    def answer(event: TeamEvent) -> Answer:
        return Answer("Sent to Mia.") if isinstance(event, Pressed) else Answer("Held.", BUTTONS, held=True)

    live.book.answer = answer
    message, thread = await posted(live)
    live.ana.says("On its way", live.team, message.ts)
    await until(lambda: live.ana.reads(live.team, message.ts))
    reply = live.ana.sees(live.team, message.ts)[-1]
    assert shown(reply) == "Held.\n[Take over and send] [Keep as note]"
    await live.ana.presses("Take over and send", reply)
    assert live.book.team_events[-1] == Pressed(WHO, thread, "send:1:7", reply.ts)
    await until(lambda: shown(reply) == "Sent to Mia.")


async def test_a_note_gets_a_mark(live: Scene) -> None:
    live.book.answer = lambda event: Answer(noted=True)
    message, _ = await posted(live)
    said = live.ana.says("she is upset", live.team, message.ts)
    await until(lambda: said.reactions == {"memo": ["U0BOT"]})
    assert live.ana.alone == []


async def test_answers_that_only_one_sees_lose_their_buttons_too(live: Scene) -> None:
    def answer(event: TeamEvent) -> Answer:
        first = isinstance(event, Pressed) and event.token == "transfer:1001"
        return Answer("To whom?", (Button("Ben", "transfer:1001:ben"),)) if first else Answer("Ben has it.")

    live.book.answer = answer
    message, _ = await posted(live)
    await live.ana.presses("Transfer", message)
    await until(lambda: live.ana.alone)
    await live.ana.presses_shown("Ben", live.ana.alone[0])
    await until(lambda: [seen.text for seen in live.ana.alone] == ["Ben has it."])
    assert json.dumps(live.ana.alone[0].blocks).count("button") == 0


async def test_marks_say_what_became_of_a_message(live: Scene) -> None:
    message, thread = await posted(live)
    said = live.ana.says("On its way", live.team, message.ts)
    for mark in (Mark.DELIVERED, Mark.DELIVERED, Mark.NOTE):
        await live.channel.mark(thread, said.ts, mark)
    await live.channel.mark(thread, said.ts, Mark.FAILED, "Mia blocked the bot")
    assert sorted(said.reactions) == ["memo", "warning", "white_check_mark"]
    assert live.ana.reads(live.team, message.ts) == ["⚠️ Not delivered: Mia blocked the bot"]


async def test_the_slash_command_helps(live: Scene) -> None:
    assert (await live.ana.runs("/handoff", channel=live.team)).ok
    assert "!return" in live.ana.alone[0].text


async def test_a_direct_message_can_be_a_place_of_the_team(live: Scene) -> None:
    live.book.team_chats.add(live.ana.dm.id)
    receipt = await live.channel.post_card(Address("slack", live.ana.dm.id), card(), "k")
    live.ana.says("On its way", live.ana.dm, receipt.ref)
    await live.settled()
    assert [type(event) for event in live.book.team_events] == [Wrote]
    assert live.book.events == []
