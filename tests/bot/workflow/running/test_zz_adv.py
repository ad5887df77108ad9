import asyncio, json
from dataclasses import replace
import pytest
from handoff.answer import Answer, Proposal
from handoff.approvals import Ruling, ForTool
from handoff.content import Content
from handoff.effects import StepRun, AskAgent
from handoff.events import *
from handoff.store.base import RowState
from handoff.ownership import Owner
from tests.bot.workflow.running.house import *
from tests.bot.workflow.running.parts import *
from tests.bot.workflow.running.test_calls import PAYING, before_the_call, stepped, servers, QUIET
from bot.agent.history import turn
from bot.agent.model.work import call_key
from bot.agent.model.phrases import phrases
from bot.workflow.conditions import Condition, ConditionFault


async def proposing(house, text):
    """Contact asks, the agent proposes the same act with the model agent's own words and key."""
    await house.desk.receive(house.contact, ContactSaid("x"+text, Content(text)))
    s = await house.state()
    entries = await house.store.entries(house.id, limit=400)
    t = turn(s, entries)
    key = call_key(t, "stripe__create_refund", {"order_id": "7"})
    ans = Answer(phrases("en").proposed, proposals=(Proposal("stripe__create_refund", '{"order_id": "7"}', key),))
    await house.happen(AgentAnswered(s.epoch, s.turn, ans))
    return key

@pytest.mark.parametrize("ruling", [Ruling.APPROVED, Ruling.REJECTED])
async def test_same_proposal_again_is_asked_again(ruling):
    async with house_of(QUIET) as house:
        keys=[]
        for n in range(5):
            keys.append(await proposing(house, f"again {n}"))
            s = await house.state()
            pending=[a for a in s.approvals if a.ruling is Ruling.PENDING]
            assert pending, (n, "told it is being decided but nothing is asked", keys)
            await house.decide(ruling)

async def test_pending_proposal_is_not_asked_twice():
    async with house_of(QUIET) as house:
        await proposing(house, "a")
        await proposing(house, "is it done?")
        s = await house.state()
        assert len([a for a in s.approvals if a.ruling is Ruling.PENDING]) == 1

@pytest.mark.parametrize("v", ["nan", "NaN", "inf", "-inf", "1e999"])
def test_nan(v):
    with pytest.raises(ConditionFault):
        Condition("number({{message}}) > 500").holds({"message": v})

@pytest.mark.parametrize("v", [float("nan"), float("inf")])
def test_nan_value(v):
    with pytest.raises(ConditionFault):
        Condition("{{order.total}} > 500").holds({"order": {"total": v}})

async def test_takeover_in_flight_then_crash_then_return_makes_one_refund(tmp_path):
    async with shop(tmp_path, "keyless") as servers, house_of(PAYING, toolbox=servers) as house:
        row = await before_the_call(house)
        run = await house.run()
        # the call is on its way: written down as sending, and the server did it; then a person takes over, process dies
        from handoff.store.base import Settled
        await house.store.settle(Settled(row.id, RowState.SENDING, 0))
        await servers.call("stripe__create_refund", {"order_id": "7"}, run.key)
        await house.desk.receive(house.contact, OperatorTook(ANA))
        await house.work()      # the next start
        await house.happen(OperatorReturned(ANA, ""))
        print(await house.told(), await house.events())
    assert len(refunds(tmp_path)) == 1

async def test_resolved_in_flight_is_recorded(tmp_path):
    async with shop(tmp_path) as servers, house_of(PAYING, toolbox=servers) as house:
        row = await before_the_call(house)
        run = await house.run()
        await house.desk.receive(house.contact, OperatorTook(ANA))
        await house.desk.receive(house.contact, OperatorResolved(ANA))
        # the tool call that was in flight ends
        s = await house.state()
        await house.happen(RunWent(run.id, run.step, row.effect.epoch, run, (Noted("workflow tool", {"tool": "x"}),), True))
        assert "workflow tool" in await house.events()

async def test_needed_more_than_left():
    st = {"operators": {"ana": {"name": "Ana", "email": "ana@shop.example"}, "ben": {"name": "Ben"}},
      "queues": {"support": {"notify": ["web"], "reviewers": ["ana", "ben"], "operators": ["ana"], "needed": 2}}}
    from bot.config.model import Settings
    async with house_of(QUIET, st) as house:
        await house.say("hello")
        out = await house.happen(ApprovalAsked("a1", "May I?", barred=frozenset({ANA.operator})))
        assert out.__class__.__name__ == "Refused", out

async def test_words_while_tool_runs_get_answer(tmp_path):
    async with shop(tmp_path) as servers, house_of(PAYING, toolbox=servers) as house:
        row = await before_the_call(house)
        await house.desk.receive(house.contact, ContactSaid("m2", Content("stop, and where are you located?")))
        await house.work()
        s = await house.state()
        print(s.owner, s.said, s.answered, s.asked, await house.told())
        rows = [r for r in await house.store.rows(house.id) if isinstance(r.effect, AskAgent)]
        assert rows, "nobody was asked what the contact said meanwhile"
