"""What was said while nobody listened is asked for, in order, and counted."""

import asyncio

import pytest

from channels.base import Voice
from handoff.ids import Address
from tests.channels.discord.harness import MARIA, Stage, out, thread_of
from tests.platforms.discord.faults import Fault
from tests.platforms.discord.people import Someone


async def heard(stage: Stage, who: Someone, text: str) -> None:
    """Have a contact say something while the adapter runs."""
    who.say(text)
    await stage.log.until(lambda: text in stage.log.said())
    await stage.memory.until(lambda: f"discord:read:{who.dm}" in stage.memory.facts)


async def test_messages_from_while_it_was_stopped_come_in_order_and_are_counted(stage: Stage) -> None:
    maria, ben = stage.server.contact("Maria"), stage.server.contact("Ben")
    async with stage.running():
        await heard(stage, maria, "one")
        await heard(stage, ben, "hello")
    for text in ("two", "three", "four"):
        maria.say(text)
    stage.restarted()
    async with stage.running():
        await stage.log.until(lambda: stage.log.late)
    assert stage.log.said(maria.dm) == ["one", "two", "three", "four"]
    assert stage.log.late == [(Address("discord", maria.dm), 3)]


async def test_messages_in_desk_threads_come_too(stage: Stage) -> None:
    ana = stage.server.operator("Ana")
    async with stage.running():
        _, thread = await stage.card()
        await stage.channel.send(out("hello", thread.chat, MARIA, Voice.TEAM))
    ana.say("good morning", thread_of(thread))
    ana.say("how can I help?", thread_of(thread))
    stage.restarted()
    async with stage.running():
        await stage.log.until(lambda: stage.log.late)
    assert stage.log.wrote() == ["good morning", "how can I help?"]
    assert stage.log.late == [(thread, 2)]


@pytest.mark.parametrize("how", ["dropped", "op 7", "4009"])
async def test_a_broken_line_is_resumed_and_nothing_is_missing(stage: Stage, how: str) -> None:
    maria = stage.server.contact("Maria")
    async with stage.running():
        await heard(stage, maria, "one")
        if how == "op 7":
            stage.server.gateway.order(7)
        elif how == "4009":
            await stage.server.gateway.close_all(4009)
        else:
            stage.server.gateway.abort_all()
        maria.say("two")
        await stage.log.until(lambda: "two" in stage.log.said())
        assert stage.server.counts["resumed"] == 1
    assert stage.log.said() == ["one", "two"]
    assert stage.log.late == []


@pytest.mark.parametrize("lost", ["op 9", "dropped"])
async def test_a_lost_session_is_begun_anew_and_what_was_missed_is_asked_for(stage: Stage, lost: str) -> None:
    maria, ben = stage.server.contact("Maria"), stage.server.contact("Ben")
    async with stage.running():
        await heard(stage, maria, "one")
        await heard(stage, ben, "hello")
        if lost == "op 9":
            stage.server.gateway.order(9, False)
        stage.server.gateway.forget_sessions()
        maria.say("two")
        maria.say("three")
        if lost == "dropped":
            stage.server.gateway.abort_all()
        await stage.log.until(lambda: len(stage.log.said(maria.dm)) == 3)
        ben.say("still here")
        await stage.log.until(lambda: "still here" in stage.log.said())
        maria.say("four")
        await stage.log.until(lambda: "four" in stage.log.said())
    assert stage.log.said(maria.dm) == ["one", "two", "three", "four"]
    assert stage.server.counts["identified"] == 2


async def test_what_comes_live_waits_for_what_was_missed(stage: Stage) -> None:
    """A message that arrives before the missed ones were read is still brought after them."""
    maria = stage.server.contact("Maria")
    async with stage.running():
        await heard(stage, maria, "one")
    maria.say("two")
    stage.restarted()
    gate = stage.log.slow[maria.dm] = asyncio.Event()
    async with stage.running():
        maria.say("three")
        maria.say("four")
        gate.set()
        await stage.log.until(lambda: len(stage.log.said()) == 4)
    assert stage.log.said() == ["one", "two", "three", "four"]


async def test_who_wrote_for_the_first_time_while_it_was_stopped_is_heard_at_the_next_word(
    stage: Stage,
) -> None:
    maria = stage.server.contact("Maria")
    maria.say("is anybody there?")
    async with stage.running():
        maria.say("hello?")
        await stage.log.until(lambda: len(stage.log.said()) == 2)
    assert stage.log.said() == ["is anybody there?", "hello?"]
    assert stage.log.late == [(Address("discord", maria.dm), 1)]


async def test_a_chat_that_is_gone_keeps_no_other_waiting(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    async with stage.running():
        await heard(stage, maria, "one")
    stage.memory.facts["discord:read:123456789"] = "5"
    maria.say("two")
    stage.restarted()
    async with stage.running():
        await stage.log.until(lambda: "two" in stage.log.said())


async def test_a_trouble_of_discord_while_the_history_is_read_delays_it_only(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    async with stage.running():
        await heard(stage, maria, "one")
    maria.say("two")
    stage.restarted()
    stage.server.plan(Fault("status", "GET", "/messages$", status=502), times=2)
    async with stage.running():
        maria.say("three")
        await stage.log.until(lambda: len(stage.log.said()) == 3)
    assert stage.log.said() == ["one", "two", "three"]


async def test_a_hundred_messages_and_more_are_read_page_by_page(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    async with stage.running():
        await heard(stage, maria, "start")
    for number in range(250):
        maria.say(f"m{number}")
    stage.restarted()
    async with stage.running():
        await stage.log.until(lambda: stage.log.late)
    assert stage.log.said() == ["start", *(f"m{number}" for number in range(250))]
    assert stage.log.late == [(Address("discord", maria.dm), 250)]
