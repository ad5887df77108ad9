"""What every channel promises to whoever sends through it; see ``channels.base``."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels.base import Channel, Outgoing
from channels.errors import ChannelError, Permanent, RateLimited, Temporary, Uncertain
from handoff.card import Card, draw
from handoff.content import Button, Content, Field, Source
from handoff.envelope import Ending
from handoff.events import Event
from handoff.ids import Address, ConversationId, OperatorName
from handoff.outcome import Done, Outcome
from handoff.transcript import Author, AuthorKind
from tests.builders import handoff
from tests.contracts.channels import KINDS, Rig
from tests.virtual import turns

SURELY_NOT = [Temporary("down"), RateLimited("slow down", 2.0), Permanent("blocked")]
FAULTS = [*SURELY_NOT, Uncertain("the line broke")]
ANA = Author(AuthorKind.HUMAN, "Ana", OperatorName("ana"))


class Nobody:
    """A sink that nothing is brought to."""

    async def receive(self, contact: Address, event: Event, key: str | None = None) -> Outcome:
        return Done()

    async def typing(self, contact: Address, who: OperatorName | None) -> None:
        """Nobody looks."""


@pytest.fixture(params=sorted(KINDS))
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Rig:
    return KINDS[request.param](tmp_path)


async def connected(channel: Channel) -> None:
    while not channel.connected:  # noqa: ASYNC110  # the port has no event for it
        await asyncio.sleep(0)


def out(rig: Rig, text: str = "hello", key: str = "k1") -> Outgoing:
    return Outgoing(key, rig.contact, ANA, Content(text))


def card(**changes: Any) -> Card:
    return draw(handoff(**changes), ConversationId("c1"), "Robin")


# ── messages ─────────────────────────────────────────────────────────────────────────────────────


async def test_a_message_arrives_and_gets_a_name(rig: Rig) -> None:
    await rig.channel.ready(rig.contact)
    receipt = await rig.channel.send(out(rig))
    assert receipt.ref
    if (shown := rig.shown(rig.contact)) is not None:
        assert shown == ["hello"]


async def test_two_messages_are_two_also_when_they_say_the_same(rig: Rig) -> None:
    refs = {(await rig.channel.send(out(rig, key=key))).ref for key in ("k1", "k2")}
    if (shown := rig.shown(rig.contact)) is not None:
        assert (list(shown), len(refs)) == (["hello", "hello"], 2)


async def test_the_same_key_again_shows_once_where_the_channel_says_so(rig: Rig) -> None:
    refs = [(await rig.channel.send(out(rig))).ref for _ in range(2)]
    shown = rig.shown(rig.contact)
    if shown is not None and rig.channel.capabilities.idempotent:
        assert (list(shown), len(set(refs))) == (["hello"], 1)


@pytest.mark.parametrize("fault", SURELY_NOT, ids=lambda fault: type(fault).__name__)
async def test_what_surely_failed_is_not_shown_and_can_be_sent_later(rig: Rig, fault: ChannelError) -> None:
    if not rig.fail(fault):
        return
    with pytest.raises(type(fault)):
        await rig.channel.send(out(rig))
    assert rig.shown(rig.contact) == []
    await rig.channel.send(out(rig))
    assert rig.shown(rig.contact) == ["hello"]


async def test_what_perhaps_arrived_shows_once_after_another_try_where_the_channel_says_so(rig: Rig) -> None:
    if not rig.fail(Uncertain("the line broke")):
        return
    with pytest.raises(Uncertain):
        await rig.channel.send(out(rig))
    await rig.channel.send(out(rig))
    shown = rig.shown(rig.contact) or ()
    assert len(shown) == 1 if rig.channel.capabilities.idempotent else len(shown) in (1, 2)


async def test_a_limit_says_how_long_to_wait(rig: Rig) -> None:
    if not rig.fail(RateLimited("slow down", 2.0)):
        return
    with pytest.raises(RateLimited) as caught:
        await rig.channel.send(out(rig))
    assert caught.value.seconds > 0


# ── changes ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_message_can_be_changed_and_taken_back_where_the_channel_says_so(rig: Rig) -> None:
    ref = (await rig.channel.send(out(rig))).ref
    able = rig.channel.capabilities
    if able.edits:
        await rig.channel.edit(rig.contact, ref, Content("better"))
        assert rig.shown(rig.contact) in (None, ["better"])
    if able.deletes:
        await rig.channel.delete(rig.contact, ref)
        assert rig.shown(rig.contact) in (None, [])


async def test_a_change_of_something_unknown_harms_nothing_and_never_comes_right(rig: Rig) -> None:
    await rig.channel.send(out(rig))
    before = rig.shown(rig.contact)
    calls: list[Callable[[], Awaitable[None]]] = [
        lambda: rig.channel.edit(rig.contact, "nobody-knows-it", Content("x")),
        lambda: rig.channel.delete(rig.contact, "nobody-knows-it"),
        lambda: rig.channel.edit_card(rig.team, "nobody-knows-it", card()),
    ]
    for call in calls:
        with suppress(Permanent):  # trying again cannot help, and nothing else may be said
            await call()
    assert rig.shown(rig.contact) == before


# ── cards ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_card_is_posted_once_for_a_key_and_redrawn(rig: Rig) -> None:
    if not rig.channel.capabilities.cards:
        return
    receipt = await rig.channel.post_card(rig.team, card(), "H-1001:team")
    assert receipt.ref
    if rig.channel.capabilities.idempotent:
        assert await rig.channel.post_card(rig.team, card(), "H-1001:team") == receipt
        assert len(rig.shown(rig.team) or ("",)) == 1
    await rig.channel.edit_card(rig.team, receipt.ref, card(ending=Ending.RESOLVED, closed=9.0))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
async def test_a_card_fails_in_the_same_four_ways(rig: Rig, fault: ChannelError) -> None:
    if not rig.fail(fault):
        return
    with pytest.raises(type(fault)):
        await rig.channel.post_card(rig.team, card(), "H-1001:team")


# ── life ─────────────────────────────────────────────────────────────────────────────────────────


async def test_it_is_connected_while_it_runs_and_only_then_and_can_run_again(rig: Rig) -> None:
    assert not rig.channel.connected
    for _ in range(2):
        running = asyncio.create_task(rig.channel.run(Nobody()))
        async with asyncio.timeout(10):
            await connected(rig.channel)
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert not rig.channel.connected


async def test_cancelled_before_it_is_connected_it_ends_as_well(rig: Rig) -> None:
    running = asyncio.create_task(rig.channel.run(Nobody()))
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await turns()
    assert not rig.channel.connected


async def test_typing_is_best_effort(rig: Rig) -> None:
    rig.fail(Permanent("blocked"))
    await rig.channel.typing(rig.contact)


async def test_it_can_say_who_it_is_in_one_line(rig: Rig) -> None:
    line = await rig.channel.check()
    assert line
    assert "\n" not in line


def test_its_name_is_the_one_its_addresses_begin_with(rig: Rig) -> None:
    assert rig.contact.channel == rig.team.channel == rig.channel.name


# ── garbage ──────────────────────────────────────────────────────────────────────────────────────

texts = st.text(max_size=60) | st.sampled_from(["x" * 100_000, "\x00\x1b[2J", "\ud800", "@everyone <b>", ""])
contents = st.builds(
    Content,
    text=texts,
    buttons=st.lists(st.builds(Button, texts, texts), max_size=40).map(tuple),
    fields=st.lists(st.builds(Field, texts, texts), max_size=5).map(tuple),
    sources=st.lists(st.builds(Source, texts, texts, texts), max_size=3).map(tuple),
)


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(max_examples=50)
@given(content=contents, key=texts, ref=texts, chat=texts, name=texts)
def test_whatever_is_sent_wherever_fails_as_a_channel_fails_or_not_at_all(
    kind: str, content: Content, key: str, ref: str, chat: str, name: str
) -> None:
    async def main(folder: Path) -> None:
        channel = KINDS[kind](folder).channel
        to, drawn = Address(channel.name, chat), card()
        drawn = Card(drawn.ticket, drawn.conversation, name, content, live=True)
        calls: list[Callable[[], Awaitable[object]]] = [
            lambda: channel.ready(to),
            lambda: channel.send(Outgoing(key, to, Author(AuthorKind.AGENT, name), content, ref)),
            lambda: channel.edit(to, ref, content),
            lambda: channel.delete(to, ref),
            lambda: channel.post_card(to, drawn, key),
            lambda: channel.edit_card(to, ref, drawn),
        ]
        for call in calls:
            with suppress(ChannelError):
                await call()
        await channel.typing(to)

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(main(Path(folder)))
