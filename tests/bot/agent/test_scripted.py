"""The agent for tests does what its script says."""

import asyncio

import pytest

from bot.agent.base import Turn
from bot.agent.scripted import ConstantAgent, ScriptedAgent
from handoff.answer import Answer
from handoff.ids import ConversationId

TURN = Turn(ConversationId("c1"), "hello")


async def test_a_list_is_said_in_order_and_its_last_line_for_ever() -> None:
    agent = ScriptedAgent(["one", Answer("two", confidence=0.2)])
    said = [(await agent.answer(TURN)).text for _ in range(3)]
    assert said == ["one", "two", "two"]


async def test_a_function_decides_by_the_turn() -> None:
    agent = ScriptedAgent(lambda turn: turn.asked.upper())
    assert (await agent.answer(TURN)).text == "HELLO"


async def test_an_error_in_the_script_is_raised() -> None:
    with pytest.raises(ValueError, match="boom"):
        await ScriptedAgent([ValueError("boom")]).answer(TURN)


async def test_an_answer_waits_at_the_gate_and_its_turn_is_known_meanwhile() -> None:
    gate = asyncio.Event()
    agent = ScriptedAgent(["late"], gate=gate)
    answering = asyncio.create_task(agent.answer(TURN))
    assert await agent.asked() == TURN
    assert not answering.done()
    gate.set()
    assert (await answering).text == "late"


async def test_an_answer_that_is_called_off_is_counted() -> None:
    agent = ScriptedAgent(["late"], gate=asyncio.Event())
    answering = asyncio.create_task(agent.answer(TURN))
    await agent.asked()
    answering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await answering
    assert agent.cancelled == 1


async def test_the_constant_agent_never_changes_its_mind() -> None:
    answer = Answer("same")
    agent = ConstantAgent(answer)
    assert await agent.answer(TURN) is answer
