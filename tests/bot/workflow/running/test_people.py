"""People and runs: who writes during a wait, steps in, or lets the agent have its turn."""

from collections.abc import AsyncIterator

import pytest

from handoff.answer import Answer
from handoff.events import (
    AgentAnswered,
    ContactAskedForPerson,
    OperatorResolved,
    OperatorReturned,
    OperatorTook,
)
from handoff.ownership import Owner
from handoff.texts import Texts
from tests.bot.workflow.running.house import ANA, House, house_of
from tests.bot.workflow.running.parts import action, graph, node, say

WORDS = Texts()
PAUSE = graph(node("w", "wait", duration="1h"), say("a", "An hour is over"), edges="w>a")


@pytest.fixture
async def paused() -> AsyncIterator[House]:
    async with house_of(PAUSE) as house:
        await house.say("begin")
        yield house


async def test_a_pause_ends_in_time_though_the_contact_wrote_meanwhile(paused: House) -> None:
    assert await paused.say("hello?") == [WORDS.run_waiting]
    assert await paused.say("hello??") == []
    assert await paused.waited(3600) == ["An hour is over"]
    assert await paused.runs() == ()


async def test_a_pause_that_ends_while_a_person_is_there_waits_for_the_return(paused: House) -> None:
    await paused.happen(OperatorTook(ANA))
    assert await paused.waited(3600) == []
    assert len(await paused.runs()) == 1
    before = (await paused.state()).seq
    await paused.happen(OperatorReturned(ANA, "all yours"))
    assert "An hour is over" in await paused.told(before)
    assert await paused.runs() == ()


async def test_a_pause_goes_on_after_a_short_visit_of_a_person(paused: House) -> None:
    await paused.happen(OperatorTook(ANA))
    await paused.later(60)
    await paused.happen(OperatorReturned(ANA, ""))
    assert len(await paused.runs()) == 1
    assert await paused.waited(3600) == ["An hour is over"]


async def test_what_a_person_resolved_is_over(paused: House) -> None:
    await paused.happen(OperatorTook(ANA))
    await paused.happen(OperatorResolved(ANA))
    assert await paused.runs() == ()
    assert await paused.waited(3600) == []


async def test_a_person_is_there_at_the_first_request(paused: House) -> None:
    await paused.happen(ContactAskedForPerson("p1"))
    assert (await paused.state()).owner is Owner.WAITING


AGENT = graph(
    action("a", "ai_agent", instructions="Help with the parcel", expires="1h"),
    say("done", "Solved"),
    say("late", "Too late"),
    edges="a.completed>done a.expired>late",
)


async def test_the_agent_has_its_turns_and_the_workflow_goes_on_when_it_is_done() -> None:
    async with house_of(AGENT) as house:
        await house.say("where is my parcel?")
        state = await house.state()
        assert (state.owner, state.asked) == (Owner.AGENT, True)
        await house.happen(AgentAnswered(state.epoch, state.turn, Answer("Which one?")))
        assert len(await house.runs()) == 1
        await house.say("the red one")
        state = await house.state()
        told = await house.heard(AgentAnswered(state.epoch, state.turn, Answer("In the box.", done=True)))
        assert told == ["In the box.", "Solved"]
        assert await house.runs() == ()


async def test_the_agents_time_runs_out() -> None:
    async with house_of(AGENT) as house:
        await house.say("where is my parcel?")
        assert await house.waited(3600) == ["Too late"]


LONG = graph(
    *(say(f"n{place}", str(place)) for place in range(250)),
    edges=" ".join(f"n{p}>n{p + 1}" for p in range(249)),
)


async def test_a_long_way_is_gone_in_several_commits_and_said_in_order() -> None:
    async with house_of(LONG) as house:
        assert await house.say("go") == [str(place) for place in range(250)]
