"""What every agent promises, whatever it answers with."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.agent.base import Agent, Role, Said, Turn
from bot.agent.knowledge import KnowledgeAgent
from bot.agent.scripted import ConstantAgent, ScriptedAgent
from handoff.answer import Answer
from handoff.ids import ConversationId
from tests.bot.agent.model.parts import Echo

SAMPLE = Path(__file__).resolve().parents[2] / "examples" / "knowledge"
AGENTS: dict[str, Callable[[], Agent]] = {
    "knowledge": lambda: KnowledgeAgent(SAMPLE),
    "scripted": lambda: ScriptedAgent(["An answer."]),
    "constant": ConstantAgent,
    "model": lambda: Echo(SAMPLE),
}
ODD = [
    "",
    " \n\t",
    "?",
    "x" * 100_000,
    "how long does shipping take? " * 3_500,
    "\n".join(["where is my order?"] * 5_000),
    "\x00\x01\x1b[31m\x7f",
    "\ud800 lone \udfff surrogates",
    "\u202e\u200b\ufeff right to left",
    "👩‍👩‍👧‍👦" * 100,
    "e" + "\u0301" * 5_000,
    "{name} %s {0} ${{x}} {{ y }}",
    "<!-- ask: hi --> # heading",
    '" OR 1=1; --',
]
PAST = (
    Said(Role.CONTACT, "\ud800"),
    Said(Role.AGENT, ""),
    Said(Role.HUMAN, "x" * 100_000, ""),
    Said(Role.NOTE, "\x00"),
    Said(Role.SYSTEM, "back"),
)


@pytest.fixture(params=sorted(AGENTS))
async def agent(request: pytest.FixtureRequest) -> AsyncIterator[Agent]:
    agent = AGENTS[request.param]()
    await agent.start()
    yield agent
    await agent.close()


def turn(asked: str, past: tuple[Said, ...] = (), number: int = 1) -> Turn:
    return Turn(ConversationId(f"c{number}"), asked, past)


def check(answer: Answer) -> None:
    assert answer.text.strip()
    assert answer.confidence is None or 0 <= answer.confidence <= 1
    for text in (answer.text, *answer.suggestions):
        text.encode()


@pytest.mark.parametrize("past", [(), PAST], ids=["new", "odd past"])
@pytest.mark.parametrize("asked", ODD, ids=range(len(ODD)))
async def test_any_text_gets_an_answer(agent: Agent, asked: str, past: tuple[Said, ...]) -> None:
    check(await agent.answer(turn(asked, past)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(asked=st.text(max_size=80), said=st.text(max_size=80), language=st.text(max_size=5))
async def test_any_conversation_gets_an_answer(agent: Agent, asked: str, said: str, language: str) -> None:
    past = tuple(Said(role, said, "Ana") for role in Role)
    check(await agent.answer(Turn(ConversationId("c1"), asked, past, language)))


async def test_a_turn_that_is_called_off_leaves_the_next_one_whole(agent: Agent) -> None:
    for pauses in range(4):
        answering = asyncio.create_task(agent.answer(turn("where is my order?")))
        for _ in range(pauses):
            await asyncio.sleep(0)
        answering.cancel()
        await asyncio.gather(answering, return_exceptions=True)
        check(await agent.answer(turn("where is my order?")))


async def test_turns_at_the_same_time_do_not_mix(agent: Agent) -> None:
    asked = ["where is my order?", "do gift cards expire?", "are you open on sunday?", "qwertz"] * 10
    alone = [(await agent.answer(turn(text, number=at))).text for at, text in enumerate(asked)]
    together = await asyncio.gather(*(agent.answer(turn(text, number=at)) for at, text in enumerate(asked)))
    assert [answer.text for answer in together] == alone


async def test_the_turn_is_not_changed(agent: Agent) -> None:
    asked = turn("and to Norway?", PAST)
    await agent.answer(asked)
    assert asked == turn("and to Norway?", PAST)


async def test_starting_and_closing_twice_is_safe(agent: Agent) -> None:
    await agent.start()
    check(await agent.answer(turn("hello")))
    await agent.close()
    await agent.close()
