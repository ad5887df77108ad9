"""What every channel promises to whoever sends through it; see ``channels.base``."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from channels.base import Channel, Outgoing, Voice
from channels.errors import ChannelError, Permanent, RateLimited, Temporary, Uncertain
from channels.team import Answer, Person, TeamEvent
from handoff.card import Card, draw
from handoff.content import Content
from handoff.envelope import Ending
from handoff.events import Event
from handoff.ids import Address, ConversationId, OperatorName
from handoff.outcome import Done, Outcome
from handoff.transcript import Author, AuthorKind
from tests.builders import handoff
from tests.channels.spoken import Spoken
from tests.contracts.channels import KINDS
from tests.contracts.rig import Rig
from tests.lines import LIMIT
from tests.virtual import turns

SURELY_NOT = [Temporary("down"), RateLimited("slow down", 2.0), Permanent("blocked")]
FAULTS = [*SURELY_NOT, Uncertain("the line broke")]
ANA = Author(AuthorKind.HUMAN, "Ana", OperatorName("ana"))


class Nobody(Spoken):
    """A sink that nothing is brought to; the rig's team is told in one place."""

    def __init__(self, rig: Rig) -> None:
        self._team = rig.team

    async def receive(self, contact: Address, event: Event, key: str | None = None) -> Outcome:
        return Done()

    async def team(self, event: TeamEvent, key: str | None = None) -> Answer:
        return Answer()

    async def typing(self, contact: Address, who: OperatorName | None) -> None:
        """Nobody looks."""

    async def team_typing(self, thread: Address, by: Person) -> None:
        """Nobody looks."""

    async def recovered(self, place: Address, count: int) -> None:
        """Nobody was away."""

    def places(self, channel: str) -> frozenset[str]:
        return frozenset({self._team.chat}) if channel == self._team.channel else frozenset()

    async def threads(self, channel: str) -> Sequence[Address]:
        return ()


@asynccontextmanager
async def running(rig: Rig) -> AsyncIterator[asyncio.Task[None]]:
    """Run the rig's channel until the end of the block."""
    task = asyncio.create_task(rig.channel.run(Nobody(rig)))
    try:
        async with asyncio.timeout(LIMIT):
            await connected(rig.channel, task)
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def connected(channel: Channel, task: asyncio.Task[None]) -> None:
    while not channel.connected:  # the port has no event for it
        assert not task.done(), "its run ended"
        await asyncio.sleep(0)


@pytest.fixture(params=sorted(KINDS))
async def idle(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Rig]:
    """A rig whose channel does not run."""
    rig = KINDS[request.param](tmp_path)
    await rig.open()
    yield rig
    await rig.close()


@pytest.fixture
async def rig(idle: Rig) -> AsyncIterator[Rig]:
    """A rig whose channel runs."""
    async with running(idle):
        yield idle


def out(rig: Rig, text: str = "hello", key: str = "k1", **changes: Any) -> Outgoing:
    return Outgoing(key, changes.pop("to", rig.contact), ANA, Content(text), **changes)


def card(**changes: Any) -> Card:
    return draw(handoff(**changes), ConversationId("c1"), "Robin")


def reads(rig: Rig, place: Address, *texts: str) -> bool:
    """Whether people there read these texts in this order, beside whatever says who wrote them."""
    shown = rig.shown(place)
    return shown is None or (
        len(shown) == len(texts) and all(text in found for text, found in zip(texts, shown, strict=True))
    )


async def desk_thread(rig: Rig) -> Address:
    """Post a card and return its desk thread; skips where there are none."""
    if not rig.channel.capabilities.threads:
        pytest.skip("this messenger has no desk threads")
    receipt = await rig.channel.post_card(rig.team, card(), "H-1001:team")
    assert receipt.thread
    return Address(rig.channel.name, receipt.thread)


# ── messages ─────────────────────────────────────────────────────────────────────────────────────


async def test_a_message_arrives_and_gets_a_name(rig: Rig) -> None:
    await rig.channel.ready(rig.contact)
    receipt = await rig.channel.send(out(rig))
    assert receipt.ref
    assert reads(rig, rig.contact, "hello")


