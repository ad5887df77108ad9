"""How a conversation leaves a person: returned, resolved, passed on, put off."""

import math
from dataclasses import replace

import pytest

from handoff.answer import Answer
from handoff.effects import AskAgent, EditCard, PostCard, Timer
from handoff.envelope import Ending
from handoff.escalation.memory import Memory
from handoff.events import (
    AgentSwitched,
    ContactAskedForPerson,
    OperatorResolved,
    OperatorReturned,
    OperatorSnoozed,
    OperatorTransferred,
    TimerFired,
)
from handoff.ids import QueueName
from handoff.moves.leaving import WITH_AGENT
from handoff.moves.operator import CLOSED
from handoff.outcome import Done, Lost, Refused
from handoff.ownership import Owner
from handoff.transcript import EntryKind
from tests.handoff.stage import ANA, BEN, SALES, SECOND, SUPPORT, TEAM, Stage, sales, support


def taken() -> Stage:
    stage = Stage()
    stage.escalate()
    stage.take()
    return stage


def test_a_return_gives_the_agent_the_note_and_closes_the_handoff() -> None:
    stage = taken()
    stage.reply("done")
    stage.happen(OperatorReturned(ANA, "refund agreed"))
    notes = [entry for entry in stage.last.entries if entry.kind is EntryKind.NOTE]
    assert [(note.content.text, note.data["for_agent"]) for note in notes] == [("refund agreed", True)]
    (handoff,) = stage.last.handoffs
    assert (handoff.ending, handoff.by, handoff.note) == (Ending.RETURNED, "Ana", "refund agreed")
    assert (stage.state.owner, stage.state.handoff, stage.state.operator) == (Owner.AGENT, None, None)
    assert stage.told == ["Ana handed you back to the assistant"]
    assert not stage.ordered(AskAgent), "everything was answered"
    assert len(stage.ordered(EditCard)) == 1


def test_a_return_asks_the_agent_what_nobody_answered() -> None:
    stage = taken()
    stage.reply("hello")
    stage.say("and when will it come?")
    stage.happen(OperatorReturned(ANA))
    assert stage.ordered(AskAgent)
    assert stage.state.asked


def test_what_started_the_handoff_does_not_start_the_next() -> None:
    stage = taken()
    stage.state = replace(stage.state, memory=Memory(0.9, ("q",), 3, 2))
    stage.happen(OperatorReturned(ANA))
    memory = stage.state.memory
    assert (memory.mood, memory.asked, memory.repeats, memory.misses) == (0.0, (), 0, 0)
    stage.answer("Here I am again.")
    assert stage.state.owner is Owner.AGENT


def test_by_letter_a_return_is_told_only_to_whom_nobody_wrote() -> None:
    stage = Stage(quiet=True)
    stage.escalate()
    stage.take()
    stage.happen(OperatorReturned(ANA))
    assert stage.told == ["Ana handed you back to the assistant"]
    stage.answer()
    stage.escalate()
    stage.reply("It is on its way.")
    stage.happen(OperatorReturned(ANA))
    assert stage.told == []


def test_by_letter_a_transfer_is_no_letter() -> None:
    stage = Stage(quiet=True)
    stage.escalate()
    stage.happen(OperatorTransferred(ANA, queue=SALES))
    assert (stage.state.handoff and stage.handoff.queue, stage.told) == (SALES, [])


def test_a_blank_note_is_no_note() -> None:
    stage = taken()
    stage.happen(OperatorReturned(ANA, "  "))
    assert EntryKind.NOTE not in [entry.kind for entry in stage.last.entries]


def test_who_was_promised_a_person_is_told_when_the_queue_gives_it_back_instead() -> None:
    """Law 9: after the button nothing is unanswered, so without a word the contact would wait for ever."""
    stage = Stage()
    stage.happen(ContactAskedForPerson("p1"))
    stage.accept()
    stage.happen(OperatorReturned(ANA))
    assert stage.told == ["Ana handed you back to the assistant"]


def test_who_was_promised_nothing_is_told_nothing() -> None:
    stage = Stage()
    stage.escalate(accepted=False)
    stage.happen(OperatorReturned(ANA))
    assert stage.told == []
    assert stage.ordered(AskAgent)


