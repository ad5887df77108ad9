"""The conversation comes back to a run, or is over."""

from dataclasses import replace

import pytest

from handoff.approvals import Ruling
from handoff.effects import AskAgent, EditQuestion, Timer
from handoff.events import (
    LetAgent,
    OperatorResolved,
    OperatorReturned,
    OperatorTransferred,
    RunWent,
    Speak,
)
from handoff.flow import Occasion
from handoff.moves.runs import STALE
from handoff.outcome import Done
from handoff.ownership import Move, Owner
from handoff.run import Phase
from handoff.transcript import EntryKind
from tests.handoff.running import (
    PHASES,
    Running,
    at_decision,
    begun,
    flow,
)
from tests.handoff.stage import ANA, SALES

every_phase = pytest.mark.parametrize("name", PHASES)
standing = pytest.mark.parametrize("name", ["going", "decision", "time"])
"""The phases in which a run stays when a person comes."""


@standing
def test_a_return_gives_a_live_run_the_conversation_again(name: str) -> None:
    stage = PHASES[name]()
    stage.take()
    stage.happen(OperatorReturned(ANA, "go on"))
    assert stage.state.owner is Owner.AUTOMATION
    moves = [entry.data["move"] for entry in stage.last.entries if entry.kind is EntryKind.OWNER]
    assert moves == [Move.RETURN, Move.HAND_OVER]
    assert not stage.ordered(AskAgent)
    assert [order.step for order in stage.steps()] == ([] if name == "decision" else [stage.front.step])


@standing
def test_a_handoff_nobody_took_gives_it_back_as_well(name: str) -> None:
    stage = PHASES[name]()
    stage.say("a human please")
    stage.accept()
    stage.fire(Timer.EXPIRE)
    assert stage.state.owner is Owner.AUTOMATION
    assert len(stage.steps()) == (0 if name == "decision" else 1)


@pytest.mark.parametrize("name", ["words", "agent"])
def test_a_return_after_a_run_gave_way_is_the_agents(name: str) -> None:
    stage = PHASES[name]()
    stage.take()
    stage.reply()
    stage.happen(OperatorReturned(ANA))
    assert stage.state.owner is Owner.AGENT


def test_no_workflow_of_a_return_begins_where_one_goes_on() -> None:
    stage = Running(flow(), flow(Occasion.RESOLVED, name="survey"))
    stage.say("a refund")
    stage.asks()
    stage.take()
    stage.happen(OperatorReturned(ANA))
    assert [run.workflow for run in stage.state.runs] == ["refund"]


def test_a_transfer_leaves_the_run_where_it_is() -> None:
    stage = at_decision()
    stage.take()
    before = stage.front
    stage.happen(OperatorTransferred(ANA, queue=SALES))
    assert (stage.front, stage.state.owner) == (before, Owner.WAITING)


@every_phase
def test_a_resolve_ends_the_run_and_withdraws_its_question(name: str) -> None:
    stage = PHASES[name]()
    stage.say("hello?") if name == "decision" else None
    stage.happen(OperatorResolved(ANA))
    assert (stage.state.owner, stage.state.runs, stage.run.phase) == (Owner.CLOSED, (), Phase.CANCELLED)
    assert stage.steps() == []
    assert all(approval.ruling is Ruling.CANCELLED for approval in stage.state.approvals)
    assert stage.last.approvals == stage.state.approvals


@every_phase
def test_a_resolve_by_who_took_over_does_so_too(name: str) -> None:
    stage = PHASES[name]()
    stage.take()
    stage.happen(OperatorResolved(ANA))
    front = [run for run in stage.state.runs if run.front]
    assert (front, stage.state.owner) == ([], Owner.CLOSED)
    assert all(approval.ruling is Ruling.CANCELLED for approval in stage.state.approvals)


def test_the_cards_of_a_withdrawn_question_are_redrawn_and_nobody_decides_it_any_more() -> None:
    stage = at_decision()
    cards = tuple(replace(card, ref="m1") for card in stage.approval.cards)
    stage.state = replace(stage.state, approvals=(replace(stage.approval, cards=cards),))
    stage.happen(OperatorResolved(ANA))
    assert stage.ordered(EditQuestion)
    assert stage.decide() != Done()
    assert stage.steps() == []


def test_a_question_that_was_answered_before_stays_answered() -> None:
    stage = at_decision()
    stage.decide()
    stage.happen(OperatorResolved(ANA))
    assert stage.approval.ruling is Ruling.APPROVED


def test_steps_that_come_after_a_resolve_change_nothing() -> None:
    stage = begun()
    run = stage.run
    stage.happen(OperatorResolved(ANA))
    before = stage.state
    assert stage.goes(Speak("late"), run=run, event={"done": True}) == STALE
    assert stage.state == before


def test_a_run_that_wants_nothing_is_never_forgotten() -> None:
    """Whatever a run is told to wait for while it holds the conversation, somebody can still end it."""
    stage = begun()
    stage.goes(LetAgent())
    assert stage.state.owner is Owner.AGENT
    went = RunWent(stage.run.id, stage.run.step, stage.state.epoch, replace(stage.run, phase=Phase.DONE))
    assert isinstance(stage.happen(went), Done)
    assert stage.state.runs == ()
