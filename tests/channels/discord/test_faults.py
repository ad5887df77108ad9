"""Whatever Discord does wrong ends in exactly one of our four errors, and nothing is doubled."""

import asyncio
from dataclasses import replace

import aiohttp
import discord
import pytest
from discord import errors as sdk

from channels.base import Voice
from channels.discord import errors
from channels.discord.calls import paced
from channels.errors import ChannelError, Gone, Permanent, RateLimited, Temporary, Uncertain
from handoff.ids import Address
from tests.channels.discord.harness import MARIA, Memory, Stage, adapter, out, thread_of
from tests.platforms.discord.faults import Fault, Kind

MESSAGES = "/messages$"
KNOWN = {
    "ClientException", "ConnectionClosed", "DiscordException", "DiscordServerError",
    "FFmpegProcessError", "Forbidden",
    "GatewayNotFound", "HTTPException", "InteractionResponded", "InvalidData", "LoginFailure",
    "MissingApplicationID", "NotFound", "PrivilegedIntentsRequired", "RateLimited",
}  # fmt: skip


def test_discord_py_has_grown_no_new_error() -> None:
    """A new one must be looked at: does our table tell it apart rightly?"""
    assert {name for name in sdk.__all__ if isinstance(getattr(sdk, name), type)} == KNOWN


@pytest.mark.parametrize(
    ("fault", "kind", "shown"),
    [
        (Fault("limit", seconds=2.5), RateLimited, 0),
        (Fault("banned", seconds=2.5), RateLimited, 0),
        (Fault("status", status=503), Temporary, 0),
        (Fault("status", status=502), Uncertain, 0),
        (Fault("drop-before"), Uncertain, 0),
        (Fault("drop-after"), Uncertain, 1),
        (Fault("refuse", status=403, code=50007), Permanent, 0),
        (Fault("refuse", status=400, code=99999), Permanent, 0),
        (Fault("refuse", status=401, code=0), Permanent, 0),
    ],
    ids=lambda value: getattr(value, "kind", getattr(value, "__name__", str(value))),
)
async def test_each_fault_is_told_at_once_as_what_it_is_and_the_next_try_shows_once(
    stage: Stage, fault: Fault, kind: type[ChannelError], shown: int
) -> None:
    maria = stage.server.contact("Maria")
    stage.server.plan(replace(fault, path=MESSAGES))
    message = out("hello", maria.dm)
    async with stage.running():
        with pytest.raises(kind) as caught:
            await stage.channel.send(message)
        assert len(maria.sees()) == shown
        await stage.channel.send(message)
    assert [seen.text for seen in maria.sees()] == ["hello"]
    if isinstance(caught.value, RateLimited):
        assert caught.value.seconds == 2.5