def test_a_return_while_the_agent_is_off_leaves_nobody_in_silence() -> None:
    stage = taken()
    stage.happen(AgentSwitched(ANA, False))
    stage.happen(OperatorReturned(ANA))
    assert not stage.ordered(AskAgent)
    assert stage.told[-1] == stage.policy.words("en").agent_off


@pytest.mark.parametrize("event", [OperatorReturned, OperatorResolved])
def test_only_the_owner_may_end_the_stretch(event: type[OperatorReturned]) -> None:
    stage = taken()
    assert stage.happen(event(BEN)) == Lost("already_taken", "Ana", stage.state.owned_since)
    assert stage.state.owner is Owner.HUMAN


@pytest.mark.parametrize(
    "event", [OperatorReturned(ANA), OperatorTransferred(ANA, queue=SALES), OperatorSnoozed(ANA, 9000.0)]
)
def test_what_the_agent_has_cannot_be_returned_passed_on_or_put_off(event: OperatorReturned) -> None:
    assert Stage().happen(event) == WITH_AGENT
    stage = Stage()
    stage.happen(OperatorResolved(ANA))
    assert stage.happen(event) == CLOSED


def test_resolving_closes_and_says_how_to_come_back() -> None:
    stage = taken()
    stage.happen(OperatorResolved(ANA))
    assert (stage.state.owner, stage.last.handoffs[0].ending) == (Owner.CLOSED, Ending.RESOLVED)
    assert stage.told == ["Ana closed this conversation. Just write if you need anything else."]
    assert stage.happen(OperatorResolved(ANA)) == CLOSED


def test_what_was_open_when_it_was_resolved_is_not_asked_when_the_contact_comes_back() -> None:
    stage = Stage()
    stage.say("hello")
    stage.happen(OperatorResolved(ANA))
    assert stage.state.answered == stage.state.said


def test_a_transfer_to_a_queue_lets_go_tells_the_contact_and_posts_new_cards() -> None:
    stage = taken()
    stage.happen(OperatorTransferred(ANA, queue=SALES))
    assert (stage.state.owner, stage.handoff.queue, stage.handoff.operator) == (Owner.WAITING, SALES, None)
    assert [order.place for order in stage.ordered(PostCard)] == [SECOND]
    assert [order.place for order in stage.ordered(EditCard)] == [TEAM]
    assert stage.told == ["You are being passed on to a colleague"]
    assert stage.handoff.tried == (SUPPORT, SALES)


def test_a_transfer_back_posts_no_second_card_where_one_lives() -> None:
    stage = taken()
    stage.happen(OperatorTransferred(ANA, queue=SALES))
    stage.accept(SECOND)
    stage.happen(OperatorTransferred(ANA, queue=SUPPORT))
    assert stage.ordered(PostCard) == []
    assert len([card for card in stage.handoff.cards if card.place == TEAM]) == 1


def test_a_transfer_back_tries_a_place_again_that_refused_before() -> None:
    stage = Stage()
    stage.escalate(accepted=False)
    stage.refuse(TEAM)
    stage.happen(OperatorTransferred(ANA, queue=SALES))
    stage.happen(OperatorTransferred(ANA, queue=SUPPORT))
    assert [order.place for order in stage.ordered(PostCard)] == [TEAM]


def test_a_transfer_to_the_queue_it_waits_in_changes_nothing() -> None:
    stage = Stage()
    stage.escalate()
    before = stage.state
    assert stage.happen(OperatorTransferred(ANA, queue=SUPPORT)) == Done(before.seq)
    assert (stage.state, stage.last.effects) == (before, ())


def test_an_owner_who_transfers_to_the_own_queue_lets_go_of_it() -> None:
    stage = taken()
    stage.happen(OperatorTransferred(ANA, queue=SUPPORT))
    assert (stage.state.owner, stage.state.operator) == (Owner.WAITING, None)
    assert stage.wakes(Timer.CLAIM)[-1].epoch == stage.state.epoch


@pytest.mark.parametrize("queue", [QueueName("nowhere"), None])
def test_a_transfer_to_nowhere_is_refused(queue: QueueName | None) -> None:
    stage = taken()
    outcome = stage.happen(OperatorTransferred(ANA, queue=queue))
    assert isinstance(outcome, Refused)
    assert (outcome.error, stage.state.owner) == ("unknown_queue", Owner.HUMAN)


