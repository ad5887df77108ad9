"""The model's summary on the card: there when the model is, and never in the way."""

import asyncio

import pytest
import structlog

from bot.agent.base import Role
from handoff.ownership import Owner
from handoff.store.base import RowState
from tests.bot.assist.helper import FakeHelper, busy, until
from tests.bot.team.house import ID, House


async def _told(house: House) -> bool:
    return bool(house.told)


async def test_the_card_carries_it_marked_as_the_assistants(house: House, helper: FakeHelper) -> None:
    await house.say("My order 7 never came")
    await house.escalate()
    assert house.card().summary == "(by the assistant) Wants a refund for order 7."
    assert [(line.role, line.text) for line in helper.lines[:1]] == [(Role.CONTACT, "My order 7 never came")]


async def test_no_card_waits_for_it(house: House, helper: FakeHelper) -> None:
    helper.gate.clear()
    asking = asyncio.create_task(house.escalate())
    await until(lambda: _told(house))
    assert house.card().summary == "“a human please”"
    helper.gate.set()
    await asking
    assert house.card().summary.startswith("(by the assistant)")


@pytest.mark.parametrize("error", [busy(), TimeoutError(), RuntimeError("key sk-secret")], ids=repr)
async def test_a_model_that_fails_changes_nothing_and_is_asked_once(
    house: House, helper: FakeHelper, error: Exception
) -> None:
    helper.fails = error
    with structlog.testing.capture_logs() as logs:
        await house.escalate()
    assert house.card().summary == "“a human please”"
    assert helper.asked == [("summarize",)]
    assert "secret" not in str(logs)
    assert "human please" not in str(logs)
    assert (await house.state()).owner is Owner.WAITING


async def test_without_a_model_the_order_is_dropped(house: House, helper: FakeHelper) -> None:
    house.helper = None
    await house.escalate()
    (row,) = [one for one in await house.store.rows(ID) if one.effect.kind == "summarize"]
    assert row.state is RowState.DROPPED
    assert house.card().summary == "“a human please”"
