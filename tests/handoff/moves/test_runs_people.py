"""People come first: whoever asks for a person or takes over, wherever a run stands."""

from dataclasses import replace

import pytest

from handoff.approvals import Ruling
from handoff.effects import Deliver, PostCard, StepRun
from handoff.events import (
    ApprovalDue,
    ContactAskedForPerson,
    ContactEdited,
    OperatorReturned,
    OperatorTransferred,
    Speak,
)
from handoff.moves.automation import PERSON_FIRST
from handoff.moves.runs import STALE
from handoff.outcome import Done
from handoff.ownership import Owner
from handoff.run import Awaits, Phase
from tests.handoff.running import (
    HOUR,
    LEE,
    OWNERS,
    PHASES,
    REVIEWERS,
    at_agent,
    at_decision,
    at_words,
    begun,
)
from tests.handoff.stage import ANA, SALES, support

every_phase = pytest.mark.parametrize("name", PHASES)
standing = pytest.mark.parametrize("name", ["going", "decision", "time"])
"""The phases in which a run stays when a person comes."""


@every_phase
@pytest.mark.parametrize("press", [False, True], ids=["words", "button"])
def test_who_asks_for_a_person_gets_one_at_the_first_request(name: str, press: bool) -> None:
    """Law 10, wherever the run stands."""
    stage = PHASES[name]()
    assert stage.state.owner is OWNERS[name]
    if press:
        stage.happen(ContactAskedForPerson("p1"))
    else:
        stage.say("a human please")
    assert stage.state.owner is Owner.WAITING
    assert (stage.ordered(PostCard), stage.handoff.trigger.category) != ([], "person_requested")
    assert stage.ordered(PostCard)
    assert [order for order in stage.steps() if order.heard is not None] == [], "the run did not hear it"


def test_an_edit_can_ask_for_a_person_in_a_workflow() -> None:
    stage = at_words()
    stage.say("hm", id="m1")
    stage.happen(ContactEdited("m1", "a human please"))
    assert stage.state.owner is Owner.WAITING


@every_phase
def test_an_operator_takes_over_at_any_time_and_nothing_more_is_said(name: str) -> None:
    """Law 1, wherever the run stands."""
    stage = PHASES[name]()
    stage.take()
    assert (stage.state.owner, stage.state.operator) == (Owner.HUMAN, ANA.operator)
    assert stage.last.drop_fenced, "what is on its way is withheld"
    stage.goes(Speak("Hello from the machine"), event={"done": True})
    assert [order for order in stage.ordered(Deliver) if order.fence is not None] == []
    assert stage.spoken() == []


@standing
def test_a_run_that_does_not_talk_stays_while_a_person_has_the_conversation(name: str) -> None:
    stage = PHASES[name]()
    before = stage.front
    stage.take()
    assert (stage.front, stage.steps()) == (before, [])


def test_a_run_that_listens_ends_when_a_person_comes() -> None:
    stage = at_words()
    stage.take()
    assert (stage.state.runs, stage.run.phase, stage.run.error) == ((), Phase.CANCELLED, PERSON_FIRST)
    assert stage.events()["workflow stopped"] == {"workflow": "refund", "why": PERSON_FIRST}


def test_a_run_whose_agent_is_interrupted_goes_on_beside_at_the_exit_human() -> None:
    stage = at_agent()
    stage.take()
    (run,) = stage.state.runs
    assert (run.exit, run.front, run.phase) == ("human", False, Phase.GOING)
    assert [order.epoch for order in stage.steps()] == [stage.state.epoch]


@pytest.mark.parametrize("name", ["going", "time"])
def test_steps_that_come_after_a_takeover_change_nothing(name: str) -> None:
    stage = PHASES[name]()
    run, epoch = stage.run, stage.state.epoch
    stage.take()
    before = stage.state
    assert stage.goes(Speak("hi"), run=run, event={"epoch": epoch}) == STALE
    assert (stage.state, stage.last.entries) == (before, ())


def test_a_tools_result_that_comes_after_a_takeover_is_kept_and_goes_no_further() -> None:
    stage = begun()
    run, epoch = stage.run, stage.state.epoch
    stage.take()
    result = {"variables": {"refund": "re_1"}}
    outcome = stage.goes(Speak("Refunded."), run=run, event={"epoch": epoch, "done": True}, **result)
    assert isinstance(outcome, Done)
    assert (stage.front.variables, stage.front.node) == ({"refund": "re_1"}, "next")
    assert stage.steps() == []
    assert stage.events()["withheld"] == {"text": "Refunded.", "why": PERSON_FIRST}
    stage.happen(OperatorReturned(ANA))
    assert [order.step for order in stage.steps()] == [stage.front.step]


def test_a_tools_result_that_comes_after_a_takeover_and_a_return_lets_the_run_go_on() -> None:
    """Its steps were ordered anew at the return, for the step before: that order is stale by now."""
    stage = begun()
    run, epoch = stage.run, stage.state.epoch
    stage.take()
    stage.happen(OperatorReturned(ANA))
    stage.goes(run=run, event={"epoch": epoch, "done": True})
    assert [order.step for order in stage.steps()] == [stage.front.step]