async def test_two_messages_are_two_also_when_they_say_the_same(rig: Rig) -> None:
    refs = {(await rig.channel.send(out(rig, key=key))).ref for key in ("k1", "k2")}
    if rig.shown(rig.contact) is not None:
        assert len(refs) == 2
    assert reads(rig, rig.contact, "hello", "hello")


async def test_the_same_key_again_shows_once_where_the_channel_says_so(rig: Rig) -> None:
    if not rig.channel.capabilities.idempotent:
        pytest.skip("a second send of the same shows twice here")
    refs = {(await rig.channel.send(out(rig))).ref for _ in range(2)}
    assert len(refs) == 1
    assert reads(rig, rig.contact, "hello")


@pytest.mark.parametrize("fault", SURELY_NOT, ids=lambda fault: type(fault).__name__)
async def test_what_surely_failed_is_not_shown_and_can_be_sent_later(rig: Rig, fault: ChannelError) -> None:
    if not rig.fail(fault):
        pytest.skip("no call is made that could fail")
    with pytest.raises(type(fault)):
        await rig.channel.send(out(rig))
    assert reads(rig, rig.contact)
    await rig.channel.send(out(rig))
    assert reads(rig, rig.contact, "hello")


async def test_what_perhaps_arrived_shows_once_after_another_try_where_the_channel_says_so(rig: Rig) -> None:
    if not rig.fail(Uncertain("the line broke")):
        pytest.skip("no call is made that could fail")
    with pytest.raises(Uncertain):
        await rig.channel.send(out(rig))
    await rig.channel.send(out(rig, again=True))
    shown = rig.shown(rig.contact) or ()
    assert len(shown) == 1 if rig.channel.capabilities.idempotent else len(shown) in (1, 2)


async def test_a_limit_says_how_long_to_wait(rig: Rig) -> None:
    if not rig.fail(RateLimited("slow down", 2.0)):
        pytest.skip("no call is made that could fail")
    with pytest.raises(RateLimited) as caught:
        await rig.channel.send(out(rig))
    assert caught.value.seconds > 0


async def test_a_quote_of_something_unknown_is_no_reason_to_say_nothing(rig: Rig) -> None:
    first = await rig.channel.send(out(rig, "first"))
    await rig.channel.send(out(rig, "second", "k2", reply_to=first.ref))
    assert reads(rig, rig.contact, "first", "second")


# ── changes ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_message_can_be_changed_and_taken_back_where_the_channel_says_so(rig: Rig) -> None:
    ref = (await rig.channel.send(out(rig))).ref
    able = rig.channel.capabilities
    if able.edits:
        await rig.channel.edit(out(rig, "better", "k2"), ref)
        assert reads(rig, rig.contact, "better")
    if able.deletes:
        await rig.channel.delete(rig.contact, ref)
        assert reads(rig, rig.contact)


async def test_a_change_to_the_same_words_is_a_success(rig: Rig) -> None:
    if not rig.channel.capabilities.edits:
        pytest.skip("this messenger has no edits")
    ref = (await rig.channel.send(out(rig))).ref
    await rig.channel.edit(out(rig, key="k2"), ref)
    assert reads(rig, rig.contact, "hello")


async def test_a_change_of_something_unknown_harms_nothing_and_never_comes_right(rig: Rig) -> None:
    await rig.channel.send(out(rig))
    before = list(rig.shown(rig.contact) or ())
    for change in ("edit", "delete", "react", "edit_card"):
        with suppress(Permanent):  # trying again cannot help, and nothing else may be said
            await changed(rig, change)
    assert list(rig.shown(rig.contact) or ()) == before


async def changed(rig: Rig, change: str) -> None:
    """Change something that nobody knows."""
    nothing, channel = "987654321", rig.channel
    match change:
        case "edit":
            await channel.edit(out(rig, "x", "k9"), nothing)
        case "delete":
            await channel.delete(rig.contact, nothing)
        case "react":
            await channel.react(rig.contact, nothing, "👍", True)
        case _:
            await channel.edit_card(rig.team, nothing, card())


