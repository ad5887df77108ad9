"""How a workflow's run begins: by words, by a request, after a handoff, by a schedule."""

import pytest

from handoff.effects import AskAgent, PostCard, StepRun
from handoff.events import (
    AgentSwitched,
    ContactAskedForPerson,
    ContactEdited,
    OperatorResolved,
    OperatorReturned,
    RunBegan,
    SetTag,
    Speak,
)
from handoff.flow import Occasion
from handoff.moves.runs import BESIDE
from handoff.outcome import Done
from handoff.ownership import Owner
from handoff.run import Awaits, Phase
from handoff.transcript import EntryKind
from tests.handoff.running import (
    Running,
    at_agent,
    begun,
    flow,
)
from tests.handoff.stage import ANA, CONTACT, ID


def test_words_begin_the_workflow_they_match_and_the_agent_is_not_asked() -> None:
    stage = begun()
    run = stage.front
    assert (run.workflow, run.digest, run.node, run.phase) == ("refund", "d1", "first", Phase.GOING)
    assert run.variables == {"message": "a refund, please"}
    assert (run.conversation, run.began, run.changed, run.visit) == (ID, stage.now, stage.now, 1)
    assert (stage.state.owner, stage.state.asked) == (Owner.AUTOMATION, False)
    assert stage.last.runs == (run,)
    assert stage.steps() == [StepRun(run.id, run.step, stage.state.epoch, stage.now)]
    assert not stage.ordered(AskAgent)
    (line,) = (entry for entry in stage.last.entries if entry.kind is not EntryKind.MESSAGE)
    assert (line.kind, line.data["workflow"], line.data["began"]) == (EntryKind.OWNER, "refund", True)


def test_other_words_are_the_agents() -> None:
    stage = Running()
    stage.say("hello")
    assert (stage.state.runs, stage.last.runs) == ((), ())
    assert stage.ordered(AskAgent)


def test_the_first_workflow_that_matches_is_the_one() -> None:
    stage = Running(flow(), flow(name="other", digest="d2"))
    stage.say("refund")
    assert [run.workflow for run in stage.state.runs] == ["refund"]


def test_a_workflow_is_asked_with_the_text_and_the_contact() -> None:
    asked = {("a refund", CONTACT)}
    stage = Running(flow(matches=lambda known, contact: (known["message"], contact.address) in asked))
    stage.say("refund")
    assert stage.state.runs == ()
    stage.say("a refund")
    assert stage.front.workflow == "refund"


def test_an_edit_of_words_still_unanswered_can_begin_one() -> None:
    stage = Running()
    stage.say("a refnud", id="m1")
    stage.happen(ContactEdited("m1", "a refund"))
    assert stage.front.variables == {"message": "a refund"}


def test_no_workflow_begins_while_the_agent_is_off() -> None:
    stage = Running()
    stage.happen(AgentSwitched(ANA, on=False))
    stage.say("a refund")
    assert stage.state.runs == ()
    assert stage.told == [stage.policy.words("").agent_off]


def test_no_second_one_begins_while_one_holds_the_conversation() -> None:
    stage = at_agent()
    stage.say("another refund")
    assert len(stage.state.runs) == 1
    assert stage.ordered(AskAgent)


def test_where_there_is_no_agent_words_that_begin_nothing_go_to_a_person() -> None:
    stage = Running(automated=True)
    stage.say("hello")
    assert (stage.state.owner, stage.handoff.trigger.reason) == (
        Owner.WAITING,
        "No workflow starts with this message.",
    )


def test_a_closed_conversation_opens_again_for_a_workflow() -> None:
    stage = Running()
    stage.say("hello")
    stage.happen(OperatorResolved(ANA))
    stage.say("a refund")
    assert (stage.state.owner, stage.front.workflow) == (Owner.AUTOMATION, "refund")


@pytest.mark.parametrize("press", [False, True], ids=["words", "button"])
def test_a_request_for_a_person_begins_its_workflow_beside_the_handoff(press: bool) -> None:
    stage = Running(flow(Occasion.REQUEST))
    if press:
        stage.happen(ContactAskedForPerson("p1"))
    else:
        stage.say("a human please")
    (run,) = stage.state.runs
    assert not run.front
    assert run.variables == {"reason": stage.handoff.trigger.reason, "ticket": str(stage.handoff.ticket)}
    assert stage.state.owner is Owner.WAITING
    assert stage.ordered(PostCard), "the workflow takes nobody's card away"
    assert stage.steps() == [StepRun(run.id, run.step, stage.state.epoch, stage.now)]
    stage.goes(Speak("Somebody comes soon."), SetTag("Needs human"))
    assert stage.spoken() == ["Somebody comes soon."]
    assert stage.state.tags == ("Needs human",)
    assert stage.steps(), "it goes on while the contact waits"