def test_steps_worked_out_before_a_takeover_and_a_return_are_stale_and_worked_out_again() -> None:
    stage = begun()
    run, epoch = stage.run, stage.state.epoch
    stage.take()
    stage.happen(OperatorReturned(ANA))
    again = stage.steps()
    assert stage.goes(Speak("old"), run=run, event={"epoch": epoch}) == STALE
    assert [(order.step, order.epoch) for order in again] == [(run.step, stage.state.epoch)]
    assert isinstance(stage.goes(Speak("new")), Done)
    assert stage.spoken() == ["new"]


def test_what_a_tool_did_for_a_run_that_was_stopped_is_stale() -> None:
    stage = at_words()
    run = stage.run
    stage.take()
    assert stage.goes(run=run, event={"done": True}) == STALE


def test_where_two_must_approve_the_run_is_told_of_both() -> None:
    stage = begun()
    two = support(reviewers=REVIEWERS, needed=2)
    stage.policy = replace(stage.policy, queues={two.name: two})
    stage.asks()
    stage.decide()
    stage.decide(by=LEE)
    assert stage.front.variables["approval"]["by"] == "Kim and Lee"
    assert stage.front.approved == "Kim and Lee"


@pytest.mark.parametrize("ruling", [Ruling.APPROVED, Ruling.REJECTED, Ruling.EXPIRED])
def test_a_decision_while_a_person_has_it_goes_on_but_says_nothing_to_the_contact(ruling: Ruling) -> None:
    stage = begun()
    stage.asks(draft="We refund 40.")
    stage.take()
    if ruling is Ruling.EXPIRED:
        stage.happen(ApprovalDue(stage.approval.id))
    else:
        stage.decide(ruling)
    shown = stage.events().get("withheld", {}).get("text")
    assert (stage.front.exit, stage.spoken()) == (str(ruling), [])
    assert shown == ("We refund 40." if ruling is Ruling.APPROVED else None), "the team reads it instead"
    assert stage.steps()
    stage.goes(Speak("It is done."), event={"done": True})
    assert (stage.spoken(), stage.events()["withheld"]["text"]) == ([], "It is done.")
    assert stage.steps(), "what was decided is done"
    stage.goes(phase=Phase.DONE)
    assert (stage.state.owner, stage.state.runs) == (Owner.HUMAN, ())


@pytest.mark.parametrize("late", ["take", "transfer"])
def test_what_was_approved_is_done_also_where_a_person_comes_in_the_same_moment(late: str) -> None:
    """Approved and taken over, or taken over and approved: in either order it is done, and silently."""
    stage = begun()
    stage.asks()
    if late == "transfer":
        stage.take()
    stage.decide()
    run, epoch = stage.run, stage.state.epoch
    if late == "take":
        stage.take()
    else:
        stage.happen(OperatorTransferred(ANA, SALES))
    assert isinstance(stage.goes(run=run, event={"epoch": epoch}), Done)
    assert stage.steps(), "the tool's node is next"
    run, epoch = stage.run, stage.state.epoch
    stage.goes(Speak("Refunded."), run=run, event={"epoch": epoch - 1, "done": True}, phase=Phase.DONE)
    assert stage.state.runs == ()


def test_what_was_rejected_stands_still_while_a_person_has_the_conversation() -> None:
    stage = begun()
    stage.asks()
    stage.decide(Ruling.REJECTED)
    run, epoch = stage.run, stage.state.epoch
    stage.take()
    assert stage.goes(Speak("No."), run=run, event={"epoch": epoch}) == STALE
    stage.happen(OperatorReturned(ANA))
    stage.goes(Speak("No."))
    assert "No." in stage.spoken()


def test_a_run_that_goes_on_silently_and_would_listen_ends() -> None:
    stage = at_decision()
    stage.take()
    stage.decide()
    stage.waits(Awaits.WORDS)
    assert (stage.state.runs, stage.state.owner) == ((), Owner.HUMAN)


def test_a_run_that_goes_on_silently_waits_for_its_time_until_the_conversation_comes_back() -> None:
    stage = at_decision()
    stage.take()
    stage.decide()
    due = stage.now + HOUR
    stage.waits(Awaits.TIME, due=due)
    run = stage.front
    stage.later(2 * HOUR)
    assert stage.goes(Speak("time")) == STALE
    stage.happen(OperatorReturned(ANA))
    assert stage.steps() == [StepRun(run.id, run.step, stage.state.epoch, due)]
    assert isinstance(stage.goes(Speak("time")), Done)


def test_while_the_contact_waits_for_a_person_a_decision_is_told() -> None:
    stage = begun()
    stage.asks(draft="We refund 40.")
    stage.say("a human please")
    stage.decide()
    assert stage.spoken() == ["We refund 40."]
