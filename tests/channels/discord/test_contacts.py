"""What contacts do in their DM reaches the sink once, in order, and whole."""

import asyncio

import pytest

from channels.discord.adapter import DiscordChannel
from channels.discord.settings import DiscordSettings
from channels.files import DiskFiles
from handoff.content import Button, Content
from handoff.events import (
    ContactAskedForPerson,
    ContactDeleted,
    ContactEdited,
    ContactReacted,
    ContactSaid,
)
from handoff.ids import Address
from tests.channels.discord.harness import AGENT, Stage, out
from tests.platforms.discord.faults import Fault

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


async def test_a_message_comes_with_its_name_and_id(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    async with stage.running():
        id = maria.say("where is my parcel?")
        await stage.log.until(lambda: stage.log.events)
    event = ContactSaid(id, Content("where is my parcel?"), "Maria", person=maria.id)
    assert stage.log.events == [(Address("discord", maria.dm), event)]
    assert stage.log.keys == {f"discord:message:{id}"}


async def test_another_servers_gateway_is_asked_from_its_api(stage: Stage) -> None:
    settings = DiscordSettings(stage.server.token, stage.server.api_base, speed=1000.0)
    stage.channel = DiscordChannel(settings, DiskFiles(stage.folder), stage.memory)
    maria = stage.server.contact("Maria")
    async with stage.running():
        maria.say("hello")
        await stage.log.until(lambda: stage.log.events)
    assert stage.server.counts["GET /gateway/bot"] == 1


async def test_a_reply_names_what_it_quotes(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    async with stage.running():
        ref = (await stage.channel.send(out("hello", maria.dm))).ref
        maria.say("hi", reply_to=ref)
        await stage.log.until(lambda: stage.log.events)
    event = stage.log.events[0][1]
    assert isinstance(event, ContactSaid)
    assert event.quotes == ref


async def test_edits_deletions_reactions_and_typing_come_too(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    async with stage.running():
        ref = (await stage.channel.send(out("hello", maria.dm))).ref
        maria.type()
        id = maria.say("helo")
        maria.edit(id, "hello")
        maria.react(ref, "👍")
        maria.react(ref, "👍", on=False)
        maria.delete(id)
        await stage.log.until(lambda: len(stage.log.events) == 5 and stage.log.typed)
    assert [event for _, event in stage.log.events[1:]] == [
        ContactEdited(id, "hello"),
        ContactReacted(ref, "👍", on=True),
        ContactReacted(ref, "👍", on=False),
        ContactDeleted(id),
    ]


async def test_files_are_fetched_and_kept_and_stickers_are_named(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    async with stage.running():
        maria.say("look", files={"a.png": PNG, "page.html": b"<script>"})
        maria.say(sticker="wave")
        await stage.log.until(lambda: len(stage.log.events) == 2)
    content = stage.log.events[0][1].content  # type: ignore[union-attr]
    assert [(file.name, file.type) for file in content.files] == [
        ("a.png", "image/png"),
        ("page.html", "text/plain"),
    ]
    sticker = stage.log.events[1][1].content  # type: ignore[union-attr]
    assert (sticker.text, sticker.files[0].type) == ("[sticker wave]", "image/png")


async def test_a_file_that_cannot_be_fetched_is_named_in_words(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    async with stage.running():
        stage.server.backend.cdn.get = lambda url: None  # type: ignore[method-assign]
        maria.say(files={"a.png": PNG})
        await stage.log.until(lambda: stage.log.events)
    assert stage.log.said() == ["[a.png: could not be fetched]"]


async def test_mentions_and_emoji_come_as_they_were_seen(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    async with stage.running():
        maria.say(f"ask <@{stage.server.backend.bot_user.id}> <:shrug:123456789012345678> <@5>")
        await stage.log.until(lambda: stage.log.events)
    assert stage.log.said() == ["ask @TestBot :shrug: @someone"]


async def test_what_is_written_elsewhere_in_the_server_is_nobodys_question(stage: Stage) -> None:
    maria, other = stage.server.operator("Maria"), stage.server.channel("general")
    async with stage.running():
        maria.say("hello all", other)
        maria.say("hello team", stage.server.place)
        maria.say("hello bot")
        await stage.log.until(lambda: stage.log.events)
    assert (stage.log.said(), stage.log.team_events) == (["hello bot"], [])


async def test_a_locked_store_delays_a_message_and_loses_none(stage: Stage) -> None:
    maria, stage.log.refusals = stage.server.contact("Maria"), 2
    async with stage.running():
        maria.say("one")
        maria.say("two")
        await stage.log.until(lambda: len(stage.log.events) == 2)
    assert stage.log.said() == ["one", "two"]


async def test_one_slow_chat_delays_no_other_and_keeps_its_order(stage: Stage) -> None:
    maria, ben = stage.server.contact("Maria"), stage.server.contact("Ben")
    gate = stage.log.slow[maria.dm] = asyncio.Event()
    async with stage.running():
        for number in range(5):
            maria.say(f"m{number}")
            ben.say(f"b{number}")
        await stage.log.until(lambda: len(stage.log.said(ben.dm)) == 5)
        assert stage.log.said(maria.dm) == []
        gate.set()
        await stage.log.until(lambda: len(stage.log.said(maria.dm)) == 5)
    assert stage.log.said(maria.dm) == [f"m{number}" for number in range(5)]
    assert stage.log.said(ben.dm) == [f"b{number}" for number in range(5)]


async def test_what_discord_delivers_twice_counts_once(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    async with stage.running():
        maria.say("once")
        stage.server.gateway.repeat()
        maria.say("end")
        await stage.log.until(lambda: "end" in stage.log.said())
    assert stage.log.said() == ["once", "end"]


# ── buttons ──────────────────────────────────────────────────────────────────────────────────────

CHOICES = Content(
    "What is it about?",
    buttons=(
        Button("My order", "say:My order"),
        Button("Everything else", "say:" + "x" * 200),
        Button("Talk to a person", "person"),
    ),
)


@pytest.mark.parametrize("label", ["My order", "Everything else"])
async def test_a_pressed_choice_is_said_and_shown_and_its_buttons_go(stage: Stage, label: str) -> None:
    maria = stage.server.contact("Maria")
    async with stage.running():
        ref = (await stage.channel.send(out("", maria.dm, content=CHOICES))).ref
        shown = await maria.press(ref, label)
    assert stage.log.said() == [label]
    assert shown.message is not None
    assert (shown.message.text, shown.message.buttons) == (f"What is it about?\n-# ✓ {label}", ())


async def test_who_presses_for_a_person_asks_for_one(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    async with stage.running():
        ref = (await stage.channel.send(out("", maria.dm, content=CHOICES))).ref
        shown = await maria.press(ref, "Talk to a person")
    assert stage.log.events[0][1] == ContactAskedForPerson(shown.interaction, "Maria", "en-US")


async def test_a_press_tells_the_language_of_the_contacts_app(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    maria.language = "es-ES"
    async with stage.running():
        ref = (await stage.channel.send(out("", maria.dm, content=CHOICES))).ref
        shown = await maria.press(ref, "My order")
    expected = ContactSaid(shown.interaction, Content("My order"), "Maria", "es-ES")
    assert stage.log.events == [(Address("discord", maria.dm), expected)]


async def test_a_button_that_means_nothing_any_more_says_so_in_the_contacts_language(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    old = Content("Old", (Button("Go", "gone:1"),))
    async with stage.running():
        ref = (await stage.channel.send(out("", maria.dm, content=old))).ref
        maria.language = "es-419"
        spanish = (await maria.press(ref, "Go")).message
        stage.log.own = {"en": {"stale": "Too late, @everyone. " + "x" * 3000}}
        maria.language = "en-GB"
        own = (await maria.press(ref, "Go")).message
    assert spanish is not None
    assert own is not None
    assert spanish.text == "Este botón ya no funciona. Escriba un mensaje, por favor."
    assert own.text.startswith("Too late,")
    assert (len(own.text), "@everyone" in own.text) == (2000, False)
    assert stage.log.events == []


async def test_a_slow_store_is_no_failed_press(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    gate = stage.log.slow[maria.dm] = asyncio.Event()
    async with stage.running():
        ref = (await stage.channel.send(out("", maria.dm, content=CHOICES))).ref
        pressing = asyncio.create_task(maria.press(ref, "My order"))
        await stage.server.until(lambda: stage.server.counts["POST /interactions/*/*/callback"])
        gate.set()
        await pressing
        await stage.server.until(lambda: not maria.sees()[-1].buttons)
    assert stage.log.said() == ["My order"]


async def test_buttons_of_messages_from_before_a_restart_work(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    async with stage.running():
        ref = (await stage.channel.send(out("", maria.dm, content=CHOICES, author=AGENT))).ref
    stage.restarted()
    async with stage.running():
        await maria.press(ref, "My order")
    assert stage.log.said() == ["My order"]


async def test_a_trouble_of_discord_while_answering_a_press_ends_nothing(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    async with stage.running():
        ref = (await stage.channel.send(out("", maria.dm, content=CHOICES))).ref
        stage.server.plan(Fault("status", path="/callback"))
        pressing = asyncio.create_task(maria.press(ref, "My order"))
        await stage.log.until(lambda: stage.log.events)
        maria.say("still there?")
        await stage.log.until(lambda: "still there?" in stage.log.said())
        pressing.cancel()
