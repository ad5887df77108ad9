"""A run asks reviewers, and goes on where their answer leads."""

from dataclasses import replace

import pytest

from handoff.approvals import Ruling
from handoff.content import Field
from handoff.effects import AskAgent, AskReviewers
from handoff.events import (
    ApprovalDue,
    ApprovalWithdrawn,
    AskDecision,
)
from handoff.outcome import Done
from handoff.ownership import Owner
from handoff.run import Awaits, Phase, approval_id
from tests.handoff.running import (
    HOUR,
    KIM,
    LEE,
    at_decision,
    begun,
)
from tests.handoff.stage import SALES, SUPPORT, TEAM


def test_a_question_goes_to_the_queues_reviewers_and_the_run_stands_still() -> None:
    stage = begun()
    stage.asks(facts=(Field("Total", "40"),), label="Refund", expires=stage.now + HOUR)
    approval, run = stage.approval, stage.front
    assert approval.id == approval_id(run.key)
    assert (approval.question, approval.label, approval.queue) == ("Refund 40 euros?", "Refund", SUPPORT)
    assert (approval.facts, approval.expires) == ((Field("Total", "40"),), stage.now + HOUR)
    assert run.wait is not None
    assert (run.phase, run.wait.awaits, run.wait.approval) == (Phase.WAITING, Awaits.DECISION, approval.id)
    assert [order.place for order in stage.ordered(AskReviewers)] == [TEAM]
    assert stage.steps() == []


@pytest.mark.parametrize("ruling", [Ruling.APPROVED, Ruling.REJECTED])
def test_their_answer_is_the_runs_exit_and_its_data_a_variable(ruling: Ruling) -> None:
    stage = at_decision()
    assert stage.decide(ruling, reason="because") == Done()
    run = stage.front
    assert (run.exit, run.phase, run.wait) == (str(ruling), Phase.GOING, None)
    assert run.variables["approval"] == {"by": "Kim", "reason": "because", "text": ""}
    assert [order.step for order in stage.steps()] == [run.step]
    assert stage.decide(Ruling.APPROVED, LEE) != Done()
    assert stage.steps() == []


def test_a_question_that_runs_out_is_the_exit_expired() -> None:
    stage = at_decision()
    stage.happen(ApprovalDue(stage.approval.id))
    assert (stage.front.exit, stage.approval.ruling) == ("expired", Ruling.EXPIRED)
    assert stage.steps()


def test_approving_sends_the_draft_as_it_became() -> None:
    stage = begun()
    stage.asks(draft="We refund 40.")
    stage.decide(text="We refund 30.")
    assert stage.spoken() == ["We refund 30."]
    assert stage.front.variables["approval"]["text"] == "We refund 30."


def test_rejecting_sends_no_draft() -> None:
    stage = begun()
    stage.asks(draft="We refund 40.")
    stage.decide(Ruling.REJECTED)
    assert stage.spoken() == []


def test_a_question_that_is_withdrawn_ends_the_run_and_the_agent_goes_on() -> None:
    stage = at_decision()
    stage.happen(ApprovalWithdrawn(stage.approval.id))
    assert (stage.run.phase, stage.state.owner) == (Phase.CANCELLED, Owner.AGENT)
    assert stage.ordered(AskAgent)


def test_where_nobody_may_decide_a_person_gets_the_conversation() -> None:
    """Law 7 and 9: no reviewers means no question, and no silence."""
    stage = begun()
    stage.waits(Awaits.DECISION, AskDecision("Refund?", queue=SALES))
    assert stage.state.approvals == ()
    assert (stage.state.owner, stage.run.phase) == (Owner.WAITING, Phase.CANCELLED)
    assert "Refund?" in stage.handoff.trigger.reason


def test_where_only_who_asked_may_decide_a_person_gets_the_conversation() -> None:
    stage = begun()
    stage.waits(Awaits.DECISION, AskDecision("Refund?", barred=frozenset({KIM.operator, LEE.operator})))
    assert (stage.state.owner, stage.state.approvals) == (Owner.WAITING, ())


def test_a_second_question_of_the_same_visit_is_none() -> None:
    stage = at_decision()
    stage.asks()
    assert [approval.id for approval in stage.state.approvals] != []
    assert len({approval.id for approval in stage.state.approvals}) == len(stage.state.approvals)


def test_an_answer_to_a_question_the_run_no_longer_asks_changes_only_the_question() -> None:
    stage = at_decision()
    old = stage.approval
    stage.decide()
    stage.goes()
    stage.asks()
    before = stage.front
    stage.state = replace(stage.state, approvals=(old, stage.approval))
    stage.happen(ApprovalDue(old.id))
    assert stage.front == before