async def test_a_reaction_can_be_put_on_and_taken_off_where_the_channel_says_so(rig: Rig) -> None:
    ref = (await rig.channel.send(out(rig))).ref
    if not rig.channel.capabilities.reactions:
        with pytest.raises(Permanent):
            await rig.channel.react(rig.contact, ref, "👍", True)
        return
    await rig.channel.react(rig.contact, ref, "👍", True)
    await rig.channel.react(rig.contact, ref, "👍", False)
    assert reads(rig, rig.contact, "hello")


# ── cards ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_card_is_posted_once_for_a_key_and_redrawn(rig: Rig) -> None:
    if not rig.channel.capabilities.cards:
        pytest.skip("this messenger has no cards")
    receipt = await rig.channel.post_card(rig.team, card(), "H-1001:team")
    assert receipt.ref
    shown = list(rig.shown(rig.team) or ())
    if rig.channel.capabilities.idempotent:
        assert await rig.channel.post_card(rig.team, card(), "H-1001:team") == receipt
        assert list(rig.shown(rig.team) or ()) == shown
    await rig.channel.edit_card(rig.team, receipt.ref, card(ending=Ending.RESOLVED, closed=9.0))
    await rig.channel.edit_card(rig.team, receipt.ref, card(ending=Ending.RESOLVED, closed=9.0))


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
async def test_a_card_fails_in_the_same_four_ways(rig: Rig, fault: ChannelError) -> None:
    if not rig.fail(fault):
        pytest.skip("no call is made that could fail")
    with pytest.raises(type(fault)):
        await rig.channel.post_card(rig.team, card(), "H-1001:team")


async def test_two_cards_open_two_desk_threads(rig: Rig) -> None:
    first = await desk_thread(rig)
    second = await rig.channel.post_card(rig.team, card(), "H-1002:team")
    assert first.chat != second.thread


async def test_the_team_reads_in_a_desk_thread_what_is_sent_to_it_and_can_quote_it(rig: Rig) -> None:
    thread = await desk_thread(rig)
    before = list(rig.shown(thread) or ())
    first = await rig.channel.send(out(rig, "from the contact", "k1", to=thread, voice=Voice.TEAM))
    await rig.channel.send(
        out(rig, "a remark", "k2", to=thread, voice=Voice.NOTE, reply_to=first.ref.partition(",")[0])
    )
    assert reads(rig, thread, *before, "from the contact", "a remark")
    assert reads(rig, rig.contact)


async def test_a_note_looks_different_from_what_was_said(rig: Rig) -> None:
    thread = await desk_thread(rig)
    before = len(rig.shown(thread) or ())
    for voice in (Voice.TEAM, Voice.NOTE):
        await rig.channel.send(out(rig, "the same words", voice, to=thread, voice=voice))
    assert len(rig.shown(thread) or ()) == before + 2


# ── life ─────────────────────────────────────────────────────────────────────────────────────────


async def test_it_is_connected_while_it_runs_and_only_then_and_can_run_again(idle: Rig) -> None:
    assert not idle.channel.connected
    for _ in range(2):
        async with running(idle) as task:
            pass
        assert task.cancelled()
        assert not idle.channel.connected


async def test_cancelled_before_it_is_connected_it_ends_as_well(idle: Rig) -> None:
    task = asyncio.create_task(idle.channel.run(Nobody(idle)))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await turns()
    assert not idle.channel.connected


async def test_typing_is_best_effort(rig: Rig) -> None:
    rig.fail(Permanent("blocked"))
    await rig.channel.typing(rig.contact)


async def test_it_can_say_who_it_is_in_one_line_whether_it_runs_or_not(idle: Rig) -> None:
    line = await idle.channel.check()
    assert line
    assert "\n" not in line
    async with running(idle):
        assert await idle.channel.check() == line


async def test_it_can_say_in_one_line_whether_the_teams_place_has_all_it_needs(idle: Rig) -> None:
    line = await idle.channel.check_place(idle.team)
    assert line
    assert "\n" not in line


def test_its_name_is_the_one_its_addresses_begin_with(idle: Rig) -> None:
    assert idle.contact.channel == idle.team.channel == idle.channel.name
