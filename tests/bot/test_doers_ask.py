"""Letting the agent answer: in time, for what is still asked, and never into silence."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.agent.base import Agent, Turn
from bot.agent.scripted import ScriptedAgent
from bot.doers.ask import Asker
from bot.happenings import sentence
from handoff.answer import Answer
from handoff.content import Content
from handoff.effects import AskAgent
from handoff.errors import StoreUnavailable
from handoff.events import ContactDeleted, ContactEdited, ContactSaid, OperatorTook
from handoff.feed import Typing
from handoff.ownership import Owner
from handoff.state import Conversation
from handoff.store.base import RowState, Settled
from handoff.transcript import AuthorKind, EntryKind
from tests.bot.office import Office, open_office
from tests.handoff.stage import ANA
from tests.virtual import now, on_virtual_time, turns

Show = Callable[[Conversation, Typing], Awaitable[None]]


class Never(Agent):
    """Thinks for ever."""

    async def answer(self, turn: Turn) -> Answer:
        await asyncio.sleep(10_000)
        raise AssertionError


class Quits(Agent):
    """Cancels itself, as a library with scopes of its own may."""

    async def answer(self, turn: Turn) -> Answer:
        raise asyncio.CancelledError


class Speaks(Agent):
    """Says in which language it was asked."""

    async def answer(self, turn: Turn) -> Answer:
        return Answer(turn.language)


class Stubborn(Agent):
    """Answers although it was told to stop."""

    async def answer(self, turn: Turn) -> Answer:
        try:
            await asyncio.sleep(10_000)
        except asyncio.CancelledError:
            return Answer("I was not done yet.")
        raise AssertionError


class Acts(Agent):
    """Calls a tool that changes something, and waits for it for ever."""

    async def answer(self, turn: Turn) -> Answer:
        turn.acting("stripe__refund")
        await asyncio.sleep(10_000)
        raise AssertionError


async def shown(state: Conversation, typing: Typing) -> None:
    """Show it at once."""


async def asked(agent: Agent, typing: Show = shown) -> Office:
    office = await open_office()
    office.asker = Asker(office.desk, office.store, lambda: agent, lambda: 30.0, typing)
    await office.say()
    return office


async def do(office: Office) -> Settled | None:
    assert office.asker is not None
    return await office.asker.do(office.newest(AskAgent))


async def agents_words(office: Office) -> list[str]:
    return [
        entry.content.text
        for entry in await office.entries()
        if entry.kind is EntryKind.MESSAGE and entry.author.kind is AuthorKind.AGENT
    ]


async def reason(office: Office) -> str:
    state = await office.state()
    assert state.handoff is not None
    return state.handoff.trigger.reason


async def test_the_answer_and_the_rows_end_are_one_commit() -> None:
    office = await asked(ScriptedAgent(["Hi."]))
    assert await do(office) is None
    assert await agents_words(office) == ["Hi."]
    assert (await office.stored(office.newest(AskAgent))).state is RowState.SENT


async def test_a_turn_that_nobody_wants_any_more_does_not_bother_the_agent() -> None:
    agent = ScriptedAgent(["Hi."])
    office = await asked(agent)
    await office.happen(OperatorTook(ANA))
    settled = await do(office)
    assert settled is not None
    assert (settled.state, agent.turns) == (RowState.DROPPED, [])


@pytest.mark.parametrize(
    "event", [OperatorTook(ANA), ContactEdited("m1", "hello you"), ContactDeleted("m1")], ids=str
)
async def test_an_agent_is_stopped_when_its_answer_is_wanted_no_more(event: OperatorTook) -> None:
    agent = ScriptedAgent(["Hi."], gate=asyncio.Event())
    office = await asked(agent)
    turn = asyncio.create_task(do(office))
    await agent.asked()
    await office.happen(event)
    settled = await turn
    assert settled is not None
    assert (settled.state, agent.cancelled) == (RowState.DROPPED, 1)
    assert await agents_words(office) == []


async def cut_off(event: OperatorTook | ContactEdited) -> list[str]:
    """Return what the team reads of an agent that something stops in the middle of its tool's call."""
    office = await asked(Acts())
    turn = asyncio.create_task(do(office))
    await turns()
    await office.happen(event)
    await turn
    return [sentence(entry) for entry in await office.entries() if entry.content.text == "tool cut off"]


@on_virtual_time
async def test_who_takes_over_in_the_middle_of_a_tools_call_reads_that_it_was_perhaps_made() -> None:
    (told,) = await cut_off(OperatorTook(ANA))
    assert told == "The assistant had called stripe__refund when it was stopped: look whether that was done"


