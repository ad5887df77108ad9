"""A run goes on, waits and hears; steps of an older state change nothing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from handoff.approvals import Ruling
from handoff.effects import Announce, AskAgent, Deliver, StepRun
from handoff.events import (
    CallPerson,
    ContactEdited,
    Inform,
    Noted,
    OperatorResolved,
    OperatorReturned,
    SetTag,
    Speak,
)
from handoff.flow import Occasion
from handoff.ids import RunId
from handoff.moves.automation import PERSON_FIRST
from handoff.moves.runs import AGAIN, SOON, STALE
from handoff.outcome import Done
from handoff.ownership import Owner
from handoff.press import SAY
from handoff.run import Awaits, Phase
from handoff.transcript import EntryKind
from tests.handoff.running import (
    HOUR,
    Running,
    at_decision,
    at_time,
    at_words,
    begun,
    flow,
)
from tests.handoff.stage import ANA, TEAM

Make = Callable[[], Running]

# ── how it goes on ────────────────────────────────────────────────────────────────────────────


def test_a_run_goes_where_its_steps_led_and_its_next_ones_are_ordered() -> None:
    stage = begun()
    step = stage.run.step
    assert isinstance(stage.goes(variables={"order": 7}), Done)
    run = stage.front
    assert (run.node, run.visit, run.variables) == ("next", 2, {"order": 7})
    assert run.step > step
    assert stage.steps() == [StepRun(run.id, run.step, stage.state.epoch, stage.now)]
    assert stage.state.owner is Owner.AUTOMATION


def test_steps_of_an_older_state_change_nothing() -> None:
    stage = begun()
    old = stage.run
    stage.goes()
    before = stage.state
    assert stage.goes(Speak("again"), run=old) == STALE
    assert stage.goes(Speak("again"), run=old, event={"done": True}) == STALE
    assert (stage.state, stage.last.entries, stage.last.effects) == (before, (), ())


def test_steps_of_a_run_nobody_knows_change_nothing() -> None:
    stage = begun()
    stranger = replace(stage.run, id=RunId("r0"))
    before = stage.state
    assert stage.goes(run=stranger) == STALE
    assert stage.state == before


def test_steps_of_a_run_that_ended_change_nothing() -> None:
    stage = begun()
    run = stage.run
    stage.goes(phase=Phase.DONE)
    before = stage.state
    assert stage.goes(Speak("late"), run=run) == STALE
    assert stage.goes(Speak("late"), run=replace(run, step=stage.run.step), event={"done": True}) == STALE
    assert stage.state == before


def test_a_run_cannot_make_itself_hold_the_conversation() -> None:
    stage = Running(flow(Occasion.REQUEST))
    stage.say("a human please")
    stage.goes(front=True)
    assert not stage.run.front


def test_it_speaks_as_the_bot_and_offers_what_can_be_said() -> None:
    stage = begun()
    stage.goes(Speak("Which order?", ("7", "8")))
    (entry,) = [entry for entry in stage.last.entries if entry.kind is EntryKind.MESSAGE]
    assert (entry.author.name, entry.content.text) == ("Assistant", "Which order?")
    assert [button.action for button in entry.content.buttons] == [SAY + "7", SAY + "8"]
    assert entry.data["automated"] is True
    assert stage.ordered(Deliver) == [Deliver(entry.seq, stage.state.epoch)]
    assert stage.state.answered == entry.seq


def test_words_it_only_heard_are_answered_by_the_agent_when_it_has_ended() -> None:
    stage = begun()
    stage.goes(phase=Phase.DONE)
    assert stage.ordered(AskAgent)


def test_it_puts_the_contact_into_folders_and_takes_it_out() -> None:
    stage = begun()
    stage.goes(SetTag("Sales"), SetTag("Refunds"), SetTag("Sales"))
    assert list(stage.state.tags) == ["Refunds", "Sales"]
    stage.goes(SetTag("Sales", on=False), SetTag("Never", on=False))
    assert list(stage.state.tags) == ["Refunds"]
    assert stage.events()["untagged"] == {"tag": "Never", "workflow": "refund"}


def test_it_tells_a_place_of_the_team() -> None:
    stage = begun()
    stage.goes(Inform(TEAM, "A refund was asked for."))
    (order,) = stage.ordered(Announce)
    (entry,) = [entry for entry in stage.last.entries if entry.seq == order.seq]
    assert (order.place, entry.kind) == (TEAM, EntryKind.EVENT)
    assert entry.data["text"] == "A refund was asked for."


def test_it_writes_down_what_it_did_for_nobody_but_the_team() -> None:
    stage = begun()
    stage.goes(Noted("tool called", {"tool": "orders__get"}))
    assert stage.events()["tool called"] == {"tool": "orders__get", "workflow": "refund"}
    assert (stage.spoken(), stage.ordered(Deliver)) == ([], [])


def test_it_calls_a_person_and_goes_no_further_until_the_conversation_comes_back() -> None:
    stage = begun()
    stage.goes(CallPerson("the order is odd", "high_value"))
    assert (stage.state.owner, stage.handoff.trigger.reason) == (Owner.WAITING, "the order is odd")
    assert stage.handoff.trigger.category == "high_value"
    stage.take()
    stage.happen(OperatorReturned(ANA))
    assert stage.state.owner is Owner.AUTOMATION
    assert [order.step for order in stage.steps()] == [stage.run.step]


def test_a_person_is_not_called_twice() -> None:
    stage = begun()
    stage.goes(CallPerson("one"), CallPerson("two"))
    assert stage.handoff.trigger.reason == "one"
    assert stage.last.opened


# ── how it waits and hears ────────────────────────────────────────────────────────────────────


def test_a_wait_for_words_hears_the_next_message_and_runs_out_at_its_time() -> None:
    stage = at_words()
    assert [order.due for order in stage.steps()] == [stage.now + HOUR]
    stage.say("ana@example.com")
    run, state = stage.run, stage.state
    order = StepRun(run.id, run.step, state.epoch, stage.now, heard=state.said, visit=run.visit)
    assert stage.steps() == [order]
    assert (stage.state.owner, stage.ordered(AskAgent)) == (Owner.AUTOMATION, [])


def test_an_edit_is_not_heard_as_an_answer() -> None:
    stage = at_words()
    stage.say("wrong", id="m1")
    stage.happen(ContactEdited("m1", "right"))
    assert stage.steps() == []


def test_each_of_several_words_is_heard() -> None:
    stage = at_words()
    stage.say("one")
    first = stage.steps()
    stage.say("two")
    assert [order.heard for order in (*first, *stage.steps())] == [stage.state.said - 1, stage.state.said]


@pytest.mark.parametrize("make", [at_decision, at_time])
def test_who_writes_meanwhile_is_told_once_that_it_takes_time(make: Make) -> None:
    stage = make()
    stage.say("and?")
    assert stage.spoken() == [stage.policy.words("").run_waiting]
    stage.say("hello?")
    assert stage.spoken() == []


def test_a_wait_for_a_time_still_ends_after_the_contact_wrote() -> None:
    """Being told about it is no step of the run, so what was ordered for its time still counts."""
    stage = at_time()
    (ordered,) = stage.steps()
    stage.say("and?")
    run = stage.run
    assert ordered == StepRun(run.id, run.step, stage.state.epoch, ordered.due)
    assert stage.steps() == []
    assert isinstance(stage.goes(Speak("It is time.")), Done)


def test_who_writes_again_much_later_is_told_again() -> None:
    stage = at_decision()
    waiting = stage.policy.words("").run_waiting
    for later, told in ((0, [waiting]), (60, []), (AGAIN - 61, []), (1, [waiting]), (1, [])):
        stage.later(later)
        stage.say("any news?")
        assert stage.spoken() == told, later


def test_who_writes_while_a_tool_takes_long_is_told_and_its_result_still_counts() -> None:
    stage = begun()
    stage.goes()
    working = stage.run
    stage.later(SOON - 1)
    stage.say("and my other card?")
    assert stage.spoken() == [], "it says more itself in a moment"
    stage.later(1)
    stage.say("hello?")
    assert stage.spoken() == [stage.policy.words("").run_waiting]
    assert isinstance(stage.goes(Speak("Done."), run=working), Done)
    assert stage.front.told == stage.now


def test_words_while_it_works_are_nobodys_until_it_ends() -> None:
    stage = begun()
    stage.goes(Speak("One moment."))
    stage.say("hurry")
    assert (stage.steps(), stage.spoken(), stage.ordered(AskAgent)) == ([], [], [])
    stage.goes(phase=Phase.DONE)
    assert stage.ordered(AskAgent), "law 9"


def test_a_run_beside_cannot_wait_for_words_that_somebody_else_answers() -> None:
    stage = Running(flow(Occasion.REQUEST))
    stage.say("a human please")
    stage.waits(Awaits.WORDS)
    assert (stage.state.runs, stage.run.phase, stage.run.error) == ((), Phase.CANCELLED, PERSON_FIRST)


def test_a_run_beside_waits_for_its_time() -> None:
    stage = Running(flow(Occasion.REQUEST))
    stage.say("a human please")
    stage.waits(Awaits.TIME, due=stage.now + HOUR)
    stage.take()
    stage.goes(Speak("Still there?"))
    assert stage.events()["withheld"]["text"] == "Still there?"
    assert stage.steps()


# ── what reviewers approved and did not go well ──────────────────────────────────────────────────


def test_a_run_knows_who_approved_what_it_does() -> None:
    stage = at_decision()
    stage.decide(Ruling.APPROVED)
    assert stage.front.approved == "Kim"
    stage.goes()
    stage.asks()
    stage.decide(Ruling.REJECTED)
    assert stage.front.approved == ""


def test_a_failing_run_that_calls_a_person_tells_the_contact_and_the_team() -> None:
    stage = at_decision()
    stage.decide(Ruling.APPROVED)
    stage.goes(CallPerson("the refund failed"), Speak("Something went wrong."), phase=Phase.FAILED, error="x")
    assert (stage.state.owner, stage.state.runs) == (Owner.WAITING, ())
    assert stage.spoken() == ["Something went wrong."]
    deliveries = stage.ordered(Deliver)
    assert [one.fence for one in deliveries] == [stage.state.fence], "law 1 does not withhold it"
    handoff = stage.state.handoff
    assert handoff is not None
    assert handoff.trigger.reason == "the refund failed"


def test_a_person_is_called_also_where_the_conversation_was_closed() -> None:
    stage = Running(flow(Occasion.RESOLVED))
    stage.say("a human please")
    stage.happen(OperatorResolved(ANA))
    stage.goes(CallPerson("the refund failed"), Speak("Sorry."), phase=Phase.FAILED, error="x")
    assert stage.state.owner is Owner.WAITING
