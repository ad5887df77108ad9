"""A run lets the agent have the conversation meanwhile, and leaves it at the end."""

from typing import Any

import pytest

from handoff.effects import AskAgent, Deliver
from handoff.events import (
    AgentFailed,
    AgentSwitched,
    OperatorResolved,
    OperatorReturned,
    Speak,
)
from handoff.flow import Occasion
from handoff.ownership import Owner
from handoff.run import Awaits, Phase, Wait
from handoff.transcript import EntryKind
from tests.handoff.running import (
    HOUR,
    Running,
    at_agent,
    at_decision,
    begun,
    flow,
)
from tests.handoff.stage import ANA

# ── the agent meanwhile ───────────────────────────────────────────────────────────────────────


def test_the_agent_gets_the_conversation_with_a_note_and_is_asked_what_is_unanswered() -> None:
    stage = at_agent()
    assert (stage.state.owner, stage.state.asked) == (Owner.AGENT, True)
    (note,) = [entry for entry in stage.last.entries if entry.kind is EntryKind.NOTE]
    assert (note.content.text, note.data["for_agent"]) == ("be kind", True)
    assert stage.front.wait is not None


def test_an_agent_that_is_off_is_not_asked_and_the_contact_is_told() -> None:
    stage = begun()
    stage.happen(AgentSwitched(ANA, on=False))
    stage.lets_agent()
    assert (stage.ordered(AskAgent), stage.told) == ([], [stage.policy.words("").agent_off])


def test_an_agent_that_is_done_gives_the_conversation_back() -> None:
    stage = at_agent()
    stage.answer("Bye", done=True)
    assert (stage.front.exit, stage.front.phase, stage.front.wait) == ("completed", Phase.GOING, None)
    assert stage.state.owner is Owner.AUTOMATION
    assert [order.step for order in stage.steps()] == [stage.run.step]


def test_an_agent_that_is_not_done_keeps_it() -> None:
    stage = at_agent()
    stage.answer("Tell me more")
    assert (stage.state.owner, stage.front.phase) == (Owner.AGENT, Phase.WAITING)


@pytest.mark.parametrize(
    "then",
    [
        {},
        {"phase": Phase.DONE},
        {"phase": Phase.WAITING, "wait": Wait(Awaits.WORDS)},
        {"phase": Phase.WAITING, "wait": Wait(Awaits.TIME, 9e9)},
    ],
    ids=["goes on", "ends", "listens", "waits"],
)
def test_an_agents_time_that_is_over_brings_the_conversation_back(then: dict[str, Any]) -> None:
    stage = begun()
    stage.lets_agent(due=stage.now + HOUR)
    assert [order.due for order in stage.steps()] == [stage.now + HOUR]
    stage.goes(**then)
    ended = then.get("phase") is Phase.DONE
    assert stage.state.owner is (Owner.AGENT if ended else Owner.AUTOMATION)
    assert stage.run.phase is then.get("phase", Phase.GOING), "what listens now is not stopped"


def test_an_agent_that_gets_it_once_more_gets_it_with_its_note() -> None:
    stage = begun()
    stage.lets_agent(due=stage.now + HOUR)
    stage.lets_agent("try again", due=stage.now + 2 * HOUR)
    assert (stage.state.owner, stage.run.phase) == (Owner.AGENT, Phase.WAITING)
    assert [order.due for order in stage.steps()] == [stage.now + 2 * HOUR]


def test_an_agent_that_fails_is_a_handoff_and_the_exit_is_a_person() -> None:
    stage = at_agent()
    stage.happen(AgentFailed(stage.state.epoch, stage.state.turn, "no"))
    assert stage.state.owner is Owner.WAITING
    assert (stage.run.exit, stage.run.front, stage.run.phase) == ("human", False, Phase.GOING)
    assert stage.steps()


@pytest.mark.parametrize("owner", [Owner.WAITING, Owner.HUMAN, Owner.CLOSED])
def test_where_a_person_has_it_the_agent_cannot_and_the_run_goes_on_beside(owner: Owner) -> None:
    """A run beside would wait for an agent that nobody gives it."""
    stage = Running(flow(Occasion.REQUEST))
    stage.say("a human please")
    if owner is Owner.HUMAN:
        stage.take()
    elif owner is Owner.CLOSED:
        stage.happen(OperatorResolved(ANA))
    stage.lets_agent()
    assert (stage.state.owner, stage.run.exit, stage.run.phase) == (owner, "human", Phase.GOING)
    assert stage.steps()


def test_a_run_that_a_decision_lets_go_on_silently_cannot_let_the_agent_either() -> None:
    stage = at_decision()
    stage.take()
    stage.decide()
    stage.lets_agent()
    assert (stage.state.owner, stage.run.exit, stage.run.front) == (Owner.HUMAN, "human", False)
    stage.happen(OperatorReturned(ANA))
    assert stage.state.owner is Owner.AGENT


# ── how it ends ───────────────────────────────────────────────────────────────────────────────


def test_a_run_that_answered_leaves_the_conversation_to_the_agent() -> None:
    stage = begun()
    stage.goes(Speak("Done."), phase=Phase.DONE)
    assert (stage.state.owner, stage.state.runs) == (Owner.AGENT, ())
    assert (stage.run.phase, stage.ordered(AskAgent)) == (Phase.DONE, [])


def test_a_run_that_said_nothing_leaves_the_question_to_the_agent() -> None:
    stage = begun()
    stage.goes(phase=Phase.DONE)
    assert (stage.state.owner, bool(stage.ordered(AskAgent))) == (Owner.AGENT, True)


def test_where_there_is_no_agent_the_question_goes_to_a_person() -> None:
    stage = Running(automated=True)
    stage.say("a refund")
    stage.goes(phase=Phase.DONE)
    assert stage.state.owner is Owner.WAITING


def test_where_the_agent_was_switched_off_meanwhile_the_contact_is_told() -> None:
    stage = begun()
    stage.happen(AgentSwitched(ANA, on=False))
    stage.goes(phase=Phase.DONE)
    assert stage.told == [stage.policy.words("").agent_off]


def test_a_failed_run_is_an_event_for_the_team() -> None:
    stage = begun()
    stage.goes(Speak("Sorry."), phase=Phase.FAILED, error="no such variable", node="ask")
    failed = {"workflow": "refund", "node": "ask", "why": "no such variable"}
    assert (stage.events()["workflow failed"], stage.spoken()) == (failed, ["Sorry."])
    assert (stage.run.phase, stage.state.owner) == (Phase.FAILED, Owner.AGENT)


def test_a_handover_between_agent_and_workflow_withholds_nothing() -> None:
    """Both are machines: what one said before the other got the conversation is still to be delivered."""
    stage = begun()
    assert not stage.last.drop_fenced
    stage.goes(Speak("Done."), phase=Phase.DONE)
    assert not stage.last.drop_fenced
    assert stage.ordered(Deliver)[0].fence is not None
    assert stage.ordered(Deliver)[0].fence >= stage.state.fence
