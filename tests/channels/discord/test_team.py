"""What the team does in desk threads, by words and by commands."""

import pytest

from channels.base import Mark, Voice
from channels.discord import presses
from channels.errors import Gone
from channels.team import Answer, Erased, Person, Pressed, Reacted, Rewrote, ThreadGone, Wrote
from handoff.content import Button, Content
from tests.channels.discord.harness import AGENT, ANA, MARIA, SYSTEM, Stage, out, thread_of

SEND = Button("Take over and send", "send:1001")
KEEP = Button("Keep as note", "keep:1001")


def by(stage: Stage, name: str, *roles: str) -> Person:
    groups = frozenset(f"discord-role:{role}" for role in roles)
    return Person("discord", stage.server.people[name].id, name, groups)


async def test_words_edits_deletions_reactions_and_typing_in_a_thread_come_from_their_person(
    stage: Stage,
) -> None:
    ana = stage.server.operator("Ana")
    async with stage.running():
        _, thread = await stage.card()
        place = thread_of(thread)
        other = (await stage.channel.send(out("hello", thread.chat, MARIA, Voice.TEAM))).ref
        ana.type(place)
        first = ana.say("good mornin", place, reply_to=other)
        ana.edit(first, "good morning", place)
        ana.react(other, "👍", place)
        ana.react(other, "👍", place, on=False)
        ana.delete(first, place)
        await stage.log.until(lambda: len(stage.log.team_events) == 5 and stage.log.team_typed)
    who = by(stage, "Ana")
    assert stage.log.team_events == [
        Wrote(who, thread, first, Content("good mornin"), other),
        Rewrote(who, thread, first, "good morning"),
        Reacted(who, thread, other, "👍", on=True),
        Reacted(who, thread, other, "👍", on=False),
        Erased(thread, first),
    ]
    assert stage.log.team_typed == [(thread, who)]


async def test_what_bots_and_webhooks_say_in_a_thread_is_nobodys_word(stage: Stage) -> None:
    ana = stage.server.operator("Ana")
    async with stage.running():
        _, thread = await stage.card()
        for author in (MARIA, AGENT, ANA, SYSTEM):
            await stage.channel.send(out("hello", thread.chat, author, Voice.TEAM))
        ana.say("only this", thread_of(thread))
        await stage.log.until(lambda: stage.log.team_events)
    assert stage.log.wrote() == ["only this"]


async def test_a_thread_that_somebody_else_opened_is_left_alone(stage: Stage) -> None:
    ana = stage.server.operator("Ana")
    backend = stage.server.backend
    async with stage.running():
        _, thread = await stage.card()
        own = backend.create_thread(int(stage.server.place), "lunch", int(ana.id))
        ana.say("pizza?", str(own.id))
        ana.say("hello", thread_of(thread))
        await stage.log.until(lambda: stage.log.team_events)
    assert stage.log.wrote() == ["hello"]


async def test_a_note_gets_a_light_mark_and_held_text_its_buttons(stage: Stage) -> None:
    ana = stage.server.operator("Ana")
    answers = iter(
        [Answer(noted=True), Answer("Nobody has this yet.", (SEND, KEEP), held=True), Answer("Sent.")]
    )
    stage.log.answer = lambda event: next(answers)
    async with stage.running():
        _, thread = await stage.card()
        place = thread_of(thread)
        noted, held = ana.say("she was rude", place), ana.say("hello Maria", place)
        await stage.server.until(lambda: any(seen.buttons for seen in stage.server.shown(place)))
        shown = {seen.id: seen for seen in stage.server.shown(place)}
        reply = next(seen for seen in shown.values() if seen.replies_to == held)
        assert (shown[noted].reactions, shown[held].reactions) == (("📝",), ("⏸️",))
        assert (reply.text, reply.buttons) == ("Nobody has this yet.", (SEND.label, KEEP.label))
        await ana.press(reply.id, SEND.label, place)
    assert [seen.buttons for seen in stage.server.shown(place) if seen.id == reply.id] == [()]
    assert isinstance(stage.log.team_events[-1], Pressed)
    assert stage.log.team_events[-1].place == thread


async def test_marks_are_reactions_and_a_failure_says_why(stage: Stage) -> None:
    ana = stage.server.operator("Ana")
    async with stage.running():
        _, thread = await stage.card()
        place = thread_of(thread)
        ids = [ana.say(text, place) for text in ("a", "b", "c")]
        await stage.channel.mark(thread, ids[0], Mark.DELIVERED)
        await stage.channel.mark(thread, ids[1], Mark.NOTE)
        await stage.channel.mark(thread, ids[2], Mark.FAILED, "the contact blocked the bot")
    shown = stage.server.shown(place)
    assert [seen.reactions for seen in shown[:3]] == [("✅",), ("📝",), ("⚠️",)]
    assert (shown[3].replies_to, shown[3].text) == (ids[2], "⚠️ Not delivered: the contact blocked the bot")


async def test_a_deleted_thread_is_told(stage: Stage) -> None:
    async with stage.running():
        _, thread = await stage.card()
        stage.server.delete_thread(thread_of(thread))
        await stage.log.until(lambda: stage.log.team_events)
        with pytest.raises(Gone, match="no such channel or thread"):
            await stage.channel.send(out("hello", thread.chat, MARIA, Voice.TEAM))
    assert isinstance(stage.log.team_events[0], ThreadGone)


async def commands_known(stage: Stage) -> None:
    await stage.server.until(lambda: stage.server.backend.commands.get(stage.server.guild.id))


async def test_slash_commands_are_the_same_as_their_text(stage: Stage) -> None:
    ana = stage.server.operator("Ana")
    stage.log.answer = lambda event: Answer("Noted.", noted=True)
    async with stage.running():
        _, thread = await stage.card()
        await commands_known(stage)
        shown = await ana.command(thread_of(thread), "note", text="call her back")
        await ana.command(thread_of(thread), "resolve")
        await ana.command(thread_of(thread), "return")
    assert stage.log.wrote() == ["/note call her back", "/resolve", "/return"]
    assert shown.message is not None
    assert (shown.message.text, shown.message.private) == ("Noted.", True)
    first = stage.log.team_events[0]
    assert isinstance(first, Wrote)
    await stage.channel.mark(thread, first.ref, Mark.DELIVERED)  # a command leaves no message: no harm
    assert {name for name, _ in stage.server.backend.commands[stage.server.guild.id]} == {
        "take", "reply", "note", "draft", "return", "resolve", "snooze", "transfer", "who", "help",
    }  # fmt: skip


async def test_a_slash_command_elsewhere_is_explained(stage: Stage) -> None:
    ana = stage.server.operator("Ana")
    async with stage.running():
        await commands_known(stage)
        shown = await ana.command(stage.server.place, "resolve")
    assert shown.message is not None
    assert (shown.message.text, shown.message.private) == (presses.ELSEWHERE, True)
    assert stage.log.team_events == []


async def test_commands_are_announced_once_and_not_at_every_start(stage: Stage) -> None:
    async with stage.running():
        await commands_known(stage)
        await stage.memory.until(lambda: any("commands" in name for name in stage.memory.facts))
    stage.restarted()
    async with stage.running():
        await stage.channel.check()
    assert stage.server.counts["PUT /applications/*/guilds/*/commands"] == 1