def test_a_transfer_to_a_colleague_makes_them_the_owner_and_the_contact_reads_who() -> None:
    stage = taken()
    stage.happen(OperatorTransferred(ANA, operator=BEN))
    assert (stage.state.owner, stage.state.operator) == (Owner.HUMAN, "ben")
    assert stage.told == ["Ben joined the conversation"]
    assert stage.wakes(Timer.SILENCE)[-1].epoch == stage.state.epoch, "the answer is owed by Ben now"


def test_a_transfer_to_oneself_changes_nothing() -> None:
    stage = taken()
    before = stage.state
    assert stage.happen(OperatorTransferred(ANA, operator=ANA)) == Done(before.seq)
    assert stage.state == before


def test_a_waiting_conversation_that_is_assigned_to_oneself_is_taken() -> None:
    stage = Stage()
    stage.escalate()
    stage.happen(OperatorTransferred(ANA, operator=ANA))
    assert (stage.state.owner, stage.state.operator) == (Owner.HUMAN, "ana")


@pytest.mark.parametrize("until", [999.0, 1000.0, math.inf, math.nan, -1.0])
def test_a_snooze_needs_a_time_that_will_come(until: float) -> None:
    stage = Stage()
    stage.escalate()
    outcome = stage.happen(OperatorSnoozed(ANA, until))
    assert isinstance(outcome, Refused)
    assert (outcome.error, stage.handoff.snoozed) == ("bad_time", None)


def test_a_snooze_ends_at_its_time() -> None:
    stage = Stage()
    stage.escalate()
    stage.happen(OperatorSnoozed(ANA, stage.now + 60))
    assert (stage.handoff.snoozed, stage.handoff.by) == (stage.now + 60, "Ana")
    stage.fire(Timer.SNOOZE)
    assert stage.handoff.snoozed is None
    assert stage.ordered(EditCard)


def test_of_two_snoozes_the_later_press_counts() -> None:
    stage = Stage()
    stage.escalate()
    stage.happen(OperatorSnoozed(ANA, stage.now + 60))
    stage.happen(OperatorSnoozed(ANA, stage.now + 120))
    first, second = stage.wakes(Timer.SNOOZE)
    stage.now = first.due
    stage.happen(TimerFired(first.timer, first.ticket, first.epoch))
    assert stage.handoff.snoozed == second.due
    stage.fire(Timer.SNOOZE)
    assert stage.handoff.snoozed is None


@pytest.mark.parametrize(
    "leave",
    [
        OperatorReturned(ANA),
        OperatorResolved(ANA),
        OperatorTransferred(ANA, queue=SALES),
        OperatorTransferred(ANA, operator=BEN),
    ],
)
def test_nothing_stays_snoozed_when_it_moves(leave: OperatorReturned) -> None:
    stage = taken()
    ticket = stage.handoff.ticket
    stage.happen(OperatorSnoozed(ANA, stage.now + 60))
    stage.happen(leave)
    assert stage.filed[ticket].snoozed is None


def test_a_whole_second_round_has_a_ticket_of_its_own() -> None:
    stage = taken()
    stage.reply("done")
    stage.happen(OperatorReturned(ANA))
    stage.say("hello again")
    stage.answer()
    stage.escalate()
    assert [str(ticket) for ticket in stage.filed] == ["H-1001", "H-1002"]
    assert (stage.handoff.cards[0].ref, stage.handoff.taken, stage.handoff.tried) == ("ref-team", None, ())


def test_the_agent_answers_after_a_return_as_it_did_before() -> None:
    stage = taken()
    stage.happen(OperatorReturned(ANA))
    assert stage.answer("Here I am again.") == Done(stage.state.answered)
    assert Answer("Here I am again.").text == stage.entries[-1].content.text


def test_queues_other_than_those_configured_are_unknown_even_when_a_handoff_lives_in_one() -> None:
    stage = Stage(support(), sales())
    stage.escalate()
    stage.policy = Stage(sales()).policy
    assert isinstance(stage.happen(OperatorTransferred(ANA, queue=SALES)), Done)
    assert isinstance(stage.happen(OperatorTransferred(ANA, queue=SUPPORT)), Refused)
