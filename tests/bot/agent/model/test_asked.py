"""The agent at the desk: every failure of a model becomes a handoff, and nothing of it leaks."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.doers.ask import Asker
from handoff.effects import AskAgent
from handoff.escalation.judge import Judge
from handoff.escalation.options import Options
from handoff.events import OperatorTook
from handoff.feed import Typing
from handoff.ownership import Owner
from handoff.state import Conversation
from handoff.transcript import AuthorKind, EntryKind
from handoff.trigger import Mechanism
from tests.bot.agent.model.parts import Box, Desk, desk_with, tool
from tests.bot.office import Office, open_office
from tests.handoff.stage import ANA
from tests.models.faults import FAULTS, KEY
from tests.models.provider import Provider


async def shown(state: Conversation, typing: Typing) -> None:
    """Show it at once."""


async def office_with(desk: Desk) -> Office:
    office = await open_office()
    office.stage.policy = replace(office.stage.policy, judge=Judge(Options()))
    office.asker = Asker(office.desk, office.store, lambda: desk.agent, lambda: 1.0, shown)
    await office.say()
    return office


async def run(office: Office) -> None:
    assert office.asker is not None
    settled = await office.asker.do(office.newest(AskAgent))
    if settled is not None:
        await office.store.settle(settled)


async def agents_words(office: Office) -> list[str]:
    return [
        entry.content.text
        for entry in await office.entries()
        if entry.kind is EntryKind.MESSAGE and entry.author.kind is AuthorKind.AGENT
    ]


@pytest.mark.parametrize("fault", sorted(FAULTS))
async def test_every_failure_of_the_provider_ends_in_a_handoff(desk: Desk, fault: str) -> None:
    desk.say({"fault": fault, "times": 0})
    office = await office_with(desk)
    await run(office)
    state = await office.state()
    assert state.owner is Owner.WAITING
    assert state.handoff is not None
    assert state.handoff.trigger.mechanism is Mechanism.FAILURE
    assert KEY not in repr(await office.entries()) + repr(state)
    assert await agents_words(office) == []


async def test_an_answer_reaches_the_contact_and_a_plea_reaches_the_team(desk: Desk) -> None:
    desk.say({"answer": "Hello! What may I look up?", "asking": True})
    office = await office_with(desk)
    await run(office)
    assert await agents_words(office) == ["Hello! What may I look up?"]
    desk.say({"escalate": "Is angry", "category": "complaint"})
    await office.say("This is a disgrace", "m2")
    await run(office)
    state = await office.state()
    assert state.handoff is not None
    assert state.handoff.trigger.reason == "The assistant says: Is angry"
    assert state.handoff.trigger.category == "complaint"


async def test_a_person_who_takes_over_stops_the_provider(desk: Desk) -> None:
    desk.say({"fault": "hang"})
    office = await office_with(desk)
    turn = asyncio.create_task(run(office))
    await desk.provider.until(requests=1)
    await office.happen(OperatorTook(ANA))
    await turn
    await desk.provider.until(gone=1)
    assert await agents_words(office) == []


async def test_a_takeover_in_the_middle_of_a_call_ends_the_turn_and_the_team_reads_of_the_call(
    provider: Provider, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    box = Box([tool("refund")], hangs=True)
    async with desk_with(provider, folder, box, tools=["shop__refund"]) as desk:
        desk.say({"call": "shop__refund"})
        office = await office_with(desk)
        turn = asyncio.create_task(run(office))
        await box.called.wait()
        await office.happen(OperatorTook(ANA))
        await turn
        assert (await office.state()).owner is Owner.HUMAN
        assert await agents_words(office) == []
        events = {entry.content.text: entry.data for entry in await office.entries()}
        assert events["tool cut off"] == {"tool": "shop__refund"}
    assert "shop__refund (perhaps)" in caplog.text
    assert len(provider.requests) == 1


async def test_a_turn_that_runs_out_of_time_in_a_call_tells_the_person_what_perhaps_was_done(
    provider: Provider, folder: Path
) -> None:
    box, limit, handoff = Box([tool("refund")], hangs=True), 0.25, None
    while not box.calls:  # on a busy machine the time may be over before the call
        limit *= 2
        provider.say({"call": "shop__refund"})
        async with desk_with(provider, folder, box, limit=limit, tools=["shop__refund"]) as desk:
            office = await office_with(desk)
            await run(office)
            handoff = (await office.state()).handoff
    assert handoff is not None
    assert "shop__refund (perhaps)" in handoff.trigger.reason