@on_virtual_time
async def test_a_turn_that_is_asked_again_makes_the_call_again_and_alarms_nobody() -> None:
    assert await cut_off(ContactEdited("m1", "hello you")) == []


@on_virtual_time
async def test_an_agent_that_answers_all_the_same_is_not_heard() -> None:
    office = await asked(Stubborn())
    turn = asyncio.create_task(do(office))
    await turns()
    await office.happen(OperatorTook(ANA))
    await turn
    assert await agents_words(office) == []


@on_virtual_time
async def test_an_agent_that_takes_too_long_becomes_a_handoff() -> None:
    office = await asked(Never())
    await do(office)
    assert (await office.state()).owner is Owner.WAITING
    assert await reason(office) == "The assistant took longer than 30 s."
    assert now() == 30.0


async def test_an_agent_that_raises_becomes_a_handoff_that_tells_nothing_of_the_inside() -> None:
    office = await asked(ScriptedAgent([ValueError("password=hunter2")]))
    await do(office)
    assert await reason(office) == "The assistant failed (ValueError)."


async def test_an_agent_that_cancels_itself_is_a_failure_and_never_silence() -> None:
    office = await asked(Quits())
    assert await do(office) is None
    assert await reason(office) == "The assistant stopped by itself."


async def test_a_store_that_cannot_be_read_is_not_the_agents_failure() -> None:
    office = await asked(ScriptedAgent(["Hi."]))

    async def away(*_: object, **__: object) -> list[object]:
        raise StoreUnavailable("gone")

    read, office.store.entries = office.store.entries, away  # type: ignore[method-assign, assignment]
    with pytest.raises(StoreUnavailable):
        await do(office)
    office.store.entries = read  # type: ignore[method-assign]
    assert (await office.state()).owner is Owner.AGENT
    await do(office)
    assert await agents_words(office) == ["Hi."]


async def test_being_cancelled_leaves_the_row_for_the_next_start() -> None:
    agent = ScriptedAgent(["Hi."], gate=asyncio.Event())
    office = await asked(agent)
    turn = asyncio.create_task(do(office))
    await agent.asked()
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    await turns()
    assert (await office.stored(office.newest(AskAgent))).state is RowState.PENDING
    assert agent.cancelled == 1


async def test_a_contact_who_took_everything_back_is_not_answered_and_not_handed_off() -> None:
    agent = ScriptedAgent(["What was that?"])
    office = await asked(agent)
    await office.happen(ContactDeleted("m1"))
    settled = await do(office)
    assert settled is not None
    assert (settled.state, agent.turns) == (RowState.DROPPED, [])
    await office.say("another", "m2")
    await do(office)
    assert [turn.asked for turn in agent.turns] == ["another"]


async def test_the_contact_sees_that_an_answer_is_being_written() -> None:
    seen: list[Typing] = []

    async def show(state: Conversation, typing: Typing) -> None:
        seen.append(typing)

    office = await asked(ScriptedAgent(["Hi."]), show)
    await do(office)
    assert [typing.kind for typing in seen] == [AuthorKind.AGENT]


@on_virtual_time
async def test_a_platform_that_hangs_or_fails_while_it_shows_typing_holds_no_answer_up() -> None:
    async def hangs(state: Conversation, typing: Typing) -> None:
        await asyncio.sleep(10_000)

    async def fails(state: Conversation, typing: Typing) -> None:
        raise RuntimeError("no such chat")

    for show in (hangs, fails):
        office = await asked(ScriptedAgent(["Hi."]), show)
        await do(office)
        assert (await agents_words(office), now()) == (["Hi."], 0.0)


async def test_a_turn_that_could_not_even_be_asked_becomes_a_handoff() -> None:
    office = await asked(ScriptedAgent(["Hi."]))
    row = office.newest(AskAgent)
    assert office.asker is not None
    assert await office.asker.gave_up(row, Settled(row.id, RowState.DEAD, 12, error="internal error"))
    assert (await office.state()).owner is Owner.WAITING
    assert (await office.stored(row)).state is RowState.DEAD


@pytest.mark.parametrize(("theirs", "spoken"), [("", "de"), ("fr", "fr")])
async def test_whose_language_is_not_known_is_answered_in_the_bots(theirs: str, spoken: str) -> None:
    office = await open_office()
    office.asker = Asker(office.desk, office.store, Speaks, lambda: 30.0, shown, language=lambda: "de")
    await office.happen(ContactSaid("m1", Content("hello"), language=theirs))
    assert await do(office) is None, "the answer settles it"
    assert await agents_words(office) == [spoken]
