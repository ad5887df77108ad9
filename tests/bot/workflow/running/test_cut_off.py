"""Calls that a person, a crash or a fault cut off: what was perhaps done is not done again."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.record import record
from bot.retry import failed
from channels.errors import Uncertain
from handoff.events import (
    Noted,
    OperatorResolved,
    OperatorReturned,
    OperatorTook,
    RunWent,
    Speak,
    ToolRan,
)
from handoff.ownership import Owner
from handoff.store.base import RowState, Settled
from handoff.store.sqlite import SqliteStore
from tests.bot.workflow.running.house import ANA, house_of, refunds, shop
from tests.bot.workflow.running.test_calls import PAYING, QUIET, WORDS, before_the_call, wanting


@pytest.mark.parametrize("how", [(), ("keyless",)])
async def test_a_call_that_a_takeover_and_a_crash_cut_off_is_not_made_again_at_the_return(
    tmp_path: Path, how: tuple[str, ...]
) -> None:
    """The refund was made; then a person took over, and the process died before it could be recorded."""
    async with shop(tmp_path, "adds", *how) as servers, house_of(PAYING, toolbox=servers) as house:
        row, run = await before_the_call(house), await house.run()
        await house.store.settle(Settled(row.id, RowState.SENDING))
        await servers.call("stripe__create_refund", {"order_id": "7"}, run.key)
        await house.desk.receive(house.contact, OperatorTook(ANA))
        await house.work()  # the next start
        await house.happen(OperatorReturned(ANA))
        await house.later(600)
        assert await house.runs() == ()
    assert len(refunds(tmp_path)) == 1


async def test_what_was_done_for_a_run_that_a_person_ended_meanwhile_is_written_down(tmp_path: Path) -> None:
    async with shop(tmp_path, "adds") as servers, house_of(PAYING, toolbox=servers) as house:
        await before_the_call(house)
        run = await house.run()
        await house.desk.receive(house.contact, OperatorTook(ANA))
        await house.desk.receive(house.contact, OperatorResolved(ANA))
        noted = Noted("workflow tool", {"tool": "stripe__create_refund"})
        await house.happen(RunWent(run.id, run.step, 1, run, (noted, Speak("Refunded.")), done=True))
        assert (await house.events())[-1] == "workflow tool"
        assert "Refunded." not in await house.told()


async def test_what_was_done_and_cannot_be_written_down_is_in_doubt_and_not_done_again(
    tmp_path: Path,
) -> None:
    store = SqliteStore(tmp_path / "bot.db")
    async with (
        shop(tmp_path, "keyless", "adds") as servers,
        house_of(PAYING, toolbox=servers, store=store) as house,
    ):
        row = await before_the_call(house)
        odd = ToolRan("a1", True, "half a character: \ud800")
        with pytest.raises(Uncertain) as caught:
            await record(house.desk, house.id, odd, Settled(row.id, RowState.SENT))
        again = failed(row, caught.value, house.now)
        await house.attempt(replace(row, doubtful=again.doubtful))
        assert (await house.told())[-1].startswith("It failed: perhaps done")
    assert refunds(tmp_path) == []


async def test_an_approved_tool_that_was_cut_off_is_looked_at_by_a_person(tmp_path: Path) -> None:
    async with shop(tmp_path, "keyless", "adds") as servers, house_of(QUIET, toolbox=servers) as house:
        (tmp_path / "after").write_text("die")
        await wanting(house)
        await house.decide()
        assert (await house.state()).owner is Owner.WAITING
        assert WORDS.tool_failed not in await house.told()
        assert "tool perhaps called" in await house.events()
    assert len(refunds(tmp_path)) == 1