def test_another_mechanism_begins_no_workflow_of_a_request() -> None:
    stage = Running(flow(Occasion.REQUEST))
    stage.say("hello")
    stage.answer("I promise a person")
    assert (stage.state.owner, stage.state.runs) == (Owner.WAITING, ())


def test_a_holding_message_is_no_answer_to_what_the_contact_asked() -> None:
    """Law 9: nobody came, so the agent gets the question after all."""
    stage = Running(flow(Occasion.REQUEST))
    stage.say("a human please: where is my order?")
    stage.accept()
    stage.goes(Speak("Somebody comes soon."))
    stage.take()
    stage.happen(OperatorReturned(ANA))
    assert stage.ordered(AskAgent)


def test_a_return_begins_the_workflow_that_follows_a_handoff() -> None:
    stage = Running(flow(Occasion.RESOLVED))
    stage.escalate()
    ticket = str(stage.handoff.ticket)
    stage.take()
    stage.happen(OperatorReturned(ANA))
    reason = stage.last.handoffs[0].trigger.reason
    assert stage.front.variables == {"ticket": ticket, "reason": reason, "ending": "returned"}
    assert (stage.state.owner, stage.ordered(AskAgent)) == (Owner.AUTOMATION, [])


def test_what_was_unanswered_at_the_return_is_answered_after_that_workflow() -> None:
    stage = Running(flow(Occasion.RESOLVED))
    stage.escalate()
    stage.take()
    stage.say("and my order?")
    stage.happen(OperatorReturned(ANA))
    stage.goes(phase=Phase.DONE)
    assert stage.ordered(AskAgent)


def test_a_resolve_begins_it_beside_a_conversation_that_stays_closed() -> None:
    stage = Running(flow(Occasion.RESOLVED))
    stage.escalate()
    stage.take()
    stage.happen(OperatorResolved(ANA))
    (run,) = stage.state.runs
    assert (run.front, run.variables["ending"], stage.state.owner) == (False, "resolved", Owner.CLOSED)
    stage.goes(Speak("How was it?"), phase=Phase.DONE)
    assert (stage.spoken(), stage.state.owner, stage.state.runs) == (["How was it?"], Owner.CLOSED, ())


def test_a_run_beside_a_closed_conversation_that_would_listen_says_why_it_ends() -> None:
    stage = Running(flow(Occasion.RESOLVED))
    stage.escalate()
    stage.take()
    stage.happen(OperatorResolved(ANA))
    stage.waits(Awaits.WORDS, Speak("How was it?"))
    assert stage.state.runs == ()
    assert stage.events()["workflow stopped"]["why"] == BESIDE


def test_a_resolve_without_a_handoff_begins_nothing() -> None:
    stage = Running(flow(Occasion.RESOLVED))
    stage.say("hello")
    stage.happen(OperatorResolved(ANA))
    assert stage.state.runs == ()


def test_a_schedule_begins_one_though_nobody_spoke() -> None:
    stage = Running()
    assert isinstance(stage.happen(RunBegan(flow(Occasion.SCHEDULE), {"day": 3})), Done)
    assert (stage.front.variables, stage.state.owner) == ({"day": 3}, Owner.AUTOMATION)


def test_a_schedule_takes_no_question_away_from_the_agent() -> None:
    """Law 9: the agent owes an answer, so what begins by itself runs beside."""
    stage = Running()
    stage.say("where is my order?")
    turn, epoch = stage.state.turn, stage.state.epoch
    stage.happen(RunBegan(flow(Occasion.SCHEDULE)))
    stage.goes(Speak("News!"), phase=Phase.DONE)
    assert (stage.state.owner, stage.state.asked) == (Owner.AGENT, True)
    assert (stage.state.turn, stage.state.epoch) == (turn, epoch)
    stage.answer()
    assert stage.spoken() == ["An answer."]


@pytest.mark.parametrize("owner", [Owner.WAITING, Owner.HUMAN, Owner.CLOSED])
def test_a_schedule_runs_beside_whoever_has_the_conversation(owner: Owner) -> None:
    stage = Running()
    stage.escalate()
    if owner is Owner.HUMAN:
        stage.take()
    elif owner is Owner.CLOSED:
        stage.happen(OperatorResolved(ANA))
    stage.happen(RunBegan(flow(Occasion.SCHEDULE)))
    (run,) = stage.state.runs
    assert (run.front, stage.state.owner) == (False, owner)
    assert stage.steps()