async def test_an_answer_that_never_comes_is_perhaps_a_delivery(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    stage.server.plan(Fault("hang", path=MESSAGES))
    async with stage.running():
        with pytest.raises(Uncertain):
            async with errors.told(1.0):
                await stage.channel.send(out("hello", maria.dm, key="k"))
        await stage.channel.send(out("hello", maria.dm, key="k", again=True))
    assert [seen.text for seen in maria.sees()] == ["hello"]


async def test_a_server_that_is_not_there_was_surely_not_reached(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    await stage.server.stop()
    with pytest.raises(Temporary, match="cannot be reached"):
        await stage.channel.send(out("hello", maria.dm))


async def test_a_closed_dm_is_said_in_words(stage: Stage) -> None:
    maria = stage.server.contact("Maria")
    stage.server.close_dm(maria)
    with pytest.raises(Gone, match="blocked it, closed their DMs or left"):
        await stage.channel.send(out("hello", maria.dm))


async def test_missing_rights_are_said_in_words(stage: Stage) -> None:
    stage.server.deny(stage.server.place, "send_messages")
    with pytest.raises(Permanent, match="a permission is missing"):
        await stage.card()


async def test_a_locked_thread_is_said_in_words(stage: Stage) -> None:
    stage.server.deny(stage.server.place, "manage_webhooks")
    _, thread = await stage.card()
    metadata = stage.server.backend.get_channel(int(thread_of(thread))).thread_metadata
    assert metadata is not None
    metadata.locked = True
    with pytest.raises(Permanent, match="locked"):
        await stage.channel.send(out("hello", thread.chat, MARIA, Voice.TEAM))


async def test_a_limit_holds_only_its_own_place() -> None:
    pace, waiting = paced(1.0), []
    pace.hold(1, 60)
    waiting = [asyncio.create_task(pace.turn(place)) for place in (1, 2)]
    done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    assert done == {waiting[1]}
    waiting[0].cancel()


async def test_our_pace_stays_below_discords(stage: Stage) -> None:
    """At Discord's own limit of five in a window, scaled so that the test need not last."""
    maria = stage.server.contact("Maria")
    stage.server.rest.each, stage.server.rest.window = 5, 0.25
    channel = adapter(stage.server, stage.folder, Memory(), speed=20.0)
    place = Address("discord", maria.dm)
    stage.channel = channel
    async with stage.running():
        for number in range(20):
            await channel.ready(place)
            await channel.send(out(f"m{number}", maria.dm))
    assert stage.server.counts["limited"] == 0
    assert len(maria.sees()) == 20


# ── a relayed message whose fate is unknown ──────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["drop-before", "drop-after"])
async def test_words_under_a_name_are_looked_for_before_they_are_said_again(stage: Stage, kind: Kind) -> None:
    _, thread = await stage.card()
    async with stage.running():
        await stage.channel.send(out("yes", thread.chat, MARIA, Voice.TEAM))
        stage.server.plan(Fault(kind, path="^/webhooks/"))
        with pytest.raises(Uncertain):
            await stage.channel.send(out("yes", thread.chat, MARIA, Voice.TEAM, key="k"))
        await stage.channel.send(out("yes", thread.chat, MARIA, Voice.TEAM, key="k", again=True))
    assert [seen.text for seen in stage.server.shown(thread_of(thread))] == ["yes", "yes"]


async def test_a_card_whose_fate_is_unknown_is_posted_once_with_its_thread(stage: Stage) -> None:
    stage.server.plan(Fault("drop-after", path=MESSAGES))
    stage.server.plan(Fault("drop-after", path="/threads$"))
    for _ in range(2):
        with pytest.raises(Uncertain):
            await stage.card()
    ref, thread = await stage.card()
    assert thread.chat == f"{stage.server.place}/{ref}"
    assert len(stage.server.shown(stage.server.place)) == 1


# ── what ends run ────────────────────────────────────────────────────────────────────────────────


async def test_a_missing_intent_ends_run_with_what_to_click(stage: Stage) -> None:
    stage.server.gateway.content = False
    with pytest.raises(Permanent, match="Message Content Intent"):
        await stage.channel.run(stage.log)
    assert not stage.channel.connected


async def test_a_refused_token_ends_run_with_what_to_do(stage: Stage) -> None:
    stage.server.rest.token = "another"
    with pytest.raises(Permanent, match="Reset Token"):
        await stage.channel.run(stage.log)


async def test_a_token_that_is_revoked_while_it_runs_ends_it(stage: Stage) -> None:
    running = asyncio.create_task(stage.channel.run(stage.log))
    await stage.connected(running)
    await stage.server.gateway.close_all(4004)
    with pytest.raises(Permanent, match="Reset Token"):
        await running
    assert not stage.channel.connected


async def test_a_missing_server_ends_run_so_that_it_is_started_again(stage: Stage) -> None:
    await stage.server.stop()
    with pytest.raises(Temporary):
        await stage.channel.run(stage.log)


@pytest.mark.parametrize(
    "error",
    [
        discord.InvalidData(),
        discord.ClientException(),
        discord.GatewayNotFound(),  # type: ignore[no-untyped-call]
        aiohttp.ClientPayloadError(),
        TimeoutError(),
        ConnectionResetError(),
        ValueError("half a pair"),
        TypeError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_every_error_becomes_exactly_one_of_ours_and_keeps_its_words_to_itself(error: Exception) -> None:
    told = errors.translated(error)
    assert type(told) in {Temporary, RateLimited, Permanent, Uncertain, Gone}
    assert "half" not in str(told)
